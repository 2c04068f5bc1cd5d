"""比较: two periods of the plan beside each other, or the plan now beside the version that was printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from greenplan_desktop.jobs import comparing, sheets
from greenplan_desktop.model.period import Period
from greenplan_desktop.ui import theme
from greenplan_desktop.ui.chips import chip
from greenplan_desktop.ui.delegates.wrapped import WrappedDelegate
from greenplan_desktop.ui.desk import Place
from greenplan_desktop.ui.period_choice import periods_offered
from greenplan_desktop.ui.tasks.filters import Filters

if TYPE_CHECKING:
    from greenplan_desktop.jobs.comparing import Compared
    from greenplan_desktop.ui.desk import Desk
    from greenplan_desktop.ui.plan_view import PlanView

EXCEL = "Excel 表格（*.xlsx）"
_WIDTHS = {"periods": (56, 260, 148, 66, 148, 66, 86), "versions": (56, 170, 60, 90, 240, 240)}
_COLOURS = {"推进": "green", "退步": "red", "本期未报": "orange", "新增": "green", "删除": "red"}


class CompareDialog(QDialog):
    """A row leads to its task; the table goes to Excel or to paper."""

    def __init__(self, desk: Desk, view: PlanView, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("比较")
        self.resize(960, 580)
        self._desk, self._view = desk, view
        self._versions = desk.session.read(comparing.versions, view.plan.id)
        self._asked = 0
        self._found: Compared | None = None
        self.kind = {"periods": chip("两期进展"), "versions": chip("计划改动")}
        self.before, self.after, self.version = QComboBox(), QComboBox(), QComboBox()
        self._against, self._text = QLabel("与"), QLabel()
        self._text.setWordWrap(True)
        self.table = QTableWidget()
        self._fill_choices()
        self._build()
        self._see("periods")

    def _fill_choices(self) -> None:
        offered = periods_offered(self._view)
        for period in offered:
            self.before.addItem(period.label, period.code)
            self.after.addItem(period.label, period.code)
        now = self._view.period
        earlier = [p for p in offered if p.months == now.months and p < now]
        self.after.setCurrentIndex(max(0, self.after.findData(now.code)))
        self.before.setCurrentIndex(max(0, self.before.findData(max(earlier).code if earlier else "")))
        for number, version in enumerate(self._versions):
            self.version.addItem(version.name, number)
        for box in (self.before, self.after, self.version):
            box.currentIndexChanged.connect(lambda _: self._compare())

    def _build(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(6)
        for key, button in self.kind.items():
            button.clicked.connect(lambda _=False, k=key: self._see(k))
            bar.addWidget(button)
        bar.addSpacing(12)
        for box in (self.after, self._against, self.before, self.version):
            bar.addWidget(box)
        bar.addStretch(1)
        table = self.table
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.verticalHeader().hide()
        table.setWordWrap(True)
        table.setItemDelegate(WrappedDelegate(table, 4))
        table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        table.horizontalHeader().setHighlightSections(False)
        table.itemDoubleClicked.connect(lambda item: self._lead(item.row()))
        foot = QHBoxLayout()
        self._look = QPushButton("看任务")
        self._excel, self._print = QPushButton("存为 Excel…"), QPushButton("打印…")
        close = QPushButton("关闭")
        self._look.clicked.connect(lambda: self._lead(self.table.currentRow()))
        self._excel.clicked.connect(self._save)
        self._print.clicked.connect(self._to_paper)
        close.clicked.connect(self.reject)
        foot.addWidget(self._look)
        foot.addStretch(1)
        for part in (self._excel, self._print, close):
            foot.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(10)
        column.addLayout(bar)
        column.addWidget(self._text)
        column.addWidget(table, 1)
        column.addLayout(foot)

    def _see(self, kind: str) -> None:
        for key, button in self.kind.items():
            button.setChecked(key == kind)
        by_period = kind == "periods"
        for box in (self.before, self.after):
            box.setVisible(by_period)
        self._against.setText("与" if by_period else "自")
        self.version.setVisible(not by_period)
        self._compare()

    @property
    def _kind(self) -> str:
        return next(key for key, button in self.kind.items() if button.isChecked())

    def _compare(self) -> None:
        self._asked += 1
        asked, view = self._asked, self._view
        if self._kind == "periods":
            first, second = (Period.parse(box.currentData()) for box in (self.before, self.after))
            self._desk.runner.run(
                lambda _: comparing.compare_periods(view.snapshot, first, second),
                "正在比较",
                lambda found: self._show(asked, found),
            )
        elif self._versions:
            version = self._versions[max(0, self.version.currentIndex())]
            self._desk.runner.run(
                lambda store: comparing.changes_since(store, view.plan.id, version),
                "正在比较",
                lambda found: self._show(asked, found),
            )

    def _show(self, asked: int, found: Compared) -> None:
        if asked != self._asked:
            return
        self._found = found
        sheet = found.sheet
        self._text.setText(sheet.text)
        self.table.clear()
        self.table.setColumnCount(len(sheet.head))
        self.table.setHorizontalHeaderLabels(list(sheet.head))
        self.table.setRowCount(len(sheet.rows))
        for number, row in enumerate(sheet.rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setToolTip(text if len(text) > 20 else "")
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                if text in _COLOURS:
                    item.setForeground(theme.color(_COLOURS[text]))
                self.table.setItem(number, column, item)
        for column, width in enumerate(_WIDTHS[self._kind]):
            self.table.setColumnWidth(column, width)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.resizeRowsToContents()
        for button in (self._excel, self._print, self._look):
            button.setEnabled(bool(sheet.rows))

    def _lead(self, row: int) -> None:
        if self._found is None or not 0 <= row < len(self._found.tasks):
            return
        task = self._found.tasks[row]
        if task is not None:
            self.accept()
            self._desk.go(Place("tasks", task_id=task, extra=Filters()))

    def _save(self) -> None:
        found = self._found
        if found is None:
            return
        target = self._desk.dialogs.pick_save("另存为", f"{found.sheet.title[:60]}.xlsx", EXCEL)
        if target is not None:
            self._desk.runner.run(
                lambda _: sheets.write(found.sheet, target),
                "正在写出表格",
                lambda done: self._desk.wrote(f"已写成 {done.path}", done.path),
            )

    def _to_paper(self) -> None:
        if self._found is not None:
            self.accept()
            self._desk.go(Place("print", extra=self._found.sheet))
