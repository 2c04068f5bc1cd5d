"""The columns of the task table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greenplan_desktop.model.labels import STATUS
from greenplan_desktop.model.status import Status
from greenplan_desktop.model.text import percent_text
from greenplan_desktop.ui.columns import CENTRE, Column

from .rows import ChapterRow, Row, TaskRow

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_STATUS_ORDER = {"unreported": -1, **{status.value: status.rank for status in Status}}


def _of(get: Callable[[TaskRow], Any], empty: Any = "") -> Callable[[Row], Any]:
    """A look-up that is empty on chapter rows."""
    return lambda row: empty if isinstance(row, ChapterRow) else get(row)


def _is_task(row: Row) -> bool:
    return isinstance(row, TaskRow)


def _number_text(row: Row) -> str:
    return row.title if isinstance(row, ChapterRow) else row.task.code


COLUMNS: tuple[Column[Row], ...] = (
    Column("number", "序号", 47, _number_text, CENTRE, _of(lambda r: r.place), editable=_is_task, filter="text"),
    Column("title", "重点任务", 170, _of(lambda r: r.task.title), editable=_is_task, filter="text"),
    Column("text", "主要内容", 260, _of(lambda r: r.task.text), editable=_is_task, filter="text", hidden=True),
    Column("lead", "牵头单位", 150, _of(lambda r: r.leads), editable=_is_task, bold=True, filter="values"),
    Column("responsible", "责任单位", 321, _of(lambda r: r.others), editable=_is_task, filter="values"),
    Column(
        "due_text", "完成时限", 96, _of(lambda r: r.task.due_text or r.task.due_date or ""), CENTRE,
        _of(lambda r: r.task.due_date or "9999"), editable=_is_task, filter="values",
    ),
    Column(
        "status", "状态", 96, _of(lambda r: STATUS[r.status.status]), sort=_of(lambda r: _STATUS_ORDER[r.status.status]),
        value=_of(lambda r: r.status, None), filter="values",
    ),
    Column(
        "progress", "进度", 92, _of(lambda r: percent_text(r.progress.percent_tenths)),
        sort=_of(lambda r: -1 if r.progress.percent_tenths is None else r.progress.percent_tenths),
        value=_of(lambda r: r.progress, None),
    ),
    Column("targets", "目标", 200, _of(lambda r: r.targets), filter="text", hidden=True),
    Column("achievement", "本期进展", 260, _of(lambda r: r.achievement), filter="text", hidden=True),
    Column("remarks", "备注", 120, _of(lambda r: r.task.remarks), editable=_is_task, filter="text", hidden=True),
    Column("chapter", "章节", 160, _of(lambda r: r.chapter), filter="values", hidden=True),
    Column("clause", "责任条款", 260, _of(lambda r: r.task.clause or ""), editable=_is_task, filter="text", hidden=True),
)  # fmt: skip

_FIELDS = ("number", "title", "text", "due_text", "remarks", "clause")
_BY_KEY = {c.key: c for c in COLUMNS}


def text_of(row: TaskRow, key: str) -> str:
    """A cell's text as it is edited and copied (a task's own number, its due date as written)."""
    if key == "lead":
        return row.leads
    if key == "responsible":
        return row.others
    if key in _FIELDS:
        return str(getattr(row.task, key) or "")
    return _BY_KEY[key].text(row)
