"""The 修改记录 page: who changed what, when, from what to what; a single old change can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QHeaderView,
    QLabel,
)

from greenplan_desktop.jobs import journal as jobs
from greenplan_desktop.store import journal
from greenplan_desktop.ui.delegates.line import LineDelegate
from greenplan_desktop.ui.delegates.wrapped import WrappedDelegate
from greenplan_desktop.ui.desk import Place
from greenplan_desktop.ui.dividing import column_of, splitter_of
from greenplan_desktop.ui.history.rows import LINES, SETS, SetRow
from greenplan_desktop.ui.page import Page
from greenplan_desktop.ui.page_bar import PageBar
from greenplan_desktop.ui.row_table import FittedTable, RowTable
from greenplan_desktop.ui.table_model import RowModel

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from typing import Any

    from greenplan_desktop.jobs.journal import Line
    from greenplan_desktop.model.records import Unit
    from greenplan_desktop.ui.action_book import Handlers
    from greenplan_desktop.ui.desk import Desk
    from greenplan_desktop.ui.plan_view import PlanView

LIMIT = 2000
MOST_LINES = 6


class HistoryPage(Page):
    """Above the change sets, below the values that the selected one changed."""

    page_id = "history"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view: PlanView | None = None
        self.sets: RowModel[SetRow] = RowModel(SETS, lambda r: r.change_set.id)
        self.lines: RowModel[Line] = RowModel(LINES, _line_key)
        self.set_table = _table(RowTable(), self.sets, ("label",))
        self.set_table.setItemDelegate(LineDelegate(self.set_table))
        self.line_table = _table(FittedTable(), self.lines, ("before", "after"))
        self.line_table.setItemDelegate(WrappedDelegate(self.line_table, MOST_LINES))
        self.set_table.selectionModel().selectionChanged.connect(lambda *_: self._show_lines())
        self.line_table.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit())
        for table in (self.set_table, self.line_table):
            desk.book.menu_on(table, self)
        split = splitter_of(self.set_table, self.line_table, sizes=(420, 240), down=True)
        column_of(self._bar(), split, on=self)

    def _bar(self) -> PageBar:
        bar = PageBar(gap=8)
        self.task, self.unit = QComboBox(), QComboBox()
        for box, width in ((self.task, 260), (self.unit, 190)):
            box.setFixedWidth(width)
            box.setMaxVisibleItems(20)
            box.currentIndexChanged.connect(lambda _: self._load())
        self.every_plan = QCheckBox("全部计划")
        self.every_plan.toggled.connect(lambda _: self._load())
        self.by_date = QCheckBox("只看")
        self.since, self.until = QDateEdit(QDate.currentDate().addMonths(-1)), QDateEdit(QDate.currentDate())
        for date in (self.since, self.until):
            date.setCalendarPopup(True)
            date.setDisplayFormat("yyyy-MM-dd")
            date.setEnabled(False)
            date.dateChanged.connect(lambda _: self._load())
        self.by_date.toggled.connect(self._dates)
        bar.add_left(QLabel("任务"), self.task, QLabel("单位"), self.unit)
        bar.add_left(self.by_date, self.since, QLabel("至"), self.until)
        bar.add_right(self.every_plan)
        return bar

    def _dates(self, on: bool) -> None:
        self.since.setEnabled(on)
        self.until.setEnabled(on)
        self._load()

    def refresh(self, view: PlanView | None) -> None:
        self._view = view
        tasks = [(f"{t.code} {t.title}", t.id) for t in view.snapshot.tasks] if view else []
        units = [(u.short_name, u.id) for u in _used_first(view)] if view else []
        _fill(self.task, "全部任务", tasks)
        _fill(self.unit, "全部单位", units)
        self._load()

    def _load(self) -> None:
        store = self.desk.session.store
        plan_id = None if self.every_plan.isChecked() or self._view is None else self._view.plan.id
        dated = self.by_date.isChecked()
        found = journal.history(
            store,
            plan_id=plan_id,
            task_id=self.task.currentData(),
            unit_id=self.unit.currentData(),
            since=self.since.date().toString(Qt.DateFormat.ISODate) if dated else "",
            until=self.until.date().toString(Qt.DateFormat.ISODate) if dated else "",
            limit=LIMIT,
        )
        names = {p.id: p.name for p in self.desk.session.plans}
        back = {s.refers_to for s in found if s.kind == "take_back" and s.state == "done"}
        self.sets.set_rows([SetRow(s, names.get(s.plan_id or 0, ""), s.id in back) for s in found])
        self.set_table.setColumnHidden(self.sets.column_of("plan"), plan_id is not None)
        if found and not self.set_table.selectionModel().hasSelection():
            self.set_table.selectRow(0)
        self._show_lines()

    def _chosen(self) -> SetRow | None:
        rows = self.set_table.selectionModel().selectedRows()
        return self.sets.row(rows[0]) if rows else None

    def _show_lines(self) -> None:
        chosen = self._chosen()
        found: Sequence[Line] = ()
        if chosen is not None:
            found = jobs.lines(self.desk.session.store, chosen.change_set.id, limit=LIMIT)
        self.lines.set_rows(found)
        self.selection_changed.emit()
        self.footer_changed.emit()

    def _take_back(self, *, single: bool) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        ids: frozenset[int] | None = None
        if single:
            rows = self.line_table.selectionModel().selectedRows()
            ids = frozenset(self.lines.rows[i.row()].change_id for i in rows)
            if not ids:
                self.desk.dialogs.tell("请先在下面选中要收回的那一处。")
                return
        done = self.desk.change(jobs.take_back, chosen.change_set.id, ids)
        if done is None:
            return
        if done.notes:
            self.desk.dialogs.tell(
                f"已收回；有 {len(done.notes)} 处后来又改过，没有动。", "\n".join(done.notes[:20])
            )
        self.desk.say(done.label or "没有可收回的内容")

    def handlers(self) -> Handlers:
        return {
            "history.take_back": lambda: self._take_back(single=False),
            "history.take_back_line": lambda: self._take_back(single=True),
            "history.print": lambda: self.desk.go(Place("print", extra="history")),
        }

    def bar(self) -> tuple[str, ...]:
        return ("history.print", "history.take_back")

    def has_selection(self) -> bool:
        chosen = self._chosen()
        return chosen is not None and chosen.change_set.state == "done" and not chosen.taken_back

    def footer(self) -> tuple[str, ...]:
        return (
            f"{len(self.sets.rows)} 次修改",
            f"本次改动 {len(self.lines.rows)} 处" if self.lines.rows else "",
        )

    def go_to(self, place: Place) -> None:
        if place.task_id is not None:
            self.task.setCurrentIndex(max(self.task.findData(place.task_id), 0))
        if place.unit_id is not None:
            self.unit.setCurrentIndex(max(self.unit.findData(place.unit_id), 0))

    def start_focus(self) -> None:
        self.set_table.setFocus()


def _used_first(view: PlanView) -> list[Unit]:
    """All units, those of this plan's tasks first."""
    used = {a.unit_id for a in view.snapshot.assignments}
    return sorted(view.snapshot.units, key=lambda unit: unit.id not in used)


def _line_key(line: Line) -> Hashable:
    return (line.change_id, line.column)


def _fill(box: QComboBox, everything: str, items: list[tuple[str, int]]) -> None:
    kept = box.currentData()
    box.blockSignals(True)
    box.clear()
    box.addItem(everything, None)
    for text, key in items:
        box.addItem(text, key)
    box.setCurrentIndex(max(box.findData(kept), 0))
    box.blockSignals(False)


def _table(table: RowTable, model: RowModel[Any], wide: Sequence[str]) -> RowTable:
    """A table whose `wide` columns share what the others leave."""
    table.setModel(model)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.verticalHeader().setDefaultSectionSize(30)
    table.set_widths(model.columns)
    for key in wide:
        table.horizontalHeader().setSectionResizeMode(model.column_of(key), QHeaderView.ResizeMode.Stretch)
    return table
