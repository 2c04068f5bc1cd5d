"""Pages set in two columns (gazettes): the left column is read before the right one, between lines that span both."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from .pdf_lines import printed_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .pdf_lines import PrintedLine
    from .pdf_pages import Glyph

_FEWEST_ROWS = 12  # printed lines of a column; those of two columns need not stand at one height
_GUTTER = 1.4  # characters that the gap between columns is wide at least
_MOST_CROSSING = 0.2  # share of rows that may span both columns


def column_lines(glyphs: Sequence[Glyph], page: int) -> list[PrintedLine]:
    """The page's lines in reading order; lines of a right column are moved to where the left one stands."""
    rows = _rows(glyphs)
    gutter = _gutter(rows)
    if gutter is None:
        return printed_lines(glyphs, page)
    shift = _shift(rows, gutter)
    lines: list[PrintedLine] = []
    left: list[Glyph] = []
    right: list[Glyph] = []
    for row in rows:
        if any(glyph.left < gutter < glyph.right for glyph in row) or not _parted(row, gutter):
            lines += [*printed_lines(left, page), *printed_lines(right, page), *printed_lines(row, page)]
            left, right = [], []
        else:
            left += [glyph for glyph in row if glyph.left < gutter]
            right += [_moved(glyph, shift) for glyph in row if glyph.left >= gutter]
    return [*lines, *printed_lines(left, page), *printed_lines(right, page)]


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Characters by printed row over the whole width, from left to right."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: g.base):
        if glyph.char.isspace():
            continue
        if rows and glyph.base - rows[-1][0].base <= 0.45 * max(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [sorted(row, key=lambda g: g.left) for row in rows]


def _gutter(rows: Sequence[list[Glyph]]) -> float | None:
    """The middle of an upright gap near the page's middle that most rows leave free; None where there is none.

    A row is text of one side or of both: columns of different line heights rarely share a baseline.
    """
    if len(rows) < _FEWEST_ROWS:
        return None
    first, last = min(row[0].left for row in rows), max(row[-1].right for row in rows)
    em = median(glyph.right - glyph.left for row in rows for glyph in row)
    for step in range(11):
        place = first + (last - first) * (0.5 + (0.02, -0.02)[step % 2] * ((step + 1) // 2))
        crossing = sum(
            row[0].left < place < row[-1].right and _gap_at(row, place) < _GUTTER * em for row in rows
        )
        if crossing > _MOST_CROSSING * len(rows):
            continue
        ends = [max(g.right for g in row if g.right <= place) for row in rows if row[0].right <= place]
        starts = [min(g.left for g in row if g.left >= place) for row in rows if row[-1].left >= place]
        if min(len(ends), len(starts)) >= _FEWEST_ROWS and median(starts) - median(ends) >= _GUTTER * em:
            return (max(ends) + min(starts)) / 2 if max(ends) < min(starts) else place
    return None


def _gap_at(row: Sequence[Glyph], place: float) -> float:
    """How wide the gap of a row is in which a place lies; 0 where a character stands there."""
    left = max((glyph.right for glyph in row if glyph.left < place), default=place)
    right = min((glyph.left for glyph in row if glyph.right > place), default=place)
    return max(0.0, right - left)


def _parted(row: Sequence[Glyph], gutter: float) -> bool:
    """Whether a row keeps the gap free: text on one side only does."""
    left = [glyph for glyph in row if glyph.left < gutter]
    if not left or len(left) == len(row):
        return True
    return _gap_at(row, gutter) > 1.2 * (left[-1].right - left[-1].left)


def _shift(rows: Sequence[list[Glyph]], gutter: float) -> float:
    """How far the right column stands from the left one."""
    lefts = [row[0].left for row in rows if row[0].left < gutter]
    rights = [glyph.left for row in rows for glyph in row if glyph.left >= gutter]
    return min(rights) - min(lefts)


def _moved(glyph: Glyph, shift: float) -> Glyph:
    return glyph._replace(left=glyph.left - shift, right=glyph.right - shift)
