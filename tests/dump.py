"""All data tables of a database as plain rows, for comparing states."""

from __future__ import annotations

from typing import Any

from greenplan_desktop.store.database import Store
from greenplan_desktop.store.triggers import data_tables


def dump(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Every journalled table's rows in the order of their keys."""
    return {
        t: [tuple(r) for r in store.rows(f'SELECT * FROM "{t}" ORDER BY id')]
        for t in data_tables(store.connection)
    }
