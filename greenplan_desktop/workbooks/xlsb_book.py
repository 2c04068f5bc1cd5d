"""A binary OOXML workbook (.xlsb): cells as shown, with formulas, merges and what is hidden, from its records."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from .limits import LAST_COLUMN, LAST_ROW
from .numformat import NumberFormat, format_by_id
from .raw import FORMULA, PERCENT, RawBook, RawSheet
from .refusal import Damaged
from .xlsb_records import ERRORS, packed_number, records, wide_string
from .xlsx_book import beside, read_relations, workbook_part
from .zip_parts import Package

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROW, _RK, _ERROR, _BOOL, _REAL, _TEXT, _SHARED = 0, 2, 3, 4, 5, 6, 7
_F_TEXT, _F_NUMBER, _F_BOOL, _F_ERROR, _RICH = 8, 9, 10, 11, 62
_SHARED_ITEM, _FORMAT, _XF, _COLUMNS, _PROPERTIES, _SHEET, _MERGE = 19, 44, 47, 60, 153, 156, 176
_BEGIN_CELL_XFS, _END_CELL_XFS = 617, 618


def read_xlsb(content: bytes) -> RawBook:
    """All worksheets of an .xlsb; Damaged where a part it needs is missing or broken."""
    package = Package(content)
    main = workbook_part(package)
    if main is None or not main.lower().endswith(".bin"):
        raise Damaged("no binary workbook part")
    book = RawBook("xlsb", "greenplan")
    try:
        _read_parts(package, main, book)
    except struct.error as error:
        raise Damaged(f"record too short: {error}") from error
    if not book.sheets:
        raise Damaged("no sheets")
    return book


def _read_parts(package: Package, main: str, book: RawBook) -> None:
    relations = read_relations(package, main)
    strings = _strings(package, beside(package, main, relations, "/sharedstrings", "sharedStrings.bin"))
    formats = _formats(package, beside(package, main, relations, "/styles", "styles.bin"))
    sheets, epoch_1904 = _listing(package.read(main))
    for name, relation, hidden in sheets:
        kind, part = relations.get(relation, ("", ""))
        if kind != "/worksheet":
            continue
        into = book.sheet(name, hidden)
        _Cells(into, strings, formats, epoch_1904).read(package.read(part))
        into.settle()


def _listing(part: bytes) -> tuple[list[tuple[str, str, bool]], bool]:
    """Name, relation and hiddenness of each sheet, and whether dates count from 1904."""
    sheets: list[tuple[str, str, bool]] = []
    epoch_1904 = False
    for number, data in records(part):
        if number == _SHEET:
            relation, end = wide_string(data, 8)
            sheets.append((wide_string(data, end)[0], relation, data[0] != 0))
        elif number == _PROPERTIES and data:
            epoch_1904 = bool(data[0] & 1)
    return sheets, epoch_1904


def _strings(package: Package, part: str | None) -> list[str]:
    if part is None:
        return []
    return [wide_string(data, 1)[0] for number, data in records(package.read(part)) if number == _SHARED_ITEM]


def _formats(package: Package, part: str | None) -> list[NumberFormat]:
    """The format of every style index."""
    codes: dict[int, str] = {}
    numbers: list[int] = []
    inside = False
    for number, data in records(package.read(part)) if part is not None else ():
        if number == _FORMAT:
            codes[struct.unpack_from("<H", data)[0]] = wide_string(data, 2)[0]
        elif number in (_BEGIN_CELL_XFS, _END_CELL_XFS):
            inside = number == _BEGIN_CELL_XFS
        elif number == _XF and inside:
            numbers.append(struct.unpack_from("<H", data, 2)[0])
    return [format_by_id(n, codes.get(n)) for n in numbers] or [format_by_id(0, None)]


class _Cells:
    """The cells of one sheet while its records go by."""

    def __init__(
        self, sheet: RawSheet, strings: Sequence[str], formats: Sequence[NumberFormat], epoch_1904: bool
    ) -> None:
        self._sheet = sheet
        self._strings = strings
        self._formats = formats
        self._epoch_1904 = epoch_1904
        self._row = 0

    def read(self, part: bytes) -> None:
        """Fill the sheet from the part."""
        for number, data in records(part):
            if number == _ROW:
                self._begin_row(data)
            elif _RK <= number <= _F_ERROR or number == _RICH:
                self._cell(number, data)
            elif number == _MERGE:
                top, bottom, left, right = struct.unpack_from("<LLLL", data)
                self._sheet.merge(top + 1, left + 1, min(bottom + 1, LAST_ROW), min(right + 1, LAST_COLUMN))
            elif number == _COLUMNS:
                first, last, width, _, flags = struct.unpack_from("<LLLLH", data)
                if flags & 1 or width == 0:
                    self._sheet.hidden_columns.append((first + 1, min(last + 1, LAST_COLUMN)))

    def _begin_row(self, data: bytes) -> None:
        self._row = struct.unpack_from("<L", data)[0] + 1
        if self._row > LAST_ROW:
            raise Damaged(f"row {self._row}")
        if data[11] & 0x10:
            self._sheet.hidden_rows.add(self._row)

    def _cell(self, number: int, data: bytes) -> None:
        column, style = struct.unpack_from("<LL", data)
        if column >= LAST_COLUMN or not self._row:
            raise Damaged(f"column {column}")
        flags = FORMULA if number in (_F_TEXT, _F_NUMBER, _F_BOOL, _F_ERROR) else 0
        kind, text, value = self._value(number, data, style & 0xFFFFFF)
        if kind == "percent":
            kind, flags = "number", flags | PERCENT
        self._sheet.add(self._row, column + 1, kind, text, value, flags)

    def _value(self, number: int, data: bytes, style: int) -> tuple[str, str, float | None]:
        """Kind, text as shown and number of a cell's record."""
        if number in (_TEXT, _F_TEXT):
            return "text", _plain(wide_string(data, 8)[0]), None
        if number == _RICH:
            return "text", _plain(wide_string(data, 9)[0]), None
        if number == _SHARED:
            place = struct.unpack_from("<L", data, 8)[0]
            if place >= len(self._strings):
                raise Damaged(f"shared string {place}")
            return "text", _plain(self._strings[place]), None
        if number in (_BOOL, _F_BOOL):
            return "bool", "TRUE" if data[8] else "FALSE", None
        if number in (_ERROR, _F_ERROR):
            return "error", ERRORS.get(data[8], "#N/A"), None
        if number == _RK:
            return self._number(packed_number(struct.unpack_from("<L", data, 8)[0]), style)
        return self._number(struct.unpack_from("<d", data, 8)[0], style)

    def _number(self, value: float, style: int) -> tuple[str, str, float | None]:
        if value - value != 0:
            return "error", "#NUM!", None
        format_ = self._formats[style] if style < len(self._formats) else self._formats[0]
        kind, text, percent = format_.show(value, self._epoch_1904)
        return "percent" if percent else kind, text, value if kind == "number" else None


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
