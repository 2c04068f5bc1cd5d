"""Period words in titles and column heads: which months they mean and how they stand to the imported period."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from greenplan_desktop.model.period import Period

Kind = Literal["quarter", "half", "months", "until", "month", "year"]


_YEAR_MONTHS = 12  # a title's plain year (2022年度) says something only where a whole year is imported


@dataclass(frozen=True, slots=True)
class Mention:
    """A period named in a text: its months (1-based, inclusive); `year` None where the text names none."""

    kind: Kind
    year: int | None
    first: int
    last: int


class Standing(IntEnum):
    """How a column's period stands to the imported one; of two columns of a family the higher is read."""

    EARLIER = 0  # never read as this period's
    LATER = 1
    PART = 2  # ends inside the period, before its end
    UNMARKED = 3
    TO_THE_END = 4  # 1-6月 for a second quarter, 本期, 最新
    EXACT = 5


_DIGIT = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_YEAR = r"(?:(?P<y{0}>20\d\d)(?:年度?)?)?"
_TO = r"(?:-|—|–|~|至|到)+"
_QUARTERS = re.compile(
    _YEAR.format("")
    + rf"(?P<up>前)?第?(?P<a>[一二三四1-4])(?:(?:{_TO}|、|和|及)?第?(?P<b>[一二三四1-4]))?季度"
    r"|" + _YEAR.format("2") + r"Q(?P<q>[1-4])(?!\d)"
)
_HALVES = re.compile(  # 2023年半年 is the first one, as offices say it
    _YEAR.format("") + r"(?P<h>[上下])半年|(?P<y2>20\d\d)年(?P<mid>半年)度?(?!内|以来|左右)"
)
_UNTIL = re.compile(
    r"截[至止]到?(?:目前)?" + _YEAR.format("") + r"(?P<m>1[0-2]|[1-9])月(?:底|末|份|\d{1,2}日)?"
)
_MONTHS = re.compile(_YEAR.format("") + rf"(?P<a>1[0-2]|0?[1-9])月?份?{_TO}(?P<b>1[0-2]|0?[1-9])月份?")
_MONTH = re.compile(_YEAR.format("") + r"(?<!\d)(?P<m>1[0-2]|0?[1-9])月(?:份|底|末)?(?!\d|前|起|[底末]前)")
_WHOLE = re.compile(_YEAR.format("") + r"全年")
_ONLY_YEAR = re.compile(r"(?<!\d)(20\d\d)年(?!\d)")
_YEARS = re.compile(r"20\d\d年?(?:-|—|–|~|至|到)+20\d\d年?")
_EARLIER = re.compile(
    r"上期|上一?季度?(?!项)|上一?个?月(?!底)|上一?次|上年|上一年|去年|往年|往期|前一?季度|前年"
)
_CURRENT = re.compile(r"本期|本季度?|本月|本次|本年|当期|当前|当季|当月|今年|最新")
_NEXT = re.compile(r"下期|下一?季度?|下一?个?月|下年|下一年|明年|次年")
_WORDS = (
    _YEARS,
    _QUARTERS,
    _HALVES,
    _UNTIL,
    _MONTHS,
    _MONTH,
    _WHOLE,
    re.compile(r"20\d\d年?度?"),
    re.compile(r"本(?:季度?|期|月|年)|当(?:前|期|季|月)"),
)
_REPORTED = re.compile(r"月份?(?:重点|工作|任务|进展|推进|完成|填报|情况|月报)")
_NOTE = re.compile(
    r"^[(（]?(?:注|备注|说明|提示|填[报表写]说明|填[报表写]要求|报送要求|工作要求|要求)[\d一二三四]?[:：、.]"
)


