"""Rows of a return beside what the database holds, changed words marked; ticked rows go in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from greenplan_desktop.ui import theme
from greenplan_desktop.ui.columns import CENTRE, Column
from greenplan_desktop.ui.delegates.shapes import status_shape
from greenplan_desktop.ui.delegates.text import GRID, PAD_X, PAD_Y, background
from greenplan_desktop.ui.row_table import RefittedTable
from greenplan_desktop.ui.table_model import ROW_ROLE, RowModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent

    from greenplan_desktop.jobs.reviewing import RowLine
    from greenplan_desktop.ui.delegates.text import Index

Part = tuple[str, str, tuple[tuple[int, int], ...]]  # text, colour, marked spans
MOST = 1200


def _status(row: RowLine) -> str:
    return " ".join(p for p in (row.status, row.percent) if p)


COLUMNS: tuple[Column[RowLine], ...] = (
    Column("tick", "", 36, lambda r: "☑" if r.ticked else "☐", align=CENTRE),
    Column("code", "序号", 56, lambda r: "\n".join(p for p in (r.code, r.change) if p), align=CENTRE),
    Column("title", "任务", 230, lambda r: "\n".join((r.title, *r.remarks))),
    Column("status", "状态 · 进度", 136, _status),
    Column("old", "库中（上次）", 210, lambda r: r.old),
    Column("new", "本次填报", 330, lambda r: r.new),
    Column("source", "来源", 60, lambda r: r.source, align=CENTRE),
)

LEAST_OLD, OLD_SHARE = 210, 0.42  # px, and its part of the room that old and new texts have
INSET = 14  # the status words stand behind their shape


def parts_of(row: RowLine, key: str) -> list[Part]:
    """What a cell shows: paragraphs with their colours, and the spans to be marked."""
    if key == "title":
        return [(row.title, "text", ()), *(("⚠ " + remark, "orange", ()) for remark in row.remarks)]
    if key == "status":
        return [
            p for p in (_pair(row.status, row.status_before), _pair(row.percent, row.percent_before)) if p[0]
        ]
    if key == "old":
        return [(row.old[:MOST] or "—", "muted", ())]
    if key == "new":
        return [(row.new[:MOST], "text", row.came)]
    return []


def _pair(new: str, old: str) -> Part:
    if old and old != new:
        return (f"{new or '（空）'} ← {old}", "text", ((0, len(new)),))
    return (new, "text", ())


class RowsTable(RefittedTable):
    """`ticked` says which row the clerk ticks or unticks."""

    tick_wanted = Signal(object, bool)
    row_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.lines: RowModel[RowLine] = RowModel(COLUMNS, lambda r: r.key)
        self.setModel(self.lines)
        self._delegate = LineDelegate(self)
        self.setItemDelegate(self._delegate)
        self.set_widths(COLUMNS)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().setMinimumSectionSize(30)
        self.selectionModel().currentRowChanged.connect(lambda now, _: self._chose(now.row()))
        self.setAccessibleName("填报内容")

    def show_lines(self, lines: Sequence[RowLine]) -> None:
        """Show these rows."""
        self.lines.set_rows(lines)
        self.fit_rows()

    def fit_rows(self) -> None:
        for number, row in enumerate(self.lines.rows):
            tall = max(
                self._delegate.height(row, c.key, self.columnWidth(n) - GRID - 2 * PAD_X)
                for n, c in enumerate(COLUMNS)
            )
            if self.rowHeight(number) != tall + 2 * PAD_Y:
                self.setRowHeight(number, tall + 2 * PAD_Y)

    def chosen(self) -> list[RowLine]:
        """The selected rows."""
        return [self.lines.rows[i.row()] for i in sorted(self.selectionModel().selectedRows())]

    def _chose(self, row: int) -> None:
        self.row_chosen.emit(self.lines.rows[row].key if 0 <= row < len(self.lines.rows) else None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == 0 and event.button() == Qt.MouseButton.LeftButton:
            self._toggle([self.lines.rows[index.row()]])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.chosen():
            self._toggle(self.chosen())
            return
        super().keyPressEvent(event)

    def _toggle(self, rows: list[RowLine]) -> None:
        can = [r for r in rows if r.can_tick]
        if can:
            self.tick_wanted.emit([r.key for r in can], not can[0].ticked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        old, new = self.lines.column_of("old"), self.lines.column_of("new")
        used = sum(self.columnWidth(n) for n in range(len(COLUMNS)) if n not in (old, new))
        rest = self.viewport().width() - used
        self.setColumnWidth(old, max(LEAST_OLD, int(rest * OLD_SHARE)))
        self.setColumnWidth(new, max(220, rest - self.columnWidth(old)))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.PaletteChange:
            self._delegate.forget()
        return super().viewportEvent(event)


class LineDelegate(QStyledItemDelegate):
    """Wrapped paragraphs of several colours with marked spans; heights are measured once."""

    def __init__(self, parent: Any) -> None:
        super().__init__(parent)
        self._kept: dict[tuple[Any, ...], list[tuple[QTextLayout, float]]] = {}

    def forget(self) -> None:
        """Measure and colour anew."""
        self._kept.clear()

    def height(self, row: RowLine, key: str, width: int) -> int:
        """The height of a cell's content, without padding."""
        laid = self._laid(row, key, width)
        if not laid:
            return 2 * 18 + 1 if key == "code" and row.change else 18
        layout, top = laid[-1]
        return int(top + layout.boundingRect().height()) + 1

    def _laid(self, row: RowLine, key: str, width: int) -> list[tuple[QTextLayout, float]]:
        parts = tuple(parts_of(row, key))
        width -= INSET if key == "status" else 0
        name = (parts, width)
        if name not in self._kept:
            if len(self._kept) > 4000:
                self._kept.clear()
            top, laid = 0.0, []
            for part in parts:
                layout = _lay(part, width)
                laid.append((layout, top))
                top += layout.boundingRect().height() + 1
            self._kept[name] = laid
        return self._kept[name]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = QStyleOptionViewItem(option)
        self.initStyleOption(look, index)
        row: RowLine = index.data(ROW_ROLE)
        if row.flagged and not row.ticked:
            painter.fillRect(option.rect, theme.color("warn_soft"))
        background(painter, look)
        key = COLUMNS[index.column()].key
        body = option.rect.adjusted(PAD_X, PAD_Y, -PAD_X, -2)
        painter.save()
        painter.setClipRect(option.rect)
        if key in ("tick", "code", "source"):
            self._short(painter, body, row, key)
        else:
            left = body.left() + (INSET if key == "status" else 0)
            if key == "status" and row.status_key:
                status_shape(painter, row.status_key, QRectF(body.left(), body.top() + 5, 9, 9))
            for layout, top in self._laid(row, key, body.width()):
                layout.draw(painter, QPoint(left, body.top() + int(top)))
        painter.restore()

    def _short(self, painter: QPainter, body: QRect, row: RowLine, key: str) -> None:
        top = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        if key == "tick":
            font = QFont(theme.base_font())
            font.setPointSizeF(theme.POINTS + 2)
            painter.setFont(font)
            painter.setPen(theme.color("accent" if row.ticked else "faint"))
            painter.drawText(body.adjusted(-6, -3, 6, 0), top, "☑" if row.ticked else "☐")
            return
        painter.setFont(theme.base_font())
        painter.setPen(theme.color("accent_text" if key == "source" else "text"))
        painter.drawText(body.adjusted(-6, 0, 6, 0), top, row.code if key == "code" else row.source)
        if key == "code":
            line = painter.fontMetrics().lineSpacing() + 1
            painter.setPen(theme.color("muted" if row.nothing_new else "accent_text"))
            painter.drawText(body.adjusted(-6, line, 6, line), top, row.change)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(option.rect.width(), 30)


def _lay(part: Part, width: int) -> QTextLayout:
    text, colour, spans = part
    layout = QTextLayout(text.replace("\n", "\u2028"), theme.base_font())
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    plain = QTextLayout.FormatRange()
    plain.start, plain.length = 0, len(text)
    plain.format = QTextCharFormat()
    plain.format.setForeground(theme.color(colour))
    ranges = [plain]
    for start, end in spans:
        mark = QTextLayout.FormatRange()
        mark.start, mark.length = start, end - start
        mark.format = QTextCharFormat()
        mark.format.setBackground(theme.color("accent_soft"))
        mark.format.setFontWeight(QFont.Weight.DemiBold)
        ranges.append(mark)
    layout.setFormats(ranges)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 20))
        line.setPosition(QRectF(0, top, 0, 0).topLeft())
        top += line.height()
    layout.endLayout()
    return layout
