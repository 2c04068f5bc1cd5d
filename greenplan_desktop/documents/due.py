"""Due dates: 2025年底前, 6月底前, 全年, 持续推进 as written, and the last day they mean."""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from greenplan_desktop.model.plan import Due

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DATE = re.compile(
    r"(?:(?P<year>20\d{2})\s?年(?:度)?|(?P<relative>今年|明年|当年|本年))?"
    r"(?:(?:第?(?P<quarter>[一二三四1-4])季度)|(?P<half>上|下)半年|(?P<month>\d{1,2})月(?:份)?(?:(?P<day>\d{1,2})日)?)?"
    r"(?P<end>年?[底末]|[上中下]旬|年?中|初)?(?P<before>之?[以]?前)?"
)
_FIXED = re.compile(r"“?(?P<plan>十[三四五六])五”?(?:末|期末|期间|时期)")
_PHRASE = re.compile(
    r"(?:于|在|到|至|力争|确保|争取|计划)?(?:(?:20\d{2})\s?[年.](?:度)?|今年|明年|当年|本年|每年|每月|每季度)?"
    r"(?:第?[一二三四1-4]季度|[上下]半年|\d{1,2}月(?:份)?(?:\d{1,2}日)?)?(?:年?[底末]|年中|[上中下]旬)?(?:之?以?前)?"
    r"(?:全部|基本)?(?:完成|建成|投入使用|见效|启动|开工|取得[^，。；]{0,8}|达到[^，。；]{0,8}|落实|到位)?$"
)
_STANDING = re.compile(
    r"(?:全年|长期|常年|持续|长效|常态化|滚动|立行立改|即知即改|立即|按时序|贯穿全年|分年度)"
    r"(?:坚持|实施|推进|进行|开展|落实|完成|整改|有效|推动|执行|进度推进|任务|工作|巩固|深化)?(?:实施|推进|进行)?$|“?十[三四五六]五”?(?:末|期间|时期)?$"
    r"|20\d{2}年?[—至-]20\d{2}年?$|20\d{2}[.\-/]\d{1,2}([.\-/]\d{1,2})?$|\d{1,2}[—-]\d{1,2}月底?前?$"
)
_IN_YEAR = re.compile(
    r"20\d{2}\s?年(?P<part>\d{1,2}月(?:\d{1,2}日)?|[上下]半年|第?[一二三四]季度)?(?P<end>[底末]|年底|年末)?(?P<before>之?以?前)?"
)
_IN_MONTH = re.compile(r"(?<![\d年月])\d{1,2}月(?:\d{1,2}日|[底末初]|[上中下]旬)?之?以?前")
_IN_PART = re.compile(
    "(?:[一二三四]季度|[上下]半年|年[底末])[底末]?(?:之?以?前)?"
    "(?=[^，。；、]{0,4}?(?:完成|建成|投用|投产|开工|竣工|达到|实现|印发|出台))"
)
_AIM = re.compile(r"[到至于在]\s?$|力争\s?$|确保\s?$|[，。；、：（]\s?$|^$")
_SPAN_AIM = re.compile(r"(?:^|[，。；：])20\d{2}年?[—\-至]$")
_REPORTING = re.compile("[^，。；]{0,10}(?:报送|上报|反馈|报[区市县省州])")
_MONTHS = {
    "一季度": 3,
    "二季度": 6,
    "三季度": 9,
    "四季度": 12,
    "上半年": 6,
    "下半年": 12,
    "年底": 12,
    "年末": 12,
}
_PART_WORDS = ("季度", "半年", "年底", "年末")
_REPEATED = ("每", "当", "次")  # 每年底前 has no end
_TENTHS = {"初": 10, "上旬": 10, "中旬": 20}
_BASE = re.compile(r"^[^，。；]{0,6}?(?:基础上|相比|以来|起|开始|水平)")
_COMPARED = re.compile(r"(?:比|较|与|以|自|从)\s?$")


def is_due_phrase(flat: str) -> bool:
    """Whether a piece says nothing but a time: 2025年底前完成, 12月底前, 全年, 持续推进."""
    if len(flat) > 24 or not flat:
        return False
    if _STANDING.match(flat):
        return True
    return (flat[0] in "2今明当本每到于在至力确争计全年" or flat[0].isdigit() or flat[0] in "上下第") and (
        _PHRASE.match(flat) is not None and any(char in flat for char in "年月季半")
    )


