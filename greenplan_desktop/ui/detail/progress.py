"""The 进展 tab: what each unit said of the task, period by period, and a status set by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from greenplan_desktop.jobs import progress as job
from greenplan_desktop.model import rules
from greenplan_desktop.model.labels import ROLE, STATUS
from greenplan_desktop.model.status import Status
from greenplan_desktop.model.text import percent_text
from greenplan_desktop.ui.delegates.shapes import status_icon
from greenplan_desktop.ui.form import FormDialog

from .fields import plain, show_marked
from .report_dialog import ReportDialog

if TYPE_CHECKING:
    from greenplan_desktop.model.period import Period
    from greenplan_desktop.model.records import StoredReport, StoredTask
    from greenplan_desktop.ui.desk import Desk
    from greenplan_desktop.ui.plan_view import PlanView

TEXTS = (("achievement", ""), ("problems", "问题："), ("next_steps", "下一步："), ("remarks", "备注："))


def periods_of(view: PlanView, task: StoredTask) -> list[Period]:
    """The periods in which anything was said of a task, the latest first."""
    found = (p.period for p in view.snapshot.periods)
    said = [p for p in found if rules.task_reports(view.index, task, p) or _manual(view, task, p)]
    return sorted(said, key=lambda p: (p.year, p.last_month), reverse=True)


def _manual(view: PlanView, task: StoredTask, period: Period) -> str:
    key = view.index.period_id(period)
    by_hand = view.index.manual.get((task.id, key)) if key is not None else None
    return by_hand.reason if by_hand else ""


def says(view: PlanView, task: StoredTask, words: str) -> bool:
    """Whether any report of a task holds these words."""
    found = (r for p in periods_of(view, task) for _, _, r in rules.task_reports(view.index, task, p))
    return any(words.lower() in getattr(report, field).lower() for report in found for field, _ in TEXTS)


class ProgressTab(QWidget):
    """The period on the screen, where reports are typed in, then the other periods, the latest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(14, 10, 14, 10)
        self._layout.setSpacing(12)
        self._layout.addStretch(1)
        self._parts: list[QWidget] = []

    def show_task(self, view: PlanView, task: StoredTask, words: str = "") -> None:
        """Show what was said of this task, hits of `words` marked."""
        for part in self._parts:
            self._layout.removeWidget(part)
            part.deleteLater()
        found = [p for p in periods_of(view, task) if p != view.period]
        self._parts = [
            self._present(view, task, words),
            *(self._block(view, task, p, words) for p in found),
        ]
        for place, part in enumerate(self._parts):
            self._layout.insertWidget(place, part)

    def _present(self, view: PlanView, task: StoredTask, words: str) -> QWidget:
        """The period on the screen: every unit of the task, what it said, and a way to type it in."""
        button = QPushButton("手工定状态…")
        button.setEnabled(not view.read_only)
        button.clicked.connect(lambda: StatusDialog(self._desk, view, task, self.window()).exec())
        block, lines = _column()
        lines.addWidget(_title(view, task, view.period))
        lines.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        _add_reason(lines, _manual(view, task, view.period), words)
        reports = view.index.reports_of(view.period)
        duties = view.index.duties(task.id)
        for unit_id, role in duties:
            report = view.index.find_report(reports, task.id, unit_id)
            said = report if report is not None and not rules.is_blank(report) else None
            link = self._link(view, task, unit_id, said)
            lines.addWidget(_report(view.index.units[unit_id].short_name, role, said, words, link))
        if not duties:
            none = plain(muted=True)
            none.setText("这一项还没有单位，填上牵头单位后可以录入进展。")
            lines.addWidget(none)
        return block

    def _link(
        self, view: PlanView, task: StoredTask, unit_id: int, report: StoredReport | None
    ) -> QPushButton:
        link = QPushButton("修改" if report else "填写")
        link.setProperty("link", True)
        link.setEnabled(not view.read_only)
        link.clicked.connect(
            lambda: ReportDialog(self._desk, view, task, unit_id, report, self.window()).exec()
        )
        return link

    def _block(self, view: PlanView, task: StoredTask, period: Period, words: str) -> QWidget:
        block, lines = _column()
        lines.addWidget(_title(view, task, period))
        _add_reason(lines, _manual(view, task, period), words)
        for unit_id, role, report in rules.task_reports(view.index, task, period):
            unit = view.index.units.get(unit_id)
            lines.addWidget(_report(unit.short_name if unit else "", role, report, words))
        return block


def _column() -> tuple[QWidget, QVBoxLayout]:
    block = QWidget()
    lines = QVBoxLayout(block)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(4)
    return block, lines


def _add_reason(lines: QVBoxLayout, reason: str, words: str) -> None:
    if reason:
        by_hand = plain(muted=True)
        show_marked(by_hand, f"手工定为此状态：{reason}", words)
        lines.addWidget(by_hand)


def _title(view: PlanView, task: StoredTask, period: Period) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    status = rules.task_status(view.index, task, period)
    shape, words = QLabel(), QLabel(period.label)
    shape.setPixmap(status_icon(status).pixmap(10, 10))
    words.setProperty("strong", True)
    percent = percent_text(rules.task_percent(view.index, task, period))
    for part in (words, shape, QLabel(f"{STATUS[status]}　{percent}".rstrip("　"))):
        row.addWidget(part)
    row.addStretch(1)
    return line


def _report(
    unit: str, role: str, report: StoredReport | None, words: str, link: QPushButton | None = None
) -> QWidget:
    """What one unit said, None for nothing yet; `link` leads to typing it in."""
    box, lines = _column()
    lines.setSpacing(2)
    percent = percent_text(report.percent_tenths) if report else "未报"
    head = QLabel("　".join(p for p in (f"{unit}（{ROLE[role]}）", percent) if p))
    head.setProperty("muted", True)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(head)
    row.addStretch(1)
    if link is not None:
        row.addWidget(link)
    lines.addLayout(row)
    for field, label in TEXTS:
        text = getattr(report, field) if report else ""
        if text:
            said = plain()
            show_marked(said, label + text, words)
            lines.addWidget(said)
    return box


class StatusDialog(FormDialog):
    """Sets a task's status for the period by hand, or goes back to what the units report."""

    def __init__(self, desk: Desk, view: PlanView, task: StoredTask, parent: QWidget) -> None:
        super().__init__(f"{view.period.label}　第 {task.code} 项", parent)
        self._desk, self._task, self._view_period = desk, task, view.period
        self.status, self.reason = QComboBox(), QPlainTextEdit()
        for one in reversed(Status):
            self.status.addItem(status_icon(one), STATUS[one], str(one))
        self.status.addItem("按单位填报（取消手工状态）", None)
        now = str(rules.task_status(view.index, task, view.period))
        self.status.setCurrentIndex(max(0, self.status.findData(now)))
        self.reason.setFixedHeight(72)
        self.reason.setPlaceholderText("为什么与填报不同，写入修改记录")
        self.add("状态", self.status)
        self.add("理由", self.reason)
        self.status.currentIndexChanged.connect(
            lambda _: self.show_row(self.reason, shown=self.status.currentData() is not None)
        )
        self.ready(self._set)

    def _set(self) -> None:
        chosen = self.status.currentData()
        reason = self.reason.toPlainText().strip()
        self._desk.session.do(job.set_status, self._task.id, self._view_period, chosen, reason)
