"""Targets followed: the value reported last, held against the goal, its year and the time gone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from greenplan_desktop.model.labels import COMPARATOR
from greenplan_desktop.model.lights import time_gone
from greenplan_desktop.model.rules import time_mode

from . import measures

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greenplan_desktop.model.index import PlanIndex
    from greenplan_desktop.model.period import Period
    from greenplan_desktop.model.records import StoredTarget

State = Literal["met", "on_time", "behind", "other_unit", "no_value", "no_goal"]
SIGN: dict[str, str] = {"=": "", ">=": "≥", "<=": "≤", "about": "约"}
STATE_WORD: dict[str, str] = {
    "met": "已达成",
    "on_time": "达到序时",
    "behind": "未达序时",
    "other_unit": "单位不同，无法比较",
    "no_value": "未填报",
    "no_goal": "定性目标",
}
_ABOUT = Fraction(95, 100)  # 左右 is met from 95 % of the figure on
_LOWER_IS_BETTER = re.compile("控制在|以内|不超过|(?<!不)低于|不高于")


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One target at a period; `value` is in the goal's own unit, `share` of the goal (1 is all of it)."""

    target_id: int
    task_id: int | None
    task_code: str
    task_title: str
    text: str
    indicator: str
    comparator: str
    goal: str | None
    unit: str
    year: int | None
    value: str | None
    as_reported: str  # the words of the report where its unit differs from the goal's
    period: str | None  # code of the period the value was reported for
    share: float | None
    gone: float  # share of the time gone to the target's year
    state: State

    @property
    def goal_text(self) -> str:
        """`≥70%`, `12亿m3`, `约30万吨`."""
        if self.goal is None:
            return self.text
        return f"{SIGN[self.comparator]}{self.goal}{self.unit}"

    @property
    def value_text(self) -> str:
        """The value with its unit, as reported in brackets where it was converted; empty where there is none."""
        if self.value is None:
            return self.as_reported
        given = f"（{self.as_reported}）" if self.as_reported else ""
        return f"{self.value}{self.unit}{given}"

    @property
    def state_text(self) -> str:
        """The state in a word."""
        return STATE_WORD[self.state]


def target_rows(index: PlanIndex, period: Period) -> list[TargetRow]:
    """All targets of a plan at a period: the plan's own first, then its tasks' in the plan's order."""
    rows = [_row(index, target, period) for target in index.targets.get(None, ())]
    for task in index.snapshot.tasks:
        rows += [_row(index, target, period) for target in index.targets.get(task.id, ())]
    return rows


def reported(index: PlanIndex, target: StoredTarget) -> list[tuple[Period, Fraction]]:
    """A target's values over the periods, earliest first, in the goal's unit; unreadable ones left out."""
    found: list[tuple[Period, Fraction]] = []
    for period in sorted((p.period for p in index.snapshot.periods), key=_when):
        key = index.period_id(period)
        stored = index.values.get((target.id, key)) if key is not None else None
        value = measures.number(stored.value) if stored else None
        if stored is None or value is None:
            continue
        goal_unit = target.unit or ""
        converted = measures.convert(value, stored.unit or goal_unit, goal_unit)
        if converted is not None:
            found.append((period, converted))
    return found


def target_table(rows: Iterable[TargetRow]) -> list[list[str]]:
    """The table of all targets with its head row, ready to export."""
    head = [
        "任务",
        "指标",
        "要求",
        "目标值",
        "单位",
        "年份",
        "最新填报值",
        "填报期次",
        "完成比例",
        "序时进度",
        "情况",
    ]
    table = [head]
    for row in rows:
        share = f"{row.share * 100:.1f}%" if row.share is not None else ""
        name = f"{row.task_code} {row.task_title}".strip() or "全计划"
        sign = COMPARATOR[row.comparator] if row.goal is not None else ""
        year = str(row.year) if row.year else ""
        end = [row.value_text, row.period or "", share, f"{row.gone * 100:.1f}%", row.state_text]
        table.append([name, row.indicator, sign, row.goal or "", row.unit, year, *end])
    return table


def _when(period: Period) -> tuple[int, int, int]:
    return (period.year, period.last_month, period.months)


def _row(index: PlanIndex, target: StoredTarget, period: Period) -> TargetRow:
    task = index.tasks.get(target.task_id) if target.task_id is not None else None
    at, given, given_unit = _latest(index, target, period)
    goal = measures.number(target.value)
    unit = target.unit or ""
    number = measures.number(given)
    value = measures.convert(number, given_unit or unit, unit) if number is not None else None
    gone = _gone(index, target, period)
    state, share = _judge(target, goal, value, gone, has_words=bool(given))
    converted = value is None or (given_unit not in ("", unit))
    return TargetRow(
        target.id,
        target.task_id,
        task.code if task else "",
        task.title if task else "",
        target.text,
        target.indicator,
        target.comparator,
        target.value if goal is not None else None,
        unit,
        target.year,
        measures.written(value) if value is not None else None,
        f"{given}{given_unit}" if given and converted else "",
        at,
        share,
        gone,
        state,
    )


def _latest(index: PlanIndex, target: StoredTarget, period: Period) -> tuple[str | None, str, str]:
    """The last value reported up to the period's end: (period code, words, unit); a period's own kind first."""
    best: tuple[str | None, str, str] = (None, "", "")
    rank: tuple[int, int, bool] | None = None
    for stored in index.snapshot.periods:
        value = index.values.get((target.id, stored.id))
        if value is None:
            continue
        at = stored.period
        mine = (at.year, at.last_month, at.months == period.months)
        if mine[:2] <= (period.year, period.last_month) and (rank is None or mine > rank):
            rank, best = mine, (stored.code, value.value, value.unit)
    return best


def _gone(index: PlanIndex, target: StoredTarget, period: Period) -> float:
    """Share of the time gone to the end of the target's year (of the plan where it names none)."""
    plan = index.plan
    if target.year is None or plan.period_from is None:
        return time_gone(period, plan, time_mode(index))
    if time_mode(index) == "year" and target.year == period.year:
        return period.last_month / 12
    months = (target.year - plan.period_from + 1) * 12
    gone = (period.year - plan.period_from) * 12 + period.last_month
    return min(1.0, max(0.0, gone / months)) if months > 0 else 1.0


def _judge(
    target: StoredTarget, goal: Fraction | None, value: Fraction | None, gone: float, *, has_words: bool
) -> tuple[State, float | None]:
    """How a value stands: met by its comparator, on time by its share, an upper limit by being kept."""
    if value is None:
        if goal is None and not has_words:
            return "no_goal", None
        return ("other_unit" if has_words else "no_value"), None
    if goal is None:
        return "no_goal", None
    share = float(value / goal) if goal else None
    unsaid = target.comparator not in ("<=", ">=")
    if target.comparator == "<=" or (unsaid and _LOWER_IS_BETTER.search(target.text)):
        return ("met" if value <= goal else "behind"), share
    enough = goal * _ABOUT if target.comparator == "about" else goal
    if value >= enough:
        return "met", share
    return ("on_time" if share is not None and share >= gone else "behind"), share
