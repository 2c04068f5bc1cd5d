"""Foreign, newer, damaged and unwritable files are refused with one sentence and never touched."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from greenplan_desktop.model.errors import StoreError
from greenplan_desktop.store import database, journal, migrate, units
from greenplan_desktop.store.database import open_store
from greenplan_desktop.store.schema import APPLICATION_ID, SCHEMA_VERSION


def refused(path: Path) -> str:
    before = path.read_bytes()
    with pytest.raises(StoreError) as caught:
        open_store(path)
    assert path.read_bytes() == before
    assert sorted(p.name for p in path.parent.iterdir()) == [path.name]
    return caught.value.message


def test_a_text_file_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "计划.txt"
    path.write_text("一、总体要求\n" * 30, encoding="utf-8")
    assert "不是数据库文件" in refused(path)


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE t (a)")
    other.close()
    assert "其他程序的数据库" in refused(path)


def test_a_newer_file_is_refused_politely(tmp_path: Path) -> None:
    path = tmp_path / "newer.gpdb"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE t (a)")
    other.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    other.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    other.commit()
    other.close()
    assert "更新版本的程序" in refused(path)


def test_an_empty_file_is_laid_out(tmp_path: Path) -> None:
    path = tmp_path / "empty.gpdb"
    path.touch()
    with open_store(path) as store:
        assert store.rows("PRAGMA user_version")[0][0] == SCHEMA_VERSION


def test_of_two_that_lay_it_out_at_once_one_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.gpdb"
    create = migrate.create

    def overtaken(connection: sqlite3.Connection) -> None:
        create(connection)
        monkeypatch.setattr(migrate, "create", create)
        with open_store(path) as other, journal.change(other, "先到"):
            units.insert(other, short_name="甲")

    monkeypatch.setattr(migrate, "create", overtaken)
    with open_store(path) as store:
        assert [u.short_name for u in units.all_units(store)] == ["甲"]
    assert [p.name for p in tmp_path.iterdir()] == ["a.gpdb"]


def test_a_missing_file_is_not_made_for_reading(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="不存在"):
        open_store(tmp_path / "none.gpdb", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="文件夹"):
        open_store(tmp_path)


def test_a_device_is_no_database_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(StoreError, match="不是普通文件"):
        open_store(pipe)
    assert pipe.is_fifo()


def test_a_name_too_long_for_the_system_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="太长"):
        open_store(tmp_path / ("长" * 300))


def test_a_damaged_file_says_how_to_get_a_sound_one(tmp_path: Path) -> None:
    path = tmp_path / "坏.gpdb"
    open_store(path).close()
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(StoreError, match="从备份恢复"):
        open_store(path)


def test_a_file_another_program_keeps_for_itself_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.1)
    path = tmp_path / "a.gpdb"
    open_store(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError, match="正被其他窗口写入"):
        open_store(path, hold=False)
    other.close()


def test_a_read_only_folder_is_named(bound_folder: Path) -> None:
    bound_folder.chmod(0o500)
    try:
        with pytest.raises(StoreError, match="没有权限"):
            open_store(bound_folder / "a.gpdb")
    finally:
        bound_folder.chmod(0o700)
