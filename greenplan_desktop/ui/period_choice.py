"""Which periods a clerk is offered: those that are near at hand, and any other by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greenplan_desktop.model.period import Period

if TYPE_CHECKING:
    from .plan_view import PlanView

MOST_LISTED = 24  # periods; where a plan has more, those of the year on the screen are listed
LENGTHS = (3, 6, 12, 1)  # months: quarters first, they are asked for most


def periods_offered(view: PlanView) -> list[Period]:
    """The plan's stored periods, and of the kind on the screen all of its years and the neighbours; latest first."""
    found = {p.code: p.period for p in view.snapshot.periods}
    shown = view.period
    start, end = view.plan.period_from or shown.year, view.plan.period_to or shown.year
    within = _through_years(shown, start, end)
    if len(within) > MOST_LISTED:
        within = _through_years(shown, shown.year, shown.year)
    near = [shown.previous(), shown, shown.next()]
    for period in (*near, *within):
        found.setdefault(period.code, period)
    return sorted(found.values(), key=lambda p: (p.year, p.last_month, p.months), reverse=True)


def _through_years(shown: Period, start: int, end: int) -> list[Period]:
    """All periods as long as the one on the screen from one year to another."""
    firsts = range(1, 13, shown.months)
    return [Period(year, m, m + shown.months - 1) for year in range(start, end + 1) for m in firsts]


def all_periods(view: PlanView) -> list[Period]:
    """Every quarter, half, year and month of the plan's years and one beside them, the latest year first."""
    shown = view.period.year
    start = min(view.plan.period_from or shown, shown) - 1
    end = max(view.plan.period_to or shown, shown) + 1
    return [
        Period(year, first, first + length - 1)
        for year in range(end, start - 1, -1)
        for length in LENGTHS
        for first in range(1, 13, length)
    ]
