"""Broken lines rejoined into paragraphs by where they begin and end on the page."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from .blocks import Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .pdf_lines import PrintedLine

_MARKER = re.compile(
    r"^(?:[一二三四五六七八九十百]{1,4}\s*[、.．]|[（(][一二三四五六七八九十百]{1,4}[)）]|\d{1,3}\s*[.．、](?!\d)|"
    r"[（(]\d{1,3}[)）]|第[一二三四五六七八九十百\d]{1,4}[章节条]|附件|专栏|牵头(?:单位|部门)[:：]|责任(?:单位|部门)[:：]|"
    r"(?:主责|主办|配合|协办)(?:单位|部门)[:：]|完成时限[:：])"
)
_ENDED = re.compile(r"[。；;：:！!？?）)】\]〕”]$")
_PLENTY = 3.5  # characters a line leaves free at its end only where the paragraph ends
_FEW_FULL = 3  # lines that end at one place are needed to tell the text's edge
_INDENT = 1.3  # characters to the right of the text's edge from which a line begins a paragraph


@dataclass(frozen=True, slots=True)
class Edges:
    """Left and right edge of a page's text in pt, and its usual character width, size and line pitch."""

    left: float
    right: float
    em: float
    size: float
    pitch: float


def edges_of(
    lines: Sequence[PrintedLine],
    fallback: Edges | None = None,
    framing: Sequence[PrintedLine] = (),
    ruled: Sequence[float] = (),
) -> Edges | None:
    """The edges most full lines share; those of the whole document where a page has few lines.

    `framing` are running heads and the like: they too begin no further left than the text. `ruled` are the
    right ends of its tables: where hardly a line is full, as above a table, the text could have gone so far.
    """
    if not lines:
        return fallback
    em = median(line.em for line in lines)
    size = median(line.size for line in lines)
    longest = max(line.right - line.left for line in lines)
    full = [line for line in lines if line.right - line.left > 0.8 * longest]
    if fallback and (len(full) < 4 or longest < 0.6 * (fallback.right - fallback.left)):
        return fallback
    left = _shared([line.left for line in full], em, leftmost=True)
    right = _shared([line.solid_right for line in full], em, leftmost=False)
    if sum(line.solid_right > right - em for line in full) < _FEW_FULL:
        right = max([right, *ruled])
    outer = [line.left for line in (*lines, *framing)] + ([fallback.left] if fallback else [])
    left = min([left, *(place for place in outer if left - 2.6 * em < place)])
    gaps = [b.base - a.base for a, b in pairwise(lines) if 0 < b.base - a.base < 4 * size]
    return Edges(left, right, em, size, median(gaps) if gaps else 1.5 * size)


