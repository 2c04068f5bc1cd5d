"""How cells, frozen titles and upright heads of the matrix are painted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLine, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from greenplan_desktop.model.labels import UNIT_KIND
from greenplan_desktop.ui import icons, theme
from greenplan_desktop.ui.delegates.shapes import role_shape

from .grid import role_in
from .model import ROW_ROLE, CellsModel, Index

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtGui import QMouseEvent

ROW_HEIGHT = 30
COLUMN_WIDTH = 38
BAND = 22  # the strip of kinds at the top of the head
LOAD = 20  # the strip of loads at its foot
MARK = 13


class CellsPainter:
    """Paints all visible cells in one go: ground, lines, marks, cursor; marks are pictures made once."""

    def __init__(self, view: QTableView) -> None:
        self._view = view
        self._marks: dict[tuple[str, str, float], QPixmap] = {}

    def paint(self, painter: QPainter, model: CellsModel) -> None:
        """Paint the viewport."""
        view = self._view
        area = view.viewport().rect()
        rows = self._rows(area)
        columns = self._columns(area)
        if not rows or not columns:
            return
        self._ground(painter, area, rows, columns)
        right = columns[-1][1] + columns[-1][2]
        bottom = rows[-1][1] + rows[-1][2]
        lines = [QLine(x + w - 1, area.top(), x + w - 1, bottom - 1) for _, x, w in columns]
        lines += [QLine(area.left(), y + h - 1, right - 1, y + h - 1) for _, y, h in rows]
        painter.setPen(theme.color("line"))
        painter.drawLines(lines)
        for row, y, height in rows:
            roles = model.rows[row].roles
            for column, x, width in columns:
                self._cell(painter, model, row, roles, column, QRect(x, y, width, height))
        current = view.currentIndex()
        if current.isValid():
            painter.setPen(QPen(theme.color("selection_line"), 2))
            painter.drawRect(view.visualRect(current).adjusted(1, 1, -2, -2))

    def _rows(self, area: QRect) -> list[tuple[int, int, int]]:
        view = self._view
        found, row = [], max(view.rowAt(area.top()), 0)
        while row < view.model().rowCount():
            y = view.rowViewportPosition(row)
            if y > area.bottom():
                break
            found.append((row, y, view.rowHeight(row)))
            row += 1
        return found

    def _columns(self, area: QRect) -> list[tuple[int, int, int]]:
        head = self._view.horizontalHeader()
        first = max(head.visualIndexAt(area.left()), 0)
        found = []
        for visual in range(first, head.count()):
            logical = head.logicalIndex(visual)
            x = self._view.columnViewportPosition(logical)
            if x > area.right():
                break
            found.append((logical, x, self._view.columnWidth(logical)))
        return found

    def _ground(self, painter: QPainter, area: QRect, rows: list[Any], columns: list[Any]) -> None:
        view, current = self._view, self._view.currentIndex()
        if current.isValid():
            box = view.visualRect(current)
            right = columns[-1][1] + columns[-1][2]
            bottom = rows[-1][1] + rows[-1][2]
            painter.fillRect(
                QRect(box.left(), area.top(), box.width(), bottom - area.top()), theme.color("hover")
            )
            painter.fillRect(
                QRect(area.left(), box.top(), right - area.left(), box.height()), theme.color("selection")
            )
        chosen = view.selectionModel().selection()
        for number in range(chosen.count()):
            block = chosen.at(number)
            if (block.width(), block.height()) != (1, 1):
                first, last = view.visualRect(block.topLeft()), view.visualRect(block.bottomRight())
                painter.fillRect(first.united(last), theme.color("accent_soft"))

    def _cell(
        self,
        painter: QPainter,
        model: CellsModel,
        row: int,
        roles: Mapping[int, str],
        column: int,
        rect: QRect,
    ) -> None:
        unit = model.column(column)
        if unit.unit is None:
            lead, other = role_in(model.rows[row], unit)
            if lead or other:
                painter.setPen(theme.color("text"))
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, f"{lead}·{other}")
            return
        role = roles.get(unit.unit.id)
        if role is not None:
            picture = self._mark(role)
            spot = rect.center() - QPoint(MARK // 2, MARK // 2)
            painter.drawPixmap(spot, picture)

    def _mark(self, role: str) -> QPixmap:
        ratio = self._view.devicePixelRatioF()
        key = (role, theme.colours().accent + theme.colours().muted, ratio)
        if key not in self._marks:
            picture = QPixmap(QSize(MARK + 1, MARK + 1) * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            role_shape(painter, role, QRectF(0.75, 0.75, MARK - 0.5, MARK - 0.5))
            painter.end()
            self._marks[key] = picture
        return self._marks[key]


class TitleDelegate(QStyledItemDelegate):
    """Number and title, one line, with a warning sign where something is wrong."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        view = option.widget
        painter.save()
        if isinstance(view, QTableView) and view.currentIndex().row() == index.row():
            painter.fillRect(option.rect, theme.color("selection"))
        painter.setPen(theme.color("line"))
        painter.drawLine(option.rect.topRight(), option.rect.bottomRight())
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        rect = option.rect.adjusted(8 if index.column() else 2, 0, -6, 0)
        flagged = index.column() == 1 and (row.faults or row.notes)
        if flagged:
            rect.setRight(rect.right() - 20)
        text = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, rect.width())
        painter.setPen(theme.color("text"))
        side = Qt.AlignmentFlag.AlignLeft if index.column() else Qt.AlignmentFlag.AlignHCenter
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, text)
        if flagged:
            at = rect.left() + painter.fontMetrics().horizontalAdvance(text) + 5
            sign = QRect(at, option.rect.center().y() - 7, 15, 15)
            icons.icon("warning" if row.faults else "info", "orange" if row.faults else "muted").paint(
                painter, sign
            )
        painter.restore()


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

    def sizeHint(self) -> QSize:
        model = self.cells()
        letters = max((len(c.name) for c in model.grid.columns), default=4) if model else 4
        line = QFontMetrics(theme.base_font()).height() - 3
        tall = min(max(letters, 5), 12) * line + LOAD + 14 + (BAND if self.show_kinds else 0)
        return QSize(super().sizeHint().width(), tall)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            model.modelReset.connect(self.updateGeometry)

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
        top = rect.top() + (BAND if self.show_kinds else 0)
        names = QRect(rect.left(), top + 6, rect.width(), rect.bottom() - top - LOAD - 8)
        painter.setPen(theme.color("orange" if column.fault else "text"))
        _upright(painter, names, column.name)
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
        first, last = self._run(logical)
        left = self.sectionViewportPosition(first)
        width = self.sectionViewportPosition(last) + self.sectionSize(last) - left
        band = QRect(left, rect.top(), width, BAND)
        painter.setClipRect(QRect(rect.left(), rect.top(), rect.width(), BAND))
        painter.fillRect(band, theme.color("soft"))
        painter.setPen(theme.color("line"))
        painter.drawLine(band.topRight(), band.bottomRight())
        painter.drawLine(band.bottomLeft(), band.bottomRight())
        model = self.cells()
        column = model.column(logical) if model else None
        if column is not None:
            painter.setFont(theme.base_font())
            painter.setPen(theme.color("muted"))
            sign = "▸" if column.unit is None else "▾"
            word = f"{sign} {UNIT_KIND[column.kind]}"
            flat = painter.fontMetrics().elidedText(word, Qt.TextElideMode.ElideRight, band.width() - 6)
            painter.drawText(band.adjusted(4, 0, -2, 0), Qt.AlignmentFlag.AlignVCenter, flat)

    def _run(self, logical: int) -> tuple[int, int]:
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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        logical = self.logicalIndexAt(event.position().toPoint())
        model = self.cells()
        if self.show_kinds and event.position().y() < BAND and logical >= 0 and model is not None:
            self.kind_clicked.emit(model.column(logical).kind)
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        logical = self.logicalIndexAt(event.position().toPoint())
        if logical >= 0:
            self.section_asked.emit(logical)


def _upright(painter: QPainter, rect: QRect, text: str) -> None:
    """Letters one under another from the bottom up to the top of `rect`; too long a name ends in a dot."""
    painter.setFont(theme.base_font())
    metrics = painter.fontMetrics()
    line = metrics.height() - 3
    letters = [{"（": "︵", "）": "︶", "(": "︵", ")": "︶"}.get(c, c) for c in text]
    fit = max(rect.height() // line, 1)
    if len(letters) > fit:
        letters = [*letters[: fit - 1], "⋮"]
    y = rect.top() + metrics.ascent() - 1
    for letter in letters:
        x = rect.left() + (rect.width() - metrics.horizontalAdvance(letter)) / 2
        painter.drawText(QPointF(x, y), letter)
        y += line
