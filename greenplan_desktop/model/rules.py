"""The rules of the office over one plan: a task's status and percent, overdue, load, who owes a return."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from .index import PlanIndex
from .lights import Colour, LightScheme, TimeMode, light, time_gone
from .status import UNREPORTED, Life, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .index import Reports
    from .period import Period
    from .records import StoredReport, StoredTask

__all__ = [
    "Colour",
    "LightScheme",
    "Load",
    "Owed",
    "PlanIndex",
    "due_soon",
    "is_blank",
    "life_at",
    "light",
    "loads",
    "local_day",
    "overdue",
    "owed",
    "owing_units",
    "report_status",
    "rests",
    "returned",
    "scheme",
    "task_light",
    "task_percent",
    "task_progress",
    "task_reports",
    "task_status",
    "time_gone",
    "time_mode",
]

_RANK: dict[str, int] = {status: number for number, status in enumerate(Status)}
_IMPLIED: dict[str, int] = {Status.COMPLETED: 1000, Status.NOT_STARTED: 0}
RESTING: frozenset[str] = frozenset((Life.PAUSED, Life.CANCELLED, Life.CLOSED))


@dataclass(frozen=True, slots=True)
class Load:
    """How many tasks a unit leads and shares."""

    lead: int = 0
    responsible: int = 0


@dataclass(frozen=True, slots=True)
class Owed:
    """What a unit owes for a period: task ids in the plan's order, and those it has reported on."""

    unit_id: int
    tasks: tuple[int, ...]
    done: tuple[int, ...]
    received: bool  # something came in: a report, or a return file
    received_on: str | None = None  # the day (ISO, local) the first of it came in

    @property
    def missing(self) -> tuple[int, ...]:
        """Tasks owed without a report."""
        done = set(self.done)
        return tuple(task for task in self.tasks if task not in done)

    @property
    def complete(self) -> bool:
        """Whether every owed task is reported on."""
        return len(self.done) == len(self.tasks)


@lru_cache(maxsize=256)
def _last_day(period: Period) -> str:
    return period.end


