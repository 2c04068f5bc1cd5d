"""A plan's snapshot and a layout make a list: rows in the plan's order, chapters above them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from greenplan_desktop.model import rules
from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.rules import PlanIndex

from .cells import WHOLE_PLAN, Context, owed_cell, target_cell, task_cell
from .content import ChapterRow, Column, ListContent, Row
from .presets import column as layout_column
from .presets import key_of
from .wording import day_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greenplan_desktop.model.period import Period
    from greenplan_desktop.model.records import PlanSnapshot, StoredTarget, StoredTask, Unit

    from .content import Line
    from .presets import Layout, LayoutColumn

LEAD_NOTE = "注：标*的为牵头单位。"
_SUFFIX = re.compile(r"\{计划\}([^{}\n]+)")


def build(
    snapshot: PlanSnapshot, layout: Layout, *, unit: Unit | None = None, period: Period | None = None
) -> ListContent:
    """The list of a layout; with `unit` its tasks only, with `period` what units said of that period.

    Without a period the plan's latest is taken. Raises InputError where a layout needs a unit or a period
    and there is none.
    """
    return _build(PlanIndex(snapshot), layout, unit, period)


def unit_lists(
    snapshot: PlanSnapshot, layout: Layout, *, period: Period | None = None
) -> tuple[tuple[Unit, ListContent], ...]:
    """A list for every unit that has tasks, in the register's order; groups stand for their members."""
    index = PlanIndex(snapshot)
    busy = {unit for task in snapshot.tasks for unit, _ in index.duties(task.id)}
    units = sorted((index.units[key] for key in busy), key=lambda u: (u.position, u.id))
    return tuple((unit, _build(index, layout, unit, period)) for unit in units)


def _build(index: PlanIndex, layout: Layout, unit: Unit | None, period: Period | None) -> ListContent:
    if layout.needs_unit and unit is None:
        raise InputError(f"“{layout.name}”是给一个单位的，请先选择单位。")
    period = period or index.last_period()
    if layout.needs_period and period is None:
        raise InputError(f"“{layout.name}”要按期次打印，本计划还没有期次，请先选择期次。")
    context = Context(index, period, unit.id if unit else None)
    columns = _expanded(index, layout)
    rows = _ROWS[layout.rows](context, layout, columns)
    merged = layout.chapters == "merged" and layout.rows != "units"
    notes = list(layout.notes)
    if any(c.mark_lead and c.key in ("lead", "units") for c in columns) and LEAD_NOTE not in notes:
        notes.append(LEAD_NOTE)
    return ListContent(
        title=_title(layout, index, unit, period),
        columns=tuple(_paper_column(layout, c) for c in columns),
        rows=rows,
        label=layout.label,
        notes=tuple(notes),
        group=Column("group", layout.chapter_heading) if merged and any(map(_has_group, rows)) else None,
        document_number=index.plan.document_number or "",
        subject=index.plan.title if layout.needs_unit else "",
        bookmark=unit.short_name if unit else "",
    )


def _has_group(row: Line) -> bool:
    return isinstance(row, Row) and bool(row.group)


def _expanded(index: PlanIndex, layout: Layout) -> list[LayoutColumn]:
    """The columns shown; 年度目标 opens into one for each year that a target names."""
    found: list[LayoutColumn] = []
    for one in layout.columns:
        if not one.shown:
            continue
        if one.key != "goals":
            found.append(one)
            continue
        years = sorted({t.year for t in index.snapshot.targets if t.year and t.task_id is not None})
        plan = index.plan
        if not years and plan.period_to:
            years = list(range(max(plan.period_from or 0, plan.period_to - 5), plan.period_to + 1))
        found += [layout_column("tasks", f"goal:{year}") for year in years]
    return found


def _paper_column(layout: Layout, one: LayoutColumn) -> Column:
    key = key_of(layout.rows, one.key)
    return Column(one.key, one.heading, one.width_mm, one.align or key.align, key.numeric)


