"""The rows of the task table, built once per view: tasks with their figures, and the chapters between them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from greenplan_desktop.model import rules
from greenplan_desktop.model.labels import LIFE
from greenplan_desktop.model.status import Life
from greenplan_desktop.ui.delegates.progress import ProgressValue
from greenplan_desktop.ui.delegates.status import StatusValue

if TYPE_CHECKING:
    from greenplan_desktop.model.records import StoredChapter, StoredTask
    from greenplan_desktop.ui.plan_view import PlanView


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task as the table shows it for one period."""

    task: StoredTask
    chapter: str
    leads: str
    others: str
    status: StatusValue
    progress: ProgressValue
    overdue: bool
    targets: str
    achievement: str
    place: int  # in the plan's order


@dataclass(frozen=True, slots=True)
class ChapterRow:
    """A heading over the tasks that follow; `count` of them."""

    chapter_id: int
    title: str
    count: int
    folded: bool


Row = TaskRow | ChapterRow
_ITEM = re.compile(
    r"^[(（]?\d"
)  # 2．推动新材料产业发展: its tasks 2.1, 2.2 say by their number that they belong to it


def key_of(row: Row) -> tuple[str, int]:
    """What a row is known by."""
    return ("chapter", row.chapter_id) if isinstance(row, ChapterRow) else ("task", row.task.id)


def task_rows(view: PlanView) -> list[TaskRow]:
    """All tasks of the plan in its order, with their figures for the view's period."""
    gone = rules.time_gone(view.period, view.plan, rules.time_mode(view.index))
    return [_row(view, task, place, gone) for place, task in enumerate(view.snapshot.tasks)]


def _row(view: PlanView, task: StoredTask, place: int, gone: float) -> TaskRow:
    index, period = view.index, view.period
    status = rules.task_status(index, task, period)
    late = rules.overdue(index, task, period, status)
    life = rules.life_at(index, task, period)
    note, colour = ("已逾期", "red") if late else ("", "red")
    if life != Life.ACTIVE:
        note, colour = LIFE[life], "orange"
    others = "、".join(index.names(task.id, "responsible"))
    path = index.chapter_path(task.chapter_id)
    reports = rules.task_reports(index, task, period)
    return TaskRow(
        task=task,
        chapter=path[-1].title if path else "",
        leads="、".join(index.names(task.id, "lead")),
        others=others + ("等" if others and task.open_ended else ""),
        status=StatusValue(status, note, colour),
        progress=ProgressValue(
            rules.task_percent(index, task, period), rules.task_light(index, task, period), gone
        ),
        overdue=late,
        targets="；".join(t.text for t in index.targets.get(task.id, ())),
        achievement="\n".join(r.achievement for _, _, r in reports if r.achievement),
        place=place,
    )


def with_chapters(rows: list[TaskRow], view: PlanView, folded: frozenset[int]) -> list[Row]:
    """Tasks in the plan's order with a heading wherever the chapter changes; tasks of folded ones left out."""
    above = {row.task.chapter_id: heading_over(view, row.task.chapter_id) for row in rows}
    counts = Counter(above[row.task.chapter_id] for row in rows)
    several_tops = len({_path(view, key)[0].id for key in counts if key is not None}) > 1
    found: list[Row] = []
    before: int | None = None
    for row in rows:
        chapter = above[row.task.chapter_id]
        if chapter is not None and chapter != before:
            title = _heading(view, chapter, before, several_tops=several_tops)
            found.append(ChapterRow(chapter, title, counts[chapter], chapter in folded))
        if chapter is None or chapter not in folded:
            found.append(row)
        before = chapter
    return found


def heading_over(view: PlanView, chapter_id: int | None) -> int | None:
    """The chapter whose row stands over a task: its nearest that is no numbered item (2．), else its nearest."""
    path = _path(view, chapter_id)
    for chapter in reversed(path):
        if not _ITEM.match(chapter.title):
            return chapter.id
    return path[-1].id if path else None


def _path(view: PlanView, chapter_id: int | None) -> tuple[StoredChapter, ...]:
    return view.index.chapter_path(chapter_id)


def _heading(view: PlanView, chapter: int, before: int | None, *, several_tops: bool) -> str:
    """A chapter's title, with those above it that the chapter before it did not have; a single top is left out."""
    path = _path(view, chapter)
    known = {c.id for c in _path(view, before)}
    new = [c.title for c in path[0 if several_tops else 1 :] if c.id not in known]
    return " › ".join(new or [path[-1].title])
