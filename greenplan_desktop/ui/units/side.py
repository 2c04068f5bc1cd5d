"""Where the selected unit is used: its tasks in all plans, led and shared, each a way to the task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout

from greenplan_desktop.model.labels import LIFE, ROLE
from greenplan_desktop.ui import theme
from greenplan_desktop.ui.delegates.shapes import role_icon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greenplan_desktop.model.records import Unit
    from greenplan_desktop.store.units import Duty

KEYS = Qt.ItemDataRole.UserRole
NONE = "选中一个单位，这里列出它在全部计划中承担的任务。"
SEVERAL = "可合并为一个单位（右键或“单位”菜单），合并前列出每一处改动。"


class UnitSide(QFrame):
    """One unit: its names, its load, its tasks plan by plan."""

    task_asked = Signal(int, int)  # plan id, task id
    print_asked = Signal(int)  # unit id

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("DetailPanel")
        self._unit_id: int | None = None
        self._name, self._about = QLabel(), QLabel()
        self._name.setProperty("title", True)
        self._about.setProperty("muted", True)
        for label in (self._name, self._about):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._print = QPushButton("打印这个单位的任务清单")
        self._print.setProperty("link", True)
        self._print.clicked.connect(self._ask_print)
        self.duties = QListWidget()
        self.duties.setWordWrap(True)
        self.duties.setFrameShape(QListWidget.Shape.NoFrame)
        self.duties.setIconSize(QSize(12, 12))
        self.duties.setSpacing(2)
        self.duties.setAccessibleName("承担的任务")
        self.duties.itemActivated.connect(self._go)
        self.duties.itemClicked.connect(self._go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 8)
        for part in (self._name, self._about):
            layout.addWidget(part)
        layout.addWidget(self._print, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.duties, 1)

    def show_units(self, units: Sequence[Unit], duties: Sequence[Duty]) -> None:
        """Show one unit with its duties; of several only their names."""
        one = units[0] if len(units) == 1 else None
        self._unit_id = one.id if one else None
        self._name.setText("、".join(u.short_name for u in units[:3]) + ("等" if len(units) > 3 else ""))
        self._print.setVisible(one is not None and bool(duties))
        self.duties.clear()
        if one is None:
            self._about.setText(f"已选 {len(units)} 个单位，{SEVERAL}" if units else NONE)
            return
        leads = sum(d.role == "lead" for d in duties)
        reports = sum(d.reports for d in duties)
        said = f"全部计划：牵头 {leads} 项，责任 {len(duties) - leads} 项，已报进展 {reports} 条"
        self._about.setText(f"{one.full_name or one.short_name}\n{said if duties else '还没有承担任务。'}")
        before = None
        for duty in duties:
            if duty.plan_id != before:
                self._head(duty.plan + ("（已归档）" if duty.archived else ""))
                before = duty.plan_id
            self._line(duty)

    def _head(self, plan: str) -> None:
        item = QListWidgetItem(plan)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = theme.base_font()
        font.setBold(True)
        item.setFont(font)
        self.duties.addItem(item)

    def _line(self, duty: Duty) -> None:
        words = f"{duty.code} {duty.title}"
        words += f"（{LIFE[duty.life]}）" if duty.life != "active" else ""
        item = QListWidgetItem(role_icon(duty.role), words)
        item.setData(KEYS, (duty.plan_id, duty.task_id))
        item.setToolTip(f"{ROLE[duty.role]}　点击到任务页")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{ROLE[duty.role]} {words}")
        self.duties.addItem(item)

    def _go(self, item: QListWidgetItem) -> None:
        keys = item.data(KEYS)
        if keys:
            self.task_asked.emit(*keys)

    def _ask_print(self) -> None:
        if self._unit_id is not None:
            self.print_asked.emit(self._unit_id)
