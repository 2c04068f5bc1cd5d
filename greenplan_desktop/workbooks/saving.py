"""Workbooks saved beside their target and then put in its place; a target that cannot be replaced is named."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from io import BytesIO
from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

_SHARING_VIOLATION, _LOCK_VIOLATION, _DISK_FULL = 32, 33, (39, 112)  # of Windows
_FULL = (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC,)


def workbook_bytes(workbook: Any) -> bytes:
    """A workbook of openpyxl as the bytes of an .xlsx."""
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def save_replacing(workbook: Any, path: Path) -> Path:
    """Save a workbook of openpyxl as `path`, whole or not at all; InputError where that is not possible."""
    return replace_file(path, workbook_bytes(workbook))


def replace_file(path: Path, content: bytes) -> Path:
    """Put `content` in the place of `path`; what stood there stays until the new file is whole."""
    beside = path.with_name(f".greenplan-{secrets.token_hex(4)}.part")
    try:
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, "read-only", str(path))
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except OSError as error:
        raise InputError(_sentence(path, error), code="not_written") from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()
    return path


def _sentence(path: Path, error: OSError) -> str:
    """Why a file was not written, and what to do."""
    windows = getattr(error, "winerror", None)
    if windows in (_SHARING_VIOLATION, _LOCK_VIOLATION):
        return f"“{path.name}”正在 Excel 或 WPS 中打开，请关闭后再试。"
    if error.errno in _FULL or windows in _DISK_FULL:
        return f"磁盘空间不足，“{path.name}”没有写成，请清理磁盘或换一个位置后再试。"
    if path.is_dir():
        return f"“{path.name}”是文件夹，请换一个文件名再试。"
    if not path.parent.is_dir():
        return f"文件夹“{path.parent}”不存在，“{path.name}”没有写成，请换一个位置再试。"
    if error.errno == errno.EROFS:
        return f"“{path.parent}”所在的磁盘只读，请换一个位置保存“{path.name}”。"
    if isinstance(error, PermissionError):
        if path.exists():
            return f"“{path.name}”是只读文件，或正在 Excel、WPS 中打开，请关闭或换一个文件名后再试。"
        return f"没有在“{path.parent}”中写入的权限，请换一个位置保存“{path.name}”。"
    if error.errno == errno.ENAMETOOLONG:
        return f"文件名“{path.name}”太长，请缩短后再试。"
    return f"“{path.name}”没有写成（{error.strerror or '未知原因'}），请换一个位置再试。"
