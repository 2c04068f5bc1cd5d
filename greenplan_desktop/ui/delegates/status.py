"""A status cell: its shape, then its word; overdue is said beneath."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from greenplan_desktop.model.labels import STATUS
from greenplan_desktop.ui import theme
from greenplan_desktop.ui.table_model import VALUE_ROLE

from .shapes import status_shape
from .text import PAD_X, PAD_Y, Index, background

SHAPE = 9


@dataclass(frozen=True, slots=True)
class StatusValue:
    """What a status cell shows; `note` stands beneath in red (已逾期) or grey (暂停)."""

    status: str
    note: str = ""
    note_colour: str = "red"


class StatusDelegate(QStyledItemDelegate):
    """Paints a StatusValue (VALUE_ROLE)."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = QStyleOptionViewItem(option)
        self.initStyleOption(look, index)
        background(painter, look)
        value = index.data(VALUE_ROLE)
        if not isinstance(value, StatusValue):
            return
        painter.save()
        painter.setFont(look.font)
        line = look.fontMetrics.lineSpacing()
        left, top = look.rect.left() + PAD_X, look.rect.top() + PAD_Y
        status_shape(painter, value.status, QRectF(left, top + (line - SHAPE) / 2, SHAPE, SHAPE))
        painter.setPen(look.palette.color(QPalette.ColorRole.Text))
        body = QRectF(left + SHAPE + 5, top, look.rect.width() - PAD_X - SHAPE - 7, line)
        painter.drawText(
            body, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, STATUS.get(value.status, "")
        )
        if value.note:
            painter.setPen(theme.color(value.note_colour))
            painter.drawText(body.translated(0, line), Qt.AlignmentFlag.AlignLeft, value.note)
        painter.restore()
