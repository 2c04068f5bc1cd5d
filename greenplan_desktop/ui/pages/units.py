"""The 单位 page: the register, edited in place, and where the selected unit is used, over all plans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import (
    QLineEdit,
)

from greenplan_desktop.jobs import search
from greenplan_desktop.jobs import units as jobs
from greenplan_desktop.model import rules
from greenplan_desktop.model.errors import GreenplanError
from greenplan_desktop.model.labels import UNIT_KIND
from greenplan_desktop.store import units as stored
from greenplan_desktop.ui.chips import show_counts
from greenplan_desktop.ui.desk import Place
from greenplan_desktop.ui.dividing import column_of, splitter_of
from greenplan_desktop.ui.page import Page
from greenplan_desktop.ui.page_bar import PageBar
from greenplan_desktop.ui.units.dialogs import DoublesDialog, MembersDialog, MergeDialog, RenameDialog
from greenplan_desktop.ui.units.side import UnitSide
from greenplan_desktop.ui.units.table import UnitLine, UnitsTable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from greenplan_desktop.model.records import Unit
    from greenplan_desktop.ui.action_book import Handlers
    from greenplan_desktop.ui.desk import Desk
    from greenplan_desktop.ui.plan_view import PlanView

HERE = "here"  # the chip of units that have tasks in the plan on the screen
CHIPS = {"": "全部", HERE: "本计划", **UNIT_KIND}
TABLES = "单位库（*.xlsx *.csv *.xls *.ods *.et）"


class UnitsPage(Page):
    """Left the register, right the tasks of the selected unit (我单位的全部任务)."""

    page_id = "units"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._register: tuple[Unit, ...] = ()
        self._lines: list[UnitLine] = []
        self._kind = ""
        self._order = ("", False)  # column key ("" for the register's own), descending
        self.search = QLineEdit()
        self.search.setPlaceholderText("筛选：名称、别名或拼音首字母")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(110)
        self.search.setMaximumWidth(240)
        self.search.textChanged.connect(lambda _: self._filter())
        self.table = UnitsTable(self._write)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._selected())
        self.table.horizontalHeader().sectionClicked.connect(self._sort)
        desk.book.menu_on(self.table, self)
        self.side = UnitSide()
        self.side.task_asked.connect(self._go_to_task)
        self.side.print_asked.connect(lambda unit: self.desk.go(Place("print", unit_id=unit)))
        column_of(self._bar(), splitter_of(self.table, self.side, sizes=(1000, 280), wide=0), on=self)

    def _bar(self) -> PageBar:
        bar = PageBar()
        self._chips = bar.add_chips(CHIPS, self._see_kind)
        bar.add_right(self.search, stretch=100)
        return bar

    def refresh(self, view: PlanView | None) -> None:
        store = self.desk.session.store
        self._register = tuple(stored.all_units(store))
        loads = rules.loads(view.index) if view else {}
        members: dict[int, int] = {}
        for group, _ in stored.group_members(store):
            members[group] = members.get(group, 0) + 1
        none = rules.Load()
        names = {u.id: u.short_name for u in self._register}
        self._lines = [
            UnitLine(
                u,
                loads.get(u.id, none).lead,
                loads.get(u.id, none).responsible,
                members.get(u.id, 0),
                _state(u, members.get(u.id, 0), names),
            )
            for u in self._register
        ]
        self._filter()

    def _filter(self) -> None:
        words = self.search.text().strip()
        by_letters = {u.id for u in search.by_initials(self._register, words)} if words else set()
        shown = [
            line
            for line in self._lines
            if _passes(line, self._kind)
            and (not words or line.unit.id in by_letters or any(words in n for n in line.unit.names))
        ]
        self.table.show_sorted(shown, *self._order)
        counts = {kind: sum(_passes(line, kind) for line in self._lines) for kind in CHIPS}
        show_counts(self._chips, CHIPS, counts, self._kind)
        for kind, chip in self._chips.items():
            chip.setVisible(bool(counts[kind]) or not kind)
        self._selected()

    def _see_kind(self, kind: str) -> None:
        self._kind = kind
        self._filter()

    def _write(self, unit_id: int, field: str, value: Any) -> str:
        if field == "kind":
            value = next((k for k, word in UNIT_KIND.items() if word == value), value)
        if field == "position":
            text = str(value).strip()
            if not text.isdigit():
                return "建制序要填整数。"
            value = int(text)
        try:
            self.desk.session.do(jobs.edit_unit, unit_id, field, value)
        except GreenplanError as error:
            return error.message
        return ""

    def _selected(self) -> None:
        chosen = self.table.selected_units()
        store = self.desk.session.store
        self.side.show_units(chosen, stored.duties(store, chosen[0].id) if len(chosen) == 1 else ())
        self.selection_changed.emit()
        self.footer_changed.emit()

    def _go_to_task(self, plan_id: int, task_id: int) -> None:
        self.desk.session.choose_plan(plan_id)
        self.desk.go(Place("tasks", task_id=task_id))

    def _sort(self, section: int) -> None:
        """A click on a head: ascending, descending, the register's own order (建制序)."""
        key, descending = self._order
        wanted = self.table.units.columns[section].key
        if key != wanted:
            self._order = (wanted, False)
        else:
            self._order = ("", False) if descending else (wanted, True)
        self._filter()

    def _one(self) -> Unit | None:
        chosen = self.table.selected_units()
        return chosen[0] if len(chosen) == 1 else None

    def _add(self) -> None:
        name = self.desk.dialogs.enter("新单位的简称（如 区科技局）")
        if not name:
            return
        done = self.desk.change(jobs.add_unit, name)
        if done is None:
            return
        self._kind = ""
        self.search.clear()
        self._choose(done.made[0])

    def _choose(self, unit_id: int) -> None:
        row = self.table.units.row_of(unit_id)
        if row >= 0:
            self.table.selectRow(row)
            self.table.scrollTo(self.table.units.index(row, 0))

    def _rename(self) -> None:
        unit = self._one()
        if unit is not None:
            RenameDialog(self.desk, self, unit).open()

    def _merge(self, chosen: Sequence[Unit] | None = None) -> None:
        MergeDialog(self.desk, self, chosen or self.table.selected_units(), self._register).open()

    def _members(self) -> None:
        unit = self._one()
        if unit is None or not unit.is_group:
            self.desk.dialogs.tell("请先选中一个群体表述（如“各镇街”），再展开它的成员。")
            return
        known = frozenset(m for g, m in stored.group_members(self.desk.session.store) if g == unit.id)
        MembersDialog(self.desk, self, unit, self._register, known).open()

    def _delete(self) -> None:
        for unit in self.table.selected_units():
            if self.desk.change(jobs.delete_unit, unit.id) is None:
                return

    def _import(self) -> None:
        path = self.desk.dialogs.pick_file("导入单位库", TABLES)
        if path is not None:
            self._import_from(path)

    def _import_from(self, path: Path) -> None:
        try:
            done = self.desk.session.do(jobs.import_units, jobs.read_register(path))
        except GreenplanError as error:
            self.desk.dialogs.fail(error.message)
            return
        self.desk.say(f"已导入单位库：新增 {len(done.made)} 个单位，可撤销")

    def _export(self) -> None:
        path = self.desk.dialogs.pick_save("导出单位库", "单位库.xlsx", "表格（*.xlsx）;;文本表格（*.csv）")
        store = self.desk.session.store
        if path is not None and self.desk.attempt(lambda: jobs.export_register(store, path)):
            self.desk.wrote(f"已导出 {len(self._register)} 个单位到 {path}", path)

    def handlers(self) -> Handlers:
        return {
            "unit.add": self._add,
            "unit.rename": self._rename,
            "unit.merge": self._merge,
            "unit.members": self._members,
            "unit.delete": self._delete,
            "unit.doubles": lambda: DoublesDialog(self, jobs.doubles(self._register), self._merge).open(),
            "unit.import": self._import,
            "unit.export": self._export,
        }

    def bar(self) -> tuple[str, ...]:
        return ("unit.import", "unit.add")

    def has_selection(self) -> bool:
        return bool(self.table.selected_units())

    def footer(self) -> tuple[str, ...]:
        chosen = len(self.table.selected_units())
        return (f"{len(self.table.units.rows)} 个单位", f"已选 {chosen} 个" if chosen else "")

    def go_to(self, place: Place) -> None:
        if place.unit_id is not None:
            self._kind = ""
            self.search.clear()
            self._choose(place.unit_id)

    def take_files(self, paths: list[Path]) -> bool:
        if len(paths) == 1 and paths[0].suffix.lower() in (".xlsx", ".csv", ".xls", ".ods", ".et"):
            self._import_from(paths[0])
            return True
        return False

    def start_focus(self) -> None:
        self.table.setFocus()


def _passes(line: UnitLine, kind: str) -> bool:
    """Whether a chip shows a unit: all, those with tasks in the plan on the screen, one kind."""
    if kind == HERE:
        return bool(line.lead or line.responsible)
    return not kind or line.unit.kind == kind


def _state(unit: Unit, members: int, names: dict[int, str]) -> str:
    if unit.merged_into is not None:
        return f"已并入{names.get(unit.merged_into, '其他单位')}"
    if unit.is_group:
        return f"已展开 {members} 个成员" if members else "未展开成员"
    return f"{unit.active_to} 停用" if unit.active_to else ""
