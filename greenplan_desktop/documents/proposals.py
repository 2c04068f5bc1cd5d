"""New units: what the register does not know yet, with a guess at full name and kind, and near names it does know."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from greenplan_desktop.model.names import UnitNames
from greenplan_desktop.model.text import compact

from .unitnames import is_group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greenplan_desktop.model.plan import Plan
    from greenplan_desktop.model.records import Unit

# Every spelling of a body's core, the full one first; the last is the shortest.
_CORES: tuple[tuple[str, ...], ...] = (
    ("发展和改革", "发展改革", "发改"),
    ("经济和信息化", "经济信息化", "经济信息", "经信"),
    ("工业和信息化", "工业信息化", "工信"),
    ("住房和城乡建设", "住房城乡建设", "住房城乡建", "住建"),
    ("规划和自然资源", "规划自然资源", "规划资源", "资源规划", "规资"),
    ("人力资源和社会保障", "人力资源社会保障", "人力社保", "人社"),
    ("文化和旅游发展", "文化旅游发展", "文化和旅游", "文化旅游", "文旅"),
    ("卫生健康", "卫健"),
    ("应急管理", "应急"),
    ("市场监督管理", "市场监管"),
    ("国有资产监督管理", "国资"),
    ("城市管理", "城管"),
    ("科学技术", "科技"),
    ("交通运输", "交通"),
    ("生态环境保护", "生态环境"),
    ("大数据应用发展管理", "大数据发展", "大数据"),
    ("地方金融监督管理", "地方金融监管", "金融监管"),
    ("农业农村", "农业"),
    ("民族宗教事务", "民族宗教", "民宗"),
    ("退役军人事务", "退役军人"),
    ("医疗保障", "医保"),
    ("机关事务管理", "机关事务"),
    ("林业和草原", "林业草原", "林草"),
    ("政务服务和数据管理", "政务服务数据管理", "政数"),
    ("网络安全和信息化", "网信"),
)
_FULL_ENDS = (
    ("委员会", "委"),
    ("办公室", "办"),
    ("管理委员会", "管委会"),
    ("人民政府", "政府"),
    ("街道办事处", "街道"),
)
_SPELLINGS = {spelling: row[-1] for row in _CORES for spelling in row}
_SPELLING = re.compile("|".join(sorted(map(re.escape, _SPELLINGS), key=len, reverse=True)))
_LEVEL = re.compile(
    "^(?:中共|国家)?(?:(?:[^省市区县州旗]{2,5}(?:省|市|自治区))?[^省市区县州旗局委办]{1,5}(?:市|区|县|州|旗)|[省市区县州旗])(?=.{2})"
)
_PARK = re.compile("管委会|园区|产业园|新区|高新区|开发区|经开区|指挥部|示范区|保税|园城")
_TOWN = re.compile("(?:镇|乡|街道|街道办|街道办事处|社区|镇人民政府|乡人民政府|镇政府|乡政府|苏木)$")
_FIRM = re.compile("公司|集团|银行|电力|供电|电网|联通|移动|电信|铁塔|燃气|水务集团|厂$|营业管理部|营管部")
_NEAR = 76
_MOST = 3


@dataclass(frozen=True, slots=True)
class NearUnit:
    """A unit of the register that may be meant; `reason` is a Chinese phrase, `score` runs to 100."""

    unit: Unit
    score: int
    reason: str


@dataclass(frozen=True, slots=True)
class UnitProposal:
    """A name the register does not know: what it could be entered as, and whom it may mean."""

    name: str
    full_name: str
    short_name: str
    kind: str
    tasks: tuple[str, ...] = ()
    near: tuple[NearUnit, ...] = ()


def propose_units(plan: Plan, units: Sequence[Unit] = ()) -> tuple[UnitProposal, ...]:
    """One proposal per name of the plan that no unit of the register bears, in order of appearance."""
    register = UnitNames(units)
    tasks: dict[str, list[str]] = {}
    for task in plan.tasks:
        for name in (*task.lead_units, *task.responsible_units):
            if not register.find(name):
                tasks.setdefault(name, []).append(task.code)
    return tuple(
        UnitProposal(
            name, full_name(name, plan.issuer or ""), name, kind_of(name), tuple(codes), near(name, units)
        )
        for name, codes in tasks.items()
    )


def near_units(name: str, units: Sequence[Unit]) -> tuple[Unit, ...]:
    """The units a name may mean, best first."""
    return tuple(found.unit for found in near(name, units))


def near(name: str, units: Sequence[Unit]) -> tuple[NearUnit, ...]:
    """The units whose names come near, with the reason; a different level (市发改委, 县发改局) is named as such."""
    if is_group(name):
        return ()
    from rapidfuzz import fuzz

    wanted, bare = core(name), stem(name)
    found: list[NearUnit] = []
    for unit in units:
        if unit.is_group:
            continue
        best: NearUnit | None = None
        for known in unit.names:
            score, reason = _compare(wanted, bare, known, fuzz.ratio)
            if score >= _NEAR and (best is None or score > best.score):
                best = NearUnit(unit, score, reason)
        if best:
            found.append(best)
    return tuple(sorted(found, key=lambda each: -each.score)[:_MOST])


def _compare(wanted: str, bare: str, known: str, ratio: object) -> tuple[int, str]:
    """How near two names are, and why."""
    if core(known) == wanted:
        return 98, "同一单位的不同写法"
    if stem(known) == bare:
        return 90, "级别或机构后缀不同"
    score = int(ratio(core(known), wanted)) if callable(ratio) else 0
    return (min(score, 89), "名称相近") if score >= _NEAR and len(wanted) >= 4 else (0, "")


def core(name: str) -> str:
    """A name in its shortest spelling: 区发展和改革委员会 and 区发改委 are the same."""
    plain = compact(name)
    for full, short in _FULL_ENDS:
        if plain.endswith(full):
            plain = plain.removesuffix(full) + short
    return _SPELLING.sub(lambda match: _SPELLINGS[match[0]], plain)


def stem(name: str) -> str:
    """A name's shortest spelling without its level and without 局, 委 or 办 at its end."""
    bare = _LEVEL.sub("", core(name))
    return re.sub("(?:局|委|办|厅|部)$", "", bare)


