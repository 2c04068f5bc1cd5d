"""Second readers, for files the first cannot read: openpyxl with formats, calamine with values alone."""

from __future__ import annotations

import io
import warnings
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from .limits import MAX_CELLS
from .numformat import number_format
from .numformat_digits import general
from .raw import FORMULA, PERCENT, UNCACHED, RawBook, RawSheet
from .refusal import Damaged, encrypted
from .xlsx_strings import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator

_TRUE_FALSE = {True: "TRUE", False: "FALSE"}


def read_with_calamine(content: bytes, format_: str) -> RawBook:
    """Values and addresses through calamine; a panic there is no Exception and is caught all the same."""
    import python_calamine

    try:
        return _calamine_book(python_calamine.load_workbook(io.BytesIO(content)), format_)
    except python_calamine.PasswordError as error:
        raise encrypted() from error
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise Damaged(f"calamine: {error}"[:200]) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise Damaged(f"calamine: {error}"[:200]) from error


def _calamine_book(book: Any, format_: str) -> RawBook:
    raw = RawBook(format_, "calamine")
    for place, metadata in enumerate(book.sheets_metadata):
        if str(metadata.typ).rpartition(".")[2] != "WorkSheet":
            continue
        into = raw.sheet(metadata.name, str(metadata.visible).rpartition(".")[2] != "Visible")
        sheet = book.get_sheet_by_index(place)
        top, left = sheet.start or (0, 0)
        for row, values in enumerate(_rows(sheet), top + 1):
            for column, value in enumerate(values, left + 1):
                if value != "":
                    into.add(row, column, *_plain(value))
        for (first, left_), (last, right) in sheet.merged_cell_ranges or ():
            into.merge(first + 1, left_ + 1, last + 1, right + 1)
        into.settle()
    if not raw.sheets:
        raise Damaged("no sheets")
    return raw


def _rows(sheet: Any) -> Iterator[list[Any]]:
    """The rows from the first used cell on."""
    return iter(sheet.to_python(skip_empty_area=True))


def _plain(value: Any) -> tuple[str, str, float | None, int]:
    """A value whose format is not known."""
    if isinstance(value, bool):
        return "bool", _TRUE_FALSE[value], None, 0
    if isinstance(value, (int, float)):
        return (
            ("number", general(value), float(value), 0) if value - value == 0 else ("error", "#NUM!", None, 0)
        )
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return "date", value.strftime("%Y-%m-%d" if midnight else "%Y-%m-%d %H:%M:%S"), None, 0
    if isinstance(value, (date, time)):
        return "date", value.isoformat(), None, 0
    if isinstance(value, timedelta):
        return "date", str(value), None, 0
    return "text", decoded(str(value)), None, 0


def read_with_openpyxl(content: bytes) -> RawBook:
    """Values, formats, merges and what is hidden through openpyxl, which reads some files that others refuse."""
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            shown = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
            written = openpyxl.load_workbook(io.BytesIO(content))
            raw = RawBook("xlsx", "openpyxl")
            for sheet in shown.worksheets:
                hidden = sheet.sheet_state != "visible"
                _openpyxl_sheet(sheet, written[sheet.title], raw.sheet(sheet.title, hidden), shown.epoch)
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # openpyxl lets KeyError, TypeError, IndexError, AttributeError … through
        if type(error).__name__ == "Refused":
            raise
        raise Damaged(f"openpyxl: {error!r}"[:200]) from error
    return raw


def _openpyxl_sheet(sheet: Any, written: Any, into: RawSheet, epoch: datetime) -> None:
    if sheet.max_row * sheet.max_column > MAX_CELLS * 4:  # openpyxl would make a cell of each place
        raise Damaged("too sparse for openpyxl")
    formulas = {
        (cell.row, cell.column) for row in written.iter_rows() for cell in row if cell.data_type == "f"
    }
    for row in sheet.iter_rows():
        for cell in row:
            formula = (cell.row, cell.column) in formulas
            if cell.value is not None or formula:
                into.add(cell.row, cell.column, *_openpyxl_value(cell, formula, epoch))
    for merge in sheet.merged_cells.ranges:
        into.merge(merge.min_row, merge.min_col, merge.max_row, merge.max_col)
    into.hidden_rows.update(
        number for number, row in sheet.row_dimensions.items() if row.hidden or row.ht == 0
    )
    for column in sheet.column_dimensions.values():
        if column.hidden or column.width == 0:
            into.hidden_columns.append((column.min or 1, column.max or 1))
    into.settle()


def _openpyxl_value(cell: Any, formula: bool, epoch: datetime) -> tuple[str, str, float | None, int]:
    flags = FORMULA if formula else 0
    value = cell.value
    if value is None:
        return "text", "", None, flags | UNCACHED
    if cell.data_type == "e":
        return "error", str(value), None, flags
    if isinstance(value, bool):
        return "bool", _TRUE_FALSE[value], None, flags
    if isinstance(value, (datetime, date, time, timedelta)):
        value = _serial(value, epoch)
    if isinstance(value, (int, float)) and value - value == 0:
        kind, text, percent = number_format(cell.number_format or "General").show(value, epoch.year == 1904)
        return kind, text, float(value) if kind == "number" else None, flags | (PERCENT if percent else 0)
    return "text", decoded(str(value)), None, flags


def _serial(value: datetime | date | time | timedelta, epoch: datetime) -> float:
    from openpyxl.utils.datetime import to_excel

    serial: float = to_excel(value, epoch)  # type: ignore[no-untyped-call]
    return float(serial)
