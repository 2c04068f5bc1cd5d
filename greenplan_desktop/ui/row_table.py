"""A table whose cursor tints its whole row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTableView

if TYPE_CHECKING:
    from .table_model import Index


class RowTable(QTableView):
    """The row that the cursor left and the one it came to are painted again, not only the two cells."""

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
