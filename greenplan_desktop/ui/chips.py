"""Rounded buttons in a row above a page: filters that are on or off, and small tools at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from . import icons

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

HEIGHT = 40


def chip(text: str, icon: str | QIcon = "", *, checkable: bool = True) -> QToolButton:
    """One chip; `icon` is a name of ours or a picture."""
    button = QToolButton()
    button.setProperty("chip", True)
    button.setProperty("pictured", bool(icon))
    button.setText(f" {text}" if icon else text)
    button.setCheckable(checkable)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    if icon:
        button.setIcon(icons.icon(icon) if isinstance(icon, str) else icon)
        button.setIconSize(QSize(13, 13))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button


class PageBar(QFrame):
    """The row above a page's main part: `left` parts, then `right` ones."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("PageBar")
        self.setFixedHeight(HEIGHT)
        self._left, self._right = QHBoxLayout(), QHBoxLayout()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 0)
        layout.setSpacing(0)
        layout.addLayout(self._left)
        layout.addStretch(1)
        layout.addLayout(self._right)
        for part in (self._left, self._right):
            part.setSpacing(6)

    def add_left(self, part: QWidget) -> None:
        """Put a part at the left, after those already there."""
        self._left.addWidget(part)

    def add_right(self, part: QWidget) -> None:
        """Put a part at the right, after those already there."""
        self._right.addWidget(part)
