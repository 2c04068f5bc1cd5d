"""A progress cell: the percent, a bar in the colour of its light, and a tick where the time gone stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from greenplan_desktop.model.text import percent_text
from greenplan_desktop.ui import theme
from greenplan_desktop.ui.table_model import VALUE_ROLE

from .shapes import LIGHT_COLOUR
from .text import PAD_X, PAD_Y, ground, laid_out

if TYPE_CHECKING:
    from .text import Index

BAR = 6


@dataclass(frozen=True, slots=True)
class ProgressValue:
    """Percent in tenths (None: unknown), the light's colour, and the share of the time gone (0 to 1)."""

    percent_tenths: int | None
    light: str
    time_gone: float


def draw_bar(painter: QPainter, box: QRectF, value: ProgressValue) -> None:
    """The bar alone: track, filled part, tick."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("track"))
    painter.drawRoundedRect(box, BAR / 2, BAR / 2)
    if value.percent_tenths:
        painter.setBrush(theme.color(LIGHT_COLOUR[value.light]))
        filled = QRectF(box)
        filled.setWidth(max(float(BAR), box.width() * min(value.percent_tenths, 1000) / 1000))
        painter.drawRoundedRect(filled, BAR / 2, BAR / 2)
    x = round(box.left() + (box.width() - 2) * value.time_gone)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillRect(QRectF(x, box.top() - 2, 2, box.height() + 4), theme.color("tick"))
    painter.restore()


class ProgressDelegate(QStyledItemDelegate):
    """Paints a ProgressValue (VALUE_ROLE)."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        ground(painter, option, index)
        value = index.data(VALUE_ROLE)
        if not isinstance(value, ProgressValue):
            return
        rect, line = option.rect, laid_out().line
        left, top, width = rect.left() + PAD_X, rect.top() + PAD_Y, rect.width() - 2 * PAD_X
        painter.setFont(laid_out().plain)
        painter.setPen(theme.color("text"))
        words = laid_out().text(percent_text(value.percent_tenths) or "—", width)
        painter.drawStaticText(left, top - 1, words)
        draw_bar(painter, QRectF(left, top + line + 2, width, BAR), value)
