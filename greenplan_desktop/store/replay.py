"""Changes played backwards and forwards on the tables, and taken back out of order value by value."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.errors import ConflictError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .journal import Change

Kept = tuple[str, int, str]


def turn(connection: sqlite3.Connection, changes: Sequence[Change], *, forward: bool) -> None:
    """Undo (backwards) or redo (forwards) changes exactly; runs inside the caller's transaction, journal muted."""
    connection.execute("PRAGMA defer_foreign_keys = ON")
    connection.execute("UPDATE journal_state SET muted = 1")
    for change in changes if forward else reversed(changes):
        old, new = (change.before, change.after) if forward else (change.after, change.before)
        _require(connection, change, old)
        _put(connection, change.table, change.row_id, old, new)
    connection.execute("UPDATE journal_state SET muted = 0")


def _require(connection: sqlite3.Connection, change: Change, expected: str | None) -> None:
    row = _row(connection, change.table, change.row_id)
    if (row is None) != (expected is None):
        raise ConflictError("数据已被别处改动，无法按顺序撤销；请在“修改记录”中逐条收回。")
    if row is not None and expected is not None:
        wanted = json.loads(expected)
        if any(row[name] != value for name, value in wanted.items() if name in row):
            raise ConflictError("数据已被别处改动，无法按顺序撤销；请在“修改记录”中逐条收回。")


def _row(connection: sqlite3.Connection, table: str, row_id: int) -> dict[str, Any] | None:
    row = connection.execute(f'SELECT * FROM "{table}" WHERE id = ?', (row_id,)).fetchone()
    return dict(row) if row else None


def _put(connection: sqlite3.Connection, table: str, row_id: int, old: str | None, new: str | None) -> None:
    if new is None:
        connection.execute(f'DELETE FROM "{table}" WHERE id = ?', (row_id,))
        return
    values: dict[str, Any] = json.loads(new)
    if old is None:
        _insert(connection, table, values)
        return
    before: dict[str, Any] = json.loads(old)
    _update(
        connection, table, row_id, {k: v for k, v in values.items() if before.get(k) != v or k not in before}
    )


def _insert(connection: sqlite3.Connection, table: str, values: dict[str, Any]) -> None:
    names = ", ".join(f'"{n}"' for n in values)
    marks = ", ".join("?" * len(values))
    connection.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(values.values()))


def _update(connection: sqlite3.Connection, table: str, row_id: int, values: dict[str, Any]) -> None:
    if values:
        assignments = ", ".join(f'"{n}" = ?' for n in values)
        connection.execute(f'UPDATE "{table}" SET {assignments} WHERE id = ?', (*values.values(), row_id))


def take_back(connection: sqlite3.Connection, changes: Sequence[Change]) -> list[Kept]:
    """Take changes back where their values still stand; returns (table, row, column) of those left alone."""
    kept: list[Kept] = []
    connection.execute("PRAGMA defer_foreign_keys = ON")
    for change in reversed(changes):
        if change.after is None:
            kept += _bring_back(connection, change)
        elif change.before is None:
            kept += _remove(connection, change)
        else:
            kept += _restore(connection, change, json.loads(change.before), json.loads(change.after))
    return kept


def _bring_back(connection: sqlite3.Connection, change: Change) -> list[Kept]:
    if _row(connection, change.table, change.row_id) is not None:
        return []
    values: dict[str, Any] = json.loads(change.before or "{}")
    if not _parents_stand(connection, change.table, values):
        return [(change.table, change.row_id, "id")]
    connection.execute("SAVEPOINT bring_back")
    try:
        _insert(connection, change.table, values)
    except sqlite3.IntegrityError:
        connection.execute("ROLLBACK TO bring_back")
        return [(change.table, change.row_id, "id")]
    finally:
        connection.execute("RELEASE bring_back")
    return []


def _remove(connection: sqlite3.Connection, change: Change) -> list[Kept]:
    row = _row(connection, change.table, change.row_id)
    if row is None:
        return []
    written: dict[str, Any] = json.loads(change.after or "{}")
    differing = [n for n, v in written.items() if n in row and row[n] != v]
    if not differing and not _referenced(connection, change.table, change.row_id):
        connection.execute(f'DELETE FROM "{change.table}" WHERE id = ?', (change.row_id,))
        return []
    if not differing:
        return [(change.table, change.row_id, "id")]
    empty = _empty_values(connection, change.table)
    back = {n: empty[n] for n, v in written.items() if n in empty and row[n] == v and n not in _STAMPS}
    _update(connection, change.table, change.row_id, back)
    return [(change.table, change.row_id, n) for n in differing if n not in _STAMPS]


_STAMPS = frozenset({"updated_at", "return_file_id", "sheet", "cells"})


def _restore(
    connection: sqlite3.Connection, change: Change, before: dict[str, Any], after: dict[str, Any]
) -> list[Kept]:
    row = _row(connection, change.table, change.row_id)
    touched = [n for n in after if before.get(n) != after[n]]
    if row is None:
        return [(change.table, change.row_id, n) for n in touched]
    same = {n: before.get(n) for n in touched if row[n] == after[n]}
    same = {n: v for n, v in same.items() if _parents_stand(connection, change.table, {n: v})}
    connection.execute("SAVEPOINT restore_values")
    try:
        _update(connection, change.table, change.row_id, same)
    except sqlite3.IntegrityError:
        connection.execute("ROLLBACK TO restore_values")
        return [(change.table, change.row_id, n) for n in touched]
    finally:
        connection.execute("RELEASE restore_values")
    return [(change.table, change.row_id, n) for n in touched if n not in same and n not in _STAMPS]


def _referenced(connection: sqlite3.Connection, table: str, row_id: int) -> bool:
    """Whether a row of another table still points at this one."""
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    for (other,) in tables:
        for key in connection.execute(f'PRAGMA foreign_key_list("{other}")').fetchall():
            if key[2] == table:
                sql = f'SELECT 1 FROM "{other}" WHERE "{key[3]}" = ? LIMIT 1'
                if connection.execute(sql, (row_id,)).fetchone():
                    return True
    return False


def _parents_stand(connection: sqlite3.Connection, table: str, values: dict[str, Any]) -> bool:
    """Whether the rows that these values point at are there (deferred keys would complain at the end only)."""
    for key in connection.execute(f'PRAGMA foreign_key_list("{table}")').fetchall():
        parent, column = key[2], key[3]
        if values.get(column) is None:
            continue
        sql = f'SELECT 1 FROM "{parent}" WHERE id = ?'
        if connection.execute(sql, (values[column],)).fetchone() is None:
            return False
    return True


def _empty_values(connection: sqlite3.Connection, table: str) -> dict[str, Any]:
    """What columns hold when nothing was entered: NULL, or the empty-text default; others are left out."""
    values: dict[str, Any] = {}
    for _, name, _, not_null, default, key in connection.execute(f'PRAGMA table_info("{table}")').fetchall():
        if key:
            continue
        if default == "''":
            values[name] = ""
        elif not not_null and not name.endswith("_id"):
            values[name] = None
    return values
