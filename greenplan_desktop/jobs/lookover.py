"""A plan document looked over before it is stored: corrections as pure functions that give a new Plan."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.plan import Due, Plan, Source, Task
from greenplan_desktop.model.progress import Progress
from greenplan_desktop.model.text import clean
from greenplan_desktop.store import units

from . import intake

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from greenplan_desktop.documents.proposals import UnitProposal
    from greenplan_desktop.model.plan import Role
    from greenplan_desktop.model.progress import Work
    from greenplan_desktop.store.database import Store

__all__ = ["Draft", "draft_of_file", "draft_of_text"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A read plan with the names its register does not know, and the stored plan it is a version of."""

    plan: Plan
    proposals: tuple[UnitProposal, ...] = ()
    version_of: int | None = None
    path: Path | None = None
    text: str = ""


def draft_of_file(store: Store, path: Path, *, first_leads: bool | None = None) -> Work[Draft]:
    """Read a document for looking over; stores nothing; raises InputError."""
    yield Progress(0, 2, f"正在读取“{path.name}”")
    plan = intake.read_plan(store, path, first_leads=first_leads)
    yield Progress(1, 2, "正在核对单位")
    return replace(_draft(store, plan), path=path)


def draft_of_text(store: Store, text: str, *, first_leads: bool | None = None) -> Work[Draft]:
    """Read pasted text for looking over; stores nothing; raises InputError."""
    yield Progress(0, 2, "正在读取粘贴的文字")
    plan = intake.read_plan_text(store, text, first_leads=first_leads)
    yield Progress(1, 2, "正在核对单位")
    return replace(_draft(store, plan), text=text)


def _draft(store: Store, plan: Plan) -> Draft:
    same = intake.same_plan(store, plan)
    return Draft(plan, proposals_for(store, plan), same.id if same else None)


def proposals_for(store: Store, plan: Plan) -> tuple[UnitProposal, ...]:
    """The names of a plan that the register does not know, with near units."""
    from greenplan_desktop.documents.proposals import propose_units

    return propose_units(plan, units.all_units(store))


def _task(plan: Plan, code: str) -> Task:
    found = next((t for t in plan.tasks if t.code == code), None)
    if found is None:
        raise InputError(f"没有编号为“{code}”的任务。")
    return found


def _with(plan: Plan, changed: Task, code: str) -> Plan:
    return replace(plan, tasks=tuple(changed if t.code == code else t for t in plan.tasks))


def set_text(plan: Plan, code: str, field: str, value: str) -> Plan:
    """Correct a task's number, title, text or due date."""
    task, value = _task(plan, code), clean(value).strip()
    if field == "title":
        if not value:
            raise InputError("任务名称不能为空；不是任务的请用“不是任务”去掉。")
        return _with(plan, replace(task, title=value), code)
    if field == "number":
        return _renumbered(plan, task, value)
    if field == "text":
        return _with(plan, replace(task, text=value), code)
    if field == "due":
        from greenplan_desktop.documents.due import last_day

        year = plan.period[1] if plan.period else None
        return _with(plan, replace(task, due=Due(value, last_day(value, year)) if value else None), code)
    raise InputError("这一栏不能修改。")


def _renumbered(plan: Plan, task: Task, number: str) -> Plan:
    if not number:
        raise InputError("序号不能为空。")
    if any(t.code == number and t.code != task.code for t in plan.tasks):
        raise InputError(f"序号“{number}”已被另一项任务使用。")
    return _with(plan, replace(task, number=number, code=number), task.code)


def set_units(plan: Plan, code: str, role: Role, names: Sequence[str]) -> Plan:
    """Correct the units of a role; a unit that now leads is no longer responsible, and the other way round."""
    task, names = _task(plan, code), tuple(dict.fromkeys(n.strip() for n in names if n.strip()))
    others = task.responsible_units if role == "lead" else task.lead_units
    rest = tuple(n for n in others if n not in names)
    lead, responsible = (names, rest) if role == "lead" else (rest, names)
    kept = {*lead, *responsible}
    doubts = tuple(d for d in task.doubts if not _settled(d, lead, responsible))
    changed = replace(
        task,
        lead_units=lead,
        responsible_units=responsible,
        groups=tuple(g for g in task.groups if g in kept),
        doubts=doubts,
    )
    return _with(plan, changed, code)


