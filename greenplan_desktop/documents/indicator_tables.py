"""Tables of indicators (指标, 单位, 2020年, 2025年): their figures are the plan's own targets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from greenplan_desktop.model.plan import Comparator, Target

from .characters import levelled
from .quantities import is_unit
from .words import label_class

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .source import TableGrid

_INDICATOR = re.compile("(?:主要|具体|分项|考核|核心|目标|三级|二级)?指标(?:名称|内容|项目)?$")
_UNIT = re.compile("(?:计量|指标)?单位$")
_YEAR = re.compile(r"(20\d{2})年?")
_GOAL = re.compile("(?:规划|预期|工作)?目标(?:值)?$|指标值$")
_BASE = re.compile("现状|实际|基期|基准|基数|完成|同比|增长|年均")
_BRACKETED = re.compile(r"（([^（）]{1,10})）$")
_VALUE = re.compile(
    r"（?(?P<before>≥|＞|>|不低于|不少于|超过|高于|≤|＜|<|不高于|不超过|低于|控制在|约)?\s?"
    r"(?P<value>\d[\d，]*(?:\.\d+)?)(?P<range>(?:—|-|至)\d[\d.]*)?）?(?P<unit>[^\d（）以左及]{0,10})"
    r"(?P<after>及?以上|及?以内|及?以下|左右)?）?$"
)
_COMPARATORS: dict[str, Comparator] = {
    **dict.fromkeys(("≥", "＞", ">", "不低于", "不少于", "超过", "高于", "以上", "及以上"), ">="),
    **dict.fromkeys(("≤", "＜", "<", "不高于", "不超过", "低于", "控制在", "以内", "以下", "及以内", "及以下"), "<="),
    **dict.fromkeys(("约", "左右"), "about"),
}  # fmt: skip
_HEAD_ROWS, _FEWEST_FIGURES = 3, 2


class _Head(NamedTuple):
    """Where the head ends, and the columns of names, units and goals (each with its year)."""

    end: int
    name: int
    unit: int | None
    goals: tuple[tuple[int, int | None], ...]


def indicator_targets(tables: Sequence[TableGrid], period: tuple[int, int] | None) -> tuple[Target, ...]:
    """The targets of all tables of indicators, in document order."""
    found: list[Target] = []
    for table in tables:
        head = _head(table.rows, period)
        rows = table.rows[head.end :] if head else ()
        targets = [target for row in rows for target in _of_row(row, head)] if head else []
        if len(targets) >= _FEWEST_FIGURES:
            found += targets
    return tuple(found)


def _head(rows: Sequence[Sequence[str]], period: tuple[int, int] | None) -> _Head | None:
    """The head of a table of indicators; None where units are responsible for its rows (a task list)."""
    for index, row in enumerate(rows[:_HEAD_ROWS]):
        labels = [levelled("".join(cell.split())) for cell in row]
        names = [at for at, label in enumerate(labels) if _INDICATOR.match(label)]
        if not names:
            continue
        units = [at for at, label in enumerate(labels) if _UNIT.match(label)]
        goals = tuple(_goals(labels, period))
        responsible = any(label_class(label) for at, label in enumerate(labels) if at not in units)
        if goals and not responsible:
            return _Head(index + 1, names[-1], units[0] if units else None, goals)
    return None


def _goals(labels: Sequence[str], period: tuple[int, int] | None) -> Iterator[tuple[int, int | None]]:
    """The columns that hold goals: years of the plan's period, else the last year; or 目标值 alone."""
    years = [
        (at, int(year[1]))
        for at, label in enumerate(labels)
        if (year := _YEAR.search(label)) and not _BASE.search(label)
    ]
    if years:
        first = period[0] if period else max(year for _, year in years)
        last = max(year for _, year in years)
        yield from ((at, year) for at, year in years if year >= first or year == last)
        return
    yield from (
        (at, None) for at, label in enumerate(labels) if _GOAL.search(label) and not _BASE.search(label)
    )


def _of_row(row: Sequence[str], head: _Head) -> Iterator[Target]:
    """The targets of one indicator."""
    name = levelled("".join(row[head.name].split())) if head.name < len(row) else ""
    said = levelled("".join(row[head.unit].split())) if head.unit is not None and head.unit < len(row) else ""
    bracketed = _BRACKETED.search(name)
    if bracketed and is_unit(bracketed[1]):
        name, said = name[: bracketed.start()], said or bracketed[1]
    for at, year in head.goals:
        cell = row[at].strip() if at < len(row) else ""
        value = _VALUE.match(levelled("".join(cell.split())))
        if value and name:
            words = value["before"] or value["after"] or ""
            yield Target(
                f"{name}{cell}",
                name,
                ">=" if value["range"] else _COMPARATORS.get(words, "="),
                value["value"].replace("，", ""),
                value["unit"] or (said if said not in ("—", "-", "/") else "") or None,
                year,
            )
