"""Pages of a PDF as positioned characters and ruled lines, turned upright; runs in the limited child process."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .radicals import without_radicals

_MOST_PATHS = 20_000  # of one page; drawings beyond that are pictures, not table rules
_MOST_SEGMENTS = 400
_THIN = 3.0  # pt: a path thinner than this is a ruled line
_SHORTEST = 6.0  # pt: shorter strokes are no table rules


class Glyph(NamedTuple):
    """A character: left and right edge, baseline measured downwards from the page's top, size; all in pt."""

    char: str
    left: float
    right: float
    base: float
    size: float


class Rule(NamedTuple):
    """A ruled line from (x0, y0) to (x1, y1), y downwards; either upright or level."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def upright(self) -> bool:
        """Whether the line runs from top to bottom."""
        return abs(self.x1 - self.x0) < abs(self.y1 - self.y0)


@dataclass(slots=True)
class Page:
    """What one page shows; `garbled` counts characters whose font does not say what they are."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    garbled: int = 0
    pictures: int = 0
    broken: bool = False


class _Raw(NamedTuple):
    """A character as the library tells it, y upwards, with its direction in degrees."""

    char: str
    x: float
    y: float
    width: float
    size: float
    angle: int


def read_page(pdf_page: Any, number: int) -> Page:
    """One page; text that runs in another direction than most (watermarks, stamps) is left out."""
    raw, garbled = _raw_glyphs(pdf_page)
    turn = Counter(glyph.angle for glyph in raw).most_common(1)[0][0] if raw else 0
    left, bottom, right, top = pdf_page.get_mediabox()
    upright = _Upright(turn, (left, bottom, right, top))
    page = Page(number, upright.width, upright.height, garbled=garbled)
    for glyph in raw:
        if glyph.angle == turn:
            x, y = upright.point(glyph.x, glyph.y)
            page.glyphs.append(Glyph(glyph.char, x, x + glyph.width, y, glyph.size))
    _add_drawings(pdf_page, page, upright)
    return page


class _Upright:
    """Turns points of the page so that its text runs from left to right, y downwards."""

    def __init__(self, angle: int, box: tuple[float, float, float, float]) -> None:
        self._cos, self._sin = round(math.cos(math.radians(angle))), round(math.sin(math.radians(angle)))
        corners = [self._turned(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
        self._left, self._top = min(x for x, _ in corners), max(y for _, y in corners)
        self.width = max(x for x, _ in corners) - self._left
        self.height = self._top - min(y for _, y in corners)

    def _turned(self, x: float, y: float) -> tuple[float, float]:
        return x * self._cos + y * self._sin, y * self._cos - x * self._sin

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the page comes to lie."""
        turned_x, turned_y = self._turned(x, y)
        return turned_x - self._left, self._top - turned_y


def _raw_glyphs(pdf_page: Any) -> tuple[list[_Raw], int]:
    """The characters that stand in the file (not those the library adds), and how many have no meaning."""
    import pypdfium2.raw as pdfium

    text = pdf_page.get_textpage()
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    glyphs: list[_Raw] = []
    garbled = 0
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in (10, 13) or 0xD800 <= code < 0xE000 or pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        if code < 32 or 0xE000 <= code <= 0xF8FF or code >= 0x30000 or code == 0xFFFD:
            garbled += 1
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        angle = _direction(-math.degrees(pdfium.FPDFText_GetCharAngle(text, index)))  # told clockwise
        across, along = box.right - box.left, box.top - box.bottom
        width, size = (along, across) if angle in (90, 270) else (across, along)
        glyphs.append(_Raw(without_radicals(chr(code)), x.value, y.value, width, size, angle))
    return glyphs, garbled


def _direction(degrees: float) -> int:
    """The right angle a direction is meant to be, or -1 where it is slanted."""
    nearest = round(degrees / 90) * 90
    return nearest % 360 if abs(degrees - nearest) <= 5 else -1


def _add_drawings(pdf_page: Any, page: Page, upright: _Upright) -> None:
    import pypdfium2.raw as pdfium

    seen = 0
    for item in pdf_page.get_objects(
        filter=(pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE), max_depth=2
    ):
        seen += 1
        if seen > _MOST_PATHS:
            return
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            page.pictures += 1
            continue
        for x0, y0, x1, y1 in _strokes(item):
            a, b = upright.point(x0, y0), upright.point(x1, y1)
            rule = Rule(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
            if max(rule.x1 - rule.x0, rule.y1 - rule.y0) >= _SHORTEST:
                page.rules.append(rule)


def _strokes(item: Any) -> list[tuple[float, float, float, float]]:
    """The level and upright strokes of a path: its middle line where it is thin, else its sides."""
    import pypdfium2.raw as pdfium

    left, bottom, right, top = item.get_bounds()
    if top - bottom <= _THIN:
        return [(left, (top + bottom) / 2, right, (top + bottom) / 2)]
    if right - left <= _THIN:
        return [((left + right) / 2, bottom, (left + right) / 2, top)]
    count = pdfium.FPDFPath_CountSegments(item)
    if count <= 5:
        sides = ((left, top, right, top), (left, bottom, right, bottom))
        return [*sides, (left, bottom, left, top), (right, bottom, right, top)]
    return _segments(item, min(count, _MOST_SEGMENTS))


def _segments(item: Any, count: int) -> list[tuple[float, float, float, float]]:
    import pypdfium2.raw as pdfium

    matrix = item.get_matrix()
    strokes: list[tuple[float, float, float, float]] = []
    px, py = ctypes.c_float(), ctypes.c_float()
    last: tuple[float, float] | None = None
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        pdfium.FPDFPathSegment_GetPoint(segment, px, py)
        here = matrix.on_point(px.value, py.value)
        level = last is not None and (abs(last[0] - here[0]) < 1 or abs(last[1] - here[1]) < 1)
        if (
            last is not None
            and level
            and pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_LINETO
        ):
            strokes.append((*last, *here))
        last = here
    return strokes
