"""Who does what: roles of units in tasks, set singly, by names in a cell, or from the command line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.labels import ROLE, ROLE_UNIT
from greenplan_desktop.model.names import UnitNames
from greenplan_desktop.model.text import clean
from greenplan_desktop.store import journal, rows, tasks, units

from . import find
from .changed import Changed, changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from greenplan_desktop.model.plan import Role
    from greenplan_desktop.model.records import StoredTask, Unit
    from greenplan_desktop.store.database import Store

_JOINTS = re.compile(r"[、，,;；\n\t]+")


def split_names(text: str) -> list[str]:
    """Unit names of a cell: joined by 、 ， or line breaks; brackets keep their inside together."""
    names, depth, start = [], 0, 0
    plain = clean(text)
    for index, sign in enumerate(plain):
        depth += (sign in "（(〔[") - (sign in "）)〕]")
        if depth <= 0 and _JOINTS.match(sign):
            names.append(plain[start:index])
            start = index + 1
    names.append(plain[start:])
    return list(dict.fromkeys(n.strip() for n in names if n.strip()))


def set_roles(store: Store, cells: Sequence[tuple[int, int, Role | None]], label: str = "") -> Changed:
    """Several (task, unit, role) at once as one undoable step."""
    if not cells:
        return Changed(None, "")
    task = _task(store, cells[0][0])
    with journal.change(store, label or _label(store, task, cells), plan_id=task.plan_id) as set_id:
        for task_id, unit_id, role in cells:
            put_role(store, task_id, unit_id, role)
    return changed(store, set_id)


def _label(store: Store, task: StoredTask, cells: Sequence[tuple[int, int, Role | None]]) -> str:
    if len(cells) > 1:
        return f"修改{len(cells)}处责任分工"
    _, unit_id, role = cells[0]
    name = next((u.short_name for u in units.all_units(store) if u.id == unit_id), "")
    return f"第{task.code}项：{name}{'设为' + ROLE[role] if role else '不再承担'}"


def put_role(store: Store, task_id: int, unit_id: int, role: Role | None) -> None:
    """Write one role within an open change set."""
    row = rows.first(store, "assignment", task_id=task_id, unit_id=unit_id)
    if role is None:
        if row:
            rows.delete(store, "assignment", row["id"])
    elif row:
        if row["role"] != role:
            rows.update(store, "assignment", row["id"], role=role, role_word="")
    else:
        position = rows.next_position(store, "assignment", task_id=task_id)
        rows.insert(store, "assignment", task_id=task_id, unit_id=unit_id, role=role, position=position)


def unknown_names(store: Store, names: Iterable[str]) -> list[str]:
    """The names that the register does not know."""
    register = UnitNames(units.all_units(store))
    return [n for n in names if register.find(n) is None]


def set_units(
    store: Store, task_ids: Sequence[int], role: Role, names: Sequence[str], *, create: bool = False
) -> Changed:
    """Make `names` the units of a role in tasks, in this order; unknown names are made new units or refused."""
    if not task_ids:
        return Changed(None, "")
    first = _task(store, task_ids[0])
    which = f"第{first.code}项" if len(task_ids) == 1 else f"{len(task_ids)}项任务的"
    with journal.change(store, f"修改{which}{ROLE_UNIT[role]}", plan_id=first.plan_id) as set_id:
        keys = [_unit_id(store, name, create=create) for name in names]
        for task_id in task_ids:
            replace_role(store, task_id, role, list(dict.fromkeys(keys)))
    return changed(store, set_id)


def replace_role(store: Store, task_id: int, role: Role, keys: list[int]) -> None:
    """Make these units, in this order, those of a role within an open change set."""
    for row in rows.find(store, "assignment", task_id=task_id, role=role):
        if row["unit_id"] not in keys:
            rows.delete(store, "assignment", row["id"])
    for position, unit_id in enumerate(keys, start=1):
        put_role(store, task_id, unit_id, role)
        placed = rows.first(store, "assignment", task_id=task_id, unit_id=unit_id)
        if placed and placed["position"] != position:
            rows.update(store, "assignment", placed["id"], position=position)


def _unit_id(store: Store, name: str, *, create: bool) -> int:
    text = clean(name).strip()
    if not text:
        raise InputError("单位名称不能为空。")
    if create and unknown_names(store, [text]):
        return units.insert(store, short_name=text, full_name="")
    return find.unit(store, text).id


def assign(
    store: Store,
    plan_id: int,
    code: str,
    *,
    lead: Sequence[str] = (),
    responsible: Sequence[str] = (),
    remove: Sequence[str] = (),
) -> Changed:
    """Add lead and responsible units to a task by name and remove others, as one undoable step."""
    task = find.task(store, plan_id, code)
    cells: list[tuple[int, int, Role | None]] = []
    roles: tuple[tuple[Sequence[str], Role | None], ...]
    roles = ((remove, None), (responsible, "responsible"), (lead, "lead"))
    for names, role in roles:
        cells += [(task.id, find.unit(store, name).id, role) for name in names]
    return set_roles(store, cells, f"修改第{task.code}项责任分工")


def load_text(unit: Unit, lead: int, responsible: int) -> str:
    """A unit's load in words: 牵头 3 · 责任 10."""
    return f"{unit.short_name}：牵头 {lead} · 责任 {responsible}"


def _task(store: Store, task_id: int) -> StoredTask:
    found = tasks.task(store, task_id)
    if found is None:
        raise InputError("这一项任务已被删除，可用撤销找回。")
    return found
