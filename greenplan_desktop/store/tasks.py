"""Tasks, their targets and the turns in their lives."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.records import LifeEvent, ManualStatus, StoredTarget, StoredTask, TargetValue

from . import rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .database import Store

_TASK = (
    "id, uid, plan_id, chapter_id, position, number, code, title, text, clause, open_ended, remarks, due_text, "
    "due_date, doubts, life, source_line, source_start, source_end"
)
_TARGET = "id, plan_id, task_id, position, text, indicator, comparator, value, unit, year"


def _task(row: tuple[Any, ...]) -> StoredTask:
    values = list(row)
    values[10] = bool(values[10])
    values[14] = tuple(json.loads(values[14])) if values[14] != "[]" else ()
    return StoredTask(*values)


def of_plan(store: Store, plan_id: int) -> list[StoredTask]:
    """A plan's tasks in order."""
    return [
        _task(r)
        for r in store.tuples(f"SELECT {_TASK} FROM task WHERE plan_id = ? ORDER BY position, id", (plan_id,))
    ]


def task(store: Store, task_id: int) -> StoredTask | None:
    """A task by its key."""
    found = store.tuples(f"SELECT {_TASK} FROM task WHERE id = ?", (task_id,))
    return _task(found[0]) if found else None


def insert(store: Store, plan_id: int, *, doubts: Sequence[str] = (), **values: Any) -> int:
    """A new task, at the end where no position is given; returns its key."""
    values.setdefault("position", rows.next_position(store, "task", plan_id=plan_id))
    values["open_ended"] = int(values.get("open_ended", False))
    uid = values.pop("uid", None) or rows.new_uid()
    return rows.insert(store, "task", plan_id=plan_id, uid=uid, doubts=json.dumps(list(doubts)), **values)


def targets(store: Store, plan_id: int) -> list[StoredTarget]:
    """All targets of a plan: its own first, then its tasks' in order."""
    sql = (
        f"SELECT {_TARGET} FROM target WHERE plan_id = ? ORDER BY task_id IS NOT NULL, task_id, position, id"
    )
    return [StoredTarget(*row) for row in store.tuples(sql, (plan_id,))]


def life_events(store: Store, plan_id: int) -> list[LifeEvent]:
    """The dated turns of a plan's tasks, oldest first."""
    sql = (
        "SELECT e.id, task_id, e.life, at, reason, document, e.due_text, e.due_date FROM life_event e "
        "JOIN task t ON t.id = e.task_id WHERE t.plan_id = ? ORDER BY at, e.id"
    )
    return [LifeEvent(*row) for row in store.tuples(sql, (plan_id,))]


def manual_statuses(store: Store, plan_id: int) -> list[ManualStatus]:
    """Statuses set by hand in a plan."""
    sql = (
        "SELECT m.id, task_id, period_id, status, reason FROM manual_status m "
        "JOIN task t ON t.id = m.task_id WHERE t.plan_id = ?"
    )
    return [ManualStatus(*row) for row in store.tuples(sql, (plan_id,))]


def target_values(store: Store, plan_id: int) -> list[TargetValue]:
    """Values of a plan's targets as reported for periods."""
    sql = (
        "SELECT v.id, target_id, period_id, v.value, v.unit, source FROM target_value v "
        "JOIN target g ON g.id = v.target_id WHERE g.plan_id = ?"
    )
    return [TargetValue(*row) for row in store.tuples(sql, (plan_id,))]
