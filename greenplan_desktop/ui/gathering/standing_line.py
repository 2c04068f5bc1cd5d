"""How the chosen task stands at the period: status, percent, time gone and its light, and the way to set it by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from greenplan_desktop.ui.delegates.shapes import status_icon

if TYPE_CHECKING:
    from greenplan_desktop.jobs.gathering import Standing


class StandingLine(QWidget):
    """One line, and a second with the reason where the status was set by hand; `by_hand` asks for that."""

    by_hand = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shape, self.words, self.against, self.reason = QLabel(), QLabel(), QLabel(), QLabel()
        self.words.setProperty("strong", True)
        self.reason.setWordWrap(True)
        for label in (self.against, self.reason):
            label.setProperty("muted", True)
        self.button = QPushButton("手工定状态…")
        self.button.clicked.connect(self.by_hand)
        line = QHBoxLayout()
        line.setSpacing(6)
        for part in (self._shape, self.words, self.against):
            line.addWidget(part)
        line.addStretch(1)
        line.addWidget(self.button)
        both = QVBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(4)
        both.addLayout(line)
        both.addWidget(self.reason)

    def show_standing(self, standing: Standing, *, can_set: bool) -> None:
        """Show how the task stands."""
        self._shape.setPixmap(status_icon(standing.status).pixmap(10, 10))
        self.words.setText(standing.words)
        self.against.setText(standing.against_time)
        self.reason.setText(f"手工定为此状态：{standing.reason}")
        self.reason.setVisible(bool(standing.reason))
        self.button.setEnabled(can_set)
