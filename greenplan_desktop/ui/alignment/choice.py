"""Which plan is the higher one: a button for each, and the way to one that is not here yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from greenplan_desktop.ui.empty import EmptyState, action_button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

WIDTH = 460
MOST = 6  # more plans than these are chosen in the box above the table
TEXT = "与哪份上级文件对照？"
HINT = "选好后逐条列出：上级的每项任务由本级哪些任务落实，哪些还空着，目标是否一致。"


class HigherChoice(EmptyState):
    """Shown while several plans could be the higher one and none was chosen."""

    chosen = Signal(int)  # plan id

    def __init__(self, import_plan: QAction) -> None:
        super().__init__("align", TEXT, HINT)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        holder = QWidget()
        holder.setFixedWidth(WIDTH)
        holder.setLayout(self._rows)
        other = action_button(import_plan)
        other.setProperty("link", True)
        self.add(holder)
        self.add(other)
        self.buttons: list[QPushButton] = []

    def offer(self, plans: Sequence[tuple[str, int]]) -> None:
        """Buttons for these plans (words, id)."""
        for button in self.buttons:
            self._rows.removeWidget(button)
            button.deleteLater()
        self.buttons = [self._button(words, key) for words, key in plans[:MOST]]
        for button in self.buttons:
            self._rows.addWidget(button)

    def _button(self, words: str, key: int) -> QPushButton:
        button = QPushButton()
        button.setText(button.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, WIDTH - 40))
        button.setToolTip(words)
        button.clicked.connect(lambda: self.chosen.emit(key))
        return button
