"""Text with what was searched for marked in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPalette, QTextCharFormat, QTextLayout, QTextOption

from greenplan_desktop.ui import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem


def draw_marked(painter: QPainter, look: QStyleOptionViewItem, body: QRect, text: str, words: str) -> None:
    """Draw wrapped text into a body, every hit on a coloured ground."""
    layout = QTextLayout(text[:2000].replace("\n", "\u2028"), look.font)
    option = QTextOption(look.displayAlignment & Qt.AlignmentFlag.AlignHorizontal_Mask)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(hit_formats(text, words))
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(body.width())
        line.setPosition(QRectF(0, top, 0, 0).topLeft())
        top += line.height()
    layout.endLayout()
    painter.save()
    painter.setClipRect(look.rect)
    painter.setPen(look.palette.color(QPalette.ColorRole.Text))
    layout.draw(painter, body.topLeft())
    painter.restore()


def hit_formats(text: str, words: str) -> list[QTextLayout.FormatRange]:
    """Formats that mark every occurrence of `words`, upper or lower case."""
    marked = QTextCharFormat()
    marked.setBackground(theme.color("source_soft"))
    found: list[QTextLayout.FormatRange] = []
    low, wanted = text.lower(), words.lower()
    start = low.find(wanted)
    while start >= 0 and wanted:
        hit = QTextLayout.FormatRange()
        hit.start, hit.length, hit.format = start, len(wanted), marked
        found.append(hit)
        start = low.find(wanted, start + len(wanted))
    return found
