"""One content model for everything that goes to paper: every writer prints the same columns, texts and order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .settings import Settings

Align = Literal["left", "center"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading in the office's own words, its width in mm or None to have it proposed.

    `numeric` cells are written as numbers to .xlsx where they read as such; on paper they are texts.
    """

    key: str
    heading: str
    width_mm: float | None = None
    align: Align = "left"
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a text per column (line breaks as \\n) and the text of the merged first column, if any."""

    cells: tuple[str, ...]
    group: str = ""


@dataclass(frozen=True, slots=True)
class ChapterRow:
    """A heading across all columns; level 1 is the uppermost that is printed.

    With `group` it stands beside that text in the merged first column, across all other columns.
    """

    title: str
    level: int = 1
    group: str = ""


Line = Row | ChapterRow


@dataclass(frozen=True, slots=True)
class ListContent:
    """A list as it goes to paper: label, title, columns, rows and notes, and what a file says of itself.

    Line breaks in `title` are breaks set by hand. With `group` the first column on paper is that column,
    holding each row's `group`, merged downwards over neighbours of the same text.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Line, ...] = ()
    label: str = ""
    notes: tuple[str, ...] = ()
    group: Column | None = None
    document_number: str = ""
    subject: str = ""
    bookmark: str = ""  # what a list of several is called in the outline

    @property
    def plain_title(self) -> str:
        """The title on one line."""
        return "".join(self.title.splitlines())

    @property
    def paper_columns(self) -> tuple[Column, ...]:
        """The columns as they stand on paper, the merged first column included."""
        return (self.group, *self.columns) if self.group else self.columns


def as_lists(content: ListContent | Sequence[ListContent], settings: Settings) -> tuple[ListContent, ...]:
    """One list or several, under the label and title that the settings give instead of their own."""
    lists = (content,) if isinstance(content, ListContent) else tuple(content)
    return tuple(
        replace(
            one,
            label=one.label if settings.label is None else settings.label,
            title=one.title if settings.title is None else settings.title,
        )
        for one in lists
    )


def flat_rows(content: ListContent) -> list[tuple[str, ...]]:
    """The cells of every row as they stand on paper, chapter rows as a single text."""
    found: list[tuple[str, ...]] = []
    for row in content.rows:
        if isinstance(row, ChapterRow):
            found.append((row.title,))
        else:
            found.append((row.group, *row.cells) if content.group else row.cells)
    return found
