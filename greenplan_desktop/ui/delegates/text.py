"""Wrapped text at the top of its cell, as on paper; what was searched for is marked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QPainter,
    QPalette,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from greenplan_desktop.ui import theme

if TYPE_CHECKING:
    from collections.abc import Callable

PAD_X, PAD_Y = 8, 6
MOST_LINES = 12  # a longer text is cut here; the detail panel shows all of it
_LONG_RUN = re.compile(r"[!-~]{16,}")
Index = QModelIndex | QPersistentModelIndex


class HeightCache:
    """Heights of wrapped texts by (text, width, bold), measured once."""

    def __init__(self) -> None:
        self._plain = QFontMetrics(theme.base_font())
        bold = QFont(theme.base_font())
        bold.setWeight(QFont.Weight.DemiBold)
        self._bold = QFontMetrics(bold)
        self._em = QFontMetricsF(theme.base_font()).horizontalAdvance("国")
        self._known: dict[tuple[str, int, bool], int] = {}

    @property
    def line(self) -> int:
        """The height of one line."""
        return self._plain.lineSpacing()

    def height(self, text: str, width: int, *, bold: bool = False) -> int:
        """The height of a text wrapped in this width, at most MOST_LINES lines, without padding."""
        if len(text) * self._em * 1.08 <= width and "\n" not in text:
            return self.line
        key = (text, width, bold)
        if key not in self._known:
            if len(self._known) > 50_000:
                self._known.clear()
            self._known[key] = self._measure(text[:2000], max(width, int(self._em) + 1), bold=bold)
        return self._known[key]

    def _measure(self, text: str, width: int, *, bold: bool) -> int:
        metrics = self._bold if bold else self._plain
        box = metrics.boundingRect(QRect(0, 0, width, 100_000), wrap_flags(text), text)
        return min(box.height(), MOST_LINES * self.line)


def wrap_flags(text: str) -> int:
    """Flags of drawText: lines break where Chinese allows it (no 、 at a line's start); long Latin runs anywhere."""
    flags = Qt.TextFlag.TextWordWrap
    return int(flags | Qt.TextFlag.TextWrapAnywhere if _LONG_RUN.search(text) else flags)


class TextDelegate(QStyledItemDelegate):
    """Paints the background as the style does and the text by itself; `marks` says what to mark."""

    def __init__(self, parent: Any = None, marks: Callable[[], str] | None = None) -> None:
        super().__init__(parent)
        self._marks = marks

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = QStyleOptionViewItem(option)
        self.initStyleOption(look, index)
        text = look.text
        background(painter, look)
        body = look.rect.adjusted(PAD_X, PAD_Y, -PAD_X, -2)
        words = self._marks() if self._marks else ""
        if words and words.lower() in text.lower():
            _draw_marked(painter, look, body, text, words)
        else:
            draw_text(painter, look, body, text)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(option.rect.width(), 2 * PAD_Y + option.fontMetrics.lineSpacing())


def background(painter: QPainter, look: QStyleOptionViewItem) -> None:
    """The cell's ground: selected, in the cursor's row, or its own colour; the cursor's cell has a frame."""
    chosen = bool(look.state & QStyle.StateFlag.State_Selected)
    if look.backgroundBrush.style() != Qt.BrushStyle.NoBrush:
        painter.fillRect(look.rect, look.backgroundBrush)
    current = _current(look)
    if chosen:
        painter.fillRect(look.rect, theme.color("selection"))
    elif current is not None and current.row() == look.index.row():
        painter.fillRect(look.rect, theme.color("row"))
    if current is not None and current == look.index and look.state & QStyle.StateFlag.State_Active:
        painter.save()
        painter.setPen(QPen(theme.color("selection_line"), 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(look.rect).adjusted(0.7, 0.7, -0.7, -0.7))
        painter.restore()


def _current(look: QStyleOptionViewItem) -> QModelIndex | None:
    view = look.widget
    return view.currentIndex() if isinstance(view, QAbstractItemView) else None


def draw_text(painter: QPainter, look: QStyleOptionViewItem, body: QRect, text: str) -> None:
    """Text in the cell's font and colour, wrapped where needed."""
    painter.save()
    painter.setFont(look.font)
    painter.setPen(look.palette.color(QPalette.ColorRole.Text))
    painter.setClipRect(look.rect)
    painter.drawText(body, int(look.displayAlignment) | wrap_flags(text), text[:2000])
    painter.restore()


def _draw_marked(painter: QPainter, look: QStyleOptionViewItem, body: QRect, text: str, words: str) -> None:
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
    marked.setBackground(QColor(theme.colours().source_soft))
    found: list[QTextLayout.FormatRange] = []
    low, wanted = text.lower(), words.lower()
    start = low.find(wanted)
    while start >= 0 and wanted:
        hit = QTextLayout.FormatRange()
        hit.start, hit.length, hit.format = start, len(wanted), marked
        found.append(hit)
        start = low.find(wanted, start + len(wanted))
    return found
