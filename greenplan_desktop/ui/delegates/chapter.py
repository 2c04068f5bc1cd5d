"""A chapter row runs over the whole width: a chevron, its title in green, folded by a click."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from greenplan_desktop.ui import icons, theme

HEIGHT = 28


def paint_chapter(
    painter: QPainter, look: QStyleOptionViewItem, title: str, *, folded: bool, count: int
) -> None:
    """Draw a chapter row into its spanned cell."""
    chosen = bool(look.state & QStyle.StateFlag.State_Selected)
    painter.fillRect(look.rect, theme.color("selection" if chosen else "soft"))
    middle = look.rect.center().y()
    icons.paint(
        painter, "right" if folded else "down", QRect(look.rect.left() + 8, middle - 7, 14, 14), "accent_text"
    )
    font = QFont(look.font)
    font.setWeight(QFont.Weight.DemiBold)
    painter.save()
    painter.setFont(font)
    painter.setPen(theme.color("accent_text"))
    body = look.rect.adjusted(27, 0, -8, 0)
    words = f"{title}（{count}）" if folded else title
    painter.drawText(body, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
    painter.restore()
