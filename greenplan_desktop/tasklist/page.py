"""A finished page: what stands where, in tenths of a point from the sheet's upper left corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PySide6.QtCore import QLineF, QRectF
    from PySide6.QtGui import QTextLayout

    from .families import Choice, Role
    from .geometry import NumberPlace, Sheet
    from .settings import Settings


class Text(NamedTuple):
    """A laid out text whose line 0 would stand at (x, y); lines `first` to `last` of it are painted.

    `last` None paints the whole text.
    """

    layout: QTextLayout
    x: float
    y: float
    first: int = 0
    last: int | None = None


class Mark(NamedTuple):
    """A bookmark: title, level (0 uppermost), and how far below the sheet's upper edge."""

    title: str
    level: int
    y: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `number` is the page number printed, `list_index` which of several lists it belongs to."""

    number: int
    list_index: int
    sheet: Sheet
    number_place: NumberPlace | None
    texts: tuple[Text, ...]
    grid: tuple[QLineF, ...]
    frame: QRectF | None
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """All pages of a print, computed once: preview, printer and PDF paint these and nothing else."""

    pages: tuple[Page, ...]
    settings: Settings
    widths_mm: tuple[tuple[float, ...], ...]  # column widths of each list
    notes: tuple[str, ...]  # fonts that replace others, in Chinese sentences
    choices: dict[Role, Choice]
    title: str = ""  # of the first list, on one line
    signs: frozenset[str] = frozenset()  # every character that is printed

    def __len__(self) -> int:
        """Number of pages."""
        return len(self.pages)
