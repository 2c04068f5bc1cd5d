"""A chapter row runs over the whole width: a chevron, its title in green, folded by a click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from greenplan_desktop.ui import icons, theme

from .text import laid_out

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

HEIGHT = 28
_PLACE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def paint_chapter(
    painter: QPainter, look: QStyleOptionViewItem, title: str, *, folded: bool, count: int
) -> None:
    """Draw a chapter row into its spanned cell."""
    chosen = look.state.value & QStyle.StateFlag.State_Selected.value
    painter.fillRect(look.rect, theme.color("selection" if chosen else "soft"))
    middle = look.rect.center().y()
    box = QRect(look.rect.left() + 8, middle - 7, 14, 14)
    icons.paint(painter, "right" if folded else "down", box, "accent_text")
    painter.setFont(laid_out().bold)
    painter.setPen(theme.color("accent_text"))
    body = look.rect.adjusted(27, 0, -8, 0)
    painter.drawText(body, _PLACE, f"{title}（{count}）" if folded else title)
