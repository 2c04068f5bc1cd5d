"""One line of text, cut with dots where the cell is too narrow: for tables whose rows have one height."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QStyleOptionViewItem

from .text import PAD_X, TextDelegate, background

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from .text import Index


class LineDelegate(TextDelegate):
    """Paints the cell's text on one line in the middle of its height."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = QStyleOptionViewItem(option)
        self.initStyleOption(look, index)
        background(painter, look)
        body = look.rect.adjusted(PAD_X, 0, -PAD_X, 0)
        painter.save()
        painter.setFont(look.font)
        painter.setPen(look.palette.color(QPalette.ColorRole.Text))
        flat = look.text.replace("\n", " ")
        text = painter.fontMetrics().elidedText(flat, Qt.TextElideMode.ElideRight, body.width())
        side = look.displayAlignment & Qt.AlignmentFlag.AlignHorizontal_Mask
        painter.drawText(body, int(side | Qt.AlignmentFlag.AlignVCenter), text)
        painter.restore()
