"""What a report cell says: status words, percents in every notation, texts as written, cells without a value."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from greenplan_desktop.model.status import Status
from greenplan_desktop.workbooks.cells import column_letters

from .grid import tidy
from .headers import TEXTS, Field
from .words import HUNDRED, exact, percent_of, status_of, tenths

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greenplan_desktop.workbooks.cells import Cell

    from .rows import Line

_ONE = 1 + 1e-9  # 1 with the noise of a number's binary form
Words = tuple[tuple[Field, str], ...]


@dataclass(frozen=True, slots=True)
class Values:
    """A report's values; percent in tenths. Blank ones ("" and None) say nothing and erase nothing."""

    status: str | None = None
    percent_tenths: int | None = None
    achievement: str = ""
    problems: str = ""
    next_steps: str = ""
    remarks: str = ""

    def get(self, name: str) -> str | int | None:
        """A value by field name (`percent` and `percent_tenths` are one)."""
        value: str | int | None = getattr(self, "percent_tenths" if name == "percent" else name)
        return value

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all is said."""
        return self == Values()


@dataclass(frozen=True, slots=True)
class Reading:
    """A line's values with what could not be read: flags, the words kept, and each value's cells."""

    values: Values
    flags: tuple[tuple[str, str], ...] = ()  # (flag, the field it is about)
    raw: Words = ()
    cells: tuple[tuple[str, str], ...] = ()  # field as stored -> address (G4, or G4:G6)


@dataclass(frozen=True, slots=True)
class PercentColumn:
    """Whether bare numbers of a percent column up to 1 are fractions: all others must be at most 1 too."""

    numbers_are_fractions: bool = True
    texts_are_fractions: bool = True

    @classmethod
    def of(cls, lines: Iterable[Line], *, is_csv: bool = False) -> PercentColumn:
        """Judged over a table's reports; cells formatted as percentages, texts and totals do not count."""
        number_above = text_above = False
        for line in lines:
            for _, cell, text in line.report.get("percent", ()):
                if cell.kind == "number" and cell.number is not None:
                    number_above |= not cell.percent_format and not cell.number <= _ONE
                elif cell.kind == "text" and (found := percent_of(text)) and found[1]:
                    text_above |= found[0] > 1
        return cls(not (number_above or (is_csv and text_above)), not (number_above or text_above))


class _Reader:
    """Collects one line's values field by field."""

    def __init__(self, line: Line, letters: dict[Field, str], percents: PercentColumn) -> None:
        self.line = line
        self.letters = letters
        self.percents = percents
        self.flags: dict[tuple[str, str], None] = {}
        self.raw: dict[Field, str] = {}
        self.cells: dict[str, str] = {}

    def read(self) -> Reading:
        status, empty = self._status()
        percent = self._percent()
        texts = {name: self._text(name) for name in TEXTS if name in self.line.report}
        if status is None and empty and percent is not None:
            status = _from_percent(percent)
            self.cells = {"status": self.cells["percent_tenths"], **self.cells}
        return Reading(
            Values(status, percent, **texts),
            tuple(self.flags),
            tuple(self.raw.items()),
            tuple(self.cells.items()),
        )

    def _usable(self, name: Field, cell: Cell) -> bool:
        """False, flagged, for an error value or a formula without a value."""
        if cell.kind == "error":
            self.flags["cell_error", name] = None
            self.raw[name] = tidy(cell.text)
        elif cell.uncached:
            self.flags["formula_without_value", name] = None
        else:
            return True
        return False

    def _percent(self) -> int | None:
        found = self.line.report.get("percent")
        if not found or not self._usable("percent", found[0][1]):
            return None
        row, cell, text = found[0]
        value = _figure(cell, text, self.percents)
        if value is None:
            self.flags["percent_invalid", "percent"] = None
            self.raw["percent"] = text
        else:
            self.cells["percent_tenths"] = f"{self.letters['percent']}{row}"
        return value

    def _status(self) -> tuple[str | None, bool]:
        """The status a word gives, and whether the cell was empty (so that the percent may speak)."""
        found = self.line.report.get("status")
        if not found:
            return None, True
        row, cell, text = found[0]
        if not self._usable("status", cell):
            return None, False
        status = status_of(text)
        if status is None:
            self.flags["status_unknown", "status"] = None
            self.raw["status"] = text
            return None, False
        self.cells["status"] = f"{self.letters['status']}{row}"
        return status.value, False

    def _text(self, name: Field) -> str:
        pieces = self.line.report[name]
        if len(pieces) == 1 and pieces[0][2]:
            self.cells[name] = f"{self.letters[name]}{pieces[0][0]}"
            return pieces[0][2]
        used = [(row, text) for row, cell, text in pieces if self._usable(name, cell)]
        if not used:
            return ""
        first, last = (f"{self.letters[name]}{row}" for row in (used[0][0], used[-1][0]))
        self.cells[name] = first if first == last else f"{first}:{last}"
        return "\n".join(text for _, text in used)


def read_lines(lines: Iterable[Line], columns: dict[Field, int], percents: PercentColumn) -> list[Reading]:
    """The values of lines of one table, with flags for what could not be read."""
    letters = {name: column_letters(column) for name, column in columns.items()}
    return [_Reader(line, letters, percents).read() for line in lines]


def _figure(cell: Cell, text: str, percents: PercentColumn) -> int | None:
    """A percent cell's figure in tenths of a percent, None where it is none between 0 and 100 %."""
    if cell.kind == "number" and cell.number is not None:
        return _of_number(cell.number, cell.percent_format, percents.numbers_are_fractions)
    found = percent_of(text) if cell.kind == "text" else None
    if found is None:
        return None
    value, bare = found
    fraction = bare and percents.texts_are_fractions and 0 <= value <= 1
    return tenths(value * HUNDRED if fraction else value)


@lru_cache(maxsize=4096)
def _of_number(number: float, percent_format: bool, fractions: bool) -> int | None:
    value = exact(number)
    fraction = percent_format or (fractions and 0 <= value <= 1)
    return tenths(value * HUNDRED if fraction else value)


def _from_percent(percent: int) -> str:
    if percent == 0:
        return Status.NOT_STARTED.value
    return (Status.COMPLETED if percent == 1000 else Status.ON_TRACK).value


def conflicting(status: str | None, percent: int | None) -> bool:
    """Completed with less than 100 %, or 100 % with another status."""
    if status is None or percent is None:
        return False
    return (status == Status.COMPLETED) != (percent == 1000)
