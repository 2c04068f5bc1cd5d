"""A file is written beside its target and then put in its place: whole or not at all, one sentence where not."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from greenplan_desktop.model.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_REASONS = {
    errno.ENOSPC: "磁盘空间不足，请清理磁盘或换一个位置",
    errno.EDQUOT: "磁盘配额已用完，请清理磁盘或换一个位置",
    errno.EFBIG: "文件超过了系统允许的大小，请换一个位置",
    errno.EROFS: "所在磁盘是只读的，请换一个位置",
    errno.ENOENT: "文件夹不存在，请检查位置是否还在（如移动硬盘、网络盘已断开）",
    errno.ENOTDIR: "上级不是文件夹，请换一个位置",
    errno.ENAMETOOLONG: "文件名太长，请改短",
    errno.EIO: "磁盘读写出错，请换一个位置",
}


def require_target(path: Path) -> None:
    """Fails before any work is done where the target's folder is gone or the target is a folder."""
    if path.is_dir():
        raise InputError(f"“{path}”是一个文件夹，请写明文件名。")
    if not path.parent.is_dir():
        raise InputError(
            f"没有写成“{path}”：文件夹“{path.parent}”不存在，请检查位置是否还在（如移动硬盘、网络盘已断开）。"
        )


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """A file to write beside the target, which then takes its place; on any failure it is gone again.

    Raises InputError naming the target and what to do where the system refuses.
    """
    require_target(path)
    part = path.with_name(f".{path.name[:60]}.{os.getpid()}.part")
    replacing = False
    try:
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        replacing = True
        part.replace(path)
    except OSError as error:
        raise InputError(f"没有写成“{path}”：{reason(error, replacing)}。") from error
    finally:
        _remove(part)


def reason(error: OSError, replacing: bool = False) -> str:
    """An operating system's error in plain Chinese; `replacing` when a finished file could not take its place."""
    if isinstance(error, PermissionError):
        if replacing:
            return "该文件正被其他程序打开，请先在 WPS、Word、Excel 或 PDF 阅读器中关闭它再试"
        return "没有权限，请检查文件夹是否只读，或换一个位置"
    return _REASONS.get(error.errno or 0, f"系统报告“{error.strerror or error}”，请换一个位置再试")


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # the disk is gone or read-only: there is nothing left to clear away
