"""An empty page says what to do next, with one button for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from . import icons

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QShowEvent

HINT_WIDTH = 420


class EmptyState(QWidget):
    """A large icon, one sentence, a hint, and the button of one action."""

    def __init__(self, icon: str, text: str, hint: str = "", action: QAction | None = None) -> None:
        super().__init__()
        picture, self._text, self._hint = QLabel(), QLabel(text), QLabel(hint)
        picture.setPixmap(icons.icon(icon, "faint").pixmap(QSize(48, 48), self.devicePixelRatioF()))
        self._text.setProperty("title", True)
        self._hint.setProperty("muted", True)
        self._hint.setWordWrap(True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._hint.setFixedWidth(HINT_WIDTH)
        self._column = layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(2)
        for part in (picture, self._text, self._hint):
            layout.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        if action is not None:
            layout.addWidget(action_button(action, primary=True), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def showEvent(self, event: QShowEvent) -> None:
        """A centred label is given one line's height: ask for what its wrapped text needs."""
        super().showEvent(event)
        self._hint.setMinimumHeight(self._hint.heightForWidth(HINT_WIDTH))

    def add(self, part: QWidget) -> None:
        """Put one more part under what there is."""
        self._column.insertWidget(self._column.count() - 1, part, 0, Qt.AlignmentFlag.AlignHCenter)

    def set_text(self, text: str, hint: str = "") -> None:
        """Say something else."""
        self._text.setText(text)
        self._hint.setText(hint)
        self._hint.setMinimumHeight(self._hint.heightForWidth(HINT_WIDTH))


def action_button(action: QAction, *, primary: bool = False) -> QPushButton:
    """A push button for a declared action: its text, icon, tip and enabled state follow the action."""
    button = QPushButton()
    button.setProperty("primary", primary)

    def follow() -> None:
        button.setText(action.text())
        button.setToolTip(action.toolTip())
        button.setEnabled(action.isEnabled())

    button.clicked.connect(action.trigger)
    action.changed.connect(follow)
    button.destroyed.connect(lambda: _disconnect(action, follow))
    follow()
    return button


def _disconnect(action: QAction, slot: object) -> None:
    try:
        action.changed.disconnect(slot)
    except RuntimeError:
        return  # the action went first
