"""Plans side by side: made by hand, edited, copied to a new year, archived, removed, written out again."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.plan import Due, Plan, Source, Target, Task
from greenplan_desktop.model.text import clean
from greenplan_desktop.store import journal, plans, rows, snapshot, tasks
from greenplan_desktop.store.clock import now

from .changed import Changed, changed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greenplan_desktop.model.records import PlanSnapshot, StoredChapter, StoredPlan, StoredTarget
    from greenplan_desktop.store.database import Store

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
HEAD_FIELDS = ("title", "short_name", "document_number", "issuer", "issue_date", "period_from", "period_to")


def new_plan(store: Store, title: str) -> Changed:
    """An empty plan of this title; `made` holds its key."""
    title = clean(title).strip()
    if not title:
        raise InputError("计划名称不能为空。")
    with journal.change(store, f"新建计划：{title}") as set_id:
        key = plans.insert(store, title=title, short_name=title[:20])
        journal.name_plan(store, set_id, key)
    return changed(store, set_id, made=(key,))


def edit_plan(store: Store, plan_id: int, **values: Any) -> Changed:
    """Change head fields of a plan (title, short_name, document_number, issuer, issue_date, period)."""
    unknown = set(values) - set(HEAD_FIELDS)
    if unknown or values.get("title", "x") == "":
        raise InputError("计划名称不能为空。")
    with journal.change(store, "修改计划信息", plan_id=plan_id) as set_id:
        rows.update(store, "plan", plan_id, **values)
    return changed(store, set_id)


def archive_plan(store: Store, plan_id: int, *, archived: bool = True) -> Changed:
    """Put a plan away (it stays searchable) or take it out again."""
    plan = _plan(store, plan_id)
    label = f"{'归档' if archived else '取消归档'}：{plan.name}"
    with journal.change(store, label, plan_id=plan_id) as set_id:
        rows.update(store, "plan", plan_id, archived_at=now() if archived else None)
    return changed(store, set_id)


def remove_plan(store: Store, plan_id: int) -> Changed:
    """Remove a plan with all that belongs to it; undo brings all of it back."""
    plan = _plan(store, plan_id)
    with journal.change(store, f"移除计划：{plan.name}", plan_id=plan_id) as set_id:
        plans.remove(store, plan_id)
    return changed(store, set_id)


def years_later(text: str, years: int) -> str:
    """A title or a due date as written with each year of this century moved on: 2024年底前 → 2025年底前."""
    return _YEAR.sub(lambda found: str(int(found[0]) + years), text)


def copy_plan(store: Store, plan_id: int, title: str, years: int = 0) -> Changed:
    """A copy for a new year: chapters, tasks, units, due dates and targets, without reports; `made` holds its key.

    The plan's years, due dates and the years of targets are moved on by `years`; texts stay as they are.
    """
    whole = snapshot.plan_snapshot(store, plan_id)
    title = clean(title).strip() or whole.plan.title
    with journal.change(store, f"复制计划：{title}") as set_id:
        head = {n: _later(getattr(whole.plan, n), years) for n in ("period_from", "period_to")}
        key = plans.insert(store, title=title, short_name=title[:20], issuer=whole.plan.issuer, **head)
        _copy_content(store, whole, key, years)
        journal.name_plan(store, set_id, key)
    return changed(store, set_id, made=(key,))


def _later(year: int | None, years: int) -> int | None:
    return None if year is None else year + years


def _day_later(day: str | None, years: int) -> str | None:
    """The same day some years on, 28 February for a 29th that year does not have."""
    if day is None:
        return None
    old = date.fromisoformat(day)
    last = monthrange(old.year + years, old.month)[1]
    return old.replace(year=old.year + years, day=min(old.day, last)).isoformat()


def _copy_content(store: Store, whole: PlanSnapshot, plan_id: int, years: int) -> None:
    chapter_keys: dict[int | None, int | None] = {None: None}
    for chapter in whole.chapters:
        chapter_keys[chapter.id] = rows.insert(
            store,
            "chapter",
            plan_id=plan_id,
            parent_id=chapter_keys.get(chapter.parent_id),
            position=chapter.position,
            title=chapter.title,
        )
    task_keys: dict[int | None, int | None] = {None: None}
    for task in whole.tasks:
        values = {
            n: getattr(task, n) for n in ("position", "number", "code", "title", "text", "clause", "remarks")
        }
        values["due_text"] = years_later(task.due_text, years)
        values["due_date"] = _day_later(task.due_date, years)
        task_keys[task.id] = tasks.insert(
            store, plan_id, chapter_id=chapter_keys[task.chapter_id], open_ended=task.open_ended, **values
        )
    for assignment in whole.assignments:
        values = {n: getattr(assignment, n) for n in ("unit_id", "role", "position", "role_word")}
        rows.insert(store, "assignment", task_id=task_keys[assignment.task_id], **values)
    for target in whole.targets:
        values = {
            n: getattr(target, n) for n in ("position", "text", "indicator", "comparator", "value", "unit")
        }
        values["year"] = _later(target.year, years)
        rows.insert(store, "target", plan_id=plan_id, task_id=task_keys[target.task_id], **values)


def set_plan_setting(
    store: Store, plan_id: int | None, key: str, value: Any, label: str = "修改设置"
) -> Changed:
    """Write a setting of a plan (None: of the office), undoable."""
    from greenplan_desktop.store import settings

    with journal.change(store, label, plan_id=plan_id) as set_id:
        settings.put(store, key, value, plan_id)
    return changed(store, set_id)


def chapter_path(chapters: Iterable[StoredChapter], chapter_id: int | None) -> tuple[str, ...]:
    """The headings above a task, outermost first."""
    by_id = {c.id: c for c in chapters}
    path: list[str] = []
    while chapter_id is not None and chapter_id in by_id:
        path.insert(0, by_id[chapter_id].title)
        chapter_id = by_id[chapter_id].parent_id
    return tuple(path)


def plan_of(whole: PlanSnapshot, text: str = "") -> Plan:
    """A stored plan in the shape a document is read into."""
    names = {u.id: u for u in whole.units}
    made = []
    for task in whole.tasks:
        mine = [a for a in whole.assignments if a.task_id == task.id]
        made.append(
            Task(
                code=task.code,
                number=task.number,
                path=chapter_path(whole.chapters, task.chapter_id),
                title=task.title,
                text=task.text,
                lead_units=tuple(names[a.unit_id].short_name for a in mine if a.role == "lead"),
                responsible_units=tuple(names[a.unit_id].short_name for a in mine if a.role == "responsible"),
                groups=tuple(names[a.unit_id].short_name for a in mine if names[a.unit_id].is_group),
                open_ended=task.open_ended,
                clause=task.clause,
                remarks=task.remarks,
                due=Due(task.due_text, task.due_date) if task.due_text or task.due_date else None,
                targets=tuple(_target(t) for t in whole.targets if t.task_id == task.id),
                source=Source(task.source_line, task.source_start or 0, task.source_end or 0)
                if task.source_line is not None
                else None,
                doubts=task.doubts,
                role_words=tuple((names[a.unit_id].short_name, a.role_word) for a in mine if a.role_word),
            )
        )
    head = whole.plan
    return Plan(
        title=head.title,
        short_name=head.short_name,
        document_number=head.document_number,
        issuer=head.issuer,
        issue_date=head.issue_date,
        period=(head.period_from, head.period_to) if head.period_from and head.period_to else None,
        tasks=tuple(made),
        plan_targets=tuple(_target(t) for t in whole.targets if t.task_id is None),
        source_name=head.source_name,
        source_text=text,
    )


def _target(target: StoredTarget) -> Target:
    return Target(target.text, target.indicator, target.comparator, target.value, target.unit, target.year)


def as_json(plan: Plan) -> dict[str, Any]:
    """A read plan in the JSON shape of `plan read`."""
    from greenplan_desktop.documents.as_json import plan_json

    return plan_json(plan)


def export_plan(store: Store, plan_id: int) -> dict[str, Any]:
    """A stored plan in the JSON shape of `plan read`."""
    return as_json(plan_of(snapshot.plan_snapshot(store, plan_id), plans.text(store, plan_id)))


def _plan(store: Store, plan_id: int) -> StoredPlan:
    found = plans.plan(store, plan_id)
    if found is None:
        raise InputError("这份计划已被移除，可用撤销找回。")
    return found
