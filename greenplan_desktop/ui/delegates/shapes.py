"""A status is a word, a colour and a shape, the same everywhere: safe for colour-blind eyes and grey printers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QPolygonF

from greenplan_desktop.model.status import UNREPORTED, Status
from greenplan_desktop.ui import theme

if TYPE_CHECKING:
    from collections.abc import Callable

STATUS_COLOUR: dict[str, str] = {
    Status.ON_TRACK: "green",
    Status.DELAYED: "red",
    Status.COMPLETED: "blue",
    Status.NOT_STARTED: "grey",
    UNREPORTED: "red",
}
LIGHT_COLOUR: dict[str, str] = {
    "green": "green",
    "yellow": "orange",
    "red": "red",
    "blue": "blue",
    "none": "grey",
}


def status_shape(painter: QPainter, status: str, box: QRectF) -> None:
    """Draw a status: disc on track, diamond delayed, square completed, ring not started, broken ring unreported."""
    colour = theme.color(STATUS_COLOUR.get(status, "grey"))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if status == Status.DELAYED:
        x, y, r = box.center().x(), box.center().y(), box.width() / 2 + 0.6
        painter.drawPolygon(
            QPolygonF([QPointF(x, y - r), QPointF(x + r, y), QPointF(x, y + r), QPointF(x - r, y)])
        )
    elif status == Status.COMPLETED:
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    elif status == Status.ON_TRACK:
        painter.drawEllipse(box.adjusted(0.3, 0.3, -0.3, -0.3))
    else:
        _ring(painter, colour, box, broken=status == UNREPORTED)
    painter.restore()


def _ring(painter: QPainter, colour: QColor, box: QRectF, *, broken: bool) -> None:
    pen = QPen(colour, 1.6)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ring = box.adjusted(0.2, 0.2, -0.2, -0.2)
    if not broken:
        painter.drawEllipse(ring)
        return
    for start in (20, 140, 260):
        painter.drawArc(ring, start * 16, 80 * 16)


def role_shape(painter: QPainter, role: str, box: QRectF) -> None:
    """Draw a role: a filled disc leads, a ring is responsible."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if role == "lead":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
    else:
        painter.setPen(QPen(theme.color("muted"), 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box)
    painter.restore()


def status_icon(status: str, size: int = 10, ratio: float = 2.0) -> QIcon:
    """A status as an icon for chips and lists."""
    return _icon(status_shape, status, size, ratio)


def role_icon(role: str, size: int = 12, ratio: float = 2.0) -> QIcon:
    """A role as an icon for lists."""
    return _icon(role_shape, role, size, ratio)


def _icon(shape: Callable[[QPainter, str, QRectF], None], what: str, size: int, ratio: float) -> QIcon:
    picture = QPixmap(QSize(size, size) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    shape(painter, what, QRectF(0.75, 0.75, size - 1.5, size - 1.5))
    painter.end()
    return QIcon(picture)
