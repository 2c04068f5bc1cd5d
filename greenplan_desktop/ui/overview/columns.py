"""Cards in columns side by side, two on a small screen and three on a large one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

GAP = 10


class CardColumns(QWidget):
    """`plans` say for a least width which cards stand in which column, and how wide the columns are."""

    changed = Signal()  # there are more columns, or fewer

    def __init__(self, plans: Sequence[tuple[int, Sequence[Sequence[QWidget]], Sequence[int]]]) -> None:
        super().__init__()
        self._plans = sorted(plans, key=lambda plan: -plan[0])
        self._present = -1
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        self._columns: list[QVBoxLayout] = []
        self._lay_out(len(self._plans) - 1)

    @property
    def count(self) -> int:
        """How many columns there are now."""
        return len(self._columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = event.size().width()
        wanted = next((n for n, plan in enumerate(self._plans) if width >= plan[0]), len(self._plans) - 1)
        if wanted != self._present:
            self._lay_out(wanted)
            self.changed.emit()

    def _lay_out(self, number: int) -> None:
        self._present = number
        _, columns, stretches = self._plans[number]
        for old in self._columns:
            while old.takeAt(0) is not None:
                pass
            self._row.removeItem(old)
            old.deleteLater()
        self._columns = []
        for cards, stretch in zip(columns, stretches, strict=True):
            column = QVBoxLayout()
            column.setSpacing(GAP)
            self._row.addLayout(column, stretch)
            for place, card in enumerate(cards, start=1):
                column.addWidget(card, 1 if place == len(cards) else 0)
            self._columns.append(column)
