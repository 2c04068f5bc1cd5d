"""Tasks edited one by one or many at once: texts, numbers, due dates, order, chapters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.text import clean
from greenplan_desktop.store import journal, plans, rows, tasks

from .changed import Changed, changed
from .plan_writer import STEP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greenplan_desktop.model.records import StoredTask
    from greenplan_desktop.store.database import Store

EDITABLE = ("number", "title", "text", "due_text", "remarks", "clause")
WORDS = {
    "number": "序号",
    "title": "重点任务",
    "text": "主要内容",
    "due_text": "完成时限",
    "remarks": "备注",
    "clause": "责任条款",
}


def edit_task(store: Store, task_id: int, field: str, value: str, expected: str | None = None) -> Changed:
    """Change one text field of a task; `expected` is the value the editor saw (ConflictError where it changed).

    Raises InputError with one sentence to be shown beside the cell; a formula-like text stays text.
    """
    return edit_tasks(
        store, [(task_id, field, value)], {(task_id, field): expected} if expected is not None else {}
    )


def edit_tasks(
    store: Store,
    edits: Sequence[tuple[int, str, str]],
    expected: dict[tuple[int, str], str] | None = None,
    label: str = "",
) -> Changed:
    """Change several (task, field, value) at once, as one undoable step; all of them or none."""
    if not edits:
        return Changed(None, "")
    if any(field not in EDITABLE for _, field, _ in edits):
        raise InputError("这一栏不能在这里修改。")
    first = _task(store, edits[0][0])
    name = label or (
        f"修改第{first.code}项{WORDS[edits[0][1]]}" if len(edits) == 1 else f"修改{len(edits)}个单元格"
    )
    with journal.change(store, name, plan_id=first.plan_id) as set_id:
        for task_id, field, value in edits:
            write_field(
                store,
                _task(store, task_id),
                field,
                clean(value).strip(),
                (expected or {}).get((task_id, field)),
            )
    return changed(store, set_id)


def write_field(store: Store, task: StoredTask, field: str, value: str, expected: str | None) -> None:
    """Write one text field within an open change set; a due date's last day and a number's code follow."""
    values: dict[str, Any] = {field: value}
    if field == "title" and not value:
        raise InputError(f"第{task.code}项的名称不能为空；要去掉这一项请用“删除任务”。")
    if field == "number":
        values["code"] = _code_for(store, task, value)
    if field == "due_text":
        values["due_date"] = due_date(store, task.plan_id, value)
    before = {field: expected} if expected is not None else None
    rows.update(store, "task", task.id, expected=before, **values)


def _code_for(store: Store, task: StoredTask, number: str) -> str:
    if not number:
        raise InputError(f"第{task.code}项的序号不能为空。")
    code = number if task.code == task.number else task.code[: len(task.code) - len(task.number)] + number
    other = rows.first(store, "task", plan_id=task.plan_id, code=code)
    if other and other["id"] != task.id:
        raise InputError(f"序号“{number}”已被“{other['title']}”使用，请换一个序号。")
    return code


def due_date(store: Store, plan_id: int, text: str) -> str | None:
    """The last day a due date's words mean (2025年底 → 2025-12-31), None for 持续推进 and the like."""
    from greenplan_desktop.documents.due import last_day

    plan = plans.plan(store, plan_id)
    return last_day(text, plan.period_to if plan else None) if text else None


def add_task(
    store: Store, plan_id: int, *, after: int | None = None, title: str = "新任务", number: str = ""
) -> Changed:
    """Put a new task after another one (or at the end), in its chapter; `made` holds its key."""
    with journal.change(store, f"新增任务“{title}”", plan_id=plan_id) as set_id:
        key = insert_task(store, plan_id, after=after, title=title, number=number)
    return changed(store, set_id, made=(key,))


def insert_task(store: Store, plan_id: int, *, after: int | None, title: str, number: str = "") -> int:
    """Insert a task row within an open change set; a free number is found where none is given."""
    everything = tasks.of_plan(store, plan_id)
    previous = next((t for t in everything if t.id == after), everything[-1] if everything else None)
    wanted = number.strip() or _free_number({t.code for t in everything}, len(everything) + 1)
    clash = next((t for t in everything if t.code == wanted), None)
    if clash:
        raise InputError(f"序号“{wanted}”已被“{clash.title}”使用，请换一个序号。")
    return tasks.insert(
        store,
        plan_id,
        chapter_id=previous.chapter_id if previous else None,
        position=_position_after(store, everything, previous),
        number=wanted,
        code=wanted,
        title=clean(title).strip() or "新任务",
    )


