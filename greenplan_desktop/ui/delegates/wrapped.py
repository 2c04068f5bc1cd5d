"""Wrapped text in rows as high as their longest text, for tables whose rows are fitted by Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QTableView

from .text import GRID, PAD_X, PAD_Y, TextDelegate, laid_out

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from .text import Index

LEAST = 31


class WrappedDelegate(TextDelegate):
    """At most `most` lines are shown; a model's own colours and fonts hold."""

    def __init__(self, parent: Any, most: int) -> None:
        super().__init__(parent)
        self._most = most

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.paint_as_asked(painter, option, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        width = view.columnWidth(index.column()) if isinstance(view, QTableView) else option.rect.width()
        text = str(index.data() or "")
        tall = laid_out().height(text, max(20, width - GRID - 2 * PAD_X), bold=option.font.bold())
        return QSize(width, max(LEAST, min(tall, self._most * laid_out().line) + 2 * PAD_Y))
