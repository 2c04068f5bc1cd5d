"""The life of a task: 延期, 调整, 暂停, 恢复, 取消, 销号, each dated and reasoned; none of them deletes anything."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.status import Life
from greenplan_desktop.store import journal, rows, tasks

from .changed import Changed, changed
from .tasks import due_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greenplan_desktop.store.database import Store

WORDS = {
    Life.ACTIVE: "恢复",
    Life.EXTENDED: "延期",
    Life.ADJUSTED: "调整",
    Life.PAUSED: "暂停",
    Life.CANCELLED: "取消",
    Life.CLOSED: "销号",
}


def turn(
    store: Store,
    task_ids: Sequence[int],
    life: Life,
    *,
    at: str = "",
    reason: str = "",
    document: str = "",
    due_text: str = "",
) -> Changed:
    """Record a turn in the life of tasks; an extension needs its new due date, and every turn but 恢复 a reason."""
    _require(life, at, reason, due_text)
    found = [t for key in task_ids if (t := tasks.task(store, key))]
    if not found:
        raise InputError("没有选中任务。")
    which = f"第{found[0].code}项" if len(found) == 1 else f"{len(found)}项任务"
    with journal.change(store, f"{WORDS[life]}：{which}", plan_id=found[0].plan_id) as set_id:
        for task in found:
            last_day = due_date(store, task.plan_id, due_text) if due_text else None
            rows.insert(
                store,
                "life_event",
                task_id=task.id,
                life=life.value,
                at=at or date.today().isoformat(),
                reason=reason,
                document=document,
                due_text=due_text,
                due_date=last_day,
            )
            values: dict[str, Any] = {"life": life.value}
            if due_text:
                values |= {"due_text": due_text, "due_date": last_day}
            rows.update(store, "task", task.id, **values)
    return changed(store, set_id)


def _require(life: Life, at: str, reason: str, due_text: str) -> None:
    if at:
        try:
            date.fromisoformat(at)
        except ValueError as error:
            raise InputError(f"日期“{at}”写法不对，请写成 2024-03-01 这样的日期。") from error
    if life is Life.EXTENDED and not due_text.strip():
        raise InputError("延期要写明新的完成时限，例如 2026年6月底前。")
    if life not in (Life.ACTIVE,) and not reason.strip():
        raise InputError(f"{WORDS[life]}要写明原因。")
