"""Files read and folders made for a job; errors are one Chinese sentence."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.whole_file import reason

if TYPE_CHECKING:
    from pathlib import Path


def read_bytes(path: Path) -> bytes:
    """A file's bytes; raises InputError naming the file, also for a device, which would never end."""
    try:
        if path.exists() and not path.is_file():
            raise InputError(f"“{path}”不是文件，请选择一个文件。")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"没有读到“{path}”：{reason(error)}。") from error


def require_folder(path: Path) -> Path:
    """A folder that can be written to, made where missing; raises InputError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        probe = path / f".greenplan-{os.getpid()}"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise InputError(f"文件夹“{path}”不能写入：{reason(error)}。") from error
    return path
