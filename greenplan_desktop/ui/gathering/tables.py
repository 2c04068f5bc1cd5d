"""The tables of the register of returns and of tasks by period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from greenplan_desktop.model import rules
from greenplan_desktop.model.labels import STATUS
from greenplan_desktop.model.status import UNREPORTED, Status
from greenplan_desktop.model.text import percent_text
from greenplan_desktop.ui import theme
from greenplan_desktop.ui.columns import CENTRE, Column
from greenplan_desktop.ui.delegates.line import LineDelegate
from greenplan_desktop.ui.delegates.shapes import status_shape
from greenplan_desktop.ui.delegates.text import background
from greenplan_desktop.ui.row_table import RowTable
from greenplan_desktop.ui.table_model import VALUE_ROLE, RowModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from greenplan_desktop.jobs.gathering import RegistryLine
    from greenplan_desktop.model.period import Period
    from greenplan_desktop.model.records import StoredTask
    from greenplan_desktop.ui.delegates.text import Index
    from greenplan_desktop.ui.plan_view import PlanView

STANDING_SHAPE = {
    "complete": Status.COMPLETED,
    "late": Status.ON_TRACK,
    "partial": Status.DELAYED,
    "missing": UNREPORTED,
}
REGISTRY: tuple[Column[RegistryLine], ...] = (
    Column("unit", "单位", 204, lambda r: r.unit, bold=True),
    Column("word", "报送情况", 88, lambda r: r.word, value=lambda r: (STANDING_SHAPE[r.standing], r.word)),
    Column("done", "已报 / 应报", 82, lambda r: f"{r.done} / {r.owed} 项", align=CENTRE, sort=lambda r: r.owed - r.done),
    Column("missing", "缺报任务", 124, lambda r: "、".join(r.missing), tip=lambda r: "、".join(r.missing)),
    Column("received", "收到时间", 112, lambda r: r.received),
    Column("revision", "版本", 56, lambda r: f"第{r.revision}次" if r.revision else "", align=CENTRE),
    Column("late", "时限", 94, lambda r: r.late),
    Column("contact", "联系人", 62, lambda r: r.contact),
    Column("phone", "联系电话", 98, lambda r: r.phone),
    Column("evidence", "佐证", 48, lambda r: f"{r.evidence} 份" if r.evidence else "", align=CENTRE),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TaskPeriods:
    """A task with its status and percent in each period shown."""

    task: StoredTask
    leads: str
    cells: tuple[tuple[str, str], ...]  # (status, percent in words) per period


def task_periods(view: PlanView, periods: Sequence[Period]) -> list[TaskPeriods]:
    """Every task over these periods."""
    index = view.index
    found = []
    for task in view.snapshot.tasks:
        cells = []
        for period in periods:
            status, percent = rules.task_progress(index, task, period)
            cells.append((status, percent_text(percent)))
        found.append(TaskPeriods(task, "、".join(index.names(task.id, "lead")), tuple(cells)))
    return found


def period_columns(periods: Sequence[Period]) -> tuple[Column[TaskPeriods], ...]:
    """Number, title and leads, then a column for each period."""
    fixed: list[Column[TaskPeriods]] = [
        Column("number", "序号", 52, lambda r: r.task.code, align=CENTRE),
        Column("title", "重点任务", 210, lambda r: r.task.title),
        Column("lead", "牵头单位", 150, lambda r: r.leads, muted=True),
    ]
    fixed += [_period_column(number, period) for number, period in enumerate(periods)]
    return tuple(fixed)


def _period_column(number: int, period: Period) -> Column[TaskPeriods]:
    def words(row: TaskPeriods) -> str:
        status, percent = row.cells[number]
        return f"{STATUS[status]} {percent}".strip()

    def value(row: TaskPeriods) -> tuple[str, str]:
        return row.cells[number][0], words(row)

    return Column(f"p{number}", period.label, 118, words, value=value)


class ShapeDelegate(QStyledItemDelegate):
    """A word with its shape, from a (status, word) value."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = QStyleOptionViewItem(option)
        self.initStyleOption(look, index)
        background(painter, look)
        status, word = index.data(VALUE_ROLE)
        painter.save()
        middle = option.rect.center().y()
        status_shape(painter, status, QRectF(option.rect.left() + 8, middle - 4, 9, 9))
        painter.setPen(
            theme.color("muted" if status == UNREPORTED and word == STATUS[UNREPORTED] else "text")
        )
        box = option.rect.adjusted(24, 0, -4, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word)
        painter.restore()


class LinesTable(RowTable):
    """A table of whole rows over a RowModel."""

    def __init__(self, columns: Sequence[Column[Any]], key: Any, *, many: bool = False) -> None:
        super().__init__()
        self._key = key
        self._text, self._shape = LineDelegate(self), ShapeDelegate(self)
        self.setItemDelegate(self._text)
        self.show_columns(columns)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)  # rows are read, not typed in: Tab goes on to what is beside them
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(32)
        self.horizontalHeader().setStretchLastSection(True)

    def show_columns(self, columns: Sequence[Column[Any]]) -> None:
        """Show other columns; rows have to be set again."""
        self.lines: RowModel[Any] = RowModel(columns, self._key)
        self.setModel(self.lines)
        for number, column in enumerate(columns):
            self.setColumnWidth(number, column.width)
            painted = column.value is not None
            self.setItemDelegateForColumn(number, self._shape if painted else self._text)

    def widen(self, number: int | None) -> None:
        """Give the room that is left to this column; None: to the last one."""
        head = self.horizontalHeader()
        head.setStretchLastSection(number is None)
        for column in range(head.count()):
            mode = QHeaderView.ResizeMode
            head.setSectionResizeMode(column, mode.Stretch if column == number else mode.Interactive)

    def chosen(self) -> list[Any]:
        """The rows selected."""
        return [self.lines.rows[i.row()] for i in sorted(self.selectionModel().selectedRows())]
