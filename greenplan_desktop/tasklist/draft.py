"""A page while rows are given their places: y runs down from the type area's upper edge."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF

from .fonts import UNITS_PER_MM, UNITS_PER_PT
from .geometry import FRAME_PT, number_place, sheet
from .page import Mark, Page, Text
from .rows import TOP

if TYPE_CHECKING:
    from .rows import Cell, RowBox, RowMaker
    from .settings import Settings

EDGE = FRAME_PT * UNITS_PER_PT / 2  # the frame's stroke stays inside the type area


@dataclass(slots=True)
class Placed:
    """Lines `first` to `last` of a row on this page (`last` None: the whole row)."""

    box: RowBox
    y: float
    height: float
    first: int = 0
    last: int | None = None
    opens: Cell | None = None  # the merged cell's text, where it opens with this row
    new_group: bool = False

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


@dataclass(slots=True)
class Draft:
    """What has been put on a page so far."""

    y: float = 0.0
    above: list[Text] = field(default_factory=list)  # label and title
    rows: list[Placed] = field(default_factory=list)  # the head included
    below: list[Text] = field(default_factory=list)  # notes
    started: bool = False  # whether anything but the title and the head stands here

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was put here."""
        return not (self.above or self.rows or self.below)

    def put(self, placed: Placed) -> None:
        """Add a row at the present height."""
        self.rows.append(placed)
        self.y = placed.bottom


class PageMaker:
    """Turns drafts into pages: texts to their places on the sheet, lines of the grid, page number."""

    def __init__(self, settings: Settings, maker: RowMaker, list_index: int) -> None:
        """One per list, since the columns belong to it."""
        self._settings = settings
        self._edges = maker.edges
        self._list_index = list_index

    def page(self, draft: Draft, number: int, title_mark: str) -> Page:
        """The finished page of this printed number; `title_mark` is the outline's name of the list it opens."""
        settings = self._settings
        odd = settings.is_odd(number)
        paper = sheet(settings.orientation, odd)
        x, y = round(paper.left * UNITS_PER_MM), round(paper.top * UNITS_PER_MM)
        texts = [Text(t.layout, t.x + x, t.y + y, t.first, t.last) for t in draft.above]
        self._add_rows(draft.rows, texts, x, y)
        texts += [Text(t.layout, t.x + x, t.y + y, t.first, t.last) for t in draft.below]
        marks = [Mark(title_mark, 0, y)] if title_mark else []
        marks += [Mark(m.title, m.level, m.y + y) for m in self._marks(draft.rows)]
        place = None
        if settings.numbering != "none":
            place = number_place(settings.orientation, odd, settings.numbering)
        return Page(
            number=number,
            list_index=self._list_index,
            sheet=paper,
            number_place=place,
            texts=tuple(texts),
            grid=tuple(self._grid(draft.rows, x, y)),
            frame=self._frame(draft.rows).translated(x, y) if draft.rows else None,
            marks=tuple(marks),
        )

    def _add_rows(self, rows: list[Placed], texts: list[Text], x: float, y: float) -> None:
        """Texts of the rows, cell by cell, for a type area whose corner is at (x, y)."""
        middle = self._settings.vertical == "middle"
        for number, placed in enumerate(rows):
            if placed.opens is not None:
                texts.append(self._merged(rows, number, x, y))
            top, first, last = placed.y + y, placed.first, placed.last
            if last is None:
                for block, left in placed.box.cells:
                    white = (placed.height - block.lines * block.pitch) / 2 if middle else TOP
                    texts.append(Text(block.layout, left + x, top + white))
                continue
            top += TOP - first * placed.box.pitch
            for block, left in placed.box.cells:
                if block.lines > first:
                    texts.append(Text(block.layout, left + x, top, first, min(last, block.lines)))

    @staticmethod
    def _merged(rows: list[Placed], number: int, x: float, y: float) -> Text:
        """The merged cell's text, in the middle of the rows it spans on this page."""
        cell = rows[number].opens
        assert cell is not None
        last = number
        while last + 1 < len(rows) and continues(rows[last], rows[last + 1]):
            last += 1
        top, bottom = rows[number].y + y, rows[last].bottom + y
        return Text(cell.block.layout, cell.x + x, top + (bottom - top - cell.block.height) / 2)

    def _grid(self, rows: list[Placed], x: float, y: float) -> list[QLineF]:
        """Horizontal lines between rows, vertical ones between columns; chapter rows have no columns."""
        right = self._edges[-1] - EDGE + x
        columns = [edge + x for edge in self._edges[1:-1]]
        lines: list[QLineF] = []
        start: float | None = None
        for number, placed in enumerate(rows):
            plain = placed.box.chapter is None
            bottom = placed.bottom + y
            if plain and start is None:
                start = placed.y + y
            follower = rows[number + 1] if number + 1 < len(rows) else None
            if follower is not None:
                left = self._edges[1] if continues(placed, follower) else EDGE
                lines.append(QLineF(left + x, bottom, right, bottom))
            if not plain and placed.box.group:
                lines.append(QLineF(columns[0], placed.y + y, columns[0], bottom))
            ends = follower is None or follower.box.chapter is not None
            if plain and ends and start is not None:
                lines += [QLineF(column, start, column, bottom) for column in columns]
                start = None
        return lines

    def _frame(self, rows: list[Placed]) -> QRectF:
        top, bottom = rows[0].y, rows[-1].bottom
        return QRectF(EDGE, top, self._edges[-1] - 2 * EDGE, bottom - top)

    def _marks(self, rows: list[Placed]) -> list[Mark]:
        found: list[Mark] = []
        for placed in rows:
            chapter = placed.box.chapter
            if placed.new_group:
                found.append(Mark(placed.box.group.replace("\n", " "), 1, placed.y))
            if chapter is not None and placed.first == 0:
                found.append(Mark(chapter.title, chapter.level, placed.y))
        return found


def continues(row: Placed, following: Placed) -> bool:
    """Whether the merged first column runs on from one row to the next on the same page."""
    return following.opens is None and bool(following.box.group) and following.box.group == row.box.group
