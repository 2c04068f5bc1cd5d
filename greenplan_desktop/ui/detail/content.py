"""The 内容 tab: one task's chapter, texts, units, targets, source and where it stands this period."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from greenplan_desktop.model import rules
from greenplan_desktop.model.labels import DOUBT, LIFE, STATUS
from greenplan_desktop.model.status import Life
from greenplan_desktop.model.text import percent_text
from greenplan_desktop.ui.completion import UnitCompletion
from greenplan_desktop.ui.delegates.shapes import status_icon
from greenplan_desktop.ui.desk import Place

from .fields import Rows, TextField, UnitChips, plain, show_marked
from .writing import PanelWriter

if TYPE_CHECKING:
    from greenplan_desktop.model.plan import Role
    from greenplan_desktop.model.records import StoredReport, StoredTask
    from greenplan_desktop.ui.desk import Desk
    from greenplan_desktop.ui.plan_view import PlanView

TEXTS = (
    ("text", "主要内容", "点击填写主要内容"),
    ("due_text", "完成时限", "点击填写"),
    ("remarks", "备注", "点击填写"),
)


class ContentTab(Rows):
    """Everything of one task but its history."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._writer = desk, PanelWriter(desk)
        self._task: StoredTask | None = None
        self._words = ""
        self._chapter, self._clause = plain(), plain(muted=True)
        self._targets = TextField(self._write_goals, "点击填写，每行一个目标")
        self._doubts, self._life = plain(), plain()
        self._doubts.setProperty("warning", True)
        self._lead, self._others = UnitChips(lead=True), UnitChips(lead=False)
        self._texts = {key: TextField(self._write(key), empty) for key, _, empty in TEXTS}
        self._period = _PeriodLine(desk)
        self.add("章节", self._chapter)
        self.add("牵头单位", self._lead)
        self.add("责任单位", self._others)
        for key, label, _ in TEXTS[:2]:
            self.add(label, self._texts[key])
        self.add("目标", self._targets)
        self.add("原文", self._clause)
        self.add("请看一下", self._doubts)
        self.add("本期", self._period)
        self.add("变更", self._life)
        self.add("备注", self._texts["remarks"])
        self._wire(self._lead, "lead", "responsible")
        self._wire(self._others, "responsible", "lead")

    def _wire(self, chips: UnitChips, role: Role, other: Role) -> None:
        chips.moved.connect(lambda unit: self._role(unit, other))
        chips.removed.connect(lambda unit: self._role(unit, None))
        chips.added.connect(lambda name: self._add(name, role))
        chips.visited.connect(lambda unit: self._desk.go(Place("units", unit_id=unit)))

    def _write(self, key: str):  # type: ignore[no-untyped-def]  # noqa: ANN202
        return lambda text, seen: self._writer.text([self._task.id], key, text, seen) if self._task else ""

    def _write_goals(self, text: str, _: str) -> str:
        return self._writer.goals(self._task.id, text) if self._task else ""

    def _role(self, unit_id: int, role: Role | None) -> None:
        if self._task:
            self._writer.role([self._task.id], unit_id, role)

    def _add(self, name: str, role: Role) -> None:
        if self._task:
            self._writer.add([self._task.id], name, role)

    def show_task(self, view: PlanView, task: StoredTask, words: str = "") -> None:
        """Show this task as it is now, hits of `words` marked."""
        self._task, self._words = task, words
        index, editable = view.index, not view.read_only
        path = index.chapter_path(task.chapter_id)
        self._chapter.setText(" › ".join(c.title for c in (path[1:] or path)))
        self.show_row(self._chapter, shown=bool(path))
        for chips, role in ((self._lead, "lead"), (self._others, "responsible")):
            mine = [
                a for a in index.assignments.get(task.id, ()) if a.role == role and a.unit_id in index.units
            ]
            units = [(a.unit_id, index.units[a.unit_id].short_name) for a in mine]
            chips.show_units(units, lambda: completion_of(view), editable=editable)
        for key, field in self._texts.items():
            field.set_text(getattr(task, key) or "", read_only=not editable, words=words)
        goals = "\n".join(t.text for t in index.targets.get(task.id, ()))
        self._targets.set_text(goals, read_only=not editable, words=words)
        self._show_optional(self._clause, task.clause or "")
        self._show_optional(self._doubts, "\n".join(doubt_words(view, task)))
        self._show_optional(self._life, _life_words(view, task))
        self._period.show_task(view, task)

    def _show_optional(self, label: QLabel, text: str) -> None:
        show_marked(label, text, self._words)
        self.show_row(label, shown=bool(text))


