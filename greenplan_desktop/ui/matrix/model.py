"""The Qt models of the matrix: cells of roles, and the frozen first columns beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from greenplan_desktop.model.labels import ROLE_UNIT

from .grid import MatrixGrid, MatrixRow, UnitColumn, role_in

if TYPE_CHECKING:
    from collections.abc import Sequence

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = Qt.ItemDataRole.UserRole + 1  # (leads, responsible) of a cell
ROW_ROLE = Qt.ItemDataRole.UserRole + 2
EMPTY = MatrixGrid((), ())


class CellsModel(QAbstractTableModel):
    """Tasks down, units across; `data` looks up what the grid already holds."""

    def __init__(self) -> None:
        super().__init__()
        self.grid = EMPTY
        self.rows: tuple[MatrixRow, ...] = ()

    def set_grid(self, grid: MatrixGrid, rows: Sequence[MatrixRow]) -> None:
        """Show these rows of this grid; the same tasks and units announce changed cells only."""
        same = [c.ids for c in grid.columns] == [c.ids for c in self.grid.columns]
        same = same and [r.task.id for r in rows] == [r.task.id for r in self.rows]
        if not same:
            self.beginResetModel()
        self.grid, self.rows = grid, tuple(rows)
        if not same:
            self.endResetModel()
        elif self.rows and grid.columns:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(grid.columns) - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(grid.columns) - 1)

    def column(self, number: int) -> UnitColumn:
        """A column by its number."""
        return self.grid.columns[number]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.grid.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], self.grid.columns[index.column()]
        if role == CELL_ROLE:
            return role_in(row, column)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return _words(row, column)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.grid.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.grid.columns[section].name
        return self.grid.columns[section].tip if role == Qt.ItemDataRole.ToolTipRole else None


def _words(row: MatrixRow, column: UnitColumn) -> str:
    lead, other = role_in(row, column)
    task = f"第{row.task.code}项 {row.task.title}"
    if column.unit is None:
        return f"{column.name}：{task}\n牵头 {lead} 个，责任 {other} 个"
    word = ROLE_UNIT["lead"] if lead else ROLE_UNIT["responsible"] if other else "不承担"
    return f"{column.name}：{word}\n{task}"


class TasksModel(QAbstractTableModel):
    """The frozen columns: number and title of each task, with its faults as tool tip."""

    HEADS = ("序号", "重点任务")

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[MatrixRow, ...] = ()

    def set_rows(self, rows: Sequence[MatrixRow]) -> None:
        """Show these tasks."""
        same = [r.task.id for r in rows] == [r.task.id for r in self.rows]
        if not same:
            self.beginResetModel()
        self.rows = tuple(rows)
        if not same:
            self.endResetModel()
        elif self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.task.code if index.column() == 0 else row.task.title
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join((row.task.title, *row.faults, *row.notes, "双击到任务页看这一项"))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            middle = Qt.AlignmentFlag.AlignVCenter
            return middle | (
                Qt.AlignmentFlag.AlignHCenter if index.column() == 0 else Qt.AlignmentFlag.AlignLeft
            )
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.HEADS):
            if role == Qt.ItemDataRole.DisplayRole:
                return self.HEADS[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignHCenter if section == 0 else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignBottom
        return None