@lru_cache(maxsize=256)
def _day_after(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def is_blank(report: StoredReport) -> bool:
    """A report without any value says nothing and counts as none."""
    return (
        report.status is None
        and report.percent_tenths is None
        and not (report.achievement or report.problems or report.next_steps or report.remarks)
    )


def report_status(report: StoredReport) -> str | None:
    """The status a report gives: its own, else from its percent, else None."""
    if report.status is not None:
        return report.status
    if report.percent_tenths is None:
        return None
    if report.percent_tenths == 0:
        return Status.NOT_STARTED.value
    return (Status.COMPLETED if report.percent_tenths >= 1000 else Status.ON_TRACK).value


def _deciding(index: PlanIndex, task_id: int, reports: Reports) -> list[tuple[str, StoredReport]]:
    """The reports that decide a task, with their status: all leads', else the responsible units'.

    A task with leads is unreported (nothing decides) as long as one of them gave no status; without a
    lead those of its responsible units that gave one decide.
    """
    leads = index.leads(task_id)
    found: list[tuple[str, StoredReport]] = []
    for unit in leads or [unit for unit, _ in index.duties(task_id)]:
        report = index.find_report(reports, task_id, unit)
        status = report_status(report) if report is not None else None
        if report is not None and status is not None:
            found.append((status, report))
        elif leads:
            return []
    return found


def task_progress(index: PlanIndex, task: StoredTask, period: Period) -> tuple[str, int | None]:
    """A task's status for a period (`unreported` or a Status value) and its percent in tenths.

    A status set by hand wins. Else what its lead unit reports: of several leads the least advanced,
    unreported as long as a lead has not; without a lead the least advanced of its responsible units.
    The percent is the least of the reports that decide; without a figure completed is 1000 and not
    started 0; set to completed by hand it is 1000; else None.
    """
    key = index.period_id(period)
    if key is None:
        return UNREPORTED, None
    by_hand = index.manual.get((task.id, key)) if index.manual else None
    deciding = _deciding(index, task.id, index.reports_of(period))
    if by_hand is None and len(deciding) == 1:
        return deciding[0][0], _percent(deciding[0][1])
    percent = min((p for p in (_percent(r) for _, r in deciding) if p is not None), default=None)
    if by_hand is None:
        return min((status for status, _ in deciding), key=_order, default=UNREPORTED), percent
    if by_hand.status == Status.COMPLETED:
        return by_hand.status, 1000
    return by_hand.status, 0 if percent is None and by_hand.status == Status.NOT_STARTED else percent


def task_status(index: PlanIndex, task: StoredTask, period: Period) -> str:
    """A task's status for a period: `unreported` or a Status value (see task_progress)."""
    return task_progress(index, task, period)[0]


def task_percent(index: PlanIndex, task: StoredTask, period: Period) -> int | None:
    """A task's progress in tenths of a percent, None where unknown (see task_progress)."""
    return task_progress(index, task, period)[1]


def _order(status: str) -> int:
    return _RANK.get(status, -1)


def _percent(report: StoredReport) -> int | None:
    if report.percent_tenths is not None:
        return report.percent_tenths
    return _IMPLIED.get(report.status or "")


def task_reports(index: PlanIndex, task: StoredTask, period: Period) -> list[tuple[int, str, StoredReport]]:
    """What the units of a task said for a period: (unit id, role, report), leads first, blank ones left out."""
    reports = index.reports_of(period)
    found = ((unit, role, index.find_report(reports, task.id, unit)) for unit, role in index.duties(task.id))
    return [(unit, role, report) for unit, role, report in found if report and not is_blank(report)]


def life_at(index: PlanIndex, task: StoredTask, period: Period) -> str:
    """The life a task was in at a period's end, so that old figures stay when a task is paused later.

    For the plan's latest period it is the present life; without dated events likewise.
    """
    events = index.life_events.get(task.id)
    if not events:
        return task.life
    latest = index.last_period()
    if latest is None or (period.year, period.last_month) >= (latest.year, latest.last_month):
        return task.life
    lives = [event.life for event in events if event.at[:10] <= period.end]
    return lives[-1] if lives else Life.ACTIVE.value


def rests(index: PlanIndex, task: StoredTask, period: Period) -> bool:
    """Paused, cancelled and closed tasks are counted apart, owe nothing and are never overdue."""
    return life_at(index, task, period) in RESTING


def overdue(index: PlanIndex, task: StoredTask, period: Period, status: str | None = None) -> bool:
    """Not completed, and its last day is before the period's end."""
    if task.due_date is None or task.due_date >= _last_day(period) or rests(index, task, period):
        return False
    return (status or task_status(index, task, period)) != Status.COMPLETED


def due_soon(
    index: PlanIndex,
    task: StoredTask,
    period: Period,
    status: str | None = None,
    *,
    days: int = 30,
    today: str | None = None,
) -> bool:
    """Not completed, and its last day falls in the `days` from the period's end (or from `today`) on."""
    start = today or _last_day(period)
    if task.due_date is None or task.due_date < start or rests(index, task, period):
        return False
    if task.due_date > _day_after(start, days):
        return False
    return (status or task_status(index, task, period)) != Status.COMPLETED


def time_mode(index: PlanIndex) -> TimeMode:
    """How time gone counts for this plan (setting `time_gone`): `plan` months by default, or `year`."""
    return "year" if index.setting("time_gone") == "year" else "plan"


def scheme(index: PlanIndex) -> LightScheme:
    """The office's light scheme (setting `lights`, an object), or the default."""
    text = next((value for key, value in index.snapshot.settings if key == "lights"), None)
    return LightScheme.from_json(text)


def task_light(index: PlanIndex, task: StoredTask, period: Period) -> Colour:
    """A task's light for a period by the plan's settings; none for paused, cancelled and closed tasks."""
    if rests(index, task, period):
        return "none"
    status = task_status(index, task, period)
    gone = time_gone(period, index.plan, time_mode(index))
    late = overdue(index, task, period, status)
    return light(task_percent(index, task, period), gone, status, scheme(index), overdue=late)


def loads(index: PlanIndex, tasks: Iterable[StoredTask] | None = None) -> dict[int, Load]:
    """Each unit's load, groups expanded; a group phrase keeps what it is named in itself."""
    counts: dict[int, list[int]] = {}
    for task in index.snapshot.tasks if tasks is None else tasks:
        for unit, role in index.duties(task.id):
            counts.setdefault(unit, [0, 0])[role != "lead"] += 1
        for one in index.assignments.get(task.id, ()):
            if one.unit_id in index.units and index.units[one.unit_id].is_group:
                counts.setdefault(one.unit_id, [0, 0])[one.role != "lead"] += 1
    return {unit: Load(*count) for unit, count in counts.items()}


def owing_units(index: PlanIndex, task: StoredTask, period: Period) -> Sequence[int]:
    """The units that owe a return on a task: all of them, or its leads where the plan says so (`owes`).

    Where only leads owe, a task without a lead is still owed by its responsible units.
    """
    if rests(index, task, period):
        return ()
    if index.setting("owes", "all") == "lead" and index.leads(task.id):
        return index.leads(task.id)
    return [unit for unit, _ in index.duties(task.id)]


def returned(index: PlanIndex, unit_id: int, task_id: int, period: Period) -> bool:
    """Whether a unit said anything of a task for a period."""
    report = index.report(task_id, unit_id, period)
    return report is not None and not is_blank(report)


def owed(index: PlanIndex, period: Period) -> list[Owed]:
    """What each unit owes for a period and has sent, in the register's order of units."""
    tasks: dict[int, list[int]] = {}
    for task in index.snapshot.tasks:
        for unit in owing_units(index, task, period):
            tasks.setdefault(unit, []).append(task.id)
    reports = index.reports_of(period)
    found: list[Owed] = []
    for unit in sorted(tasks, key=lambda u: (index.units[u].position, u)):
        said = ((task, index.find_report(reports, task, unit)) for task in tasks[unit])
        done = tuple([task for task, report in said if report is not None and not is_blank(report)])
        files = index.files(unit, period)
        stamp = files[0].received_at if files else _first_stamp(index, unit, done, reports)
        found.append(Owed(unit, tuple(tasks[unit]), done, bool(done or files), local_day(stamp)))
    return found


def _first_stamp(index: PlanIndex, unit: int, done: Iterable[int], reports: Reports) -> str | None:
    """When the first of a unit's reports was written, for returns that were typed in."""
    found = (index.find_report(reports, task, unit) for task in done)
    return min((report.updated_at for report in found if report and report.updated_at), default=None)


@lru_cache(maxsize=4096)
def local_day(stamp: str | None) -> str | None:
    """The day of a stamp as this machine's clock shows it; a stamp without zone is taken as it is."""
    if not stamp:
        return None
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return (moment.astimezone() if moment.tzinfo else moment).date().isoformat()
