"""Which tasks are shown and in what order: a status, a condition per column, a column to sort by. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from greenplan_desktop.model.labels import STATUS
from greenplan_desktop.model.status import Life

from .columns import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greenplan_desktop.model.records import Unit

    from .rows import TaskRow

OVERDUE, RESTING = "overdue", "resting"
RESTING_LIVES = frozenset((Life.PAUSED, Life.CANCELLED, Life.CLOSED))
EMPTY = "（空）"
_BY_KEY = {c.key: c for c in COLUMNS}
_UNIT_COLUMNS = ("lead", "responsible")
_LETTERS = re.compile(r"^[A-Za-z]{2,}$")


@dataclass(frozen=True, slots=True)
class Filters:
    """`status` is a status, OVERDUE, RESTING or ""; `texts` and `values` are conditions by column key.

    `named` are the only tasks wanted, where another page led to them (由总览带来的几项); empty: all. `origin`
    says what they are.
    """

    status: str = ""
    texts: tuple[tuple[str, str], ...] = ()
    values: tuple[tuple[str, frozenset[str]], ...] = ()
    sort_by: str = ""
    descending: bool = False
    named: frozenset[int] = frozenset()
    origin: str = ""

    @property
    def narrow(self) -> bool:
        """Whether anything is left out."""
        return bool(self.status or self.texts or self.values or self.named)

    @property
    def count(self) -> int:
        """How many column conditions there are."""
        return len({k for k, _ in self.texts} | {k for k, _ in self.values}) + bool(self.named)

    def with_text(self, key: str, text: str) -> Filters:
        """The same with another text condition for a column ("" for none)."""
        rest = tuple(pair for pair in self.texts if pair[0] != key)
        return replace(self, texts=(*rest, (key, text)) if text else rest)

    def with_values(self, key: str, chosen: frozenset[str] | None) -> Filters:
        """The same with another choice of values for a column (None for all)."""
        rest = tuple(pair for pair in self.values if pair[0] != key)
        return replace(self, values=(*rest, (key, chosen)) if chosen is not None else rest)

    def text_of(self, key: str) -> str:
        """The text condition of a column."""
        return dict(self.texts).get(key, "")

    def values_of(self, key: str) -> frozenset[str] | None:
        """The chosen values of a column, None for all."""
        return dict(self.values).get(key)


def shown(rows: Iterable[TaskRow], filters: Filters, register: Iterable[Unit] = ()) -> list[TaskRow]:
    """The tasks that pass, sorted where a column to sort by is set."""
    tests = [_TextTest(key, text, register) for key, text in filters.texts]
    found = [
        row
        for row in rows
        if (not filters.named or row.task.id in filters.named)
        and _has_status(row, filters.status)
        and all(test.passes(row) for test in tests)
        and all(_has_value(row, key, chosen) for key, chosen in filters.values)
    ]
    if filters.sort_by in _BY_KEY:
        column = _BY_KEY[filters.sort_by]
        found.sort(key=lambda r: (column.sort_key(r), r.place), reverse=filters.descending)
    return found


def words(filters: Filters) -> str:
    """What leaves tasks out besides the status, as a chip says it; "" for nothing."""
    if filters.named:
        return f"只看 {filters.origin}" if filters.origin else f"只看 {len(filters.named)} 项任务"
    titles = [_BY_KEY[key].title for key, _ in (*filters.texts, *filters.values)]
    return f"按{'、'.join(dict.fromkeys(titles))}筛选" if titles else ""


def counts(rows: Iterable[TaskRow]) -> dict[str, int]:
    """How many tasks have each status; paused, cancelled and closed ones are counted apart, under RESTING."""
    found = dict.fromkeys((*STATUS, OVERDUE, RESTING), 0)
    for row in rows:
        if row.task.life in RESTING_LIVES:
            found[RESTING] += 1
            continue
        found[row.status.status] += 1
        found[OVERDUE] += row.overdue
    return found


def values(rows: Iterable[TaskRow], key: str) -> dict[str, int]:
    """The values of a column and in how many tasks they stand; units one by one."""
    found: dict[str, int] = {}
    for row in rows:
        for value in values_of(row, key):
            found[value] = found.get(value, 0) + 1
    return found


def values_of(row: TaskRow, key: str) -> tuple[str, ...]:
    """The values of one cell: the units of a unit column, the text of any other."""
    text = _BY_KEY[key].text(row)
    if key == "responsible" and row.task.open_ended:
        text = text.removesuffix("等")
    if key in _UNIT_COLUMNS:
        return tuple(text.split("、")) if text else (EMPTY,)
    return (text or EMPTY,)


def _has_status(row: TaskRow, status: str) -> bool:
    if not status:
        return True
    rests = row.task.life in RESTING_LIVES
    if status == RESTING:
        return rests
    if status == OVERDUE:
        return row.overdue
    return not rests and row.status.status == status


def _has_value(row: TaskRow, key: str, chosen: frozenset[str]) -> bool:
    return not chosen.isdisjoint(values_of(row, key))


class _TextTest:
    """Whether a column's text contains words; in unit columns pinyin initials do too."""

    def __init__(self, key: str, text: str, register: Iterable[Unit]) -> None:
        self._column = _BY_KEY[key]
        self._words = text.lower()
        self._names: frozenset[str] = frozenset()
        if key in _UNIT_COLUMNS and _LETTERS.match(text):
            from greenplan_desktop.jobs.search import by_initials

            self._names = frozenset(u.short_name for u in by_initials(register, text))

    def passes(self, row: TaskRow) -> bool:
        text = self._column.text(row)
        if self._words in text.lower():
            return True
        return bool(self._names) and not self._names.isdisjoint(text.removesuffix("等").split("、"))
