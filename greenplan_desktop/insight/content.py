"""What an official text consists of, before it becomes a file: headings, paragraphs, tables, charts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .charts import Chart


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading on a line of its own: level 1 is 一、, level 2 （一）."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; `lead` are its first words, set like a heading of `lead_level` (2: 楷体, 3: 仿宋)."""

    text: str
    lead: str = ""
    lead_level: int = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; one that spans all columns holds a chapter's title in its only cell."""

    cells: tuple[str, ...]
    spans: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a repeated head; widths in mm, `centred` are the columns set in the middle."""

    head: tuple[str, ...]
    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    centred: frozenset[int] = frozenset()
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart in the text."""

    chart: Chart


Block = Heading | Text | Table | Figure


@dataclass(frozen=True, slots=True)
class Annex:
    """An attachment on pages of its own, lying: its label, title and table."""

    label: str
    title: str
    table: Table


@dataclass(frozen=True, slots=True)
class Document:
    """A whole text: the lines of its title, what follows, and the attachment."""

    title: tuple[str, ...]
    blocks: tuple[Block, ...]
    annex: Annex | None = None

    @property
    def text(self) -> str:
        """All words in reading order, a line a paragraph or table row."""
        lines = list(self.title)
        for block in self.blocks:
            lines += _lines(block)
        if self.annex:
            lines += [self.annex.label, self.annex.title, *_lines(self.annex.table)]
        return "\n".join(lines)


def _lines(block: Block) -> list[str]:
    if isinstance(block, Heading):
        return [block.text]
    if isinstance(block, Text):
        return [block.lead + block.text]
    if isinstance(block, Figure):
        return [block.chart.title]
    rows = [Row(block.head), *block.rows]
    return ["\t".join(row.cells) for row in rows]
