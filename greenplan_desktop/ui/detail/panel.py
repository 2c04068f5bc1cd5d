"""The selected task in full: its texts, units and targets, its progress, and what was changed of it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

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

if TYPE_CHECKING:
    from greenplan_desktop.model.records import StoredTask
    from greenplan_desktop.ui.desk import Desk
    from greenplan_desktop.ui.plan_view import PlanView

    from .content import ContentTab
    from .edits import EditsTab
    from .many import ManyTab
    from .progress import ProgressTab

WIDTH = 318
T = TypeVar("T", bound=QWidget)
CONTENT, PROGRESS, EDITS = range(3)


class DetailPanel(QFrame):
    """Shows the tasks selected on the page; follows `task_selected` and `view_changed`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("DetailPanel")
        self.setMinimumWidth(260)
        self._desk = desk
        self._ids: tuple[int, ...] = ()
        self._tab = CONTENT
        self._looked: tuple[int, str] = (0, "")
        self._words = ""  # what is searched for
        desk.hub.search_typed.connect(self._mark)
        self._title = QLabel()
        self._title.setProperty("title", True)
        self._title.setWordWrap(True)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._tabs = _Tabs()
        self._tabs.chosen.idClicked.connect(self._turn_to)
        self._areas: dict[QWidget, QScrollArea] = {}
        self._stack = QStackedWidget()
        self._stack.addWidget(_hint())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._head(desk))
        layout.addWidget(self._tabs)
        layout.addWidget(self._stack, 1)
        self.refresh()

    @cached_property
    def content(self) -> ContentTab:
        """Built when first shown, as are the others: the window is painted before."""
        from .content import ContentTab

        return self._kept(ContentTab(self._desk))

    @cached_property
    def progress(self) -> ProgressTab:
        """What units said of the task."""
        from .progress import ProgressTab

        return self._kept(ProgressTab(self._desk))

    @cached_property
    def edits(self) -> EditsTab:
        """What was changed of the task."""
        from .edits import EditsTab

        return self._kept(EditsTab(self._desk))

    @cached_property
    def many(self) -> ManyTab:
        """Several tasks at once."""
        from .many import ManyTab

        return self._kept(ManyTab(self._desk))

    def _kept(self, part: T) -> T:
        self._areas[part] = _scrolled(part)
        self._stack.addWidget(self._areas[part])
        return part

    def _show(self, part: QWidget | None) -> None:
        """Bring a part to the front, None for the hint."""
        if part is None:
            self._stack.setCurrentIndex(0)
        else:
            self._stack.setCurrentWidget(self._areas[part])

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

    def _mark(self, words: str) -> None:
        if words.strip() != self._words:
            self._words = words.strip()
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
            self._show(self.many)
        else:
            self._title.setText("")
            self._show(None)

    def _tasks(self) -> list[StoredTask]:
        view = self._desk.view
        return [view.index.tasks[i] for i in self._ids if i in view.index.tasks] if view else []

    def _show_one(self, task: StoredTask) -> None:
        view = self._desk.view
        if view is None:
            return
        self._title.setText(f"{task.code} {task.title}"[:200])
        from .progress import periods_of

        self._tabs.count(len(periods_of(view, task)))
        self._look_for(view, task)
        part = self._part()
        part.show_task(view, task, self._words)
        self._show(part)

    def _look_for(self, view: PlanView, task: StoredTask) -> None:
        """Turn to the reports once where what is searched for stands in them and not in the task itself."""
        asked = (task.id, self._words)
        if asked == self._looked or self._tab != CONTENT:
            return
        self._looked = asked
        words = self._words.lower()
        texts = (task.title, task.text, task.clause or "", task.remarks, task.code)
        from .progress import says

        if words and not any(words in text.lower() for text in texts) and says(view, task, words):
            self._tabs.chosen.button(PROGRESS).setChecked(True)
            self._tab = PROGRESS

    def _part(self) -> ContentTab | ProgressTab | EditsTab:
        if self._tab == PROGRESS:
            return self.progress
        return self.edits if self._tab == EDITS else self.content

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
