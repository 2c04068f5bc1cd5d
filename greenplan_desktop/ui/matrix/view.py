"""The matrix on the screen: frozen numbers and titles at the left, unit columns that scroll at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from .head import UnitHeader
from .model import CELL_ROLE, CellsModel, Index, TasksModel
from .paint import ROW_HEIGHT, CellsPainter, TitleDelegate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from greenplan_desktop.model.plan import Role

    from .grid import MatrixGrid, MatrixRow

_NEXT: dict[tuple[int, int], Role | None] = {(0, 0): "responsible", (0, 1): "lead", (1, 0): None}
_KEYS: dict[int, Role | None] = {
    Qt.Key.Key_Q: "lead",
    Qt.Key.Key_Z: "responsible",
    Qt.Key.Key_Delete: None,
    Qt.Key.Key_Backspace: None,
}


NUMBER, LEAST_TITLE, TITLE_MARGIN = 52, 200, 42


class Spot(NamedTuple):
    """Where the cursor was."""

    row: int
    column: int
    task_id: int
    units: frozenset[int]


class CellsView(QTableView):
    """The cells: a click or the space bar goes on to the next role."""

    role_wanted = Signal(object, object)  # list of (row, column), role or None

    def __init__(self) -> None:
        super().__init__()
        self.cells = CellsModel()
        self.head = UnitHeader(self)
        self.setHorizontalHeader(self.head)
        self.setModel(self.cells)
        self._cells_painter = CellsPainter(self)
        self.verticalHeader().hide()
        _fix_rows(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("责任矩阵")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._cells_painter.paint(painter, self.cells)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        single = len(self.selectedIndexes()) <= 1 and event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and single:
            self._cycle(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if (
            index.isValid()
            and plain
            and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self._cycle(index)
        elif index.isValid() and plain and event.key() in _KEYS:
            self.role_wanted.emit(self.chosen_spots(), _KEYS[event.key()])
        else:
            super().keyPressEvent(event)

    def _cycle(self, index: QModelIndex) -> None:
        if self.cells.column(index.column()).unit is None:
            return
        self.role_wanted.emit([(index.row(), index.column())], _NEXT[index.data(CELL_ROLE)])

    def chosen_spots(self) -> list[tuple[int, int]]:
        """Row and column of every selected cell, of the cursor's where none is."""
        chosen = self.selectedIndexes() or [self.currentIndex()]
        return sorted((index.row(), index.column()) for index in chosen)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.head.viewport().update()


class MatrixView(QWidget):
    """Both tables side by side, moving as one."""

    def __init__(self) -> None:
        super().__init__()
        self.tasks = TasksModel()
        self.frozen = QTableView()
        self.frozen.setModel(self.tasks)
        self.frozen.setItemDelegate(TitleDelegate(self.frozen))
        self.frozen.verticalHeader().hide()
        self.frozen.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.frozen.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.frozen.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.frozen.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        _fix_rows(self.frozen)
        self.cells = CellsView()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.frozen)
        self._foot = QWidget()  # as high as the scroll bar beside it, so that both tables show the same rows
        left.addWidget(self._foot)
        layout.addLayout(left)
        layout.addWidget(self.cells, 1)
        self._tie()
        self.fit_titles()

    def _tie(self) -> None:
        left, right = self.frozen.verticalScrollBar(), self.cells.verticalScrollBar()
        left.valueChanged.connect(right.setValue)
        right.valueChanged.connect(left.setValue)
        self.cells.horizontalScrollBar().rangeChanged.connect(
            lambda low, high: self._level_foot(shown=high > low)
        )
        self._level_foot(shown=False)
        self.cells.head.geometriesChanged.connect(self._level_heads)
        self.cells.cells.modelReset.connect(self._level_heads)
        self.cells.selectionModel().currentRowChanged.connect(self._follow_row)
        self.cells.horizontalScrollBar().valueChanged.connect(lambda _: self.cells.head.viewport().update())
        self.frozen.clicked.connect(lambda index: self.select_task_row(index.row()))

    def _level_heads(self) -> None:
        tall = self.cells.head.sizeHint().height()
        for head in (self.cells.head, self.frozen.horizontalHeader()):
            head.setFixedHeight(tall)

    def _level_foot(self, *, shown: bool) -> None:
        self._foot.setFixedHeight(self.cells.horizontalScrollBar().sizeHint().height() if shown else 0)

    def _follow_row(self, current: QModelIndex) -> None:
        index = self.tasks.index(current.row(), 1)
        self.frozen.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.frozen.viewport().update()

    def fit_titles(self) -> None:
        """Make the column of titles as wide as the longest one, within a quarter of the page."""
        metrics = self.frozen.fontMetrics()
        widest = max((metrics.horizontalAdvance(row.task.title) for row in self.tasks.rows), default=0)
        width = max(LEAST_TITLE, min(widest + TITLE_MARGIN, max(2 * LEAST_TITLE, self.width()) // 4))
        self.frozen.setColumnWidth(0, NUMBER)
        self.frozen.setColumnWidth(1, width)
        self.frozen.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.frozen.setFixedWidth(NUMBER + width + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_titles()

    def show_grid(self, grid: MatrixGrid, rows: Sequence[MatrixRow], *, kinds: bool) -> None:
        """Show these rows of a grid; the cursor stays on its task and unit, or on the kind its unit is folded into."""
        spot = self._spot()
        self.cells.head.show_kinds = kinds
        self.tasks.set_rows(rows)
        self.cells.cells.set_grid(grid, rows)
        self.cells.head.fit_widths()
        self.fit_titles()
        self._level_heads()
        if spot and not self.cells.currentIndex().isValid() and rows and grid.columns:
            self._return_to(spot, grid, rows)

    def _spot(self) -> Spot | None:
        current, model = self.cells.currentIndex(), self.cells.cells
        if not current.isValid() or current.row() >= len(model.rows):
            return None
        row, column = current.row(), current.column()
        return Spot(row, column, model.rows[row].task.id, frozenset(model.column(column).ids))

    def _return_to(self, spot: Spot, grid: MatrixGrid, rows: Sequence[MatrixRow]) -> None:
        row = next((n for n, r in enumerate(rows) if r.task.id == spot.task_id), spot.row)
        column = next((n for n, c in enumerate(grid.columns) if spot.units & set(c.ids)), spot.column)
        self.cells.setCurrentIndex(
            self.cells.cells.index(min(row, len(rows) - 1), min(column, len(grid.columns) - 1))
        )

    def select_unit(self, unit_id: int) -> None:
        """Put the cursor into a unit's column."""
        model = self.cells.cells
        column = next((n for n, c in enumerate(model.grid.columns) if unit_id in c.ids), -1)
        if column >= 0 and model.rows:
            self.cells.setCurrentIndex(model.index(max(self.cells.currentIndex().row(), 0), column))
            self.cells.setFocus()

    def select_task_row(self, row: int) -> None:
        """Put the cursor into a task's row."""
        column = max(self.cells.currentIndex().column(), 0)
        self.cells.setCurrentIndex(self.cells.cells.index(row, column))
        self.cells.setFocus()


def _fix_rows(table: QTableView) -> None:
    table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setShowGrid(False)
    table.setCornerButtonEnabled(False)
