"""The figures of a plan at a period: page, command line, summary and bulletin all take them from here."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from greenplan_desktop.model import rules
from greenplan_desktop.model.index import PlanIndex
from greenplan_desktop.model.status import Status

from .figures import LIFE_APART, STATUS_ORDER, Change, Counts, GroupRow, Statistics, TaskRow, UnitRow
from .targets import target_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from greenplan_desktop.model.index import Reports
    from greenplan_desktop.model.period import Period
    from greenplan_desktop.model.records import PlanSnapshot, StoredTask

__all__ = [
    "LIFE_APART",
    "STATUS_ORDER",
    "Change",
    "Counts",
    "GroupRow",
    "Statistics",
    "TaskRow",
    "UnitRow",
    "counts_over_periods",
    "missing_json",
    "previous_period",
    "statistics",
    "stats_json",
    "task_rows",
]
MOST_GROUPS = 15  # beyond so many second-level headings, tasks are counted by first-level ones


def statistics(source: PlanSnapshot | PlanIndex, period: Period) -> Statistics:
    """The figures of a plan at a period, each task counted once by its status and none left out."""
    index = source if isinstance(source, PlanIndex) else PlanIndex(source)
    rows = task_rows(index, period)
    counted = [row for row in rows if row.counted]
    stored = index.periods.get(period.code)
    deadline = stored.deadline if stored else None
    units = _units(index, period, rows, deadline)
    return Statistics(
        plan_id=index.plan.id,
        plan=index.plan.name,
        document_number=index.plan.document_number,
        period=period,
        deadline=deadline,
        gone=rules.time_gone(period, index.plan, rules.time_mode(index)),
        tasks=len(counted),
        by_status=_counts(row.status for row in counted),
        by_light=dict(Counter(row.light for row in counted)),
        apart={life: sum(row.life == life for row in rows) for life in LIFE_APART},
        rows=tuple(rows),
        groups=_groups(index, counted),
        units=tuple(units),
        expected=sum(unit.owed > 0 for unit in units),
        received=sum(unit.owed > 0 and unit.received for unit in units),
        complete=sum(unit.owed > 0 and not unit.missing for unit in units),
        overdue=tuple(row.code for row in counted if row.overdue),
        due_soon=tuple(row.code for row in counted if row.due_soon),
        targets=tuple(target_rows(index, period)),
        change=_change(index, period, counted),
    )


def stats_json(figures: Statistics) -> dict[str, Any]:
    """The shape `greenplan stats --json` prints."""
    return {
        "tasks": figures.tasks,
        "by_status": {key: figures.by_status[key] for key in STATUS_ORDER},
        "units": [
            {"unit": u.name, "lead": u.lead, "responsible": u.responsible, "reported": u.reported}
            for u in figures.units
        ],
        "overdue": list(figures.overdue),
        "due_soon": list(figures.due_soon),
        "apart": dict(figures.apart),
    }


def missing_json(figures: Statistics) -> dict[str, Any]:
    """The shape `greenplan returns missing --json` prints."""
    return {
        "expected": figures.expected,
        "received": figures.received,
        "missing": [{"unit": u.name, "tasks": list(u.missing)} for u in figures.missing],
    }


def task_rows(index: PlanIndex, period: Period) -> list[TaskRow]:
    """Every task of the plan at a period, in the plan's order."""
    group_of = _group_of(index)
    gone = rules.time_gone(period, index.plan, rules.time_mode(index))
    scheme = rules.scheme(index)
    return [_task_row(index, task, period, group_of, gone, scheme) for task in index.snapshot.tasks]


def _task_row(
    index: PlanIndex,
    task: StoredTask,
    period: Period,
    group_of: dict[int, int | None],
    gone: float,
    scheme: rules.LightScheme,
) -> TaskRow:
    life = rules.life_at(index, task, period)
    status, percent = rules.task_progress(index, task, period)
    late = soon = False
    light: str = "none"
    if life not in LIFE_APART:
        late = rules.overdue(index, task, period, status)
        soon = rules.due_soon(index, task, period, status)
        light = rules.light(percent, gone, status, scheme, overdue=late)
    group = group_of.get(task.chapter_id) if task.chapter_id is not None else None
    leads = index.leads(task.id)
    return TaskRow(
        task.id, task.code, task.title, group, life, status, percent, light, late, soon, task.due_date, leads
    )


def _counts(statuses: Iterable[str]) -> Counts:
    found = Counter(statuses)
    return {status: found[status] for status in STATUS_ORDER}


def _group_of(index: PlanIndex) -> dict[int, int | None]:
    """Chapter id -> heading to count under: the second level, or the first where seconds are too many."""
    used = dict.fromkeys(t.chapter_id for t in index.snapshot.tasks if t.chapter_id is not None)
    paths = {chapter: index.chapter_path(chapter) for chapter in used}
    second = {chapter: path[min(1, len(path) - 1)].id for chapter, path in paths.items() if path}
    first = {chapter: path[0].id for chapter, path in paths.items() if path}
    many = len(set(second.values())) > MOST_GROUPS and len(set(first.values())) > 1
    return dict(first if many else second)