def _title(layout: Layout, index: PlanIndex, unit: Unit | None, period: Period | None) -> str:
    """The title with its words put in; a plan that is called …任务清单 already is not called so twice."""
    plan = "".join(index.plan.title.split("\n")).strip()
    title = layout.title
    suffix = _SUFFIX.search(title)
    if suffix and plan.endswith(suffix[1]):
        title = title.replace(suffix[0], "{计划}", 1)
    words = {
        "{计划}": plan,
        "{期次}": period.label if period else "",
        "{单位}": unit.short_name if unit else "",
    }
    for mark, text in words.items():
        title = title.replace(mark, text)
    return title


def _task_rows(context: Context, layout: Layout, columns: list[LayoutColumn]) -> tuple[Line, ...]:
    tasks = _tasks(context)
    chapters = _Chapters(context.index, tasks, layout.chapters)
    rows: list[Line] = []
    for task in tasks:
        rows += chapters.before(task)
        cells = tuple(task_cell(context, task, c) for c in columns)
        rows.append(Row(cells, chapters.group(task)))
    return tuple(rows)


def _tasks(context: Context) -> list[StoredTask]:
    """The plan's tasks in order, or those of the unit, whatever its role."""
    tasks = sorted(context.index.snapshot.tasks, key=lambda t: (t.position, t.id))
    if context.unit_id is None:
        return tasks
    return [t for t in tasks if any(unit == context.unit_id for unit, _ in context.index.duties(t.id))]


def _target_rows(context: Context, layout: Layout, columns: list[LayoutColumn]) -> tuple[Line, ...]:
    """Targets of the whole plan first, then those of each task."""
    index = context.index
    tasks = [task for task in _tasks(context) if index.targets.get(task.id)]
    chapters = _Chapters(index, tasks, layout.chapters)
    rows: list[Line] = []
    number = 0

    def add(targets: Iterable[StoredTarget], task: StoredTask | None) -> None:
        nonlocal number
        for target in sorted(targets, key=lambda t: (t.position, t.id)):
            number += 1
            cells = tuple(target_cell(context, target, task, number, c) for c in columns)
            rows.append(Row(cells, chapters.group(task)))

    if context.unit_id is None:
        add(index.targets.get(None, []), None)
    for task in tasks:
        rows += chapters.before(task)
        add(index.targets[task.id], task)
    return tuple(rows)


def _unit_rows(context: Context, _: Layout, columns: list[LayoutColumn]) -> tuple[Line, ...]:
    """Units whose return is missing or incomplete."""
    period = context.period
    assert period is not None
    index = context.index
    stored = index.periods.get(period.code)
    deadline = day_words(stored.deadline) if stored else ""
    missing = [o for o in rules.owed(index, period) if not o.complete]
    if context.unit_id is not None:
        missing = [o for o in missing if o.unit_id == context.unit_id]
    return tuple(
        Row(tuple(owed_cell(context, owed, number, deadline, c) for c in columns))
        for number, owed in enumerate(missing, 1)
    )


class _Chapters:
    """Headings above tasks: those that all tasks share say nothing and are left out."""

    def __init__(self, index: PlanIndex, tasks: list[StoredTask], how: str) -> None:
        self._how = how
        self._paths = {
            task.id: tuple(chapter.title for chapter in index.chapter_path(task.chapter_id)) for task in tasks
        }
        self._shared = _shared(list(self._paths.values()))
        self._last: tuple[str, ...] = ()

    def before(self, task: StoredTask) -> list[ChapterRow]:
        """The chapter rows that open with this task; where the first level is a merged column, those below it."""
        if self._how == "none":
            return []
        path = self._paths[task.id][self._shared :]
        same = _shared([path, self._last])
        self._last = path
        group = self.group(task)
        first = max(same, 1) if group else same
        return [ChapterRow(title, level, group) for level, title in enumerate(path[first:], first + 1)]

    def group(self, task: StoredTask | None) -> str:
        """The merged first column's text."""
        if self._how != "merged":
            return ""
        path = self._paths[task.id][self._shared :] if task else (WHOLE_PLAN,)
        return path[0] if path else ""


def _shared(paths: list[tuple[str, ...]]) -> int:
    """How many leading headings all paths share."""
    count = 0
    for level in zip(*paths, strict=False):
        if len(set(level)) > 1:
            break
        count += 1
    return count if paths else 0


_ROWS = {"tasks": _task_rows, "targets": _target_rows, "units": _unit_rows}
