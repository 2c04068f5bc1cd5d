"""The clerk's decisions on a review: pure functions that give a new review; and the rows that are to be applied."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from greenplan_desktop.model.errors import InputError

from .assess import assess, relate
from .facts import gather
from .words import percent_of, tenths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from greenplan_desktop.model.status import Status

    from .headers import TextField
    from .review import Review
    from .verdicts import FileChoice, FileReview, RowChoice, RowKey, RowReview


@dataclass(frozen=True, slots=True)
class ReportWrite:
    """One report to write: blank values ("" and None) leave what the database holds.

    `cells` maps a field, named as in the database, to its cell's address; a value set by hand has none.
    """

    task_id: int
    unit_id: int
    status: str | None
    percent_tenths: int | None
    achievement: str
    problems: str
    next_steps: str
    remarks: str
    file_sha256: str
    file_name: str
    sheet: str
    row: int
    cells: tuple[tuple[str, str], ...]

    @property
    def values(self) -> dict[str, str | int]:
        """The fields that say something, as they are to be stored."""
        every = {
            "status": self.status,
            "percent_tenths": self.percent_tenths,
            "achievement": self.achievement,
            "problems": self.problems,
            "next_steps": self.next_steps,
            "remarks": self.remarks,
        }
        return {name: value for name, value in every.items() if value is not None and value != ""}


def tick(review: Review, keys: Iterable[RowKey], on: bool = True) -> Review:
    """Tick or untick rows; of several rows for one task, ticking one lets the others go."""
    rows = _rows(review)
    changes: dict[RowKey, RowChoice] = {}
    for key in keys:
        choice = replace(changes.get(key, rows[key].choice), tick=on)
        if on and rows[key].rivals:
            choice = replace(choice, taken=True)
            for other in rows[key].rivals:
                changes[other] = replace(changes.get(other, rows[other].choice), taken=False)
        changes[key] = choice
    return _decide(review, changes)


def accept_unflagged(review: Review) -> Review:
    """Every row that nothing speaks against is ticked again, every other keeps its tick."""
    return _decide(
        review,
        {
            row.key: replace(row.choice, tick=None)
            for row in review.rows
            if row.choice.tick is False and not (row.flags or row.waits or row.contested)
        },
    )


def choose_task(review: Review, key: RowKey, task_id: int) -> Review:
    """This row is about that task: what the sheet said of it no longer counts."""
    return _decide_row(review, key, lambda choice: replace(choice, task_id=task_id))


def choose_unit(review: Review, index: int, unit_id: int) -> Review:
    """The whole file is that unit's; a conflict about it is settled."""
    return _decide_file(review, index, lambda choice: replace(choice, unit_id=unit_id))


def confirm_file(review: Review, index: int, flag: str) -> Review:
    """A flag of the file is let pass (it is of this period or plan after all)."""
    return _decide_file(review, index, lambda choice: replace(choice, confirmed=choice.confirmed | {flag}))


def confirm_row(review: Review, key: RowKey, flag: str) -> Review:
    """A flag of a row is let pass: both values of a conflict stand, the title's task is meant."""
    return _decide_row(review, key, lambda choice: replace(choice, confirmed=choice.confirmed | {flag}))


def set_status(review: Review, key: RowKey, status: Status | str | None) -> Review:
    """The status is this one, or none; the words that could not be read are settled."""
    return _set(review, key, "status", str(status) if status is not None else None)


def set_percent(review: Review, key: RowKey, words: str | None) -> Review:
    """The percent is this one (`60`, `60%`, `六成`), or none; raises InputError for anything else."""
    if words is None or not words.strip():
        return _set(review, key, "percent_tenths", None)
    found = percent_of(words)
    value = tenths(found[0]) if found is not None else None
    if value is None:
        raise InputError(f"“{words}”不是 0 到 100 的完成比例，请填写数字，例如 60 或 62.5。")
    return _set(review, key, "percent_tenths", value)


def set_text(review: Review, key: RowKey, field: TextField, text: str) -> Review:
    """A text is edited before it is applied."""
    return _set(review, key, field, text)


def _set(review: Review, key: RowKey, name: str, value: str | int | None) -> Review:
    def decided(choice: RowChoice) -> RowChoice:
        others = tuple((n, v) for n, v in choice.values if n != name)
        return replace(choice, values=(*others, (name, value)))

    return _decide_row(review, key, decided)


def take(review: Review, key: RowKey) -> Review:
    """Of several rows for one task this one is taken; the others are left."""
    rows = _rows(review)
    changes = {other: replace(rows[other].choice, taken=False) for other in rows[key].rivals}
    return _decide(review, {key: replace(rows[key].choice, taken=True), **changes})


def _rows(review: Review) -> dict[RowKey, RowReview]:
    return {row.key: row for row in review.rows}


def _decide_row(review: Review, key: RowKey, change: Callable[[RowChoice], RowChoice]) -> Review:
    return _decide(review, {key: change(review.row(key).choice)})


def _decide(review: Review, changes: Mapping[RowKey, RowChoice]) -> Review:
    """The review with other choices for some rows; each file that has one is judged anew once."""
    for index in sorted({key[0] for key in changes}):
        file = review.file(index)
        choices = {row.key: changes.get(row.key, row.choice) for row in file.rows}
        review = _renewed(review, file, file.choice, choices)
    return review


def _decide_file(review: Review, index: int, change: Callable[[FileChoice], FileChoice]) -> Review:
    file = review.file(index)
    choice = change(file.choice)
    if choice.unit_id != file.choice.unit_id and review.context.mapping(choice.unit_id):
        file = replace(file, facts=gather(file.read, review.context, choice.unit_id))
    return _renewed(review, file, choice, {row.key: row.choice for row in file.rows})


def _renewed(
    review: Review, file: FileReview, choice: FileChoice, choices: dict[RowKey, RowChoice]
) -> Review:
    """The review with one file judged anew, and the files of its old and new unit put side by side again."""
    if file.facts is None:
        return review
    fresh = assess(file.index, file.read, file.facts, review.context, choice, choices)
    files = [fresh if f.index == file.index else f for f in review.files]
    if len(files) > 1:
        units = {file.unit_id, fresh.unit_id} - {None}
        group = relate(f for f in files if f.unit_id in units)
        by_index = {f.index: f for f in group}
        files = [by_index.get(f.index, f) for f in files]
    return replace(review, files=tuple(files))


def writes(review: Review) -> list[ReportWrite]:
    """The reports to write: every ticked row, in the order of files and rows.

    By default those are the rows without a flag of files without a flag of their own.
    """
    return [_write(file, row) for file in review.files for row in file.rows if row.ticked]


def _write(file: FileReview, row: RowReview) -> ReportWrite:
    if row.task_id is None or row.unit_id is None:
        raise InputError(f"“{file.name}”第 {row.row} 行还没有选定任务或单位，请先选定。")
    by_hand = {name for name, _ in row.choice.values}
    values = row.values
    return ReportWrite(
        task_id=row.task_id,
        unit_id=row.unit_id,
        status=values.status,
        percent_tenths=values.percent_tenths,
        achievement=values.achievement,
        problems=values.problems,
        next_steps=values.next_steps,
        remarks=values.remarks,
        file_sha256=file.sha256,
        file_name=file.name,
        sheet=row.sheet,
        row=row.row,
        cells=tuple((name, cell) for name, cell in row.cells if name not in by_hand),
    )


def applied_files(review: Review) -> list[FileReview]:
    """Files of which at least one row is ticked: their bytes are to be kept."""
    return [file for file in review.files if any(row.ticked for row in file.rows)]
