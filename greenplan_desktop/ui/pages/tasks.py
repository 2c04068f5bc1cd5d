"""The 任务 page: every task of the plan in a table that behaves as a spreadsheet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedLayout, QWidget

from greenplan_desktop.ui.chips import chip
from greenplan_desktop.ui.dividing import column_of
from greenplan_desktop.ui.empty import EmptyState
from greenplan_desktop.ui.page import Page
from greenplan_desktop.ui.tasks import column_menu, filters
from greenplan_desktop.ui.tasks.columns import COLUMNS, text_of
from greenplan_desktop.ui.tasks.edits import TaskEdits
from greenplan_desktop.ui.tasks.filters import Filters
from greenplan_desktop.ui.tasks.rows import Row, TaskRow, heading_over, task_rows, with_chapters
from greenplan_desktop.ui.tasks.status_chips import StatusChips
from greenplan_desktop.ui.tasks.table import TaskTable

if TYPE_CHECKING:
    from greenplan_desktop.ui.action_book import Handlers
    from greenplan_desktop.ui.completion import UnitCompletion
    from greenplan_desktop.ui.desk import Desk, Place
    from greenplan_desktop.ui.plan_view import PlanView
    from greenplan_desktop.ui.tasks.answers import TaskAnswers

NO_PLAN = "把计划文件（Word、PDF 或文本）拖到窗口里，或点下面的按钮。"
NO_TASKS = "这份计划还没有任务。可以插入任务，或从表格软件复制后粘贴进来。"


# action id -> method of TaskAnswers
ANSWERS = {
    "edit.copy": "copy",
    "edit.cut": "cut",
    "edit.paste": "paste",
    "edit.clear": "clear",
    "edit.fill_down": "fill_down",
    "edit.replace": "replace",
    "task.insert": "insert",
    "task.delete": "delete",
    "task.up": "move_up",
    "task.down": "move_down",
    "task.to_chapter": "to_chapter",
    "task.renumber": "renumber",
    "task.life": "life",
    "task.fold_all": "fold_all",
    "task.unfold_all": "unfold_all",
    "task.clear_filters": "clear_filters",
    "chapter.insert": "insert_chapter",
    "chapter.rename": "rename_chapter",
    "chapter.delete": "delete_chapter",
}


class TasksPage(Page):
    """Chips and fields filter, the table edits, the panel at the right tells the rest."""

    page_id = "tasks"
    shows_detail = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view: PlanView | None = None
        self._all: list[TaskRow] = []
        self._order: list[int] | None = (
            None  # ids shown since the filters were set; an edit moves nothing away
        )
        self._folded: set[int] = set()
        self._words = ""
        self._completion: UnitCompletion | None = None
        self.filters = Filters()
        self.edits = TaskEdits(desk)
        self.table = TaskTable(self.edits.write, text_of, self._units, lambda: self._words)
        self._answers: TaskAnswers | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.chips = StatusChips()
        self._columns_chip, self._filter_chip = chip("列", "columns", checkable=False), chip("筛选", "filter")
        self._filter_chip.setChecked(True)
        self.chips.add_right(self._columns_chip)
        self.chips.add_right(self._filter_chip)
        body = column_of(self.chips, self.table)
        book = self.desk.book
        self._stack = QStackedLayout(self)
        self._stack.addWidget(EmptyState("tasks", "还没有计划", NO_PLAN, book["plan.import"]))
        self._stack.addWidget(EmptyState("tasks", "还没有任务", NO_TASKS, book["task.insert"]))
        self._stack.addWidget(body)
        column_menu.restore(self.table, self.desk.settings)

    def _connect(self) -> None:
        table, hub = self.table, self.desk.hub
        table.selectionModel().selectionChanged.connect(lambda *_: self._selected())
        table.fold_wanted.connect(self.fold)
        self.desk.book.menu_on(table, self)
        table.report_wanted.connect(lambda task: self.answers.report(task))
        table.head.text_changed.connect(lambda key, text: self.set_filters(self.filters.with_text(key, text)))
        table.head.values_wanted.connect(self._open_values)
        table.head.sectionClicked.connect(self._sort)
        self.chips.chosen.connect(self._set_status)
        self.chips.cleared.connect(self._clear)
        self._columns_chip.clicked.connect(self._open_columns)
        self._filter_chip.toggled.connect(lambda on: table.head.open_fields(shown=on))
        hub.search_typed.connect(self._mark)
        hub.theme_changed.connect(table.viewport().update)

    # showing

    def refresh(self, view: PlanView | None) -> None:
        other = view is None or self._view is None or view.plan.id != self._view.plan.id
        changed = other and self._view is not None
        if other:
            self._order, self._folded = None, set()
            self.filters = Filters()
        self._view, self._completion = view, None
        self._all = task_rows(view) if view else []
        self._show()
        if other:
            self.table.fit_numbers()
        if changed:
            self.seen()

    def _show(self) -> None:
        view = self._view
        self.table.set_rows(self._rows(view) if view else [])
        self.chips.show_counts(len(self._all), filters.counts(self._all), self.filters.status)
        self.chips.show_conditions(filters.words(self.filters))
        self.table.head.show_active(dict(self.filters.texts), dict(self.filters.values))
        self._filter_chip.setText(f"筛选 {self.filters.count}" if self.filters.count else "筛选")
        self.table.head.setSortIndicatorShown(bool(self.filters.sort_by))
        self._stack.setCurrentIndex(0 if view is None else (2 if self._all else 1))
        self._selected()

    def _rows(self, view: PlanView) -> list[Row]:
        if not self.filters.narrow and not self.filters.sort_by:
            return with_chapters(self._all, view, frozenset(self._folded))
        if self._order is None:
            self._order = [r.task.id for r in filters.shown(self._all, self.filters, view.snapshot.units)]
        by_id = {r.task.id: r for r in self._all}
        rows = [by_id[i] for i in self._order if i in by_id]
        if self.filters.sort_by:
            return list(rows)
        known = set(self._order)
        rows += [r for r in self._all if r.task.id not in known and self._is_new(r)]
        return with_chapters(sorted(rows, key=lambda r: r.place), view, frozenset(self._folded))

    def _is_new(self, row: TaskRow) -> bool:
        return self._answers is not None and row.task.id in self._answers.made

    def set_filters(self, wanted: Filters) -> None:
        """Show what passes these."""
        if wanted != self.filters:
            self.filters, self._order = wanted, None
            self._show()

    def _set_status(self, status: str) -> None:
        from dataclasses import replace

        self.set_filters(replace(self.filters, status=status, named=frozenset(), origin=""))

    def _clear(self) -> None:
        """Show all tasks again in the order they stand."""
        self.set_filters(Filters(sort_by=self.filters.sort_by, descending=self.filters.descending))

    def _sort(self, section: int) -> None:
        """A click on a head: ascending, descending, the plan's own order; with Ctrl or Shift the column is selected."""
        held = QGuiApplication.keyboardModifiers()
        if held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
            self.table.selectColumn(section)
            return
        from dataclasses import replace

        key, now = COLUMNS[section].key, self.filters
        if now.sort_by != key:
            wanted = replace(now, sort_by=key, descending=False)
        elif not now.descending:
            wanted = replace(now, descending=True)
        else:
            wanted = replace(now, sort_by="", descending=False)
        order = Qt.SortOrder.DescendingOrder if wanted.descending else Qt.SortOrder.AscendingOrder
        self.table.head.setSortIndicator(section if wanted.sort_by else -1, order)
        self.set_filters(wanted)

    def _mark(self, words: str) -> None:
        self._words = words.strip()
        self.table.viewport().update()

    def fold(self, chapter_id: int) -> None:
        """Fold a chapter, or open it."""
        self._folded ^= {chapter_id}
        self._show()

    def fold_all(self, *, folded: bool) -> None:
        """Fold all chapters, or open all."""
        everything = with_chapters(self._all, self._view, frozenset()) if self._view else []
        self._folded = {r.chapter_id for r in everything if not isinstance(r, TaskRow)} if folded else set()
        self._show()

    def _units(self) -> UnitCompletion | None:
        from greenplan_desktop.ui.completion import UnitCompletion

        if self._completion is None and self._view is not None:
            used = frozenset(a.unit_id for a in self._view.snapshot.assignments)
            self._completion = UnitCompletion(self._view.snapshot.units, used)
        return self._completion

    # small windows

    def _open_values(self, key: str, field: QWidget) -> None:
        from greenplan_desktop.ui.tasks.values_popup import ValuesPopup

        found = filters.values(self._all, key)
        ordered = dict(sorted(found.items(), key=lambda pair: (pair[0] == filters.EMPTY, -pair[1])))
        popup = ValuesPopup(ordered, self.filters.values_of(key), self)
        popup.chosen.connect(lambda chosen: self.set_filters(self.filters.with_values(key, chosen)))
        popup.open_under(field)

    def _open_columns(self) -> None:
        menu = column_menu.column_menu(self.table, self)
        menu.exec(self._columns_chip.mapToGlobal(QPoint(0, self._columns_chip.height() + 2)))
        menu.deleteLater()

    # selection

    def selected_tasks(self) -> tuple[int, ...]:
        """Ids of the tasks with a selected cell, in the table's order."""
        numbers = sorted({i.row() for i in self.table.selectionModel().selectedIndexes()})
        return tuple(row.task.id for n in numbers if (row := self.table.task_at(n)))

    def _selected(self) -> None:
        self.desk.hub.task_selected.emit(self.selected_tasks())
        self.selection_changed.emit()
        self.footer_changed.emit()

    def has_selection(self) -> bool:
        return self.table.selectionModel().hasSelection()

    def footer(self) -> tuple[str, ...]:
        if self._view is None:
            return ()
        chapters = len({heading_over(self._view, r.task.chapter_id) for r in self._all} - {None})
        shown = sum(isinstance(r, TaskRow) for r in self.table.rows_model.rows)
        total = f"{len(self._all)} 项任务，{chapters} 个章节"
        chosen = len(self.selected_tasks())
        narrow = f"筛选出 {shown} 项" if self.filters.narrow else ""
        return (total, narrow, f"已选 {chosen} 项" if chosen else "")

    # answering the window

    @property
    def answers(self) -> TaskAnswers:
        """What is done for actions; built on first use, after the first paint."""
        if self._answers is None:
            from greenplan_desktop.ui.tasks.answers import TaskAnswers

            self._answers = TaskAnswers(self, self.desk)
        return self._answers

    def handlers(self) -> Handlers:
        return {key: partial(self._answer, name) for key, name in ANSWERS.items()}

    def _answer(self, name: str) -> None:
        getattr(self.answers, name)()

    def go_to(self, place: Place) -> None:
        if isinstance(place.extra, Filters):
            self._folded.clear()
            self.set_filters(place.extra)
        if place.task_id is None:
            return
        if not self.table.go_to_task(place.task_id):
            self._folded.clear()
            self.set_filters(Filters(sort_by=self.filters.sort_by, descending=self.filters.descending))
            self._show()
            self.table.go_to_task(place.task_id)

    def reveal(self, task_id: int) -> None:
        if task_id not in self.selected_tasks():
            self.table.go_to_task(task_id)

    def seen(self) -> None:
        """The first task is chosen where none is, so that the panel beside shows a whole task at once."""
        if self._all and not self.has_selection():
            self.table.go_to_task(self._all[0].task.id)

    def start_focus(self) -> None:
        self.table.setFocus()

    def keep_state(self) -> None:
        column_menu.keep(self.table, self.desk.settings)
