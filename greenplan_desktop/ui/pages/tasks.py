"""The 任务 page: every task of the plan in a table that behaves as a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from greenplan_desktop.ui.empty import EmptyState
from greenplan_desktop.ui.page import Page
from greenplan_desktop.ui.tasks.rows import TaskRow, task_rows, with_chapters
from greenplan_desktop.ui.tasks.table import TaskTable

if TYPE_CHECKING:
    from greenplan_desktop.ui.desk import Desk, Place
    from greenplan_desktop.ui.plan_view import PlanView


class TasksPage(Page):
    """Chips filter, the table edits, the panel at the right tells the rest."""

    page_id = "tasks"
    shows_detail = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view: PlanView | None = None
        self._all: list[TaskRow] = []
        self.table = TaskTable()
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._selected())
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self._empty = EmptyState(
            "tasks",
            "还没有计划",
            "把计划文件（Word、PDF 或文本）拖到窗口里，或点下面的按钮。",
            desk.book["plan.import"],
        )
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(body)

    def refresh(self, view: PlanView | None) -> None:
        self._view = view
        self._all = task_rows(view) if view else []
        self.table.set_rows(with_chapters(self._all, view, frozenset()) if view else [])
        self._stack.setCurrentIndex(1 if view else 0)
        self.footer_changed.emit()

    def selected_tasks(self) -> tuple[int, ...]:
        """Ids of the tasks with a selected cell, in the table's order."""
        numbers = sorted({i.row() for i in self.table.selectionModel().selectedIndexes()})
        rows = [self.table.rows_model.rows[n] for n in numbers]
        return tuple(r.task.id for r in rows if isinstance(r, TaskRow))

    def _selected(self) -> None:
        self.desk.hub.task_selected.emit(self.selected_tasks())
        self.selection_changed.emit()
        self.footer_changed.emit()

    def footer(self) -> tuple[str, ...]:
        chapters = len({r.task.chapter_id for r in self._all if r.task.chapter_id is not None})
        chosen = len(self.selected_tasks())
        return (f"{len(self._all)} 项任务，{chapters} 个章节", f"已选 {chosen} 项" if chosen else "")

    def has_selection(self) -> bool:
        return bool(self.table.selectionModel().selectedIndexes())

    def go_to(self, place: Place) -> None:
        if place.task_id is not None:
            row = self.table.rows_model.row_of(("task", place.task_id))
            if row >= 0:
                self.table.selectRow(row)
                self.table.scrollTo(self.table.rows_model.index(row, 0))

    def start_focus(self) -> None:
        self.table.setFocus()
