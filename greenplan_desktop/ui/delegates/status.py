"""A status cell: its shape, then its word; overdue is said beneath."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from greenplan_desktop.model.labels import STATUS
from greenplan_desktop.ui import theme
from greenplan_desktop.ui.table_model import VALUE_ROLE

from .shapes import status_shape
from .text import PAD_X, PAD_Y, ground, laid_out

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from .text import Index

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
        ground(painter, option, index)
        value = index.data(VALUE_ROLE)
        if not isinstance(value, StatusValue):
            return
        rect, line = option.rect, laid_out().line
        left, top = rect.left() + PAD_X, rect.top() + PAD_Y
        status_shape(painter, value.status, QRectF(left, top + (line - SHAPE) / 2, SHAPE, SHAPE))
        width = rect.width() - PAD_X - SHAPE - 7
        painter.setFont(laid_out().plain)
        painter.setPen(theme.color("text"))
        words = laid_out().text(STATUS.get(value.status, ""), width)
        painter.drawStaticText(left + SHAPE + 5, top, words)
        if value.note:
            painter.setPen(theme.color(value.note_colour))
            painter.drawStaticText(left + SHAPE + 5, top + line, laid_out().text(value.note, width))
