"""Measuring a written PDF: characters and lines in mm from the sheet's upper left corner."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pdfplumber
import pypdfium2

MM = 25.4 / 72


@dataclass(frozen=True)
class Sign:
    """One character: its em box's middle line, its left and right edge in mm, its size in pt."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    font: str
    upright: bool
    down: bool  # turned clockwise


@dataclass(frozen=True)
class Sheet:
    """One page: its size, characters in the order they were written, and ruled lines as boxes, mm."""

    width: float
    height: float
    signs: tuple[Sign, ...]
    ruled: tuple[tuple[float, float, float, float], ...]

    @property
    def body(self) -> list[Sign]:
        """Everything but the page number."""
        number = {id(sign) for sign in self.number}
        return [sign for sign in self.signs if id(sign) not in number]

    @property
    def number(self) -> list[Sign]:
        """The page number's characters, written last or first."""
        match = re.search(r"—\s*\d+\s*—\s*$|^—\s*\d+\s*—", "".join(s.text for s in self.signs))
        return list(self.signs[match.start() : match.end()]) if match else []

    def line(self, text: str) -> list[Sign]:
        """The first run of characters that reads like this."""
        start = "".join(s.text for s in self.signs).index(text)
        return list(self.signs[start : start + len(text)])


def sheets(path: Path) -> list[Sheet]:
    """Every page of a PDF."""
    found = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            signs = tuple(_sign(c) for c in page.chars)
            ruled = tuple(
                (r["x0"] * MM, r["top"] * MM, r["x1"] * MM, r["bottom"] * MM)
                for r in (*page.lines, *page.rects, *page.curves)
            )
            found.append(Sheet(page.width * MM, page.height * MM, signs, ruled))
    return found


def _sign(char: dict) -> Sign:
    down = char["matrix"][1] < 0  # turned clockwise: the text runs down the page
    return Sign(
        char["text"],
        char["x0"] * MM,
        char["x1"] * MM,
        (char["top"] + char["bottom"]) / 2 * MM,
        round((char["x1"] - char["x0"]) if down and not char["upright"] else char["size"], 2),
        char["fontname"],
        bool(char["upright"]),
        down and not char["upright"],
    )


def dense(text: str) -> str:
    """A text without white space."""
    return re.sub(r"\s+", "", text)


def page_texts(path: Path) -> list[str]:
    """The text of every page in the order it was written, without white space and page number (pdfplumber)."""
    return [dense("".join(s.text for s in sheet.body)) for sheet in sheets(path)]


def pdfium_texts(path: Path) -> list[str]:
    """The text of every page as PDFium reads it, without white space."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [dense(document[n].get_textpage().get_text_range()) for n in range(len(document))]
    finally:
        document.close()


def page_count(path: Path) -> int:
    """Number of pages."""
    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()
