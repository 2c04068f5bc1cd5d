"""A review for the screen: its lines in words, the clerk's decisions, the sheet's own cells, what goes back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from greenplan_desktop import whole_file
from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.labels import STATUS
from greenplan_desktop.model.text import percent_text

from .files import require_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from greenplan_desktop.returns.flags import Remark
    from greenplan_desktop.returns.review import ColumnMapping, FileReviewed, Review
    from greenplan_desktop.returns.values import Values
    from greenplan_desktop.returns.verdicts import FileReview, RowKey, RowReview

FAMILIES = (
    ("achievement", "进展情况"),
    ("problems", "存在问题"),
    ("next_steps", "下一步打算"),
    ("status", "状态"),
    ("percent", "进度"),
    ("remarks", "备注"),
    ("", "不读这一列"),
)


UNREAD = "unread_column:"  # such notes are said with their fix, by `unread_columns`
NOT_TAKEN = "已选用另一行，这一行不入库"


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file in the list: its outcome and how many rows of which kind."""

    index: int
    name: str
    outcome: str
    words: str
    count: str


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row beside what the database holds; `came` are spans of `new` that differ from `old`."""

    key: RowKey
    ticked: bool
    can_tick: bool
    flagged: bool
    code: str
    title: str
    remarks: tuple[str, ...]
    status: str
    status_key: str  # "" where no status was understood
    status_before: str
    percent: str
    percent_before: str
    old: str
    new: str
    came: tuple[tuple[int, int], ...]
    source: str
    change: str
    nothing_new: bool  # the database holds the same already


def merged(mine: Review | None, event: FileReviewed) -> Review | None:
    """The review so far: files the event brought are taken, decisions on the others stay."""
    if mine is None or event.review is None:
        return event.review
    fresh = {file.index: file for file in event.files}
    files = [fresh.pop(file.index, file) for file in mine.files]
    return replace(mine, files=(*files, *(fresh[key] for key in sorted(fresh))))


def file_line(file: FileReview) -> FileLine:
    """A file in the list."""
    from greenplan_desktop.returns.flags import ERROR, OUTCOME

    if file.error is not None:
        count = ERROR.get(file.error.code, "读不出")
    else:
        flagged = sum(waits(row) for row in file.rows)
        parts = [f"{len(file.rows)} 项"] + ([f"{flagged} 处待核对"] if flagged else [])
        parts += [f"缺 {len(file.missing)} 项"] if file.missing else []
        count = " · ".join(parts)
    open_ = file.error is None and (file.flags or any(waits(row) for row in file.rows))
    outcome = file.outcome if file.error is not None else ("needs_review" if open_ else "ready")
    return FileLine(file.index, file.name, outcome, OUTCOME[outcome], count)


def waits(row: RowReview) -> bool:
    """Whether something speaks against a row and the clerk has neither ticked it nor taken another for it."""
    return (bool(row.flags) or row.contested) and not row.ticked and row.choice.taken is not False


def outcomes(review: Review) -> dict[str, int]:
    """How many files are ready, wait, or are rejected, as the list of files shows them."""
    found = [file_line(file).outcome for file in review.files]
    return {name: found.count(name) for name in ("ready", "needs_review", "rejected")}


def row_line(row: RowReview, review: Review) -> RowLine:
    """A row on the screen."""
    from greenplan_desktop.returns.differences import changed_spans
    from greenplan_desktop.returns.flags import CHANGE, row_note_sentence, row_remarks

    task = review.context.tasks.by_id.get(row.task_id) if row.task_id is not None else None
    raw = dict(row.raw)
    old, new = _text(row.stored), _text(row.values)
    left = row.choice.taken is False and not row.ticked
    remarks = [NOT_TAKEN] if left else [r.sentence for r in row_remarks(row, review)]
    notes = [row_note_sentence(row, note, review) for note in row.notes]
    before = row.stored
    return RowLine(
        key=row.key,
        ticked=row.ticked,
        can_tick=row.task_id is not None and row.unit_id is not None and not row.values.is_blank,
        flagged=waits(row),
        code=task.code if task else f"{row.number or '—'} ?",
        title=task.title if task else (row.title or "（没有名称）"),
        remarks=tuple(remarks + notes),
        status=STATUS.get(row.values.status or "", raw.get("status", "")),
        status_key=row.values.status or "",
        status_before=STATUS.get(before.status or "", "") if before else "",
        percent=percent_text(row.values.percent_tenths) or raw.get("percent", ""),
        percent_before=percent_text(before.percent_tenths) if before else "",
        old=old,
        new=new,
        came=changed_spans(old, new)[1] if old else (),
        source=_source(row),
        change=CHANGE.get(row.change or "", ""),
        nothing_new=row.change == "same",
    )


def _source(row: RowReview) -> str:
    cells = dict(row.cells)
    return cells.get("achievement") or next(iter(cells.values()), f"第{row.row}行")


def _text(values: Values | None) -> str:
    """All texts of a report in one."""
    if values is None:
        return ""
    named = (
        ("", values.achievement),
        ("问题：", values.problems),
        ("下一步：", values.next_steps),
        ("备注：", values.remarks),
    )
    return "\n".join(word + text for word, text in named if text)


def percent_written(review: Review, key: RowKey) -> str:
    """A row's percent as it stands, or the figure in the words that could not be read as one."""
    row = review.row(key)
    return percent_text(row.values.percent_tenths) or _figure(dict(row.raw).get("percent", ""))


