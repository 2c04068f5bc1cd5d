"""Whether a database is sound: SQLite's own check, foreign keys, and a journal that covers every table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .triggers import columns, data_tables, trigger_sql

if TYPE_CHECKING:
    from .database import Store


def problems(store: Store) -> list[str]:
    """What is wrong, one Chinese sentence each; empty for a sound database."""
    said = [line for row in store.rows("PRAGMA integrity_check(20)") for line in row[0].splitlines()]
    found = [
        f"文件结构有误（SQLite：{line}）。" for line in said if line != "ok" and not line.startswith("***")
    ]
    found += [
        f"表 {row[0]} 第 {row[1]} 行指向的 {row[2]} 不存在。"
        for row in store.rows("PRAGMA foreign_key_check")
    ]
    found += _journal_gaps(store)
    state = store.row("SELECT open_set, muted FROM journal_state")
    if state is None or state[0] is not None or state[1]:
        found.append("修改记录没有正常结束上一次操作。")
    return found


def _journal_gaps(store: Store) -> list[str]:
    kept = {
        row[0]: row[1] for row in store.rows("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    }
    gaps = []
    for table in data_tables(store.connection):
        for sql in trigger_sql(table, columns(store.connection, table)):
            name = sql.split()[2]
            if kept.get(name) != sql:
                gaps.append(f"表 {table} 的修改记录不完整（{name}）。")
    return gaps
