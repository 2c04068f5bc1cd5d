"""Rows painted one below the other that lead somewhere when clicked or entered by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from greenplan_desktop.ui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

R = TypeVar("R")
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class Rows(QWidget, Generic[R]):
    """Subclasses paint one row and say what it leads to (`key_at`); None leads nowhere."""

    chosen = Signal(object)
    HEIGHT = 26
    LINES = False  # thin lines between the rows

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.rows: tuple[R, ...] = ()
        self._limit: int | None = None
        self._hover, self._current = -1, 0

    def set_rows(self, rows: Sequence[R], most: int | None = None) -> None:
        """Show these rows, the first `most` of them."""
        self.rows, self._limit, self._hover = tuple(rows), most, -1
        self._current = min(self._current, max(0, len(self.shown) - 1))
        self.measure()
        self.setVisible(bool(self.rows))
        self.updateGeometry()
        self.update()

    @property
    def shown(self) -> tuple[R, ...]:
        """The rows that have a place."""
        return self.rows[: self._limit]

    def measure(self) -> None:
        """Work out what all rows share (the width of labels); called when the rows are others."""

    def paint_row(self, painter: QPainter, row: R, box: QRectF) -> None:
        """Paint one row into its box."""
        raise NotImplementedError

    def key_at(self, row: R, x: float) -> Any:
        """What a click at `x` leads to."""
        raise NotImplementedError

    def tip_at(self, row: R, x: float) -> str:
        """What the tool tip says there."""
        return ""

    def words_of(self, row: R) -> str:
        """A row in words, for those who do not see it."""
        return ""

    def sizeHint(self) -> QSize:
        return QSize(320, len(self.shown) * self.HEIGHT + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, len(self.shown) * self.HEIGHT + 1)

    def box_of(self, number: int) -> QRectF:
        """Where a row stands."""
        return QRectF(0, number * self.HEIGHT, self.width(), self.HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        for number, row in enumerate(self.shown):
            box = self.box_of(number)
            if not box.intersects(QRectF(event.rect())):
                continue
            if number == self._hover:
                painter.fillRect(box, theme.color("hover"))
            painter.save()
            self.paint_row(painter, row, box)
            painter.restore()
            if self.LINES:
                painter.fillRect(QRectF(0, box.bottom(), box.width(), 1), theme.color("line"))
            if number == self._current and self.hasFocus():
                painter.setPen(QPen(theme.color("accent"), 1.2))
                painter.drawRect(box.adjusted(0.6, 0.6, -0.6, -0.6))
        painter.end()

    def _row_at(self, y: float) -> int:
        number = int(y // self.HEIGHT)
        return number if 0 <= number < len(self.shown) else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        number = self._row_at(event.position().y())
        leads = number >= 0 and self.key_at(self.shown[number], event.position().x()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
        self._light(number if leads else -1)

    def leaveEvent(self, event: QEvent) -> None:
        self._light(-1)

    def _light(self, number: int) -> None:
        if number != self._hover:
            self._hover = number
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(event.position())

    def _choose(self, spot: QPointF) -> None:
        number = self._row_at(spot.y())
        if number >= 0:
            self._current = number
            self._lead(self.key_at(self.shown[number], spot.x()))

    def _lead(self, key: Any) -> None:
        if key is not None:
            self.chosen.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS and self.shown:
            self._current = max(0, min(len(self.shown) - 1, self._current + _STEPS[Qt.Key(event.key())]))
            self.setAccessibleDescription(self.words_of(self.shown[self._current]))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.shown:
            self._lead(self.key_at(self.shown[self._current], -1))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self._row_at(event.pos().y())
            text = self.tip_at(self.shown[number], event.pos().x()) if number >= 0 else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)


def text_width(widget: QWidget, texts: Sequence[str], most: float) -> float:
    """Width of the widest of these texts in the widget's font, `most` at most."""
    metrics = widget.fontMetrics()
    return min(most, max((metrics.horizontalAdvance(text) for text in texts), default=0) + 2.0)


def elided(painter: QPainter, box: QRectF, text: str, align: Qt.AlignmentFlag) -> None:
    """Draw a text on one line, cut short with … where it has no room."""
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
    painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter, shown)
