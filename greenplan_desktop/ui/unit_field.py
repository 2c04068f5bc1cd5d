"""A line in which one unit is typed, with completion by name, alias and pinyin initials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QLineEdit

from .cell_editor import NAME, Offers

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent
    from PySide6.QtWidgets import QListWidgetItem, QWidget

    from .completion import UnitCompletion


class UnitField(QLineEdit):
    """Emits the unit's name once it is chosen or typed out; Escape gives it up."""

    chosen = Signal(str)
    given_up = Signal()

    def __init__(self, completion: UnitCompletion, taken: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._completion, self._taken = completion, taken
        self._offers = Offers(self)
        self._offers.itemClicked.connect(self._take)
        self.setPlaceholderText("单位名称或拼音首字母")
        self.setFixedWidth(170)
        self.textEdited.connect(self._offer)

    def _offer(self, text: str) -> None:
        found = self._completion.offers(text, self._taken)
        if not found:
            self._offers.hide()
            return
        self._offers.fill(found)
        self._offers.open_at(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _take(self, item: QListWidgetItem | None) -> None:
        name = item.data(NAME) if item is not None else self.text().strip()
        self._offers.hide()
        if name:
            self.chosen.emit(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        offers, key = self._offers, event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and offers.isVisible():
            offers.move_by(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self._take(offers.currentItem() if offers.isVisible() else None)
        elif key == Qt.Key.Key_Escape:
            offers.hide()
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._offers.hide()
        if not self.text().strip():
            self.given_up.emit()
