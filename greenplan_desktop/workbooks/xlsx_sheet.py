"""One OOXML sheet in one pass: cells at their own addresses, as shown, with formulas, merges and what is hidden."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .cells import column_letters
from .limits import LAST_COLUMN, LAST_ROW
from .numformat import NumberFormat, number_format
from .numformat_dates import serial_of
from .raw import FORMULA, PERCENT, UNCACHED
from .refusal import Damaged
from .xlsx_strings import decoded
from .xml_scan import Scan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .raw import RawSheet

Held = tuple[
    "dict[str, str]", str, int
]  # a cell's attributes, its text, and whether it has a formula, a value
Value = tuple[str, str, "float | None", int]  # kind, text, number, flags
VALUED = 8  # beside FORMULA: the cell has a value
_DIGITS = "0123456789"
_RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?")
_ISO_DAY = number_format("yyyy-mm-dd")
_ISO_TIME = number_format("yyyy-mm-dd hh:mm:ss")
_TRUE = ("1", "true", "on")


def column_number(letters: str) -> int:
    """1 for `A`, 27 for `AA`; 0 for what is no column."""
    number = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z":
            return 0
        number = number * 26 + ord(letter) - 64
    return number if number <= LAST_COLUMN else 0


class SheetScan:
    """Scans the sheets of one workbook, one after the other.

    A cell's attributes are looked at when its row ends, and only if it holds something: many are blank.
    """

    def __init__(self, strings: list[str], formats: list[NumberFormat], epoch_1904: bool) -> None:
        self.strings = strings
        self._formats = formats
        self._epoch_1904 = epoch_1904
        self._columns: dict[str, int] = {}
        self._others: dict[str, Callable[[dict[str, str]], None]] = {
            "f": self._begin_formula,
            "is": self._begin_inline,
            "row": self._begin_row,
            "rPh": self._begin_guide,
            "mergeCell": self._merge,
            "col": self._hide_columns,
        }

    def run(self, pieces: Iterable[bytes], sheet: RawSheet) -> None:
        """Fill `sheet` from the part's bytes."""
        self._sheet = sheet
        self._scan = Scan(self._start, self._end)
        self._parser = self._scan.parser
        self._row = self._guide = 0
        self._marks = 0
        self._cell: dict[str, str] = {}
        self._held: list[Held] = []
        self._buffer: list[str] = []
        self._keep = self._buffer.append
        self._scan.run(pieces)
        self._end_row()
        sheet.settle()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            if "r" not in attributes:
                self._name_cell(attributes)
            self._cell = attributes
            self._marks = 0
        elif name in ("v", "t"):
            if not self._guide and not (
                name == "v" and self._buffer
            ):  # beside an inline text a <v> is a leftover
                self._marks |= VALUED
                self._parser.CharacterDataHandler = self._keep
        elif name in self._others:
            self._others[name](attributes)

    def _end(self, name: str) -> None:
        if name == "c":
            if self._marks:
                buffer = self._buffer
                self._held.append(
                    (self._cell, buffer[0] if len(buffer) == 1 else "".join(buffer), self._marks)
                )
                buffer.clear()
        elif name in ("v", "t"):
            self._parser.CharacterDataHandler = None
        elif name == "row":
            self._end_row()
        elif name == "rPh":
            self._guide -= 1

    def _begin_formula(self, _attributes: dict[str, str]) -> None:
        self._marks |= FORMULA

    def _begin_inline(self, _attributes: dict[str, str]) -> None:
        """What a <v> said before the cell's own inline text is a leftover."""
        self._buffer.clear()

    def _begin_guide(self, _attributes: dict[str, str]) -> None:
        self._guide += 1

    def _begin_row(self, attributes: dict[str, str]) -> None:
        written = attributes.get("r", "")
        self._row = int(written) if written.isascii() and written.isdigit() else self._row + 1
        self._cell = {}
        _note_hidden(self._sheet, self._row, attributes)

    def note_row(self, sheet: RawSheet, attributes: dict[str, str]) -> bool:
        """Note whether a row is hidden; False where it does not say which row it is."""
        written = attributes.get("r", "")
        if not (written.isascii() and written.isdigit()):
            return False
        _note_hidden(sheet, int(written), attributes)
        return True

    def _name_cell(self, attributes: dict[str, str]) -> None:
        """A cell without an address stands right of the one before."""
        before = self.column_of(self._cell["r"].rstrip(_DIGITS)) if self._cell else 0
        attributes["r"] = f"{column_letters(before + 1)}{self._row}"

    def _end_row(self) -> None:
        """Keep the row's cells."""
        row_text = str(self._row)
        cut = -len(row_text)
        for cell, text, marks in self._held:
            reference = cell["r"]
            row, column = self._row, self._columns.get(reference[:cut])
            if column is None or not reference.endswith(row_text):
                row, column = self._place(reference)
            self._sheet.add(row, column, *self.value(cell, text, marks))
        self._held.clear()

    def _place(self, reference: str) -> tuple[int, int]:
        """Row and column of an address seen for the first time, or of one in another row than it stands in."""
        letters = reference.rstrip(_DIGITS)
        column = self.column_of(letters)
        row = int(reference[len(letters) :] or self._row)
        if not 0 < row <= LAST_ROW:
            raise Damaged(f"row {row}")
        return row, column

    def column_of(self, letters: str) -> int:
        """The number of a column; Damaged where there is no such column."""
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = column_number(letters.replace("$", ""))
            if not column:
                raise Damaged(f"column {letters[:20]!r}")
        return column

    def value(self, cell: dict[str, str], text: str, marks: int) -> Value:
        """Kind, text as shown, number and flags of a cell."""
        flags = marks & FORMULA
        kind = cell.get("t", "n")
        if kind == "s":
            return "text", self._shared(text), None, flags
        if kind in ("inlineStr", "str"):
            return "text", decoded(text), None, flags if marks & VALUED else flags | UNCACHED
        if not text:
            return "text", "", None, flags | UNCACHED if flags else 0
        if kind == "n":
            return self._number(cell.get("s", "0"), text, flags)
        if kind == "b":
            return "bool", "TRUE" if text.strip().lower() in _TRUE else "FALSE", None, flags
        if kind == "e":
            return "error", text.strip(), None, flags
        if kind == "d":
            return "date", self._iso_date(cell.get("s", "0"), text), None, flags
        return "text", decoded(text), None, flags

    def _shared(self, text: str) -> str:
        """A shared text; one the table does not hold means that texts were lost."""
        if not text:
            return ""
        try:
            place = int(text)
            if place < 0:
                raise IndexError
            return self.strings[place]
        except (ValueError, IndexError) as error:
            raise Damaged(f"shared string {text[:20]!r}") from error

    def _format(self, style: str) -> NumberFormat:
        place = int(style) if style.isascii() and style.isdigit() else 0
        return self._formats[place] if place < len(self._formats) else self._formats[0]

    def _number(self, style: str, text: str, flags: int) -> Value:
        try:
            value = float(text)
        except ValueError:
            return "text", decoded(text), None, flags
        if value - value != 0:  # an infinity or no number: the words are kept
            return "text", text, None, flags
        kind, shown, percent = self._format(style).show(value, self._epoch_1904)
        return kind, shown, value if kind == "number" else None, flags | PERCENT if percent else flags

    def _iso_date(self, style: str, text: str) -> str:
        serial = serial_of(text, self._epoch_1904)
        if serial is None:
            return text
        shown = self._format(style).show(serial, self._epoch_1904)
        if shown.kind == "date":
            return shown.text
        return (_ISO_TIME if serial % 1 else _ISO_DAY).show(serial, self._epoch_1904).text

    def _merge(self, attributes: dict[str, str]) -> None:
        match = _RANGE.fullmatch(attributes.get("ref", "").strip())
        if match is None or match.group(3) is None:
            return
        left, right = sorted((column_number(match.group(1)), column_number(match.group(3))))
        top, bottom = sorted((int(match.group(2)), int(match.group(4))))
        self._sheet.merge(top, left, min(bottom, LAST_ROW), right)

    def _hide_columns(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") not in _TRUE and not _is_zero(attributes.get("width")):
            return
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if first.isascii() and first.isdigit() and last.isascii() and last.isdigit():
            self._sheet.hidden_columns.append((int(first), min(int(last), LAST_COLUMN)))


def _note_hidden(sheet: RawSheet, row: int, attributes: dict[str, str]) -> None:
    if attributes.get("hidden") in _TRUE or _is_zero(attributes.get("ht")):
        sheet.hidden_rows.add(row)


def _is_zero(text: str | None) -> bool:
    """Whether a height or width is written, and is nothing."""
    try:
        return text is not None and float(text) == 0
    except ValueError:
        return False