def completion_of(view: PlanView) -> UnitCompletion:
    used = frozenset(a.unit_id for a in view.snapshot.assignments)
    return UnitCompletion(view.snapshot.units, used)


def doubt_words(view: PlanView, task: StoredTask) -> list[str]:
    """What was doubtful at reading and still is: a lead or a responsible unit given since settles that."""
    settled = {
        "no_lead": bool(view.index.names(task.id, "lead")),
        "no_responsible_unit": bool(view.index.names(task.id, "responsible")),
    }
    return [DOUBT.get(code, code) for code in task.doubts if not settled.get(code)]


def _life_words(view: PlanView, task: StoredTask) -> str:
    lines = []
    for event in view.index.life_events.get(task.id, ()):
        word = "恢复" if event.life == Life.ACTIVE else LIFE[event.life]
        parts = [
            f"{event.at} {word}",
            f"至{event.due_text}" if event.due_text else "",
            event.reason,
            event.document,
        ]
        lines.append("，".join(p for p in parts if p))
    return "\n".join(lines)


class _PeriodLine(QWidget):
    """The task's status and percent this period against the time gone, who reported, and the way to the source."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shape, self._words = QLabel(), QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._shape)
        head.addWidget(self._words, 1)
        self._lines.addLayout(head)
        self._reports: list[QWidget] = []

    def show_task(self, view: PlanView, task: StoredTask) -> None:
        """Show where the task stands."""
        status = rules.task_status(view.index, task, view.period)
        gone = rules.time_gone(view.period, view.plan, rules.time_mode(view.index))
        percent = percent_text(rules.task_percent(view.index, task, view.period))
        self._shape.setPixmap(status_icon(status).pixmap(10, 10))
        parts = [STATUS[status], percent, f"序时 {gone * 100:.0f}%"]
        self._words.setText("　".join(p for p in parts if p))
        for part in self._reports:
            self._lines.removeWidget(part)
            part.deleteLater()
        self._reports = []
        for unit_id, _, report in rules.task_reports(view.index, task, view.period):
            unit = view.index.units.get(unit_id)
            part = self._line(view, unit.short_name if unit else "", report)
            self._reports.append(part)
            self._lines.addWidget(part)

    def _line(self, view: PlanView, unit: str, report: StoredReport) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        file = next((f for f in view.snapshot.return_files if f.id == report.return_file_id), None)
        words = plain(muted=True)
        words.setText(
            f"{unit} {day_of(file.received_at)}报送" if file else f"{unit} {day_of(report.updated_at)}填写"
        )
        column.addWidget(words)
        if file is not None:
            button = QPushButton(f"看原表 {first_cell(report)}".strip())
            button.setProperty("link", True)
            button.setToolTip(file.name)
            button.clicked.connect(lambda _=False, f=file: _open(self._desk, f.sha256, f.name))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return line


def _open(desk: Desk, sha256: str, name: str) -> None:
    from greenplan_desktop.ui.original import open_original

    open_original(desk, sha256, name)


def first_cell(report: StoredReport) -> str:
    """The cell a report's main value stands in, "" where unknown."""
    found = json.loads(report.cells or "{}")
    return str(found.get("achievement") or found.get("percent_tenths") or next(iter(found.values()), ""))


def day_of(stamp: str) -> str:
    """7月3日 of a UTC stamp, in this machine's time; "" for none."""
    from datetime import datetime

    if not stamp:
        return ""
    moment = datetime.fromisoformat(stamp).astimezone()
    return f"{moment.month}月{moment.day}日"
