"""What a review is held against: one plan's snapshot, the period, the unit register, remembered columns."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from greenplan_desktop.model.index import PlanIndex
from greenplan_desktop.model.rules import is_blank, owing_units
from greenplan_desktop.model.text import compact

from .headers import heading_key
from .matching import TaskBook
from .units import UnitFinder
from .values import Values

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from greenplan_desktop.model.period import Period
    from greenplan_desktop.model.records import PlanSnapshot, StoredReport

    from .formsheet import HiddenForm


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """A unit's own heading and what it means: a family, or "" for a column to leave unread."""

    unit_id: int
    heading: str
    family: str


class ReviewContext:
    """Lookups for one review, built once; nothing in it changes."""

    def __init__(
        self,
        snapshot: PlanSnapshot,
        period: Period,
        places: Sequence[str] = (),
        mappings: Sequence[ColumnMapping] = (),
    ) -> None:
        """`places` are names of the district as units carry them in front of their own."""
        self.snapshot = snapshot
        self.period = period
        self.index = PlanIndex(snapshot)
        self.tasks = TaskBook(snapshot)
        self.finder = UnitFinder(snapshot.units, places)
        self._uids = {unit.uid: unit.id for unit in snapshot.units}
        self._mappings: dict[int, dict[str, str]] = defaultdict(dict)
        for one in mappings:
            self._mappings[one.unit_id][heading_key(one.heading)] = one.family
        self._owed: dict[int, list[int]] = defaultdict(list)
        for task in sorted(snapshot.tasks, key=lambda t: t.position):
            for unit in owing_units(self.index, task, period):
                self._owed[unit].append(task.id)
        self._reports = self.index.reports_of(period)
        self._earlier = [(p, r) for p in self._earlier_periods() if (r := self.index.reports_of(p))]
        self._assigned: dict[int, frozenset[int]] = {}

    def _earlier_periods(self) -> list[Period]:
        """Earlier periods of the same kind, latest first."""
        same = (p.period for p in self.snapshot.periods)
        found = [p for p in same if p.months == self.period.months and p < self.period]
        return sorted(found, reverse=True)

    def is_own_plan(self, form: HiddenForm) -> bool:
        """Whether a form was written for this plan: by its key, else by document number and title together."""
        plan = self.snapshot.plan
        if form.plan == plan.uid:
            return True
        known = bool(plan.document_number) and compact(form.plan_number) == compact(
            plan.document_number or ""
        )
        return known and compact(form.plan_title) == compact(plan.title)

    def unit_by_uid(self, form: HiddenForm) -> int | None:
        """The unit a form was written for, or the one it was merged into."""
        found = self._uids.get(form.unit)
        if found is None and form.unit_name:
            return self.finder.exact(form.unit_name)
        return self.finder.current(found) if found is not None else None

    def is_unit(self, text: str) -> bool:
        """Whether a text is nothing but a known unit's name."""
        return self.finder.exact(text) is not None

    def mapping(self, unit_id: int | None) -> Mapping[str, str]:
        """A unit's remembered headings."""
        return self._mappings.get(unit_id, {}) if unit_id is not None else {}

    def owed(self, unit_id: int) -> list[int]:
        """The tasks a unit owes a report on, in the plan's order."""
        return self._owed.get(unit_id, [])

    def assigned(self, task_id: int, unit_id: int) -> bool:
        """Whether a unit leads or shares a task, itself or through a group."""
        found = self._assigned.get(task_id)
        if found is None:
            found = self._assigned[task_id] = frozenset(unit for unit, _ in self.index.duties(task_id))
        return unit_id in found

    def report(self, task_id: int, unit_id: int) -> StoredReport | None:
        """What the database holds for the period."""
        return self.index.find_report(self._reports, task_id, unit_id)

    def last_report(self, task_id: int, unit_id: int) -> tuple[Period, StoredReport] | None:
        """The latest earlier period of the same kind that has a report, and the report."""
        for period, reports in self._earlier:
            found = self.index.find_report(reports, task_id, unit_id)
            if found is not None and not is_blank(found):
                return period, found
        return None

    def revision(self, unit_id: int | None) -> int:
        """The number that a unit's next return for the period gets."""
        return len(self.index.files(unit_id, self.period)) + 1 if unit_id is not None else 1


def stored_values(report: StoredReport | None) -> Values | None:
    """A stored report's values, None where there is no report."""
    if report is None:
        return None
    return Values(
        report.status,
        report.percent_tenths,
        report.achievement,
        report.problems,
        report.next_steps,
        report.remarks,
    )
