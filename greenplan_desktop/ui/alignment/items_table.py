"""The items of the higher plan as a table: what they are, how sure their answer is, which tasks answer."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from greenplan_desktop.jobs.aligning import STATES, HigherItem
from greenplan_desktop.ui import theme
from greenplan_desktop.ui.columns import CENTRE, Column
from greenplan_desktop.ui.delegates.wrapped import WrappedDelegate
from greenplan_desktop.ui.row_table import RowTable
from greenplan_desktop.ui.table_model import Index, RowModel

COLOUR = {"confirmed": "green", "proposed": "orange", "open": "red", "declared": "grey"}

MOST_LINES = 4

COLUMNS: tuple[Column[HigherItem], ...] = (
    Column("code", "序号", 50, lambda item: item.code, align=CENTRE),
    Column("title", "上级任务", 190, lambda item: item.title, tip=lambda item: item.text),
    Column("state", "认定", 84, lambda item: STATES[item.state]),
    Column("answers", "本级对应任务", 210, lambda item: item.answers.replace("；", "\n") or "—"),
    Column("targets", "目标不同", 70, lambda item: str(len(item.differing) or ""), align=CENTRE),
)


class ItemsModel(RowModel[HigherItem]):
    """Items with their state in its colour."""

    def __init__(self) -> None:
        super().__init__(COLUMNS, lambda item: item.task_id)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self.row(index)
        if item is not None and role == Qt.ItemDataRole.ForegroundRole:
            key = self.columns[index.column()].key
            if key == "state":
                return theme.color(COLOUR[item.state])
            if key == "answers" and not item.answers:
                return theme.color("faint")
        return super().data(index, role)


class ItemsTable(RowTable):
    """One item is chosen at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.items = ItemsModel()
        self.setModel(self.items)
        self.setItemDelegate(WrappedDelegate(self, MOST_LINES))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = self.horizontalHeader()
        self.set_widths(COLUMNS)
        for key in ("title", "answers"):
            head.setSectionResizeMode(self.items.column_of(key), QHeaderView.ResizeMode.Stretch)
        head.sectionResized.connect(lambda *_: self.resizeRowsToContents())
        self.setAccessibleName("上级文件任务")

    def show_items(self, items: list[HigherItem]) -> None:
        """Show these; the chosen one stays chosen, else the first is."""
        chosen = self.chosen
        self.items.set_rows(items)
        self.resizeRowsToContents()
        row = self.items.row_of(chosen.task_id) if chosen else -1
        if items:
            self.selectRow(max(0, row))

    @property
    def chosen(self) -> HigherItem | None:
        """The item that is chosen."""
        rows = self.selectionModel().selectedRows()
        return self.items.row(rows[0]) if rows else None