def _shared(places: list[float], em: float, *, leftmost: bool) -> float:
    """The outermost place that at least a tenth of the lines share."""
    bins = Counter(round(place / (0.5 * em)) for place in places)
    needed = max(1, len(places) // 10)
    common = [place for place, count in bins.items() if count >= needed] or list(bins)
    chosen = min(common) if leftmost else max(common)
    near = [place for place in places if abs(round(place / (0.5 * em)) - chosen) <= 0]
    return min(near) if leftmost else max(near)


class ParagraphJoiner:
    """Takes printed lines in order and gives paragraphs; a page's end does not end a paragraph."""

    def __init__(self, indents: bool) -> None:
        """`indents`: whether paragraphs of this document begin with an indent."""
        self.done: list[Paragraph] = []
        self.indents = indents
        self._lines: list[PrintedLine] = []
        self._open = 0  # brackets of the paragraph that are not closed yet
        self._edges: Edges | None = None

    def add(self, line: PrintedLine, edges: Edges) -> None:
        """The next line of the text."""
        if self._lines and self._begins(self._lines[-1], line, edges):
            self.flush()
        self._lines.append(line)
        self._open += sum((char in "（(〔【[") - (char in "）)〕】]") for char in line.text)
        self._edges = edges

    def flush(self) -> None:
        """End the paragraph."""
        if self._lines:
            self.done.append(Paragraph(joined(self._lines), page=self._lines[0].page))
            self._lines, self._open = [], 0

    def _begins(self, before: PrintedLine, line: PrintedLine, edges: Edges) -> bool:
        was = self._edges or edges
        comparable = before.chinese and line.chinese
        if comparable and abs(before.size - line.size) > 0.12 * max(before.size, line.size):
            return True
        if before.page == line.page and line.base - before.base > 1.7 * max(edges.pitch, 0.8 * edges.size):
            return True
        if self._is_title(before, was) and not self._centred_on(line, edges):
            return True
        room = (_space_left(before, was) - max(line.first_width, line.em)) / was.em
        if room > _PLENTY or (room > 0.2 and self._may_end(before, line)):
            return True
        if self._open <= 0 and self._words_begin(before, line, room):
            return True
        return self._steps_in(line, edges)

    def _words_begin(self, before: PrintedLine, line: PrintedLine, room: float) -> bool:
        """A salutation ends with a colon; a number behind a full stop begins, where nothing is indented."""
        if room > -1.2 and before.text.endswith(("：", ":")):
            return True
        return not self.indents and bool(_MARKER.match(line.text) and _ENDED.search(before.text))

    def _may_end(self, before: PrintedLine, line: PrintedLine) -> bool:
        """Whether words allow a paragraph to end where the line left a little room: a sentence or a heading ends."""
        if self._open > 0:
            return False
        if _ENDED.search(before.text) or _MARKER.match(line.text):
            return True
        return (
            len(self._lines) == 1
            and bool(_MARKER.match(before.text))
            and not re.search("[，。；]", before.text)
        )

    def _is_title(self, line: PrintedLine, edges: Edges) -> bool:
        """One centred line without any stop in it: what begins at the text's edge behind it is no part of it."""
        left, right = line.left - edges.left, edges.right - line.right
        centred = abs(left - right) < 0.4 * edges.em and left > edges.em
        return centred and len(self._lines) == 1 and not re.search("[，。；：]", line.text)

    def _steps_in(self, line: PrintedLine, edges: Edges) -> bool:
        """An indent begins a paragraph, unless the whole paragraph stands that far to the right."""
        indent = (line.left - edges.left) / edges.em
        if indent < _INDENT or self._centred_on(line, edges):
            return False
        if len(self._lines) > 1 or not self.indents:
            return abs(line.left - self._lines[-1].left) > 0.6 * edges.em
        return True

    def _centred_on(self, line: PrintedLine, edges: Edges) -> bool:
        """A centred rest of a line that broke off inside a sentence: a title over two lines."""
        uneven = (line.left - edges.left) - (edges.right - line.right)
        broken_off = not _ENDED.search(self._lines[-1].text) and not _MARKER.match(line.text)
        return abs(uneven) < 1.2 * edges.em and broken_off


def _space_left(line: PrintedLine, edges: Edges) -> float:
    """How much more the line could have held; a centred one could have grown to both sides."""
    left, right = line.left - edges.left, edges.right - line.right
    centred = abs(left - right) < 1.2 * edges.em and left > edges.em
    return left + right if centred else right


def joined(lines: Sequence[PrintedLine]) -> str:
    """The lines as one text; a space only where two Latin words met at the line's end."""
    text = ""
    for line in lines:
        meets = (
            text[-1:].isascii()
            and line.text[:1].isascii()
            and text[-1:].isalpha()
            and line.text[:1].isalpha()
        )
        text += (" " if meets else "") + line.text
    return text


def begins_with_indent(lines: Sequence[PrintedLine], edges: Edges) -> bool:
    """Whether the document indents first lines: of the lines after a short one, most stand to the right."""
    short = edges.right - 2 * edges.em
    starts = [b for a, b in pairwise(lines) if a.right < short and a.page == b.page]
    stepped = sum((line.left - edges.left) / edges.em >= _INDENT for line in starts)
    return stepped * 2 > len(starts)
