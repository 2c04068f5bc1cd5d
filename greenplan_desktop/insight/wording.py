"""Sentences of official texts made from figures: counts, dates, lists of units and tasks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from greenplan_desktop.model.labels import LIFE, STATUS
from greenplan_desktop.model.period import Period
from greenplan_desktop.model.status import UNREPORTED

from .figures import LIFE_APART, STATUS_ORDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .figures import Change, Counts, Statistics, UnitRow

_DIGITS = "零一二三四五六七八九"
_NUMBERING = re.compile(
    r"^\s*(?:[（(][一二三四五六七八九十百\d]+[)）]|[一二三四五六七八九十百]+[、.．]|\d+(?:\.\d+)*[.．、](?!\d))\s*"
)
_SPOKEN = {**STATUS, UNREPORTED: "未报送进展"}


def numeral(number: int) -> str:
    """一 to 九十九, digits beyond: the numbers of headings."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else _DIGITS[tens] + "十"
    return ten + (_DIGITS[ones] if ones else "")


def without_numbering(heading: str) -> str:
    """A heading without its own number and closing stop (`（一）培育…。` gives `培育…`)."""
    return _NUMBERING.sub("", heading).rstrip("。 ") or heading


def until(period: Period) -> str:
    """截至6月底; 截至2023年底 for a whole year or its end."""
    return f"截至{period.year}年底" if period.last_month == 12 else f"截至{period.last_month}月底"


def book_title(name: str) -> str:
    """The name in 《》, those inside it turned into 〈〉."""
    bare = name.strip().removeprefix("《").removesuffix("》") if name.count("《") == 1 else name.strip()
    return f"《{bare.replace('《', '〈').replace('》', '〉')}》"


def counts_text(counts: Counts, *, nothing: str = "") -> str:
    """已完成2项，正常推进14项，…: statuses that occur, in their order."""
    parts = [f"{_SPOKEN[key]}{counts[key]}项" for key in STATUS_ORDER if counts[key]]
    return "，".join(parts) or nothing


def opening(figures: Statistics) -> str:
    """截至6月底，23项任务中，已完成2项，正常推进14项，…."""
    start = until(figures.period)
    if not figures.tasks:
        text = f"{start}，没有纳入统计的任务。"
    elif figures.by_status[UNREPORTED] == figures.tasks:
        text = f"{start}，{figures.tasks}项任务均未报送进展。"
    else:
        text = f"{start}，{figures.tasks}项任务中，{counts_text(figures.by_status)}。"
    return text


def apart_text(figures: Statistics) -> str:
    """另有暂停1项、销号2项，…: the tasks counted apart; empty where there are none."""
    parts = [f"{LIFE[life]}{figures.apart[life]}项" for life in LIFE_APART if figures.apart[life]]
    return f"另有{'、'.join(parts)}，单独计数，不计入上述任务。" if parts else ""


def overdue_text(figures: Statistics) -> str:
    """Tasks overdue, and due within 30 days of the period's end; empty where there are none."""
    parts = []
    if figures.overdue:
        parts.append(f"已逾期{len(figures.overdue)}项（{codes(figures.overdue)}）")
    if figures.due_soon:
        parts.append(f"30天内到期{len(figures.due_soon)}项（{codes(figures.due_soon)}）")
    return f"其中{'，'.join(parts)}。" if parts else ""


def lights_text(figures: Statistics) -> str:
    """How the tasks stand against the time gone."""
    words = {"blue": "蓝灯", "green": "绿灯", "yellow": "黄灯", "red": "红灯"}
    parts = [f"{word}{figures.by_light[key]}项" for key, word in words.items() if figures.by_light.get(key)]
    return f"序时进度为{percent(figures.gone)}，对照序时进度，{'，'.join(parts)}。" if parts else ""


def change_text(change: Change | None) -> str:
    """与2023年第一季度相比，已完成增加1项，…; empty without an earlier period."""
    if change is None:
        return ""
    parts = [
        f"{_SPOKEN[key]}{'增加' if change.by_status[key] > 0 else '减少'}{abs(change.by_status[key])}项"
        for key in STATUS_ORDER
        if change.by_status[key]
    ]
    label = Period.parse(change.previous).label
    return f"与{label}相比，{'，'.join(parts)}。" if parts else f"与{label}相比，各类任务数量没有变化。"


def returns_text(figures: Statistics) -> str:
    """应报送单位30个，已报送21个，其中报送完整18个；未报送9个。"""
    if not figures.expected:
        return "本期没有应报送的单位。"
    text = f"应报送单位{figures.expected}个，已报送{figures.received}个"
    text += f"，其中报送完整{figures.complete}个" if figures.received else ""
    silent = figures.expected - figures.received
    return text + (f"；未报送{silent}个。" if silent else "。")


def targets_text(figures: Statistics) -> str:
    """29项量化目标中，已填报14项，其中已达成2项，…; empty without quantified targets."""
    rows = [row for row in figures.targets if row.goal is not None]
    if not rows:
        return ""
    given = [row for row in rows if row.state in ("met", "on_time", "behind", "other_unit")]
    if not given:
        return f"{len(rows)}项量化目标本期均未填报数值。"
    words = {
        "met": "已达成",
        "on_time": "达到序时进度",
        "behind": "未达到序时进度",
        "other_unit": "填报单位与目标不同",
    }
    numbers = {state: sum(row.state == state for row in given) for state in words}
    parts = [f"{word}{numbers[state]}项" for state, word in words.items() if numbers[state]]
    return f"{len(rows)}项量化目标中，已填报{len(given)}项，其中{'，'.join(parts)}。"


def codes(numbers: Iterable[str], most: int = 30) -> str:
    """第7项、9项、12项; beyond `most` the rest is counted.

    Each has its 项: a 、 between bare figures counts as Latin, and LibreOffice begins lines with it.
    """
    found = list(numbers)
    more = f"等{len(found)}项" if len(found) > most else ""
    return f"第{items(found[:most])}{more}"


def items(numbers: Iterable[str]) -> str:
    """7项、9项、12项."""
    return "、".join(f"{number}项" for number in numbers)


def unit_list(units: Sequence[UnitRow]) -> str:
    """Names joined by 、."""
    return "、".join(unit.name for unit in units)


def percent(share: float) -> str:
    """50% or 37.5%."""
    return f"{share * 100:.1f}".rstrip("0").rstrip(".") + "%"


def sentence(text: str) -> str:
    """A unit's words as one sentence: lines joined, a stop at the end."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    joined = "".join(line if line[-1] in "，。；、：！？,.;:!?" else line + "；" for line in lines[:-1])
    joined += lines[-1] if lines else ""
    return joined if not joined or joined[-1] in "。！？.!?…”）)" else joined.rstrip("，；、：,;:") + "。"
