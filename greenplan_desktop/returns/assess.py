"""From a file's facts and the clerk's decisions to a verdict per row; and how files of one unit stand together."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from .context import stored_values
from .formbook import SHEET as FILLED_SHEET
from .headers import FIELDS
from .values import Values, conflicting
from .verdicts import FileChoice, FileReview, RowChoice, RowReview

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from greenplan_desktop.model.records import StoredReport
    from greenplan_desktop.workbooks.cells import ReadFile

    from .context import ReviewContext
    from .facts import Claim, FileFacts
    from .formsheet import SentRow
    from .verdicts import Change, RowKey

UNDECIDED, UNTOUCHED = FileChoice(), RowChoice()
_VALUE_FIELDS = tuple(f.name for f in fields(Values))


def assess(
    index: int,
    read: ReadFile,
    facts: FileFacts,
    context: ReviewContext,
    choice: FileChoice = UNDECIDED,
    rows: Mapping[RowKey, RowChoice] | None = None,
) -> FileReview:
    """The verdict on one file by itself: other files of its unit are not asked."""
    if facts.error is not None or facts.book is None:
        skipped = facts.book.skipped if facts.book else ()
        return FileReview(index, read, error=facts.error, skipped_sheets=skipped, facts=facts, choice=choice)
    unit = choice.unit_id if choice.unit_id is not None else facts.identity.unit_id
    flags = _file_flags(facts, choice)
    judge = _RowJudge(index, facts, context, unit, bool(flags))
    found = [judge.row(claim, (rows or {}).get(_key(index, claim), UNTOUCHED)) for claim in facts.claims]
    judged = _with_duplicates(found)
    missing = tuple(t for t in context.owed(unit) if t not in facts.named) if unit is not None else ()
    decided = {row.task_id for row in judged}
    return FileReview(
        index=index,
        read=read,
        unit_id=unit,
        flags=flags,
        own_notes=_notes(facts, judged, context),
        rows=tuple(judged),
        skipped_sheets=facts.book.skipped,
        skipped_rows=tuple(row for sheet in facts.book.sheets for row in sheet.skipped),
        missing=tuple(task for task in missing if task not in decided),
        unit_offers=facts.identity.offers,
        revision=context.revision(unit),
        facts=facts,
        choice=choice,
    )


def _key(index: int, claim: Claim) -> RowKey:
    return (index, claim.entry.sheet, claim.entry.line.row)


def _file_flags(facts: FileFacts, choice: FileChoice) -> tuple[str, ...]:
    gone = set(choice.confirmed)
    if choice.unit_id is not None:
        gone |= {"unit_conflict", "unit_unknown"}
    return tuple(flag for flag in facts.flags if flag not in gone)


class _RowJudge:
    def __init__(
        self, index: int, facts: FileFacts, context: ReviewContext, unit: int | None, waits: bool, /
    ) -> None:
        self.index = index
        self.facts = facts
        self.context = context
        self.unit = unit
        self.waits = waits
        self._as_sent = self._sent_rows()

    def row(self, claim: Claim, choice: RowChoice) -> RowReview:
        """The verdict on one row, the rows beside it not asked."""
        line, reading = claim.entry.line, claim.entry.reading
        task = choice.task_id if choice.task_id is not None else claim.match.task_id
        unit = choice.unit_id if choice.unit_id is not None else self.unit
        values = reading.values
        if choice.values:
            values = replace(values, **dict(choice.values))  # type: ignore[arg-type]
        report = self.context.report(task, unit) if task is not None and unit is not None else None
        stored = stored_values(report)
        found = self._as_sent.get(task) if task is not None and unit == self.unit else None
        sent = found.values if found is not None else None
        flags = list(claim.match.flags) if choice.task_id is None else []
        if task is not None and unit is not None and not self.context.assigned(task, unit):
            flags.append("unit_not_assigned")
        by_hand = {"percent" if name == "percent_tenths" else name for name, _ in choice.values}
        flags += [flag for flag, about in reading.flags if about not in by_hand]
        if conflicting(values.status, values.percent_tenths):
            flags.append("status_percent_conflict")
        if _edited_meanwhile(values, sent, stored, report):
            flags.append("edited_meanwhile")
        known = task is not None and unit is not None
        return RowReview(
            file=self.index,
            sheet=claim.entry.sheet,
            row=line.row,
            last_row=line.last,
            number=line.named.number,
            title=line.named.title,
            task_id=task,
            unit_id=unit,
            values=values,
            stored=stored,
            sent=sent if "edited_meanwhile" in flags else None,
            raw=reading.raw,
            cells=reading.cells,
            flags=tuple(f for f in dict.fromkeys(flags) if f not in choice.confirmed),
            notes=self._row_notes(claim, task, unit, values, choice),
            change=_change(values, stored) if known else None,
            offers=claim.match.offers,
            waits=self.waits,
            choice=choice,
        )

    def _sent_rows(self) -> dict[int, SentRow]:
        """What the form kept as the database's own values when it went out, for this period and unit."""
        facts = self.facts
        if facts.sent is None or facts.form is None or facts.form.period != self.context.period.code:
            return {}
        return facts.sent.by_task if self.context.unit_by_uid(facts.form) == self.unit else {}

    def _row_notes(
        self, claim: Claim, task: int | None, unit: int | None, values: Values, choice: RowChoice
    ) -> tuple[str, ...]:
        notes: list[str] = []
        if task is not None and unit is not None and values.achievement:
            last = self.context.last_report(task, unit)
            if last is not None and last[1].achievement == values.achievement:
                notes.append("same_as_last_period")
        if claim.match.by == "fuzzy" and choice.task_id is None:
            notes.append("fuzzy_title")
        return tuple(notes)