def _groups(index: PlanIndex, counted: Sequence[TaskRow]) -> tuple[GroupRow, ...]:
    found: dict[int | None, list[str]] = {}
    for row in counted:
        found.setdefault(row.group, []).append(row.status)
    return tuple(
        GroupRow(key, index.chapters[key].title if key is not None else "未分章节", len(said), _counts(said))
        for key, said in found.items()
    )


def _units(index: PlanIndex, period: Period, rows: Sequence[TaskRow], deadline: str | None) -> list[UnitRow]:
    counted = [row for row in rows if row.counted]
    loads = rules.loads(index, [index.tasks[row.task_id] for row in counted])
    leading: dict[int, list[str]] = {}
    for row in counted:
        for unit in row.leads:
            leading.setdefault(unit, []).append(row.status)
    owed = {one.unit_id: one for one in rules.owed(index, period)}
    reports = index.reports_of(period)
    reported = _reported(index, counted, reports)
    names = [unit for unit in loads if not index.units[unit].is_group]
    return [
        _unit_row(index, unit, loads[unit], owed.get(unit), reported[unit], leading.get(unit, []), deadline)
        for unit in sorted(names, key=lambda u: (index.units[u].position, u))
    ]


def _reported(index: PlanIndex, counted: Sequence[TaskRow], reports: Reports) -> Counter[int]:
    """How many counted tasks each assigned unit reported on."""
    found: Counter[int] = Counter()
    for row in counted if reports else ():
        for unit, _ in index.duties(row.task_id):
            report = index.find_report(reports, row.task_id, unit)
            if report is not None and not rules.is_blank(report):
                found[unit] += 1
    return found


def _unit_row(
    index: PlanIndex,
    unit: int,
    load: rules.Load,
    owed: rules.Owed | None,
    reported: int,
    leading: Sequence[str],
    deadline: str | None,
) -> UnitRow:
    tasks = owed.tasks if owed else ()
    done = owed.done if owed else ()
    led = {task for task in tasks if unit in index.leads(task)} if load.lead else set()
    lead_done = sum(task in led for task in done) if led else 0
    return UnitRow(
        unit_id=unit,
        name=index.units[unit].short_name,
        lead=load.lead,
        responsible=load.responsible,
        reported=reported,
        lead_owed=len(led),
        lead_done=lead_done,
        responsible_owed=len(tasks) - len(led),
        responsible_done=len(done) - lead_done,
        received=bool(owed and owed.received),
        lead_by_status=_counts(leading),
        missing=tuple(index.tasks[t].code for t in owed.missing) if owed and not owed.complete else (),
        received_on=owed.received_on if owed else None,
        late_days=_days_late(owed.received_on, deadline) if owed else 0,
    )


def _days_late(day: str | None, deadline: str | None) -> int:
    if not day or not deadline or day <= deadline:
        return 0
    return (date.fromisoformat(day) - date.fromisoformat(deadline)).days


def previous_period(index: PlanIndex, period: Period) -> Period | None:
    """The latest earlier period of the same kind that the plan knows, None where there is none."""
    start = (period.year, period.first_month)
    known = [stored.period for stored in index.snapshot.periods]
    earlier = [p for p in known if p.months == period.months and (p.year, p.first_month) < start]
    return max(earlier, default=None)


def counts_over_periods(index: PlanIndex, period: Period) -> list[tuple[Period, Counts]]:
    """Counted tasks by status for each period of the same kind up to this one, earliest first."""
    end = (period.year, period.last_month)
    known = (stored.period for stored in index.snapshot.periods)
    wanted = sorted(
        {p for p in known if p.months == period.months and (p.year, p.last_month) <= end} | {period}
    )
    return [
        (
            one,
            _counts(
                rules.task_status(index, t, one)
                for t in index.snapshot.tasks
                if not rules.rests(index, t, one)
            ),
        )
        for one in wanted
    ]


def _change(index: PlanIndex, period: Period, counted: Sequence[TaskRow]) -> Change | None:
    previous = previous_period(index, period)
    if previous is None:
        return None
    tasks = [task for task in index.snapshot.tasks if not rules.rests(index, task, previous)]
    before = {task.code: rules.task_status(index, task, previous) for task in tasks}
    counts = _counts(before.values())
    now = _counts(row.status for row in counted)
    turned = [(row.code, before.get(row.code), row.status) for row in counted]
    done, late = Status.COMPLETED, Status.DELAYED
    return Change(
        previous=previous.code,
        by_status={status: now[status] - counts[status] for status in STATUS_ORDER},
        completed=tuple(code for code, was, is_ in turned if is_ == done and was != done),
        fell_behind=tuple(code for code, was, is_ in turned if is_ == late and was not in (late, None)),
        recovered=tuple(
            code for code, was, is_ in turned if was == late and is_ in (Status.ON_TRACK, Status.COMPLETED)
        ),
    )