@lru_cache(maxsize=2048)
def last_day(text: str, year: int | None) -> str | None:
    """The last day (ISO) a time phrase means; `year` is meant where it names none; None where it has no end."""
    flat = text.replace(" ", "")
    fixed = _FIXED.search(flat)
    if fixed:
        return f"{2015 + 5 * ('三四五六'.index(fixed['plan'][1]) + 1)}-12-31"
    iso = re.search(r"(20\d{2})[.\-/](\d{1,2})(?:[.\-/](\d{1,2}))?", flat)
    if iso:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]) if iso[3] else None)
    span = re.search(r"20\d{2}年?[—\-至](20\d{2})", flat)
    if span:
        return f"{span[1]}-12-31"
    days = [day for match in _DATE.finditer(flat) if match[0] and (day := _of_match(match, year))]
    if days:
        return max(days)
    if ("全年" in flat or "年内" in flat) and year:
        return f"{year}-12-31"
    return None


def _of_match(match: re.Match[str], year: int | None) -> str | None:
    """The last day of one date phrase."""
    given = int(match["year"]) if match["year"] else (year + (match["relative"] == "明年") if year else None)
    if given is None or not (
        match["year"] or match["month"] or match["quarter"] or match["half"] or match["end"]
    ):
        return None
    if match["month"]:
        day = int(match["day"]) if match["day"] else _TENTHS.get(match["end"])
        return _day(given, int(match["month"]), day)
    if match["quarter"]:
        return _day(given, ("一二三四1234".index(match["quarter"]) % 4 + 1) * 3, None)
    if match["half"]:
        return _day(given, 6 if match["half"] == "上" else 12, None)
    if match["end"] in ("年中", "中"):
        return _day(given, 6, None)
    if match["end"] in ("上旬", "中旬", "下旬", "初"):
        return None
    return f"{given}-12-31"


def _day(year: int, month: int, day: int | None) -> str | None:
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    return f"{year}-{month:02d}-{min(day or last, last):02d}"


def due_in_text(flat: str, period: tuple[int, int] | None, issued: str | None = None) -> Due | None:
    """The latest time by which a task's text wants something done: 到2025年…, 2024年6月底前…, 上半年完成…."""
    years = [match for match in _IN_YEAR.finditer(flat) if _is_aim(flat, match)]
    found = [
        Due(match[0], last_day(match[0], None) if match["part"] else f"{match[0][:4]}-12-31")
        for match in years
    ]
    starts = [match.start() for match in years]
    for match in _without_year(flat):
        before = bisect_left(starts, match.start())
        said = years[before - 1] if before else None
        within = said is not None and "。" not in flat[said.end() : match.start()]
        year = int(said[0][:4]) if said and within else _year_meant(match[0], period, issued)
        found.append(Due(match[0], last_day(match[0], year)))
    dated = [due for due in found if due.date]
    return max(dated, key=lambda due: due.date or "") if dated else None


def _is_aim(flat: str, match: re.Match[str]) -> bool:
    """Whether a year is one by which something is to be done, not one that is compared with or reported on."""
    before, after = flat[max(0, match.start() - 9) : match.start()], flat[match.end() : match.end() + 12]
    if _COMPARED.search(before) or _BASE.match(after):
        return False
    if before.endswith(("截至", "截止")) and "已" in after:
        return False
    if match["before"] or match["end"]:
        return True
    return _AIM.search(before) is not None or _SPAN_AIM.search(before) is not None


def _without_year(flat: str) -> Iterator[re.Match[str]]:
    """The times of a text that name no year: 6月底前, 上半年完成; dates of reporting are left out."""
    months = _IN_MONTH.finditer(flat) if "月" in flat else ()
    parts = _IN_PART.finditer(flat) if any(word in flat for word in _PART_WORDS) else ()
    for match in (*months, *parts):
        follows = flat[match.start() - 1 : match.start()]
        if not (follows.isdigit() or follows in _REPEATED) and not _REPORTING.match(flat, match.end()):
            yield match


def _year_meant(text: str, period: tuple[int, int] | None, issued: str | None) -> int | None:
    """The year of a time that names none: the plan's only year; of a longer plan, the next such month from its issue."""
    if period is None and issued is None:
        return None
    month = _month(text)
    if month is None or issued is None or (period and period[0] == period[1]):
        return period[1] if period else None
    year = int(issued[:4]) + (month < int(issued[5:7]))
    return min(max(year, period[0]), period[1]) if period else year


def _month(text: str) -> int | None:
    """The month a time without a year ends in."""
    named = re.search(r"(\d{1,2})月", text)
    if named:
        return int(named[1])
    return next((month for word, month in _MONTHS.items() if word in text), None)


def due_of(
    texts: Iterable[str | None], flat: str, period: tuple[int, int] | None, issued: str | None = None
) -> Due | None:
    """The due date of a task: as its clause or label states it, as its text does, else the plan's last year.

    `issued` is the plan's date of issue (ISO): a month without a year in a plan of several years is the next one.
    """
    for text in texts:
        if text:
            return Due(text, last_day(text, _year_meant(text, period, issued)))
    found = due_in_text(flat, period, issued)
    if found or period is None:
        return found
    return Due(f"{period[1]}年", f"{period[1]}-12-31")
