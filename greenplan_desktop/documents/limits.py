"""How large a document may be before it is refused, and the sentences that refuse it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from greenplan_desktop.model.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

MAX_FILE_BYTES = 100 * 1024 * 1024  # a file as it lies on the disk
MAX_TEXT_BYTES = 24 * 1024 * 1024  # a plain text file; 10 MB of characters in any encoding fit
MAX_CHARACTERS = 10_000_000  # characters of one document, whatever its format
MAX_BLOCKS = 300_000  # paragraphs and tables of one document
MAX_LINES = 1_000_000  # of one plain text
MAX_PAGES = 3_000  # pages of a PDF
MAX_CELLS = 300_000  # cells of all tables, merged ones counted at each place
READING_SECONDS = 120.0  # for one PDF
CONVERTING_SECONDS = 120.0  # for one old Word file


def too_large(name: str) -> InputError:
    """The refusal of a file that is larger than any plan."""
    return InputError(f"“{name}”太大，不像是计划文件，请只选计划正文所在的文件。", code="too_large")


def unreadable(name: str) -> InputError:
    """The refusal of a file that claims a format and does not keep it."""
    return InputError(
        f"“{name}”已损坏或不完整，读不出内容，请用 WPS 或 Word 打开后另存为 .docx 再试。", code="unreadable"
    )


def no_text(name: str) -> InputError:
    """The refusal of a file that holds no words at all."""
    return InputError(f"“{name}”里没有文字，请选择有正文的计划文件。", code="empty")


def read_bytes(path: Path) -> bytes:
    """The bytes of a file no larger than MAX_FILE_BYTES; InputError where it cannot be had."""
    name = path.name
    if os.path.isdir(path):  # Path.is_dir raises for a name longer than the system takes
        raise InputError(f"“{name}”是文件夹，请选择一个计划文件。", code="unreadable")
    try:
        if path.exists() and not path.is_file():
            raise InputError(f"“{name}”是设备或管道，不是文件，请选择一个计划文件。", code="unreadable")
        if path.stat().st_size > MAX_FILE_BYTES:
            raise too_large(name)
        with path.open("rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError as error:
        raise InputError(f"找不到文件“{name}”，请检查路径。", code="missing") from error
    except OSError as error:
        message = f"“{name}”打不开，请检查是否有读取权限或正被别的程序占用。"
        raise InputError(message, code="unreadable") from error
    if len(content) > MAX_FILE_BYTES:
        raise too_large(name)
    return content
