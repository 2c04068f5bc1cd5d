"""All plans side by side: open, copy to a new year, archive, take out again, remove."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from greenplan_desktop.jobs import plans

from .delegates.wrapped import WrappedDelegate
from .form import FormDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from greenplan_desktop.model.records import StoredPlan

    from .desk import Desk

MOST_YEARS = 16
HEADS = ("计划", "发文字号", "年份", "状态")


class CopyDialog(FormDialog):
    """A copy for other years: the name follows the year until the clerk has written another one."""

    def __init__(self, desk: Desk, plan: StoredPlan, parent: QWidget) -> None:
        super().__init__("复制到新年度", parent, "复制")
        self._desk, self._plan = desk, plan
        self._first = plan.period_from or QDate.currentDate().year()
        self.year, self.title = QComboBox(), QLineEdit()
        for year in range(self._first, self._first + MOST_YEARS):
            self.year.addItem(f"{year} 年", year)
        self.add("从哪年开始", self.year)
        self.add("新计划名称", self.title)
        note = QLabel("任务、分工、目标一并复制，完成时限和年份顺延；进展不复制。可用撤销收回。")
        note.setProperty("muted", True)
        note.setWordWrap(True)
        self.rows.addRow(note)
        self.title.setMinimumWidth(420)
        self.year.currentIndexChanged.connect(lambda _: self._name())
        self.year.setCurrentIndex(self.year.findData((plan.period_to or self._first) + 1))
        self.ready(self._copy, 560)

    @property
    def _years(self) -> int:
        return int(self.year.currentData() or self._first) - self._first

    def _name(self) -> None:
        if not self.title.isModified():
            self.title.setText(plans.years_later(self._plan.title, self._years))

    def _copy(self) -> None:
        self._desk.session.do(plans.copy_plan, self._plan.id, self.title.text(), self._years)


class PlansDialog(QDialog):
    """Each button does one job on the selected plan; every one can be undone."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self.setWindowTitle("计划管理")
        self.resize(820, 420)
        self._table = QTableWidget(0, len(HEADS))
        self._table.setHorizontalHeaderLabels(list(HEADS))
        self._table.verticalHeader().hide()
        self._table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self._table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self._table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self._table.setItemDelegate(WrappedDelegate(self._table, 2))
        head = self._table.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._fit = QTimer(self)  # once all columns have their new widths
        self._fit.setSingleShot(True)
        self._fit.timeout.connect(self._table.resizeRowsToContents)
        head.sectionResized.connect(lambda *_: self._fit.start())
        for column, width in ((1, 170), (2, 104), (3, 72)):
            self._table.setColumnWidth(column, width)
        self._table.itemSelectionChanged.connect(self._follow)
        self._table.itemDoubleClicked.connect(lambda _: self._open())
        self._buttons = {
            "open": self._button("打开", self._open, primary=True),
            "edit": self._button("改名称…", self._rename),
            "copy": self._button("复制到新年度…", self._copy),
            "archive": self._button("归档", self._archive),
            "remove": self._button("移除…", self._remove),
        }
        row = QHBoxLayout()
        for key in ("remove", "archive", "copy", "edit"):
            row.addWidget(self._buttons[key])
        row.addStretch(1)
        row.addWidget(self._button("关闭", self.reject))
        row.addWidget(self._buttons["open"])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self._table)
        layout.addLayout(row)
        self._fill()

    def _button(self, text: str, slot: Callable[[], None], *, primary: bool = False) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("primary", primary)
        button.setAutoDefault(primary)
        button.clicked.connect(slot)
        return button

    def _fill(self) -> None:
        shown = self._desk.session.plans
        self._table.setRowCount(len(shown))
        for row, plan in enumerate(shown):
            years = f"{plan.period_from}—{plan.period_to}" if plan.period_from and plan.period_to else ""
            state = "已归档" if plan.archived_at else ("示例" if plan.is_sample else "")
            for column, text in enumerate((plan.title, plan.document_number or "", years, state)):
                self._table.setItem(row, column, QTableWidgetItem(text))
        current = next((i for i, p in enumerate(shown) if p.id == self._desk.session.plan_id), 0)
        self._table.resizeRowsToContents()
        self._table.selectRow(current)
        self._follow()

    def _plan(self) -> StoredPlan | None:
        row = self._table.currentRow()
        shown = self._desk.session.plans
        return shown[row] if 0 <= row < len(shown) else None

    def _follow(self) -> None:
        plan, writable = self._plan(), not self._desk.session.read_only
        for key, button in self._buttons.items():
            button.setEnabled(plan is not None and (writable or key == "open"))
        self._buttons["archive"].setText("取消归档" if plan and plan.archived_at else "归档")

    def _open(self) -> None:
        plan = self._plan()
        if plan:
            self._desk.session.choose_plan(plan.id)
            self.accept()

    def _rename(self) -> None:
        plan = self._plan()
        title = self._desk.dialogs.enter("计划名称：", plan.title) if plan else None
        if plan and title:
            self._do(
                lambda: self._desk.session.do(plans.edit_plan, plan.id, title=title.strip(), short_name="")
            )

    def _copy(self) -> None:
        plan = self._plan()
        if plan and CopyDialog(self._desk, plan, self).exec():
            self._fill()

    def _archive(self) -> None:
        plan = self._plan()
        if plan:
            self._do(
                lambda: self._desk.session.do(plans.archive_plan, plan.id, archived=not plan.archived_at)
            )

    def _remove(self) -> None:
        plan = self._plan()
        if plan and self._desk.dialogs.ask(
            f"移除计划“{plan.name}”？",
            detail="它的任务、分工和进展一并移除，可用撤销找回。",
            yes="移除",
            danger=True,
        ):
            self._do(lambda: self._desk.session.do(plans.remove_plan, plan.id))

    def _do(self, work: Callable[[], object]) -> None:
        self._desk.attempt(work)
        self._fill()
