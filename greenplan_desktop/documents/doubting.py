"""Doubts: everything a clerk should look at before accepting a plan, each with its place and a Chinese sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greenplan_desktop.model.names import UnitNames
from greenplan_desktop.model.plan import Doubt

from .proposals import near_units

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from greenplan_desktop.model.plan import Task
    from greenplan_desktop.model.records import Unit

    from .outline import Block, Outline
    from .tasks import Choice

MESSAGES = {
    "number_gap": "序号“{before}”之后直接是“{after}”，中间可能漏了条目，请核对原文。",
    "clause_without_task": "“{text}”写明了责任单位，但找不到它所属的任务。",
    "unreadable_clause": "“{text}”看上去是责任分工，但没能读懂，请手工填写单位。",
    "no_responsible_unit": "任务“{title}”没有写明责任单位。",
    "no_lead": "任务“{title}”没有写明牵头单位。",
    "no_responsible_unit_anywhere": "全文 {all} 项任务都没有写明责任单位，请核对原文或逐项补充。",
    "no_lead_anywhere": "全文 {count} 项任务都没有写明牵头单位；如首位即为牵头单位，可以为本文件一次设定。",
    "no_lead_mostly": "全文 {all} 项任务中有 {count} 项没有写明牵头单位；如首位即为牵头单位，可以为本文件一次设定。",
    "both_roles": "任务“{title}”中“{unit}”既是牵头单位又是责任单位，已按牵头处理。",
    "role_unclear": "任务“{title}”的括号里只有单位名称，没有写明牵头或责任，请确认。",
    "role_unclear_anywhere": "全文 {count} 项任务的括号里都只有单位名称，没有写明牵头或责任，已作责任单位，请确认。",
    "role_unclear_mostly": "全文 {all} 项任务中有 {count} 项的括号里只有单位名称，没有写明牵头或责任，已作责任单位，请确认。",
    "strange_name": "任务“{title}”中的“{unit}”不像单位名称，请核对。",
    "unknown_unit": "单位“{unit}”不在单位名录中。",
    "unknown_unit_near": "单位“{unit}”不在单位名录中，是否就是“{near}”？",
    "no_tasks": "没有找到任务：文件里没有带编号的任务条目，也没有责任单位。",
}
_SHOWN = 40
_BARE = "no_responsible_unit"
_MANY = 3  # so many tasks without any unit are said once
_MOSTLY = 0.6  # share of tasks without a lead from which that is the plan's way and no slip


def plan_doubts(
    outline: Outline, choice: Choice, tasks: Sequence[Task], blocks: Sequence[Block], units: Sequence[Unit]
) -> tuple[Doubt, ...]:
    """All doubts of a plan in the order of their places."""
    found = [
        *_gaps(outline),
        *_loose(choice),
        *_unreadable(blocks),
        *_of_tasks(tasks, choice),
        *unknown_units(tasks, units),
    ]
    if not tasks:
        found.append(Doubt("no_tasks", 1, MESSAGES["no_tasks"]))
    return tuple(sorted(found, key=lambda doubt: (doubt.line, doubt.start or 0)))


def _gaps(outline: Outline) -> Iterator[Doubt]:
    for gap in outline.gaps:
        message = MESSAGES["number_gap"].format(before=gap.before, after=gap.after)
        yield Doubt("number_gap", gap.line, message, gap.start, gap.start + 1)


def _loose(choice: Choice) -> Iterator[Doubt]:
    for block in choice.loose:
        clause = block.clause
        if clause:
            message = MESSAGES["clause_without_task"].format(text=_shown(clause.text))
            end = clause.start + len(clause.text)
            yield Doubt("clause_without_task", block.passage.line, message, clause.start, end)


def _unreadable(blocks: Sequence[Block]) -> Iterator[Doubt]:
    for block in blocks:
        passage = block.passage
        for begin, end in block.unreadable:
            message = MESSAGES["unreadable_clause"].format(text=_shown(passage.text[begin:end]))
            yield Doubt(
                "unreadable_clause", passage.line, message, passage.start + begin, passage.start + end
            )


def _of_tasks(tasks: Sequence[Task], choice: Choice) -> Iterator[Doubt]:
    """One doubt per task and code; what is missing in most of them is said once."""
    said, common = said_once(tasks)
    yield from said
    for task, draft in zip(tasks, choice.tasks, strict=True):
        reading = draft.clause.clause.reading if draft.clause and draft.clause.clause else None
        for code in task.doubts:
            if code in common:
                continue
            named: tuple[str, ...] = ("",)
            if reading and code == "both_roles":
                named = reading.both_roles
            elif reading and code == "strange_name":
                named = reading.unread
            for unit in named:
                yield task_doubt(task, code, unit)


def said_once(tasks: Sequence[Task]) -> tuple[list[Doubt], set[str]]:
    """Doubts that are said once for all tasks, and their codes: where most name no lead or say no role, or none any unit."""
    assigned = [task for task in tasks if task.lead_units or task.responsible_units]
    said: list[Doubt] = []
    for code in ("no_lead", "role_unclear"):
        doubtful = [task for task in assigned if code in task.doubts]
        if len(assigned) < 2 or len(doubtful) <= _MOSTLY * len(assigned):
            continue
        share = "anywhere" if len(doubtful) == len(assigned) else "mostly"
        message = MESSAGES[f"{code}_{share}"].format(count=len(doubtful), all=len(assigned))
        source = doubtful[0].source
        said.append(Doubt(code, source.line if source else 1, message))
    if not assigned and len(tasks) >= _MANY and all(_BARE in task.doubts for task in tasks):
        source = tasks[0].source
        message = MESSAGES[f"{_BARE}_anywhere"].format(all=len(tasks))
        said.append(Doubt(_BARE, source.line if source else 1, message))
    return said, {doubt.code for doubt in said}


def task_doubt(task: Task, code: str, unit: str) -> Doubt:
    place = task.clause_source or task.source
    message = MESSAGES[code].format(title=_shown(task.title), unit=unit)
    if place is None:
        return Doubt(code, 1, message, task=task.code)
    end = place.end if task.clause_source else place.start + 1
    return Doubt(code, place.line, message, place.start, end, task.code)


def unknown_units(tasks: Sequence[Task], units: Sequence[Unit]) -> Iterator[Doubt]:
    """Each name that the register does not know, once, at its first place; silent without a register."""
    if not units:
        return
    register = UnitNames(units)
    seen: set[str] = set()
    for task in tasks:
        for name in (*task.lead_units, *task.responsible_units):
            if name in seen:
                continue
            seen.add(name)
            if register.find(name):
                continue
            near = near_units(name, units)
            code = "unknown_unit_near" if near else "unknown_unit"
            message = MESSAGES[code].format(
                unit=name, near="”或“".join(unit.short_name or unit.full_name for unit in near[:2])
            )
            place = task.clause_source or task.source
            if place:
                yield Doubt("unknown_unit", place.line, message, place.start, place.end, task.code)


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
