"""Plans and their chapters: heads, document texts, order, archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.records import StoredChapter, StoredPlan

from . import rows

if TYPE_CHECKING:
    import sqlite3

    from .database import Store

_COLUMNS = (
    "id, uid, title, short_name, document_number, issuer, issue_date, period_from, period_to, source_name, "
    "is_sample, archived_at, position"
)


def _plan(row: sqlite3.Row) -> StoredPlan:
    values = dict(row)
    values["is_sample"] = bool(values["is_sample"])
    return StoredPlan(**values)


def all_plans(store: Store, *, archived: bool = True) -> list[StoredPlan]:
    """All plans in their order; archived ones last, or left out."""
    condition = "" if archived else "WHERE archived_at IS NULL "
    sql = f"SELECT {_COLUMNS} FROM plan {condition}ORDER BY archived_at IS NOT NULL, position, id"
    return [_plan(row) for row in store.rows(sql)]


def plan(store: Store, plan_id: int) -> StoredPlan | None:
    """A plan by its key."""
    row = store.row(f"SELECT {_COLUMNS} FROM plan WHERE id = ?", (plan_id,))
    return _plan(row) if row else None


def text(store: Store, plan_id: int) -> str:
    """The document's text as it was read, "" where none is kept."""
    row = store.row("SELECT text FROM plan_text WHERE plan_id = ?", (plan_id,))
    return row[0] if row else ""


def set_text(store: Store, plan_id: int, content: str) -> None:
    """Keep the document's text with the plan, replacing what was kept."""
    row = store.row("SELECT id FROM plan_text WHERE plan_id = ?", (plan_id,))
    if row:
        rows.update(store, "plan_text", row[0], text=content)
    else:
        rows.insert(store, "plan_text", plan_id=plan_id, text=content)


def insert(store: Store, **values: Any) -> int:
    """A new plan at the end of the order; returns its key."""
    position = rows.next_position(store, "plan")
    return rows.insert(
        store, "plan", uid=values.pop("uid", None) or rows.new_uid(), position=position, **values
    )


def chapters(store: Store, plan_id: int) -> list[StoredChapter]:
    """A plan's chapters in order."""
    sql = (
        "SELECT id, plan_id, parent_id, position, title FROM chapter WHERE plan_id = ? ORDER BY position, id"
    )
    return [StoredChapter(*row) for row in store.tuples(sql, (plan_id,))]


def remove(store: Store, plan_id: int) -> None:
    """Delete a plan with all that belongs to it, children first (inside a change set, so undo brings it back)."""
    run = store.connection.execute
    periods = "(SELECT id FROM period WHERE plan_id = :plan)"
    tasks = "(SELECT id FROM task WHERE plan_id = :plan)"
    for statement in (
        f"DELETE FROM report WHERE task_id IN {tasks}",
        f"DELETE FROM return_file WHERE period_id IN {periods}",
        f"DELETE FROM alignment WHERE plan_id = :plan OR higher_task_id IN {tasks}",
        "DELETE FROM target WHERE plan_id = :plan",
        "DELETE FROM task WHERE plan_id = :plan",
        "UPDATE chapter SET parent_id = NULL WHERE plan_id = :plan AND parent_id IS NOT NULL",
        "DELETE FROM plan WHERE id = :plan",
    ):
        run(statement, {"plan": plan_id})
