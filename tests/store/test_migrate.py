"""A file of every shipped schema opens, is backed up first, and ends like a new one."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from greenplan_desktop.model.errors import StoreError
from greenplan_desktop.store import backup, migrate
from greenplan_desktop.store.database import connect, open_store
from greenplan_desktop.store.schema import SCHEMA_VERSION, STEPS
from greenplan_desktop.store.triggers import columns, data_tables

FILES = Path(__file__).parents[1] / "files" / "schemas"


def schema(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' AND name NOT LIKE '_sqlite_%' ORDER BY name"
    ).fetchall()
    return [tuple(row) for row in rows]


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_an_older_file_is_backed_up_and_upgraded_to_the_same_schema(tmp_path: Path, version: int) -> None:
    path = tmp_path / "old.gpdb"
    path.write_bytes((FILES / f"schema-{version}.gpdb").read_bytes())
    with open_store(path) as store:
        upgraded = schema(store.connection)
        assert store.rows("SELECT short_name FROM unit")[0][0] == "区科技局"
        names = [r[0] for r in store.rows("SELECT name FROM _sqlite_migrations ORDER BY id")]
    assert names == list(STEPS)
    with open_store(tmp_path / "new.gpdb") as fresh:
        assert schema(fresh.connection) == upgraded
    kept = list(backup.folder_of(path).glob(f"*升级前v{version}.gpdb"))
    assert len(kept) == 1
    copy = sqlite3.connect(kept[0])
    assert copy.execute("PRAGMA user_version").fetchone()[0] == version
    copy.close()


def test_triggers_cover_every_column_of_every_data_table(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.gpdb") as store:
        tables = data_tables(store.connection)
        assert {"plan", "task", "unit", "assignment", "report", "setting"} <= set(tables)
        for table in tables:
            for verb in ("insert", "update", "delete"):
                sql = store.rows(
                    "SELECT sql FROM sqlite_schema WHERE name = ?", (f"journal_{table}_{verb}",)
                )[0][0]
                assert all(f"'{c}', " in sql for c in columns(store.connection, table)), (table, verb)


def test_an_older_file_that_cannot_be_backed_up_is_not_touched(bound_folder: Path) -> None:
    path = bound_folder / "旧.gpdb"
    path.write_bytes((FILES / "schema-1.gpdb").read_bytes())
    before = path.read_bytes()
    bound_folder.chmod(0o500)
    try:
        with pytest.raises(StoreError, match=r"升级前的备份没有写成.*没有权限"):
            open_store(path)
        assert path.read_bytes() == before
    finally:
        bound_folder.chmod(0o700)


def test_a_failed_layout_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(connection: sqlite3.Connection) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(migrate, "create", fail)
    with pytest.raises(Exception, match="磁盘已满"):
        open_store(tmp_path / "a.gpdb")
    assert list(tmp_path.iterdir()) == []


def test_strict_tables_refuse_wrong_values(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.gpdb"):
        pass
    connection = connect(tmp_path / "a.gpdb")
    connection.execute("UPDATE journal_state SET muted = 1")
    for sql in (
        "INSERT INTO unit (uid, short_name, kind) VALUES ('u', 'x', 'nonsense')",
        "INSERT INTO unit (uid, short_name, position) VALUES ('u', 'x', 'first')",
        "INSERT INTO plan (uid, title, issue_date) VALUES ('u', 'x', '2023年4月')",
        "INSERT INTO assignment (task_id, unit_id, role) VALUES (1, 1, 'lead')",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(sql)
    connection.close()
