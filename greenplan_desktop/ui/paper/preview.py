"""Real pages on the screen: the same pages that are printed, zoomed; column edges can be dragged."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractScrollArea

from greenplan_desktop.tasklist.painter import UNITS_PER_INCH, PagePainter, paint_page
from greenplan_desktop.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent

    from greenplan_desktop.jobs.printing import Sheetful

GAP = 18
KEPT = 12  # pages kept as pictures
UNITS_PER_MM = UNITS_PER_INCH / 25.4


class Preview(QAbstractScrollArea):
    """Pages one under another (or two side by side); Ctrl and the wheel zoom."""

    page_changed = Signal(int)  # number from 1 of the page in the middle
    zoom_changed = Signal()
    column_resized = Signal(int, float)  # column on paper, width in mm

    def __init__(self) -> None:
        super().__init__()
        self._sheetful: Sheetful | None = None
        self._painter: PagePainter | None = None
        self._kept: OrderedDict[int, QPixmap] = OrderedDict()
        self._rects: list[QRect] = []
        self.fit = "page"
        self.dpi = 96.0
        self._drag: tuple[int, int, float] | None = None  # page, column, x of the edge on the viewport
        self.viewport().setMouseTracking(True)
        self.setAccessibleName("打印预览")
        self.verticalScrollBar().valueChanged.connect(lambda _: self._scrolled())

    def show_sheets(self, sheetful: Sheetful | None) -> None:
        """Show these pages; the scroll position stays as far as it can."""
        self._sheetful = sheetful
        self._painter = PagePainter(sheetful.pages) if sheetful and len(sheetful.pages) else None
        self._forget()

    @property
    def total(self) -> int:
        """How many pages there are."""
        return len(self._sheetful.pages) if self._sheetful else 0

    def set_fit(self, fit: str, dpi: float = 96.0) -> None:
        """Fit a whole page, its width, or two pages side by side; "" for a fixed resolution."""
        self.fit, self.dpi = fit, dpi
        self._forget()

    def current(self) -> int:
        """The page (from 0) in the middle of the window."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        return next(
            (i for i, r in enumerate(self._rects) if r.bottom() + GAP >= middle), max(self.total - 1, 0)
        )

    def _forget(self) -> None:
        self._kept.clear()
        self._place()
        self.viewport().update()
        self.zoom_changed.emit()
        self._scrolled()

    def _scrolled(self) -> None:
        self.viewport().update()
        self.page_changed.emit(self.current() + 1 if self.total else 0)

    def _place(self) -> None:
        """Compute where each page stands at this zoom."""
        self._rects = []
        if self._sheetful is None:
            self._bars(0, 0)
            return
        across = 2 if self.fit == "two" else 1
        sheet = self._sheetful.pages.pages[0].sheet
        room_w = self.viewport().width() - GAP * (across + 1)
        room_h = self.viewport().height() - GAP * 2
        by_width = room_w / across / sheet.width * 25.4
        by_height = room_h / sheet.height * 25.4
        if self.fit in ("page", "two"):
            self.dpi = max(20.0, min(by_width, by_height))
        elif self.fit == "width":
            self.dpi = max(20.0, by_width)
        width, height = round(sheet.width / 25.4 * self.dpi), round(sheet.height / 25.4 * self.dpi)
        left = max(GAP, (self.viewport().width() - across * width - (across - 1) * GAP) // 2)
        for number in range(self.total):
            row, column = divmod(number, across)
            self._rects.append(
                QRect(left + column * (width + GAP), GAP + row * (height + GAP), width, height)
            )
        rows = (self.total + across - 1) // across
        self._bars(across * width + (across + 1) * GAP, rows * (height + GAP) + GAP)

    def _bars(self, width: int, height: int) -> None:
        down, along = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setPageStep(self.viewport().height())
        down.setSingleStep(40)
        down.setRange(0, max(0, height - self.viewport().height()))
        along.setPageStep(self.viewport().width())
        along.setRange(0, max(0, width - self.viewport().width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._forget()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.color("paper"))
        if self._sheetful is None:
            painter.end()
            return
        shift = self._shift()
        for index, rect in enumerate(self._rects):
            spot = rect.translated(-shift[0], -shift[1])
            if not spot.intersects(event.rect()):
                continue
            painter.fillRect(spot.adjusted(0, 0, 2, 2), QColor(0, 0, 0, 28))
            painter.drawPixmap(spot.topLeft(), self._picture(index))
        if self._drag is not None:
            painter.setPen(QPen(theme.color("accent"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(self._drag[2], 0), QPointF(self._drag[2], self.viewport().height()))
        painter.end()

    def _shift(self) -> tuple[int, int]:
        return self.horizontalScrollBar().value(), self.verticalScrollBar().value()

    def _picture(self, index: int) -> QPixmap:
        kept = self._kept.get(index)
        if kept is not None:
            self._kept.move_to_end(index)
            return kept
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self._rects[index].size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        if self._sheetful is not None:
            paint_page(painter, self._sheetful.pages, index, self.dpi, self._painter)
        painter.end()
        self._kept[index] = picture
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return picture

    # zoom and drag

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            factor = 1.1 if event.angleDelta().y() > 0 else 1 / 1.1
            self.set_fit("", max(30.0, min(self.dpi * factor, 400.0)))
            return
        super().wheelEvent(event)

    def _edge_at(self, x: float, y: float) -> tuple[int, int, float, float] | None:
        """The column edge under the mouse: (page, column, x of the edge, x of the column's left side)."""
        if self._sheetful is None:
            return None
        shift = self._shift()
        for index, rect in enumerate(self._rects):
            spot = QRectF(rect.translated(-shift[0], -shift[1]))
            page = self._sheetful.pages.pages[index]
            if not spot.contains(x, y) or page.frame is None:
                continue
            scale = self.dpi / UNITS_PER_INCH
            top, bottom = spot.top() + page.frame.top() * scale, spot.top() + page.frame.bottom() * scale
            if not top <= y <= bottom:
                return None
            left = spot.left() + page.frame.left() * scale
            for column, width in enumerate(self._sheetful.pages.widths_mm[page.list_index][:-1]):
                right = left + width * UNITS_PER_MM * scale
                if abs(right - x) <= 4:
                    return index, column, right, left
                left = right
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        spot = event.position()
        if self._drag is not None:
            self._drag = (self._drag[0], self._drag[1], spot.x())
            self.viewport().update()
            return
        edge = self._edge_at(spot.x(), spot.y())
        shape = Qt.CursorShape.SplitHCursor if edge else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        edge = self._edge_at(event.position().x(), event.position().y())
        if edge is not None and event.button() == Qt.MouseButton.LeftButton:
            self._drag = (edge[0], edge[1], edge[2])
            self._left = edge[3]

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            return
        column, x = self._drag[1], self._drag[2]
        self._drag = None
        width = (x - self._left) / self.dpi * 25.4
        if width >= 6:
            self.column_resized.emit(column, round(width, 1))
        self.viewport().update()
