"""The dark column at the left: one button per page, and a number where something is owed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout

from . import icons, theme

if TYPE_CHECKING:
    from .registry import PageEntry

WIDTH, HEIGHT, LEAST = 76, 62, 48  # px; on a low screen at large scaling all pages stay in sight


class _NavButton(QToolButton):
    def __init__(self, entry: PageEntry, number: int) -> None:
        super().__init__()
        self.badge = 0
        self.setText(entry.title)
        self.setIcon(icons.icon(entry.icon, "nav_text"))
        self.setIconSize(QSize(20, 20))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setCheckable(True)
        self.setFixedWidth(WIDTH)
        self.setMinimumHeight(LEAST)
        self.setMaximumHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setToolTip(f"{entry.title}（Ctrl+{number}）")
        self.setShortcut(f"Ctrl+{number}")
        self.setAccessibleName(entry.title)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.badge:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text = str(self.badge) if self.badge < 100 else "99+"
        font = self.font()
        font.setPointSizeF(7.5)
        painter.setFont(font)
        width = max(16, painter.fontMetrics().horizontalAdvance(text) + 8)
        box = QRectF(self.width() / 2 + 8, 8, width, 15)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("red"))
        painter.drawRoundedRect(box, 7.5, 7.5)
        painter.setPen(QColor("#ffffff"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


class Navigation(QFrame):
    """The pages that have a place here; Ctrl+1 … Ctrl+9 go to them."""

    chosen = Signal(str)  # page id

    def __init__(self, entries: tuple[PageEntry, ...]) -> None:
        super().__init__()
        self.setObjectName("Navigation")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName("导航")
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _NavButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 6)
        layout.setSpacing(0)
        for number, entry in enumerate(entries, start=1):
            button = _NavButton(entry, number)
            button.clicked.connect(lambda _=False, key=entry.page_id: self.chosen.emit(key))
            self._group.addButton(button)
            self._buttons[entry.page_id] = button
            layout.addWidget(button)
        layout.addStretch(1)

    def light(self, page_id: str) -> None:
        """Mark the page that is in front."""
        if page_id in self._buttons:
            self._buttons[page_id].setChecked(True)

    def set_badges(self, badges: dict[str, int]) -> None:
        """Show numbers by page id; those not named show none."""
        for page_id, button in self._buttons.items():
            number = badges.get(page_id, 0)
            if number != button.badge:
                button.badge = number
                button.setAccessibleDescription(f"{number} 个单位未报" if number else "")
                button.update()
