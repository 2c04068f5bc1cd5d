"""What may be opened: the header is read before SQLite touches the file; foreign and newer files are refused."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from greenplan_desktop.model.errors import StoreError
from greenplan_desktop.whole_file import reason

from .schema import APPLICATION_ID, SCHEMA_VERSION

if TYPE_CHECKING:
    from pathlib import Path

_MAGIC = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class Header:
    """What the first 100 bytes say: `version` is the number of schema steps, 0 for an empty file."""

    exists: bool
    version: int


def read_header(path: Path) -> Header:
    """The file's header; raises StoreError for anything that is no Greenplan database or a newer one."""
    try:
        _refuse_what_is_no_file(path, path.stat().st_mode)
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        return Header(False, 0)
    except OSError as error:
        raise StoreError(f"无法打开数据库“{path}”：{reason(error)}。") from error
    if not head:
        return Header(False, 0)
    if len(head) < 100 or not head.startswith(_MAGIC):
        raise StoreError(f"“{path}”不是数据库文件，未作任何改动；请选择本程序建立的数据库。")
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise StoreError(f"“{path}”是其他程序的数据库，未作任何改动；请选择本程序建立的数据库。")
    version = int.from_bytes(head[60:64], "big")
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"“{path}”由更新版本的程序建立（数据版本 {version}，本程序支持到 {SCHEMA_VERSION}），请先升级程序再打开。"
        )
    return Header(True, version)


def is_database(path: Path) -> bool:
    """Whether a file names itself a database, ours or another's: what it really is shows when it is opened."""
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def _refuse_what_is_no_file(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise StoreError(f"“{path}”是一个文件夹，请选择数据库文件（.gpdb）。")
    if not stat.S_ISREG(mode):
        raise StoreError(f"“{path}”不是普通文件（设备或管道），请选择数据库文件（.gpdb）。")