def _change(values: Values, stored: Values | None) -> Change:
    """New where the database holds nothing; a blank value changes nothing."""
    if stored is None or stored.is_blank:
        return "new"
    return "same" if not changed_fields(values, stored) else "changed"


def changed_fields(values: Values, stored: Values | None) -> tuple[str, ...]:
    """Fields that a report would change: those it says something of that the database says otherwise."""
    old = stored or Values()
    return tuple(n for n in _VALUE_FIELDS if values.get(n) not in (None, "") and values.get(n) != old.get(n))


def _edited_meanwhile(
    values: Values, sent: Values | None, stored: Values | None, report: StoredReport | None
) -> bool:
    """Whether a value was edited in the database after the form went out, and the return changes it too.

    A value that an earlier filled form brought is no edit (the second return is a revision): those have the
    cell they came from. One that came in another table knew nothing of the form, and counts as an edit.
    """
    if sent is None or stored is None or report is None:
        return False
    by_form = report.return_file_id is not None and report.sheet == FILLED_SHEET
    returned = set(json.loads(report.cells or "{}")) if by_form else set()
    return any(
        stored.get(name) != sent.get(name) and name not in returned for name in changed_fields(values, stored)
    )


def _with_duplicates(rows: Sequence[RowReview]) -> list[RowReview]:
    """The same task twice in one file: each flagged, none applied until one is taken."""
    by_task: dict[tuple[int, int | None], list[RowReview]] = defaultdict(list)
    for row in rows:
        if row.task_id is not None:
            by_task[row.task_id, row.unit_id].append(row)
    found: list[RowReview] = []
    for row in rows:
        same = by_task[row.task_id, row.unit_id] if row.task_id is not None else []
        rivals = tuple(other.key for other in same if other.key != row.key)
        if rivals and not row.choice.taken:
            flags = (*row.flags, "duplicate_row")
            row = replace(row, flags=flags, rivals=rivals)
        elif rivals:
            row = replace(row, rivals=rivals)
        found.append(row)
    return found


def _notes(facts: FileFacts, rows: Sequence[RowReview], context: ReviewContext) -> tuple[str, ...]:
    """A file's notes in a fixed order; each is said once."""
    book = facts.book
    if book is None:
        return ()
    hidden_rows = sum(sheet.hidden_rows for sheet in book.sheets)
    hidden_columns = sum(sheet.hidden_columns for sheet in book.sheets)
    notes = [f"hidden_rows:{hidden_rows}"] if hidden_rows else []
    notes += [f"hidden_columns:{hidden_columns}"] if hidden_columns else []
    notes += [f"unread_column:{n}" for sheet in book.sheets for table in sheet.tables for n in table.unread]
    notes += ["own_numbering"] if facts.own_numbering else []
    for name in ("same_as_last_period", "fuzzy_title"):
        notes += [f"{name}:{_code(row, context)}" for row in rows if name in row.notes]
    notes += [f"unknown_unit:{name}" for name in facts.identity.unknown]
    return tuple(dict.fromkeys(notes))


def _code(row: RowReview, context: ReviewContext) -> str:
    return context.tasks.by_id[row.task_id].code if row.task_id is not None else ""


def relate(files: Iterable[FileReview]) -> list[FileReview]:
    """Files of one unit in one run: each names the others; a task on which they differ is applied from neither."""
    every = list(files)
    by_unit: dict[int, list[FileReview]] = defaultdict(list)
    for file in every:
        if file.unit_id is not None and file.error is None:
            by_unit[file.unit_id].append(file)
    fresh: dict[int, FileReview] = {}
    for group in by_unit.values():
        rivals = _rivals([row for file in group if not file.flags for row in file.rows])
        for file in group:
            others = tuple(other.name for other in group if other.index != file.index)
            fresh[file.index] = _related(file, others, rivals)
    return [fresh.get(file.index, file) for file in every]


def _related(
    file: FileReview, others: tuple[str, ...], rivals: Mapping[RowKey, tuple[RowKey, ...]]
) -> FileReview:
    rows: list[RowReview] = []
    for row in file.rows:
        own = tuple(key for key in row.rivals if key[0] == row.file)
        abroad = rivals.get(row.key, ())
        both = (*own, *abroad)
        if both != row.rivals or bool(abroad) != row.contested:
            row = replace(row, rivals=both, contested=bool(abroad))
        rows.append(row)
    if others == file.others and all(a is b for a, b in zip(rows, file.rows, strict=True)):
        return file
    return replace(file, others=others, rows=tuple(rows))


def _rivals(rows: Sequence[RowReview]) -> dict[RowKey, tuple[RowKey, ...]]:
    """Rows of different files for the same task that say different things, each with its rivals."""
    by_task: dict[tuple[int, int], list[RowReview]] = defaultdict(list)
    for row in rows:
        if row.task_id is not None and row.unit_id is not None:
            by_task[row.task_id, row.unit_id].append(row)
    found: dict[RowKey, tuple[RowKey, ...]] = {}
    for group in by_task.values():
        if any(a.file != b.file and differ(a.values, b.values) for a in group for b in group):
            for row in group:
                found[row.key] = tuple(other.key for other in group if other.file != row.file)
    return {key: keys for key, keys in found.items() if keys}


def differ(one: Values, other: Values) -> bool:
    """Whether two reports contradict each other: a blank value says nothing and contradicts nothing."""
    pairs = ((one.get(name), other.get(name)) for name in FIELDS)
    return any(a not in (None, "") and b not in (None, "") and a != b for a, b in pairs)
