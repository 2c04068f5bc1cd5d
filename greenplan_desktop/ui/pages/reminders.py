"""The 催报 page: who still owes what, a message for each, and the reminder on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPlainTextEdit,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from greenplan_desktop.jobs import gathering
from greenplan_desktop.ui.desk import Place
from greenplan_desktop.ui.dividing import column_of, splitter_of
from greenplan_desktop.ui.empty import EmptyState
from greenplan_desktop.ui.gathering.empty import ASSIGN_FIRST, NOBODY_OWES, no_plan
from greenplan_desktop.ui.gathering.tables import REGISTRY, LinesTable
from greenplan_desktop.ui.page import Page
from greenplan_desktop.ui.page_bar import PageBar

if TYPE_CHECKING:
    from greenplan_desktop.jobs.gathering import RegistryLine
    from greenplan_desktop.ui.action_book import Handlers
    from greenplan_desktop.ui.desk import Desk
    from greenplan_desktop.ui.plan_view import PlanView

ALL_CAME, NOBODY_LEFT = "本期已全部报齐", "没有需要催报的单位。"
SHOWN = ("unit", "word", "done", "missing", "late", "contact", "phone")


class RemindersPage(Page):
    """Only units that have not returned, or not on every task."""

    page_id = "reminders"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view: PlanView | None = None
        self._lines: list[RegistryLine] = []
        self.table = LinesTable([c for c in REGISTRY if c.key in SHOWN], lambda r: r.unit_id, many=True)
        self.table.setAccessibleName("要催报的单位")
        self.table.widen(self.table.lines.column_of("missing"))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_messages())
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("催报短信")
        head = PageBar(rim=9)
        self._count = QLabel()
        self._count.setProperty("strong", True)
        head.add_left(self._count)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(12, 10, 12, 10)
        title = QLabel("催报短信（可改，选中左边的单位则只列所选）")
        title.setProperty("muted", True)
        title.setWordWrap(True)
        column.addWidget(title)
        column.addWidget(self.text, 1)
        body = column_of(head, splitter_of(self.table, side, sizes=(850, 430), wide=0))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(no_plan(desk.book))
        self._stack.addWidget(body)
        self._empty = EmptyState("check", ALL_CAME, NOBODY_LEFT)
        self._stack.addWidget(self._empty)

    def refresh(self, view: PlanView | None) -> None:
        self._view = view
        lines = gathering.registry(view.index, view.period) if view else []
        self._lines = [line for line in lines if line.standing in ("missing", "partial")]
        silent = sum(line.standing == "missing" for line in self._lines)
        self._count.setText(f"未报 {silent} 个单位，未报全 {len(self._lines) - silent} 个单位")
        self.table.lines.set_rows(self._lines)
        self._empty.set_text(*((ALL_CAME, NOBODY_LEFT) if lines else (NOBODY_OWES, ASSIGN_FIRST)))
        self._stack.setCurrentIndex(0 if view is None else 1 if self._lines else 2)
        self._show_messages()
        self.footer_changed.emit()

    def _show_messages(self) -> None:
        if self._view is not None:
            wanted = self.table.chosen() or self._lines
            texts = [gathering.message(self._view.index, self._view.period, line) for line in wanted]
            self.text.setPlainText("\n\n".join(texts))
        self.selection_changed.emit()

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.text.toPlainText())
        self.desk.say("已复制催报短信")

    def handlers(self) -> Handlers:
        return {
            "reminders.copy": self._copy,
            "reminders.print": lambda: self.desk.go(Place("print", extra="催报单")),
        }

    def bar(self) -> tuple[str, ...]:
        return ("reminders.copy", "reminders.print")

    def has_selection(self) -> bool:
        return bool(self.table.chosen())

    def footer(self) -> tuple[str, ...]:
        return (f"要催报 {len(self._lines)} 个单位",)

    def start_focus(self) -> None:
        self.table.setFocus()
