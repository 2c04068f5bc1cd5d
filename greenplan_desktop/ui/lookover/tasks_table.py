"""The tasks found, corrected in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView

from greenplan_desktop.model.plan import Task
from greenplan_desktop.ui.cell_editor import CellEditor
from greenplan_desktop.ui.columns import CENTRE, Column
from greenplan_desktop.ui.delegates.text import GRID, PAD_X, PAD_Y, HeightCache, TextDelegate
from greenplan_desktop.ui.row_table import RefittedTable
from greenplan_desktop.ui.table_model import Index, WrittenModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QAbstractItemModel, QEvent, QObject
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from greenplan_desktop.ui.completion import UnitCompletion


SHARES = {"title": 0.25, "lead": 0.2, "responsible": 0.55}  # of the room that a wide window has to spare
SHRINKS = {"title": 0.0, "lead": 0.0, "responsible": 1.0}  # and who gives where it has too little


def _always(_: Task) -> bool:
    return True


def _others(task: Task) -> str:
    return "、".join(task.responsible_units)


COLUMNS: tuple[Column[Task], ...] = (
    Column("number", "序号", 50, lambda t: t.code, align=CENTRE, editable=_always),
    Column("title", "任务", 170, lambda t: t.title, editable=_always),
    Column("lead", "牵头单位", 150, lambda t: "、".join(t.lead_units), editable=_always, bold=True),
    Column("responsible", "责任单位", 230, _others, editable=_always, tip=lambda t: "列名未全（等）" if t.open_ended else ""),
    Column("due", "完成时限", 92, lambda t: t.due.text if t.due else "", editable=_always),
    Column("targets", "目标", 46, lambda t: str(len(t.targets)), align=CENTRE, tip=lambda t: "\n".join(x.text for x in t.targets)),
)  # fmt: skip


class DraftModel(WrittenModel[Task]):
    """The draft's tasks."""

    def __init__(self, write: Callable[[str, str, str], str]) -> None:
        super().__init__(COLUMNS, lambda t: t.code, write)

    def title_of(self, key: str) -> str:
        """A column's heading by its key."""
        return self.columns[self.column_of(key)].title


class DraftDelegate(TextDelegate):
    """Edits a cell of the draft in the same field as the task page, units with completion."""

    def __init__(self, parent: QTableView, completion: Callable[[], UnitCompletion | None]) -> None:
        super().__init__(parent)
        self._completion = completion

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        units = COLUMNS[index.column()].key in ("lead", "responsible")
        editor = CellEditor(parent, self._completion() if units else None)
        place = QPersistentModelIndex(index)
        editor.finished.connect(lambda _, e=editor: self._finish(e, place))
        editor.cancelled.connect(lambda e=editor: self.closeEditor.emit(e))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, CellEditor):
            editor.load(str(index.data(Qt.ItemDataRole.EditRole) or ""), replace=False)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        if isinstance(editor, CellEditor):
            editor.place(option.rect)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Nothing: `_finish` writes, and only once."""

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        return False  # the editor knows its keys itself

    def _finish(self, editor: CellEditor, place: QPersistentModelIndex) -> None:
        model, text = place.model(), editor.toPlainText()
        if isinstance(model, DraftModel) and text != editor.original and not model.setData(place, text):
            editor.refuse()
        else:
            self.closeEditor.emit(editor)


class DraftTable(RefittedTable):
    """Rows as high as their texts; several can be selected for joining or dropping."""

    def __init__(
        self, write: Callable[[str, str, str], str], completion: Callable[[], UnitCompletion | None]
    ) -> None:
        super().__init__()
        self.draft = DraftModel(write)
        self.setModel(self.draft)
        self.setItemDelegate(DraftDelegate(self, completion))
        self._heights = HeightCache()
        self.set_widths(COLUMNS)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setWordWrap(True)
        self.setAccessibleName("读到的任务")

    def show_tasks(self, tasks: tuple[Task, ...]) -> None:
        """Show these tasks; the selected one stays so where it is still there."""
        kept = set(self.codes())
        self.draft.set_rows(tasks)
        self.fit_rows()
        row = next((row for row, task in enumerate(tasks) if task.code in kept), -1)
        if row >= 0 and not self.codes():
            self.selectRow(row)

    def fit_rows(self) -> None:
        least = self._heights.line + 2 * PAD_Y
        for number, task in enumerate(self.draft.rows):
            tall = max(
                self._heights.height(c.text(task), self.columnWidth(n) - GRID - 2 * PAD_X, bold=c.bold)
                for n, c in enumerate(COLUMNS)
            )
            height = max(least, tall + 2 * PAD_Y)
            if self.rowHeight(number) != height:
                self.setRowHeight(number, height)

    def codes(self) -> list[str]:
        """The codes of the selected tasks, in order."""
        return [self.draft.rows[i.row()].code for i in sorted(self.selectionModel().selectedRows())]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        spare = self.viewport().width() - sum(column.width for column in COLUMNS)
        for key, part in SHARES.items():
            number = self.draft.column_of(key)
            width = COLUMNS[number].width + int(spare * (part if spare > 0 else SHRINKS[key]))
            self.setColumnWidth(number, max(150, width))
