"""Tables of rows: what all of them have alike, and those whose rows are as high as their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QAbstractItemModel

    from .columns import Column
    from .table_model import Index

HEAD_HEIGHT = 31  # px


class RowTable(QTableView):
    """A head of one height, no numbers at the left, rows that are not dragged higher.

    The row that the cursor left and the one it came to are painted again, not only the two cells.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setFixedHeight(HEAD_HEIGHT)

    def set_widths(self, columns: Sequence[Column[Any]]) -> None:
        """Give every column the width it declares."""
        for number, column in enumerate(columns):
            self.setColumnWidth(number, column.width)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()


class RefittedTable(RowTable):
    """Calls `fit_rows` once columns have come to their new widths."""

    PAUSE = 30  # ms after the last change

    def __init__(self) -> None:
        super().__init__()
        self._fit = QTimer(self)
        self._fit.setSingleShot(True)
        self._fit.setInterval(self.PAUSE)
        self._fit.timeout.connect(self.fit_rows)
        self.horizontalHeader().sectionResized.connect(lambda *_: self._fit.start())

    def fit_rows(self) -> None:
        """Give each row the height its texts need."""
        self.resizeRowsToContents()


class FittedTable(RefittedTable):
    """Rows as high as their delegate asks for, measured again at once, and where rows are new as well."""

    PAUSE = 0

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            for changed in (model.modelReset, model.dataChanged):
                changed.connect(lambda *_: self._fit.start())
