"""The rows of a head, parted where a portal or a hurried hand put two lines into one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from .characters import CJK, NUMERALS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .noise import Row

NUMBER = rf"(?P<number>[{CJK}]{{1,14}}\s?（\s?(?:19|20)\d{{2}}\s?）\s?(?:第\s?)?\d{{1,5}}\s?号)"
DATE = (
    rf"(?:（)?(?P<year>\d{{4}}|[{NUMERALS}○]{{4}})\s?年\s?(?P<month>\d{{1,2}}|[{NUMERALS}]{{1,3}})\s?月"
    rf"\s?(?P<day>\d{{1,2}}|[{NUMERALS}]{{1,3}})\s?日(?:）)?"
)
ORGAN = rf"[{CJK}（）、\s]{{3,60}}(?:政府|办公厅|办公室|委员会|小组|委|局|厅|部|院|会|中心|指挥部|署|处)"
_NUMBER_ALONE = re.compile(rf"（\s?{NUMBER}\s?）")
_NUMBER_BEHIND = re.compile(
    rf"(?P<title>[^。；：]{{6,160}}(?:通知|意见|决定|函|公告))\s*（?\s?{NUMBER}\s?）?"
)
_CITES = re.compile("为|根据|按照|依据|依照|落实|贯彻|按|经|[^《]*》[^》]{0,3}$")
_SIGNED = re.compile(rf"(?P<organ>{ORGAN}(?:（(?:代章|盖章|公章|印章|代)）)?)\s*(?P<date>{DATE})")
_TAIL = 12  # rows at the end where a signature may stand


class Parted(NamedTuple):
    """Rows of a head and, for each, the row of the document it came from."""

    rows: list[Row]
    origin: list[int]

    def place(self, index: int) -> int:
        """The document's row for a row of the head."""
        return self.origin[index] if index < len(self.origin) else self.origin[-1] + 1 if self.origin else 0


def part_head(rows: Sequence[Row], reach: int) -> Parted:
    """The rows with a title's number, and a date beside a signature, as rows of their own."""
    parted = Parted([], [])
    for index, row in enumerate(rows):
        pieces = [row] if reach <= index < len(rows) - _TAIL else _pieces(row)
        parted.rows.extend(pieces)
        parted.origin.extend([index] * len(pieces))
    return parted


def _pieces(row: Row) -> list[Row]:
    flat = row.flat.strip()
    if len(flat) > 200 or len(row.text) != len(row.flat) or flat[-1:] not in ("号", "）", "日"):
        return [row]
    offset = len(row.flat) - len(row.flat.lstrip())
    alone = _NUMBER_ALONE.fullmatch(flat)
    if alone:
        return [_cut(row, offset, alone.span("number"))]
    for pattern, first, second in ((_NUMBER_BEHIND, "title", "number"), (_SIGNED, "organ", "date")):
        match = pattern.fullmatch(flat)
        if match and not _CITES.match(match[first]):
            return [_cut(row, offset, match.span(first)), _cut(row, offset, match.span(second), follows=True)]
    return [row]


def _cut(row: Row, offset: int, span: tuple[int, int], *, follows: bool = False) -> Row:
    begin, end = span[0] + offset, span[1] + offset
    return replace(row, text=row.text[begin:end], flat=row.flat[begin:end], gap=row.gap and not follows)
