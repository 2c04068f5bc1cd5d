"""Texts broken into lines: one QTextLayout per cell, no 、，。；）》 at a line's start and no （《 at its end."""

from __future__ import annotations

import re
from array import array
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextLayout, QTextOption

from .fonts import EM_ABOVE, UNITS_PER_PT, FontSet
from .geometry import CELL_PITCH, CHAPTER_PT, HEAD_PT, LABEL_PT, LINE_PITCH_PT, NOTE_PT, TITLE_PT
from .printable import printable

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from .content import Align

NO_START = frozenset("、，。；：？！）》〉」』】〕”’…—～·%％℃*,.;:?!)]}")
NO_END = frozenset("（《〈「『【〔“‘([{")
_GLUED = "[!-~（《〈「『【〔“‘’”）》〉」』】〕、，。；：？！…％℃]"
_SHORT = 24  # characters of a text that may well come again: a unit, a date, a status
_LINE_SEPARATOR = "\u2028"


@cache
def _unsure(characters: int) -> re.Pattern[str]:
    """Finds what Qt's rules may break badly: dashes, hyphens (5G-A), and runs without a break longer than so many characters."""
    return re.compile(
        f"[—–～~·‧／*]|[0-9A-Za-z]-[0-9A-Za-z]| +[、，。；：？！）》]|{_GLUED}{{{characters},}}"
    )


class Block:
    """A text laid out at a width: its lines stand `pitch` apart, the first one's box at 0."""

    __slots__ = ("layout", "lines", "pitch")

    def __init__(self, layout: QTextLayout, lines: int, pitch: float) -> None:
        """Units of the layout (tenths of a point)."""
        self.layout = layout
        self.lines = lines
        self.pitch = pitch

    @property
    def height(self) -> float:
        """Height of all lines."""
        return self.lines * self.pitch


class Style:
    """A font with its line pitch, ready to lay texts out in it."""

    def __init__(self, font: QFont, size_pt: float, pitch_pt: float) -> None:
        """`pitch_pt` is the distance from line to line."""
        self.font = font
        self.size = size_pt * UNITS_PER_PT
        self.pitch = pitch_pt * UNITS_PER_PT
        self._baseline = (self.pitch - self.size) / 2 + EM_ABOVE * self.size
        self._options = {align: _option(align) for align in ("left", "center")}
        self._repeated: dict[tuple[str, float, str], Block | None] = {}

    def lay(self, text: str, width: float, align: Align = "left") -> Block | None:
        """A text broken at `width`; None for an empty one. Short texts that come again are laid out once."""
        if len(text) > _SHORT:
            return self._lay(text, width, align)
        key = (text, width, align)
        if key not in self._repeated:
            self._repeated[key] = self._lay(text, width, align)
        return self._repeated[key]

    def _lay(self, text: str, width: float, align: Align) -> Block | None:
        text = printable(text)
        if not text.strip():
            return None
        if "\n" in text:
            text = text.strip("\n").replace("\n", _LINE_SEPARATOR)
        layout = QTextLayout(text, self.font)
        layout.setCacheEnabled(True)
        layout.setTextOption(self._options[align])
        unsure = _unsure(max(1, int(width / self.size))).search(text)
        lines = self._break(layout, width, _utf16(text) if unsure else None)
        return Block(layout, lines, self.pitch)

    def _break(self, layout: QTextLayout, width: float, checked: str | None) -> int:
        """Breaks a layout at a width; with `checked`, its text, a badly ended line is made shorter."""
        layout.beginLayout()
        count = 0
        baseline = self._baseline
        line = layout.createLine()
        while line.isValid():
            line.setLineWidth(width)
            if checked is not None:
                fitting = _fitting(checked, line.textStart(), line.textLength())
                if fitting:
                    line.setNumColumns(fitting, width)
            line.setPosition(QPointF(0.0, baseline - line.ascent()))
            baseline += self.pitch
            count += 1
            line = layout.createLine()
        layout.endLayout()
        return count


def _option(align: str) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    flag = Qt.AlignmentFlag.AlignHCenter if align == "center" else Qt.AlignmentFlag.AlignLeft
    option.setAlignment(flag)
    return option


def _utf16(text: str) -> str:
    """A text with one character per UTF-16 unit, as Qt counts."""
    if text.isascii() or max(text) <= "\uffff":
        return text
    return "".join(map(chr, array("H", text.encode("utf-16-le"))))


def _fitting(text: str, start: int, length: int) -> int:
    """How many characters a line may hold so that it ends well; 0 where it does, or cannot."""
    full = start + length
    if full >= len(text) or not _bad_break(text, full, True):
        return 0
    for joined in (True, False):  # a long Latin word is rather cut than a mark left at a line's start
        if not _bad_break(text, full, joined):
            return 0
        end = full - 1
        while end > start and _bad_break(text, end, joined):
            end -= 1
        if end > start:
            return end - start
    return 0


def _bad_break(text: str, end: int, joined: bool) -> bool:
    """Whether a line must not end before this character; `joined` keeps Latin words and numbers whole too."""
    before, after = text[end - 1], text[end]
    if _LINE_SEPARATOR in (before, after):
        return False
    if " " in (before, after):
        return _next_sign(text, end) in NO_START
    if after in NO_START or before in NO_END or "\udc00" <= after <= "\udfff":
        return True
    return (
        joined
        and before.isascii()
        and (before.isalnum() or before == "-")
        and after.isascii()
        and after.isalnum()
    )


def _next_sign(text: str, place: int) -> str:
    """The first character from here on that is no blank."""
    while place < len(text) - 1 and text[place] == " ":
        place += 1
    return text[place]


class Styles:
    """All styles of a list at the chosen cell size."""

    def __init__(self, fonts: FontSet, cell_pt: float) -> None:
        """One style per role of the specification."""
        self.label = Style(fonts.font("label", LABEL_PT), LABEL_PT, LINE_PITCH_PT)
        self.title = Style(fonts.font("title", TITLE_PT), TITLE_PT, LINE_PITCH_PT)
        self.head = Style(fonts.font("label", HEAD_PT), HEAD_PT, HEAD_PT * CELL_PITCH)
        self.chapter = Style(fonts.font("chapter", CHAPTER_PT), CHAPTER_PT, CHAPTER_PT * CELL_PITCH)
        self.group = Style(fonts.font("chapter", cell_pt), cell_pt, cell_pt * CELL_PITCH)
        self.cell = Style(fonts.font("cell", cell_pt), cell_pt, cell_pt * CELL_PITCH)
        self.note = Style(fonts.font("cell", NOTE_PT), NOTE_PT, NOTE_PT * CELL_PITCH)
