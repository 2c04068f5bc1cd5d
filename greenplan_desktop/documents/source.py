"""A document as lines and tables, whatever file it came from: what the reading of plans starts with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Style = Literal["", "title", "heading", "list", "box", "footnote", "table"]


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph (or one line of plain text); automatic list numbers are already part of `text`."""

    text: str
    number: int  # 1-based; the same number as in the file where the file has lines
    style: Style = ""
    level: int = 0  # heading or list level of the file's own style, 1-based; 0: none
    page: int = 0  # 1-based page of a PDF; 0: unknown


@dataclass(frozen=True, slots=True)
class TableGrid:
    """A table as rows of texts, merged cells filled; stands behind line `after_line` (0: at the top)."""

    rows: tuple[tuple[str, ...], ...]
    after_line: int = 0
    title: str = ""
    merged: tuple[tuple[int, int, int, int], ...] = ()  # top, left, bottom, right, 0-based inclusive


@dataclass(frozen=True, slots=True)
class Document:
    """What was read from a file; `notes` say in Chinese what was done on the way (encoding, revisions)."""

    name: str
    lines: tuple[Line, ...] = ()
    tables: tuple[TableGrid, ...] = ()
    notes: tuple[str, ...] = ()
    format: str = ""  # txt, md, docx, html, pdf, xlsx, paste
    hard_breaks: bool = False  # each line is a printed line, not a paragraph (PDF, OCR)

    @property
    def text(self) -> str:
        """All lines joined by line breaks."""
        return "\n".join(line.text for line in self.lines)


def lines_from_text(text: str, name: str = "", format: str = "txt") -> Document:
    """A document of plain text: one Line per line of the text, blank ones kept (they mark paragraphs)."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\u2028", "\n")
    rows = text.lstrip("\ufeff").split("\n")
    return Document(name, tuple(Line(row, number) for number, row in enumerate(rows, start=1)), format=format)
