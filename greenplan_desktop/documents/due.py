"""Due dates: 2025年底前, 6月底前, 全年, 持续推进 as written, and the last day they mean."""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING

from greenplan_desktop.model.plan import Due

if TYPE_CHECKING:
    from collections.abc import Iterable

_YEAR = r"(?:(?P<year>20\d{2})年?|(?P<relative>今年|明年|当年|本年度?))"
_DATE = re.compile(
    r"(?:(?P<year>20\d{2})\s?年(?:度)?|(?P<relative>今年|明年|当年|本年))?"
    r"(?:(?:第?(?P<quarter>[一二三四1-4])季度)|(?P<half>上|下)半年|(?P<month>\d{1,2})月(?:份)?(?:(?P<day>\d{1,2})日)?)?"
    r"(?P<end>年?[底末]|年?中|上旬|中旬|下旬|初)?(?P<before>之?[以]?前)?"
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
_STATED = re.compile(
    r"(?:20\d{2}\s?年(?:度)?)?(?:\d{1,2}月(?:份)?(?:\d{1,2}日)?|第?[一二三四]季度|上半年|年)?[底末]?(?:之?以?前|[底末])"
)
_IN_YEAR = re.compile(r"20\d{2}\s?年(?:\d{1,2}月)?(?P<end>[底末]|年底|年末)?(?P<before>之?以?前)?")
_IN_MONTH = re.compile(r"(?<![\d年])\d{1,2}月(?P<end>[底末])(?P<before>之?以?前)")
_AIM = re.compile(r"[到至于在]\s?$|力争\s?$|确保\s?$|[，。；、：（]\s?$|^$")
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
    if "全年" in flat and year:
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
        return _day(given, int(match["month"]), int(match["day"]) if match["day"] else None)
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


def due_in_text(flat: str, year: int | None) -> Due | None:
    """The latest time by which a task's text wants something done: 到2025年…, 2024年6月底前…."""
    best: Due | None = None
    for match in [*_IN_YEAR.finditer(flat), *(_IN_MONTH.finditer(flat) if "月" in flat else ())]:
        before, after = flat[max(0, match.start() - 3) : match.start()], flat[match.end() : match.end() + 10]
        if _COMPARED.search(before) or _BASE.match(after):
            continue
        if not match["before"] and not match["end"] and not _AIM.search(before):
            continue
        date = last_day(match[0], year)
        if date and (best is None or best.date is None or date > best.date):
            best = Due(match[0], date)
    return best


def due_of(texts: Iterable[str | None], flat: str, period: tuple[int, int] | None) -> Due | None:
    """The due date of a task: as its clause or label states it, as its text does, else the plan's last year."""
    year = period[1] if period else None
    for text in texts:
        if text:
            return Due(text, last_day(text, year))
    found = due_in_text(flat, year)
    if found or year is None:
        return found
    return Due(f"{year}年", f"{year}-12-31")
