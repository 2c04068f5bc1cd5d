"""Every data table is journalled by triggers generated from its columns; none can be written past them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

NOT_JOURNALLED = frozenset(
    {"change_set", "change", "journal_state", "lock_row", "file_blob", "_sqlite_migrations"}
)
NO_OPEN_SET = "greenplan: write outside a change set"


def data_tables(connection: sqlite3.Connection) -> list[str]:
    """The journalled tables, in the order of their creation."""
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid").fetchall()
    return [name for (name,) in rows if name not in NOT_JOURNALLED and not name.startswith("sqlite_")]


def columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """A table's column names in order."""
    return [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]


def install(connection: sqlite3.Connection) -> None:
    """Drop and generate anew the journal's triggers of all data tables."""
    old = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'journal\\_%' ESCAPE '\\'"
    ).fetchall()
    for (name,) in old:
        connection.execute(f'DROP TRIGGER "{name}"')
    for table in data_tables(connection):
        for statement in trigger_sql(table, columns(connection, table)):
            connection.execute(statement)
    connection.execute("DROP TRIGGER IF EXISTS blob_is_insert_only")
    connection.execute(
        "CREATE TRIGGER blob_is_insert_only BEFORE UPDATE ON file_blob "
        "BEGIN SELECT RAISE(ABORT, 'greenplan: file_blob is insert-only'); END"
    )


def trigger_sql(table: str, names: list[str]) -> list[str]:
    """The statements that guard one table and journal its inserts, updates and deletes."""
    made = []
    for verb, rows in (("INSERT", ("NEW",)), ("UPDATE", ("OLD", "NEW")), ("DELETE", ("OLD",))):
        made.append(
            f'CREATE TRIGGER journal_{table}_{verb.lower()}_guard BEFORE {verb} ON "{table}"\n'
            "WHEN (SELECT open_set IS NULL AND muted = 0 FROM journal_state)\n"
            f"BEGIN SELECT RAISE(ABORT, '{NO_OPEN_SET}'); END"
        )
        before = _json("OLD", names) if "OLD" in rows else "NULL"
        after = _json("NEW", names) if "NEW" in rows else "NULL"
        row = rows[-1]
        changed = " OR ".join(f'OLD."{n}" IS NOT NEW."{n}"' for n in names)
        condition = f" AND ({changed})" if verb == "UPDATE" else ""
        made.append(
            f'CREATE TRIGGER journal_{table}_{verb.lower()} AFTER {verb} ON "{table}"\n'
            f"WHEN (SELECT muted = 0 FROM journal_state){condition}\n"
            "BEGIN INSERT INTO change (change_set_id, table_name, row_id, before, after, task_id, unit_id)\n"
            f"VALUES ((SELECT open_set FROM journal_state), '{table}', {row}.id, {before}, {after}, "
            f"{_link(table, 'task', row, names)}, {_link(table, 'unit', row, names)}); END"
        )
    return made


def _json(row: str, names: list[str]) -> str:
    return "json_object(" + ", ".join(f"'{n}', {row}.\"{n}\"" for n in names) + ")"


def _link(table: str, what: str, row: str, names: list[str]) -> str:
    if table == what:
        return f"{row}.id"
    return f"{row}.{what}_id" if f"{what}_id" in names else "NULL"
