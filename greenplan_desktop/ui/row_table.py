"""A table whose cursor tints its whole row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QTableView

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel

    from .table_model import Index


class RowTable(QTableView):
    """The row that the cursor left and the one it came to are painted again, not only the two cells."""

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()


class FittedTable(RowTable):
    """Rows as high as their delegate asks for, measured again once columns have their new widths or rows are new."""

    def __init__(self) -> None:
        super().__init__()
        self._fit = QTimer(self)
        self._fit.setSingleShot(True)
        self._fit.timeout.connect(self.resizeRowsToContents)
        self.horizontalHeader().sectionResized.connect(lambda *_: self._fit.start())

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            for changed in (model.modelReset, model.dataChanged):
                changed.connect(lambda *_: self._fit.start())
