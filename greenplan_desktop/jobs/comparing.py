"""What is different: between two periods of a plan, and between the plan now and as it was printed."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from greenplan_desktop.model.index import PlanIndex
from greenplan_desktop.model.progress import Progress
from greenplan_desktop.model.records import (
    Assignment,
    PlanSnapshot,
    StoredChapter,
    StoredPlan,
    StoredTarget,
    StoredTask,
    Unit,
)
from greenplan_desktop.store import journal, rows
from greenplan_desktop.store.snapshot import plan_snapshot

from . import sheets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greenplan_desktop.model.period import Period
    from greenplan_desktop.model.progress import Work
    from greenplan_desktop.store.database import Store

    from .sheets import Sheet

R = TypeVar("R")
_TABLES = ("plan", "chapter", "task", "target", "unit", "assignment")
Kept = dict[tuple[str, int], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Version:
    """A state of a plan to compare with: its name, and the last change set that belongs to it."""

    name: str
    change_set_id: int


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison: its table, and for each of its rows the task it is about (None: removed since)."""

    sheet: Sheet
    tasks: tuple[int | None, ...]


def versions(store: Store, plan_id: int) -> list[Version]:
    """The versions known of a plan: each time it was printed, the latest first, and as it was taken in."""
    found = [
        Version(f"{_day(row['at'])}打印的《{row['what']}》", row["change_set_id"])
        for row in reversed(rows.find(store, "print_mark", plan_id=plan_id))
    ]
    made = store.row(
        "SELECT change_set_id, s.at FROM change c JOIN change_set s ON s.id = c.change_set_id "
        "WHERE c.table_name = 'plan' AND c.row_id = ? AND c.before IS NULL ORDER BY c.id LIMIT 1",
        (plan_id,),
    )
    if made is not None:
        found.append(Version(f"{_day(made['at'])}录入的原稿", made["change_set_id"]))
    return found


def _day(stamp: str) -> str:
    when = datetime.fromisoformat(stamp).astimezone()
    return f"{when.year}年{when.month}月{when.day}日{when:%H:%M}"


def compare_periods(snapshot: PlanSnapshot, first: Period, second: Period) -> Work[Compared]:
    """Every task that counts in the second period, with where it stood in the first."""
    from greenplan_desktop.insight import compare

    yield Progress(0, 0, "正在比较两期进展")
    found = compare.compare_periods(PlanIndex(snapshot), first, second)
    sheet = sheets.periods(found, snapshot.plan.name, first, second)
    return Compared(sheet, tuple(row.task_id for row in found))


def changes_since(store: Store, plan_id: int, version: Version) -> Work[Compared]:
    """What changed in a plan's tasks since a version, rebuilt from the journal."""
    from greenplan_desktop.insight import compare

    yield Progress(0, 0, "正在比较计划内容")
    now = plan_snapshot(store, plan_id)
    before = version_at(store, plan_id, version.change_set_id)
    found = compare.compare_contents(compare.content_of(before), compare.content_of(now))
    sheet = sheets.changes(found, now.plan.name, version.name)
    keys = {task.code: task.id for task in now.tasks}
    tasks: list[int | None] = []
    for change in found:
        key = None if change.kind == "removed" else keys.get(change.code)
        tasks += [key] * max(1, len(change.fields))
    return Compared(sheet, tuple(tasks))


def version_at(store: Store, plan_id: int, change_set_id: int) -> PlanSnapshot:
    """A plan's own content (no reports) as it stood after a change set: the present rows, changes taken off."""
    kept: Kept = {(table, row["id"]): dict(row) for table in _TABLES for row in rows.find(store, table)}
    for change in reversed(journal.changes_since(store, change_set_id)):
        if change.table not in _TABLES:
            continue
        key = (change.table, change.row_id)
        if change.before is None:
            kept.pop(key, None)
        else:
            kept[key] = kept.get(key, {}) | json.loads(change.before)
    return _snapshot(kept, plan_id)


def _snapshot(kept: Kept, plan_id: int) -> PlanSnapshot:
    of = {name: [row for (table, _), row in kept.items() if table == name] for name in _TABLES}
    tasks = [_made(StoredTask, row) for row in of["task"] if row["plan_id"] == plan_id]
    known = {task.id for task in tasks}
    return PlanSnapshot(
        plan=_made(StoredPlan, next(row for row in of["plan"] if row["id"] == plan_id)),
        chapters=_placed(_made(StoredChapter, r) for r in of["chapter"] if r["plan_id"] == plan_id),
        tasks=_placed(tasks),
        targets=_placed(_made(StoredTarget, r) for r in of["target"] if r["plan_id"] == plan_id),
        units=_placed(_made(Unit, row) for row in of["unit"]),
        assignments=_placed(_made(Assignment, r) for r in of["assignment"] if r["task_id"] in known),
    )


def _made(kind: type[R], row: dict[str, Any]) -> R:
    names = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    values = {name: value for name, value in row.items() if name in names}
    if "doubts" in values:
        values["doubts"] = ()
    return kind(**values)


def _placed(found: Iterable[R]) -> tuple[R, ...]:
    return tuple(sorted(found, key=lambda one: (one.position, one.id)))  # type: ignore[attr-defined]
