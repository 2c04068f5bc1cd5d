"""A Qt model over immutable rows and Column objects; `data` is a look-up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from . import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from .columns import Column

R = TypeVar("R")
ROW_ROLE = Qt.ItemDataRole.UserRole + 1  # the row object itself
VALUE_ROLE = Qt.ItemDataRole.UserRole + 2  # what a delegate paints from
Index = QModelIndex | QPersistentModelIndex
_PLAIN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_EDIT = _PLAIN | Qt.ItemFlag.ItemIsEditable


class RowModel(QAbstractTableModel, Generic[R]):
    """Rows of one kind. `set_rows` tells the view as little as possible, so that selection and scroll stay."""

    def __init__(self, columns: Sequence[Column[R]], key: Callable[[R], Hashable]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._key = key
        self.rows: tuple[R, ...] = ()

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show these rows: cells that differ are announced; another order or number of rows resets the model."""
        new = tuple(rows)
        if [self._key(r) for r in new] != [self._key(r) for r in self.rows]:
            self.beginResetModel()
            self.rows = new
            self.endResetModel()
            return
        old, self.rows = self.rows, new
        for number, (before, after) in enumerate(zip(old, new, strict=True)):
            if before is not after and before != after:
                self.dataChanged.emit(self.index(number, 0), self.index(number, len(self.columns) - 1))

    def row(self, index: Index) -> R | None:
        """The row of an index."""
        return self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None

    def row_of(self, key: Hashable) -> int:
        """The number of the row with this key, -1 for none."""
        return next((i for i, r in enumerate(self.rows) if self._key(r) == key), -1)

    def column_of(self, key: str) -> int:
        """The number of the column with this key, -1 for none."""
        return next((i for i, c in enumerate(self.columns) if c.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if row is None:
            return None
        column = self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return column.text(row)
        if role == ROW_ROLE:
            return row
        if role == VALUE_ROLE:
            return column.value(row) if column.value else column.text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(row) if column.tip else None
        return self._look(column, role)

    def _look(self, column: Column[R], role: int) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.align
        if role == Qt.ItemDataRole.FontRole and column.bold:
            font = QFont(theme.base_font())
            font.setWeight(QFont.Weight.DemiBold)
            return font
        if role == Qt.ItemDataRole.ForegroundRole and column.muted:
            return theme.color("muted")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                horizontal = self.columns[section].align & Qt.AlignmentFlag.AlignHorizontal_Mask
                return horizontal | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or index.row() >= len(self.rows):
            return Qt.ItemFlag.NoItemFlags
        editable = self.columns[index.column()].editable
        return _EDIT if editable is not None and editable(self.rows[index.row()]) else _PLAIN


class WrittenModel(RowModel[R]):
    """Edited in place: a value is handed to `write` (row's key, column's key, text), which says what was wrong."""

    refused = Signal(QModelIndex, str)

    def __init__(
        self,
        columns: Sequence[Column[R]],
        key: Callable[[R], Hashable],
        write: Callable[[Any, str, str], str],
    ) -> None:
        super().__init__(columns, key)
        self._write = write

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row(index)
        if row is None or role != Qt.ItemDataRole.EditRole:
            return False
        column = self.columns[index.column()]
        if str(value) == column.text(row):
            return False
        problem = self._write(self._key(row), column.key, str(value))
        if problem:
            self.refused.emit(self.index(index.row(), index.column()), problem)
        return not problem