def _free_number(used: set[str], start: int) -> str:
    number = start
    while str(number) in used:
        number += 1
    return str(number)


def _position_after(store: Store, everything: list[StoredTask], previous: StoredTask | None) -> int:
    if previous is None:
        return STEP
    following = [t.position for t in everything if t.position > previous.position]
    if not following:
        return previous.position + STEP
    middle = (previous.position + min(following)) // 2
    if middle > previous.position:
        return middle
    for index, task in enumerate(everything, start=1):
        rows.update(store, "task", task.id, position=index * STEP)
    return (everything.index(previous) + 1) * STEP + STEP // 2


def delete_tasks(store: Store, task_ids: Sequence[int]) -> Changed:
    """Delete tasks with their assignments, targets and reports; undo brings all of it back."""
    found = [_task(store, key) for key in task_ids]
    if not found:
        return Changed(None, "")
    label = f"删除第{found[0].code}项" if len(found) == 1 else f"删除{len(found)}项任务"
    with journal.change(store, label, plan_id=found[0].plan_id) as set_id:
        for task in found:
            for report in rows.find(store, "report", task_id=task.id):
                rows.delete(store, "report", report["id"])
            rows.delete(store, "task", task.id)
    return changed(store, set_id)


def move_tasks(
    store: Store, task_ids: Sequence[int], *, before: int | None, chapter_id: int | None = None
) -> Changed:
    """Move tasks, in their order, before another one (None: to the end), into its chapter or the one given."""
    found = [_task(store, key) for key in task_ids]
    if not found:
        return Changed(None, "")
    everything = tasks.of_plan(store, found[0].plan_id)
    moving = [t for t in everything if t.id in set(task_ids)]
    rest = [t for t in everything if t.id not in set(task_ids)]
    place = next((i for i, t in enumerate(rest) if t.id == before), len(rest))
    target = rest[place] if place < len(rest) else (rest[-1] if rest else None)
    chapter = chapter_id if chapter_id is not None else (target.chapter_id if target else None)
    label = f"移动第{moving[0].code}项" if len(moving) == 1 else f"移动{len(moving)}项任务"
    with journal.change(store, label, plan_id=found[0].plan_id) as set_id:
        for index, task in enumerate([*rest[:place], *moving, *rest[place:]], start=1):
            values: dict[str, Any] = {}
            if task.position != index * STEP:
                values["position"] = index * STEP
            if task in moving and task.chapter_id != chapter:
                values["chapter_id"] = chapter
            rows.update(store, "task", task.id, **values)
    return changed(store, set_id)


def renumber(store: Store, plan_id: int) -> Changed:
    """Number all tasks 1, 2, 3 … in their order; sub-items keep their parent's number (2.1, 2.2)."""
    everything = tasks.of_plan(store, plan_id)
    numbers = _fresh_numbers(everything)
    with journal.change(store, "重新编号", plan_id=plan_id) as set_id:
        moved = [(t, n) for t, n in zip(everything, numbers, strict=True) if t.code != n or t.number != n]
        for task, _ in moved:
            rows.update(store, "task", task.id, code=f"…{task.id}")
        for task, number in moved:
            rows.update(store, "task", task.id, code=number, number=number)
    return changed(store, set_id)


def _fresh_numbers(everything: Sequence[StoredTask]) -> list[str]:
    numbers: list[str] = []
    main, sub, parent = 0, 0, ""
    for task in everything:
        head, dot, _ = task.number.partition(".")
        is_sub = bool(dot) and f"{task.chapter_id}:{head}" == parent
        if dot:
            main, sub = (main, sub + 1) if is_sub else (main + 1, 1)
            parent = f"{task.chapter_id}:{head}"
            numbers.append(f"{main}.{sub}")
        else:
            main, sub, parent = main + 1, 0, ""
            numbers.append(str(main))
    return numbers


def _task(store: Store, task_id: int) -> StoredTask:
    found = tasks.task(store, task_id)
    if found is None:
        raise InputError("这一项任务已被删除，可用撤销找回。")
    return found