def _figure(words: str) -> str:
    import re

    found = re.search(r"\d+(?:\.\d+)?", words)
    return found.group() if found else ""


def remarks_of_row(row: RowReview, review: Review) -> tuple[Remark, ...]:
    """What speaks against a row, with the fix at hand; nothing where another row was taken for it."""
    from greenplan_desktop.returns.flags import Remark, row_remarks

    if row.choice.taken is False and not row.ticked:
        return (Remark("another_file", NOT_TAKEN, "take_this"),)
    return row_remarks(row, review)


def remarks_of_file(file: FileReview, review: Review) -> tuple[Remark, ...]:
    """What speaks against a file, with the fix at hand."""
    from greenplan_desktop.returns.flags import file_remarks

    return file_remarks(file, review)


def said_of_file(file: FileReview, review: Review) -> list[str]:
    """What was not read and what is missing, in words: every used row and column is accounted for."""
    from greenplan_desktop.returns.flags import REASON, note_sentence
    from greenplan_desktop.returns.formbook import OWN_SHEETS

    tasks = review.context.tasks.by_id
    found = []
    if file.missing:
        codes = "、".join(tasks[t].code for t in file.missing)
        found.append(f"本单位还有 {len(file.missing)} 项没有填：第{codes}项")
    found += [note_sentence(note) for note in file.notes if not note.startswith(UNREAD)]
    for reason in dict.fromkeys(s.reason for s in file.skipped_rows):
        rows = [str(s.row) for s in file.skipped_rows if s.reason == reason]
        found.append(
            f"没有读入：第{'、'.join(rows[:12])}{'…' if len(rows) > 12 else ''}行（{REASON.get(reason, reason)}）"
        )
    own = file.facts is not None and file.facts.form is not None
    found += [
        f"工作表“{s.sheet}”没有读：{REASON.get(s.reason, s.reason)}"
        for s in file.skipped_sheets
        if not (own and s.sheet in OWN_SHEETS)
    ]
    return found


def unread_columns(file: FileReview) -> list[str]:
    """Headings that were not recognised."""
    return [note.removeprefix(UNREAD) for note in file.notes if note.startswith(UNREAD)]


def explain_column(review: Review, index: int, heading: str, family: str) -> tuple[Review, ColumnMapping]:
    """Read a file's columns anew with one heading explained; the mapping is to be learnt when applied."""
    from greenplan_desktop.returns.review import ColumnMapping, review_again

    unit_id = review.file(index).unit_id
    if unit_id is None:
        raise InputError("请先选定这份表是哪个单位的，再说明列的含义。")
    mapping = ColumnMapping(unit_id, heading, family)
    return review_again(review, index, [mapping]), mapping


def confirm(review: Review, key: RowKey, flag: str) -> Review:
    """Let a row's flag pass and tick the row."""
    from greenplan_desktop.returns import decide

    return decide.tick(decide.confirm_row(review, key, flag), [key])


def tick(review: Review, keys: Iterable[RowKey], *, on: bool = True) -> Review:
    """Tick or untick rows."""
    from greenplan_desktop.returns import decide

    return decide.tick(review, keys, on)


def accept_unflagged(review: Review) -> Review:
    """Tick every row that nothing speaks against."""
    from greenplan_desktop.returns import decide

    return decide.accept_unflagged(review)


def choose_task(review: Review, key: RowKey, task_id: int) -> Review:
    """This row is about that task."""
    from greenplan_desktop.returns import decide

    return decide.tick(decide.choose_task(review, key, task_id), [key])


def choose_unit(review: Review, index: int, unit_id: int) -> Review:
    """The whole file is that unit's."""
    from greenplan_desktop.returns import decide

    return decide.choose_unit(review, index, unit_id)


