"""Printed lines and page seams joined again: one passage per paragraph of the office's own text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .noise import is_box_title
from .numbering import mark_at_start
from .words import is_label_line, label_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .noise import Row
    from .source import Style

_END = "。！？；：…”）》."
_GOES_ON = "，、—（《“"
_CANNOT_START = "，。、；：）！？%》”"
_ATTACHMENT = re.compile(r"附\s?(?:件|表|录)\s?[0-9一二三四五六七八九十]{0,3}\s*(?:[：:.、]|$)")
_WORDS_APART = re.compile("[A-Za-z]\n[0-9A-Za-z]|[0-9]\n[A-Za-z]")  # a figure goes on, two words do not
_BRACKETS = re.compile("[（）]")
_PLAIN_MARK = re.compile("[，。；：]")
_LONG = 30  # characters from which a repeated passage is a doubled one
_CLAUSE_TAIL = 400  # characters a clause that is still open may reach back


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph: its text, its levelled twin, the line it begins on and its place in the plan's text."""

    text: str
    flat: str
    line: int
    start: int = 0
    style: Style = ""
    level: int = 0

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.start + len(self.text)

    def part(self, begin: int, end: int | None = None) -> Passage:
        """A part of the passage as a passage of its own, without white space at its ends."""
        text = self.text[begin:end]
        begin += len(text) - len(text.lstrip())
        text = text.strip()
        return replace(self, text=text, flat=self.flat[begin : begin + len(text)], start=self.start + begin)


@dataclass(frozen=True, slots=True)
class Printed:
    """How a document breaks its lines: `width` is a full line's length, 0 where lines are paragraphs."""

    width: int = 0
    indented: bool = False


def printed(rows: Sequence[Row], *, hard_breaks: bool = False) -> Printed:
    """Lines are printed ones where many of them are equally long and end within a sentence."""
    lengths = sorted(len(row.text) for row in rows if len(row.text) >= 8)
    if len(lengths) < (4 if hard_breaks else 12):
        return Printed()
    width = lengths[int(len(lengths) * 0.9)]
    full = sum(1 for row in rows if _is_full(row, width))
    open_ended = sum(1 for row in rows if _is_full(row, width) and row.flat[-1] not in _END)
    if not hard_breaks and (width > 90 or full < 0.4 * len(lengths) or open_ended < 0.7 * full):
        return Printed()
    indented = sum(1 for row in rows if row.indent)
    return Printed(width, indented >= max(3, 0.05 * len(rows)))


def _is_full(row: Row, width: int) -> bool:
    return width * 0.82 <= len(row.text) <= width * 1.25


def join(rows: Sequence[Row], form: Printed, offset: int = 0) -> list[Passage]:
    """Passages of the rows, the first at `offset` of the plan's text, one line break between two of them."""
    passages: list[Passage] = []
    seen: dict[str, int] = {}
    longest: dict[str, str] = {}
    index = 0
    while index < len(rows):
        first = row = rows[index]
        texts, flats = [row.text], [row.flat]
        index += 1
        while index < len(rows) and _continues(first, row, flats, rows[index], form):
            row = rows[index]
            glue = " " if _WORDS_APART.fullmatch(f"{flats[-1][-1:]}\n{row.flat[:1]}") else ""
            texts.append(glue + row.text)
            flats.append(glue + row.flat)
            index += 1
        text, flat = "".join(texts), "".join(flats)
        if _is_double(flat, passages, seen, longest):
            offset = _drop_short_doubles(passages, seen, offset)
            continue
        seen.setdefault(flat, len(passages))
        if len(flat) >= _LONG:
            longest[flat[:_LONG]] = max(flat, longest.get(flat[:_LONG], ""), key=len)
        passages.append(Passage(text, flat, first.number, offset, first.style, first.level))
        offset += len(text) + 1
    return passages


def _is_double(flat: str, passages: list[Passage], seen: dict[str, int], longest: dict[str, str]) -> bool:
    """Whether a long passage stood there before, or a short one right before; clause lines may well repeat."""
    if flat[0] == "（" or label_line(flat):
        return False
    if len(flat) >= _LONG:
        return longest.get(flat[:_LONG], "").startswith(flat)
    return len(flat) >= 4 and seen.get(flat, -2) == len(passages) - 1


def _drop_short_doubles(passages: list[Passage], seen: dict[str, int], offset: int) -> int:
    """Headings repeated right before a doubled passage go with it; returns the offset behind what is left."""
    while passages and len(passages[-1].flat) < _LONG and seen[passages[-1].flat] < len(passages) - 1:
        offset = passages.pop().start
    return offset


def starts_passage(row: Row) -> bool:
    """Whether a row begins something of its own, whatever stands before it."""
    flat = row.flat
    return (
        row.style in ("heading", "title")
        or mark_at_start(flat) is not None
        or is_label_line(flat)
        or is_box_title(flat)
        or _ATTACHMENT.match(flat) is not None
        or flat.startswith("——")
    )


def _continues(first: Row, row: Row, flats: list[str], after: Row, form: Printed) -> bool:
    """Whether `after` goes on with the sentence that `row` leaves open."""
    if row.style != after.style or row.style in ("heading", "title"):
        return False
    open_clause = _is_open(flats)
    if after.flat[0] in _CANNOT_START and not after.flat.startswith("——"):
        return True
    if starts_passage(after):
        return open_clause and mark_at_start(after.flat) is None
    if open_clause:
        return True
    last = row.flat[-1]
    if form.width:
        return _continues_printed(first, row, after, form)
    if last == "：" and is_label_line(row.flat) and len(row.flat) < 12:
        return True
    if last in _END:
        return False
    return last in _GOES_ON or _is_running_text(first, row, flats)


def _continues_printed(first: Row, row: Row, after: Row, form: Printed) -> bool:
    """In printed lines a full line goes on, unless the next one is indented or the sentence has ended."""
    if after.indent and form.indented:
        return False
    last = row.flat[-1]
    if not _is_full(row, form.width) and len(row.text) < form.width * 0.82:
        return last in _GOES_ON and len(row.text) > 6
    if last == "）" and after.flat[0] != "。":
        return form.indented
    if last in "。；：！？":
        return form.indented and not after.gap
    return not after.gap or _PLAIN_MARK.search(first.flat) is not None


def _is_running_text(first: Row, row: Row, flats: list[str]) -> bool:
    """A row without an end mark is cut off when it is no heading: it holds a sentence, or is long."""
    if first is row and mark_at_start(row.flat) is not None:
        return "。" in row.flat or len(row.flat) > 60
    return len(flats) > 1 or (len(row.flat) >= 15 and _PLAIN_MARK.search(row.flat) is not None)


def _is_open(flats: list[str]) -> bool:
    """Whether a bracket opened in the last characters is still open, within its sentence."""
    tail = flats[-1] if len(flats[-1]) >= _CLAUSE_TAIL else "".join(flats[-4:])
    tail = tail[-_CLAUSE_TAIL:]
    tail = tail[tail.rfind("。") + 1 :]
    if "（" not in tail:
        return False
    depth = 0
    for bracket in reversed(_BRACKETS.findall(tail)):
        depth += 1 if bracket == "）" else -1
        if depth < 0:
            return True
    return False
