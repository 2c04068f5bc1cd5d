"""The figures of a period as rows of the overview; pure: every number is taken from the figures as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greenplan_desktop.model.status import UNREPORTED, Status
from greenplan_desktop.model.text import percent_text

from .bars import GoalRow, StackRow
from .lines import TaskLine, WordLine

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greenplan_desktop.jobs.overview import Statistics, TargetRow, TaskRow
    from greenplan_desktop.ui.plan_view import PlanView

BEHIND = (Status.DELAYED.value, Status.NOT_STARTED.value)


def ids_of(figures: Statistics, codes: Iterable[str]) -> tuple[int, ...]:
    """Ids of tasks by their codes."""
    by_code = {row.code: row.task_id for row in figures.rows}
    return tuple(by_code[code] for code in codes if code in by_code)


def lead_units(figures: Statistics) -> list[StackRow]:
    """Each lead unit with its tasks by status, those with the most first."""
    parts: dict[int, dict[str, list[int]]] = {}
    for row in figures.rows:
        if row.counted:
            for unit in row.leads:
                parts.setdefault(unit, {}).setdefault(row.status, []).append(row.task_id)
    leading = sorted((unit for unit in figures.units if unit.lead), key=lambda unit: -unit.lead)
    return [
        StackRow(u.name, {s: tuple(t) for s, t in parts.get(u.unit_id, {}).items()}, f"牵头 {u.lead}")
        for u in leading
    ]


def groups(figures: Statistics) -> list[StackRow]:
    """Each heading of the plan with its tasks by status."""
    found: list[StackRow] = []
    for group in figures.groups:
        mine = [row for row in figures.rows if row.counted and row.group == group.chapter_id]
        parts = {status: _ids(mine, status) for status, number in group.by_status.items() if number}
        found.append(StackRow(group.title, parts, f"{group.tasks} 项"))
    return found


def _ids(rows: Iterable[TaskRow], status: str) -> tuple[int, ...]:
    return tuple(row.task_id for row in rows if row.status == status)


def goals(figures: Statistics) -> list[GoalRow]:
    """Quantified targets, those with a value first, in the plan's order."""
    rows = [row for row in figures.targets if row.goal is not None]
    given = [row for row in rows if row.share is not None]
    return [_goal(row) for row in given + [row for row in rows if row.share is None]]


def _goal(row: TargetRow) -> GoalRow:
    year = f"（{row.year}年）" if row.year else ""
    whose = f"第{row.task_code}项 {row.task_title}" if row.task_code else "全计划目标"
    share = f"，完成 {row.share:.0%}" if row.share is not None else ""
    tip = f"{row.text}\n{whose}\n{row.value_text or '未填报'} / {row.goal_text}{year}{share}，序时 {row.gone:.0%}，{row.state_text}"
    return GoalRow(
        row.target_id,
        row.task_id,
        row.indicator or row.text,
        row.value or ("单位不同" if row.as_reported else "未填报"),
        row.goal_text,
        row.share,
        row.gone,
        row.state,
        tip,
    )


def behind(view: PlanView, figures: Statistics) -> list[TaskLine]:
    """Delayed tasks, then those not started: percent held against the time gone."""
    gone = percent_text(round(figures.gone * 1000))
    return [
        _line(view, row, f"{percent_text(row.percent_tenths) or '—'} / {gone}", "text")
        for status in BEHIND
        for row in figures.of_status(status)
    ]


def due(view: PlanView, figures: Statistics) -> list[TaskLine]:
    """Tasks overdue, then those due within 30 days, with their last day."""
    late = [row for row in figures.rows if row.counted and row.overdue]
    soon = [row for row in figures.rows if row.counted and row.due_soon]
    late.sort(key=lambda row: row.due_date or "")
    soon.sort(key=lambda row: row.due_date or "")
    return [
        *(_line(view, row, f"逾期 {row.due_date}", "red") for row in late),
        *(_line(view, row, f"到期 {row.due_date}", "orange") for row in soon),
    ]


def _line(view: PlanView, row: TaskRow, end: str, colour: str) -> TaskLine:
    who = "、".join(view.index.names(row.task_id, "lead")) or "没有牵头单位"
    return TaskLine(row.task_id, row.code, row.title, who, end, row.status, colour)


def turned(figures: Statistics) -> list[WordLine]:
    """What turned since the period before: newly completed, fallen behind, caught up."""
    change = figures.change
    if change is None:
        return []
    kinds = (
        ("新完成", change.completed, "blue"),
        ("转为滞后", change.fell_behind, "red"),
        ("由滞后转好", change.recovered, "green"),
    )
    return [
        WordLine(
            f"{word} {len(codes)} 项",
            "、".join(codes) if codes else "—",
            ids_of(figures, codes),
            colour,
        )
        for word, codes, colour in kinds
    ]


def change_note(figures: Statistics, status: str) -> str:
    """较上期 +1; empty where there is no earlier period."""
    if figures.change is None:
        return ""
    return f"较上期 {signed(figures.change.by_status[status])}"


def signed(number: int) -> str:
    """+1, −1, 持平 for none."""
    return "持平" if number == 0 else f"{'+' if number > 0 else '−'}{abs(number)}"


def nothing_reported(figures: Statistics) -> bool:
    """Whether nothing at all came in for the period."""
    return figures.received == 0 and figures.by_status[UNREPORTED] == figures.tasks
