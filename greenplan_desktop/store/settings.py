"""Settings kept in the database: of the office (plan None) or of one plan; values are JSON texts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from . import rows

if TYPE_CHECKING:
    from .database import Store


def value(store: Store, key: str, plan_id: int | None = None, default: Any = None) -> Any:
    """A setting's value, or `default`."""
    row = store.row("SELECT value FROM setting WHERE key = ? AND plan_id IS ?", (key, plan_id))
    return json.loads(row[0]) if row else default


def put(store: Store, key: str, content: Any, plan_id: int | None = None) -> None:
    """Write a setting (inside a change set)."""
    text = json.dumps(content, ensure_ascii=False)
    row = store.row("SELECT id FROM setting WHERE key = ? AND plan_id IS ?", (key, plan_id))
    if row:
        rows.update(store, "setting", row[0], value=text)
    else:
        rows.insert(store, "setting", plan_id=plan_id, key=key, value=text)


def of_plan(store: Store, plan_id: int) -> tuple[tuple[str, str], ...]:
    """A plan's settings as (key, JSON text), the office's own where the plan has none."""
    sql = "SELECT key, value FROM setting WHERE plan_id = ? OR plan_id IS NULL ORDER BY plan_id IS NOT NULL"
    return tuple({row[0]: row[1] for row in store.rows(sql, (plan_id,))}.items())
