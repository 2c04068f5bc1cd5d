"""What may be opened: the header is read before SQLite touches the file; foreign and newer files are refused."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from greenplan_desktop.model.errors import StoreError

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
    if path.is_dir():
        raise StoreError(f"“{path}”是一个文件夹，请选择数据库文件（.gpdb）。")
    try:
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


def reason(error: OSError) -> str:
    """An operating system's error in plain Chinese."""
    import errno

    known = {
        errno.EACCES: "没有权限，请检查文件夹是否只读",
        errno.EPERM: "没有权限，请检查文件夹是否只读",
        errno.EROFS: "所在磁盘是只读的，请换一个文件夹",
        errno.ENOSPC: "磁盘已满，请清理出空间后再试",
        errno.EDQUOT: "磁盘配额已满，请清理出空间后再试",
        errno.ENOENT: "文件夹不存在，请检查路径",
        errno.ENOTDIR: "路径中有一段不是文件夹，请检查路径",
        errno.EISDIR: "这是一个文件夹，请指定文件名",
        errno.ENAMETOOLONG: "文件名过长，请改短",
        errno.ETXTBSY: "文件正被其他程序使用，请关闭后再试",
        errno.EBUSY: "文件正被其他程序使用，请关闭后再试",
    }
    if getattr(error, "winerror", None) in (32, 33):
        return "文件正被其他程序打开，请关闭后再试"
    return known.get(error.errno or 0, os.strerror(error.errno) if error.errno else "读写失败，请检查磁盘")
