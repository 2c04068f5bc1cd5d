"""How the cells and the frozen titles of the matrix are painted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLine, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from greenplan_desktop.ui import icons, theme
from greenplan_desktop.ui.delegates.shapes import role_shape

from .grid import role_in
from .model import ROW_ROLE, CellsModel, Index

if TYPE_CHECKING:
    from collections.abc import Mapping

ROW_HEIGHT = 30
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
