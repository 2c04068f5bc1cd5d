"""The process that reads PDFs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.workbooks.serving import serve

from .limits import READING_SECONDS
from .pdf_files import pdf_blocks

if TYPE_CHECKING:
    from collections.abc import Callable


def main() -> None:
    """Serve until the input ends."""
    serve(_answer, READING_SECONDS)


def _answer(name: str, content: bytes, first: int, trying: Callable[[int], None]) -> tuple[Any, ...]:
    """What became of a file: ("pdf", its blocks and notes), or the refusal in its own words."""
    try:
        return ("pdf", pdf_blocks(content, name))
    except InputError as error:
        return ("refused", error.code, error.message, "")
