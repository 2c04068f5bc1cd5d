"""A sheet as rows of non-blank cells, with its merges ready to ask; texts made clean of invisible characters."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from greenplan_desktop.model.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greenplan_desktop.workbooks.cells import Cell, Merge, Sheet

_DIRTY = re.compile("_x000D_|[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]")
_LINE_END = re.compile(r"[^\S\n]+(?=\n)")


def tidy(text: str) -> str:
    """A text as written, without trailing spaces, `_x000D_`, zero-width and control characters."""
    if text.isprintable() and "_x000D_" not in text:
        return text.rstrip()
    if _DIRTY.search(text):
        text = clean(text)
    if "\n" in text:
        text = _LINE_END.sub("", text)
    return text.rstrip()


class Grid:
    """The non-blank cells of a sheet by row, and its merged ranges by column.

    An error or a formula without a value is not blank, though it has no text.
    """

    def __init__(self, sheet: Sheet) -> None:
        """Blank cells (spaces and invisible characters only) are left out here and nowhere else."""
        self.sheet = sheet
        self.rows: dict[int, dict[int, Cell]] = {}
        self.texts: dict[int, dict[int, str]] = {}
        rows, texts = self.rows, self.texts
        for (row, column), cell in sheet.cells.items():
            text = "" if cell.kind == "error" else tidy(cell.text)
            if not text.strip():
                if cell.kind != "error" and not cell.uncached:
                    continue
                text = ""
            if row not in rows:
                rows[row], texts[row] = {}, {}
            rows[row][column] = cell
            texts[row][column] = text
        self.used: list[int] = sorted(rows)
        self.merged_down = any(m.bottom > m.top for m in sheet.merges)
        self._wide: dict[int, list[Merge]] | None = None
        self._spans: dict[int, dict[int, tuple[int, int]]] = {}

    def cell(self, row: int, column: int) -> Cell | None:
        """A non-blank cell, or None."""
        found = self.rows.get(row)
        return found.get(column) if found else None

    def text(self, row: int, column: int | None) -> str:
        """What a cell shows, cleaned; empty for blank cells, errors and formulas without a value."""
        found = self.texts.get(row)
        return found.get(column, "") if found and column is not None else ""

    def merges_from(self, row: int) -> list[Merge]:
        """Merged ranges whose first row this is."""
        return [m for m in self.sheet.merges if m.top == row]

    def wide(self, row: int) -> list[Merge]:
        """Merged ranges of several columns whose first row this is."""
        if self._wide is None:
            self._wide = {}
            for merge in self.sheet.merges:
                if merge.right > merge.left:
                    self._wide.setdefault(merge.top, []).append(merge)
        return self._wide.get(row, [])

    def span(self, row: int, column: int) -> tuple[int, int]:
        """First and last row of the merged range that covers a cell downwards; the row itself where none."""
        if not self.merged_down:
            return row, row
        spans = self._spans.get(column)
        if spans is None:
            spans = self._spans[column] = self._vertical(column)
        return spans.get(row, (row, row))

    def _vertical(self, column: int) -> dict[int, tuple[int, int]]:
        """Ranges over several rows of one column; ranges that overlap again and again are no real ones."""
        found: dict[int, tuple[int, int]] = {}
        last = self.used[-1] if self.used else 0
        room = 2 * last + 1000
        for merge in self.sheet.merges:
            if merge.left <= column <= merge.right and merge.bottom > merge.top:
                bottom = min(merge.bottom, last)
                room -= max(bottom - merge.top, 0) + 1
                if room < 0:
                    break
                found.update(dict.fromkeys(range(merge.top, bottom + 1), (merge.top, bottom)))
        return found

    def used_hidden_rows(self, first: int) -> int:
        """How many hidden rows from `first` on hold anything."""
        return sum(1 for row in self.sheet.hidden_rows if row >= first and row in self.rows)

    def used_hidden_columns(self, first: int) -> int:
        """How many hidden columns hold anything in the rows from `first` on."""
        hidden = self.sheet.hidden_columns
        if not hidden:
            return 0
        used: dict[int, None] = defaultdict()
        for row, cells in self.rows.items():
            if row >= first:
                used.update(dict.fromkeys(c for c in cells if c in hidden))
        return len(used)

    def column_texts(self, rows: Iterable[int], column: int) -> list[str]:
        """The non-blank texts of a column over some rows."""
        texts = (self.text(row, column) for row in rows)
        return [text for text in texts if text]
