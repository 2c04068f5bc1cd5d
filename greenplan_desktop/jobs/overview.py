"""What the overview shows: the figures of a snapshot, worked out on a thread of their own, and reminders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greenplan_desktop.model import rules
from greenplan_desktop.model.index import PlanIndex
from greenplan_desktop.model.progress import Progress

if TYPE_CHECKING:
    from greenplan_desktop.insight.figures import Change as Change
    from greenplan_desktop.insight.figures import GroupRow as GroupRow
    from greenplan_desktop.insight.figures import Statistics as Statistics
    from greenplan_desktop.insight.figures import TaskRow as TaskRow
    from greenplan_desktop.insight.figures import UnitRow as UnitRow
    from greenplan_desktop.insight.reminders import Reminder as Reminder
    from greenplan_desktop.insight.targets import TargetRow as TargetRow
    from greenplan_desktop.model.period import Period
    from greenplan_desktop.model.progress import Work
    from greenplan_desktop.model.records import PlanSnapshot


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures of a period, and how many units had returned for the period before (None: none before)."""

    figures: Statistics
    returned_before: int | None


def overview(snapshot: PlanSnapshot, period: Period) -> Work[Overview]:
    """The figures of a plan that is already read; with an index of its own, so that threads share nothing."""
    from greenplan_desktop.insight import stats

    yield Progress(0, 2, "正在统计")
    index = PlanIndex(snapshot)
    found = stats.statistics(index, period)
    yield Progress(1, 2, "正在与上期比较")
    before = stats.previous_period(index, period)
    returned = sum(one.received for one in rules.owed(index, before)) if before else None
    return Overview(found, returned)


def reminders(snapshot: PlanSnapshot, today: str) -> Work[list[Reminder]]:
    """What a plan asks for on a day (ISO): overdue, due soon, not returned; one line each."""
    from greenplan_desktop.insight import reminders as found

    yield Progress(0, 0, "正在查看到期情况")
    return found.reminders(PlanIndex(snapshot), today)
