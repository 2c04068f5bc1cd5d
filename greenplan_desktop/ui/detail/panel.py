"""The selected task in full: its texts, units and targets, its progress, and what was changed of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from greenplan_desktop.ui import icons

from .content import ContentTab
from .edits import EditsTab
from .many import ManyTab
from .progress import ProgressTab, periods_of

if TYPE_CHECKING:
    from greenplan_desktop.model.records import StoredTask
    from greenplan_desktop.ui.desk import Desk

WIDTH = 318
CONTENT, PROGRESS, EDITS, MANY, NOTHING = range(5)


class DetailPanel(QFrame):
    """Shows the tasks selected on the page; follows `task_selected` and `view_changed`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("DetailPanel")
        self.setMinimumWidth(260)
        self._desk = desk
        self._ids: tuple[int, ...] = ()
        self._tab = CONTENT
        self._title = QLabel()
        self._title.setProperty("title", True)
        self._title.setWordWrap(True)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._tabs = _Tabs()
        self._tabs.chosen.idClicked.connect(self._turn_to)
        self.content, self.progress, self.edits = ContentTab(desk), ProgressTab(desk), EditsTab(desk)
        self.many = ManyTab(desk)
        self._stack = QStackedWidget()
        for part in (self.content, self.progress, self.edits, self.many, _hint()):
            self._stack.addWidget(_scrolled(part))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._head(desk))
        layout.addWidget(self._tabs)
        layout.addWidget(self._stack, 1)
        self.refresh()

    def _head(self, desk: Desk) -> QHBoxLayout:
        fold = QToolButton()
        fold.setIcon(icons.icon("close", "muted"))
        fold.setToolTip("收起详情栏（F4）")
        fold.clicked.connect(desk.book["view.detail"].trigger)
        row = QHBoxLayout()
        row.setContentsMargins(14, 9, 8, 5)
        row.addWidget(self._title, 1)
        row.addWidget(fold, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def show_tasks(self, task_ids: tuple[int, ...]) -> None:
        """Show these tasks of the plan on the screen."""
        if task_ids != self._ids:
            self._ids = task_ids
            self.refresh()

    def refresh(self) -> None:
        """Show them as they are now."""
        if self.isHidden() and self.parentWidget() is not None:
            return
        tasks = self._tasks()
        self._tabs.setVisible(len(tasks) == 1)
        if len(tasks) == 1:
            self._show_one(tasks[0])
        elif tasks:
            self._title.setText(f"已选 {len(tasks)} 项任务")
            view = self._desk.view
            if view:
                self.many.show_tasks(view, tasks)
            self._stack.setCurrentIndex(MANY)
        else:
            self._title.setText("")
            self._stack.setCurrentIndex(NOTHING)

    def _tasks(self) -> list[StoredTask]:
        view = self._desk.view
        return [view.index.tasks[i] for i in self._ids if i in view.index.tasks] if view else []

    def _show_one(self, task: StoredTask) -> None:
        view = self._desk.view
        if view is None:
            return
        self._title.setText(f"{task.code} {task.title}"[:200])
        self._tabs.count(len(periods_of(view, task)))
        parts: dict[int, ContentTab | ProgressTab | EditsTab] = {
            CONTENT: self.content,
            PROGRESS: self.progress,
            EDITS: self.edits,
        }
        parts[self._tab].show_task(view, task)
        self._stack.setCurrentIndex(self._tab)

    def _turn_to(self, tab: int) -> None:
        self._tab = tab
        self.refresh()

    def showEvent(self, event) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        super().showEvent(event)
        self.refresh()


class _Tabs(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("DetailTabs")
        self.chosen = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(16)
        for number, text in enumerate(("内容", "进展", "修改记录")):
            button = QToolButton()
            button.setText(text)
            button.setCheckable(True)
            button.setChecked(number == 0)
            self.chosen.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)

    def count(self, periods: int) -> None:
        self.chosen.button(PROGRESS).setText(f"进展（{periods} 期）" if periods else "进展")


def _hint() -> QWidget:
    box = QWidget()
    words = QLabel("选中一项任务，这里显示它的全部内容、进展和修改记录。")
    words.setProperty("faint", True)
    words.setWordWrap(True)
    column = QVBoxLayout(box)
    column.setContentsMargins(14, 8, 14, 8)
    column.addWidget(words)
    column.addStretch(1)
    return box


def _scrolled(part: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(part)
    return area
