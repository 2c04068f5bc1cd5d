"""Names of units: where a list of them is split, which of them are groups, and when a list stays open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .characters import levelled

# What the name of a body ends with. Single characters count only behind at least one other character.
_ENDINGS = (
    "局|委|办|科协|文联|厅|部|院|会|司|处|所|站|社|行|队|校|联|署|台|馆|室|组|专班|中心|公司|集团|政府|法院|大学|学院|电力|银行|联通|电信|移动|铁塔"
    "|单位|部门|企业|机构|镇|乡|街道|社区|园区|新区|高新区|开发区|经开区|示范区|管理区|合作区|度假区|保税区|园城|镇街|街镇|乡镇|区县"
    "|县区|[城交水产建文]投|支队|大队|总队|指挥部|协会|学会|商会|联盟|基地|海关|机关|报社|医院|园|厂|矿|网格|党工委|工委|团队|平台|板块|委员会|中支|[路务护电]段|林场|农场|机场|国企|央企|团中央|电网|石化|石油"
)
ENDS_AS_UNIT = re.compile(rf"(?:{_ENDINGS})(?:（[^（）]*(?:（[^（）]*）[^（）]*)*）)?$")
_PLACE_END = re.compile("(?:[县旗州]|[^市]区|[^城都]市)$")
_GROUP_START = re.compile(
    r"(?:全[市省区县州旗]|[市省区县州旗]级|[市省区县州]直|[市省区县州]属|本级|中央|地方|驻|沿\w|相应|属地)?(?:各(?!界)|有关|相关|其他|其它|所有|涉及|重点(?=企业|单位|用能))"
)
_GENERIC = re.compile(
    r"(?:(?:市|省|区|县|州|旗|自治[区州县]|地方|乡|镇|街道|社区|村|县级|市级|省级|区级|地市|设区市|区县|县区|镇街|街镇|乡镇|园区|园城|开发区|管委会|产业园区|基层"
    r"|（[^（）]{1,20}）|、|和|及|以上|所在地|辖区|属地|级|直|本)+)(?:党委|人民|政府|办事处|管委会|主管|部门|单位|有关|相关|和|及|、)*$"
)
_ONE_BODY = re.compile(
    "[市省区县州](?:人民政府|政府|委|党委)$|^(?:产业)?(?:园区|开发区)(?:管委会|管理委员会)$"  # a county has one
)
_GROUP_END = re.compile(
    r"(?:部门|单位|企业|机构|国企|央企|高校|院校|院所|组织|团体|运营商|成员|协会商会)$"
    r"|^(?!.*有限)(?:.*(?:国有(?!资[产本])|[区市县省州]属|相关|有关).{0,6}|(?:平台|重点|运营|电网|发电|供电|供水|燃气|投资)*)公司$"
)
_OPEN_GROUP = re.compile(r"(?:有关|相关)[^、，；]{0,16}(?:部门|单位|委办局)(?:（[^（）]{1,6}）)?$")
_OF_GROUP = "部门|单位|企业|机构|公司|委办局|成员|高校|院校|院所|组织|园区|平台|街道|乡镇|镇街|区县|县区|政府|（市、区）|市州|协会"
ET_CETERA = re.compile(
    rf"等(?:$|\d{{0,3}}[个家]?(?:[^、，；。（）等各]{{0,10}}(?:（[^（）]{{1,8}}）)?)?(?:{_OF_GROUP})(?:（[^（）]{{1,6}}）)?$)"
)
_JOINERS = re.compile(r"以及|和|及(?!其)|与|\sand\s")
_RIGHT_GROUP = re.compile(r"\s*(?:各|有关|相关|其他|其它|全[市省区县]|[市省区县州]级(?:有关|相关|各)|属地)")
_INSIDE_OF_NAME = re.compile(
    r"(?:发展|规划|住房|人力资源|经济|文化|工业|教育|卫生|科技|科学|农业|商务|城市|应急|市场|民族|交通|社会|体育|广播|旅游|信息|金融|投资|党委|财政|产业|政务服务|数据|林业|水利|水务|自然资源|统战|宣传)$"
)
_GENERAL = "(?:市|州|盟|旗|县|区|镇|乡|乡镇|镇街|街道|区市|县市|县级市|地级市|市县|部门|单位|企业|机构)(?:（[^（）]{1,10}）)?"
JOINT_GROUP = re.compile(
    rf"各[^、，；。（）]{{0,8}}党委、(?:人民)?政府|(?:各|有关|相关)(?:有关|相关|地)?{_GENERAL}(?:、(?!各|有关|相关){_GENERAL})+"
    "(?:人民政府|政府|党委|办事处)?(?:（[^（）]{1,12}）)?"
    "(?=[、，；。）]|$|等|负责|按|配合|牵头|落实|和|及|参与|具体|分别|共同)"
)
JOINT_NAMES = ("市科委、中关村管委会", "市科学技术委员会、中关村科技园区管理委员会")
_LEAD_MARK = re.compile(
    r"(?:（\s?(?:总?牵头|主办|主责|牵头单位|牵头部门|牵头责任单位|组长单位)\s?）|[*★※☆▲])+$|^[*★※☆▲]+"
)
SAID_ONCE = re.compile(r"[（(〔\[〈《【][^（）()〈〉《》]*下同[）)〕\]〉》】]$")  # 各区政府（含开发区，下同）
_LONGEST = 45
_KEPT_NAMES = 2048  # the same names come again and again in a plan


@dataclass(frozen=True, slots=True)
class NameList:
    """Names split from one piece of a list: `marked` are those with a lead mark (*, （牵头）)."""

    names: tuple[str, ...]
    open_ended: bool = False
    marked: tuple[str, ...] = ()


@lru_cache(maxsize=_KEPT_NAMES)
def split_names(piece: str, whole: tuple[str, ...] = ()) -> NameList:
    """The names of a piece that holds no 、 ， ； outside brackets: 和 及 与 part whole names, 等 ends the list.

    Names in `whole` are one unit though they read like two.
    """
    names: list[str] = []
    marked: list[str] = []
    open_ended = False
    for part in _joined(piece.strip(), whole):
        part, leads = without_lead_mark(part)
        flat = levelled(part)
        match = ET_CETERA.search(flat)
        if match and not flat.startswith("等"):
            open_ended = True
            part = part[: match.start()]
        elif flat.startswith("等") and match:
            open_ended = True
            continue
        part = _tidy_name(part)
        if part:
            names.append(part)
            open_ended = open_ended or is_open_group(part)
            if leads:
                marked.append(part)
    return NameList(tuple(names), open_ended, tuple(marked))


def _joined(piece: str, whole: tuple[str, ...]) -> list[str]:
    """The parts of `A和B`, where both sides are names of their own."""
    flat = levelled(piece)
    if not _JOINERS.search(flat):
        return _apart(piece, whole)
    parts: list[str] = []
    begin = 0
    for match in _JOINERS.finditer(flat):
        left, right = flat[begin : match.start()], flat[match.end() :]
        if _depth(flat, match.start()) == 0 and _parts_here(left, right):
            parts += _apart(piece[begin : match.start()], whole)
            begin = match.end()
    return parts + _apart(piece[begin:], whole)


def _apart(piece: str, whole: tuple[str, ...]) -> list[str]:
    """The names of a piece that lost their separator, unless it is a name that only reads like two."""
    flat = levelled(piece)
    if any(flat == name or flat.startswith(name + "等") for name in whole):
        return [piece]
    return run_together(piece)


def run_together(piece: str) -> list[str]:
    """市水务局市生态环境局: names of one level whose separator was lost."""
    flat = levelled(piece)
    level = flat[:1]
    if level not in "市区县省州" or flat.count(level) < 2 or "（" in flat:
        return [piece]
    parts: list[str] = []
    begin = 0
    for match in re.finditer(rf"[局委办厅](?={level}(?![属级直场政民委容区县辖城]).)", flat):
        if match.end() - begin > 2 and ENDS_AS_UNIT.search(flat[match.end() :]):
            parts.append(piece[begin : match.end()])
            begin = match.end()
    return [*parts, piece[begin:]]


def _parts_here(left: str, right: str) -> bool:
    """Whether a joining word stands between two names and not inside one."""
    left = left.strip()
    if len(left) < 2 or not right.strip() or _INSIDE_OF_NAME.search(left):
        return False
    if ET_CETERA.search(left):
        # 等部门和单位 is one phrase, 等部门和各区县政府 is two
        return not re.match(r"(?:有关|相关)?(?:部门|单位|机构|企业)$", right.strip())
    if _RIGHT_GROUP.match(right):
        return not (
            _GROUP_START.match(left) and left.endswith(("党委", "部门")) and right.strip() in ("单位", "政府")
        )
    if _GROUP_START.match(left) and re.match(r"(?:单位|政府|企业|机构|部门)$", right.strip()):
        return False
    ends = ENDS_AS_UNIT.search(left) is not None or _PLACE_END.search(left) is not None
    head = _JOINERS.split(right, maxsplit=1)[0].strip()
    return ends and (looks_like_unit(right.strip()) or looks_like_unit(head))


def _depth(flat: str, position: int) -> int:
    return flat.count("（", 0, position) - flat.count("）", 0, position)


def without_lead_mark(part: str) -> tuple[str, bool]:
    """The name without the mark that says it leads, and whether it had one."""
    part = part.strip()
    flat = levelled(part)
    match = _LEAD_MARK.search(flat)
    if not match:
        return part, False
    return part[: match.start()] + part[match.end() :], True


def _tidy_name(name: str) -> str:
    name = SAID_ONCE.sub("", name)
    name = name.strip(" 。.:：;；,，、—-")
    if name.startswith("由") and len(name) > 3:
        name = name[1:]
    return name.replace(" ", "") if not re.search("[A-Za-z] [A-Za-z]", name) else name


@lru_cache(maxsize=_KEPT_NAMES)
def looks_like_unit(name: str) -> bool:
    """Whether a text could be the name of a body or of a group of bodies."""
    flat = levelled(name)
    if not 2 <= len(flat) <= _LONGEST or "。" in flat or "：" in flat or flat.isdigit():
        return False
    return ENDS_AS_UNIT.search(flat) is not None or is_group(flat) or _PLACE_END.search(flat) is not None


@lru_cache(maxsize=_KEPT_NAMES)
def is_group(name: str) -> bool:
    """Whether a name stands for several bodies (各镇街, 有关区级部门, 领导小组成员单位) and is no single unit."""
    flat = levelled(name)
    if _GROUP_START.match(flat) or (_GENERIC.match(flat) and not _ONE_BODY.match(flat)):
        return True
    return _GROUP_END.search(flat) is not None


def is_open_group(name: str) -> bool:
    """Groups of the form 有关…部门 leave the list open; 各镇街 and 各部门 do not."""
    return _OPEN_GROUP.search(levelled(name)) is not None
