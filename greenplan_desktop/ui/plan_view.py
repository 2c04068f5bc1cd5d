"""What the pages show: one plan at one moment, seen from one period; immutable, shared, never queried again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from greenplan_desktop.model.index import PlanIndex
    from greenplan_desktop.model.period import Period
    from greenplan_desktop.model.records import PlanSnapshot, StoredPlan


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan's index, the period it is looked at from, and whether the database may be written."""

    index: PlanIndex
    period: Period
    read_only: bool = False

    @property
    def snapshot(self) -> PlanSnapshot:
        """Everything of the plan."""
        return self.index.snapshot

    @property
    def plan(self) -> StoredPlan:
        """The plan's head."""
        return self.index.snapshot.plan
