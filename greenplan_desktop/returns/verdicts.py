"""What a review says: per file and row, beside what the database holds; frozen, so that decisions make new ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from greenplan_desktop.workbooks.cells import ReadFile, Rejection

    from .facts import FileFacts
    from .layout import Table
    from .rows import SkippedRow
    from .sheets import SkippedSheet
    from .values import Values, Words

Change = Literal["new", "changed", "same"]
Outcome = Literal["ready", "needs_review", "rejected"]
RowKey = tuple[int, str, int]  # file index, sheet, row


@dataclass(frozen=True, slots=True)
class RowChoice:
    """What the clerk decided of a row; None: nothing yet. `values` are fields set by hand."""

    tick: bool | None = None
    task_id: int | None = None
    unit_id: int | None = None
    taken: bool | None = None  # this one of several rows for the task, or not this one
    values: tuple[tuple[str, str | int | None], ...] = ()
    confirmed: frozenset[str] = frozenset()  # flags the clerk has looked at and let pass


@dataclass(frozen=True, slots=True)
class FileChoice:
    """What the clerk decided of a file: whose it is, and flags let pass (`period_mismatch`, `plan_mismatch`)."""

    unit_id: int | None = None
    confirmed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RowReview:
    """One row: the task it is for, its values beside the stored ones, flags, and where it came from."""

    file: int
    sheet: str
    row: int
    last_row: int
    number: str
    title: str
    task_id: int | None
    unit_id: int | None
    values: Values
    stored: Values | None = None
    sent: Values | None = None  # what the database held when the form went out (edited_meanwhile)
    raw: Words = ()
    cells: tuple[tuple[str, str], ...] = ()  # field -> address
    flags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()  # fuzzy_title, same_as_last_period
    change: Change | None = None
    offers: tuple[int, ...] = ()  # candidate tasks, best first
    rivals: tuple[
        RowKey, ...
    ] = ()  # rows that say something of the same task: in this file, or differing in another
    contested: bool = False  # another file of the unit says something else
    waits: bool = False  # the whole file waits
    choice: RowChoice = RowChoice()

    @property
    def key(self) -> RowKey:
        """What decisions name the row by."""
        return (self.file, self.sheet, self.row)

    @property
    def ticked(self) -> bool:
        """Whether the row will be applied: by the clerk's word, else where nothing speaks against it."""
        if self.task_id is None or self.unit_id is None or self.values.is_blank:
            return False
        if self.rivals and self.choice.taken is False:
            return False
        if self.choice.tick is not None:
            return self.choice.tick
        return not self.flags and not self.waits and (not self.contested or self.choice.taken is True)


@dataclass(frozen=True, slots=True)
class FileReview:
    """One file: whose it is, what speaks against applying it, its rows and everything that was not read."""

    index: int
    read: ReadFile = field(repr=False)
    unit_id: int | None = None
    flags: tuple[str, ...] = ()
    error: Rejection | None = None
    own_notes: tuple[str, ...] = ()
    others: tuple[str, ...] = ()  # names of other files of this unit in the run
    rows: tuple[RowReview, ...] = ()
    skipped_sheets: tuple[SkippedSheet, ...] = ()
    skipped_rows: tuple[SkippedRow, ...] = ()
    missing: tuple[int, ...] = ()  # tasks of the unit that no row names
    unit_offers: tuple[int, ...] = ()
    revision: int = 1  # 2 where the unit returned something for this period before
    facts: FileFacts | None = field(default=None, repr=False)
    choice: FileChoice = FileChoice()

    @property
    def name(self) -> str:
        """The file's path below the folder or archive given."""
        return self.read.name

    @property
    def sha256(self) -> str:
        """The SHA-256 of the file's bytes."""
        return self.read.sha256

    @property
    def notes(self) -> tuple[str, ...]:
        """All notes, other files of the unit last."""
        return (*self.own_notes, *(f"another_file:{name}" for name in self.others))

    @property
    def tables(self) -> dict[str, tuple[Table, ...]]:
        """The tables read, by sheet."""
        book = self.facts.book if self.facts else None
        return {sheet.name: sheet.tables for sheet in book.sheets} if book else {}

    @property
    def outcome(self) -> Outcome:
        """Ready when neither the file nor any of its rows carries a flag."""
        if self.error is not None:
            return "rejected"
        return "needs_review" if self.flags or any(row.flags for row in self.rows) else "ready"
