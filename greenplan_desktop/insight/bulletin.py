"""通报: how each unit returned, 牵头 and 参与 counted apart, nobody named twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import wording
from .content import Document, Heading, Row, Table, Text
from .summary import title_lines

if TYPE_CHECKING:
    from .content import Block
    from .figures import Standing, Statistics, UnitRow

HEAD = ("单位", "牵头任务\n应报／已报", "参与任务\n应报／已报", "报送情况", "缺报任务")
WIDTHS = (43.0, 24.0, 24.0, 28.0, 37.0)
_ORDER: tuple[Standing, ...] = ("complete", "late", "partial", "missing")


def bulletin(figures: Statistics) -> Document:
    """The text: counts, the units of each standing, and a table with a row for every unit that owes."""
    sections = [(standing, figures.standing(standing)) for standing in _ORDER]
    blocks: list[Block] = [Text(_opening(figures))]
    number = 0
    for standing, units in sections:
        if units:
            number += 1
            title = f"{wording.numeral(number)}、{_word(standing, figures)}的单位（{len(units)}个）"
            join = "；" if standing == "partial" else "、"
            blocks += [Heading(1, title), Text(join.join(map(_named, units)) + "。")]
    if figures.expected:
        owing = [unit for _, units in sections for unit in units]
        title = f"{wording.numeral(number + 1)}、各单位报送情况"
        rows = tuple(Row(_cells(unit, figures)) for unit in sorted(owing, key=figures.units.index))
        blocks += [Heading(1, title), Table(HEAD, rows, WIDTHS, frozenset({1, 2, 3}))]
    return Document(title_lines(figures, "报送情况通报"), tuple(blocks))


def _opening(figures: Statistics) -> str:
    """Counts by standing, and of tasks led and shared."""
    if not figures.expected:
        return f"{wording.until(figures.period)}，本期没有应报送的单位。"
    parts = [f"{_word(s, figures)}{len(figures.standing(s))}个" for s in _ORDER if figures.standing(s)]
    due = f"（报送截止日期为{_day(figures.deadline)}）" if figures.deadline else ""
    lead = f"牵头任务应报{sum(u.lead_owed for u in figures.units)}项次、已报{sum(u.lead_done for u in figures.units)}项次"
    shared = (
        f"参与任务应报{sum(u.responsible_owed for u in figures.units)}项次、"
        f"已报{sum(u.responsible_done for u in figures.units)}项次"
    )
    tasks = wording.opening(figures) + wording.overdue_text(figures) + wording.apart_text(figures)
    return f"{figures.period.label}应报送单位{figures.expected}个{due}，其中{'，'.join(parts)}。{lead}；{shared}。{tasks}"


def _word(standing: Standing, figures: Statistics) -> str:
    """Without a deadline nobody is in time or late: what is complete is complete."""
    words: dict[Standing, str] = {"late": "逾期报送", "partial": "报送不全", "missing": "未报送"}
    return words.get(standing, "按时报送" if figures.deadline else "完整报送")


def _named(unit: UnitRow) -> str:
    """A unit with what has to be said of it: days late, tasks missing."""
    if unit.standing == "late":
        return f"{unit.name}（逾期{unit.late_days}天）"
    if unit.standing == "partial":
        return f"{unit.name}（缺{wording.codes(unit.missing)}）"
    return unit.name


def _cells(unit: UnitRow, figures: Statistics) -> tuple[str, ...]:
    led = f"{unit.lead_owed}／{unit.lead_done}" if unit.lead_owed else "—"
    shared = f"{unit.responsible_owed}／{unit.responsible_done}" if unit.responsible_owed else "—"
    missing = wording.items(unit.missing) if unit.standing == "partial" else "全部" if unit.missing else ""
    word = _word(unit.standing, figures)
    if unit.late_days:
        word = f"逾期{unit.late_days}天" if unit.standing == "late" else f"{word}\n（逾期{unit.late_days}天）"
    return (unit.name, led, shared, word, missing)


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{int(year)}年{int(month)}月{int(day)}日"
