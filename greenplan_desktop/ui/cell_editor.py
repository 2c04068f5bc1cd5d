"""The field in which a cell is edited: grows with its text, Enter and Tab move on, names are completed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from .completion import Offer, UnitCompletion, fragment_at, others

if TYPE_CHECKING:
    from PySide6.QtCore import QRect

NAME = Qt.ItemDataRole.UserRole
LEAST_OFFERS, MOST_OFFERS = 220, 440


class CellEditor(QPlainTextEdit):
    """`finished(move)` says where to go: down, up, right, left or stay; `cancelled` gives the edit up."""

    finished = Signal(str)
    cancelled = Signal()

    def __init__(self, parent: QWidget, completion: UnitCompletion | None = None) -> None:
        super().__init__(parent)
        self._over = parent
        self.setProperty("cell", True)
        self.setTabChangesFocus(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.original = ""
        self.loaded = False
        self._done = False
        self._completion = completion
        self._offers = Offers(self) if completion else None
        if self._offers:
            self._offers.itemClicked.connect(lambda item: self._put(item))
            self.textChanged.connect(self._offer)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self.fit())

    def load(self, text: str, *, replace: bool) -> None:
        """Start with a cell's text, all selected where typing is to replace it."""
        if self.loaded:
            return
        self.original, self.loaded = text, True
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)
        if replace:
            self.selectAll()
        else:
            self.moveCursor(QTextCursor.MoveOperation.End)
        self.fit()

    def place(self, cell: QRect) -> None:
        """Lie over the cell."""
        self.setGeometry(cell)
        self.fit()

    def fit(self) -> None:
        """Grow downwards as the text does, up to the table's end."""
        lines = max(1, int(self.document().size().height()))
        wanted = lines * self.fontMetrics().lineSpacing() + 14
        room = self._over.height() - self.y() - 2
        self.setFixedHeight(max(self.minimumHeight(), min(max(wanted, 30), max(60, room))))

    def finish(self, move: str) -> None:
        """Say once that editing ended."""
        if not self._done:
            self._done = True
            if self._offers:
                self._offers.hide()
            self.finished.emit(move)

    def refuse(self) -> None:
        """The text was not taken: stay, so that nothing typed is lost."""
        self._done = False
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._offers and self._offers.isVisible() and self._choose(event):
            return
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier):
                self.insertPlainText("\n")
            else:
                self.finish("up" if shift else "down")
        elif key == Qt.Key.Key_Tab:
            self.finish("right")
        elif key == Qt.Key.Key_Backtab:
            self.finish("left")
        elif key == Qt.Key.Key_Escape:
            self._done = True
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.finish("stay")

    # completion

    def _offer(self) -> None:
        if not (self._completion and self._offers and self.loaded and self.hasFocus()):
            return
        text, place = self.toPlainText(), self.textCursor().position()
        start, end = fragment_at(text, place)
        found = self._completion.offers(text[start:place], others(text, start, end))
        fragment = text[start:end].strip()
        if not found or (len(found) == 1 and found[0].name == fragment):
            self._offers.hide()
            return
        self._offers.fill(found)
        corner = self.cursorRect().bottomLeft() + QPoint(0, 4)
        self._offers.open_at(self.viewport().mapToGlobal(corner))

    def _choose(self, event: QKeyEvent) -> bool:
        """Keys that belong to the list of offers while it is open."""
        if self._offers is None:
            return False
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._offers.move_by(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            self._put(self._offers.currentItem())
        elif event.key() == Qt.Key.Key_Escape:
            self._offers.hide()
        else:
            return False
        return True

    def _put(self, item: QListWidgetItem) -> None:
        cursor = self.textCursor()
        start, end = fragment_at(self.toPlainText(), cursor.position())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.blockSignals(True)
        cursor.insertText(item.data(NAME))
        self.blockSignals(False)
        self.setTextCursor(cursor)
        if self._offers:
            self._offers.hide()
        self.fit()
        self.setFocus()


class Offers(QListWidget):
    """The open list; it never takes the keyboard from the field."""

    def __init__(self, editor: QWidget) -> None:
        super().__init__(editor)
        self._editor = editor
        self.setWindowFlags(Qt.WindowType.ToolTip)
        self.setObjectName("Card")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.hide()

    def fill(self, offers: list[Offer]) -> None:
        """Offer these, the first one chosen."""
        self.clear()
        for offer in offers:
            item = QListWidgetItem(offer.name + (f"　{offer.hint}" if offer.hint else ""))
            item.setData(NAME, offer.name)
            self.addItem(item)
        self.setCurrentRow(0)

    def move_by(self, step: int) -> None:
        """Choose the next or the previous one."""
        self.setCurrentRow(max(0, min(self.count() - 1, self.currentRow() + step)))

    def open_at(self, corner: QPoint) -> None:
        """Show under the cursor, inside the screen, as wide as the longest name."""
        height = min(self.count(), 8) * max(24, self.sizeHintForRow(0)) + 4
        widest = max(self.fontMetrics().horizontalAdvance(self.item(n).text()) for n in range(self.count()))
        bar = self.verticalScrollBar().sizeHint().width() if self.count() > 8 else 0
        width = max(LEAST_OFFERS, min(widest + bar + 28, MOST_OFFERS))
        self.setFixedSize(width, height)
        area = self._editor.screen().availableGeometry()
        top = corner.y() if corner.y() + height <= area.bottom() else corner.y() - height - 28
        self.move(min(corner.x(), area.right() - width), top)
        self.show()