def confirm_file(review: Review, index: int, flag: str) -> Review:
    """Let a flag of a file pass."""
    from greenplan_desktop.returns import decide

    return decide.confirm_file(review, index, flag)


def set_percent(review: Review, key: RowKey, words: str) -> Review:
    """Type a percent; raises InputError."""
    from greenplan_desktop.returns import decide

    return decide.set_percent(review, key, words)


def set_status(review: Review, key: RowKey, status: str | None) -> Review:
    """This row's status by the clerk's word; None leaves it empty."""
    from greenplan_desktop.returns import decide

    return decide.set_status(review, key, status)


def set_text(review: Review, key: RowKey, text: str) -> Review:
    """Edit the achievement before it is applied."""
    from greenplan_desktop.returns import decide

    return decide.set_text(review, key, "achievement", text)


def take(review: Review, key: RowKey) -> Review:
    """Of several rows for one task take this one."""
    from greenplan_desktop.returns import decide

    return decide.take(review, key)


def contested(file: FileReview) -> list[RowKey]:
    """Rows of a file that another file of the same unit contradicts and that nobody has decided on."""
    return [
        row.key
        for row in file.rows
        if row.choice.taken is None and any(other[0] != file.index for other in row.rivals)
    ]


def take_file(review: Review, index: int) -> Review:
    """Of two files of one unit take this one wherever they contradict each other."""
    for key in contested(review.file(index)):
        review = take(review, key)
    return review


def left_open(review: Review) -> int:
    """How many doubtful rows nobody decided on stand in files of which other rows are to be applied."""
    files = [file for file in review.files if any(row.ticked for row in file.rows)]
    return sum(bool(row.flags) and waits(row) for file in files for row in file.rows)


def next_waiting(review: Review, index: int | None, key: RowKey | None) -> tuple[int, RowKey | None] | None:
    """The next place that waits for the clerk behind a file and row, from the top again after the last: (file, row).

    A file that waits as a whole has no row; None where nothing waits any more.
    """
    places: list[tuple[int, RowKey | None]] = []
    here = -1
    for file in review.files:
        if file.flags and file.error is None:
            places.append((file.index, None))
        if file.index == index:
            here = len(places)
        for row in file.rows:
            if row.key == key:
                here = len(places) + waits(row)
            if waits(row):
                places.append((file.index, row.key))
    return places[here % len(places)] if places and here >= 0 else next(iter(places), None)


def ticked(review: Review) -> int:
    """How many rows would be applied."""
    return sum(row.ticked for row in review.rows)


def sheet_around(review: Review, key: RowKey, near: int = 5) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The sheet's own cells around a row: column letters, and (row number, texts) lines."""
    from greenplan_desktop.workbooks.cells import column_letters

    book = review.file(key[0]).read.workbook
    sheet = next((s for s in book.sheets if s.name == key[1]), None) if book else None
    if sheet is None:
        return [], []
    last = min(sheet.last_column, 40)
    lines = []
    for row in range(max(1, key[2] - near), min(sheet.last_row, key[2] + near) + 1):
        cells = [sheet.cells.get((row, column)) for column in range(1, last + 1)]
        lines.append((row, [cell.text if cell else "" for cell in cells]))
    return [column_letters(column) for column in range(1, last + 1)], lines


def write_sendbacks(review: Review, indexes: Sequence[int], folder: Path, deadline: str = "") -> list[Path]:
    """Write a 退回单 for each of these files into a folder; raises InputError."""
    from pathlib import PurePath

    from greenplan_desktop.returns.sendback import sendback_bytes

    require_folder(folder)
    written = []
    for index in indexes:
        stem = PurePath(review.file(index).name).stem
        content = sendback_bytes(review, index, deadline=deadline)
        written.append(whole_file.write(folder / f"退回单_{stem}.xlsx", content))
    return written


def offers(row: RowReview, review: Review) -> list[tuple[int, str]]:
    """Tasks a row may be about, the likeliest first, then all others: (task, words)."""
    first = [review.context.tasks.by_id[t] for t in row.offers]
    rest = [t for t in review.context.snapshot.tasks if t.id not in row.offers]
    return [(t.id, f"{t.code} {t.title}") for t in (*first, *rest)]


def unit_offers(file: FileReview, review: Review) -> list[tuple[int, str]]:
    """Units a file may be from, the likeliest first, then all that owe something."""
    units = review.context.index.units
    first = [units[u] for u in file.unit_offers if u in units]
    owing = [u for u in review.context.snapshot.units if not u.is_group and u not in first]
    owing.sort(key=lambda u: (not review.context.owed(u.id), u.position))
    return [(u.id, u.short_name) for u in (*first, *owing)]
