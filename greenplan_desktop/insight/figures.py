"""The rows the figures of a plan consist of: tasks, headings, units, and what changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from greenplan_desktop.model.status import UNREPORTED, Status

if TYPE_CHECKING:
    from greenplan_desktop.model.period import Period

    from .targets import TargetRow

STATUS_ORDER: tuple[str, ...] = (
    Status.COMPLETED.value,
    Status.ON_TRACK.value,
    Status.DELAYED.value,
    Status.NOT_STARTED.value,
    UNREPORTED,
)
LIFE_APART: tuple[str, ...] = ("paused", "cancelled", "closed")

Standing = Literal["complete", "late", "partial", "missing", "none"]
Counts = dict[str, int]  # status -> number, in STATUS_ORDER


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task at a period; a resting one (暂停, 取消, 销号) keeps its life and is counted apart."""

    task_id: int
    code: str
    title: str
    group: int | None  # id of the heading it is counted under
    life: str
    status: str
    percent_tenths: int | None
    light: str
    overdue: bool
    due_soon: bool
    due_date: str | None
    leads: tuple[int, ...]  # unit ids

    @property
    def counted(self) -> bool:
        """Whether the task is among those counted by status."""
        return self.life not in LIFE_APART


@dataclass(frozen=True, slots=True)
class GroupRow:
    """Tasks under one heading, by status; heading None holds tasks without one."""

    chapter_id: int | None
    title: str
    tasks: int
    by_status: Counts


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit's part: tasks it leads and shares, owed and reported ones by role, the tasks it leads by status."""

    unit_id: int
    name: str
    lead: int
    responsible: int
    reported: int
    lead_owed: int
    lead_done: int
    responsible_owed: int
    responsible_done: int
    received: bool
    lead_by_status: Counts
    missing: tuple[str, ...]  # codes of tasks owed and not reported on
    received_on: str | None = None  # the day the return first came in
    late_days: int = 0  # days after the deadline, 0 where in time or without a deadline

    @property
    def standing(self) -> Standing:
        """Each unit stands in one place only: nothing owed, missing, partial, late or complete."""
        if not self.owed:
            return "none"
        if not self.received:
            return "missing"
        if self.missing:
            return "partial"
        return "late" if self.late_days else "complete"

    @property
    def owed(self) -> int:
        """Tasks a return is owed on."""
        return self.lead_owed + self.responsible_owed

    @property
    def done(self) -> int:
        """Owed tasks that were reported on."""
        return self.lead_done + self.responsible_done


@dataclass(frozen=True, slots=True)
class Change:
    """What changed since the period before: differences by status, codes of tasks that turned."""

    previous: str  # code of that period
    by_status: Counts
    completed: tuple[str, ...]
    fell_behind: tuple[str, ...]
    recovered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statistics:
    """All figures of one plan at one period."""

    plan_id: int
    plan: str
    document_number: str | None
    period: Period
    deadline: str | None
    gone: float
    tasks: int
    by_status: Counts
    by_light: Counts
    apart: Counts  # life -> number of tasks counted apart
    rows: tuple[TaskRow, ...]
    groups: tuple[GroupRow, ...]
    units: tuple[UnitRow, ...]
    expected: int
    received: int
    complete: int
    overdue: tuple[str, ...]
    due_soon: tuple[str, ...]
    targets: tuple[TargetRow, ...]
    change: Change | None

    @property
    def missing(self) -> tuple[UnitRow, ...]:
        """Units that have not returned, or not on every task they owe."""
        return tuple(unit for unit in self.units if unit.missing)

    @property
    def silent(self) -> tuple[UnitRow, ...]:
        """Units that owe a return and have sent nothing."""
        return tuple(unit for unit in self.units if unit.owed and not unit.received)

    def standing(self, *standings: Standing) -> tuple[UnitRow, ...]:
        """The units that stand so, in the register's order."""
        return tuple(unit for unit in self.units if unit.standing in standings)

    def of_status(self, status: str) -> tuple[TaskRow, ...]:
        """The counted tasks of a status, in the plan's order."""
        return tuple(row for row in self.rows if row.counted and row.status == status)