def _settled(doubt: str, lead: Sequence[str], responsible: Sequence[str]) -> bool:
    return (doubt == "no_lead" and bool(lead)) or (doubt == "no_responsible_unit" and bool(responsible))


def rename_unit(plan: Plan, old: str, new: str) -> Plan:
    """Use another name for a unit in every task."""

    def swap(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(new if n == old else n for n in names))

    return replace(
        plan,
        tasks=tuple(
            replace(
                t,
                lead_units=swap(t.lead_units),
                responsible_units=swap(t.responsible_units),
                groups=tuple(g for g in t.groups if g != old),
            )
            for t in plan.tasks
        ),
    )


def drop(plan: Plan, codes: Iterable[str]) -> Plan:
    """Not a task: take tasks out; their text stays in the document."""
    gone = set(codes)
    return replace(plan, tasks=tuple(t for t in plan.tasks if t.code not in gone))


def join(plan: Plan, codes: Sequence[str]) -> Plan:
    """Join tasks that are one: the first keeps number and title, texts and units are put together."""
    chosen = [t for t in plan.tasks if t.code in set(codes)]
    if len(chosen) < 2:
        raise InputError("请先选中两项以上的任务再合并。")
    first = chosen[0]
    lead = tuple(dict.fromkeys(n for t in chosen for n in t.lead_units))
    responsible = tuple(dict.fromkeys(n for t in chosen for n in t.responsible_units if n not in lead))
    sources = [t.source for t in chosen if t.source]
    joined = replace(
        first,
        text="\n".join(t.text for t in chosen if t.text),
        lead_units=lead,
        responsible_units=responsible,
        groups=tuple(dict.fromkeys(g for t in chosen for g in t.groups)),
        open_ended=any(t.open_ended for t in chosen),
        clause="\n".join(t.clause for t in chosen if t.clause) or None,
        targets=tuple(target for t in chosen for target in t.targets),
        source=Source(sources[0].line, sources[0].start, sources[-1].end) if sources else None,
        doubts=tuple(dict.fromkeys(d for t in chosen for d in t.doubts)),
    )
    rest = {t.code for t in chosen[1:]}
    return _with(replace(plan, tasks=tuple(t for t in plan.tasks if t.code not in rest)), joined, first.code)


def split(plan: Plan, code: str, offset: int) -> Plan:
    """Split a task where the document's text is cut (an offset into source_text); the second part is a new task."""
    task = _task(plan, code)
    if task.source is None or not task.source.start < offset < task.source.end:
        raise InputError("请先在左边原文中把光标放在这一项任务的文字里，再拆分。")
    head = plan.source_text[task.source.start : offset]
    tail = plan.source_text[offset : task.source.end]
    line = plan.source_text.count("\n", 0, offset) + 1
    number = _free_code(plan, task.code)
    second = replace(
        task,
        code=number,
        number=number,
        title=_first_phrase(tail),
        text=tail.strip(),
        targets=tuple(t for t in task.targets if t.start is not None and t.start >= offset),
        source=Source(line, offset, task.source.end),
    )
    first = replace(
        task,
        text=head.strip(),
        targets=tuple(t for t in task.targets if t.start is None or t.start < offset),
        source=Source(task.source.line, task.source.start, offset),
    )
    made: list[Task] = []
    for t in plan.tasks:
        made += [first, second] if t.code == code else [t]
    return replace(plan, tasks=tuple(made))


def _free_code(plan: Plan, code: str) -> str:
    used, number = {t.code for t in plan.tasks}, 2
    while f"{code}.{number}" in used:
        number += 1
    return f"{code}.{number}"


def _first_phrase(text: str) -> str:
    plain = text.strip().lstrip("。；，、")
    for mark in ("。", "，", "；", "\n"):
        cut = plain.find(mark)
        if 2 <= cut <= 40:
            return plain[:cut]
    return plain[:20] or "新任务"


def task_at(plan: Plan, offset: int) -> str | None:
    """The code of the task whose text covers a place of the document; the nearest one starting before it."""
    best: tuple[int, str] | None = None
    for task in plan.tasks:
        if task.source and task.source.start <= offset < task.source.end:
            size = task.source.end - task.source.start
            best = min(best or (size, task.code), (size, task.code))
    return best[1] if best else None
