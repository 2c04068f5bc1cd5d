"""The 进展填报 page: tasks by periods, what each unit said, and the 汇总 text the clerk makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QStackedLayout,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from greenplan_desktop.jobs import gathering, progress
from greenplan_desktop.ui.desk import Place
from greenplan_desktop.ui.detail.progress import StatusDialog
from greenplan_desktop.ui.dividing import splitter_of
from greenplan_desktop.ui.empty import EmptyState
from greenplan_desktop.ui.gathering.forms_out import write_forms
from greenplan_desktop.ui.gathering.said_html import said_html
from greenplan_desktop.ui.gathering.standing_line import StandingLine
from greenplan_desktop.ui.gathering.tables import LinesTable, TaskPeriods, period_columns, task_periods
from greenplan_desktop.ui.original import save_original
from greenplan_desktop.ui.page import Page

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl

    from greenplan_desktop.model.period import Period
    from greenplan_desktop.ui.action_book import Handlers
    from greenplan_desktop.ui.desk import Desk
    from greenplan_desktop.ui.plan_view import PlanView

MOST = 6  # periods shown
FEW, TITLE = 3, 1  # beside so few periods the title takes the room that is left; its column


class ProgressPage(Page):
    """Left the tasks over the periods, right the selected task in the chosen period."""

    page_id = "returns"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view: PlanView | None = None
        self._periods: tuple[Period, ...] = ()
        self._task: int | None = None
        self.table = LinesTable(period_columns(()), lambda r: r.task.id)
        self.table.setAccessibleName("任务各期进展")
        self.standing = StandingLine()
        self.standing.by_hand.connect(self._set_status)
        self.said = QTextBrowser()
        self.said.setObjectName("Reading")
        self.said.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.said.setOpenLinks(False)
        self.said.anchorClicked.connect(self._open_source)
        self.joined = QPlainTextEdit()
        self.joined.setTabChangesFocus(True)
        self.joined.setPlaceholderText("汇总文字：牵头单位和其他单位所报合在一起，可修改；用于进展情况汇总")
        self._title = QLabel()
        self._title.setProperty("title", True)
        self._title.setWordWrap(True)
        self._keep, self._again = QPushButton("保存汇总文字"), QPushButton("按填报重拟")
        self._keep.clicked.connect(self._keep_text)
        self._again.clicked.connect(self._propose)
        self._build()
        desk.hub.theme_changed.connect(self._selected)

    def _build(self) -> None:
        side = QWidget()
        side.setObjectName("DetailPanel")
        column = QVBoxLayout(side)
        column.setContentsMargins(12, 12, 12, 10)
        column.setSpacing(8)
        label = QLabel("汇总文字")
        label.setProperty("strong", True)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addStretch(1)
        row.addWidget(self._again)
        row.addWidget(self._keep)
        column.addWidget(self._title)
        column.addWidget(self.standing)
        column.addWidget(self.said, 3)
        column.addLayout(row)
        column.addWidget(self.joined, 2)
        split = splitter_of(self.table, side, sizes=(860, 420), wide=0)
        empty = EmptyState(
            "returns", "还没有任务", "导入计划后，这里按期次收集各单位的进展。", self.desk.book["plan.import"]
        )
        self._stack = QStackedLayout(self)
        self._stack.addWidget(empty)
        self._stack.addWidget(split)

    def refresh(self, view: PlanView | None) -> None:
        self._view = view
        self._stack.setCurrentIndex(1 if view and view.snapshot.tasks else 0)
        if view is None:
            return
        periods = _periods(view)
        if periods != self._periods or not self.table.lines.rows:
            self._periods = periods
            self.table.show_columns(period_columns(periods))
            self.table.widen(TITLE if len(periods) <= FEW else None)
            self.table.selectionModel().selectionChanged.connect(lambda *_: self._selected())
        self.table.lines.set_rows(task_periods(view, periods))
        row = self.table.lines.row_of(self._task)
        self.table.selectRow(max(row, 0))
        self._selected()

    def _row(self) -> TaskPeriods | None:
        chosen = self.table.chosen()
        return chosen[0] if chosen else None

    def _selected(self) -> None:
        row, view = self._row(), self._view
        if row is None or view is None:
            return
        self._task = row.task.id
        found = gathering.said(view.index, row.task, view.period)
        self._title.setText(f"{row.task.code} {row.task.title}　{view.period.label}")
        self.standing.show_standing(
            gathering.standing(view.index, row.task, view.period), can_set=not view.read_only
        )
        self.said.setHtml(said_html(found, gathering.earlier(view.index, row.task, view.period)))
        kept = progress.joined_texts(self.desk.session.store, view.plan.id, view.period).get(row.task.id)
        self.joined.setPlainText(kept if kept is not None else gathering.joined_proposal(found))
        self._keep.setEnabled(not view.read_only)
        self.desk.hub.task_selected.emit((row.task.id,))
        self.selection_changed.emit()
        self.footer_changed.emit()

    def _set_status(self) -> None:
        row, view = self._row(), self._view
        if row is not None and view is not None:
            StatusDialog(self.desk, view, row.task, self.window()).exec()

    def _propose(self) -> None:
        row, view = self._row(), self._view
        if row is not None and view is not None:
            self.joined.setPlainText(
                gathering.joined_proposal(gathering.said(view.index, row.task, view.period))
            )

    def _keep_text(self) -> None:
        row, view = self._row(), self._view
        if row is None or view is None:
            return
        text = self.joined.toPlainText()
        done = self.desk.change(progress.set_joined_text, row.task.id, view.period, text)
        if done is not None:
            self.desk.say(done.label or "汇总文字没有变化")

    def _open_source(self, link: QUrl) -> None:
        """Show where a text came from: file, sheet and cell; the file itself can be saved."""
        file_id, sheet, cell = link.toString().split("|", 2)
        view = self._view
        file = next((f for f in view.snapshot.return_files if str(f.id) == file_id), None) if view else None
        if file is None:
            self.desk.dialogs.tell("这份原文件的登记已不在了。")
            return
        answer = self.desk.dialogs.choose(
            f"来自“{file.name}”",
            ["另存原文件…"],
            detail=f"工作表“{sheet}”，单元格 {cell or '（手工填写）'}",
            cancel="关闭",
        )
        target = save_original(self.desk, file) if answer == 0 else None
        if target is not None:
            self.desk.wrote(f"原文件已存为 {target}", target)

    def handlers(self) -> Handlers:
        return {
            "forms.write": lambda: write_forms(self.desk, self),
            "progress.to_review": lambda: self.desk.go(Place("review")),
        }

    def bar(self) -> tuple[str, ...]:
        return ("forms.write", "review.open_files")

    def has_selection(self) -> bool:
        return self._row() is not None

    def footer(self) -> tuple[str, ...]:
        return (f"{len(self.table.lines.rows)} 项任务，{len(self._periods)} 期",)

    def go_to(self, place: Place) -> None:
        if place.task_id is not None:
            self._task = place.task_id
            self.table.selectRow(max(self.table.lines.row_of(place.task_id), 0))

    def start_focus(self) -> None:
        self.table.setFocus()


def _periods(view: PlanView) -> tuple[Period, ...]:
    """The period looked at and those of its kind that have anything, the latest MOST."""
    same = {p.period for p in view.snapshot.periods if p.period.months == view.period.months} | {view.period}
    return tuple(sorted(same)[-MOST:])
