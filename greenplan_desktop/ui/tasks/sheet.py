"""Cursor and selection as in a spreadsheet: blocks keep their columns, Ctrl jumps to an edge, Shift extends."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from greenplan_desktop.ui.row_table import RowTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent, QRect

    from greenplan_desktop.ui.delegates.text import Index

Action = QAbstractItemView.CursorAction
Flag = QItemSelectionModel.SelectionFlag
_UP = (Action.MoveUp, Action.MoveHome)
_DOWN = (Action.MoveDown, Action.MoveEnd)
_LEFT = (Action.MoveLeft, Action.MoveHome)
_RIGHT = (Action.MoveRight, Action.MoveEnd)
_MOVES = frozenset((*_UP, *_DOWN, *_LEFT, *_RIGHT))
_KEYS = frozenset(
    (
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    )
)


class SheetView(RowTable):
    """A table some of whose rows (`is_heading`) span all columns and belong to no block of cells.

    Qt widens a selection to every spanned row that it touches: a column selected across a heading would become
    all columns, and clearing it would empty them.
    """

    def is_heading(self, number: int) -> bool:
        """Whether a row spans all columns."""
        raise NotImplementedError

    def visible_columns(self) -> list[int]:
        """Columns as they stand from left to right."""
        head = self.horizontalHeader()
        order = (head.logicalIndex(place) for place in range(head.count()))
        return [n for n in order if not self.isColumnHidden(n)]

    def next_row(self, row: int, down: int) -> int:
        """The next row that is no heading, downwards (1) or upwards (-1); the same row where there is none."""
        number = row + down
        while 0 <= number < self.model().rowCount():
            if not self.is_heading(number):
                return number
            number += down
        return row

    def select_block(self, row: int, place: int, high: int, wide: int) -> None:
        """Select so many rows and columns from a row and a visual place on; headings are passed over."""
        rows = [n for n in range(row, self.model().rowCount()) if not self.is_heading(n)][:high]
        columns = self.visible_columns()[place : place + wide]
        if rows and columns:
            self.selectionModel().select(self._block(rows, columns), Flag.ClearAndSelect)

    def moveCursor(self, action: Action, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Ctrl goes to the table's edge; Shift steps over headings; Home and End stay in the row."""
        current = self.currentIndex()
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        in_row = action in (Action.MoveHome, Action.MoveEnd)
        if not current.isValid() or action not in _MOVES or not (control or shift or in_row):
            return super().moveCursor(action, modifiers)
        columns = self.visible_columns()
        place = columns.index(current.column()) if current.column() in columns else 0
        if action in _LEFT:
            place = 0 if control or in_row else max(0, place - 1)
        elif action in _RIGHT:
            place = len(columns) - 1 if control or in_row else min(len(columns) - 1, place + 1)
        row = current.row()
        if action in _UP and (control or not in_row):
            row = self.next_row(-1, 1) if control else self.next_row(row, -1)
        elif action in _DOWN and (control or not in_row):
            row = self.next_row(self.model().rowCount(), -1) if control else self.next_row(row, 1)
        return self.model().index(row, columns[place])

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> Flag:
        """Keys move or, with Shift, extend the block; Ctrl never leaves the selection behind."""
        if isinstance(event, QKeyEvent) and event.key() in _KEYS:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                return Flag.SelectCurrent
            return Flag.ClearAndSelect
        return super().selectionCommand(index, event)

    def setSelection(self, rect: QRect, command: Flag) -> None:
        """The cells of a block between two corners; headings inside it are left out."""
        top, bottom = sorted((rect.top(), rect.bottom()))
        left, right = sorted((rect.left(), rect.right()))
        head, side = self.horizontalHeader(), self.verticalHeader()
        last_row, last_place = self.model().rowCount() - 1, head.count() - 1
        if last_row < 0 or last_place < 0:
            return
        rows = _between(_at(side, top), _at(side, bottom), last_row)
        places = _between(_at(head, left), _at(head, right), last_place)
        columns = [n for n in (head.logicalIndex(p) for p in places) if not self.isColumnHidden(n)]
        self.selectionModel().select(self._block(rows, columns), command)

    def _block(self, rows: Sequence[int], columns: list[int]) -> QItemSelection:
        found, model = QItemSelection(), self.model()
        if len(rows) == 1 and self.is_heading(rows[0]):
            found.select(model.index(rows[0], 0), model.index(rows[0], 0))
            return found
        for first, last in _runs([n for n in rows if not self.is_heading(n)]):
            for left, right in _runs(sorted(columns)):
                found.merge(QItemSelection(model.index(first, left), model.index(last, right)), Flag.Select)
        return found


def _at(head: QHeaderView, place: int) -> int:
    """Which section lies at a place of the viewport: the first one for places before it, -1 behind the last."""
    return head.visualIndexAt(max(place, -head.offset()))


def _between(first: int, last: int, end: int) -> range:
    """From the first to the last one with both; -1 lies beyond the end."""
    return range(end if first < 0 else first, (end if last < 0 else last) + 1)


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """First and last of each unbroken run."""
    groups = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    runs = [[number for _, number in group] for _, group in groups]
    return [(run[0], run[-1]) for run in runs]
