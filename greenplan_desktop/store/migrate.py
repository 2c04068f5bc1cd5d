"""A new file gets all steps at once by sqlite3 alone; an older one the missing steps by sqlite-utils."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from . import triggers
from .schema import APPLICATION_ID, SCHEMA_VERSION, STEPS, step_sql

if TYPE_CHECKING:
    from collections.abc import Callable

SET_NAME = "greenplan"
_MIGRATIONS_TABLE = (
    'CREATE TABLE "_sqlite_migrations" (\n   "id" INTEGER PRIMARY KEY,\n   "migration_set" TEXT,\n'
    '   "name" TEXT,\n   "applied_at" TEXT\n)'
)


def create(connection: sqlite3.Connection, steps: tuple[str, ...] = STEPS) -> None:
    """Lay out an empty database with all steps, in one transaction, recorded as sqlite-utils records them."""
    connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    script = ["BEGIN IMMEDIATE", _MIGRATIONS_TABLE, *(step_sql(name).rstrip().rstrip(";") for name in steps)]
    connection.executescript(";\n".join(script) + ";")
    try:
        now = str(datetime.now(UTC))
        connection.executemany(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, ?)",
            [(SET_NAME, name, now) for name in steps],
        )
        _seal(connection, len(steps))
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def upgrade(connection: sqlite3.Connection) -> None:
    """Run the missing steps in order, each in a transaction; triggers are generated anew at the end."""
    import sqlite_utils
    from sqlite_utils.migrations import Migrations

    database = sqlite_utils.Database(connection)
    migrations = Migrations(SET_NAME)
    for name in STEPS:
        migrations(name=name)(_step(name))
    migrations.apply(database)
    with database.atomic():
        _seal(connection, SCHEMA_VERSION)


def _step(name: str) -> Callable[[Any], None]:
    def run(database: Any) -> None:
        for statement in statements(step_sql(name)):
            database.conn.execute(statement)

    run.__name__ = name
    return run


def statements(sql: str) -> list[str]:
    """A script's statements one by one (executescript would commit a running transaction)."""
    found, pending = [], ""
    for line in sql.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending)
            pending = ""
    return found


def _seal(connection: sqlite3.Connection, version: int) -> None:
    triggers.install(connection)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {version}")
