"""A BIFF workbook (.xls, .et): xlrd with formats, hidden rows and merges; formulas from the records themselves."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from .biff_formulas import Formulas, formulas_of
from .numformat import NumberFormat, format_by_id, number_format
from .raw import FORMULA, PERCENT, UNCACHED, RawBook, RawSheet
from .refusal import Damaged, encrypted

if TYPE_CHECKING:
    from collections.abc import Sequence

_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_EMPTY, _TEXT, _NUMBER, _DATE, _BOOL, _ERROR, _BLANK = range(7)


def read_xls(content: bytes) -> RawBook:
    """All worksheets of a BIFF workbook; Damaged where xlrd cannot read it, Refused where it needs a password."""
    book, formatted = _opened(content)
    formulas = formulas_of(content)
    formats = _formats(book) if formatted else []
    raw = RawBook("xls", "xlrd")
    for place in range(book.nsheets):
        sheet = book.sheet_by_index(place)
        into = raw.sheet(sheet.name, bool(sheet.visibility))
        _read_cells(
            sheet, into, formats, book.datemode == 1, formulas[place] if place < len(formulas) else {}
        )
        _read_layout(sheet, into)
        into.settle()
    return raw


def _opened(content: bytes) -> tuple[Any, bool]:
    """The workbook with formats where its formats can be read, else without; and which of the two it is."""
    import xlrd

    trouble: Exception | None = None
    for formatted in (True, False):
        try:
            log = io.StringIO()
            book = xlrd.open_workbook(
                logfile=log, file_contents=content, formatting_info=formatted, ragged_rows=True
            )
        except (
            Exception
        ) as error:  # whatever goes wrong comes through: AssertionError, IndexError, struct.error
            if "encrypted" in str(error):
                raise encrypted() from error
            trouble = error
        else:
            return book, formatted
    raise Damaged(f"xlrd: {trouble!r}"[:200])


def _formats(book: Any) -> list[NumberFormat]:
    found = []
    for xf in book.xf_list:
        named = book.format_map.get(xf.format_key)
        code = named.format_str if named else None
        # Before BIFF5 a format's number is its place in the file, not one of the built-in numbers.
        old = book.biff_version < 50 and code is not None
        found.append(number_format(code or "") if old else format_by_id(xf.format_key, code))
    return found


def _read_cells(
    sheet: Any, into: RawSheet, formats: Sequence[NumberFormat], epoch_1904: bool, formulas: Formulas
) -> None:
    for row in range(sheet.nrows):
        values = sheet.row_values(row)
        for column, kind in enumerate(sheet.row_types(row)):
            without = formulas.get((row + 1, column + 1))
            flags = 0 if without is None else FORMULA | (UNCACHED if without else 0)
            value = values[column]
            if kind == _TEXT:
                into.add(row + 1, column + 1, "text", _plain(value), None, flags)
            elif kind in (_NUMBER, _DATE):
                style = sheet.cell_xf_index(row, column) if formats else -1
                shown = _shown(value, kind, formats, style, epoch_1904)
                number = value if shown[0] == "number" else None
                into.add(
                    row + 1, column + 1, shown[0], shown[1], number, flags | (PERCENT if shown[2] else 0)
                )
            elif kind == _BOOL:
                into.add(row + 1, column + 1, "bool", "TRUE" if value else "FALSE", None, flags)
            elif kind == _ERROR:
                into.add(row + 1, column + 1, "error", _ERRORS.get(value, "#N/A"), None, flags)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _shown(
    value: float, kind: int, formats: Sequence[NumberFormat], style: int, epoch_1904: bool
) -> tuple[str, str, bool]:
    """A number as shown; where formats are not known, a date is at least a day."""
    if value - value != 0:
        return "error", "#NUM!", False
    if 0 <= style < len(formats):
        return formats[style].show(value, epoch_1904)
    return format_by_id(0, "yyyy-mm-dd" if kind == _DATE else None).show(value, epoch_1904)


def _read_layout(sheet: Any, into: RawSheet) -> None:
    """Merges, hidden rows and columns; known only where formats could be read."""
    for top, bottom, left, right in sheet.merged_cells:
        into.merge(top + 1, left + 1, bottom, right)
    for row, info in sheet.rowinfo_map.items():
        if info.hidden or info.height == 0:
            into.hidden_rows.add(row + 1)
    for column, info in sheet.colinfo_map.items():
        if info.hidden or info.width == 0:
            into.hidden_columns.append((column + 1, column + 1))
