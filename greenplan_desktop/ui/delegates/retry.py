"""An edit that was refused is opened again with what was typed and the reason beside it: nothing typed is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QTimer
from PySide6.QtWidgets import QLineEdit, QTableView, QWidget

from greenplan_desktop.ui.bubble import Bubble

from .line import LineDelegate

if TYPE_CHECKING:
    from .text import Index


class RetryDelegate(LineDelegate):
    """For a table whose model tells of a refusal; call `refuse` with it."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self.bubble = Bubble(view.viewport())
        self._typed = ""
        self._again: QPersistentModelIndex | None = None
        self.closeEditor.connect(lambda *_: self.bubble.hide())
        view.verticalScrollBar().valueChanged.connect(self.bubble.hide)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        self._typed = editor.text() if isinstance(editor, QLineEdit) else ""
        super().setModelData(editor, model, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        super().setEditorData(editor, index)
        if self._again is not None and self._again == index and isinstance(editor, QLineEdit):
            editor.setText(self._typed)
            self._again, self._typed = None, ""

    def refuse(self, index: QModelIndex, reason: str) -> None:
        """Say why beside the cell, once the editor that was left has closed, and open it again."""
        place = QPersistentModelIndex(index)
        QTimer.singleShot(0, self, lambda: self._open_again(place, reason))

    def _open_again(self, place: QPersistentModelIndex, reason: str) -> None:
        if not place.isValid() or not self._view.isVisible():
            return
        index = self._view.model().index(place.row(), place.column())
        self._view.scrollTo(index)
        if self._typed:
            self._again = place
            self._view.edit(index)
        self.bubble.say(reason, self._view.visualRect(index))
