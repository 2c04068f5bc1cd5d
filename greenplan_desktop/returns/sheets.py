"""A workbook's sheets read: which have a table, the lines of each, and every other used row with its reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from .grid import Grid
from .headers import FIELDS, Field
from .layout import Table, find_table, same_header, table_at
from .rows import Line, RowJudge, SkippedRow, is_header_again, lines
from .values import PercentColumn, Reading, read_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from greenplan_desktop.model.period import Period
    from greenplan_desktop.workbooks.cells import Workbook

    from .layout import HeadingMap
    from .matching import TaskBook

FORM_SHEET = "greenplan"


@dataclass(frozen=True, slots=True)
class SkippedSheet:
    """A sheet that is not read, and why."""

    sheet: str
    reason: Literal["no_header", "hidden"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line with a report, its values read."""

    sheet: str
    line: Line
    reading: Reading


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A sheet with a table: its reports, the rows skipped, and texts that may name unit and period."""

    name: str
    tables: tuple[Table, ...]
    entries: tuple[Entry, ...]
    blank: tuple[Line, ...]  # tasks left blank
    skipped: tuple[SkippedRow, ...]
    hidden_rows: int
    hidden_columns: int
    has_title: bool
    above: tuple[tuple[tuple[int, str], ...], ...] = field(default=(), repr=False)
    below: tuple[tuple[tuple[int, str], ...], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class ReadBook:
    """All sheets of a workbook: read ones, skipped ones, and what stands on visible ones without a table."""

    sheets: tuple[ReadSheet, ...]
    skipped: tuple[SkippedSheet, ...]
    loose: tuple[tuple[tuple[int, str], ...], ...] = field(default=(), repr=False)


def read_book(
    workbook: Workbook, period: Period, book: TaskBook, is_unit: Callable[[str], bool], mapping: HeadingMap
) -> ReadBook:
    """Every visible sheet with a header is read; hidden ones and those without are listed as skipped."""
    read: list[ReadSheet] = []
    skipped: list[SkippedSheet] = []
    loose: list[tuple[tuple[int, str], ...]] = []
    for sheet in workbook.sheets:
        if sheet.hidden:
            skipped.append(SkippedSheet(sheet.name, "hidden"))
            continue
        grid = Grid(sheet)
        is_form = sheet.name.strip().lower() == FORM_SHEET
        table = None if is_form else find_table(grid, period, book, mapping)
        if table is None:
            skipped.append(SkippedSheet(sheet.name, "no_header"))
            loose += [] if is_form else _row_texts(grid, grid.used[:30])
            continue
        reader = _SheetReader(grid, period, book, is_unit, mapping)
        read.append(reader.read(table, is_csv=workbook.format == "csv"))
    return ReadBook(tuple(read), tuple(skipped), tuple(loose))


def _row_texts(grid: Grid, rows: Iterable[int]) -> list[tuple[tuple[int, str], ...]]:
    found = (tuple((c, grid.text(r, c)) for c in sorted(grid.rows[r])) for r in rows)
    return [cells for cells in found if any(text for _, text in cells)]


class _SheetReader:
    def __init__(
        self,
        grid: Grid,
        period: Period,
        book: TaskBook,
        is_unit: Callable[[str], bool],
        mapping: HeadingMap,
    ) -> None:
        self.grid = grid
        self.name = grid.sheet.name
        self.period = period
        self.book = book
        self.is_unit = is_unit
        self.mapping = mapping
        self.skipped: list[SkippedRow] = []
        self.blank: list[Line] = []
        self.furniture: list[int] = []

    def read(self, first: Table, *, is_csv: bool) -> ReadSheet:
        tables = self._tables(first)
        entries: list[Entry] = []
        blocks: list[tuple[Table, list[Line]]] = []
        for number, table in enumerate(tables):
            end = tables[number + 1].top - 1 if number + 1 < len(tables) else self.grid.sheet.last_row
            found = self._reports(table, end)
            if blocks and blocks[-1][0].by_family == table.by_family:
                blocks[-1][1].extend(found)
            else:
                blocks.append((table, found))
        for table, found in blocks:
            percents = PercentColumn.of(found, is_csv=is_csv)
            columns: dict[Field, int] = {f: table.by_family[f] for f in FIELDS if f in table.by_family}
            readings = read_lines(found, columns, percents)
            entries += [Entry(self.name, *pair) for pair in zip(found, readings, strict=True)]
        above = [row for row in self.grid.used if row < first.top]
        return ReadSheet(
            self.name,
            tuple(tables),
            tuple(entries),
            tuple(self.blank),
            tuple(sorted(self.skipped, key=lambda s: s.row)),
            self.grid.used_hidden_rows(first.bottom + 1),
            self.grid.used_hidden_columns(first.top),
            any("title" in table.by_family for table in tables),
            tuple(_row_texts(self.grid, above)),
            tuple(_row_texts(self.grid, self._foot(entries))),
        )

    def _foot(self, entries: list[Entry]) -> list[int]:
        """Rows below the last task: sign-off lines and notes."""
        last = max((line.last for line in (*self.blank, *(e.line for e in entries))), default=0)
        return [row for row in sorted(self.furniture) if row > last]

    def _tables(self, first: Table) -> list[Table]:
        """The first table and, where a header comes again, a new one from there on."""
        tables = [first]
        for row in self.grid.used:
            if row <= tables[-1].bottom or not is_header_again(self.grid, row):
                continue
            again = same_header(self.grid, row, tables[-1]) or table_at(
                self.grid, row, self.period, self.book, self.mapping
            )
            if again is not None:
                tables.append(again)
                for head in range(again.top, again.bottom + 1):
                    if head in self.grid.rows:
                        self.skipped.append(SkippedRow(self.name, head, "not_a_task_row"))
        return tables

    def _reports(self, table: Table, end: int) -> list[Line]:
        judge = RowJudge(self.grid, table, self.book, self.is_unit)
        found: list[Line] = []
        for line in lines(self.grid, table, end):
            reason = judge.reason(line)
            if reason is None:
                found.append(line)
                continue
            used = [row for row in range(line.row, line.last + 1) if row in self.grid.rows]
            self.skipped += [SkippedRow(self.name, row, reason) for row in used]
            if reason == "no_report":
                self.blank.append(line)
            else:
                self.furniture += used
        return found
