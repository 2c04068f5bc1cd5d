"""What a unit said of a task, typed in by hand: by telephone, on paper, or a correction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from greenplan_desktop.jobs import progress as job
from greenplan_desktop.model.labels import FIELD, STATUS
from greenplan_desktop.model.status import Status
from greenplan_desktop.model.text import percent_text
from greenplan_desktop.ui.delegates.shapes import status_icon
from greenplan_desktop.ui.form import FormDialog

if TYPE_CHECKING:
    from greenplan_desktop.model.records import StoredReport, StoredTask
    from greenplan_desktop.ui.desk import Desk
    from greenplan_desktop.ui.plan_view import PlanView

TEXTS = ("achievement", "problems", "next_steps", "remarks")
HEIGHT = 64


class ReportDialog(FormDialog):
    """One unit, one task, the period on the screen; saved as one undoable step."""

    def __init__(
        self, desk: Desk, view: PlanView, task: StoredTask, unit_id: int, report: StoredReport | None,
        parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(
            f"{view.index.units[unit_id].short_name}　{view.period.label}　第 {task.code} 项", parent, "保存"
        )
        self._desk, self._task, self._period, self._unit = desk, task, view.period, unit_id
        self.status, self.percent = QComboBox(), QLineEdit()
        self.status.addItem("（不填）", None)
        for one in reversed(Status):
            self.status.addItem(status_icon(one), STATUS[one], str(one))
        self.percent.setPlaceholderText("如 60%")
        self.texts = {field: QPlainTextEdit() for field in TEXTS}
        self.add(FIELD["status"], self.status)
        self.add(FIELD["percent_tenths"], self.percent)
        for field, editor in self.texts.items():
            editor.setFixedHeight(HEIGHT)
            editor.setTabChangesFocus(True)
            self.add(FIELD[field], editor)
        if report is not None:
            self._fill(report)
        self.ready(self._save, 520)

    def _fill(self, report: StoredReport) -> None:
        self.status.setCurrentIndex(max(0, self.status.findData(report.status)))
        self.percent.setText(percent_text(report.percent_tenths))
        for field, editor in self.texts.items():
            editor.setPlainText(getattr(report, field))

    def _save(self) -> None:
        values = {
            "status": self.status.currentData(),
            "percent_tenths": job.percent_tenths(self.percent.text()),
            **{field: editor.toPlainText() for field, editor in self.texts.items()},
        }
        self._desk.session.do(job.fill_report, self._task.id, self._unit, self._period, values)
