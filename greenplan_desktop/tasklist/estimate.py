"""How many lines texts take at a width, without laying them out."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from .geometry import CELL_SIDE_MM, PT_PER_MM
from .titles import ems

if TYPE_CHECKING:
    from collections.abc import Sequence

_SLACK = 0.25  # font sizes a line loses to words and punctuation that move on


def line_counts(texts: Sequence[str], widths_mm: Sequence[float], size_pt: float) -> list[int]:
    """Lines of each text in a cell of so many mm at a size; an empty cell has one."""
    return [line_count(text, width, size_pt) for text, width in zip(texts, widths_mm, strict=True)]


def line_count(text: str, width_mm: float, size_pt: float) -> int:
    """Lines of one text in a cell, its own line breaks included."""
    room = (width_mm - 2 * CELL_SIDE_MM) * PT_PER_MM / size_pt
    room = max(1.0, room - (_SLACK if room > 3 else 0.0))
    return sum(max(1, ceil(ems(part) / room)) for part in text.split("\n"))
