"""What a read workbook is: sheets of cells with addresses, merges and what was hidden. Picklable, no I/O."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

CellKind = Literal["text", "number", "bool", "date", "error"]
ErrorCode = Literal["encrypted", "unreadable", "too_large", "no_table", "duplicate_file"]


class Cell(NamedTuple):  # a tuple is made in a third of a dataclass's time, and a form has thousands
    """One used cell. `text` is what the sheet shows (dates as shown, numbers without float noise);
    `number` the value of numbers (a percentage 80% is 0.8); `percent_format` whether it is formatted with %;
    `formula` whether it holds a formula; a formula without cached value has `text` "" and `uncached` True."""

    kind: CellKind
    text: str
    number: float | None = None
    percent_format: bool = False
    formula: bool = False
    uncached: bool = False


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, 1-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: `cells` maps (row, column), both 1-based, to used cells only."""

    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict, repr=False)
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    @property
    def last_row(self) -> int:
        """The last used row, 0 when empty."""
        return max((row for row, _ in self.cells), default=0)

    @property
    def last_column(self) -> int:
        """The last used column, 0 when empty."""
        return max((column for _, column in self.cells), default=0)


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook as read; `format` is by content: xlsx xlsm xlsb xls ods csv."""

    sheets: tuple[Sheet, ...]
    format: str
    reader: str = ""


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a file was not read: a stable code and one Chinese sentence with advice."""

    code: ErrorCode
    message: str


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file of an import run: `name` is the path below the folder or archive given."""

    name: str
    content: bytes = field(repr=False)
    sha256: str
    workbook: Workbook | None
    rejection: Rejection | None = None


def column_letters(column: int) -> str:
    """`A` for 1, `AA` for 27."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """The address a spreadsheet shows: `F12` for row 12, column 6."""
    return f"{column_letters(column)}{row}"
