"""What a file says by itself: its unit, period and rows with their tasks, before any decision of the clerk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from greenplan_desktop.workbooks.cells import Rejection

from .formsheet import HiddenForm, SentBook, read_form
from .identify import Identity, identify, period_flags
from .matching import Match, TaskBook, contradicts, match, number_key
from .sheets import Entry, ReadBook, read_book

if TYPE_CHECKING:
    from greenplan_desktop.workbooks.cells import ReadFile

    from .context import ReviewContext
    from .rows import Line


NOBODY = Identity(None)


@dataclass(frozen=True, slots=True)
class Claim:
    """A report and the task its row names."""

    entry: Entry
    match: Match


@dataclass(frozen=True, slots=True)
class FileFacts:
    """Everything read from one file; `named` are all tasks that a row names, reports or not."""

    book: ReadBook | None = None
    form: HiddenForm | None = None
    sent: SentBook | None = None
    identity: Identity = NOBODY
    flags: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    named: frozenset[int] = frozenset()
    own_numbering: bool = False
    error: Rejection | None = None


def gather(read: ReadFile, context: ReviewContext, unit: int | None = None) -> FileFacts:
    """The facts of a file; a workbook without a single sheet that has a header is rejected (`no_table`).

    `unit` is whose it is by the clerk's word: that unit's remembered columns are looked for.
    """
    if read.workbook is None:
        return FileFacts(error=read.rejection)
    form = read_form(read.workbook)
    own_plan = form is not None and context.is_own_plan(form)
    form_unit = context.unit_by_uid(form) if form is not None else None
    book = read_book(read.workbook, context.period, context.tasks, context.is_unit, {})
    identity = identify(read.name, book, form, form_unit, context.finder)
    mapping = context.mapping(unit if unit is not None else identity.unit_id)
    if mapping:
        book = read_book(read.workbook, context.period, context.tasks, context.is_unit, mapping)
        identity = identify(read.name, book, form, form_unit, context.finder)
    if not book.sheets:
        return FileFacts(book=book, form=form, identity=identity, error=_no_table(read))
    sent = SentBook(form, context.tasks) if form is not None and own_plan else None
    flags = (*identity.flags, *period_flags(book, form, context.period, own_plan=own_plan))
    facts = FileFacts(book, form, sent, identity, flags)
    return _with_matches(facts, book, context.tasks)


def _no_table(read: ReadFile) -> Rejection:
    return Rejection(
        "no_table",
        f"“{read.name}”里没有找到填报表：前30行中没有同时含“序号”或“重点任务”与“进展情况”等栏目的表头，请核对文件后重新报送。",
    )


def _with_matches(facts: FileFacts, book: ReadBook, tasks: TaskBook) -> FileFacts:
    matches = {
        sheet.name: [
            (line, _match(line, facts.sent, tasks, use_number=True)) for line in _all_lines(sheet.name, book)
        ]
        for sheet in book.sheets
    }
    counters = _own_counters(matches)
    for name in counters:
        matches[name] = [
            (line, _match(line, facts.sent, tasks, use_number=False)) for line, _ in matches[name]
        ]
    if facts.sent is not None and not counters:
        matches = {name: _with_left_over(pairs, facts.sent) for name, pairs in matches.items()}
    found = {(name, line.row): result for name, pairs in matches.items() for line, result in pairs}
    claims = tuple(
        Claim(entry, found[entry.sheet, entry.line.row]) for sheet in book.sheets for entry in sheet.entries
    )
    named = frozenset(result.task_id for result in found.values() if result.task_id is not None)
    return replace(facts, claims=claims, named=named, own_numbering=bool(counters))


def _with_left_over(pairs: list[tuple[Line, Match]], sent: SentBook) -> list[tuple[Line, Match]]:
    """A form's rows whose title was rewritten: their number still is what the form kept, and no other row's."""
    claimed = {result.task_id for _, result in pairs if result.task_id is not None}
    return [
        (line, (sent.left_over(line.named, claimed) or result) if result.task_id is None else result)
        for line, result in pairs
    ]


def _all_lines(name: str, book: ReadBook) -> list[Line]:
    """Reports and tasks left blank of a sheet, in the order of rows."""
    every = [
        line
        for sheet in book.sheets
        if sheet.name == name
        for line in (*(entry.line for entry in sheet.entries), *sheet.blank)
    ]
    return sorted(every, key=lambda line: line.row)


def _match(line: Line, sent: SentBook | None, tasks: TaskBook, *, use_number: bool) -> Match:
    if sent is not None:
        found = sent.match(line.named, line.row, use_number=use_number)
        if found is not None:
            return found
    return match(tasks, line.named, use_number=use_number)


def _own_counters(matches: dict[str, list[tuple[Line, Match]]]) -> list[str]:
    """Sheets whose number column merely counts the unit's own rows and contradicts two titles or more."""
    last = 0
    counting: list[str] = []
    against = 0
    for name, pairs in matches.items():
        numbered = [line for line, _ in pairs if line.named.number]
        if not _counts(numbered, last):
            continue
        last = int(number_key(numbered[-1].named.number))
        counting.append(name)
        against += sum(1 for _, result in pairs if contradicts(result))
    return counting if against >= 2 else []


def _counts(numbered: list[Line], before: int) -> bool:
    """1, 2, 3 … down the rows, from 1 or on from the sheet before; below a heading it may begin at 1 again."""
    keys = [number_key(line.named.number) for line in numbered]
    if not keys or not all(key.isdecimal() for key in keys):
        return False
    figures = [int(key) for key in keys]
    if figures[0] not in (1, before + 1):
        return False
    return all(
        b == a + 1 or (b == 1 and later.row > earlier.last + 1)
        for (a, earlier), (b, later) in pairwise(zip(figures, numbered, strict=True))
    )
