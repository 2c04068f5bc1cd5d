"""What the overview shows: the figures of a snapshot, worked out on a thread of their own, and reminders."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def figures(snapshot: PlanSnapshot, period: Period) -> Work[Statistics]:
    """The figures of a plan that is already read; with an index of its own, so that threads share nothing."""
    from greenplan_desktop.insight import stats

    yield Progress(0, 0, "正在统计")
    return stats.statistics(PlanIndex(snapshot), period)


def reminders(index: PlanIndex, today: str) -> list[Reminder]:
    """What a plan asks for on a day (ISO): overdue, due soon, not returned; one line each."""
    from greenplan_desktop.insight import reminders as found

    return found.reminders(index, today)
