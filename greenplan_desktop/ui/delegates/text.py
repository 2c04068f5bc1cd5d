"""Wrapped text at the top of its cell, as on paper; what was searched for is marked."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QPainter,
    QPalette,
    QPen,
    QStaticText,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from greenplan_desktop.ui import theme
from greenplan_desktop.ui.columns import CENTRE
from greenplan_desktop.ui.table_model import RowModel

if TYPE_CHECKING:
    from collections.abc import Callable

PAD_X, PAD_Y = 8, 6
GRID = 1  # the line between two columns takes a pixel of the cell that is painted
MOST_LINES = 12  # a longer text is cut here; the detail panel shows all of it
MOST_LETTERS = 2000
_SELECTED, _ACTIVE = QStyle.StateFlag.State_Selected.value, QStyle.StateFlag.State_Active.value
_LONG_RUN = re.compile(r"[!-~]{16,}")
Index = QModelIndex | QPersistentModelIndex


class LaidOut:
    """Wrapped texts laid out once per (text, width, bold, alignment): measured and painted from the same layout."""

    MOST = 20_000

    def __init__(self) -> None:
        self.plain = theme.base_font()
        self.bold = theme.base_font()
        self.bold.setWeight(QFont.Weight.DemiBold)
        self.line = QFontMetrics(self.plain).lineSpacing()
        self._em = QFontMetricsF(self.plain).horizontalAdvance("国")
        self._known: dict[tuple[str, int, bool, bool], QStaticText] = {}

    def text(self, text: str, width: int, *, bold: bool = False, centred: bool = False) -> QStaticText:
        """A text ready to be drawn into this width."""
        key = (text, width, bold, centred)
        found = self._known.get(key)
        if found is None:
            if len(self._known) > self.MOST:
                self._known.clear()
            found = self._known[key] = self._lay_out(text, width, bold=bold, centred=centred)
        return found

    def height(self, text: str, width: int, *, bold: bool = False, centred: bool = False) -> int:
        """Its height, at most MOST_LINES lines; texts that surely fit one line are not laid out."""
        if "\n" not in text and len(text) * self._em * 1.08 <= width:
            return self.line
        size = self.text(text, width, bold=bold, centred=centred).size()
        return min(round(size.height()), MOST_LINES * self.line)

    def _lay_out(self, text: str, width: int, *, bold: bool, centred: bool) -> QStaticText:
        option = QTextOption(Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        made = QStaticText(text[:MOST_LETTERS].replace("\n", "\u2028"))
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setTextOption(option)
        made.setTextWidth(max(width, self._em + 1))
        made.prepare(font=self.bold if bold else self.plain)
        return made


@cache
def laid_out() -> LaidOut:
    """The layouts of the whole window, made with the first table."""
    return LaidOut()


class HeightCache:
    """Heights of wrapped texts by (text, width, bold), measured once."""

    @property
    def line(self) -> int:
        """The height of one line."""
        return laid_out().line

    def height(self, text: str, width: int, *, bold: bool = False) -> int:
        """The height of a text wrapped in this width, at most MOST_LINES lines, without padding."""
        return laid_out().height(text, width, bold=bold)


class TextDelegate(QStyledItemDelegate):
    """Paints a RowModel's cell: ground, text, and marks on what was searched for (`marks` says it)."""

    def __init__(self, parent: Any = None, marks: Callable[[], str] | None = None) -> None:
        super().__init__(parent)
        self._marks = marks

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, RowModel):
            self.paint_as_asked(painter, option, index)
            return
        column = model.columns[index.column()]
        text = column.text(model.rows[index.row()])
        rect = option.rect
        ground(painter, option, index)
        if not text:
            return
        words = self._marks() if self._marks else ""
        marked = words and words.lower() in text.lower()
        painter.setFont(laid_out().bold if column.bold else laid_out().plain)
        painter.setPen(theme.color("muted" if column.muted else "text"))
        if marked:
            look = QStyleOptionViewItem(option)
            self.initStyleOption(look, index)
            from .marked import draw_marked

            draw_marked(painter, look, rect.adjusted(PAD_X, PAD_Y, -PAD_X, -2), text, words)
            return
        laid = laid_out().text(
            text, rect.width() - 2 * PAD_X, bold=column.bold, centred=column.align is CENTRE
        )
        tall = laid.size().height() > rect.height() - PAD_Y
        if tall:
            painter.save()
            painter.setClipRect(_whole_lines(rect))
        painter.drawStaticText(rect.left() + PAD_X, rect.top() + PAD_Y, laid)
        if tall:
            painter.restore()

    def paint_as_asked(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint in the font and colour that the model asks for: slower than the way of a RowModel's columns."""
        look = QStyleOptionViewItem(option)
        self.initStyleOption(look, index)
        text = look.text
        background(painter, look)
        body = look.rect.adjusted(PAD_X, PAD_Y, -PAD_X, -2)
        words = self._marks() if self._marks else ""
        if words and words.lower() in text.lower():
            from .marked import draw_marked

            draw_marked(painter, look, body, text, words)
        else:
            draw_text(painter, look, body, text)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(option.rect.width(), 2 * PAD_Y + option.fontMetrics.lineSpacing())


def _whole_lines(rect: QRect) -> QRect:
    """The part of a cell that shows whole lines only: no half of the next one at its foot."""
    line = laid_out().line
    lines = max(1, (rect.height() - PAD_Y) // line)
    return QRect(rect.left(), rect.top(), rect.width(), min(rect.height(), PAD_Y + lines * line))


def wrap_flags(text: str) -> int:
    """Flags of drawText: lines break where Chinese allows it (no 、 at a line's start); long Latin runs anywhere."""
    flags = Qt.TextFlag.TextWordWrap
    return int(flags | Qt.TextFlag.TextWrapAnywhere if _LONG_RUN.search(text) else flags)


def ground(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
    """A cell's ground: selected, or in the cursor's row; the cursor's cell has a frame."""
    chosen = option.state.value & _SELECTED
    view = option.widget
    current = view.currentIndex() if isinstance(view, QAbstractItemView) else None
    here = current is not None and current.row() == index.row()
    if chosen:
        painter.fillRect(option.rect, theme.color("selection"))
    elif here:
        painter.fillRect(option.rect, theme.color("row"))
    if here and current == index and option.state.value & _ACTIVE:
        painter.save()
        painter.setPen(QPen(theme.color("selection_line"), 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(option.rect).adjusted(0.7, 0.7, -0.7, -0.7))
        painter.restore()


def background(painter: QPainter, look: QStyleOptionViewItem) -> None:
    """The same for a style option that knows its index, over the cell's own colour."""
    if look.backgroundBrush.style() != Qt.BrushStyle.NoBrush:
        painter.fillRect(look.rect, look.backgroundBrush)
    ground(painter, look, look.index)


def draw_text(painter: QPainter, look: QStyleOptionViewItem, body: QRect, text: str) -> None:
    """Text in the cell's font and colour, wrapped where needed."""
    painter.save()
    painter.setFont(look.font)
    painter.setPen(look.palette.color(QPalette.ColorRole.Text))
    painter.setClipRect(look.rect)
    painter.drawText(body, int(look.displayAlignment) | wrap_flags(text), text[:2000])
    painter.restore()
