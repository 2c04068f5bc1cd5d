"""A changed version of a stored plan updates it instead of doubling it: what differs, and writing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.names import UnitNames
from greenplan_desktop.model.text import bare_title
from greenplan_desktop.store import journal, rows, units
from greenplan_desktop.store.snapshot import plan_snapshot

from .changed import Changed, changed
from .plans import plan_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from greenplan_desktop.model.plan import Plan, Task
    from greenplan_desktop.store.database import Store

    from .intake import UnitChoice

WORDS = {
    "number": "序号",
    "title": "名称",
    "text": "内容",
    "clause": "责任条款",
    "due": "完成时限",
    "lead_units": "牵头单位",
    "responsible_units": "责任单位",
    "targets": "目标",
    "path": "章节",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One task of the old or new version: `fields` says what changed, empty for one that came or went."""

    kind: str  # "added", "removed", "changed"
    code: str
    title: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pairing:
    """Old and new tasks beside each other; None where a side has none."""

    pairs: tuple[tuple[Task | None, Task | None], ...]


def pair(old: Sequence[Task], new: Sequence[Task]) -> Pairing:
    """Tasks that are the same: by title, then by number with a like title, then by title alone as far as it is like."""
    from rapidfuzz import fuzz

    left = list(old)
    found: dict[str, Task] = {}
    for likeness in (100.0, 70.0):
        for task in new:
            if task.code in found:
                continue
            best = max(left, key=lambda o: _score(o, task, fuzz.ratio), default=None)
            if best is not None and _score(best, task, fuzz.ratio) >= likeness:
                found[task.code] = best
                left.remove(best)
    pairs: list[tuple[Task | None, Task | None]] = [(found.get(t.code), t) for t in new]
    return Pairing((*pairs, *((o, None) for o in left)))


def _score(old: Task, new: Task, ratio: Any) -> float:
    """How surely two tasks are one: equal titles 100 and more, like ones below, the number tips the scale."""
    same_number = old.code == new.code
    likeness = float(ratio(bare_title(old.title), bare_title(new.title)))
    if likeness >= 100:
        return 101.0 + same_number
    return likeness * 0.9 + (25 if same_number and likeness >= 30 else 0)


def _fields(old: Task, new: Task, register: UnitNames) -> tuple[str, ...]:
    found = [f for f in ("number", "title", "text", "clause", "path") if getattr(old, f) != getattr(new, f)]
    roles = ("lead_units", "responsible_units")
    found += [r for r in roles if _known(getattr(old, r), register) != _known(getattr(new, r), register)]
    if (old.due.text if old.due else "") != (new.due.text if new.due else ""):
        found.append("due")
    if [_plain(t) for t in old.targets] != [_plain(t) for t in new.targets]:
        found.append("targets")
    return tuple(found)


def _known(names: Sequence[str], register: UnitNames) -> list[str]:
    return [unit.short_name if (unit := register.find(n)) else n for n in names]


def _plain(target: Any) -> tuple[Any, ...]:
    return (target.text, target.indicator, target.comparator, target.value, target.unit, target.year)


def differences(store: Store, plan_id: int, plan: Plan) -> list[Difference]:
    """What a new version changes, in the order of the new document; tasks that went stand at the end."""
    register = UnitNames(units.all_units(store))
    found = []
    for old, new in pair(plan_of(plan_snapshot(store, plan_id)).tasks, plan.tasks).pairs:
        if old is None and new is not None:
            found.append(Difference("added", new.code, new.title))
        elif new is None and old is not None:
            found.append(Difference("removed", old.code, old.title))
        elif old is not None and new is not None:
            fields = _fields(old, new, register)
            if fields:
                found.append(Difference("changed", new.code, new.title, fields))
    return found


def words_of(found: Sequence[Difference]) -> str:
    """Differences in one phrase: 新增 1 项，修改 3 项（第2项责任单位、…），原有 1 项在新版本中没有."""
    added = [d for d in found if d.kind == "added"]
    gone = [d for d in found if d.kind == "removed"]
    other = [d for d in found if d.kind == "changed"]
    parts = [f"新增 {len(added)} 项"] if added else []
    if other:
        shown = "；".join(f"第{d.code}项{'、'.join(WORDS[f] for f in d.fields)}" for d in other[:4])
        parts.append(f"修改 {len(other)} 项（{shown}{'…' if len(other) > 4 else ''}）")
    if gone:
        names = "、".join(f"第{d.code}项" for d in gone[:4])
        parts.append(f"{len(gone)} 项在新版本中没有（{names}），保留不删")
    return "，".join(parts) if parts else "内容没有变化"


def revise(
    store: Store, plan_id: int, plan: Plan, choices: Mapping[str, UnitChoice] | None = None
) -> Changed:
    """Update a stored plan to a new version in one undoable step; tasks that went are kept and named in notes."""
    from . import intake

    pairs = pair(plan_of(plan_snapshot(store, plan_id)).tasks, plan.tasks).pairs
    keys = {t.code: t.id for t in plan_snapshot(store, plan_id).tasks}
    gone = [old for old, new in pairs if old is not None and new is None]
    with journal.change(
        store, f"更新计划：{plan.short_name or plan.title}", kind="import", plan_id=plan_id
    ) as set_id:
        intake.write_head(store, plan_id, plan)
        writer = intake.PlanWriter(store, plan_id, choices or {}, plan)
        for old, _ in pairs:
            if old is not None:
                _put(store, keys[old.code], code=f"…{keys[old.code]}")
        used = {new.code for _, new in pairs if new is not None}
        coming = [(old, new) for old, new in pairs if new is not None]
        for index, (old, new) in enumerate(coming):
            position = (index + 1) * intake.STEP
            if old is None:
                writer.add_task(new, position)
            else:
                writer.update_task(keys[old.code], new, position)
        for number, old in enumerate(gone, start=1):
            code = old.code if old.code not in used else f"{old.code}（原）"
            _put(store, keys[old.code], code=code, position=(len(pairs) + number) * intake.STEP)
        intake.write_plan_targets(store, plan_id, plan)
    notes = [f"第{old.code}项“{old.title}”在新版本中没有，已保留，请看是否取消" for old in gone]
    return changed(store, set_id, made=(plan_id,), notes=notes)


def _put(store: Store, task_id: int, **values: Any) -> None:
    rows.update(store, "task", task_id, **values)
