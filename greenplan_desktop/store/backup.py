"""Backups by SQLite's own backup API: by command, one a day, and one before each import and upgrade."""

from __future__ import annotations

import shutil
import sqlite3
import time
from contextlib import closing
from datetime import datetime
from pathlib import Path

from greenplan_desktop.model.errors import StoreError
from greenplan_desktop.whole_file import beside

from . import gate
from .schema import SCHEMA_VERSION

WAIT_SECONDS = 10.0
KEEP_DAILY = 14
KEEP_IMPORT = 10


def folder_of(path: Path) -> Path:
    """Where a database's own backups lie: a folder beside it."""
    return path.with_name(path.stem + "-备份")


def write(connection: sqlite3.Connection, target: Path) -> Path:
    """Copy the database to `target` (replaced only when the copy is whole); raises InputError or StoreError."""
    if _same_file(target, own_file(connection)):
        raise StoreError(f"“{target}”就是数据库本身，请把备份写到别的文件。")
    try:
        with beside(target, make_folder=True) as part, closing(sqlite3.connect(part)) as copy:
            connection.backup(copy)
            copy.execute("DELETE FROM lock_row")
            copy.commit()
    except sqlite3.Error as error:
        raise StoreError(f"备份没有写成“{target}”，请检查磁盘空间和文件夹权限。") from error
    return target


def own_file(connection: sqlite3.Connection) -> Path:
    """The file a connection is open on."""
    return Path(connection.execute("PRAGMA database_list").fetchone()[2])


def _same_file(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def daily(connection: sqlite3.Connection, path: Path) -> Path | None:
    """Today's rolling backup unless there is one; the newest 14 are kept."""
    target = folder_of(path) / f"{path.stem}-{datetime.now():%Y%m%d}-每日.gpdb"
    if target.exists():
        return None
    write(connection, target)
    _thin(path, "每日", KEEP_DAILY)
    return target


def before_import(connection: sqlite3.Connection, path: Path) -> Path:
    """A backup before an import; the newest 10 are kept."""
    target = folder_of(path) / f"{path.stem}-{datetime.now():%Y%m%d-%H%M%S}-导入前.gpdb"
    write(connection, target)
    _thin(path, "导入前", KEEP_IMPORT)
    return target


def before_upgrade(connection: sqlite3.Connection, path: Path, version: int) -> Path:
    """A backup of an older file before its schema is upgraded; kept for good."""
    target = folder_of(path) / f"{path.stem}-{datetime.now():%Y%m%d-%H%M%S}-升级前v{version}.gpdb"
    return write(connection, target)


def last(path: Path) -> datetime | None:
    """When the newest backup of a database was made."""
    times = [f.stat().st_mtime for f in folder_of(path).glob("*.gpdb")] if folder_of(path).is_dir() else []
    return datetime.fromtimestamp(max(times)) if times else None


def restore(source: Path, target: Path) -> Path | None:
    """Put a checked backup in the place of `target`; what stood there is kept aside and its path returned.

    A sound database is filled anew, so that windows that have it open see the change; a damaged one is replaced.
    What is no database of ours is not touched. Raises InputError or StoreError; nothing has changed then.
    """
    header = gate.read_header(source)
    if not header.exists:
        raise StoreError(f"备份文件“{source}”不存在或是空的，未作任何改动。")
    if not 1 <= header.version <= SCHEMA_VERSION:
        raise StoreError(f"备份文件“{source}”的数据版本无法识别，未作任何改动。")
    standing = gate.read_header(target).exists
    _require_sound(source)
    aside = _keep_aside(target) if target.exists() else None
    if standing and _is_sound(target):
        _fill(target, source)
        return aside
    with beside(target, make_folder=True) as part:
        shutil.copyfile(source, part)
        journal_file(target).unlink(
            missing_ok=True
        )  # SQLite would roll the old file's pages into the new one
    return aside


def journal_file(path: Path) -> Path:
    """Where SQLite keeps what it needs to take an unfinished transaction back."""
    return path.with_name(path.name + "-journal")


def _keep_aside(target: Path) -> Path:
    aside = folder_of(target) / f"{target.stem}-{datetime.now():%Y%m%d-%H%M%S}-恢复前.gpdb"
    with beside(aside, make_folder=True) as part:
        shutil.copyfile(target, part)
    return aside


def _fill(target: Path, source: Path) -> None:
    """The backup's pages become the database's, in one transaction; waits 10 s for other programs."""
    until = time.monotonic() + WAIT_SECONDS

    def watch(status: int, *_: object) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > until:
            raise StoreError(f"数据库“{target}”正被其他窗口写入，没有恢复，请稍后再试。")

    try:
        with closing(_reader(source)) as good, closing(sqlite3.connect(target)) as place:
            good.backup(place, progress=watch)
    except sqlite3.Error as error:
        raise StoreError(f"没有恢复“{target}”，原数据库未改动，请检查磁盘空间和文件夹权限。") from error


def _reader(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)


def _is_sound(path: Path) -> bool:
    """Whether SQLite finds nothing wrong with a file; an unfinished transaction is taken back first."""
    try:
        with closing(sqlite3.connect(path, timeout=WAIT_SECONDS)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise StoreError(f"数据库“{path}”正被其他窗口写入或不能写入，没有恢复，请稍后再试。") from error
        return False


def _require_sound(source: Path) -> None:
    try:
        with closing(_reader(source)) as connection:
            result = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise StoreError(f"备份文件“{source}”已损坏，未作任何改动，请换一份备份。") from error
    if result != "ok":
        raise StoreError(f"备份文件“{source}”检查未通过，未作任何改动，请换一份备份。")


def _thin(path: Path, word: str, keep: int) -> None:
    kept = sorted(folder_of(path).glob(f"*-{word}.gpdb"))
    for old in kept[:-keep]:
        old.unlink(missing_ok=True)
