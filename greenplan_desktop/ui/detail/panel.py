"""The selected task in full: its texts, units and targets, its progress, and what was changed of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

if TYPE_CHECKING:
    from greenplan_desktop.ui.desk import Desk

WIDTH = 318


class DetailPanel(QFrame):
    """Shows the tasks selected on the page; follows `task_selected` and `view_changed`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("DetailPanel")
        self.setMinimumWidth(240)
        self._desk = desk
        self._ids: tuple[int, ...] = ()
        self._title = QLabel()
        self._title.setProperty("title", True)
        self._title.setWordWrap(True)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.addWidget(self._title)
        layout.addStretch(1)

    def show_tasks(self, task_ids: tuple[int, ...]) -> None:
        """Show these tasks of the plan on the screen."""
        self._ids = task_ids
        self.refresh()

    def refresh(self) -> None:
        """Show them as they are now."""
        view = self._desk.view
        tasks = [view.index.tasks[i] for i in self._ids if i in view.index.tasks] if view else []
        if len(tasks) == 1:
            self._title.setText(f"{tasks[0].code} {tasks[0].title}")
        else:
            self._title.setText(f"已选 {len(tasks)} 项任务" if tasks else "")
