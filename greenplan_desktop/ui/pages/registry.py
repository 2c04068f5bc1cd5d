"""The 回收登记 page: which units owe a return, what came when, in which version, what is still missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from greenplan_desktop.jobs import gathering, progress
from greenplan_desktop.jobs import journal as journals
from greenplan_desktop.model.text import day_words
from greenplan_desktop.ui.chips import show_counts
from greenplan_desktop.ui.desk import Place
from greenplan_desktop.ui.dividing import column_of, splitter_of
from greenplan_desktop.ui.dropped import is_return
from greenplan_desktop.ui.empty import EmptyState, action_button
from greenplan_desktop.ui.gathering.empty import ASSIGN_FIRST, NOBODY_OWES, no_plan
from greenplan_desktop.ui.gathering.forms_out import write_forms
from greenplan_desktop.ui.gathering.tables import REGISTRY, LinesTable
from greenplan_desktop.ui.original import save_original
from greenplan_desktop.ui.page import Page
from greenplan_desktop.ui.page_bar import PageBar

if TYPE_CHECKING:
    from pathlib import Path

    from greenplan_desktop.jobs.gathering import RegistryLine
    from greenplan_desktop.model.records import ReturnFile
    from greenplan_desktop.ui.action_book import Handlers
    from greenplan_desktop.ui.desk import Desk
    from greenplan_desktop.ui.plan_view import PlanView

_FILE = Qt.ItemDataRole.UserRole
FILTERS = {"": "全部", "missing": "未报", "partial": "未报全", "late": "迟报", "complete": "已报齐"}


class RegistryPage(Page):
    """Left the units, right the files of the selected one."""

    page_id = "registry"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view: PlanView | None = None
        self._all: list[RegistryLine] = []
        self._only = ""
        self.table = LinesTable(REGISTRY, lambda r: r.unit_id, many=True)
        self.table.setAccessibleName("回收登记")
        self.table.widen(self.table.lines.column_of("missing"))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._selected())
        desk.book.menu_on(self.table, self)
        body = column_of(self._bar(), splitter_of(self.table, self._side(), sizes=(1000, 280), wide=0))
        empty = EmptyState(
            "registry",
            NOBODY_OWES,
            ASSIGN_FIRST,
            desk.book["forms.write"],
        )
        self._stack = QStackedLayout(self)
        self._stack.addWidget(empty)
        self._stack.addWidget(body)
        self._stack.addWidget(no_plan(desk.book))

    def _bar(self) -> PageBar:
        bar = PageBar()
        self._chips = bar.add_chips(FILTERS, self._see)
        self._deadline = QLabel()
        self._deadline.setProperty("muted", True)
        self._deadline.setContentsMargins(0, 0, 6, 0)
        change = action_button(self.desk.book["forms.deadline"])
        change.setProperty("link", True)
        bar.add_right(self._deadline, change)
        return bar

    def _side(self) -> QWidget:
        side = QWidget()
        side.setObjectName("DetailPanel")
        layout = QVBoxLayout(side)
        layout.setContentsMargins(12, 12, 12, 10)
        layout.setSpacing(8)
        self._name, self._about = QLabel(), QLabel()
        self._name.setProperty("title", True)
        for label in (self._name, self._about):
            label.setWordWrap(True)
        self._about.setProperty("muted", True)
        self.files = QListWidget()
        self.files.setFrameShape(QListWidget.Shape.NoFrame)
        self.files.setWordWrap(True)
        self.files.itemSelectionChanged.connect(self._file_chosen)
        row = QHBoxLayout()
        self._save, self._back = QPushButton("另存原文件…"), QPushButton("收回这次导入")
        self._save.clicked.connect(self._save_file)
        self._back.clicked.connect(self._take_back)
        row.addWidget(self._save)
        row.addWidget(self._back)
        for part in (self._name, self._about):
            layout.addWidget(part)
        layout.addWidget(self.files, 1)
        layout.addWidget(action_button(self.desk.book["registry.evidence"]))
        layout.addLayout(row)
        return side

    def refresh(self, view: PlanView | None) -> None:
        self._view = view
        self._all = gathering.registry(view.index, view.period) if view else []
        self._stack.setCurrentIndex(2 if view is None else 1 if self._all else 0)
        stored = view.index.periods.get(view.period.code) if view else None
        day = stored.deadline if stored and stored.deadline else ""
        self._deadline.setText(f"{day_words(day)}截止" if day else "未设截止日期")
        self._show()

    def _see(self, only: str) -> None:
        self._only = only
        self._show()

    def _show(self) -> None:
        counts = {key: sum(not key or line.standing == key for line in self._all) for key in FILTERS}
        show_counts(self._chips, FILTERS, counts, self._only)
        self.table.lines.set_rows([x for x in self._all if not self._only or x.standing == self._only])
        self._selected()

    def _selected(self) -> None:
        chosen = self.table.chosen()
        self.files.clear()
        self._name.setText("、".join(line.unit for line in chosen[:3]))
        self._about.setText("" if chosen else "选中一个单位，这里列出它报来的文件和佐证材料。")
        if len(chosen) == 1 and self._view is not None:
            line = chosen[0]
            gap = f"，缺第{'、'.join(line.missing)}项" if line.missing else ""
            self._about.setText(f"{line.word}：{line.done} / {line.owed} 项{gap}")
            for file in self._view.index.files(line.unit_id, self._view.period):
                self._add_file(file, f"第 {file.revision} 次报送")
            for file in gathering.evidence(self._view.index, self._view.period, line.unit_id):
                self._add_file(file, "佐证材料")
        self._file_chosen()
        self.selection_changed.emit()
        self.footer_changed.emit()

    def _add_file(self, file: ReturnFile, what: str) -> None:
        when = day_words(file.received_at[:10])
        item = QListWidgetItem(f"{file.name}\n{what}　{when}　{max(file.size // 1024, 1)} KB")
        item.setData(_FILE, file)
        self.files.addItem(item)

    def _file(self) -> ReturnFile | None:
        item = self.files.currentItem()
        return item.data(_FILE) if item and item.isSelected() else None

    def _file_chosen(self) -> None:
        file = self._file()
        self._save.setEnabled(file is not None)
        self._back.setEnabled(file is not None)
        self._back.setText("移除这份材料" if file and file.kind == "evidence" else "收回这次导入")

    def _save_file(self) -> None:
        file = self._file()
        if file is not None:
            save_original(self.desk, file)

    def _take_back(self) -> None:
        file = self._file()
        if file is None:
            return
        if file.kind == "evidence":
            self.desk.change(gathering.remove_file, file)
            return
        set_id = gathering.import_set_of(self.desk.session.store, file.id)
        if set_id is None:
            self.desk.dialogs.tell("这份文件不是一次导入带来的，可在“修改记录”中查找。")
        elif self.desk.dialogs.ask(
            "收回这次导入？", detail="同一次导入的全部文件都会收回；后来又改过的内容不动。", yes="收回"
        ):
            self._taken(set_id)

    def _taken(self, set_id: int) -> None:
        done = self.desk.change(journals.take_back, set_id)
        if done is None:
            return
        if done.notes:
            self.desk.dialogs.tell("已收回；下列内容后来又改过，没有动。", "\n".join(done.notes[:20]))
        self.desk.say(done.label)

    def _deadline_wanted(self) -> None:
        if self._view is None:
            return
        stored = self._view.index.periods.get(self._view.period.code)
        text = self.desk.dialogs.enter(
            f"{self._view.period.label}填报截止日期（如 2023-07-05，留空则不设）：",
            (stored.deadline if stored else "") or "",
        )
        if text is not None:
            plan_id, period = self._view.plan.id, self._view.period
            self.desk.change(progress.set_deadline, plan_id, period, text.strip() or None)

    def _evidence(self) -> None:
        chosen = self.table.chosen()
        if len(chosen) != 1 or self._view is None:
            self.desk.dialogs.tell("请先选中一个单位。")
            return
        paths = self.desk.dialogs.pick_files(f"{chosen[0].unit}的佐证材料", "所有文件（*）")
        if paths:
            self._attach(chosen[0].unit_id, paths)

    def _attach(self, unit_id: int, paths: list[Path]) -> None:
        if self._view is not None:
            self.desk.change(progress.attach_files, self._view.plan.id, self._view.period, unit_id, paths)

    def take_files(self, paths: list[Path]) -> bool:
        """Files let go while one unit is chosen are its evidence, if the clerk says so; forms go to the review."""
        chosen = self.table.chosen()
        if len(chosen) != 1 or self._view is None or self._view.read_only or any(map(is_return, paths)):
            return False
        names = "、".join(path.name for path in paths[:3]) + ("等" if len(paths) > 3 else "")
        if not self.desk.dialogs.ask(
            f"把“{names}”收为{chosen[0].unit}的佐证材料吗？", yes="收存", no="当作计划文件"
        ):
            return False
        self._attach(chosen[0].unit_id, paths)
        return True

    def _message(self) -> None:
        if self._view is not None:
            lines = [
                gathering.message(self._view.index, self._view.period, x)
                for x in self.table.chosen()
                if x.missing
            ]
            QApplication.clipboard().setText("\n".join(lines))
            self.desk.say(f"已复制 {len(lines)} 条催报短信")

    def handlers(self) -> Handlers:
        return {
            "forms.write": lambda: write_forms(self.desk, self),
            "forms.deadline": self._deadline_wanted,
            "registry.evidence": self._evidence,
            "registry.message": self._message,
            "registry.to_reminders": lambda: self.desk.go(Place("reminders")),
        }

    def bar(self) -> tuple[str, ...]:
        return ("forms.write", "review.open_files", "registry.to_reminders")

    def has_selection(self) -> bool:
        return bool(self.table.chosen())

    def footer(self) -> tuple[str, ...]:
        got = sum(line.standing != "missing" for line in self._all)
        return (f"应报 {len(self._all)} 个单位，已报 {got} 个",)

    def start_focus(self) -> None:
        self.table.setFocus()
        if not self.table.chosen() and self.table.lines.rows:
            self.table.selectRow(0)
