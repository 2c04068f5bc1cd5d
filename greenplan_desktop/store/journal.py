"""Every change has a name and can be undone: change sets, undo, redo, and what happened to a thing."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from greenplan_desktop.model.errors import StoreError

from . import replay
from .clock import now

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from .database import Store


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """One action of the user; `state` is done, undone or dropped (undone and overtaken by a new change)."""

    id: int
    at: str
    label: str
    user: str
    kind: str
    state: str
    refers_to: int | None
    plan_id: int | None
    tables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One row's change; `before` and `after` are JSON texts of the whole row, None where it did not exist."""

    id: int
    change_set_id: int
    table: str
    row_id: int
    before: str | None
    after: str | None
    task_id: int | None
    unit_id: int | None


@contextmanager
def change(
    store: Store, label: str, *, kind: str = "edit", plan_id: int | None = None, refers_to: int | None = None
) -> Iterator[int]:
    """Open a change set in one transaction, yield its id; a set that changed nothing leaves no trace.

    What was undone before and not redone is dropped from the redo line, as in every editor.
    """
    with store.transaction():
        run = store.connection.execute
        cursor = run(
            "INSERT INTO change_set (at, label, user, kind, refers_to, plan_id) VALUES (?, ?, ?, ?, ?, ?)",
            (now(), label, store.user, kind, refers_to, plan_id),
        )
        set_id = int(cursor.lastrowid or 0)
        run("UPDATE journal_state SET open_set = ?", (set_id,))
        yield set_id
        run("UPDATE journal_state SET open_set = NULL")
        if run("SELECT 1 FROM change WHERE change_set_id = ? LIMIT 1", (set_id,)).fetchone() is None:
            run("DELETE FROM change_set WHERE id = ?", (set_id,))
        else:
            run("UPDATE change_set SET state = 'dropped' WHERE state = 'undone'")


_SELECT = (
    "SELECT s.id, s.at, s.label, s.user, s.kind, s.state, s.refers_to, s.plan_id, "
    "(SELECT group_concat(DISTINCT table_name) FROM change WHERE change_set_id = s.id) AS tables FROM change_set s "
)


def _set(row: sqlite3.Row) -> ChangeSet:
    values = dict(row)
    values["tables"] = tuple(values["tables"].split(",")) if values["tables"] else ()
    return ChangeSet(**values)


def undoable(store: Store) -> ChangeSet | None:
    """The change set that undo would take back."""
    row = store.row(_SELECT + "WHERE s.state = 'done' AND s.kind <> 'setup' ORDER BY s.id DESC LIMIT 1")
    return _set(row) if row else None


def redoable(store: Store) -> ChangeSet | None:
    """The change set that redo would bring back."""
    row = store.row(_SELECT + "WHERE s.state = 'undone' ORDER BY s.id LIMIT 1")
    return _set(row) if row else None


def stands(store: Store, set_id: int) -> bool:
    """Whether a change set was kept: one that changed nothing left no trace."""
    return store.row("SELECT 1 FROM change_set WHERE id = ?", (set_id,)) is not None


def is_empty(store: Store) -> bool:
    """Whether nothing was ever written to this database."""
    return store.row("SELECT 1 FROM change_set LIMIT 1") is None


def name_plan(store: Store, set_id: int, plan_id: int) -> None:
    """Say which plan the open change set is about, once the plan has a key."""
    store.connection.execute("UPDATE change_set SET plan_id = ? WHERE id = ?", (plan_id, set_id))


def mark_setup(store: Store, set_id: int) -> None:
    """Make a change set part of setting up the database, which undo does not reach."""
    with store.transaction():
        store.connection.execute("UPDATE change_set SET kind = 'setup' WHERE id = ?", (set_id,))


def change_set(store: Store, set_id: int) -> ChangeSet:
    """A change set by its key; raises StoreError where there is none."""
    row = store.row(_SELECT + "WHERE s.id = ?", (set_id,))
    if row is None:
        raise StoreError(f"没有编号为 {set_id} 的修改记录。")
    return _set(row)


