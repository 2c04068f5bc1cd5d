"""An import is a review first: file by file, against what the database holds; nothing is written here."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from greenplan_desktop.model.progress import Progress
from greenplan_desktop.workbooks.cells import Rejection
from greenplan_desktop.workbooks.collector import collected_seldom

from .assess import assess, relate
from .context import ColumnMapping, ReviewContext
from .facts import FileFacts, gather
from .grid import Grid
from .layout import likely_header

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Mapping, Sequence

    from greenplan_desktop.model.period import Period
    from greenplan_desktop.model.records import PlanSnapshot
    from greenplan_desktop.workbooks.cells import ReadFile

    from .verdicts import FileReview, RowReview

__all__ = ["ColumnMapping", "FileReviewed", "Review", "headings_of", "review_again", "review_files"]


@dataclass(frozen=True, slots=True)
class FileReviewed(Progress):
    """Progress that hands over files as they are done: the new one first, then earlier ones it changed.

    A file is changed by a later one of the same unit (it names the other, and rows may differ); `index` says
    which it replaces.
    """

    files: tuple[FileReview, ...] = ()
    review: Review | None = None  # all files so far, so that the first can be looked at while others are read


@dataclass(frozen=True, slots=True)
class Review:
    """All files of one import run, with what they were held against; decisions make a new one."""

    period: Period
    files: tuple[FileReview, ...]
    context: ReviewContext = field(repr=False)

    @property
    def rows(self) -> tuple[RowReview, ...]:
        """Every row of every file."""
        return tuple(row for file in self.files for row in file.rows)

    def file(self, index: int) -> FileReview:
        """A file by its index."""
        return next(file for file in self.files if file.index == index)

    def row(self, key: tuple[int, str, int]) -> RowReview:
        """A row by its key; raises StopIteration where there is none."""
        return next(row for row in self.file(key[0]).rows if row.key == key)

    @property
    def needs_look(self) -> bool:
        """Whether any file needs review or was rejected (the command line ends with 1 then)."""
        return any(file.outcome != "ready" for file in self.files)


def review_files(
    read_files: Iterable[ReadFile],
    snapshot: PlanSnapshot,
    period: Period,
    places: Sequence[str] = (),
    mappings: Sequence[ColumnMapping] = (),
    *,
    imported: Mapping[str, str] | None = None,
    total: int = 0,
) -> Generator[FileReviewed, None, Review]:
    """Review files as they are read; yields after each, returns the whole.

    `imported` maps the SHA-256 of files already imported for the period to when (ISO); by default it is what
    the snapshot's return files say. `total` is the number of files where it is known.
    """
    context = ReviewContext(snapshot, period, places, mappings)
    known = dict(_imported(snapshot, period) if imported is None else imported)
    seen: dict[str, str] = {}
    files: list[FileReview] = []
    for read in collected_seldom(read_files):
        index = len(files)
        error = _duplicate(read, known, seen)
        facts = FileFacts(error=error) if error else gather(read, context)
        if read.content:
            seen.setdefault(read.sha256, read.name)
        before = files
        files = _related([*files, assess(index, read, facts, context)], index)
        changed = [f for f, old in zip(files, before, strict=False) if f is not old]
        so_far = Review(period, tuple(files), context)
        yield FileReviewed(len(files), total, f"已核对“{read.name}”", (files[index], *changed), so_far)
    return Review(period, tuple(files), context)


def _related(files: list[FileReview], index: int) -> list[FileReview]:
    """All files, those of the unit of the one at `index` put beside each other anew."""
    unit = files[index].unit_id
    if unit is None:
        return files
    group = relate(file for file in files if file.unit_id == unit)
    fresh = {file.index: file for file in group}
    return [fresh.get(file.index, file) for file in files]


def _imported(snapshot: PlanSnapshot, period: Period) -> dict[str, str]:
    ids = {p.id for p in snapshot.periods if p.code == period.code}
    return {
        f.sha256: f.received_at for f in snapshot.return_files if f.period_id in ids and f.kind == "return"
    }


def _duplicate(read: ReadFile, known: Mapping[str, str], seen: Mapping[str, str]) -> Rejection | None:
    if read.sha256 in known:
        when = _local(known[read.sha256])
        return Rejection("duplicate_file", f"“{read.name}”与{when}已导入的文件完全相同，没有再次读入。")
    if read.sha256 in seen:
        other = seen[read.sha256]
        return Rejection("duplicate_file", f"“{read.name}”与本次的“{other}”完全相同，只读入一份。")
    return None


def _local(stamp: str) -> str:
    """A stored moment as the clerk's clock shows it."""
    try:
        return datetime.fromisoformat(stamp).astimezone().strftime("%Y年%m月%d日 %H:%M")
    except ValueError:
        return stamp


def headings_of(file: FileReview) -> dict[str, tuple[str, ...]]:
    """Headings that the clerk may explain, by sheet: of the tables read, else of the row most like a header."""
    found = {
        name: tuple(dict.fromkeys(c.heading for table in tables for c in table.columns))
        for name, tables in file.tables.items()
    }
    sheets = file.read.workbook.sheets if file.read.workbook else ()
    for sheet in sheets:
        if sheet.name not in found and not sheet.hidden and (row := likely_header(Grid(sheet))):
            found[sheet.name] = row
    return found


def review_again(review: Review, index: int, mappings: Sequence[ColumnMapping]) -> Review:
    """Read a file's columns anew with headings the clerk has explained; decisions on its rows begin anew.

    `mappings` are all that are known, the new ones among them; a file of an unknown unit takes them once its
    unit has been chosen.
    """
    old = review.file(index)
    context = ReviewContext(review.context.snapshot, review.period, review.context.finder.places, mappings)
    fresh = assess(index, old.read, gather(old.read, context, old.choice.unit_id), context, old.choice)
    files = [fresh if file.index == index else file for file in review.files]
    return replace(review, files=tuple(_related(files, index)), context=context)
