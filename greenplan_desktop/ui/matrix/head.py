"""The head of the matrix: unit names upright with their load below, and the strip of kinds that fold above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QTableView, QToolTip, QWidget

from greenplan_desktop.model.labels import UNIT_KIND
from greenplan_desktop.ui import theme

from .model import CellsModel

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from .grid import UnitColumn

COLUMN_WIDTH = 38
BAND = 22  # the strip of kinds at the top
LOAD = 20  # the strip of loads at the foot
LETTERS = 9  # one under another; a longer name stands in two such lines side by side
MOST_LETTERS = 20
_MARGIN = 7


class UnitHeader(QHeaderView):
    """Unit names upright, letter under letter, with the load below and the kinds above; kinds fold on a click."""

    kind_clicked = Signal(str)
    section_asked = Signal(int)  # a unit's head was double-clicked

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(26)
        self.setDefaultSectionSize(COLUMN_WIDTH)
        self.show_kinds = True

    def cells(self) -> CellsModel | None:
        """The model whose head this is."""
        model = self.model()
        return model if isinstance(model, CellsModel) else None

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            model.modelReset.connect(self.updateGeometry)

    # sizes

    def sizeHint(self) -> QSize:
        model = self.cells()
        names = [c.name for c in model.grid.columns if c.unit is not None] if model else []
        tallest = max((len(upright(name)[0]) for name in names), default=4)
        tall = max(tallest, 5) * _pitch() + LOAD + 2 * _MARGIN + (BAND if self.show_kinds else 0)
        return QSize(super().sizeHint().width(), tall)

    def fit_widths(self) -> None:
        """Make every column wide enough for the name of its kind: few columns under a long name share its width."""
        model = self.cells()
        if model is None:
            return
        visual = 0
        while visual < self.count():
            first, last = self._run(self.logicalIndex(visual))
            begin, end = self.visualIndex(first), self.visualIndex(last)
            room = QFontMetrics(theme.base_font()).horizontalAdvance(_band_words(model.column(first))) + 12
            each = -(-room // (end - begin + 1)) if self.show_kinds else 0
            for place in range(begin, end + 1):
                logical = self.logicalIndex(place)
                if self.sectionSize(logical) != max(COLUMN_WIDTH, each):
                    self.resizeSection(logical, max(COLUMN_WIDTH, each))
            visual = end + 1

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        used = self.length() - self.offset()
        if used < self.viewport().width():  # beside the last unit there is no head
            painter = QPainter(self.viewport())
            rest = self.viewport().rect().adjusted(used, 0, 0, 0)
            painter.fillRect(rest, theme.color("base"))

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        model = self.cells()
        if model is None or logical >= len(model.grid.columns):
            return
        column = model.column(logical)
        view = self.parent()
        lit = isinstance(view, QTableView) and view.currentIndex().column() == logical
        painter.save()
        painter.fillRect(rect, theme.color("selection" if lit else "raised"))
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        top = rect.top() + (BAND if self.show_kinds else 0) + _MARGIN
        names = QRect(rect.left(), top, rect.width() - 1, rect.bottom() - top - LOAD - _MARGIN + 2)
        painter.setPen(theme.color("orange" if column.fault else "text"))
        painter.setFont(theme.base_font())
        if column.unit is None:
            place = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
            painter.drawText(names, place, f"{len(column.ids)} 个\n单位")
        else:
            _draw_upright(painter, names, column.name)
        self._load(painter, rect, column.lead, column.responsible)
        if self.show_kinds:
            self._kind(painter, rect, logical)
        painter.restore()

    def _load(self, painter: QPainter, rect: QRect, lead: int, other: int) -> None:
        font = QFont(theme.base_font())
        font.setPointSizeF(theme.POINTS - 1.5)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        words = (str(lead), "·", str(other))
        x = rect.center().x() - sum(metrics.horizontalAdvance(w) for w in words) / 2
        for word, name in zip(words, ("accent_text", "faint", "muted"), strict=True):
            painter.setPen(theme.color(name))
            painter.drawText(QPointF(x, rect.bottom() - 7), word)
            x += metrics.horizontalAdvance(word)

    def _kind(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """Paint this section's part of the strip of kinds; the words stand over the first section of a kind."""
        model = self.cells()
        if model is None:
            return
        first, last = self._run(logical)
        left = self.sectionViewportPosition(first)
        width = self.sectionViewportPosition(last) + self.sectionSize(last) - left
        band = QRect(left, rect.top(), width, BAND)
        painter.setClipRect(QRect(rect.left(), rect.top(), rect.width(), BAND))
        painter.fillRect(band, theme.color("soft"))
        painter.setPen(theme.color("line"))
        painter.drawLine(band.topRight(), band.bottomRight())
        painter.drawLine(band.bottomLeft(), band.bottomRight())
        painter.setFont(theme.base_font())
        painter.setPen(theme.color("muted"))
        metrics = painter.fontMetrics()
        words = metrics.elidedText(
            _band_words(model.column(logical)), Qt.TextElideMode.ElideRight, band.width() - 6
        )
        latest = band.right() - metrics.horizontalAdvance(words) - 6
        band.setLeft(min(max(band.left(), 0), latest) + 4)  # half scrolled away it still says its name
        painter.drawText(band, Qt.AlignmentFlag.AlignVCenter, words)

    def _run(self, logical: int) -> tuple[int, int]:
        """The first and the last section beside this one that are of its kind."""
        model = self.cells()
        if model is None:
            return logical, logical
        visual, kind = self.visualIndex(logical), model.column(logical).kind
        first = last = visual
        while first > 0 and model.column(self.logicalIndex(first - 1)).kind == kind:
            first -= 1
        while last + 1 < self.count() and model.column(self.logicalIndex(last + 1)).kind == kind:
            last += 1
        return self.logicalIndex(first), self.logicalIndex(last)

    # the mouse

    def kind_at(self, x: int, y: int) -> UnitColumn | None:
        """The column under a place of the strip of kinds, None elsewhere."""
        logical, model = self.logicalIndexAt(x), self.cells()
        if not self.show_kinds or y >= BAND or logical < 0 or model is None:
            return None
        return model.column(logical)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            column = self.kind_at(event.pos().x(), event.pos().y())
            if column is not None:
                QToolTip.showText(event.globalPos(), self.kind_tip(column), self.viewport())
                return True
        return bool(super().viewportEvent(event))

    def kind_tip(self, column: UnitColumn) -> str:
        """What a click on a kind's name does."""
        model, word = self.cells(), UNIT_KIND[column.kind]
        if column.unit is None:
            return f"{word}：{len(column.ids)} 个单位，点击展开"
        mine = [c for c in model.grid.columns if c.kind == column.kind] if model else []
        return f"{word}：{len(mine)} 个单位，点击折叠成一列"

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = event.position().toPoint()
        column = self.kind_at(spot.x(), spot.y())
        if column is not None:
            self.kind_clicked.emit(column.kind)
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        spot = event.position().toPoint()
        logical = self.logicalIndexAt(spot)
        if logical >= 0 and self.kind_at(spot.x(), spot.y()) is None:
            self.section_asked.emit(logical)


