"""The one place where rows are inserted, updated and deleted; names come from our own code only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.errors import ConflictError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from sqlite3 import Row as Row  # what jobs call a row: they know no SQL

    from .database import Store


def new_uid() -> str:
    """A fresh uid for a plan, task, unit or period."""
    import uuid  # not before the first paint: it is slow to load

    return str(uuid.uuid4())


def insert(store: Store, table: str, **values: Any) -> int:
    """Insert a row, return its key."""
    names = ", ".join(f'"{n}"' for n in values)
    marks = ", ".join("?" * len(values))
    cursor = store.connection.execute(
        f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(values.values())
    )
    return int(cursor.lastrowid or 0)


def update(
    store: Store, table: str, row_id: int, expected: Mapping[str, Any] | None = None, **values: Any
) -> None:
    """Update columns of a row; `expected` names the values the editor saw: where they changed, ConflictError."""
    if not values:
        return
    sets = ", ".join(f'"{n}" = ?' for n in values)
    condition = "".join(f' AND "{n}" IS ?' for n in expected or {})
    cursor = store.connection.execute(
        f'UPDATE "{table}" SET {sets} WHERE id = ?{condition}',
        (*values.values(), row_id, *(expected or {}).values()),
    )
    if cursor.rowcount == 0:
        raise ConflictError("这一项刚被另一个窗口改动或删除，请看过新内容后再改。")


def delete(store: Store, table: str, row_id: int) -> None:
    """Delete a row; deleting what is gone is no error."""
    store.connection.execute(f'DELETE FROM "{table}" WHERE id = ?', (row_id,))


def next_position(store: Store, table: str, **where: Any) -> int:
    """The position after the last one among the rows of `where`."""
    condition = " AND ".join(f'"{n}" IS ?' for n in where) or "1"
    row = store.row(
        f'SELECT ifnull(max(position), 0) + 1 FROM "{table}" WHERE {condition}', tuple(where.values())
    )
    return int(row[0]) if row else 1


def find(store: Store, table: str, **where: Any) -> list[Row]:
    """Rows whose columns equal the values given (None finds NULL), in the order of their keys."""
    condition = " AND ".join(f'"{n}" IS ?' for n in where) or "1"
    return store.rows(f'SELECT * FROM "{table}" WHERE {condition} ORDER BY id', tuple(where.values()))


def first(store: Store, table: str, **where: Any) -> Row | None:
    """The first row of `find`, or None."""
    found = find(store, table, **where)
    return found[0] if found else None


def exists(store: Store, table: str, **where: Any) -> bool:
    """Whether there is a row whose columns equal the values given."""
    condition = " AND ".join(f'"{n}" IS ?' for n in where) or "1"
    return store.row(f'SELECT 1 FROM "{table}" WHERE {condition} LIMIT 1', tuple(where.values())) is not None