def full_name(name: str, issuer: str = "") -> str:
    """A guess at the full name: 区发展改革委 under 重庆市綦江区人民政府 is 重庆市綦江区发展和改革委员会."""
    if is_group(name) or "（" in name or "(" in name:
        return name
    full = name = re.sub("教委$", "教育委", name)
    for row in _CORES:
        spelling = next((each for each in row if each in name), None)
        if spelling:
            full = name.replace(spelling, row[0], 1)
            break
    if full.endswith("委") and not full.endswith(("党委", "纪委", "市委", "区委", "县委", "团委")):
        full += "员会"
    elif full.endswith("办") and len(full) > 3:
        full += "公室"
    return _with_place(full, issuer)


def _with_place(full: str, issuer: str) -> str:
    """The office's own place in front of 区, 县 or 市."""
    place = re.match(
        r"((?P<city>\S{2,8}?(?:省|市|自治区|州))?(?P<district>\S{2,8}?(?:区|县|旗|市))?)(?:人民政府|党委|委员会)",
        issuer,
    )
    if not place or full[:2] in ("区委", "县委", "市委"):
        return full
    if full[0] in "区县旗" and place["district"]:
        return f"{place[1]}{full[1:]}"
    if full[0] == "市" and (place["city"] or "").endswith("市"):
        return f"{place['city']}{full[1:]}"
    return full


def kind_of(name: str) -> str:
    """The kind of unit a name looks like: a key of labels.UNIT_KIND."""
    if is_group(name):
        return "group"
    if _FIRM.search(name):
        return "enterprise"
    if _TOWN.search(name):
        return "town"
    if _PARK.search(name):
        return "park"
    if name[:1] in "区县旗":
        return "district"
    if name[:1] == "市" or re.match(r"[^区县]{2,4}市\S{2,}(?:局|委|办|院|处)", name):
        return "city"
    return "other"
