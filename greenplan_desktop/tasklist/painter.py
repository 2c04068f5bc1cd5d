"""One page painted on any device: a screen, a printer, a PDF; the same pages, the same places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from .fonts import UNITS_PER_MM, UNITS_PER_PT, FontSet, dash_top
from .geometry import FRAME_PT, GRID_PT, NUMBER_PT, number_text

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from .page import Page, Pages, Text

UNITS_PER_INCH = 720


class PagePainter:
    """Paints pages of one print; fonts and pens are made once."""

    def __init__(self, pages: Pages) -> None:
        """The painter handed to `paint` has layout units (tenths of a point) and the sheet's corner at 0, 0."""
        fonts = FontSet(pages.choices, pages.notes)
        self._number_font: QFont = fonts.font("number", NUMBER_PT)
        self._dash_top = dash_top(self._number_font)
        self._measure = QFontMetricsF(self._number_font)
        self._grid_pen = _pen(GRID_PT)
        self._frame_pen = _pen(FRAME_PT)
        self._text_pen = QPen(Qt.GlobalColor.black)

    def paint(self, painter: QPainter, page: Page) -> None:
        """Texts in reading order, the page number behind them, the grid.

        A turned number comes first where the last text stands beside it: readers that sort texts by lines
        (PDFium) would mix the two.
        """
        first = self._beside_last_text(page)
        if first:
            self._paint_number(painter, page)
        painter.setPen(self._text_pen)
        for text in page.texts:
            _paint_text(painter, text)
        if not first:
            self._paint_number(painter, page)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(self._grid_pen)
        painter.drawLines(page.grid)
        if page.frame is not None:
            painter.setPen(self._frame_pen)
            painter.drawRect(page.frame)

    def _beside_last_text(self, page: Page) -> bool:
        """Whether a turned page number stands at the height of the page's last text."""
        place = page.number_place
        if place is None or not place.angle or not page.texts:
            return False
        length = self._measure.horizontalAdvance(number_text(page.number))
        start = place.y * UNITS_PER_MM - (length if place.hang == "end" else 0.0)
        last = page.texts[-1]
        lines = range(last.first, last.layout.lineCount() if last.last is None else last.last)
        edge = NUMBER_PT * UNITS_PER_PT
        return any(
            start - edge < last.y + last.layout.lineAt(n).y() + edge < start + length + 2 * edge
            for n in lines
        )

    def _paint_number(self, painter: QPainter, page: Page) -> None:
        place = page.number_place
        if place is None:
            return
        text = number_text(page.number)
        width = self._measure.horizontalAdvance(text)
        shift = {"start": 0.0, "end": -width, "centre": -width / 2}[place.hang]
        painter.save()
        painter.setPen(self._text_pen)
        painter.setFont(self._number_font)
        painter.translate(place.x * UNITS_PER_MM, place.y * UNITS_PER_MM)
        painter.rotate(place.angle)
        painter.drawText(QPointF(shift, self._dash_top), text)
        painter.restore()


def render(pages: Pages, index: int, dpi: float, painter: PagePainter | None = None) -> QImage:
    """A page as a picture on white paper at so many dots to the inch."""
    page = pages.pages[index]
    scale = dpi / UNITS_PER_INCH
    width = round(page.sheet.width * UNITS_PER_MM * scale)
    height = round(page.sheet.height * UNITS_PER_MM * scale)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    device = QPainter(image)
    try:
        paint_page(device, pages, index, dpi, painter)
    finally:
        device.end()
    return image


def paint_page(
    device: QPainter, pages: Pages, index: int, dpi: float, painter: PagePainter | None = None
) -> None:
    """Paints page `index` (from 0) with the sheet's upper left corner at the device's origin.

    `dpi` is the device's dots to the inch; the device's own transform stays in force.
    """
    device.save()
    device.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    device.scale(dpi / UNITS_PER_INCH, dpi / UNITS_PER_INCH)
    (painter or PagePainter(pages)).paint(device, pages.pages[index])
    device.restore()


def _paint_text(painter: QPainter, text: Text) -> None:
    layout, x, y, first, last = text
    if last is None:
        layout.draw(painter, QPointF(x, y))
        return
    for number in range(first, last):
        layout.lineAt(number).draw(painter, QPointF(x, y))


def _pen(width_pt: float) -> QPen:
    pen = QPen(QColor("black"), width_pt * UNITS_PER_PT)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return pen
