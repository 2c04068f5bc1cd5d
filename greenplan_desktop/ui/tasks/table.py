"""The task table's view: chapter rows, heights that show the text, a cursor that moves as in a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView

from greenplan_desktop.ui.bubble import Bubble
from greenplan_desktop.ui.delegates import chapter
from greenplan_desktop.ui.delegates.progress import ProgressDelegate
from greenplan_desktop.ui.delegates.status import StatusDelegate
from greenplan_desktop.ui.delegates.text import GRID, PAD_X, PAD_Y, HeightCache
from greenplan_desktop.ui.table_model import RowModel

from .columns import COLUMNS
from .delegates import EditDelegate, NumberDelegate, Refusal
from .filter_header import FilterHeader
from .rows import ChapterRow, Row, TaskRow, key_of
from .sheet import SheetView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent

    from greenplan_desktop.ui.completion import UnitCompletion
    from greenplan_desktop.ui.delegates.text import Index

WRAPPED = frozenset(c.key for c in COLUMNS if c.key not in ("number", "status", "progress"))
STRETCHED, LEAST_STRETCHED = "responsible", 180
SHARES = {
    "title": 3,
    "text": 4,
    "lead": 2,
    STRETCHED: 5,
}  # of the room that columns at their usual widths leave
REPORTED = ("status", "progress", "achievement")  # what these columns show comes from reports
STEPS = {"down": (1, 0), "up": (-1, 0), "right": (0, 1), "left": (0, -1)}


class TaskTable(SheetView):
    """Shows tasks and chapters; says by signals what the clerk wants done."""

    fold_wanted = Signal(int)  # chapter id
    report_wanted = Signal(int)  # task id: what its unit said is to be typed in

    def __init__(
        self,
        write: Callable[[TaskRow, str, str, str], Refusal | None],
        text_of: Callable[[TaskRow, str], str],
        completion: Callable[[], UnitCompletion | None],
        marks: Callable[[], str],
    ) -> None:
        super().__init__()
        self.rows_model: RowModel[Row] = RowModel(COLUMNS, key_of)
        self.setModel(self.rows_model)
        self.bubble = Bubble(self.viewport())
        self._heights = HeightCache()
        self.set_by_hand: frozenset[str] = frozenset()  # columns whose width the clerk dragged
        self._sharing = False
        self._chapter_rows: tuple[int, ...] = ()
        self._delegates = [self._delegate(c.key, write, text_of, completion, marks) for c in COLUMNS]
        for number, delegate in enumerate(self._delegates):
            self.setItemDelegateForColumn(number, delegate)
        self.head = FilterHeader(COLUMNS, self)
        self.setHorizontalHeader(self.head)
        self._set_up()
        self.head.sectionPressed.disconnect()  # a click sorts; Ctrl or Shift and a click select the column
        self._fit = QTimer(self)
        self._fit.setSingleShot(True)
        self._fit.setInterval(30)
        self._fit.timeout.connect(self.fit_rows)
        self.head.sectionResized.connect(lambda section, *_: self._resized(section))
        self.verticalScrollBar().valueChanged.connect(self.bubble.hide)

    def _delegate(self, key, write, text_of, completion, marks):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        if key == "status":
            return StatusDelegate(self)
        if key == "progress":
            return ProgressDelegate(self)
        kind = NumberDelegate if key == "number" else EditDelegate
        made = kind(self, key, write, text_of, completion, marks)
        made.ended.connect(self.step)
        made.refused.connect(self._show_refusal)
        return made

    def _set_up(self) -> None:
        for number, column in enumerate(COLUMNS):
            self.setColumnWidth(number, column.width)
            self.setColumnHidden(number, column.hidden)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(True)
        self.verticalHeader().setMinimumSectionSize(chapter.HEIGHT)
        self.setAccessibleName("任务表")

    # rows

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; cursor, selection and scroll stay with the tasks they were on."""
        kept, current = self._marked(), self._current_key()
        scroll = self.verticalScrollBar().value()
        before = tuple(key_of(r) for r in self.rows_model.rows)
        self.rows_model.set_rows(rows)
        self._span()
        self.fit_rows()
        if tuple(key_of(r) for r in rows) != before:
            self._mark(kept, current)
            self.verticalScrollBar().setValue(scroll)

    def _span(self) -> None:
        wanted = tuple(n for n, r in enumerate(self.rows_model.rows) if isinstance(r, ChapterRow))
        if wanted != self._chapter_rows or self.rowSpan(0, 0) == 0:
            self.clearSpans()
        for number in wanted:
            if self.columnSpan(number, 0) != len(COLUMNS):
                self.setSpan(number, 0, 1, len(COLUMNS))
        self._chapter_rows = wanted

    def _marked(self) -> set[tuple[tuple[str, int], int]]:
        rows = self.rows_model.rows
        return {(key_of(rows[i.row()]), i.column()) for i in self.selectionModel().selectedIndexes()}

    def _current_key(self) -> tuple[tuple[str, int], int, int] | None:
        index = self.currentIndex()
        row = self.rows_model.row(index)
        return (key_of(row), index.column(), index.row()) if row is not None else None

    def _mark(
        self, kept: set[tuple[tuple[str, int], int]], current: tuple[tuple[str, int], int, int] | None
    ) -> None:
        number = {key_of(r): n for n, r in enumerate(self.rows_model.rows)}
        selection = QItemSelection()
        for key, column in kept:
            if key in number:
                index = self.rows_model.index(number[key], column)
                selection.select(index, index)
        if current is not None and number:
            row = number.get(current[0], min(current[2], len(number) - 1))
            index = self.rows_model.index(row, current[1])
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            if selection.isEmpty() and kept:  # what was selected is gone
                selection.select(index, index)
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def fit_rows(self) -> None:
        """Give each row the height its texts need."""
        shown = [
            (c, self.columnWidth(n) - GRID - 2 * PAD_X)
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
                notes = self._heights.line if row.status.note else 0
                height = max(least, tallest + 2 * PAD_Y, self._heights.line + notes + 2 * PAD_Y)
            if self.rowHeight(number) != height:
                self.setRowHeight(number, height)

    # columns

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.stretch()

    def stretch(self) -> None:
        """Share what the other columns leave; a column whose width the clerk has set keeps it.

        Where there is little, 责任单位 takes all of it, and nothing at all below its least width.
        """
        shares = {
            number: weight
            for number, column in enumerate(COLUMNS)
            if (weight := SHARES.get(column.key, 0)) and not self.isColumnHidden(number)
            if column.key == STRETCHED or column.key not in self.set_by_hand
        }
        wide = self.rows_model.column_of(STRETCHED)
        if wide not in shares:
            return
        used = sum(
            self.columnWidth(n) for n in range(len(COLUMNS)) if n not in shares and not self.isColumnHidden(n)
        )
        usual = {n: COLUMNS[n].width for n in shares}
        more = self.viewport().width() - used - sum(usual.values())
        self._sharing = True
        for number, weight in shares.items():
            if more > 0:
                self.setColumnWidth(number, usual[number] + more * weight // sum(shares.values()))
            elif number != wide:
                self.setColumnWidth(number, usual[number])
            elif usual[wide] + more >= LEAST_STRETCHED:
                self.setColumnWidth(wide, usual[wide] + more)
        self._sharing = False

    def _resized(self, section: int) -> None:
        if not self._sharing and QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self.set_by_hand |= {COLUMNS[section].key}
        self._fit.start()

    def fit_numbers(self) -> None:
        """Make 序号 as wide as the longest number, within reason."""
        metrics = self.fontMetrics()
        codes = (r.task.code for r in self.rows_model.rows if isinstance(r, TaskRow))
        widest = max((metrics.horizontalAdvance(code) for code in codes), default=0)
        self.setColumnWidth(0, max(COLUMNS[0].width, min(96, widest + 2 * PAD_X + 3)))

    # the cursor

    def task_at(self, number: int) -> TaskRow | None:
        """The task in a row, None for a chapter row."""
        row = self.rows_model.rows[number] if 0 <= number < len(self.rows_model.rows) else None
        return row if isinstance(row, TaskRow) else None

    def is_heading(self, number: int) -> bool:
        return self.task_at(number) is None

    def step(self, move: str) -> None:
        """Move the cursor one cell on; chapter rows are stepped over, Tab at a row's end goes to the next."""
        self.bubble.hide()
        self.setFocus()
        down, right = STEPS.get(move, (0, 0))
        index = self.currentIndex()
        if not index.isValid() or not (down or right):
            return
        columns = self.visible_columns()
        place = (columns.index(index.column()) if index.column() in columns else 0) + right
        row = index.row()
        if place >= len(columns):
            place, down = 0, 1
        elif place < 0:
            place, down = len(columns) - 1, -1
        row = self.next_row(row, down) if down else row
        self.setCurrentIndex(self.rows_model.index(row, columns[place]))

    def go_to_task(self, task_id: int) -> bool:
        """Put the cursor on a task; False where it is not shown."""
        number = self.rows_model.row_of(("task", task_id))
        if number < 0:
            return False
        column = (
            self.currentIndex().column()
            if self.currentIndex().isValid()
            else self.rows_model.column_of("title")
        )
        self.setCurrentIndex(self.rows_model.index(number, max(column, 0)))
        self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)
        return True

    # editing

    def edit(  # type: ignore[override]
        self,
        index: Index,
        trigger: QAbstractItemView.EditTrigger = QAbstractItemView.EditTrigger.AllEditTriggers,
        event: QEvent | None = None,
    ) -> bool:
        """Open a cell for editing; typing replaces its text, every other way adds to it."""
        self.bubble.hide()
        delegate = self._delegates[index.column()] if index.isValid() else None
        row, triggers = self.rows_model.row(index), QAbstractItemView.EditTrigger
        reported = index.isValid() and COLUMNS[index.column()].key in REPORTED
        if (
            reported
            and isinstance(row, TaskRow)
            and trigger in (triggers.DoubleClicked, triggers.EditKeyPressed)
        ):
            self.report_wanted.emit(row.task.id)
            return False
        if isinstance(delegate, EditDelegate):
            delegate.replace = trigger == QAbstractItemView.EditTrigger.AnyKeyPressed
        return bool(super().edit(index, trigger, event))  # type: ignore[arg-type]

    def edit_replacing(self, index: Index) -> None:
        """Open a cell with its text selected: what is typed takes its place."""
        delegate = self._delegates[index.column()]
        if isinstance(delegate, EditDelegate):
            self.edit(index)
            editor = delegate.opened
            if editor is not None:
                editor.selectAll()

    def say_at(self, index: Index, refusal: Refusal) -> None:
        """Say beside a cell why something was refused."""
        self.scrollTo(index)
        self.bubble.say(refusal.text, self.visualRect(index), refusal.button, refusal.action)

    def _show_refusal(self, index: Index, refusal: Refusal) -> None:
        self.say_at(index, refusal)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, key = self.currentIndex(), event.key()
        self.bubble.hide()
        row = self.rows_model.row(index)
        if isinstance(row, ChapterRow) and key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.fold_wanted.emit(row.chapter_id)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.step("down")
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step("up")
        elif key == Qt.Key.Key_Tab:
            self.step("right")
        elif key == Qt.Key.Key_Backtab:
            self.step("left")
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.bubble.hide()
        super().mousePressEvent(event)
        row = self.rows_model.row(self.indexAt(event.position().toPoint()))
        if (
            isinstance(row, ChapterRow)
            and event.button() == Qt.MouseButton.LeftButton
            and event.position().x() < 26
        ):
            self.fold_wanted.emit(row.chapter_id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self.rows_model.row(self.indexAt(event.position().toPoint()))
        if isinstance(row, ChapterRow):
            self.fold_wanted.emit(row.chapter_id)
        else:
            super().mouseDoubleClickEvent(event)
