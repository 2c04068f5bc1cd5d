"""Another host's live row makes a file read-only; backups are whole or not there; restore keeps the old file."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from greenplan_desktop.model.errors import StoreError
from greenplan_desktop.store import backup, check, database, journal, lock, units
from greenplan_desktop.store.database import Store, open_store


def row_of(path: Path, host: str, process: int, age: int) -> None:
    stamp = (datetime.now(UTC) - timedelta(seconds=age)).isoformat(timespec="seconds")
    connection = sqlite3.connect(path)
    connection.execute(
        "INSERT INTO lock_row (host, process, user, since, heartbeat) VALUES (?, ?, '张三', ?, ?)",
        (host, process, stamp, stamp),
    )
    connection.commit()
    connection.close()


def test_another_hosts_live_row_makes_us_read_only(path: Path) -> None:
    open_store(path).close()
    row_of(path, "隔壁电脑", 1, age=10)
    with open_store(path) as store:
        assert store.read_only
        assert "隔壁电脑" in store.holder
        assert "张三" in store.holder
        with pytest.raises(StoreError, match="隔壁电脑"), journal.change(store, "写"):
            pass


def test_a_stale_row_of_another_host_is_swept_away(path: Path) -> None:
    open_store(path).close()
    row_of(path, "隔壁电脑", 1, age=61)
    with open_store(path) as store:
        assert not store.read_only


def test_a_dead_process_of_this_host_is_swept_at_once(path: Path) -> None:
    open_store(path).close()
    row_of(path, lock.host(), 2**22 - 3, age=1)
    with open_store(path) as store:
        assert [r["host"] for r in store.rows("SELECT host FROM lock_row")] == [lock.host()]


def test_two_programs_on_this_machine_both_write(path: Path) -> None:
    with open_store(path) as one, open_store(path) as two:
        with journal.change(one, "一"):
            units.insert(one, short_name="甲")
        with journal.change(two, "二"):
            units.insert(two, short_name="乙")
        assert [u.short_name for u in units.all_units(one)] == ["甲", "乙"]


def test_who_only_reads_leaves_the_file_as_it_was(path: Path) -> None:
    open_store(path).close()
    row_of(path, "隔壁电脑", 1, age=10)
    before = path.read_bytes()
    with open_store(path, hold=False) as store:
        assert units.all_units(store) == []
    assert path.read_bytes() == before


def test_who_writes_later_waits_for_the_other_host(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(path).close()
    row_of(path, "隔壁电脑", 1, age=10)
    waited: list[float] = []

    def sleep(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 3:
            with sqlite3.connect(path) as other:
                other.execute("DELETE FROM lock_row")

    monkeypatch.setattr(database.time, "sleep", sleep)
    with open_store(path, hold=False) as store, journal.change(store, "写"):
        units.insert(store, short_name="甲")
    assert len(waited) == 3
    with sqlite3.connect(path) as other:
        assert other.execute("SELECT count(*) FROM lock_row").fetchone() == (0,)


def test_who_waits_in_vain_is_told_who_holds_the_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(path).close()
    row_of(path, "隔壁电脑", 1, age=10)
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.0)
    with (
        open_store(path, hold=False) as store,
        pytest.raises(StoreError, match="隔壁电脑"),
        journal.change(store, "写"),
    ):
        pass


def test_a_database_is_not_backed_up_over_itself(store: Store, path: Path) -> None:
    with pytest.raises(StoreError, match="数据库本身"):
        backup.write(store.connection, path)


def test_a_window_that_is_open_sees_what_was_restored(store: Store, path: Path, tmp_path: Path) -> None:
    copy = backup.write(store.connection, tmp_path / "备份.gpdb")
    with journal.change(store, "一"):
        units.insert(store, short_name="甲")
    backup.restore(copy, path)
    assert units.all_units(store) == []
    with journal.change(store, "二"):
        units.insert(store, short_name="乙")
    with open_store(path) as other:
        assert [u.short_name for u in units.all_units(other)] == ["乙"]


def test_a_damaged_database_is_replaced_with_what_it_had_begun(path: Path, tmp_path: Path) -> None:
    with open_store(path) as store:
        copy = backup.write(store.connection, tmp_path / "备份.gpdb")
    path.write_bytes(path.read_bytes()[:5000])
    backup.journal_file(path).write_bytes(b"")
    aside = backup.restore(copy, path)
    assert aside is not None
    assert aside.stat().st_size == 5000
    assert not backup.journal_file(path).exists()
    with open_store(path) as back:
        assert check.problems(back) == []


def test_restoring_waits_for_a_writer_then_gives_up(
    store: Store, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = backup.write(store.connection, tmp_path / "备份.gpdb")
    monkeypatch.setattr(backup, "WAIT_SECONDS", 0.0)
    with (
        journal.change(store, "写"),
        pytest.raises(StoreError, match="正被其他窗口写入"),
    ):
        backup.restore(copy, path)


def test_a_file_of_another_program_is_not_restored_over(store: Store, tmp_path: Path) -> None:
    copy = backup.write(store.connection, tmp_path / "备份.gpdb")
    text = tmp_path / "x.txt"
    text.write_text("不是数据库" * 50, encoding="utf-8")
    before = text.read_bytes()
    with pytest.raises(StoreError, match="不是数据库文件"):
        backup.restore(copy, text)
    assert text.read_bytes() == before


def test_a_backup_restores_and_the_old_file_is_kept_aside(store: Store, path: Path, tmp_path: Path) -> None:
    with journal.change(store, "一"):
        units.insert(store, short_name="甲")
    copy = backup.write(store.connection, tmp_path / "备份.gpdb")
    with journal.change(store, "二"):
        units.insert(store, short_name="乙")
    store.close()
    aside = backup.restore(copy, path)
    assert aside is not None
    with open_store(path) as back:
        assert [u.short_name for u in units.all_units(back)] == ["甲"]
        assert check.problems(back) == []
    with open_store(aside) as old:
        assert len(units.all_units(old)) == 2
    store.connection = sqlite3.connect(":memory:")
    store.read_only = True


def test_restoring_something_else_changes_nothing(store: Store, path: Path, tmp_path: Path) -> None:
    text = tmp_path / "x.txt"
    text.write_text("不是备份" * 50, encoding="utf-8")
    before = path.read_bytes()
    for source in (text, tmp_path / "none.gpdb"):
        with pytest.raises(StoreError):
            backup.restore(source, path)
    assert path.read_bytes() == before


def test_the_daily_backup_is_made_once_a_day_and_thinned(store: Store, path: Path) -> None:
    assert backup.daily(store.connection, path) is not None
    assert backup.daily(store.connection, path) is None
    for day in range(10, 30):
        (backup.folder_of(path) / f"{path.stem}-202001{day}-每日.gpdb").write_bytes(b"")
    next(backup.folder_of(path).glob("*每日.gpdb")).unlink()
    list(backup.folder_of(path).glob(f"*{datetime.now():%Y%m%d}*"))[0].unlink(missing_ok=True)
    backup.daily(store.connection, path)
    assert len(list(backup.folder_of(path).glob("*每日.gpdb"))) == backup.KEEP_DAILY
    assert backup.last(path) is not None
