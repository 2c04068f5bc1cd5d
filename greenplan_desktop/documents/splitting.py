"""Passages cut into blocks: a block begins where a number is run into the text, and ends with its clause."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from .characters import NUMERALS
from .clauses import find_clauses
from .numbering import RANK, Kind, mark_at_start
from .outline import Block
from .unitnames import JOINT_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .clauses import Clause, Found
    from .numbering import Mark
    from .seams import Passage

_RUN_IN = re.compile(
    rf"[。；！？）](?P<gap>\s?)(?=（[{NUMERALS}]{{1,3}}）|[{NUMERALS}]{{1,3}}、|\d{{1,3}}[.、](?!\d)|\d{{1,2}}\s?(?=[一-鿿]{{2,14}}$)|第[{NUMERALS}]{{1,3}}[章条])"
)
_UNDER_HEADING = re.compile(rf"\d{{1,3}}[.、](?!\d)|（[{NUMERALS}]{{1,3}}）")
_WORD_END = re.compile("[一-鿿”]")
_FIRST_OF = re.compile(r"(?<=[。：；])\s?(?=一是|一要)")
_FEWEST = 6  # characters a block has at least
_LONGEST_HEADING = 45
_MOST_LOST = 5  # items that may be missing between two numbers run into a text
_NEARBY, _FAR = 300, 3000  # characters looked at around a number
_STOPS = "。；！？） "
_STOP = re.compile("[。；！？：]")
_KINDS = (Kind.CHINESE, Kind.CHINESE_BRACKET, Kind.ARABIC, Kind.CHAPTER, Kind.ARTICLE)


def cut(passages: Sequence[Passage], joint_names: Sequence[str] = JOINT_NAMES) -> list[Block]:
    """The blocks of all passages in order, each with at most one clause."""
    blocks: list[Block] = []
    last = _Last()
    for position, passage in enumerate(passages):
        following = passages[position + 1] if position + 1 < len(passages) else None
        for part in _numbered_parts(passage, last, following):
            blocks.extend(_by_clause(part, find_clauses(part, joint_names)))
    return blocks


class _Last:
    """The last number of each kind; below a new chapter the numbers go on or begin anew."""

    def __init__(self) -> None:
        self._values: dict[Kind, int] = {}
        self._anew = set(_KINDS)

    def note(self, flat: str) -> None:
        """Take in the number a text begins with."""
        mark = mark_at_start(flat)
        if mark and mark.kind in _KINDS:
            self._values[mark.kind] = mark.value
            self._anew.discard(mark.kind)
            if mark.kind is Kind.CHINESE:
                self._anew.add(Kind.CHINESE_BRACKET)

    def expects(self, mark: Mark) -> bool:
        """Whether a number comes next."""
        if mark.value == 1 and mark.kind in self._anew:
            return True
        return mark.value == self._values.get(mark.kind, 0) + 1

    def comes_near(self, mark: Mark) -> bool:
        """Whether a number follows with a few in between lost."""
        last = self._values.get(mark.kind, 0)
        return last > 0 and last < mark.value <= last + _MOST_LOST


def _numbered_parts(passage: Passage, last: _Last, following: Passage | None) -> Iterator[Passage]:
    """The passage, cut before each number that goes on with the numbering."""
    flat = passage.flat
    begin = 0
    last.note(flat)
    for end, start in _run_in(flat):
        mark = mark_at_start(flat[start : start + 24])
        if not mark or mark.kind not in _KINDS or start - begin < _FEWEST or _inside(flat, begin, start):
            continue
        headed = flat[end - 1] not in _STOPS
        if headed and not _ends_heading(flat, begin, end, mark):
            continue
        anew = mark.value == 1 and (headed or _goes_on(flat, start, mark.kind, following))
        if anew or last.expects(mark) or (last.comes_near(mark) and _opens_item(flat, end, start, mark)):
            yield passage.part(begin, end)
            begin = start
            last.note(flat[begin : begin + 24])
    yield passage.part(begin) if begin else passage


def _run_in(flat: str) -> list[tuple[int, int]]:
    """Where a number may be run in, behind a stop or a heading that lost its line break.

    Each place is the end of the text before and the start of the number.
    """
    found = [match.span("gap") for match in _RUN_IN.finditer(flat)]
    if mark_at_start(flat):
        under = (match.start() for match in _UNDER_HEADING.finditer(flat, 1))
        found += ((start, start) for start in under if _WORD_END.match(flat[start - 1]))
        found.sort()
    return found


def _ends_heading(flat: str, begin: int, position: int, mark: Mark) -> bool:
    """Whether what stands before a number is the bare heading above it: （一）优化布局1.调整结构。"""
    above = mark_at_start(flat[begin : begin + 24])
    if above is None or RANK[above.kind] >= RANK[mark.kind] or position - begin > _LONGEST_HEADING:
        return False
    return not _STOP.search(flat, begin + above.length, position)


def _opens_item(flat: str, end: int, start: int, mark: Mark) -> bool:
    """Whether a number stands behind a closed bracket and before a short heading with its full stop."""
    if not flat[max(0, end - 3) : end].rstrip("。 ").endswith("）"):
        return False
    begin = start + mark.length
    stop = flat.find("。", begin, begin + _LONGEST_HEADING)
    return stop > begin and "，" not in flat[begin:stop]


def _inside(flat: str, begin: int, position: int) -> bool:
    """Whether a position lies inside a bracket or a quotation."""
    part = flat[max(begin, position - _NEARBY) : position]
    return part.count("（") > part.count("）") or part.count("“") > part.count("”")


def _goes_on(flat: str, position: int, kind: Kind, following: Passage | None) -> bool:
    """Whether a first number is followed by a second one, in the same passage or at the next one's start."""
    for match in islice(_RUN_IN.finditer(flat, position + 1, position + _FAR), _FEWEST):
        mark = mark_at_start(flat[match.end() : match.end() + 24])
        if mark and mark.kind is kind and mark.value == 2:
            return True
    after = mark_at_start(following.flat) if following else None
    return after is not None and after.kind is kind and after.value == 2


def _by_clause(passage: Passage, found: Found) -> Iterator[Block]:
    """One block per clause; what stands behind the last clause is a block without one."""
    clauses = found.clauses
    if len(clauses) <= 1:
        rest = passage.flat[clauses[0].end :].strip("。；;. ") if clauses else ""
        if len(rest) < _FEWEST:
            yield Block(passage, clauses[0] if clauses else None, found.unreadable)
            return
    begin = 0
    for clause in clauses:
        end = clause.end + (1 if passage.flat[clause.end : clause.end + 1] in ("。", "；") else 0)
        first = (
            _FIRST_OF.search(passage.flat, begin, clause.begin) if len(clauses) > 1 and not begin else None
        )
        if first:
            yield Block(passage.part(0, first.start()))
            begin = first.end()
        part = passage.part(begin, end)
        yield Block(part, _moved(clause, part, passage), _within(found, passage, part))
        begin = end
    rest = passage.flat[begin:].strip("。；;. ")
    if rest:
        yield Block(passage.part(begin))


def _moved(clause: Clause, part: Passage, passage: Passage) -> Clause:
    """A clause with its offsets counted from the part it lies in."""
    shift = part.start - passage.start
    return replace(clause, begin=clause.begin - shift, end=clause.end - shift)


def _within(found: Found, passage: Passage, part: Passage) -> tuple[tuple[int, int], ...]:
    shift = part.start - passage.start
    return tuple(
        (begin - shift, end - shift)
        for begin, end in found.unreadable
        if shift <= begin < shift + len(part.text)
    )
