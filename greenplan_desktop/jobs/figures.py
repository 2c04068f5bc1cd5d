"""Figures of a plan at a period; page, command line, summary and bulletin all take them from here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from greenplan_desktop.store.snapshot import plan_snapshot

if TYPE_CHECKING:
    from greenplan_desktop.insight.stats import Statistics
    from greenplan_desktop.model.index import PlanIndex
    from greenplan_desktop.model.period import Period
    from greenplan_desktop.store.database import Store


def statistics(store: Store, plan_id: int, period: Period) -> Statistics:
    """The figures of a stored plan at a period."""
    from greenplan_desktop.insight import stats

    return stats.statistics(plan_snapshot(store, plan_id), period)


def statistics_of(index: PlanIndex, period: Period) -> Statistics:
    """The figures of a plan that is already read."""
    from greenplan_desktop.insight import stats

    return stats.statistics(index, period)


def stats_json(store: Store, plan_id: int, period: Period) -> dict[str, Any]:
    """What `greenplan stats --json` prints."""
    from greenplan_desktop.insight import stats

    return stats.stats_json(statistics(store, plan_id, period))


def missing_json(store: Store, plan_id: int, period: Period) -> dict[str, Any]:
    """What `greenplan returns missing --json` prints."""
    from greenplan_desktop.insight import stats

    return stats.missing_json(statistics(store, plan_id, period))
