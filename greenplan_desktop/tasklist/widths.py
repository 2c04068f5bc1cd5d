"""Column widths proposed from the texts: the list gets short, no column is starved, the type area is filled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.titles import ems, year_apart

from .content import Row
from .geometry import CELL_PITCH, CELL_SIDE_MM, CELL_TOP_MM, HEAD_PT, PT_PER_MM, sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .content import Column, ListContent
    from .settings import Settings

_SAMPLE = 120  # rows looked at, evenly spread
_TOKEN = re.compile(r"[0-9A-Za-z.,%+/&'\-²³]+(?:年|月|日)?")
_STEP = 0.5  # font sizes
_SLACK = 0.15  # room a line keeps for rounding and punctuation
_EVEN = 0.02  # weight of a row's other cells beside its tallest
_PART = re.compile("[^、，；。：\n]+[、，；。]?")  # the mark behind a name may not begin a line
_WIDEST_PART = 7.2  # font sizes: a unit's name or a short date that should stand on one line
_PHRASE = 5.0  # font sizes that a line of longer texts should have
_CUTTABLE = 0.25  # what such a line counts beside a unit's name kept whole
_SHORT = 5.5  # font sizes: a number, a status, 2025年底前 stand on one line; longer dates may be cut behind the year
# Lines a row may grow before a column is made too narrow for its parts, and the share of pages that must be
# saved for taking a narrower one than the first.
_STARVED: dict[float, float] = {8.0: 0.0, 5.0: 0.02, 3.0: 0.05, 1.5: 0.08, 0.7: 0.12}
_FOR_LONG = (3.0, 0.7)  # those tried for a list of more rows than are looked at
_BLANK = 8.0  # font sizes that a column to be filled in by hand should have
_TITLE_MM = 45.0  # what label and title take of the first page


@dataclass(frozen=True, slots=True)
class _Texts:
    """What one column holds, in font sizes: per sampled row the widths of its paragraphs."""

    cells: tuple[tuple[float, ...], ...]
    least: float
    wanted: float  # narrower than this its units and dates are cut in two
    weight: float  # how much that matters
    enough: float  # no text gets fewer lines by being wider than this
    blank: bool  # a column for texts that holds none yet
    cache: dict[float, list[int]]

    def lines(self, width: float) -> list[int]:
        """Lines of each sampled cell at a width."""
        found = self.cache.get(width)
        if found is None:
            room = max(1.0, width - _SLACK)
            found = [sum(ceil(p / room) for p in cell) for cell in self.cells]
            self.cache[width] = found
        return found


def column_widths(content: ListContent, settings: Settings) -> tuple[float, ...]:
    """Widths in mm of the columns on paper, filling the type area exactly.

    Columns with a width of their own keep it as far as the others keep room for a few characters. Raises
    InputError where the columns do not fit at all.
    """
    area = sheet(settings.orientation, True)
    columns = content.paper_columns
    total = area.area_width
    em = settings.cell_pt / PT_PER_MM
    texts = _texts(content, columns)
    least = [t.least * em + 2 * CELL_SIDE_MM for t in texts]
    narrowest = em * 1.05 + 2 * CELL_SIDE_MM
    if narrowest * len(columns) > total:
        raise InputError(
            f"“{content.plain_title}”有 {len(columns)} 栏，纸上排不下，请减少栏目、改用横排或缩小字号。"
        )
    if sum(least) > total:
        least = _shrink(least, total, narrowest)
    fixed = _fixed(columns, least, total, narrowest)
    tried = tuple(_STARVED) if len(content.rows) <= _SAMPLE else _FOR_LONG
    found = {starved: _share(texts, least, fixed, total, em, starved) for starved in tried}
    rows = _headed_rows(content)
    best = min(found, key=lambda s: _pages(texts, rows, found[s], em, area.area_height) * (1 + _STARVED[s]))
    return _rounded(found[best], total)


def _pages(texts: list[_Texts], headed: list[int], widths: list[float], em: float, height_mm: float) -> float:
    """About how many pages the rows take at these widths: with rows kept whole and, as much, without.

    `headed` says how many chapter rows stand above each.
    """
    inner = [round((w - 2 * CELL_SIDE_MM) / em, 2) for w in widths]
    lines = [text.lines(width) for text, width in zip(texts, inner, strict=True)]
    pitch = em * CELL_PITCH
    head = HEAD_PT / PT_PER_MM * CELL_PITCH + 2 * CELL_TOP_MM
    pages, y, whole = 1, _TITLE_MM + head, 0.0
    for most, above in zip(map(max, zip(*lines, strict=True)), headed, strict=True):
        row = most * pitch + 2 * CELL_TOP_MM + above * head
        if y + row > height_mm:
            pages += 1
            y = head
        y += row
        whole += row
    return pages + (whole + _TITLE_MM) / (height_mm - head)


def _headed_rows(content: ListContent) -> list[int]:
    """How many chapter rows stand above each of the rows looked at."""
    found: list[int] = []
    above = 0
    for row in content.rows:
        if isinstance(row, Row):
            found.append(above)
            above = 0
        else:
            above += 1
    return found[:: max(1, ceil(len(found) / _SAMPLE))]


def _texts(content: ListContent, columns: Sequence[Column]) -> list[_Texts]:
    rows = [row for row in content.rows if isinstance(row, Row)]
    picked = rows[:: max(1, ceil(len(rows) / _SAMPLE))]
    cells = [(row.group, *row.cells) if content.group else row.cells for row in picked]
    by_column = list(zip(*cells, strict=True)) if cells else [() for _ in columns]
    return [_measure(column, list(found)) for column, found in zip(columns, by_column, strict=True)]


def _measure(column: Column, cells: list[str]) -> _Texts:
    widths = tuple(tuple(ems(p) for p in cell.split("\n")) for cell in cells)
    longest = max((w for cell in widths for w in cell), default=0.0)
    token = max((ems(t) for cell in cells for t in _TOKEN.findall(cell)), default=0.0)
    heading = ems(column.heading)
    head = heading if heading <= 4 else max(4.0, ceil(heading / 2) if heading <= 10 else 5.0)
    short = longest <= _SHORT
    least = max(longest, min(head, 4.0)) if short else max(head, min(longest, 4.0), min(token, 7.0))
    blank = column.align == "left" and not longest
    wanted, weight = (max(least, _BLANK), 1.0) if blank else _wanted(cells, least)
    enough = max(longest, heading, wanted) + 2 * _SLACK
    return _Texts(widths, least + _SLACK, wanted, weight, enough, blank, {})


def _wanted(cells: list[str], least: float) -> tuple[float, float]:
    """The width that shows a column's units or dates uncut, and how much that matters: phrases may be cut."""
    texts = [part for cell in cells for part in _PART.findall(cell)]
    parts = sorted(ems(piece) for text in texts for piece in year_apart(text, _SHORT).split("\n"))
    names = [part for part in parts if part <= _WIDEST_PART]
    if 2 * len(names) < len(parts):
        return max(least, _PHRASE) + _SLACK, _CUTTABLE
    usual = names[len(names) * 4 // 5 if len(names) < len(parts) else -1] if names else 0.0
    return max(least, usual) + _SLACK, 1.0


def _shrink(least: list[float], total: float, narrowest: float) -> list[float]:
    """Least widths brought down together until they fit."""
    spare = sum(least) - narrowest * len(least)
    room = total - narrowest * len(least)
    return [narrowest + (w - narrowest) * room / spare for w in least]


def _fixed(
    columns: Sequence[Column], least: list[float], total: float, narrowest: float
) -> list[float | None]:
    """Widths set by the clerk, scaled down where they leave the other columns no room."""
    fixed = [max(c.width_mm, narrowest) if c.width_mm is not None else None for c in columns]
    wanted = sum(w for w in fixed if w is not None)
    others = sum(low for low, w in zip(least, fixed, strict=True) if w is None)
    if wanted and (wanted + others > total or others == 0):
        spare = max(0.0, total - others - narrowest * sum(w is not None for w in fixed))
        extra = wanted - narrowest * sum(w is not None for w in fixed)
        scale = spare / extra if extra > 0 else 0.0
        fixed = [None if w is None else narrowest + (w - narrowest) * scale for w in fixed]
    return fixed


def _share(
    texts: list[_Texts],
    least: list[float],
    fixed: list[float | None],
    total: float,
    em: float,
    starved: float,
) -> list[float]:
    """Free width goes, step by step, to the column whose widening saves most lines."""
    side = 2 * CELL_SIDE_MM
    widths = [(low if own is None else own) for low, own in zip(least, fixed, strict=True)]
    free = [i for i, own in enumerate(fixed) if own is None]
    left = total - sum(widths)
    step = _STEP * em
    inner = [round((w - side) / em, 2) for w in widths]
    lines = [t.lines(w) for t, w in zip(texts, inner, strict=True)]
    while left >= step and free:
        gain, best = max((_gain(texts, lines, inner, i, starved), i) for i in free)
        if gain <= 0:
            break
        inner[best] = round(inner[best] + _STEP, 2)
        lines[best] = texts[best].lines(inner[best])
        left -= step
    found = [w * em + side if own is None else own for w, own in zip(inner, fixed, strict=True)]
    return _spread(found, texts, free, left)


def _gain(
    texts: list[_Texts], lines: list[list[int]], inner: list[float], column: int, starved: float
) -> float:
    """Lines saved per step by widening one column, looking ahead over the steps that change nothing."""
    text, width, own = texts[column], inner[column], lines[column]
    if width >= text.enough:
        return 0.0
    none = [0] * len(own)
    others = [*map(max, none, none, *(cells for i, cells in enumerate(lines) if i != column))]
    now, cut = _cost(own, others), _cut_parts(text, width)
    best = 0.0
    for steps in (1, 2, 4, 8):
        wider = round(width + steps * _STEP, 2)
        then = text.lines(wider)
        saved = now - _cost(then, others) if then != own else 0.0
        best = max(best, (saved + starved * (cut - _cut_parts(text, wider))) / steps)
        if wider > text.enough:
            break
    return best


def _cost(own: list[int], others: list[int]) -> float:
    """Lines of all rows: each row is as tall as its tallest cell; a column's own lines count a little."""
    return sum(map(max, own, others)) + _EVEN * sum(own)


def _cut_parts(text: _Texts, width: float) -> float:
    """How far a column is too narrow for its parts, over its rows."""
    return text.weight * max(0.0, text.wanted - width) / text.wanted * len(text.cells)


def _spread(widths: list[float], texts: list[_Texts], free: list[int], left: float) -> list[float]:
    """What nobody needs is spread over the free columns by width, or over all where none is free.

    Columns to be filled in by hand get as much of it as the widest.
    """
    if left <= 0:
        return widths
    long = [i for i in free if texts[i].enough > 4.5 or texts[i].blank] or free or list(range(len(widths)))
    widest = max(widths[i] for i in long)
    shares = {i: widest if texts[i].blank else widths[i] for i in long}
    whole = sum(shares.values())
    return [w + left * shares.get(i, 0.0) / whole for i, w in enumerate(widths)]


def _rounded(widths: list[float], total: float) -> tuple[float, ...]:
    found = [round(w, 2) for w in widths]
    widest = max(range(len(found)), key=found.__getitem__)
    found[widest] = round(found[widest] + total - sum(found), 2)
    return tuple(found)
