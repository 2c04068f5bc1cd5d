"""A plan's snapshot made quick to ask: rows by key, reports by task, unit and period, groups expanded."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .period import Period
    from .plan import Role
    from .records import (
        Assignment,
        LifeEvent,
        ManualStatus,
        PlanSnapshot,
        ReturnFile,
        StoredChapter,
        StoredPeriod,
        StoredReport,
        StoredTarget,
        StoredTask,
        TargetValue,
        Unit,
    )

Duty = tuple[int, "Role"]  # (unit id, its role) after groups are expanded
Reports = dict[tuple[int, int], "StoredReport"]  # by (task id, unit id)


class PlanIndex:
    """Lookups over one snapshot, built once and shared; it never changes what it was built from."""

    def __init__(self, snapshot: PlanSnapshot) -> None:
        """Builds every lookup in one pass over each table."""
        self.snapshot = snapshot
        self.plan = snapshot.plan
        self.units: dict[int, Unit] = {u.id: u for u in snapshot.units}
        self.tasks: dict[int, StoredTask] = {t.id: t for t in snapshot.tasks}
        self.task_by_code: dict[str, StoredTask] = {t.code: t for t in snapshot.tasks}
        self.chapters: dict[int, StoredChapter] = {c.id: c for c in snapshot.chapters}
        self.periods: dict[str, StoredPeriod] = {p.code: p for p in snapshot.periods}
        self.manual: dict[tuple[int, int], ManualStatus] = {
            (m.task_id, m.period_id): m for m in snapshot.manual_statuses
        }
        self.values: dict[tuple[int, int], TargetValue] = {
            (v.target_id, v.period_id): v for v in snapshot.target_values
        }
        self.assignments = _by_task(snapshot.assignments)
        self.targets: dict[int | None, list[StoredTarget]] = defaultdict(list)
        for target in snapshot.targets:
            self.targets[target.task_id].append(target)
        self.life_events: dict[int, list[LifeEvent]] = defaultdict(list)
        for event in snapshot.life_events:
            self.life_events[event.task_id].append(event)
        self._reports = _by_period(snapshot.reports)
        self._predecessors: dict[int, list[int]] = defaultdict(list)
        for unit in snapshot.units:
            if unit.merged_into is not None:
                self._predecessors[unit.merged_into].append(unit.id)
        self._members: dict[int, list[int]] = defaultdict(list)
        for group, member in snapshot.group_members:
            self._members[group].append(member)
        self._duties: dict[int, tuple[Duty, ...]] = {}
        self._leads: dict[int, tuple[int, ...]] = {}
        self._keys: dict[Period, int | None] = {}
        self._files: dict[tuple[int, int], list[ReturnFile]] | None = None
        self._settings: dict[str, Any] = {}
        self._last: Period | None = max(
            (stored.period for stored in snapshot.periods),
            key=lambda p: (p.year, p.last_month, p.months),
            default=None,
        )

    def setting(self, key: str, default: Any = None) -> Any:
        """A setting of the plan, or `default` where it is not set or no readable JSON."""
        if key not in self._settings:
            self._settings[key] = self._read_setting(key)
        value = self._settings[key]
        return default if value is None else value

    def _read_setting(self, key: str) -> Any:
        for name, text in self.snapshot.settings:
            if name == key:
                try:
                    return json.loads(text)
                except ValueError:
                    return None
        return None

    def period_id(self, period: Period) -> int | None:
        """The key of a period of this plan, None where nothing was ever stored for it."""
        try:
            return self._keys[period]
        except KeyError:
            stored = self.periods.get(period.code)
            return self._keys.setdefault(period, stored.id if stored else None)

    def reports_of(self, period: Period) -> Reports:
        """All reports of a period by (task id, unit id); empty where there is none."""
        key = self.period_id(period)
        return self._reports.get(key, {}) if key is not None else {}

    def report(self, task_id: int, unit_id: int, period: Period) -> StoredReport | None:
        """What a unit, or a unit since merged into it, said of a task for a period."""
        return self.find_report(self.reports_of(period), task_id, unit_id)

    def find_report(self, reports: Reports, task_id: int, unit_id: int) -> StoredReport | None:
        """The same over the reports of one period, for loops."""
        found = reports.get((task_id, unit_id))
        if found is None and unit_id in self._predecessors:
            for older in self._predecessors[unit_id]:
                found = found or self.find_report(reports, task_id, older)
        return found

    def files(self, unit_id: int, period: Period) -> list[ReturnFile]:
        """The returns a unit sent for a period, in the order of receipt (evidence left out)."""
        if self._files is None:
            self._files = defaultdict(list)
            for file in self.snapshot.return_files:
                if file.unit_id is not None and file.kind == "return":
                    self._files[file.period_id, file.unit_id].append(file)
        key = self.period_id(period)
        return self._files.get((key, unit_id), []) if key is not None else []

    def members(self, unit_id: int) -> tuple[int, ...]:
        """The single units a group stands for (groups within groups opened); empty where not expanded."""
        return tuple(dict.fromkeys(self._open(unit_id, set())))

    def _open(self, unit_id: int, seen: set[int]) -> Iterable[int]:
        seen.add(unit_id)
        for member in self._members.get(unit_id, ()):
            if member in seen:
                continue
            unit = self.units.get(member)
            if unit is not None and unit.is_group:
                yield from self._open(member, seen)
            elif unit is not None:
                yield member

    def duties(self, task_id: int) -> tuple[Duty, ...]:
        """The single units of a task with their role, leads first; a group gives way to its members.

        A unit named itself and through a group counts once, as lead where either says so. A group that
        was not expanded stands for nobody and is left out.
        """
        found = self._duties.get(task_id)
        if found is None:
            found = self._duties[task_id] = self._expand(self.assignments.get(task_id, ()))
        return found

    def _expand(self, assignments: Iterable[Assignment]) -> tuple[Duty, ...]:
        roles: dict[int, Role] = {}
        for one in assignments:  # leads come first, and who leads goes on leading
            unit = self.units.get(one.unit_id)
            if unit is None:
                continue
            if unit.kind != "group":
                roles.setdefault(one.unit_id, one.role)
                continue
            for member in self.members(one.unit_id):
                roles.setdefault(member, one.role)
        return tuple(roles.items())

    def leads(self, task_id: int) -> tuple[int, ...]:
        """The lead units of a task, groups expanded."""
        found = self._leads.get(task_id)
        if found is None:
            found = self._leads[task_id] = tuple([u for u, role in self.duties(task_id) if role == "lead"])
        return found

    def names(self, task_id: int, role: Role) -> list[str]:
        """Short names of the units of one role as assigned, groups kept as phrases, in order."""
        return [
            self.units[one.unit_id].short_name
            for one in self.assignments.get(task_id, ())
            if one.role == role and one.unit_id in self.units
        ]

    def chapter_path(self, chapter_id: int | None) -> tuple[StoredChapter, ...]:
        """A chapter with all above it, the uppermost first."""
        path: list[StoredChapter] = []
        while chapter_id is not None and chapter_id in self.chapters and len(path) < 20:
            chapter = self.chapters[chapter_id]
            path.append(chapter)
            chapter_id = chapter.parent_id
        return tuple(reversed(path))

    def last_period(self) -> Period | None:
        """The latest period of the plan, None where there is none."""
        return self._last


def _by_task(assignments: Iterable[Assignment]) -> dict[int, tuple[Assignment, ...]]:
    found: dict[int, list[Assignment]] = defaultdict(list)
    for one in assignments:
        found[one.task_id].append(one)
    return {
        task: tuple(sorted(rows, key=lambda a: (a.role != "lead", a.position, a.id)))
        for task, rows in found.items()
    }


def _by_period(reports: Iterable[StoredReport]) -> dict[int, Reports]:
    found: dict[int, Reports] = defaultdict(dict)
    for report in reports:
        found[report.period_id][report.task_id, report.unit_id] = report
    return dict(found)
