"""The blank form: one workbook per unit with its tasks for the period, and a hidden sheet that knows them again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.index import PlanIndex
from greenplan_desktop.model.labels import ROLE, STATUS
from greenplan_desktop.model.rules import owed
from greenplan_desktop.model.text import percent_text
from greenplan_desktop.workbooks.writing import workbook_bytes

from .context import ReviewContext, stored_values
from .formsheet import SentRow
from .values import Values

if TYPE_CHECKING:
    from greenplan_desktop.model.period import Period
    from greenplan_desktop.model.records import PlanSnapshot, StoredPlan, StoredTask, Unit

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$", re.IGNORECASE)
_LONGEST_UNIT, _LONGEST_PLAN = 24, 48  # characters: a file's name has 255 bytes, three for each of these


@dataclass(frozen=True, slots=True)
class FormRow:
    """One task on a form: the unit's role, its last report, and what the database holds for the period."""

    task: StoredTask
    role: str
    last_period: Period | None
    last_values: Values
    held: Values

    @property
    def last(self) -> str:
        """The last report in one cell: period, status and percent on one line, then what was said."""
        if self.last_period is None:
            return ""
        values = self.last_values
        state = [STATUS[values.status]] if values.status else []
        state += [percent_text(values.percent_tenths)] if values.percent_tenths is not None else []
        head = self.last_period.label + ("：" + "，".join(state) if state else "")
        return "\n".join(part for part in (head, values.achievement) if part)


@dataclass(frozen=True, slots=True)
class Form:
    """Everything a blank form shows and hides."""

    plan: StoredPlan
    period: Period
    unit: Unit
    rows: tuple[FormRow, ...]
    deadline: str | None = None
    contact: str = ""
    written_at: str = ""

    def sent(self, first_row: int) -> list[SentRow]:
        """The rows of the hidden sheet, where the first task stands in `first_row`."""
        return [
            SentRow(
                row,
                one.task.uid,
                one.task.number,
                one.task.title,
                one.held,
                one.last_period.code if one.last_period else "",
                one.last_values,
            )
            for row, one in enumerate(self.rows, start=first_row)
        ]


def forms_for(snapshot: PlanSnapshot, period: Period) -> tuple[Unit, ...]:
    """The units that owe a return for a period, in the register's order; group phrases are none."""
    index = PlanIndex(snapshot)
    return tuple(index.units[one.unit_id] for one in owed(index, period))


def plan_form(
    snapshot: PlanSnapshot,
    period: Period,
    unit: Unit,
    *,
    deadline: str | None = None,
    contact: str = "",
    written_at: str = "",
) -> Form:
    """What a unit's form for a period holds: the tasks it owes a report on, in the plan's order.

    `deadline` is a day (ISO); by default the period's own. Raises InputError where the unit owes nothing.
    """
    context = ReviewContext(snapshot, period)
    stored = context.index.periods.get(period.code)
    tasks = [context.tasks.by_id[task] for task in context.owed(unit.id)]
    if not tasks:
        raise InputError(f"“{unit.short_name}”在{period.label}没有需要填报的任务，没有生成填报表。")
    rows = tuple(_row(context, task, unit) for task in tasks)
    until = deadline or (stored.deadline if stored else None)
    return Form(snapshot.plan, period, unit, rows, until, contact, written_at)


def _row(context: ReviewContext, task: StoredTask, unit: Unit) -> FormRow:
    role = next((r for u, r in context.index.duties(task.id) if u == unit.id), "responsible")
    held = stored_values(context.report(task.id, unit.id)) or Values()
    period, report = context.last_report(task.id, unit.id) or (None, None)
    return FormRow(task, ROLE[role], period, stored_values(report) or Values(), held)


def form_name(plan: StoredPlan, period: Period, unit: Unit) -> str:
    """`填报单位_计划简称_期次.xlsx`; characters that Windows forbids become _."""
    stem = f"{(unit.short_name or unit.full_name)[:_LONGEST_UNIT]}_{plan.name[:_LONGEST_PLAN]}_{period.label}"
    stem = _FORBIDDEN.sub("_", stem).rstrip(". ")
    return f"_{stem}.xlsx" if _RESERVED.match(stem) else f"{stem}.xlsx"


def form_bytes(form: Form) -> bytes:
    """The form as an .xlsx file."""
    from .formbook import build

    return workbook_bytes(build(form))
