"""Printed lines out of positioned characters: which stand together, where spaces are, what is only a page's frame."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .pdf_pages import Glyph, Page

_PAGE_NUMBER = re.compile(
    r"^[—–―\-·.\s]*(?:第\s*)?\d{1,4}\s*(?:页)?\s*(?:[/／,，]?\s*共?\s*\d{1,4}\s*页?)?[—–―\-·.\s]*$"
)
_DASHED_NUMBER = re.compile(r"^[—–―\-·]+\s*\d{1,4}\s*[—–―\-·]+$|^第\s*\d{1,4}\s*页")
_CONTENTS_LINE = re.compile(r"(?:[.．…·‥]\s*){5,}\d{0,3}\s*$")
_FOOTNOTE = re.compile(r"^(?:[①-⑳]|[\[［〔]\d{1,2}[\]］〕]|\d{1,2}\s*[^\s\d.．、)）])")
_NEVER_FIRST = "，。、；：？！）》〉〕】」』…%％,.;:?!)]}·"
_NEVER_LAST = "（《〈〔【「『([{"
_QUOTES = '“”‘’"'
_MARGIN_ZONE = 0.13  # share of the page's height in which a bare number is a page number
_SAME_PLACE = 6.0  # pt


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One printed line: its words, edges, baseline and size in pt, page number."""

    text: str
    left: float
    right: float
    base: float
    size: float
    em: float  # width of a Chinese character in it
    page: int
    first_width: float  # room its beginning needs that cannot be broken
    solid_right: float  # right edge without closing marks, which may hang into the margin
    chinese: bool = True  # holds Chinese characters, so that `size` can be compared with other lines'


def printed_lines(glyphs: Sequence[Glyph], page: int) -> list[PrintedLine]:
    """The lines from top to bottom; characters whose baselines differ by less than half a size stand together."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: g.base):
        row = rows[-1] if rows else None
        if row and glyph.base - _base(row) <= 0.45 * max(glyph.size, row[0].size):
            row.append(glyph)
        else:
            rows.append([glyph])
    lines = [_line(sorted(row, key=lambda g: g.left), page) for row in rows]
    return [line for line in lines if line is not None]


def _base(row: list[Glyph]) -> float:
    return row[0].base if len(row) < 3 else row[len(row) // 2].base


def _line(row: list[Glyph], page: int) -> PrintedLine | None:
    em = _em(row)
    pieces: list[str] = []
    kept: list[Glyph] = []
    space = False
    for glyph in row:
        if glyph.char.isspace():
            space = space or bool(kept)
            continue
        if kept and glyph.char == kept[-1].char not in "—…─" and glyph.left - kept[-1].left < 0.25 * em:
            continue  # printed twice to look bold; a long dash is one glyph for two characters
        if kept and (space or _apart(kept[-1], glyph, em)):
            pieces.append(" ")
        pieces.append(glyph.char)
        kept.append(glyph)
        space = False
    if not kept:
        return None
    chinese = any(glyph.char > "\u2e7f" for glyph in kept)
    size = em if chinese else median(glyph.size for glyph in kept)
    solid = next((g for g in reversed(kept) if g.char not in _NEVER_FIRST), kept[-1])
    return PrintedLine(
        "".join(pieces), kept[0].left, kept[-1].right, _base(kept), size, em, page, _head_width(kept), solid.right,
        chinese,
    )  # fmt: skip


def _head_width(row: list[Glyph]) -> float:
    """The room a line's beginning needs: as many characters as no printing program parts."""
    end = 0
    while end < len(row) - 1 and _tied(row[end], row[end + 1]):
        end += 1
    return row[end].right - row[0].left


def _tied(first: Glyph, second: Glyph) -> bool:
    """Whether a line may not break between two characters: brackets, closing marks, quotes, Latin words."""
    if (
        first.char in _NEVER_LAST
        or second.char in _NEVER_FIRST
        or first.char in _QUOTES
        or second.char in _QUOTES
    ):
        return True
    return _in_word(first) and _in_word(second)


def _in_word(glyph: Glyph) -> bool:
    return glyph.char.isascii() and (glyph.char.isalnum() or glyph.char in "./:-_%")


def _em(row: list[Glyph]) -> float:
    widths = [g.right - g.left for g in row if g.char > "\u2e7f"]
    return median(widths) if widths else median(g.size for g in row)


def _apart(before: Glyph, after: Glyph, em: float) -> bool:
    """Whether a gap is wide enough to mean a space: a fifth of a character between Latin words, else one."""
    gap = after.left - before.right
    latin = before.char.isascii() and after.char.isascii() and before.char.isalnum() and after.char.isalnum()
    return gap > (0.2 if latin else 0.8) * em


def without_frame(pages: list[Page], lines: list[list[PrintedLine]]) -> list[list[PrintedLine]]:
    """The lines of each page without running heads, page numbers and lines of a table of contents."""
    lines = [[line for line in one if not _CONTENTS_LINE.search(line.text)] for one in lines]
    for _ in range(3):  # a head may have two lines, and a page number below
        for outermost in (0, -1):
            lines = _without_repeated(pages, lines, outermost)
    return lines


def _without_repeated(
    pages: list[Page], lines: list[list[PrintedLine]], outermost: int
) -> list[list[PrintedLine]]:
    keys = [_key(one[outermost]) if one else "" for one in lines]
    counts = Counter(key for key in keys if key)
    needed = max(2, round(0.4 * sum(1 for one in lines if one)))
    kept: list[list[PrintedLine]] = []
    for page, one, key in zip(pages, lines, keys, strict=True):
        line = one[outermost] if one else None
        framing = line is not None and (
            (counts[key] >= needed and len(key) < 60 and _at_edge(page, line, 0.2))
            or _DASHED_NUMBER.match(line.text) is not None
            or (_PAGE_NUMBER.match(line.text) is not None and _at_edge(page, line, _MARGIN_ZONE))
        )
        kept.append((one[1:] if outermost == 0 else one[:-1]) if framing else one)
    return kept


def _key(line: PrintedLine) -> str:
    """What makes lines of two pages the same: words without figures, and their height on the page."""
    return f"{re.sub('[0-9]+', '#', ''.join(line.text.split()))}@{round(line.base / _SAME_PLACE)}"


def _at_edge(page: Page, line: PrintedLine, share: float) -> bool:
    return line.base < page.height * share or line.base > page.height * (1 - share)


def footnotes_of(lines: list[PrintedLine], body_size: float) -> int:
    """How many lines at the foot of a page are footnotes: smaller than the text, led by a mark."""
    start = len(lines)
    while start > 0 and lines[start - 1].em < 0.87 * body_size:
        start -= 1
    marked = next((i for i in range(start, len(lines)) if _FOOTNOTE.match(lines[i].text)), len(lines))
    return len(lines) - marked if marked > 0 else 0
