"""The text maps of a PDF put right: what is copied and searched is what was written.

Qt writes a font's ToUnicode map from the font's own table read backwards, and where several signs share a
shape it may name the wrong one: a radical for a character, a tab for a blank.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QFont, QRawFont

from .radicals import readings, unified

if TYPE_CHECKING:
    from collections.abc import Iterable

_TARGET = re.compile(rb"<([0-9A-Fa-f]{4,})>")


class TextMap:
    """What each sign of the fonts' maps stands for, given the texts that were painted."""

    def __init__(self, texts: Iterable[str], fonts: Iterable[QFont]) -> None:
        """`fonts` are those the texts were set in; several may hold the same sign."""
        self._used = frozenset("".join(texts))
        self._raw = [QRawFont.fromFont(font) for font in fonts]
        self._by_glyph = [_by_glyph(raw, self._used) for raw in self._raw]
        self._known: dict[str, str] = {}

    def meaning(self, sign: str) -> str:
        """The text a sign of a map stands for on these pages."""
        found = self._known.get(sign)
        if found is None:
            found = self._known[sign] = self._find(sign)
        return found

    def _find(self, sign: str) -> str:
        candidates = [sign] if sign in self._used else []
        for raw, by_glyph in zip(self._raw, self._by_glyph, strict=True):
            glyphs = raw.glyphIndexesForString(sign)
            if glyphs and glyphs[0] in by_glyph:
                candidates.append(by_glyph[glyphs[0]])
        candidates += [text for text in readings(sign) if self._used.issuperset(text)]
        return min(candidates, key=_strange) if candidates else unified(sign)

    def mend(self, cmap: bytes) -> bytes:
        """A ToUnicode map with every target put right."""
        head, found, body = cmap.partition(b"endcodespacerange")
        if not found:
            return cmap
        return head + found + re.sub(rb"\[[^\]]*\]", lambda m: _TARGET.sub(self._target, m[0]), body)

    def _target(self, match: re.Match[bytes]) -> bytes:
        sign = bytes.fromhex(match[1].decode()).decode("utf-16-be", "ignore")
        if not sign or sign == "\0":
            return match[0]
        meaning = "".join(map(self.meaning, sign))
        return b"<" + meaning.encode("utf-16-be").hex().upper().encode() + b">"


def _strange(text: str) -> bool:
    """Whether a text holds radicals or strokes, which nobody writes."""
    return unified(text) != text


def _by_glyph(raw: QRawFont, used: Iterable[str]) -> dict[int, str]:
    """Which of the characters used a glyph shows; of several the one that is no radical."""
    found: dict[int, str] = {}
    for char in sorted(used, key=lambda c: (_strange(c), c), reverse=True):
        glyphs = raw.glyphIndexesForString(char)
        if glyphs and glyphs[0]:
            found[glyphs[0]] = char
    return found


def mend_fonts(pdf: Any, text_map: TextMap) -> None:
    """Puts the maps of all fonts of an open pikepdf document right, and names them as the subsets they are."""
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:  # Qt keeps one dictionary of fonts for all pages
        fonts = page.obj.get("/Resources", {}).get("/Font")
        if fonts is None or fonts.objgen in seen:
            continue
        seen.add(fonts.objgen)
        for font in fonts.as_dict().values():
            if "/ToUnicode" in font:
                font.ToUnicode.write(text_map.mend(font.ToUnicode.read_bytes()))
                _name_subset(font)


def _name_subset(font: Any) -> None:
    """Qt names a subset in its descriptor only; readers look at the font's own name."""
    for descendant in font.get("/DescendantFonts", []):
        name = descendant.get("/FontDescriptor", {}).get("/FontName")
        if name is not None and "+" in str(name):
            font.BaseFont = name
            descendant.BaseFont = name
