"""How many lines texts take at a width, without laying them out."""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING

from greenplan_desktop.model.titles import ems

from .geometry import CELL_SIDE_MM, PT_PER_MM

if TYPE_CHECKING:
    from collections.abc import Sequence

_SLACK = 0.45  # font sizes a line loses to words and punctuation that move on
_NARROW = 14.0  # font sizes: in so narrow a column what stays together decides how many lines there are
_TOGETHER = re.compile(
    "[（《〈「『【〔“‘(\\[{]*(?:[0-9A-Za-z.,%+&'/-]+|[^（《〈「『【〔“‘(\\[{])[、，。；：？！）》〉」』】〕”’…—·%％℃,.;:?!)\\]}]*|."
)


def line_counts(texts: Sequence[str], widths_mm: Sequence[float], size_pt: float) -> list[int]:
    """Lines of each text in a cell of so many mm at a size; an empty cell has one."""
    return [line_count(text, width, size_pt) for text, width in zip(texts, widths_mm, strict=True)]


def line_count(text: str, width_mm: float, size_pt: float) -> int:
    """Lines of one text in a cell, its own line breaks included."""
    room = (width_mm - 2 * CELL_SIDE_MM) * PT_PER_MM / size_pt
    if room <= _NARROW:
        return sum(_filled(part, max(1.0, room)) for part in text.split("\n"))
    return sum(max(1, ceil(ems(part) / (room - _SLACK))) for part in text.split("\n"))


def _filled(text: str, room: float) -> int:
    """Lines filled one after the other with what may not be parted: a sign with its marks, a Latin word."""
    lines, used = 1, 0.0
    for piece in _TOGETHER.findall(text):
        width = ems(piece)
        if used and used + width > room:
            lines, used = lines + 1, 0.0
        more = max(0, ceil(width / room) - 1)
        lines, used = lines + more, used + width - more * room
    return lines
