"""The hidden sheet `greenplan` of the program's own forms: what it says, as written and as read back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greenplan_desktop.model.status import Status

from .grid import tidy
from .matching import Match, Named, cached_title, match, number_key
from .sheets import FORM_SHEET
from .values import Values

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greenplan_desktop.workbooks.cells import Sheet, Workbook

    from .matching import TaskBook

FORM_VERSION = "1"
_VALUES = ("status", "percent_tenths", "achievement", "problems", "next_steps", "remarks")
ROW_KEYS = ("row", "key", "number", "title", *_VALUES, "last_period", *(f"last_{name}" for name in _VALUES))
_MARK = "row"
_STATUSES = frozenset(Status)


NOTHING = Values()


@dataclass(frozen=True, slots=True)
class SentRow:
    """A row as the form went out: the task's key, number and title, and what the database held then.

    `values` are those of the form's own period, `last` those of the period before that was shown in grey.
    """

    row: int
    key: str
    number: str
    title: str
    values: Values
    last_period: str = ""
    last: Values = NOTHING


@dataclass(frozen=True, slots=True)
class HiddenForm:
    """What a form's hidden sheet carries."""

    plan: str
    plan_title: str
    plan_number: str
    period: str
    unit: str
    unit_name: str
    written_at: str
    rows: tuple[SentRow, ...]


def read_form(workbook: Workbook) -> HiddenForm | None:
    """The hidden sheet of a form written by the program, or None where a workbook has none."""
    for sheet in workbook.sheets:
        if sheet.name.strip().lower() == FORM_SHEET:
            return _parse(sheet)
    return None


def _parse(sheet: Sheet) -> HiddenForm | None:
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in sheet.cells.items():
        rows.setdefault(row, {})[column] = tidy(cell.text) if cell.kind != "error" else ""
    head: dict[str, str] = {}
    start = 0
    for number in sorted(rows):
        key = rows[number].get(1, "")
        if key == _MARK:
            start = number
            break
        head[key] = rows[number].get(2, "")
    if not start or "greenplan" not in head:
        return None
    names = {text: column for column, text in rows[start].items()}
    columns = [names.get(key, 0) for key in ROW_KEYS]
    sent = [_sent([rows[n].get(c, "") for c in columns]) for n in sorted(rows) if n > start]
    return HiddenForm(
        plan=head.get("plan", ""),
        plan_title=head.get("plan_title", ""),
        plan_number=head.get("plan_number", ""),
        period=head.get("period", ""),
        unit=head.get("unit", ""),
        unit_name=head.get("unit_name", ""),
        written_at=head.get("written_at", ""),
        rows=tuple(s for s in sent if s.key),
    )


def _sent(texts: list[str]) -> SentRow:
    """A row of the hidden sheet, its texts in the order of ROW_KEYS."""
    row, key, number, title = texts[:4]
    held, last = texts[4:10], texts[11:17]
    return SentRow(
        _whole(row) or 0,
        key,
        number,
        title,
        _values(held) if any(held) else NOTHING,
        texts[10],
        _values(last) if any(last) else NOTHING,
    )


def _values(texts: list[str]) -> Values:
    status, percent, *words = texts
    return Values(status if status in _STATUSES else None, _whole(percent), *words)


def _whole(text: str) -> int | None:
    if not text:
        return None
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return None


def form_lines(rows: Iterable[SentRow]) -> list[list[str]]:
    """The rows of the hidden sheet below its head, every cell a text, in the order of ROW_KEYS."""
    return [
        [
            str(sent.row),
            sent.key,
            sent.number,
            sent.title,
            *_texts(sent.values),
            sent.last_period,
            *_texts(sent.last),
        ]
        for sent in rows
    ]


def _texts(values: Values) -> list[str]:
    percent = "" if values.percent_tenths is None else str(values.percent_tenths)
    return [
        values.status or "",
        percent,
        values.achievement,
        values.problems,
        values.next_steps,
        values.remarks,
    ]


class SentBook:
    """A form's rows by number and title, to find the key of a row that was moved."""

    def __init__(self, form: HiddenForm, book: TaskBook) -> None:
        """Keys of tasks that no longer exist are left out: their rows are matched as any other."""
        self.book = book
        self.by_task: dict[int, SentRow] = {}
        self._titles: dict[str, list[int]] = {}
        self._numbers: dict[str, list[int]] = {}
        self._at: dict[int, int] = {}
        for sent in form.rows:
            task = book.by_uid.get(sent.key)
            if task is None:
                continue
            self.by_task[task] = sent
            self._at[sent.row] = task
            if sent.title:
                self._titles.setdefault(cached_title(sent.title), []).append(task)
            if sent.number:
                self._numbers.setdefault(number_key(sent.number), []).append(task)

    def match(self, named: Named, row: int, *, use_number: bool = True) -> Match | None:
        """The key of a row whose number or title still is what the hidden sheet keeps, or None."""
        titled = self._titles.get(cached_title(named.title), []) if named.title else []
        numbered = self._numbers.get(number_key(named.number), []) if named.number and use_number else []
        both = [task for task in titled if task in numbered]
        at = self._at.get(row)
        for found in (both, titled):
            if len(found) > 1 and at in found:
                found = [at] if at is not None else []
            if len(found) == 1:
                return self._checked(found[0], tuple(numbered) or self._planned(named, use_number), named)
        if named.title or not numbered:
            return None
        if (
            len(numbered) > 1
        ):  # numbers that restart under headings: the row still holds the number of its key
            numbered = [task for task in numbered if task == at]
        return Match(numbered[0], "key", numbered=tuple(numbered)) if numbered else None

    def left_over(self, named: Named, claimed: set[int]) -> Match | None:
        """The key of a row's number where its title is no task's any more and no other row has that key."""
        tasks = [t for t in self._numbers.get(number_key(named.number), []) if t not in claimed]
        if len(tasks) != 1 or match(self.book, Named("", named.title)).task_id is not None:
            return None
        return Match(tasks[0], "key", numbered=tuple(tasks))

    def _planned(self, named: Named, use_number: bool, /) -> tuple[int, ...]:
        return self.book.numbered(named) if use_number else ()

    def _checked(self, task: int, numbered: tuple[int, ...], named: Named) -> Match:
        others = tuple(n for n in numbered if n != task)
        if task in numbered or not others or self.book.lost_zero(named, task):
            return Match(task, "key", numbered=numbered)
        return Match(task, "key", ("number_title_mismatch",), (task, *others), numbered)
