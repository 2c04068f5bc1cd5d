"""The row of tabs above pages that belong together (总览 · 目标 · 通报 · 上级文件)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QToolButton

if TYPE_CHECKING:
    from .registry import PageEntry


class SubTabs(QFrame):
    """Tabs of one family of pages; hidden where a page stands alone."""

    chosen = Signal(str)  # page id

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("SubTabs")
        self._group = QButtonGroup(self)
        self._shown: tuple[PageEntry, ...] = ()
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(16, 0, 16, 0)
        self._layout.setSpacing(20)
        self._layout.addStretch(1)
        self.hide()

    def show_family(self, family: tuple[PageEntry, ...], page_id: str) -> None:
        """Show these tabs with one lit."""
        if family != self._shown:
            self._rebuild(family)
        for button in self._group.buttons():
            if button.property("page") == page_id:
                button.setChecked(True)
        self.setVisible(bool(family))

    def _rebuild(self, family: tuple[PageEntry, ...]) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._layout.removeWidget(button)
            button.deleteLater()
        for place, entry in enumerate(family):
            button = QToolButton()
            button.setText(entry.title)
            button.setCheckable(True)
            button.setProperty("page", entry.page_id)
            button.clicked.connect(lambda _=False, key=entry.page_id: self.chosen.emit(key))
            self._group.addButton(button)
            self._layout.insertWidget(place, button)
        self._shown = family
