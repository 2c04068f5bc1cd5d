"""Reminders at start: what is overdue, what is due soon, who has not returned; one short line each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from greenplan_desktop.model import rules
from greenplan_desktop.model.status import Status
from greenplan_desktop.model.text import day_words

from . import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greenplan_desktop.model.index import PlanIndex
    from greenplan_desktop.model.period import Period
    from greenplan_desktop.model.records import StoredTask

Kind = Literal["overdue", "due_soon", "not_returned"]
DAYS_AHEAD = 30  # tasks whose last day is this near are named
DAYS_BEFORE_DEADLINE = 7  # returns are asked for from so many days before their deadline on
_MOST = 8  # codes or names in one line


@dataclass(frozen=True, slots=True)
class Reminder:
    """One line for a plan: what kind, the words, the same in a few words, and the keys of what it means."""

    kind: Kind
    text: str
    brief: str
    tasks: tuple[int, ...] = ()
    units: tuple[int, ...] = ()
    period: str | None = None  # code


def reminders(index: PlanIndex, today: str) -> list[Reminder]:
    """What a plan asks for on a day (ISO): overdue first, then due soon, then returns; none where archived."""
    if index.plan.archived_at:
        return []
    day = _own_day(index, today)
    period = _begun(index, day)
    unfinished = [task for task in index.snapshot.tasks if _unfinished(index, task, period)]
    late = [task for task in unfinished if task.due_date and task.due_date < day]
    soon = [task for task in unfinished if task.due_date and 0 <= _days(day, task.due_date) <= DAYS_AHEAD]
    until = "截至今天" if day == today else f"截至{day_words(day)}"
    found: list[Reminder] = []
    if late:
        text = f"{until}，{len(late)}项任务已过完成时限：{_codes(late)}。"
        found.append(Reminder("overdue", text, f"{until}{len(late)}项已过时限", _ids(late)))
    if soon:
        nearest = min(task.due_date for task in soon if task.due_date)
        text = f"{len(soon)}项任务{DAYS_AHEAD}天内到期（最近的为{day_words(nearest)}）：{_codes(soon)}。"
        found.append(Reminder("due_soon", text, f"{len(soon)}项{DAYS_AHEAD}天内到期", _ids(soon)))
    if period is not None:
        found += _returns(index, period, day)
    return found


def _own_day(index: PlanIndex, today: str) -> str:
    """The day a plan is judged on: today; for the sample, whose years are gone, when its last returns were due."""
    if not index.plan.is_sample or not index.snapshot.periods:
        return today
    last = max(index.snapshot.periods, key=lambda p: p.period.end)
    return min(today, last.deadline or last.period.end)


def _begun(index: PlanIndex, today: str) -> Period | None:
    """The latest period of the plan that has begun."""
    begun = [p.period for p in index.snapshot.periods if p.period.start <= today]
    return max(begun, key=lambda p: (p.year, p.last_month, p.months), default=None)


def _unfinished(index: PlanIndex, task: StoredTask, period: Period | None) -> bool:
    if task.life in rules.RESTING:
        return False
    return period is None or rules.task_status(index, task, period) != Status.COMPLETED


def _returns(index: PlanIndex, period: Period, today: str) -> list[Reminder]:
    """Who has not returned, once the deadline is near, or the period is over where none was set."""
    deadline = index.periods[period.code].deadline
    asked = _days(today, deadline) <= DAYS_BEFORE_DEADLINE if deadline else period.end < today
    if not asked:
        return []
    open_ = [one for one in rules.owed(index, period) if not one.complete]
    silent = [one for one in open_ if not one.received]
    partial = len(open_) - len(silent)
    if not open_:
        return []
    said, brief = [], []
    if silent:
        names = [index.units[one.unit_id].short_name for one in silent]
        more = "等" if len(names) > _MOST else ""
        said.append(f"{len(silent)}个单位未报送（{'、'.join(names[:_MOST])}{more}）")
        brief.append(f"{len(silent)}个单位未报送")
    if partial:
        said.append(f"{partial}个单位报送不全")
        brief.append(f"{partial}个报送不全")
    text = f"{period.label}：{'，'.join(said)}{_until(deadline, today)}。"
    short, units = f"{period.label}：{'、'.join(brief)}", tuple(one.unit_id for one in open_)
    return [Reminder("not_returned", text, short, units=units, period=period.code)]


def _until(deadline: str | None, today: str) -> str:
    if deadline is None:
        return ""
    days = _days(today, deadline)
    if days == 0:
        return "，今天截止"
    return f"，截止{day_words(deadline)}，" + (f"还有{days}天" if days > 0 else f"已过{-days}天")


def _days(start: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def _codes(tasks: Sequence[StoredTask]) -> str:
    return wording.codes((task.code for task in tasks), _MOST)


def _ids(tasks: Sequence[StoredTask]) -> tuple[int, ...]:
    return tuple(task.id for task in tasks)
