"""What charts show: rows of parts taken from the figures, for the overview and for the summary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greenplan_desktop.model.labels import STATUS

from .stats import STATUS_ORDER, counts_over_periods
from .targets import STATE_WORD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greenplan_desktop.model.index import PlanIndex
    from greenplan_desktop.model.period import Period

    from .stats import Counts, Statistics

MOST_UNITS, MOST_TARGETS, MOST_PERIODS = 20, 20, 12
_QUARTER = "一二三四"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its parts as (key, number) and the words at its end."""

    label: str
    parts: tuple[tuple[str, int], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class StackedChart:
    """Bars of parts; `upright` stands them side by side in time, else they lie one below the other."""

    title: str
    bars: tuple[Bar, ...]
    legend: tuple[tuple[str, str], ...]  # (key, word)
    foot: str = ""
    upright: bool = False


@dataclass(frozen=True, slots=True)
class GoalBar:
    """One target: share of the goal reached and of the time gone (1 is all), and the words at its end."""

    label: str
    share: float | None
    gone: float
    state: str
    note: str


@dataclass(frozen=True, slots=True)
class GoalChart:
    """Targets against their goals, a mark where time stands."""

    title: str
    bars: tuple[GoalBar, ...]
    legend: tuple[tuple[str, str], ...]
    foot: str = ""


Chart = StackedChart | GoalChart
_LEGEND = tuple((status, STATUS[status]) for status in STATUS_ORDER)


def status_by_group(figures: Statistics) -> StackedChart:
    """Tasks by status under each heading of the plan."""
    bars = tuple(Bar(g.title, _parts(g.by_status), f"{g.tasks}项") for g in figures.groups)
    return StackedChart("各章节任务进展", bars, _legend(bars))


def lead_units(figures: Statistics, most: int = MOST_UNITS) -> StackedChart:
    """Tasks by status for each lead unit, those with the most first; a note names the rest."""
    leading = sorted((u for u in figures.units if u.lead), key=lambda u: -u.lead)
    bars = tuple(Bar(u.name, _parts(u.lead_by_status), f"牵头{u.lead}项") for u in leading[:most])
    rest = leading[most:]
    foot = f"另有{len(rest)}个单位牵头不超过{rest[0].lead}项，未列出。" if rest else ""
    if sum(u.lead for u in leading) > sum(bool(row.leads) for row in figures.rows if row.counted):
        foot += "几个单位共同牵头的任务在各单位中分别计数。"
    return StackedChart("各牵头单位任务进展", bars, _legend(bars), foot)


def targets_followed(figures: Statistics, most: int = MOST_TARGETS) -> GoalChart:
    """Quantified targets against their goals, those with a value first, in the plan's order."""
    rows = [row for row in figures.targets if row.goal is not None]
    given = [row for row in rows if row.share is not None]
    chosen = (given + [row for row in rows if row.share is None])[:most]
    bars = tuple(
        GoalBar(
            row.indicator, row.share, row.gone, row.state, f"{row.value or row.state_text} / {row.goal_text}"
        )
        for row in chosen
    )
    states = dict.fromkeys(bar.state for bar in bars if bar.share is not None)
    left = len(rows) - len(chosen)
    foot = "竖线为序时进度" + (f"；另有{left}项目标未列出" if left else "") + "。"
    return GoalChart("目标完成情况", bars, tuple((s, STATE_WORD[s]) for s in states), foot if bars else "")


def over_periods(index: PlanIndex, period: Period) -> StackedChart:
    """Tasks by status in each period of the same kind up to this one, the latest twelve."""
    counts = counts_over_periods(index, period)[-MOST_PERIODS:]
    bars = tuple(Bar(_period_label(p), _parts(c), f"{sum(c.values())}项") for p, c in counts)
    return StackedChart("各期进展变化", bars, _legend(bars), upright=True)


def _parts(counts: Counts) -> tuple[tuple[str, int], ...]:
    return tuple((status, counts[status]) for status in STATUS_ORDER if counts[status])


def _legend(bars: Sequence[Bar]) -> tuple[tuple[str, str], ...]:
    used = {key for bar in bars for key, _ in bar.parts}
    return tuple(entry for entry in _LEGEND if entry[0] in used)


def _period_label(period: Period) -> str:
    if period.months == 3:
        return f"{period.year}年\n{_QUARTER[period.last_month // 3 - 1]}季度"
    if period.months == 6:
        return f"{period.year}年\n{'上' if period.last_month == 6 else '下'}半年"
    return f"{period.year}年\n{period.last_month}月" if period.months == 1 else f"{period.year}年"
