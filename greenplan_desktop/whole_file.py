"""A file is written beside its target and then takes its place: whole or not at all, one sentence where not.

Every room writes through here; it stands beside the rooms, as `places` does, and knows the model's errors only.
"""

from __future__ import annotations

import errno
import os
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from .model.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHARING_VIOLATIONS, _WINDOWS_FULL = (32, 33), (39, 112)  # of Windows
_LONGEST_STEM = 60  # characters: with Chinese ones the name beside the target stays below 255 bytes
_REASONS = {
    errno.ENOSPC: "磁盘空间不足，请清理磁盘或换一个位置",
    errno.EDQUOT: "磁盘配额已用完，请清理磁盘或换一个位置",
    errno.EFBIG: "文件超过了系统允许的大小，请换一个位置",
    errno.EROFS: "所在磁盘是只读的，请换一个位置",
    errno.ENOENT: "文件夹不存在，请检查位置是否还在（如移动硬盘、网络盘已断开）",
    errno.ENOTDIR: "路径中有一段不是文件夹，请换一个位置",
    errno.EEXIST: "同名的文件占着文件夹的位置，请换一个位置",
    errno.EISDIR: "这是一个文件夹，请写明文件名",
    errno.ENAMETOOLONG: "文件名太长，请改短",
    errno.ELOOP: "链接互相指来指去，请检查路径",
    errno.ETXTBSY: "文件正被其他程序使用，请关闭后再试",
    errno.EBUSY: "文件正被其他程序使用，请关闭后再试",
    errno.EIO: "磁盘读写出错，请检查磁盘或换一个位置",
}


def require_target(path: Path) -> None:
    """Fails before any work is done where a file cannot stand: no folder, a folder itself, a device, read-only."""
    _refuse_what_is_no_file(path)
    if not path.parent.is_dir():
        raise InputError(
            f"没有写成“{path}”：文件夹“{path.parent}”不存在，请检查位置是否还在（如移动硬盘、网络盘已断开）。"
        )


def _refuse_what_is_no_file(path: Path) -> None:
    try:
        exists, plain, folder = path.exists(), path.is_file(), path.is_dir()
    except OSError as error:
        raise InputError(f"没有写成“{path}”：{reason(error)}。") from error
    if folder:
        raise InputError(f"“{path}”是一个文件夹，请写明文件名。")
    if exists and not plain:
        raise InputError(f"“{path}”不是普通文件（设备或管道），请换一个文件名。")
    if exists and not os.access(path, os.W_OK):
        raise InputError(f"没有写成“{path}”：这是只读文件，请换一个文件名，或先取消只读。")


@contextmanager
def beside(path: Path, *, make_folder: bool = False, first: bool = False) -> Iterator[Path]:
    """A file to write beside the target, which then takes its place; on any failure it is gone again.

    A link stays a link: what it points to is replaced. With `first` what another program put there meanwhile
    stays. Raises InputError naming the target and what to do where the system refuses.
    """
    if make_folder:
        _refuse_what_is_no_file(path)
    else:
        require_target(path)
    target = Path(os.path.realpath(path))
    part = target.with_name(f".{target.name[:_LONGEST_STEM]}.{os.getpid()}-{time.monotonic_ns():x}.part")
    replacing = False
    try:
        if make_folder:
            target.parent.mkdir(parents=True, exist_ok=True)
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        replacing = True
        if not (first and _settled(target, part)):
            part.replace(target)
    except OSError as error:
        raise InputError(f"没有写成“{path}”：{reason(error, replacing=replacing)}。") from error
    finally:
        with suppress(OSError):  # the disk is gone or read-only: there is nothing left to clear away
            part.unlink(missing_ok=True)


def _settled(target: Path, part: Path) -> bool:
    """Put the finished file there unless another program's stands already; False where an empty one is in the way."""
    try:
        os.link(part, target)
    except FileExistsError:
        return target.stat().st_size > 0
    except OSError:  # a disk without hard links: one look must do
        return target.exists() and target.stat().st_size > 0
    return True


def write(path: Path, content: bytes, *, make_folder: bool = True) -> Path:
    """Write a whole file, by default making its folder; raises InputError naming it."""
    with beside(path, make_folder=make_folder) as part:
        part.write_bytes(content)
    return path


def reason(error: OSError, *, replacing: bool = False) -> str:
    """An operating system's error in plain Chinese; `replacing` when a finished file could not take its place."""
    windows = getattr(error, "winerror", None)
    if windows in _SHARING_VIOLATIONS or (replacing and isinstance(error, PermissionError)):
        return "该文件正被其他程序打开，请先在 WPS、Word、Excel 或 PDF 阅读器中关闭它再试"
    if isinstance(error, PermissionError):
        return "没有权限，请检查文件夹是否只读，或换一个位置"
    if windows in _WINDOWS_FULL:
        return _REASONS[errno.ENOSPC]
    return _REASONS.get(error.errno or 0, f"读写失败（系统错误 {error.errno}），请检查磁盘或换一个位置")