def history(
    store: Store,
    *,
    plan_id: int | None = None,
    task_id: int | None = None,
    unit_id: int | None = None,
    since: str = "",
    until: str = "",
    limit: int = 500,
) -> list[ChangeSet]:
    """Change sets, newest first, filtered; `since` and `until` are ISO days (inclusive)."""
    where, values = ["1"], []
    if plan_id is not None:
        where.append("s.plan_id = ?")
        values.append(plan_id)
    for column, key in (("task_id", task_id), ("unit_id", unit_id)):
        if key is not None:
            where.append(f"EXISTS (SELECT 1 FROM change c WHERE c.change_set_id = s.id AND c.{column} = ?)")
            values.append(key)
    parameters: list[object] = list(values)
    if since:
        where.append("date(s.at, 'localtime') >= ?")
        parameters.append(since)
    if until:
        where.append("date(s.at, 'localtime') <= ?")
        parameters.append(until)
    sql = f"{_SELECT} WHERE {' AND '.join(where)} ORDER BY s.id DESC LIMIT ?"
    return [_set(row) for row in store.rows(sql, (*parameters, limit))]


def changes(store: Store, set_id: int, task_id: int | None = None, limit: int = -1) -> list[Change]:
    """The rows a change set changed, in order; only those of one task where one is given."""
    condition, values = ("AND task_id = ? ", (set_id, task_id)) if task_id is not None else ("", (set_id,))
    rows = store.rows(
        "SELECT id, change_set_id, table_name, row_id, before, after, task_id, unit_id FROM change "
        f"WHERE change_set_id = ? {condition}ORDER BY id LIMIT ?",
        (*values, limit),
    )
    return [Change(*tuple(row)) for row in rows]


def changes_since(store: Store, set_id: int) -> list[Change]:
    """Every change in force that was made after a change set, in order, over all plans."""
    rows = store.rows(
        "SELECT c.id, change_set_id, table_name, row_id, before, after, task_id, unit_id FROM change c "
        "JOIN change_set s ON s.id = c.change_set_id WHERE s.id > ? AND s.state = 'done' ORDER BY c.id",
        (set_id,),
    )
    return [Change(*tuple(row)) for row in rows]


def undo(store: Store) -> ChangeSet | None:
    """Take back the latest change set; returns it, or None where there is nothing to undo."""
    return _turn(store, redo=False)


def redo(store: Store) -> ChangeSet | None:
    """Bring back the change set undone last; returns it, or None where there is nothing to redo."""
    return _turn(store, redo=True)


def _turn(store: Store, *, redo: bool) -> ChangeSet | None:
    with store.transaction():
        found = redoable(store) if redo else undoable(store)
        if found is None:
            return None
        replay.turn(store.connection, changes(store, found.id), forward=redo)
        store.connection.execute(
            "UPDATE change_set SET state = ?, turned_at = ? WHERE id = ?",
            ("done" if redo else "undone", now(), found.id),
        )
    return change_set(store, found.id)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What taking back did: `kept` lists (table, row, column) changed since and therefore left."""

    change_set: ChangeSet | None
    kept: tuple[tuple[str, int, str], ...]


def take_back(store: Store, set_id: int, change_ids: frozenset[int] | None = None) -> TakenBack:
    """Take a change set (or single changes of it) back later, out of order, as a change set of its own.

    Every value that still is what the set wrote goes back to what it was; values changed since are left and listed.
    """
    target = change_set(store, set_id)
    if target.state != "done":
        raise StoreError(f"“{target.label}”已经撤销，不能再次收回。")
    if change_ids is None and taken_back(store, set_id):
        raise StoreError(f"“{target.label}”已经收回过了。")
    wanted = [c for c in changes(store, set_id) if change_ids is None or c.id in change_ids]
    kept: list[tuple[str, int, str]] = []
    with change(
        store, f"收回：{target.label}", kind="take_back", plan_id=target.plan_id, refers_to=set_id
    ) as new_id:
        kept = replay.take_back(store.connection, wanted)
    return TakenBack(change_set(store, new_id) if stands(store, new_id) else None, tuple(kept))


def set_that_made(store: Store, table: str, row_id: int) -> int | None:
    """The change set that inserted a row, None where it still is undone or unknown."""
    row = store.row(
        "SELECT c.change_set_id FROM change c JOIN change_set s ON s.id = c.change_set_id "
        "WHERE c.table_name = ? AND c.row_id = ? AND c.before IS NULL AND s.state = 'done' ORDER BY c.id LIMIT 1",
        (table, row_id),
    )
    return row[0] if row else None


def taken_back(store: Store, set_id: int) -> bool:
    """Whether a change set was taken back by a later one that still stands."""
    return (
        store.row(
            "SELECT 1 FROM change_set WHERE refers_to = ? AND kind = 'take_back' AND state = 'done'",
            (set_id,),
        )
        is not None
    )
