"""Rows as the database holds them: frozen, with their keys; every date is ISO text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from .period import Period

if TYPE_CHECKING:
    from .plan import Comparator, Role


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """A plan's head; `settings` holds the plan's own choices (who owes returns, how time gone counts)."""

    id: int
    uid: str
    title: str
    short_name: str
    document_number: str | None
    issuer: str | None
    issue_date: str | None
    period_from: int | None
    period_to: int | None
    source_name: str
    is_sample: bool
    archived_at: str | None
    position: int

    @property
    def name(self) -> str:
        """What a chooser shows."""
        return self.short_name or self.title


@dataclass(frozen=True, slots=True)
class StoredChapter:
    """A heading above tasks; chapters nest by `parent_id`."""

    id: int
    plan_id: int
    parent_id: int | None
    position: int
    title: str


@dataclass(frozen=True, slots=True)
class StoredTask:
    """A task; `code` is unique in its plan, `position` orders it, `life` is a model.status.Life value."""

    id: int
    uid: str
    plan_id: int
    chapter_id: int | None
    position: int
    number: str
    code: str
    title: str
    text: str
    clause: str | None
    open_ended: bool
    remarks: str
    due_text: str
    due_date: str | None
    doubts: tuple[str, ...]
    life: str
    source_line: int | None
    source_start: int | None
    source_end: int | None


@dataclass(frozen=True, slots=True)
class StoredTarget:
    """A target of a task, or of the plan where `task_id` is None; `value` is decimal text."""

    id: int
    plan_id: int
    task_id: int | None
    position: int
    text: str
    indicator: str
    comparator: Comparator
    value: str | None
    unit: str | None
    year: int | None


class EarlierName(NamedTuple):
    """A name a unit bore until a day (ISO, its last one)."""

    full_name: str
    short_name: str
    until: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the register; `kind` is a key of labels.UNIT_KIND, a `group` phrase is no single unit."""

    id: int
    uid: str
    full_name: str
    short_name: str
    kind: str
    position: int
    aliases: tuple[str, ...] = ()
    contact: str = ""
    phone: str = ""
    active_from: str | None = None
    active_to: str | None = None
    merged_into: int | None = None
    earlier: tuple[EarlierName, ...] = ()  # oldest first

    def named_on(self, day: str) -> Unit:
        """The unit under the name it bore on a day (ISO)."""
        name = next((one for one in self.earlier if day <= one.until), None)
        return self if name is None else replace(self, full_name=name.full_name, short_name=name.short_name)

    @property
    def is_group(self) -> bool:
        """Whether this is a group phrase (各镇街) and no single unit."""
        return self.kind == "group"

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it is known by: short, full, aliases."""
        return tuple(dict.fromkeys(n for n in (self.short_name, self.full_name, *self.aliases) if n))


@dataclass(frozen=True, slots=True)
class Assignment:
    """One unit's role in one task; at most one per (task, unit)."""

    id: int
    task_id: int
    unit_id: int
    role: Role
    position: int
    role_word: str = ""


@dataclass(frozen=True, slots=True)
class StoredPeriod:
    """A period of a plan, with the day (ISO) until which returns are due."""

    id: int
    uid: str
    plan_id: int
    code: str
    deadline: str | None = None

    @property
    def period(self) -> Period:
        """What its code stands for."""
        return Period.parse(self.code)


@dataclass(frozen=True, slots=True)
class StoredReport:
    """What one unit said of one task for one period; percent in tenths (0–1000)."""

    id: int
    task_id: int
    unit_id: int
    period_id: int
    status: str | None
    percent_tenths: int | None
    achievement: str
    problems: str
    next_steps: str
    remarks: str
    return_file_id: int | None
    sheet: str
    cells: str  # JSON: field -> cell address
    updated_at: str


@dataclass(frozen=True, slots=True)
class ReturnFile:
    """A file that came in for a period; its bytes lie in file_blob under `sha256`."""

    id: int
    period_id: int
    unit_id: int | None
    name: str
    sha256: str
    received_at: str
    revision: int
    kind: str  # "return" or "evidence"
    size: int = 0


@dataclass(frozen=True, slots=True)
class ManualStatus:
    """A task's status for a period set by hand, with the reason."""

    id: int
    task_id: int
    period_id: int
    status: str
    reason: str


@dataclass(frozen=True, slots=True)
class TargetValue:
    """A target's value as reported for a period; `value` is decimal text in `unit`."""

    id: int
    target_id: int
    period_id: int
    value: str
    unit: str
    source: str


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """A dated turn in a task's life: 延期, 调整, 暂停, 取消, 销号."""

    id: int
    task_id: int
    life: str
    at: str
    reason: str
    document: str
    due_text: str
    due_date: str | None


@dataclass(frozen=True, slots=True)
class PlanSnapshot:
    """Everything of one plan at one moment: what returns, lists and statistics are computed from."""

    plan: StoredPlan
    chapters: tuple[StoredChapter, ...] = ()
    tasks: tuple[StoredTask, ...] = ()
    targets: tuple[StoredTarget, ...] = ()
    units: tuple[Unit, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    periods: tuple[StoredPeriod, ...] = ()
    reports: tuple[StoredReport, ...] = ()
    return_files: tuple[ReturnFile, ...] = ()
    manual_statuses: tuple[ManualStatus, ...] = ()
    target_values: tuple[TargetValue, ...] = ()
    life_events: tuple[LifeEvent, ...] = ()
    group_members: tuple[tuple[int, int], ...] = ()  # (group unit id, member unit id)
    settings: tuple[tuple[str, str], ...] = ()  # the plan's settings, key -> value (JSON text)

    def named_on(self, day: str) -> PlanSnapshot:
        """The plan with every unit under the name it bore on a day (ISO): what is printed of that day says so."""
        return replace(self, units=tuple(unit.named_on(day) for unit in self.units))
