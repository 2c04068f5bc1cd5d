"""Dialogs of the register: rename from a date, merge with a preview, members of a group, possible doubles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDateEdit,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from greenplan_desktop.jobs import units as jobs
from greenplan_desktop.model.errors import GreenplanError
from greenplan_desktop.model.labels import ROLE
from greenplan_desktop.ui.delegates.line import LineDelegate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from greenplan_desktop.model.records import Unit
    from greenplan_desktop.ui.desk import Desk


class _JobDialog(QDialog):
    """A dialog that does one job: what is wrong stands in it, and it closes when the job is done."""

    def __init__(self, desk: Desk, parent: QWidget, title: str, verb: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.desk = desk
        self.body = QVBoxLayout()
        self._problem = QLabel()
        self._problem.setProperty("error", True)
        self._problem.setWordWrap(True)
        self._problem.hide()
        self.accept_button = QPushButton(verb)
        self.accept_button.setProperty("primary", True)
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self._accept)
        cancel = QPushButton("取消")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.accept_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(10)
        layout.addLayout(self.body)
        layout.addWidget(self._problem)
        layout.addLayout(row)

    def start_at(self, field: QWidget) -> None:
        """The keyboard begins here: the buttons were made first and would have it otherwise."""
        self.setTabOrder(field, self.accept_button)
        field.setFocus()

    def job(self) -> None:
        """Do it; GreenplanError is shown in the dialog."""
        raise NotImplementedError

    def _accept(self) -> None:
        try:
            self.job()
        except GreenplanError as error:
            self._problem.setText(error.message)
            self._problem.show()
            return
        self.accept()


class RenameDialog(_JobDialog):
    """A new name from a date: lists of earlier dates keep the old one."""

    def __init__(self, desk: Desk, parent: QWidget, unit: Unit) -> None:
        super().__init__(desk, parent, "单位更名", "更名")
        self._unit = unit
        self.short, self.full, self.since = (
            QLineEdit(unit.short_name),
            QLineEdit(unit.full_name),
            QDateEdit(QDate.currentDate()),
        )
        self.since.setCalendarPopup(True)
        self.since.setDisplayFormat("yyyy年M月d日")
        form = QFormLayout()
        form.addRow("现用简称", QLabel(unit.short_name))
        form.addRow("新简称", self.short)
        form.addRow("新全称", self.full)
        form.addRow("自哪天起", self.since)
        self.body.addLayout(form)
        note = QLabel("此前的清单和记录仍用旧名称；旧名称留作别名，来表写旧名称也能认出。")
        note.setProperty("muted", True)
        note.setWordWrap(True)
        self.body.addWidget(note)
        self.resize(420, 240)
        self.short.selectAll()
        self.start_at(self.short)

    def job(self) -> None:
        since = self.since.date().toString(Qt.DateFormat.ISODate)
        self.desk.session.do(
            jobs.rename_unit, self._unit.id, self.short.text(), since, self.full.text().strip()
        )


class MergeDialog(_JobDialog):
    """Which unit takes the others in, and every assignment that will change."""

    HEADS = ("计划", "序号", "任务", "原单位", "原角色", "合并后")

    def __init__(self, desk: Desk, parent: QWidget, chosen: Sequence[Unit], register: Sequence[Unit]) -> None:
        super().__init__(desk, parent, "合并单位", "合并")
        self._chosen = list(chosen)
        self.into = QComboBox()
        others = [u for u in register if u not in self._chosen and not u.is_group and u.merged_into is None]
        single = (
            len(self._chosen) == 1
        )  # then another unit is sought, else one of the chosen takes in the rest
        for unit in others if single else [*self._chosen, *others]:
            self.into.addItem(unit.short_name, unit.id)
        self.into.setEditable(True)
        self.into.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.into.setMaxVisibleItems(16)
        finder = QCompleter(self.into.model(), self.into)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        self.into.setCompleter(finder)
        line = self.into.lineEdit()
        if single and line is not None:
            self.into.setCurrentIndex(-1)
            line.setPlaceholderText("输入几个字，从列出的单位中选")
        self.into.editTextChanged.connect(lambda _: self._preview())
        self._since = QDateEdit(QDate.currentDate())
        self._since.setCalendarPopup(True)
        self._since.setDisplayFormat("yyyy年M月d日")
        form = QFormLayout()
        form.addRow("要合并的单位", QLabel("、".join(u.short_name for u in self._chosen)))
        form.addRow("并入", self.into)
        form.addRow("自哪天起", self._since)
        self.body.addLayout(form)
        self._count = QLabel()
        self.body.addWidget(self._count)
        self.table = _table(self.HEADS, stretch=2)
        self.body.addWidget(self.table, 1)
        self.resize(820, 480)
        self.start_at(self.into)
        self._preview()

    def _target(self) -> int | None:
        """The unit whose name stands in the box: half a name is none."""
        row = self.into.findText(self.into.currentText().strip(), Qt.MatchFlag.MatchExactly)
        return self.into.itemData(row) if row >= 0 else None

    def _sources(self) -> list[int]:
        return [u.id for u in self._chosen if u.id != self._target()]

    def _preview(self) -> None:
        target = self._target()
        lines = jobs.preview_merge(self.desk.session.store, self._sources(), target) if target else []
        told = f"将改动 {len(lines)} 处责任分工；已报的进展仍记在原单位名下。"
        self._count.setText(told if target else "从列表中选定并入哪个单位。")
        self.table.setRowCount(len(lines))
        for row, line in enumerate(lines):
            texts = (
                line.plan,
                line.task_code,
                line.task_title,
                line.unit,
                ROLE[line.role],
                ROLE[line.role_after],
            )
            for column, text in enumerate(texts):
                self.table.setItem(row, column, QTableWidgetItem(text))
        self.accept_button.setEnabled(target is not None and bool(self._sources()))

    def job(self) -> None:
        target = self._target()
        if target is not None:
            since = self._since.date().toString(Qt.DateFormat.ISODate)
            self.desk.session.do(jobs.merge_units, self._sources(), target, since)


class MembersDialog(_JobDialog):
    """Who belongs to a group phrase: ticked units owe what the group owes."""

    def __init__(
        self, desk: Desk, parent: QWidget, group: Unit, register: Sequence[Unit], members: frozenset[int]
    ) -> None:
        super().__init__(desk, parent, f"展开“{group.short_name}”", "保存")
        self._group = group
        hint = QLabel(f"勾选“{group.short_name}”所指的单位。勾选后，这些单位按该表述承担的任务领取填报表。")
        hint.setWordWrap(True)
        self.body.addWidget(hint)
        self.search = QLineEdit()
        self.search.setPlaceholderText("筛选单位")
        self.search.textChanged.connect(self._filter)
        self.body.addWidget(self.search)
        self.list = QListWidget()
        for unit in sorted(register, key=lambda u: (u.kind != "town", u.position)):
            if unit.is_group or unit.merged_into is not None:
                continue
            item = QListWidgetItem(unit.short_name)
            item.setData(Qt.ItemDataRole.UserRole, unit.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if unit.id in members else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.body.addWidget(self.list, 1)
        self.resize(420, 520)
        self.start_at(self.search)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _filter(self, text: str) -> None:
        for item in self._items():
            item.setHidden(text.strip() not in item.text())

    def job(self) -> None:
        chosen = [
            i.data(Qt.ItemDataRole.UserRole) for i in self._items() if i.checkState() == Qt.CheckState.Checked
        ]
        self.desk.session.do(jobs.set_members, self._group.id, chosen)


class DoublesDialog(QDialog):
    """Pairs that may be one unit; each can be taken to the merge dialog."""

    def __init__(
        self, parent: QWidget, pairs: Sequence[tuple[Unit, Unit]], merge: Callable[[tuple[Unit, Unit]], None]
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("可能重复的单位")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(10)
        layout.addWidget(
            QLabel(
                f"找到 {len(pairs)} 对名称相近的单位，请逐对看一下：" if pairs else "没有找到名称相近的单位。"
            )
        )
        self.table = _table(("单位", "单位", ""), stretch=0)
        self.table.setRowCount(len(pairs))
        for row, pair in enumerate(pairs):
            for column, unit in enumerate(pair):
                words = unit.short_name + (f"（{unit.full_name}）" if unit.full_name else "")
                self.table.setItem(row, column, QTableWidgetItem(words))
            button = QPushButton("合并…")
            button.setProperty("link", True)
            button.clicked.connect(lambda _=False, chosen=pair: self._merge(merge, chosen))
            self.table.setCellWidget(row, 2, button)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        layout.addWidget(self.table, 1)
        close = QPushButton("关闭")
        close.clicked.connect(self.accept)
        row_of_buttons = QHBoxLayout()
        row_of_buttons.addStretch(1)
        row_of_buttons.addWidget(close)
        layout.addLayout(row_of_buttons)
        self.resize(720, 420)

    def _merge(self, merge: Callable[[tuple[Unit, Unit]], None], pair: tuple[Unit, Unit]) -> None:
        self.accept()
        merge(pair)


def _table(heads: Sequence[str], stretch: int) -> QTableWidget:
    table = QTableWidget(0, len(heads))
    table.setHorizontalHeaderLabels(list(heads))
    table.verticalHeader().hide()
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
    table.setItemDelegate(LineDelegate(table))
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.horizontalHeader().setHighlightSections(False)
    table.horizontalHeader().setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
    return table
