"""The columns of a layout: ticked or not, dragged into order, renamed by double-click."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QMenu, QWidget

from greenplan_desktop.jobs import lists

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QDropEvent

    from greenplan_desktop.tasklist.presets import Layout

_COLUMN = Qt.ItemDataRole.UserRole
UNITS = ("lead", "responsible", "units")


class ColumnsList(QListWidget):
    """Emits the layout with its columns changed."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._layout: Layout | None = None
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setSpacing(1)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setToolTip("勾选要印的栏目；拖动调整顺序；双击改名；右键设置单位写法、列宽和更多栏目")
        self.setAccessibleName("栏目")
        self.itemChanged.connect(lambda _: self._take())

    def show_layout(self, layout: Layout) -> None:
        """Show a layout's columns."""
        self._layout = layout
        self.blockSignals(True)
        self.clear()
        for column in layout.columns:
            item = QListWidgetItem(column.heading)
            item.setData(_COLUMN, column)
            item.setFlags(
                item.flags()
                | Qt.ItemFlag.ItemIsUserCheckable
                | Qt.ItemFlag.ItemIsEditable & ~Qt.ItemFlag.ItemIsDropEnabled
            )
            item.setCheckState(Qt.CheckState.Checked if column.shown else Qt.CheckState.Unchecked)
            self.addItem(item)
        self.blockSignals(False)
        self.setFixedHeight(min(max(self.count(), 3), 11) * (self.sizeHintForRow(0) + 2) + 6)

    def _take(self) -> None:
        if self._layout is None:
            return
        columns = []
        for row in range(self.count()):
            item = self.item(row)
            shown = item.checkState() == Qt.CheckState.Checked
            heading = item.text().strip() or item.data(_COLUMN).heading
            columns.append(replace(item.data(_COLUMN), heading=heading, shown=shown))
        if columns and any(c.shown for c in columns):
            self._emit(replace(self._layout, columns=tuple(columns)))
        else:
            self.show_layout(self._layout)

    def _emit(self, layout: Layout) -> None:
        self._layout = layout
        self.changed.emit(layout)

    def dropEvent(self, event: QDropEvent) -> None:
        super().dropEvent(event)
        self._take()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._layout is None:
            return
        menu = QMenu(self)
        item = self.itemAt(event.pos())
        if item is not None:
            self._column_menu(menu, self.row(item))
        self._fill_more(menu.addMenu("添加栏目"), self._layout)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def offer_more(self, button: QWidget) -> None:
        """The columns that can be added, in a menu below a button."""
        if self._layout is None:
            return
        menu = QMenu(self)
        self._fill_more(menu, self._layout)
        menu.exec(button.mapToGlobal(button.rect().bottomLeft()))
        menu.deleteLater()

    def _fill_more(self, menu: QMenu, layout: Layout) -> None:
        for key, heading in lists.column_choices(layout):
            menu.addAction(heading).triggered.connect(partial(self._add, key))
        if menu.isEmpty():
            menu.addAction("各栏都已列出").setEnabled(False)

    def _add(self, key: str) -> None:
        if self._layout is not None:
            self._emit_new(lists.add_column(self._layout, key))

    def _column_menu(self, menu: QMenu, row: int) -> None:
        column = self.item(row).data(_COLUMN)
        if column.key in UNITS:
            joined = column.units == "joined"
            menu.addAction("单位用顿号连写", lambda: self._set(row, units="joined")).setEnabled(not joined)
            menu.addAction("单位一行一个", lambda: self._set(row, units="lines")).setEnabled(joined)
            words = "不印“等有关部门”字样" if column.open_words else "保留“等有关部门”字样"
            menu.addAction(words, lambda: self._set(row, open_words=not column.open_words))
            if column.key in ("units", "lead"):
                mark = "不标牵头单位" if column.mark_lead else "牵头单位标*"
                menu.addAction(mark, lambda: self._set(row, mark_lead=not column.mark_lead))
            menu.addSeparator()
        if column.width_mm is not None:
            menu.addAction("列宽改回自动", lambda: self._set(row, width_mm=None))
        menu.addAction("删除这一栏", lambda: self._remove(row)).setEnabled(self.count() > 1)
        menu.addSeparator()

    def _set(self, row: int, **values: Any) -> None:
        if self._layout is not None:
            columns = list(self._layout.columns)
            columns[row] = replace(columns[row], **values)
            self._emit_new(replace(self._layout, columns=tuple(columns)))

    def _remove(self, row: int) -> None:
        if self._layout is not None:
            columns = [c for i, c in enumerate(self._layout.columns) if i != row]
            if any(c.shown for c in columns):
                self._emit_new(replace(self._layout, columns=tuple(columns)))

    def _emit_new(self, layout: Layout) -> None:
        self.show_layout(layout)
        self._emit(layout)
