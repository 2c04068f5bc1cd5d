"""The task table's own delegates: editing with refusal beside the cell, and chapter rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QPersistentModelIndex, Signal
from PySide6.QtWidgets import QStyledItemDelegate
from shiboken6 import isValid

from greenplan_desktop.ui.delegates import chapter
from greenplan_desktop.ui.delegates.text import TextDelegate
from greenplan_desktop.ui.table_model import ROW_ROLE

from .rows import ChapterRow, TaskRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from greenplan_desktop.ui.cell_editor import CellEditor
    from greenplan_desktop.ui.completion import UnitCompletion
    from greenplan_desktop.ui.delegates.text import Index


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an edit was not taken, and what can be done about it."""

    text: str
    button: str = ""
    action: Callable[[], object] | None = None


class EditDelegate(TextDelegate):
    """Edits a column's text; `write(row, key, text, seen)` takes it or says why not."""

    ended = Signal(str)  # where the cursor goes: down, up, right, left, stay
    refused = Signal(object, object)  # index, Refusal

    def __init__(
        self,
        parent: QObject,
        key: str,
        write: Callable[[TaskRow, str, str, str], Refusal | None],
        text_of: Callable[[TaskRow, str], str],
        completion: Callable[[], UnitCompletion | None],
        marks: Callable[[], str],
    ) -> None:
        super().__init__(parent, marks)
        self._key, self._write, self._text_of, self._completion = key, write, text_of, completion
        self.opened: CellEditor | None = None  # the editor opened last
        self.replace = False  # the next edit was started by typing, not by F2 or a double click

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        from greenplan_desktop.ui.cell_editor import CellEditor

        editor = CellEditor(parent, self._completion() if self._key in ("lead", "responsible") else None)
        place = QPersistentModelIndex(index)
        self.opened = editor
        editor.finished.connect(lambda move, e=editor: self._finish(e, place, move))
        editor.cancelled.connect(lambda e=editor: self._close(e, "stay"))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        from greenplan_desktop.ui.cell_editor import CellEditor

        row = index.data(ROW_ROLE)
        if isinstance(editor, CellEditor) and isinstance(row, TaskRow):
            editor.load(self._text_of(row, self._key), replace=self.replace)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        from greenplan_desktop.ui.cell_editor import CellEditor

        if isinstance(editor, CellEditor):
            editor.setMinimumHeight(min(option.rect.height(), 120))
            editor.place(option.rect)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Nothing: `_finish` writes, and only once."""

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        return False  # the editor knows its keys itself

    def _finish(self, editor: CellEditor, place: QPersistentModelIndex, move: str) -> None:
        row = place.data(ROW_ROLE) if place.isValid() else None
        text = editor.toPlainText()
        if isinstance(row, TaskRow) and text != editor.original:
            refusal = self._write(row, self._key, text, editor.original)
            if refusal is not None:
                self._refuse(editor, place, refusal)
                return
        self._close(editor, move)

    def _refuse(self, editor: CellEditor, place: QPersistentModelIndex, refusal: Refusal) -> None:
        """Keep the editor open; what is offered instead closes it once that was taken."""
        editor.refuse()
        offered = refusal.action
        if offered is not None:
            refusal = replace(refusal, action=lambda: self._answer(editor, place, offered))
        self.refused.emit(place, refusal)

    def _answer(
        self, editor: CellEditor, place: QPersistentModelIndex, offered: Callable[[], object]
    ) -> None:
        again = offered()
        if isinstance(again, Refusal):
            self._refuse(editor, place, again)
        elif isValid(editor):
            self._close(editor, "down")

    def _close(self, editor: CellEditor, move: str) -> None:
        self.opened = None
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self.ended.emit(move)


class NumberDelegate(EditDelegate):
    """The first column: a task's number, or the whole chapter row."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, ChapterRow):
            chapter.paint_chapter(painter, option, row.title, folded=row.folded, count=row.count)
        else:
            super().paint(painter, option, index)
