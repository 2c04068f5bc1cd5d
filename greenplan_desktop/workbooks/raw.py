"""What readers in the child fill: plain sheets of plain tuples, cheap to make and to send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .limits import MAX_CELLS, MAX_CHARACTERS, MAX_MERGES, MAX_USED_ROWS
from .refusal import TOO_MANY_CELLS, TOO_MANY_ROWS, too_large

if TYPE_CHECKING:
    from collections.abc import Callable

PERCENT, FORMULA, UNCACHED = 1, 2, 4
RawCell = tuple[int, int, str, str, "float | None", int]  # row, column, kind, text, number, flags


class RawSheet:
    """A sheet while it is read; `add` counts used rows and cells and refuses too many."""

    __slots__ = (
        "_allowance",
        "_row",
        "_rows",
        "cells",
        "characters",
        "hidden",
        "hidden_columns",
        "hidden_rows",
        "merges",
        "name",
    )

    def __init__(self, name: str, hidden: bool = False, allowance: list[int] | None = None) -> None:
        self.name = name
        self.hidden = hidden
        self.cells: list[RawCell] = []
        self.merges: list[tuple[int, int, int, int]] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []
        self.characters = 0
        self._row = 0
        self._rows: set[int] = set()
        self._allowance = allowance if allowance is not None else [MAX_CELLS]

    def add(
        self, row: int, column: int, kind: str, text: str, number: float | None = None, flags: int = 0
    ) -> None:
        """Keep a used cell; cells that show nothing are no used cells, but for formulas without a value."""
        if not text and not flags & UNCACHED:
            return
        if row != self._row:
            self.begin_row(row)
        self.characters += len(text)
        self.cells.append((row, column, kind, text, number, flags))

    def begin_row(self, row: int) -> Callable[[RawCell], None]:
        """Count a row that holds something (and the cells so far); Refused where there are too many.

        Returns what keeps a cell of that row that is known to show something.
        """
        self._row = row
        self._rows.add(row)
        if len(self._rows) > MAX_USED_ROWS:
            raise too_large(TOO_MANY_ROWS)
        if len(self.cells) > self._allowance[0] or self.characters > MAX_CHARACTERS:
            raise too_large(TOO_MANY_CELLS)
        return self.cells.append

    def expect(self, rows: int, cells: int) -> None:
        """Refuse what is about to be repeated too often, before it is."""
        if len(self._rows) + rows > MAX_USED_ROWS:
            raise too_large(TOO_MANY_ROWS)
        if len(self.cells) + cells > self._allowance[0]:
            raise too_large(TOO_MANY_CELLS)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Keep a merged range of more than one cell."""
        if (bottom > top or right > left) and 0 < top <= bottom and 0 < left <= right:
            self.merges.append((top, left, bottom, right))
            if len(self.merges) > MAX_MERGES:
                raise too_large(TOO_MANY_CELLS)

    def settle(self) -> None:
        """Called when the sheet is read: what is hidden beyond the used cells is left out."""
        last_row = max(self._rows, default=0)
        last_column = max((cell[1] for cell in self.cells), default=0)
        self.hidden_rows = {row for row in self.hidden_rows if row <= last_row}
        self.hidden_columns = [(a, min(b, last_column)) for a, b in self.hidden_columns if a <= last_column]
        self._allowance[0] -= len(self.cells)
        if self._allowance[0] < 0 or self.characters > MAX_CHARACTERS:
            raise too_large(TOO_MANY_CELLS)


class RawBook:
    """A workbook while it is read; `format` is by content."""

    __slots__ = ("allowance", "format", "reader", "sheets")

    def __init__(self, format_: str, reader: str) -> None:
        self.format = format_
        self.reader = reader
        self.sheets: list[RawSheet] = []
        self.allowance = [MAX_CELLS]

    def sheet(self, name: str, hidden: bool = False) -> RawSheet:
        """Begin a sheet."""
        sheet = RawSheet(name, hidden, self.allowance)
        self.sheets.append(sheet)
        return sheet
