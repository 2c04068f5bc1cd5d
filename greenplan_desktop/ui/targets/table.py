"""Targets as a table: goal, value of each period edited in place, share of the goal beside the time gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from greenplan_desktop.jobs.targets import TargetLine
from greenplan_desktop.ui import theme
from greenplan_desktop.ui.columns import CENTRE, RIGHT, Column
from greenplan_desktop.ui.delegates.progress import ProgressDelegate, ProgressValue
from greenplan_desktop.ui.delegates.retry import RetryDelegate
from greenplan_desktop.ui.row_table import RowTable
from greenplan_desktop.ui.table_model import Index, WrittenModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from greenplan_desktop.model.period import Period

LIGHT = {"met": "blue", "on_time": "green", "behind": "yellow"}
COLOUR = {"met": "blue", "on_time": "green", "behind": "orange", "other_unit": "red"}
STATE_WIDTH = 110


def columns(periods: Sequence[Period]) -> tuple[Column[TargetLine], ...]:
    """The columns, one for each of these periods, the last one being the period on the screen."""
    values = tuple(
        Column(
            period.code,
            period.label.replace("第", ""),
            104,
            lambda line, code=period.code: line.values.get(code, ""),  # type: ignore[misc]
            align=RIGHT,
            editable=_always,
            tip=lambda line: (
                f"直接填数字，单位为“{line.row.unit}”；也可带同类单位，自动换算。" if line.row.unit else ""
            ),
            bold=period == periods[-1],
        )
        for period in periods
    )
    return (
        Column("code", "序号", 56, lambda line: line.row.task_code or "全计划", align=CENTRE, tip=_task),
        Column("task", "重点任务", 190, lambda line: line.row.task_title, muted=True, tip=_task),
        Column(
            "indicator",
            "指标",
            240,
            lambda line: line.row.indicator or line.row.text,
            tip=lambda line: line.row.text,
            editable=_always,
        ),
        Column("goal", "目标值", 120, _goal, align=RIGHT, bold=True, editable=_always),
        Column("year", "年份", 60, lambda line: str(line.row.year or ""), align=CENTRE, editable=_always),
        *values,
        Column(
            "latest",
            "折算最新值",
            116,
            _latest,
            align=RIGHT,
            muted=True,
            tip=lambda line: line.row.value_text,
        ),
        Column("share", "完成比例", 110, _share, value=_progress),
        Column("state", "情况", STATE_WIDTH, lambda line: line.row.state_text),
    )


def _always(_: TargetLine) -> bool:
    return True


def _task(line: TargetLine) -> str:
    return f"第{line.row.task_code}项 {line.row.task_title}" if line.row.task_code else "全计划的目标"


def _goal(line: TargetLine) -> str:
    return line.row.goal_text if line.row.goal is not None else "—"


def _latest(line: TargetLine) -> str:
    return f"{line.row.value}{line.row.unit}" if line.row.value is not None else ""


def _share(line: TargetLine) -> str:
    return f"{line.row.share:.1%}" if line.row.share is not None else ""


def _progress(line: TargetLine) -> ProgressValue:
    share = line.row.share
    tenths = round(share * 1000) if share is not None else None
    return ProgressValue(tenths, LIGHT.get(line.row.state, "none"), line.row.gone)


class TargetsModel(WrittenModel[TargetLine]):
    """Values by target and period code, and the parts of the target itself."""

    def __init__(self, periods: Sequence[Period], write: Callable[[int, str, str], str]) -> None:
        super().__init__(columns(periods), lambda line: line.row.target_id, write)
        self.codes = tuple(period.code for period in periods)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Blanks around a number are no other number."""
        return super().setData(index, str(value).strip(), role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.row(index)
        if line is not None and role == Qt.ItemDataRole.ForegroundRole:
            key = self.columns[index.column()].key
            if key == "state":
                return theme.color(COLOUR.get(line.row.state, "muted"))
        return super().data(index, role)


class TargetsTable(RowTable):
    """Cells of values are edited; a whole block can be pasted from a spreadsheet."""

    def __init__(self, write: Callable[[int, str, str], str]) -> None:
        super().__init__()
        self._write = write
        self.targets = TargetsModel((), write)
        self._progress, self.edits = ProgressDelegate(self), RetryDelegate(self)
        self.setItemDelegate(self.edits)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(40)
        self.setAccessibleName("目标完成情况")

    def show_lines(self, lines: Sequence[TargetLine], periods: Sequence[Period]) -> bool:
        """Show these; True where the columns are others and with them the model."""
        other = tuple(p.code for p in periods) != self.targets.codes
        if other:
            old, self.targets = self.targets, TargetsModel(periods, self._write)
            self.setModel(self.targets)
            self.targets.refused.connect(self.edits.refuse)
            old.deleteLater()
            for number, column in enumerate(self.targets.columns):
                self.setColumnWidth(number, column.width)
                self.setItemDelegateForColumn(number, self._progress if column.key == "share" else self.edits)
            head = self.horizontalHeader()
            head.setSectionResizeMode(self.targets.column_of("indicator"), QHeaderView.ResizeMode.Stretch)
            head.setMinimumSectionSize(50)
        self.targets.set_rows(lines)
        return other