def plain(text: str) -> str:
    """Text in one width without spaces, as period words are looked for in it."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@lru_cache(maxsize=4096)
def mentions(text: str) -> tuple[Mention, ...]:
    """The periods a text names, most telling kinds first; plain years and days are none."""
    return tuple(_mentions(_YEARS.sub("", plain(text))))


def _mentions(text: str) -> Iterator[Mention]:
    rest = text
    for finder in (_until, _quarters, _halves, _months, _whole, _single):
        for mention, (start, end) in finder(rest):
            yield mention
            rest = rest[:start] + "#" * (end - start) + rest[end:]


_Found = list[tuple[Mention, tuple[int, int]]]


def _year(match: re.Match[str], name: str = "y") -> int | None:
    value = match[name]
    return int(value) if value else None


def _quarters(text: str) -> _Found:
    found: _Found = []
    for match in _QUARTERS.finditer(text):
        if match["q"]:
            first = last = int(match["q"])
            year = _year(match, "y2")
        else:
            first = _DIGIT[match["a"]]
            last = max(first, _DIGIT[match["b"]]) if match["b"] else first
            first = 1 if match["up"] else first
            year = _year(match)
        found.append((Mention("quarter", year, first * 3 - 2, last * 3), match.span()))
    return found


def _halves(text: str) -> _Found:
    return [
        (
            Mention("half", _year(m, "y2" if m["mid"] else "y"), *((7, 12) if m["h"] == "下" else (1, 6))),
            m.span(),
        )
        for m in _HALVES.finditer(text)
    ]


def _until(text: str) -> _Found:
    return [(Mention("until", _year(m), 1, int(m["m"])), m.span()) for m in _UNTIL.finditer(text)]


def _months(text: str) -> _Found:
    return [
        (Mention("months", _year(m), int(m["a"]), int(m["b"])), m.span())
        for m in _MONTHS.finditer(text)
        if int(m["a"]) <= int(m["b"])
    ]


def _whole(text: str) -> _Found:
    return [(Mention("year", _year(m), 1, 12), m.span()) for m in _WHOLE.finditer(text)]


def _single(text: str) -> _Found:
    return [(Mention("month", _year(m), int(m["m"]), int(m["m"])), m.span()) for m in _MONTH.finditer(text)]


def without_periods(text: str) -> str:
    """A plain text with its period words taken out."""
    for pattern in _WORDS:
        text = pattern.sub("", text)
    return text


def standing(head: str, period: Period) -> tuple[Standing, int]:
    """How a column head stands to the period, with the last month it names (to compare two parts)."""
    return _standing(plain(head), period)


@lru_cache(maxsize=8192)
def _standing(text: str, period: Period) -> tuple[Standing, int]:
    best = max((_of_mention(m, period) for m in mentions(text)), default=None)
    if best is not None:
        return best
    if _EARLIER.search(text):
        return Standing.EARLIER, 0
    only = [int(y) for y in _ONLY_YEAR.findall(text)]
    if only and max(only) != period.year:
        return (Standing.EARLIER if max(only) < period.year else Standing.LATER), 0
    if _CURRENT.search(text):
        return Standing.TO_THE_END, period.last_month
    if _NEXT.search(text) and "下一步" not in text:
        return Standing.LATER, 0
    return Standing.UNMARKED, period.last_month


def _of_mention(mention: Mention, period: Period) -> tuple[Standing, int]:
    year = mention.year or period.year
    if year != period.year:
        return (Standing.EARLIER if year < period.year else Standing.LATER), mention.last
    if (mention.first, mention.last) == (period.first_month, period.last_month):
        return Standing.EXACT, mention.last
    if mention.last < period.first_month:
        return Standing.EARLIER, mention.last
    if mention.first > period.last_month:
        return Standing.LATER, mention.last
    if mention.last < period.last_month:
        return Standing.PART, mention.last
    if mention.last > period.last_month:
        return Standing.UNMARKED, mention.last
    return Standing.TO_THE_END, mention.last


def names_another(titles: Iterable[str], period: Period) -> bool:
    """Whether titles plainly name a period other than the one imported.

    Notes and dates are no titles; a count of months up to the period's end (1-6月 for a second quarter) is
    the ordinary way to say it; one title that names the period itself settles it.
    """
    found: list[Mention] = []
    for title in titles:
        text = plain(title)
        if len(text) > 80 or _NOTE.match(text):
            continue
        found += [m for m in mentions(text) if _is_plain(m, text, period)]
        if period.months == _YEAR_MONTHS:
            found += [Mention("year", int(y), 1, 12) for y in _ONLY_YEAR.findall(_YEARS.sub("", text))]
    if any(_same(m, period) for m in found):
        return False
    return any(not _reaches_end(m, period) for m in found)


def _is_plain(mention: Mention, text: str, period: Period) -> bool:
    if mention.kind == "until":
        return False
    if mention.kind == "month":
        return period.months == 1 or bool(_REPORTED.search(text))
    return True


def _same(mention: Mention, period: Period) -> bool:
    if mention.year not in (None, period.year):
        return False
    return (mention.first, mention.last) == (period.first_month, period.last_month)


def _reaches_end(mention: Mention, period: Period) -> bool:
    if mention.year not in (None, period.year) or mention.last != period.last_month:
        return False
    if mention.kind == "half":
        return False
    return mention.kind != "quarter" or mention.first < period.first_month
