"""The task table's view: spans for chapter rows, heights that show the text, delegates per column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTableView

from greenplan_desktop.ui.delegates import chapter
from greenplan_desktop.ui.delegates.progress import ProgressDelegate
from greenplan_desktop.ui.delegates.status import StatusDelegate
from greenplan_desktop.ui.delegates.text import PAD_X, PAD_Y, HeightCache, TextDelegate
from greenplan_desktop.ui.table_model import ROW_ROLE, RowModel

from .columns import COLUMNS
from .rows import ChapterRow, Row, key_of

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter, QResizeEvent

    from greenplan_desktop.ui.delegates.text import Index

WRAPPED = (
    "title",
    "text",
    "lead",
    "responsible",
    "due_text",
    "targets",
    "achievement",
    "remarks",
    "chapter",
    "clause",
)


class NumberDelegate(TextDelegate):
    """The first column: a task's number, or the whole chapter row."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, ChapterRow):
            chapter.paint_chapter(painter, option, row.title, folded=row.folded, count=row.count)
        else:
            super().paint(painter, option, index)


class TaskTable(QTableView):
    """Shows a RowModel of tasks and chapters."""

    def __init__(self) -> None:
        super().__init__()
        self.rows_model: RowModel[Row] = RowModel(COLUMNS, key_of)
        self.setModel(self.rows_model)
        self._heights = HeightCache()
        self._delegates = {
            "number": NumberDelegate(self),
            "status": StatusDelegate(self),
            "progress": ProgressDelegate(self),
        }
        text = TextDelegate(self)
        for number, column in enumerate(COLUMNS):
            self.setItemDelegateForColumn(number, self._delegates.get(column.key, text))
            self.setColumnWidth(number, column.width)
            self.setColumnHidden(number, column.hidden)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(chapter.HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setSectionsMovable(True)
        head.setHighlightSections(False)
        head.setFixedHeight(31)
        head.setMinimumSectionSize(36)
        self._fit = QTimer(self)
        self._fit.setSingleShot(True)
        self._fit.setInterval(30)
        self._fit.timeout.connect(self.fit_rows)
        head.sectionResized.connect(lambda *_: self._fit.start())

    def set_rows(self, rows: list[Row]) -> None:
        """Show these rows; selection and scroll stay where the rows stay."""
        self.rows_model.set_rows(rows)
        self.clearSpans()
        for number, row in enumerate(rows):
            if isinstance(row, ChapterRow):
                self.setSpan(number, 0, 1, len(COLUMNS))
        self.fit_rows()

    def fit_rows(self) -> None:
        """Give each row the height its texts need."""
        shown = [
            (c, self.columnWidth(n) - 2 * PAD_X)
            for n, c in enumerate(COLUMNS)
            if c.key in WRAPPED and not self.isColumnHidden(n)
        ]
        least = self._heights.line + 2 * PAD_Y + 11
        for number, row in enumerate(self.rows_model.rows):
            if isinstance(row, ChapterRow):
                height = chapter.HEIGHT
            else:
                tallest = max(
                    (self._heights.height(c.text(row), w, bold=c.bold) for c, w in shown), default=0
                )
                height = max(least, tallest + 2 * PAD_Y)
            if self.rowHeight(number) != height:
                self.setRowHeight(number, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.stretch()

    def stretch(self) -> None:
        """Let 责任单位 take what the other columns leave."""
        wide = next(n for n, c in enumerate(COLUMNS) if c.key == "responsible")
        used = sum(
            self.columnWidth(n) for n in range(len(COLUMNS)) if n != wide and not self.isColumnHidden(n)
        )
        self.setColumnWidth(wide, max(180, self.viewport().width() - used))
