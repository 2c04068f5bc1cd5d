"""Backups by SQLite's own backup API: by command, one a day, and one before each import and upgrade."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import datetime
from typing import TYPE_CHECKING

from greenplan_desktop.model.errors import StoreError

from . import gate
from .schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from pathlib import Path

KEEP_DAILY = 14
KEEP_IMPORT = 10


def folder_of(path: Path) -> Path:
    """Where a database's own backups lie: a folder beside it."""
    return path.with_name(path.stem + "-备份")


def write(connection: sqlite3.Connection, target: Path) -> Path:
    """Copy the database to `target` (replaced only when the copy is whole); raises StoreError."""
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        copy = sqlite3.connect(part)
        try:
            connection.backup(copy)
            copy.execute("DELETE FROM lock_row")
            copy.commit()
        finally:
            copy.close()
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StoreError(f"备份没有写成“{target}”：{gate.reason(error)}。") from error
    except sqlite3.Error as error:
        part.unlink(missing_ok=True)
        raise StoreError(f"备份没有写成“{target}”，请检查磁盘空间和文件夹权限。") from error
    return target


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
    """A backup of an older file before its schema is upgraded; kept for good. Its lock table may not exist yet."""
    target = folder_of(path) / f"{path.stem}-{datetime.now():%Y%m%d-%H%M%S}-升级前v{version}.gpdb"
    return write(connection, target)


def last(path: Path) -> datetime | None:
    """When the newest backup of a database was made."""
    times = [f.stat().st_mtime for f in folder_of(path).glob("*.gpdb")] if folder_of(path).is_dir() else []
    return datetime.fromtimestamp(max(times)) if times else None


def restore(source: Path, target: Path) -> Path | None:
    """Put a checked backup in the place of `target`; what stood there is kept aside and its path returned."""
    header = gate.read_header(source)
    if not header.exists:
        raise StoreError(f"备份文件“{source}”不存在或是空的，未作任何改动。")
    if not 1 <= header.version <= SCHEMA_VERSION:
        raise StoreError(f"备份文件“{source}”的数据版本无法识别，未作任何改动。")
    _require_sound(source)
    aside = None
    part = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, part)
        if target.exists():
            aside = folder_of(target) / f"{target.stem}-{datetime.now():%Y%m%d-%H%M%S}-恢复前.gpdb"
            aside.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(target, aside)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StoreError(f"没有恢复“{target}”，原数据库未改动：{gate.reason(error)}。") from error
    return aside


def _require_sound(source: Path) -> None:
    try:
        connection = sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)
        try:
            result = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        raise StoreError(f"备份文件“{source}”已损坏，未作任何改动，请换一份备份。") from error
    if result != "ok":
        raise StoreError(f"备份文件“{source}”检查未通过，未作任何改动，请换一份备份。")


def _thin(path: Path, word: str, keep: int) -> None:
    kept = sorted(folder_of(path).glob(f"*-{word}.gpdb"))
    for old in kept[:-keep]:
        old.unlink(missing_ok=True)