def _band_words(column: UnitColumn) -> str:
    sign = "▸" if column.unit is None else "▾"
    return f"{sign} {UNIT_KIND[column.kind]}"


def _pitch() -> int:
    """From one upright letter to the next (px)."""
    return round(QFontMetrics(theme.base_font()).horizontalAdvance("国")) + 1


def upright(name: str) -> list[str]:
    """A name as upright lines from left to right: one, or two, broken before a bracket or in the middle; ⋮ cuts it."""
    if len(name) > MOST_LETTERS:
        name = name[: MOST_LETTERS - 1] + "⋮"
    if len(name) <= LETTERS:
        return [name]
    bracket = max(name.find("（"), name.find("("))
    if 0 < bracket <= LETTERS + 1 and len(name) - bracket <= LETTERS + 1:
        return [name[:bracket], name[bracket:]]
    half = (len(name) + 1) // 2
    if name[half - 1] in "（(":
        half -= 1
    elif name[half] in "）)":
        half += 1
    return [name[:half], name[half:]]


def _draw_upright(painter: QPainter, rect: QRect, name: str) -> None:
    metrics, pitch = painter.fontMetrics(), _pitch()
    lines = upright(name)
    left = rect.left() + (rect.width() - len(lines) * pitch) / 2
    for number, line in enumerate(lines):
        y = rect.top() + metrics.ascent() - 3
        for letter in line:
            shown = {"（": "︵", "）": "︶", "(": "︵", ")": "︶"}.get(letter, letter)
            x = left + number * pitch + (pitch - metrics.horizontalAdvance(shown)) / 2
            painter.drawText(QPointF(x, y), shown)
            y += pitch
