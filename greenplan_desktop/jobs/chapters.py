"""Headings over tasks: put in, renamed, taken away, moved with all that stands under them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.text import clean
from greenplan_desktop.store import journal, plans, rows, tasks

from .changed import Changed, changed
from .plan_writer import STEP

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from greenplan_desktop.model.records import StoredChapter, StoredTask
    from greenplan_desktop.store.database import Store


def insert_chapter(store: Store, plan_id: int, title: str, *, before_task: int | None = None) -> Changed:
    """A heading above a task: it takes that task and those after it out of their chapter, up to the next heading.

    What stands in chapters below that one (2.1 and 2.2 under 2．) comes along with them. Without a task it is the
    last heading of the plan, with nothing under it yet. `made` holds its key.
    """
    name = _title(title)
    chapters = plans.chapters(store, plan_id)
    above = {c.id: c.parent_id for c in chapters}
    taken = _run_from(tasks.of_plan(store, plan_id), before_task, above)
    old = taken[0].chapter_id if taken else None
    with journal.change(store, f"插入章节“{name}”", plan_id=plan_id) as set_id:
        known = next((c for c in chapters if c.id == old), None)
        key = rows.insert(
            store, "chapter", plan_id=plan_id, title=name,
            parent_id=known.parent_id if known else _last_parent(chapters), position=len(chapters) + 1,
        )  # fmt: skip
        _order(store, chapters, key, after=old if known else None)
        for task in taken:
            if task.chapter_id == old:
                rows.update(store, "task", task.id, chapter_id=key)
        for child in dict.fromkeys(_below(task.chapter_id, old, above) for task in taken):
            if child is not None:
                rows.update(store, "chapter", child, parent_id=key)
    return changed(store, set_id, made=(key,))


def rename_chapter(store: Store, chapter_id: int, title: str) -> Changed:
    """Another title for a heading."""
    chapter, name = _chapter(store, chapter_id), _title(title)
    with journal.change(store, f"章节“{chapter.title}”改为“{name}”", plan_id=chapter.plan_id) as set_id:
        if name != chapter.title:
            rows.update(store, "chapter", chapter_id, title=name)
    return changed(store, set_id)


def delete_chapter(store: Store, chapter_id: int) -> Changed:
    """Take a heading away; its tasks stay, under the heading before them (else the one above, else none)."""
    chapter = _chapter(store, chapter_id)
    everything = tasks.of_plan(store, chapter.plan_id)
    first = next((i for i, t in enumerate(everything) if t.chapter_id == chapter_id), None)
    before = everything[first - 1].chapter_id if first else None
    heir = before if before is not None else chapter.parent_id
    with journal.change(store, f"删除章节“{chapter.title}”", plan_id=chapter.plan_id) as set_id:
        for task in everything:
            if task.chapter_id == chapter_id:
                rows.update(store, "task", task.id, chapter_id=heir)
        sibling = rows.exists(store, "chapter", id=heir, parent_id=chapter.parent_id)
        for child in rows.find(store, "chapter", parent_id=chapter_id):
            rows.update(store, "chapter", child["id"], parent_id=heir if sibling else chapter.parent_id)
        rows.delete(store, "chapter", chapter_id)
    return changed(store, set_id)


def move_block(store: Store, task_ids: Sequence[int], *, before: int | None, label: str = "") -> Changed:
    """Move tasks together with their chapters before another task (None: to the end)."""
    found = [t for key in task_ids if (t := tasks.task(store, key))]
    if not found:
        return Changed(None, "")
    everything, chosen = tasks.of_plan(store, found[0].plan_id), set(task_ids)
    moving = [t for t in everything if t.id in chosen]
    rest = [t for t in everything if t.id not in chosen]
    place = next((i for i, t in enumerate(rest) if t.id == before), len(rest))
    with journal.change(store, label or f"移动{len(moving)}项任务", plan_id=found[0].plan_id) as set_id:
        for number, task in enumerate([*rest[:place], *moving, *rest[place:]], start=1):
            if task.position != number * STEP:
                rows.update(store, "task", task.id, position=number * STEP)
    return changed(store, set_id)


def put_into(store: Store, task_ids: Sequence[int], chapter_id: int | None) -> Changed:
    """Put tasks at the end of a chapter (None: under no heading, at the end of the plan)."""
    found = [t for key in task_ids if (t := tasks.task(store, key))]
    if not found:
        return Changed(None, "")
    plan_id, chosen = found[0].plan_id, set(task_ids)
    everything = tasks.of_plan(store, plan_id)
    moving = [t for t in everything if t.id in chosen]
    rest = [t for t in everything if t.id not in chosen]
    places = [i + 1 for i, t in enumerate(rest) if t.chapter_id == chapter_id]
    place = places[-1] if places else len(rest)
    title = _chapter(store, chapter_id).title if chapter_id is not None else "无章节"
    which = f"第{moving[0].code}项" if len(moving) == 1 else f"{len(moving)}项任务"
    with journal.change(store, f"{which}移到“{title}”", plan_id=plan_id) as set_id:
        for number, task in enumerate([*rest[:place], *moving, *rest[place:]], start=1):
            values: dict[str, Any] = {} if task.position == number * STEP else {"position": number * STEP}
            if task.id in chosen and task.chapter_id != chapter_id:
                values["chapter_id"] = chapter_id
            rows.update(store, "task", task.id, **values)
    return changed(store, set_id)


def _run_from(
    everything: list[StoredTask], task_id: int | None, above: Mapping[int, int | None]
) -> list[StoredTask]:
    """A task and those after it, as long as they are in its chapter or in one below it."""
    start = next((i for i, t in enumerate(everything) if t.id == task_id), None)
    if start is None:
        return []
    chapter = everything[start].chapter_id
    run = []
    for task in everything[start:]:
        if task.chapter_id != chapter and _below(task.chapter_id, chapter, above) is None:
            break
        run.append(task)
    return run


def _below(chapter: int | None, top: int | None, above: Mapping[int, int | None]) -> int | None:
    """The chapter right below `top` in which a chapter lies; None where it lies elsewhere or is `top` itself."""
    if top is None:
        return None
    while chapter is not None:
        parent = above.get(chapter)
        if parent == top:
            return chapter
        chapter = parent
    return None


def _last_parent(chapters: Sequence[StoredChapter]) -> int | None:
    return chapters[-1].parent_id if chapters else None


def _order(store: Store, chapters: Sequence[StoredChapter], new: int, after: int | None) -> None:
    order = [c.id for c in chapters]
    order.insert(order.index(after) + 1 if after is not None else len(order), new)
    old = {c.id: c.position for c in chapters}
    for position, key in enumerate(order, start=1):
        if old.get(key) != position:
            rows.update(store, "chapter", key, position=position)


def _title(text: str) -> str:
    name = " ".join(clean(text).split())
    if not name:
        raise InputError("章节名称不能为空。")
    return name


def _chapter(store: Store, chapter_id: int) -> StoredChapter:
    row = rows.first(store, "chapter", id=chapter_id)
    if row is None:
        raise InputError("这个章节已被删除，可用撤销找回。")
    return next(c for c in plans.chapters(store, row["plan_id"]) if c.id == chapter_id)
