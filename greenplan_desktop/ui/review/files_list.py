"""The files of an import run with their outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from greenplan_desktop.model.status import UNREPORTED, Status
from greenplan_desktop.ui import theme
from greenplan_desktop.ui.delegates.shapes import status_shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from greenplan_desktop.jobs.reviewing import FileLine
    from greenplan_desktop.ui.delegates.text import Index

_LINE = Qt.ItemDataRole.UserRole
_SHAPE = {"可入库": Status.ON_TRACK, "待核对": Status.DELAYED, "退回": UNREPORTED, "已入库": Status.COMPLETED}
_COLOUR = {"可入库": "green", "待核对": "orange", "退回": "red", "已入库": "blue"}


class FilesList(QListWidget):
    """One line a file; `chosen` gives its index."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(_FileDelegate(self))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.currentItemChanged.connect(lambda now, _: self._tell(now))
        self.setAccessibleName("本次的文件")

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_LINE).index)

    def show_files(self, lines: Sequence[FileLine]) -> None:
        """Show these files; the chosen one stays."""
        kept = self.current()
        if [self._line(r).index for r in range(self.count())] != [line.index for line in lines]:
            self.blockSignals(True)
            self.clear()
            for line in lines:
                self.addItem(_item(line))
            self.blockSignals(False)
            row = next((r for r, line in enumerate(lines) if line.index == kept), 0)
            if lines:
                self.setCurrentRow(row)
        else:
            for row, line in enumerate(lines):
                if self._line(row) != line:
                    self.item(row).setData(_LINE, line)
                    self.item(row).setText(line.name)

    def choose(self, index: int) -> None:
        """Choose a file by its index."""
        self.setCurrentRow(next((r for r in range(self.count()) if self._line(r).index == index), -1))

    def current(self) -> int | None:
        """The index of the chosen file."""
        item = self.currentItem()
        return item.data(_LINE).index if item else None

    def _line(self, row: int) -> FileLine:
        line: FileLine = self.item(row).data(_LINE)
        return line


def _item(line: FileLine) -> QListWidgetItem:
    item = QListWidgetItem(line.name)
    item.setData(_LINE, line)
    item.setToolTip(line.name)
    return item


class _FileDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, 52)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: FileLine = index.data(_LINE)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.color("selection"))
        painter.setPen(theme.color("line"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        box = option.rect.adjusted(12, 7, -12, -7)
        words = option.fontMetrics.horizontalAdvance(line.words) + 16
        status_shape(painter, _SHAPE[line.words], QRectF(box.right() - words, box.top() + 4, 9, 9))
        painter.setPen(theme.color(_COLOUR[line.words]))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(box, right, line.words)
        painter.setPen(theme.color("text"))
        name = option.fontMetrics.elidedText(
            line.name, Qt.TextElideMode.ElideMiddle, box.width() - words - 10
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, name)
        painter.setPen(theme.color("muted"))
        small = QFont(option.font)
        small.setPointSizeF(theme.POINTS - 0.75)
        painter.setFont(small)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, line.count)
        painter.restore()
