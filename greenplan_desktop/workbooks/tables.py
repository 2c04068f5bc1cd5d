"""A plain table of texts as an .xlsx: head repeated and frozen, columns and rows as large as their content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .writing import (
    HEI,
    SONG,
    column_widths,
    dress,
    freeze_below,
    new_workbook,
    put_text,
    row_height,
    set_up_page,
    set_widths,
    workbook_bytes,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEAD_FILL = "E7EFE9"


def table_bytes(title: str, lines: Sequence[Sequence[str]]) -> bytes:
    """The table as .xlsx bytes; the first line is its head. Every cell is a text, also what begins with =."""
    book, sheet = new_workbook(title)
    widths = column_widths(lines)
    for row, texts in enumerate(lines, start=1):
        _line(sheet, row, texts)
        sheet.row_dimensions[row].height = row_height(texts, widths)
    set_widths(sheet, widths)
    set_up_page(sheet, head_rows=(1, 1))
    freeze_below(sheet, 1)
    return workbook_bytes(book)


def _line(sheet: Any, row: int, texts: Sequence[str]) -> None:
    head = row == 1
    for column, text in enumerate(texts, start=1):
        dress(
            put_text(sheet, row, column, text),
            font=HEI if head else SONG,
            horizontal="center" if head else "left",
            fill=_HEAD_FILL if head else None,
        )
