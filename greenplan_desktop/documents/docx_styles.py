"""Paragraph styles of a .docx: which are headings, titles, tables of contents, and which carry numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEADING = re.compile(r"^(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_CONTENTS = re.compile(r"^(?:toc\s*\d|toc heading|目录\s*\d|table of figures)$", re.IGNORECASE)
_TITLES = ("title", "标题", "文章标题", "公文标题", "大标题")


@dataclass(slots=True)
class ParagraphStyle:
    """A style as written; what it does not say is inherited from the one it is based on."""

    name: str = ""
    based_on: str = ""
    outline: int | None = None  # 0-based level; 9 is body text
    number: str | None = None  # id of the list; "0" takes an inherited number away
    level: int | None = None


class Styles:
    """All paragraph styles, asked by id."""

    def __init__(self) -> None:
        self.by_id: dict[str, ParagraphStyle] = {}
        self.default = ""

    def chain(self, style: str) -> list[tuple[str, ParagraphStyle]]:
        """The style and those it is based on, nearest first; a circle ends where it closes."""
        found: list[tuple[str, ParagraphStyle]] = []
        seen: set[str] = set()
        while style in self.by_id and style not in seen:
            seen.add(style)
            found.append((style, self.by_id[style]))
            style = self.by_id[style].based_on
        return found

    def heading_level(self, style: str) -> int:
        """1-based outline level of a style, 0 for body text."""
        for _, one in self.chain(style):
            if one.outline is not None:
                return one.outline + 1 if one.outline < 9 else 0
            if match := _HEADING.match(one.name):
                return int(match[1])
        return 0

    def is_title(self, style: str) -> bool:
        """Whether the style is the one for a document's title."""
        return style in self.by_id and self.by_id[style].name.lower() in _TITLES

    def is_contents(self, style: str) -> bool:
        """Whether the style is that of a generated table of contents."""
        return style in self.by_id and bool(_CONTENTS.match(self.by_id[style].name))


class StylesHandler:
    """Reads styles.xml into Styles."""

    def __init__(self) -> None:
        self.styles = Styles()
        self._style: ParagraphStyle | None = None
        self._skipped = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Collect what a paragraph style says of outline and numbers."""
        if self._skipped or tag == "w:pPrChange":
            self._skipped += 1
        elif tag == "w:style":
            if attributes.get("w:type") in ("paragraph", "numbering"):
                self._style = self.styles.by_id[attributes.get("w:styleId", "")] = ParagraphStyle()
                if attributes.get("w:default") in ("1", "true") and attributes.get("w:type") == "paragraph":
                    self.styles.default = attributes.get("w:styleId", "")
        elif self._style is not None:
            _take(self._style, tag, attributes.get("w:val", ""))

    def end(self, tag: str) -> None:
        """Leave a finished style."""
        if self._skipped:
            self._skipped -= 1
        elif tag == "w:style":
            self._style = None

    def data(self, text: str) -> None:
        """Styles hold no text."""


def _take(style: ParagraphStyle, tag: str, value: str) -> None:
    if tag == "w:name":
        style.name = value
    elif tag == "w:basedOn":
        style.based_on = value
    elif tag == "w:outlineLvl" and value.isdigit():
        style.outline = int(value)
    elif tag == "w:numId":
        style.number = value
    elif tag == "w:ilvl" and value.isdigit():
        style.level = int(value)
