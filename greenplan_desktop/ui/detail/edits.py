"""The 修改记录 tab: who changed what of this task, when, from what to what."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from greenplan_desktop.jobs import journal
from greenplan_desktop.store.journal import ChangeSet, history
from greenplan_desktop.ui import registry
from greenplan_desktop.ui.desk import Place

from .fields import plain

if TYPE_CHECKING:
    from greenplan_desktop.jobs.journal import Line
    from greenplan_desktop.model.records import StoredTask
    from greenplan_desktop.store.database import Store
    from greenplan_desktop.ui.desk import Desk
    from greenplan_desktop.ui.plan_view import PlanView

MOST = 20
STATE = {"undone": "（已撤销）", "dropped": "（已撤销）"}


def edits_of(store: Store, task_id: int) -> list[tuple[ChangeSet, list[Line]]]:
    """The latest change sets that touched a task, with their lines about it."""
    found = history(store, task_id=task_id, limit=MOST)
    return [(one, journal.lines(store, one.id, task_id=task_id, limit=50)) for one in found]


class EditsTab(QWidget):
    """Read when the tab is opened, not with every selection."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(14, 10, 14, 10)
        self._layout.setSpacing(10)
        self._parts: list[QWidget] = []

    def show_task(self, view: PlanView, task: StoredTask, words: str = "") -> None:
        """Show this task's changes."""
        for part in self._parts:
            self._layout.removeWidget(part)
            part.deleteLater()
        self._parts = [_block(one, lines) for one, lines in self._desk.session.read(edits_of, task.id)]
        if any(e.page_id == "history" for e in registry.entries()):
            self._parts.append(self._more(task.id))
        for part in self._parts:
            self._layout.addWidget(part)
        self._layout.addStretch(1)

    def _more(self, task_id: int) -> QWidget:
        button = QPushButton("在修改记录中查看全部")
        button.setProperty("link", True)
        button.clicked.connect(lambda: self._desk.go(Place("history", task_id=task_id)))
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(button)
        row.addStretch(1)
        return line


def _block(one: ChangeSet, lines: list[Line]) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    moment = datetime.fromisoformat(one.at).astimezone()
    head = QLabel(f"{moment.month}月{moment.day}日 {moment:%H:%M}　{one.user}")
    head.setProperty("muted", True)
    label = plain()
    label.setText(one.label + STATE.get(one.state, ""))
    column.addWidget(head)
    column.addWidget(label)
    for line in lines[:8] if one.kind != "import" else []:
        words = plain(muted=True)
        words.setText(f"{line.column}：{_short(line.before)} → {_short(line.after)}")
        column.addWidget(words)
    return box


def _short(text: str) -> str:
    plain_text = " ".join(text.split())
    return (plain_text[:80] + "…" if len(plain_text) > 80 else plain_text) or "（空）"
