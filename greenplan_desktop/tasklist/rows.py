"""Rows of a list laid out: each knows its cells, its lines and its height before it is given a place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from greenplan_desktop.model.titles import ems, year_apart

from .content import ChapterRow, Row
from .fonts import UNITS_PER_MM
from .geometry import CELL_SIDE_MM, CELL_TOP_MM

if TYPE_CHECKING:
    from .content import ListContent
    from .typeset import Block, Style, Styles

SIDE = CELL_SIDE_MM * UNITS_PER_MM
TOP = CELL_TOP_MM * UNITS_PER_MM


class Cell(NamedTuple):
    """A cell's text and where it stands from the table's left edge."""

    block: Block
    x: float


@dataclass(slots=True)
class RowBox:
    """A row ready to be placed; `chapter` rows span all columns, `group` is the text merged downwards."""

    cells: list[Cell]
    lines: int
    pitch: float
    chapter: ChapterRow | None = None
    group: str = ""

    @property
    def height(self) -> float:
        """Height of the whole row with the white above and below."""
        return self.height_of(self.lines)

    def height_of(self, lines: int) -> float:
        """Height of so many lines of it."""
        return lines * self.pitch + 2 * TOP

    def lines_in(self, room: float) -> int:
        """Lines that fit into a height."""
        return max(0, int((room - 2 * TOP + 0.01) / self.pitch))


class RowMaker:
    """Lays out the rows of one list at its column widths."""

    def __init__(self, content: ListContent, widths_mm: tuple[float, ...], styles: Styles) -> None:
        """Column edges are rounded to whole layout units, the last one lies on the type area's edge."""
        self.styles = styles
        self.columns = content.paper_columns
        edges = [0.0]
        total = 0.0
        for width in widths_mm:
            total += width
            edges.append(float(round(total * UNITS_PER_MM)))
        self.edges = edges
        self.has_group = content.group is not None
        first = 1 if self.has_group else 0
        self._own = list(zip(self.columns[first:], edges[first:], edges[first + 1 :], strict=False))
        self._group_texts: dict[str, Block | None] = {}

    def head(self) -> RowBox:
        """The row of headings."""
        spots = zip(self.columns, self.edges, self.edges[1:], strict=False)
        style = self.styles.head
        cells = [
            self._cell(
                style, even_lines(c.heading, (right - left - 2 * SIDE) / style.size), left, right, "center"
            )
            for c, left, right in spots
        ]
        return self._row([c for c in cells if c], self.styles.head)

    def chapter(self, row: ChapterRow) -> RowBox:
        """A heading across all columns, or all beside the merged one."""
        left = self.edges[1] if row.group and self.has_group else 0.0
        cell = self._cell(self.styles.chapter, row.title, left, self.edges[-1], "left")
        box = self._row([cell] if cell else [], self.styles.chapter)
        return replace(box, chapter=row, group=row.group if self.has_group else "")

    def row(self, row: Row) -> RowBox:
        """A row of cells; the merged first column is not among them."""
        style = self.styles.cell
        cells = []
        most = 1
        for text, (column, left, right) in zip(row.cells, self._own, strict=True):
            width = right - left - 2 * SIDE
            if column.align == "center" and "年" in text:
                text = year_apart(text, width / style.size)
            block = style.lay(text, width, column.align) if text else None
            if block is not None:
                cells.append(Cell(block, left + SIDE))
                if block.lines > most:
                    most = block.lines
        return RowBox(cells, most, style.pitch, None, row.group)

    def group(self, text: str) -> Cell | None:
        """The merged first column's text, laid out once however often it is painted."""
        if text not in self._group_texts:
            width = self.edges[1] - self.edges[0] - 2 * SIDE
            align = self.columns[0].align
            self._group_texts[text] = self.styles.group.lay(text, width, align)
        block = self._group_texts[text]
        return Cell(block, SIDE) if block else None

    def group_height(self, text: str) -> float:
        """The least height of a merged cell that shows its text."""
        cell = self.group(text)
        return cell.block.height + 2 * TOP if cell else 0.0

    def _cell(self, style: Style, text: str, left: float, right: float, align: str) -> Cell | None:
        block = style.lay(text, right - left - 2 * SIDE, "center" if align == "center" else "left")
        return Cell(block, left + SIDE) if block else None

    @staticmethod
    def _row(cells: list[Cell], style: Style) -> RowBox:
        return RowBox(cells, max((c.block.lines for c in cells), default=1), style.pitch)


def even_lines(heading: str, room: float) -> str:
    """A heading too long for its column broken into lines of like length, so that no single sign hangs below."""
    if "\n" in heading or not heading or ems(heading) <= room or heading.isascii():
        return heading
    count = ceil(ems(heading) / max(1.0, int(room)))
    size = ceil(len(heading) / count)
    return "\n".join(heading[start : start + size] for start in range(0, len(heading), size))


def with_chapter_rows(content: ListContent) -> ListContent:
    """The same list with its merged first column turned into rows across all columns."""
    if content.group is None:
        return content
    rows: list[Row | ChapterRow] = []
    last = ""
    for row in content.rows:
        if row.group and row.group != last:
            rows.append(ChapterRow(row.group.replace("\n", " ")))
        last = row.group
        rows.append(replace(row, group=""))
    return replace(content, rows=tuple(rows), group=None)
