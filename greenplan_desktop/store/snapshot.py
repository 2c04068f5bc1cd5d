"""Everything of one plan at one moment, read in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greenplan_desktop.model.errors import StoreError
from greenplan_desktop.model.records import PlanSnapshot

from . import plans, reports, settings, tasks, units

if TYPE_CHECKING:
    from .database import Store


def plan_snapshot(store: Store, plan_id: int) -> PlanSnapshot:
    """The plan with its tasks, units, periods and reports; raises StoreError where it is gone."""
    own = not store.connection.in_transaction
    if own:
        store.connection.execute("BEGIN")
    try:
        plan = plans.plan(store, plan_id)
        if plan is None:
            raise StoreError("这份计划已被移除，请在上方另选一份计划。")
        return PlanSnapshot(
            plan=plan,
            chapters=tuple(plans.chapters(store, plan_id)),
            tasks=tuple(tasks.of_plan(store, plan_id)),
            targets=tuple(tasks.targets(store, plan_id)),
            units=tuple(units.all_units(store)),
            assignments=tuple(units.assignments(store, plan_id)),
            periods=tuple(reports.periods(store, plan_id)),
            reports=tuple(reports.of_plan(store, plan_id)),
            return_files=tuple(reports.files(store, plan_id)),
            manual_statuses=tuple(tasks.manual_statuses(store, plan_id)),
            target_values=tuple(tasks.target_values(store, plan_id)),
            life_events=tuple(tasks.life_events(store, plan_id)),
            group_members=tuple(units.group_members(store)),
            settings=settings.of_plan(store, plan_id),
        )
    finally:
        if own:
            store.connection.execute("COMMIT")
