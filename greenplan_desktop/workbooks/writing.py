"""Workbooks written with openpyxl: texts that stay texts, rows high enough for Chinese, A4 landscape."""

from __future__ import annotations

import re
import unicodedata
from io import BytesIO
from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

SONG, HEI = "宋体", "黑体"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # what spreadsheets would take for a character's number
LONGEST = 32_767  # characters a cell may hold
LINE_FACTOR = 1.32  # height of a line against its font size, with the fonts Excel and WPS use for Chinese
_LOWEST_ROW, _HIGHEST_ROW = 15.0, 409.0  # points; no spreadsheet shows higher rows
_PADDING = 4.0
_NARROWEST, _WIDEST = 6.0, 48.0  # characters


def new_workbook(title: str) -> tuple[Any, Any]:
    """An empty workbook and its only sheet, named `title` without what a sheet's name may not have."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet.title = sheet_name(title)
    return book, sheet


def sheet_name(title: str) -> str:
    """A name that every spreadsheet takes: 31 characters, without []:*?/\\ and outer apostrophes."""
    name = "".join("_" if c in "[]:*?/\\" else c for c in clean(title).replace("\n", " ")).strip().strip("'")
    return name[:31] or "Sheet1"


def put_text(sheet: Any, row: int, column: int, text: str) -> Any:
    """Write a text that stays one: = + - @ in front begin no formula, 1.10 stays 1.10. Returns the cell."""
    cell = sheet.cell(row, column)
    shown = _ESCAPED.sub("_x005F_", _NOT_XML.sub("", clean(text)))[:LONGEST]
    cell.number_format = "@"
    if shown:
        cell.value = shown
        cell.data_type = "s"
        if shown[0] in "=+-@'":
            cell.quotePrefix = True
    return cell


def dress(
    cell: Any,
    *,
    font: str = SONG,
    size: float = 10.5,
    bold: bool = False,
    colour: str = "000000",
    fill: str | None = None,
    horizontal: str = "left",
    vertical: str = "center",
    border: bool = True,
) -> None:
    """Font (size in points, colours as RRGGBB), wrapped text, thin border, fill of one cell."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell.font = Font(name=font, size=size, bold=bold, color=colour)
    cell.alignment = Alignment(horizontal=horizontal, vertical=vertical, wrap_text=True)
    if border:
        side = Side(style="thin", color="000000")
        cell.border = Border(left=side, right=side, top=side, bottom=side)
    if fill:
        cell.fill = PatternFill("solid", fgColor=fill)


def text_width(text: str) -> int:
    """The width of the longest line of a text in columns: a Chinese character takes two."""
    return max(
        (sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in t) for t in text.split("\n")),
        default=0,
    )


def line_count(text: str, width: float) -> int:
    """How many lines a text takes in a column `width` characters wide."""
    room = max(int(width) - 1, 2)
    return sum(max(1, -(-text_width(line) // room)) for line in text.split("\n"))


def row_height(texts: Sequence[str], widths: Sequence[float], size: float = 10.5) -> float:
    """The height in points at which every text of a row is seen whole."""
    lines = max((line_count(text, width) for text, width in zip(texts, widths, strict=False)), default=1)
    return min(max(lines * size * LINE_FACTOR + _PADDING, _LOWEST_ROW), _HIGHEST_ROW)


def column_widths(rows: Sequence[Sequence[str]]) -> list[float]:
    """Widths in characters that suit a table: as wide as its texts, within bounds."""
    count = max((len(row) for row in rows), default=0)
    found = []
    for column in range(count):
        longest = max((text_width(row[column]) for row in rows if column < len(row)), default=0)
        found.append(min(max(longest + 2.0, _NARROWEST), _WIDEST))
    return found


def set_widths(sheet: Any, widths: Sequence[float]) -> None:
    """Column widths in characters, from column A on."""
    from openpyxl.utils import get_column_letter

    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def set_up_page(sheet: Any, *, head_rows: tuple[int, int] | None = None, landscape: bool = True) -> None:
    """A4, as wide as the page, the head repeated on every page, page numbers below."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE if landscape else sheet.ORIENTATION_PORTRAIT
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    sheet.page_margins.header = sheet.page_margins.footer = 0.3
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    if head_rows is not None:
        sheet.print_title_rows = f"{head_rows[0]}:{head_rows[1]}"


def freeze_below(sheet: Any, row: int, column: int = 0) -> None:
    """Keep the rows to `row` and the columns to `column` in sight while scrolling."""
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = f"{get_column_letter(column + 1)}{row + 1}"


def workbook_bytes(workbook: Any) -> bytes:
    """A workbook of openpyxl as the bytes of an .xlsx."""
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()
