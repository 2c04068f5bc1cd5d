"""Tables of a .docx as they are built cell by cell: spans and downward merges become filled grids."""

from __future__ import annotations

from dataclasses import dataclass, field

from .blocks import Block, Grid, Paragraph

_MOST_COLUMNS = 63  # Word's own limit; wider spans are nonsense


@dataclass(slots=True)
class Cell:
    """A cell being read."""

    blocks: list[Block] = field(default_factory=list)
    span: int = 1
    merge: str = ""  # restart, continue
    across: str = ""  # the old form of a span: restart, continue
    deleted: bool = False

    @property
    def text(self) -> str:
        """Its paragraphs, one a line; a table inside it row by row."""
        parts = [
            b.text if isinstance(b, Paragraph) else "\n".join(_inner_row(row) for row in b.rows)
            for b in self.blocks
        ]
        return "\n".join(part.strip() for part in parts if part.strip())


def _inner_row(row: tuple[str, ...]) -> str:
    return "\t".join(" ".join(cell.split()) for cell in row if cell)


@dataclass(slots=True)
class Row:
    """A row being read; `before` columns are left free at its start."""

    cells: list[Cell] = field(default_factory=list)
    before: int = 0
    deleted: bool = False


@dataclass(slots=True)
class Table:
    """A table being read."""

    rows: list[Row] = field(default_factory=list)

    def blocks(self) -> list[Block]:
        """The finished table; one that only frames a table or a page gives what it frames."""
        cells = [cell for row in self.rows for cell in row.cells]
        framed = all(len(row.cells) <= 1 for row in self.rows)
        if framed and any(isinstance(block, Grid) for cell in cells for block in cell.blocks):
            return [block for cell in cells for block in cell.blocks]
        grid = _grid(self.rows)
        return [grid] if grid.width else []


def span_of(text: str) -> int:
    """A number of columns from an attribute, kept within what Word can hold."""
    return max(1, min(_MOST_COLUMNS, int(text))) if text.isdigit() and len(text) < 4 else 1


def _grid(rows: list[Row]) -> Grid:
    """Cells in their columns; a cell that continues the one above shows its text and widens its range."""
    filled: list[list[str]] = []
    ranges: list[list[int]] = []
    above: dict[int, list[int]] = {}
    for number, row in enumerate(rows):
        texts: list[str] = [""] * row.before
        open_here: dict[int, list[int]] = {}
        for cell in _joined_across(row.cells):
            left, right = len(texts), len(texts) + cell.span - 1
            merged = above.get(left) if cell.merge == "continue" else None
            if merged is None:
                merged = [number, left, number, right]
                ranges.append(merged)
                text = cell.text
            else:
                merged[2] = number
                text = filled[merged[0]][left]
            if cell.merge:
                open_here[left] = merged
            texts += [text] * cell.span
        filled.append(texts)
        above = open_here
    width = max((len(row) for row in filled), default=0)
    merges = tuple((t, left, b, right) for t, left, b, right in ranges if t != b or left != right)
    return Grid(tuple(tuple(row + [""] * (width - len(row))) for row in filled), merges)


def _joined_across(cells: list[Cell]) -> list[Cell]:
    joined: list[Cell] = []
    for cell in cells:
        if cell.across == "continue" and joined:
            joined[-1].span += cell.span
        else:
            joined.append(cell)
    return joined
