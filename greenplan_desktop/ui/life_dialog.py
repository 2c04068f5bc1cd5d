"""A turn in a task's life: 延期, 调整, 暂停, 取消, 销号, 恢复, with date, reason and approving document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit, QPlainTextEdit, QWidget

from greenplan_desktop.jobs import life
from greenplan_desktop.model.status import Life

from .form import FormDialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greenplan_desktop.model.records import StoredTask

    from .desk import Desk

ORDER = (Life.EXTENDED, Life.ADJUSTED, Life.PAUSED, Life.CANCELLED, Life.CLOSED, Life.ACTIVE)


class LifeDialog(FormDialog):
    """Records one turn for all selected tasks."""

    def __init__(self, desk: Desk, tasks: Sequence[StoredTask], parent: QWidget) -> None:
        which = f"第 {tasks[0].code} 项 {tasks[0].title}" if len(tasks) == 1 else f"所选 {len(tasks)} 项任务"
        super().__init__(which, parent, "记录")
        self._desk, self._ids = desk, [t.id for t in tasks]
        self.kind = QComboBox()
        for one in ORDER:
            self.kind.addItem(life.WORDS[one], one)
        self.at = QDateEdit(QDate.currentDate())
        self.at.setCalendarPopup(True)
        self.at.setDisplayFormat("yyyy年M月d日")
        self.due, self.document, self.reason = QLineEdit(), QLineEdit(), QPlainTextEdit()
        self.due.setPlaceholderText("如 2026年6月底前")
        self.document.setPlaceholderText("批准的文件或会议纪要，可不填")
        self.reason.setFixedHeight(72)
        self.add("办理", self.kind)
        self.add("日期", self.at)
        self.add("新的完成时限", self.due)
        self.add("原因", self.reason)
        self.add("批准文件", self.document)
        self.kind.currentIndexChanged.connect(lambda _: self._follow())
        self._follow()
        self.ready(self._record)

    def _follow(self) -> None:
        self.show_row(self.due, shown=self.kind.currentData() in (Life.EXTENDED, Life.ADJUSTED))
        self.adjustSize()

    def _record(self) -> None:
        self._desk.session.do(
            life.turn,
            self._ids,
            Life(self.kind.currentData()),
            at=self.at.date().toString("yyyy-MM-dd"),
            reason=self.reason.toPlainText().strip(),
            document=self.document.text().strip(),
            due_text=self.due.text().strip() if self.rows.isRowVisible(self.due) else "",
        )
