"""One sentence beside a cell whose edit was refused, with at most one thing to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

WIDTH = 380


class Bubble(QFrame):
    """Lies over a table, under the cell (above it where there is no room)."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setObjectName("Bubble")
        self._label, self._button = QLabel(), QPushButton()
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setProperty("error", True)
        self._button.setProperty("link", True)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._button.clicked.connect(self._press)
        self._action: Callable[[], object] | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.setSpacing(12)
        layout.addWidget(self._label, 1)
        layout.addWidget(self._button)
        self.hide()

    def say(
        self, text: str, beside: QRect, button: str = "", action: Callable[[], object] | None = None
    ) -> None:
        """Show a sentence beside a rectangle of the table."""
        self._label.setText(text)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._action = action
        self.setFixedWidth(min(WIDTH, self._over.width() - 8))
        self.adjustSize()
        self.setFixedHeight(self.heightForWidth(self.width()) if self.hasHeightForWidth() else self.height())
        room = self._over.rect()
        top = beside.bottom() + 3
        if top + self.height() > room.bottom():
            top = max(0, beside.top() - self.height() - 3)
        self.move(max(0, min(beside.left(), room.right() - self.width())), top)
        self.show()
        self.raise_()

    @property
    def text(self) -> str:
        """What it says, "" while hidden."""
        return self._label.text() if self.isVisible() else ""

    def _press(self) -> None:
        action = self._action
        self.hide()
        if action:
            action()
