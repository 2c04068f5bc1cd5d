"""What stands in a cell: one function per key of a column, over a task, a target or a unit that owes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from greenplan_desktop.model import labels, rules
from greenplan_desktop.model.lights import COLOUR_WORD
from greenplan_desktop.model.text import percent_text

from .wording import due_words, goal_words, goals_of_year, open_words, target_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from greenplan_desktop.model.index import PlanIndex
    from greenplan_desktop.model.period import Period
    from greenplan_desktop.model.plan import Role
    from greenplan_desktop.model.records import StoredTarget, StoredTask

    from .presets import LayoutColumn

WHOLE_PLAN = "总体目标"


@dataclass(frozen=True, slots=True)
class Context:
    """What a list is built from: the plan, the period it speaks of, the unit it is for."""

    index: PlanIndex
    period: Period | None = None
    unit_id: int | None = None


def task_cell(context: Context, task: StoredTask, column: LayoutColumn) -> str:
    """The text of a task in a column; a blank column stays empty."""
    key = column.key
    if key in _UNIT_KEYS:
        return units_text(context, task, column)
    if key.startswith("role:"):
        return _join(_by_word(context, task, key[5:]), column)
    if key.startswith("goal:"):
        return goals_of_year(context.index.targets.get(task.id, []), int(key[5:] or 0))
    if key in _PERIOD_KEYS:
        return _PERIOD_KEYS[key](context, task, context.period) if context.period else ""
    return _TASK_KEYS[key](context, task) if key in _TASK_KEYS else ""


def target_cell(
    context: Context, target: StoredTarget, task: StoredTask | None, number: int, column: LayoutColumn
) -> str:
    """The text of a target in a column; targets of the whole plan have no task."""
    key = column.key
    if key == "number":
        return str(number)
    if key == "target":
        return target.indicator or target.text
    if key == "target_value":
        return target_words(target)
    if key == "target_text":
        return target.text
    if key == "year":
        return str(target.year or "")
    if key == "reached":
        return _reached(context, target)
    if task is None:
        return WHOLE_PLAN if key == "title" else ""
    return task_cell(context, task, column)


def owed_cell(context: Context, owed: rules.Owed, number: int, deadline: str, column: LayoutColumn) -> str:
    """The text of a unit that owes a return in a column."""
    index = context.index
    unit = index.units[owed.unit_id]
    tasks = [index.tasks[key] for key in owed.missing]
    texts = {
        "number": str(number),
        "unit": unit.short_name or unit.full_name,
        "state": "报送不全" if owed.received else "未报送",
        "missing": "；".join(f"{task.code} {task.title}" for task in tasks),
        "owed": str(len(owed.tasks)),
        "lacking": str(len(tasks)),
        "deadline": deadline,
        "contact": unit.contact,
        "phone": unit.phone,
    }
    return texts.get(column.key, "")


def units_text(context: Context, task: StoredTask, column: LayoutColumn) -> str:
    """Units of a task as the column has them: one role or all, joined or one a line, leads marked, 等 kept."""
    index = context.index
    roles: tuple[Role, ...] = ("lead", "responsible") if column.key == "units" else (_UNIT_KEYS[column.key],)
    names = [
        name + ("*" if role == "lead" and column.mark_lead else "")
        for role in roles
        for name in index.names(task.id, role)
    ]
    ending = ""
    if column.open_words and names and _ends_open(context, task, roles):
        ending = open_words(task)
    return _join(names, column, ending)


def _ends_open(context: Context, task: StoredTask, roles: tuple[Role, ...]) -> bool:
    """Whether 等 belongs to this column: it ends the clause, so the responsible units where there are any."""
    return task.open_ended and ("responsible" in roles or not context.index.names(task.id, "responsible"))


def _join(names: list[str], column: LayoutColumn, ending: str = "") -> str:
    if column.units == "lines":
        return "\n".join([*names, ending] if ending else names)
    return "、".join(names) + ending


def _by_word(context: Context, task: StoredTask, word: str) -> list[str]:
    """Units that the document gives this role by its own word (主责单位, 协办单位)."""
    units = context.index.units
    rows = context.index.assignments.get(task.id, ())
    return [units[a.unit_id].short_name for a in rows if a.role_word == word and a.unit_id in units]


def _role(context: Context, task: StoredTask) -> str:
    for unit, role in context.index.duties(task.id):
        if unit == context.unit_id:
            return labels.ROLE[role]
    return ""


def _chapter(context: Context, task: StoredTask) -> str:
    path = context.index.chapter_path(task.chapter_id)
    return path[-1].title if path else ""


def _life(context: Context, task: StoredTask) -> str:
    events = context.index.life_events.get(task.id, [])
    if not events:
        return "" if task.life == "active" else labels.LIFE.get(task.life, "")
    last = events[-1]
    return "\n".join(t for t in (labels.LIFE.get(last.life, last.life), last.document or last.reason) if t)


def _text(task: StoredTask) -> str:
    """A task's text; a leading phrase that is its title already is not said twice."""
    text = task.text.strip()
    if text.startswith(task.title) and task.title:
        rest = re.sub(r"^[。：:\s]+", "", text[len(task.title) :])
        if rest and rest != text[len(task.title) :]:
            return rest
    return text


def _report_text(field: str) -> Callable[[Context, StoredTask, Period], str]:
    def texts(context: Context, task: StoredTask, period: Period) -> str:
        """What units said: a single lead's words as they are, several units' with their names before them."""
        found = [
            (unit, getattr(report, field).strip())
            for unit, _, report in rules.task_reports(context.index, task, period)
            if getattr(report, field).strip()
        ]
        if len(found) == 1 and context.index.leads(task.id)[:2] == (found[0][0],):
            return str(found[0][1])
        units = context.index.units
        return "\n".join(f"{units[unit].short_name}：{text}" for unit, text in found)

    return texts


def _status(context: Context, task: StoredTask, period: Period) -> str:
    return labels.STATUS[rules.task_status(context.index, task, period)]


def _percent(context: Context, task: StoredTask, period: Period) -> str:
    return percent_text(rules.task_percent(context.index, task, period))


def _light(context: Context, task: StoredTask, period: Period) -> str:
    colour = rules.task_light(context.index, task, period)
    return "" if colour == "none" else COLOUR_WORD[colour]


def _reached(context: Context, target: StoredTarget) -> str:
    key = context.index.period_id(context.period) if context.period else None
    value = context.index.values.get((target.id, key)) if key is not None else None
    return f"{value.value}{value.unit}" if value else ""


def _targets(context: Context, task: StoredTask) -> str:
    return "；".join(dict.fromkeys(goal_words(t) for t in context.index.targets.get(task.id, [])))


_UNIT_KEYS: dict[str, Role] = {"lead": "lead", "responsible": "responsible", "units": "lead"}
_TASK_KEYS: dict[str, Callable[[Context, StoredTask], str]] = {
    "number": lambda _, task: task.number or task.code,
    "code": lambda _, task: task.code,
    "chapter": _chapter,
    "title": lambda _, task: task.title,
    "text": lambda _, task: _text(task),
    "targets": _targets,
    "role": _role,
    "due": lambda _, task: due_words(task),
    "life": _life,
    "clause": lambda _, task: task.clause or "",
    "remarks": lambda _, task: task.remarks,
}
_PERIOD_KEYS: dict[str, Callable[[Context, StoredTask, Period], str]] = {
    "status": _status,
    "percent": _percent,
    "light": _light,
    "achievement": _report_text("achievement"),
    "problems": _report_text("problems"),
    "next_steps": _report_text("next_steps"),
    "reported": _report_text("remarks"),
}
