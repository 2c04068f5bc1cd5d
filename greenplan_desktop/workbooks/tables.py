"""A plain table into an .xlsx: bold frozen head, texts that stay texts, columns as wide as their content."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDEST = 60
_NARROWEST = 8


def table_bytes(title: str, lines: Sequence[Sequence[str]]) -> bytes:
    """The table as .xlsx bytes; the first line is its head. Every cell is a text, also what begins with =."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row, line in enumerate(lines, start=1):
        for column, text in enumerate(line, start=1):
            cell = sheet.cell(row, column)
            cell.value = text
            cell.data_type = "s"
            cell.quotePrefix = text[:1] in "=+-@" and text != ""
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if row == 1:
                cell.font = Font(bold=True)
    for column in range(1, max((len(line) for line in lines), default=0) + 1):
        longest = max(_width(line[column - 1]) for line in lines if len(line) >= column)
        sheet.column_dimensions[get_column_letter(column)].width = min(max(longest + 2, _NARROWEST), _WIDEST)
    sheet.freeze_panes = "A2"
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _width(text: str) -> int:
    """Columns a text takes: a Chinese letter is two wide."""
    return max((sum(2 if ord(c) > 0x2E7F else 1 for c in line) for line in text.split("\n")), default=0)
