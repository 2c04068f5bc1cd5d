"""Things found by the names people give them: plans, tasks, units."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.names import UnitNames
from greenplan_desktop.model.text import compact
from greenplan_desktop.store import plans, tasks, units

if TYPE_CHECKING:
    from greenplan_desktop.model.records import StoredPlan, StoredTask, Unit
    from greenplan_desktop.store.database import Store

_PLACE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,4}?市)?([\u4e00-\u9fff]{2,5}?)(区|县|市|自治县)(?:人民政府|委|发|经|办|政府|\Z)"
)


def plan(store: Store, name: str) -> StoredPlan:
    """The plan of a document number, title, short name or uid; raises InputError where none or several fit."""
    wanted = compact(name)
    everything = plans.all_plans(store)
    for names in (
        lambda p: (p.uid, p.document_number or ""),
        lambda p: (p.title,),
        lambda p: (p.short_name,),
    ):
        found = [p for p in everything if wanted and wanted in {compact(n) for n in names(p) if n}]
        if len(found) > 1:
            active = [p for p in found if p.archived_at is None]
            found = active if len(active) == 1 else found
        if len(found) == 1:
            return found[0]
        if found:
            raise InputError(f"有 {len(found)} 份计划都叫“{name}”，请改用发文字号或完整标题。")
    if not everything:
        raise InputError("数据库里还没有计划，请先用 greenplan plan import 导入一份计划。")
    known = "、".join(p.document_number or p.name for p in everything[:5])
    raise InputError(f"没有叫“{name}”的计划；数据库里有：{known}。")


def task(store: Store, plan_id: int, code: str) -> StoredTask:
    """A plan's task by its code; raises InputError."""
    wanted = compact(code)
    for candidate in tasks.of_plan(store, plan_id):
        if compact(candidate.code) == wanted:
            return candidate
    raise InputError(f"这份计划里没有编号为“{code}”的任务，请核对序号。")


def unit(store: Store, name: str) -> Unit:
    """A unit by any of its names; raises InputError with the nearest names."""
    register = units.all_units(store)
    found = UnitNames(register).find(name)
    if found:
        return found
    near = nearest(name, register)
    hint = f"，是不是“{'”或“'.join(near)}”？" if near else "，请先在单位库中加入。"
    raise InputError(f"单位库里没有“{name}”{hint}")


def nearest(name: str, register: list[Unit], limit: int = 3) -> list[str]:
    """Short names of the units most like a name, best first."""
    from rapidfuzz import fuzz, process

    names = {n: u.short_name for u in register for n in u.names}
    hits = process.extract(name, list(names), scorer=fuzz.ratio, limit=limit * 3, score_cutoff=55)
    return list(dict.fromkeys(names[hit[0]] for hit in hits))[:limit]


def places(of: StoredPlan) -> tuple[str, ...]:
    """Names of the district a plan is from: 重庆市綦江区, 綦江区, 綦江 (from its issuer, title or number)."""
    found: list[str] = []
    for text in (of.issuer or "", of.title):
        match = _PLACE.search(compact(text))
        if match:
            core, level = match[1], match[2]
            whole = compact(text)[match.start() : match.end(2)]
            found += [whole, core + level, core]
    return tuple(dict.fromkeys(found))
