"""The elements of a page in order as paragraphs and tables: what a browser would show as lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .blocks import Block, Grid, Paragraph
from .docx_numbers import join_number
from .numerals import numeral

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCKS = {
    "p", "div", "section", "article", "main", "header", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl",
    "dt", "dd", "blockquote", "pre", "center", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption",
    "figure", "figcaption", "form", "fieldset", "address", "hr", "body", "html", "details", "summary",
}  # fmt: skip
_SPACES = re.compile("[ \t\r\n\f\v\xa0\u2002-\u200a]+")
_LIST_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_CHINESE_LIST = re.compile(
    r"list-style(?:-type)?\s*:\s*(?:cjk-ideographic|simp-chinese-informal|trad-chinese-informal)"
)
_MOST_SPANNED = 200
_MOST_CELLS = 300_000


class PageReader:
    """Walks a pruned page; a data table becomes a Grid, a table that arranges the page becomes its cells' lines."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._pieces: list[str] = []
        self._label = ""  # number of the list item whose first line is still to come
        self._heading = 0
        self._counts: list[tuple[str, int]] = []  # format and next number of the open ordered lists

    def read(self, root: HtmlElement) -> list[Block]:
        """Everything below `root`, in order."""
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if not isinstance(element.tag, str):
                continue
            if event == "start":
                if element.tag == "table" and element is not root and _is_data(element):
                    self._flush()
                    self._blocks.append(_grid(element))
                    walk.skip_subtree()
                else:
                    self._open(element)
            else:
                self._close(element, root)
        self._flush()
        return self._blocks

    def _open(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._flush()
        if tag == "br":
            self._flush(blank=True)
        elif tag in ("ol", "ul"):
            self._counts.append((_list_format(element), _whole(element.get("start"), 1)))
        elif tag == "li" and self._counts:
            self._label = self._next(element)
        elif len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self._heading = int(tag[1])
        self._pieces.append(element.text or "")

    def _close(self, element: HtmlElement, root: HtmlElement) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._flush(blank=tag == "p")
        if tag in ("ol", "ul") and self._counts:
            self._counts.pop()
        elif tag == "li":
            self._label = ""
        elif len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self._heading = 0
        if element is not root:
            self._pieces.append(element.tail or "")

    def _next(self, item: HtmlElement) -> str:
        format, number = self._counts[-1]
        number = _whole(item.get("value"), number)
        self._counts[-1] = (format, number + 1)
        if not format:
            return ""
        return numeral(number, format) + ("、" if format == "chineseCounting" else ".")

    def _flush(self, *, blank: bool = False) -> None:
        """End the line; an empty paragraph stays as a blank line, an empty box does not."""
        text = line_text("".join(self._pieces))
        self._pieces.clear()
        if not text:
            if blank and self._blocks and not _is_blank(self._blocks[-1]):
                self._blocks.append(Paragraph(""))
            return
        if self._label:
            text, self._label = join_number(self._label, text), ""
        self._blocks.append(Paragraph(text, "heading" if self._heading else "", self._heading))


def line_text(text: str) -> str:
    """White space as a browser shows it: a line break of the source is a space."""
    return _SPACES.sub(" ", text).strip()


def _is_blank(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.text


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isdigit() and len(text) < 6 else default


def _list_format(element: HtmlElement) -> str:
    """The number format of an ordered list, empty for one with bullets."""
    if element.tag == "ul" or "none" in (element.get("style") or ""):
        return ""
    if _CHINESE_LIST.search(element.get("style") or ""):
        return "chineseCounting"
    return _LIST_FORMATS.get(element.get("type") or "1", "decimal")


def _is_data(table: HtmlElement) -> bool:
    """A table of rows and columns; one that holds tables, or a single row or column, arranges the page."""
    if table.get("role") == "presentation" or table.find(".//table") is not None:
        return False
    widths = [len(row.xpath("./td|./th")) for row in table.iter("tr")]
    return sum(width >= 2 for width in widths) >= 2


def _grid(table: HtmlElement) -> Grid:
    """The table with rowspan and colspan filled."""
    placed: dict[tuple[int, int], str] = {}
    merged: list[tuple[int, int, int, int]] = []
    rows = list(table.iter("tr"))
    for top, row in enumerate(rows):
        left = 0
        for cell in row.xpath("./td|./th"):
            while (top, left) in placed:
                left += 1
            down = min(_span(cell.get("rowspan"), len(rows) - top), len(rows) - top)
            across = _span(cell.get("colspan"), 1)
            text = _cell_text(cell)
            for r in range(top, top + down):
                for c in range(left, left + across):
                    placed.setdefault((r, c), text)
            if down > 1 or across > 1:
                merged.append((top, left, top + down - 1, left + across - 1))
            left += across
            if len(placed) > _MOST_CELLS:
                break
    width = max((column for _, column in placed), default=-1) + 1
    return Grid(
        tuple(tuple(placed.get((r, c), "") for c in range(width)) for r in range(len(rows))), tuple(merged)
    )


def _span(text: str | None, whole: int) -> int:
    """A span attribute; 0 means down to the end of the table."""
    number = _whole(text, 1)
    return whole if number == 0 else min(number, _MOST_SPANNED)


def _cell_text(cell: HtmlElement) -> str:
    blocks = PageReader().read(cell)
    return "\n".join(block.text for block in blocks if isinstance(block, Paragraph) and block.text)
