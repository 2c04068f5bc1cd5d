"""The 责任矩阵 page: tasks down, units across, who leads and who shares, changed by a click or a key."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import (
    QLabel,
    QStackedLayout,
)

from greenplan_desktop.jobs import assign, find
from greenplan_desktop.model.errors import InputError
from greenplan_desktop.ui import clipboard
from greenplan_desktop.ui.chips import chip
from greenplan_desktop.ui.completion import UnitCompletion
from greenplan_desktop.ui.desk import Place
from greenplan_desktop.ui.dividing import column_of
from greenplan_desktop.ui.empty import EmptyState
from greenplan_desktop.ui.matrix import grid as grids
from greenplan_desktop.ui.matrix.view import MatrixView
from greenplan_desktop.ui.page import Page
from greenplan_desktop.ui.page_bar import PageBar
from greenplan_desktop.ui.tasks.filters import Filters
from greenplan_desktop.ui.unit_field import UnitField

if TYPE_CHECKING:
    from greenplan_desktop.model.plan import Role
    from greenplan_desktop.ui.action_book import Handlers
    from greenplan_desktop.ui.desk import Desk
    from greenplan_desktop.ui.plan_view import PlanView

ORDERS: dict[grids.Order, str] = {"kind": "按类别", "load": "按承担数", "register": "按建制序"}


class MatrixPage(Page):
    """Chips above choose what is seen; the grid below is changed in place."""

    page_id = "matrix"
    shows_detail = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view: PlanView | None = None
        self._grid = grids.MatrixGrid((), ())
        self._unit_only: int | None = None
        self.matrix = MatrixView()
        self._faulty = chip("只看有问题的")
        self._faulty.toggled.connect(lambda _: self._show())
        self._field: UnitField | None = None
        self._adder = chip("＋ 添加单位", checkable=False)
        self._adder.setToolTip("把还没有任务的单位列进矩阵")
        self._adder.clicked.connect(self._add)
        self._only = chip("")
        self._only.setVisible(False)
        self._only.clicked.connect(lambda: self._see_unit(None))
        self._bar = PageBar()
        self._fill_bar()
        body = column_of(self._bar, self.matrix)
        empty = EmptyState(
            "matrix",
            "还没有任务",
            "导入一份计划后，这里列出每项任务由哪些单位牵头和负责。",
            desk.book["plan.import"],
        )
        self._stack = QStackedLayout(self)
        self._stack.addWidget(empty)
        self._stack.addWidget(body)
        self._connect()

    def _fill_bar(self) -> None:
        self._bar.add_left(self._faulty)
        self._orders = self._bar.add_chips(ORDERS, self._order)
        self._bar.add_left(self._only, self._adder)
        self._hint = QLabel("点一下：空 → ○ 责任 → ● 牵头 → 空　　表头数字：牵头·责任")
        self._hint.setProperty("muted", True)
        self._bar.add_right(self._hint)

    def _connect(self) -> None:
        cells = self.matrix.cells
        cells.role_wanted.connect(self._set_roles)
        self.matrix.frozen.doubleClicked.connect(lambda index: self._go_to_task(index.row()))
        cells.head.kind_clicked.connect(self._fold)
        cells.head.sectionMoved.connect(lambda *_: self._moved())
        cells.head.section_asked.connect(lambda column: self._see_unit(self._unit_of(column)))
        cells.selectionModel().currentChanged.connect(lambda *_: self._selected())
        self.desk.book.menu_on(cells, self)

    def refresh(self, view: PlanView | None) -> None:
        self._view = view
        self._close_field()
        self._stack.setCurrentIndex(1 if view and view.snapshot.tasks else 0)
        if view is not None:
            self._show()

    def _show(self) -> None:
        if self._view is None:
            return
        choices = self._choices()
        self._grid = grids.build(self._view, choices)
        faulty = self._grid.faulty
        self._faulty.setText(f"只看有问题的 {len(faulty)}")
        self._faulty.setEnabled(bool(faulty) or self._faulty.isChecked())
        for key, button in self._orders.items():
            button.setChecked(choices.order == key and not choices.moved)
        rows = faulty if self._faulty.isChecked() else self._grid.rows
        if self._unit_only is not None:
            rows = tuple(r for r in rows if self._unit_only in r.roles)
        self.matrix.show_grid(self._grid, rows, kinds=choices.order == "kind" and not choices.moved)
        self._only.setVisible(self._unit_only is not None)
        self.footer_changed.emit()

    # what the clerk chose, kept per plan

    def _choices(self) -> grids.Choices:
        kept: dict[str, Any] = self.desk.settings.get("matrix", {}).get(self._plan_uid(), {})
        order = kept.get("order", "kind")
        return grids.Choices(
            order if order in ORDERS else "kind",
            frozenset(kept.get("hidden", ())),
            tuple(kept.get("added", ())),
            frozenset(kept.get("folded", ())),
            tuple(kept.get("moved", ())),
        )

    def _keep(self, choices: grids.Choices) -> None:
        whole = dict(self.desk.settings.get("matrix", {}))
        whole[self._plan_uid()] = {
            "order": choices.order,
            "hidden": sorted(choices.hidden),
            "added": list(choices.added),
            "folded": sorted(choices.folded),
            "moved": list(choices.moved),
        }
        self.desk.settings.put("matrix", whole)
        self._show()

    def _plan_uid(self) -> str:
        return self._view.plan.uid if self._view else ""

    def _order(self, order: grids.Order) -> None:
        self._keep(replace(self._choices(), order=order, moved=()))

    def _fold(self, kind: str) -> None:
        choices = self._choices()
        self._keep(replace(choices, folded=choices.folded ^ {kind}))

    def _moved(self) -> None:
        head, model = self.matrix.cells.head, self.matrix.cells.cells
        ids = [u for v in range(head.count()) for u in model.column(head.logicalIndex(v)).ids]
        head.blockSignals(True)
        for logical in range(head.count()):
            head.moveSection(head.visualIndex(logical), logical)
        head.blockSignals(False)
        self._keep(replace(self._choices(), moved=tuple(ids)))

    # changing roles

    def _set_roles(self, spots: list[tuple[int, int]], role: Role | None) -> None:
        if self._view is None or self._view.read_only:
            self.desk.say("数据库是只读的，不能修改责任分工")
            return
        model = self.matrix.cells.cells
        cells = [
            (model.rows[r].task.id, unit.id, role)
            for r, c in spots
            if (unit := model.column(c).unit) is not None
        ]
        done = self.desk.session.do(assign.set_roles, cells)
        if done.label:
            self.desk.say(done.label)

    # columns and rows seen

    def _unit_of(self, column: int) -> int | None:
        unit = self.matrix.cells.cells.column(column).unit if column >= 0 else None
        return unit.id if unit else None

    def _current_unit(self) -> int | None:
        return self._unit_of(self.matrix.cells.currentIndex().column())

    def _see_unit(self, unit_id: int | None) -> None:
        self._unit_only = unit_id
        if unit_id is not None and self._view is not None:
            self._only.setText(f"只看 {self._view.index.units[unit_id].short_name}　✕")
            self._only.setChecked(True)
        self._show()

    def _hide(self) -> None:
        unit = self._current_unit()
        if unit is not None:
            choices = self._choices()
            added = tuple(u for u in choices.added if u != unit)
            self._keep(replace(choices, hidden=choices.hidden | {unit}, added=added))

    def _add(self) -> None:
        """Open a field in the bar in which a unit is found by name, alias or initials."""
        if self._view is None or self._field is not None:
            return
        named = {a.unit_id for a in self._view.snapshot.assignments}
        self._field = UnitField(UnitCompletion(self._view.snapshot.units, frozenset(named)), [])
        self._field.chosen.connect(self._add_named)
        self._field.given_up.connect(self._close_field)
        self._bar.put_in_place_of(self._adder, self._field)
        self._field.setFocus()

    def _close_field(self) -> None:
        field, self._field = self._field, None
        if field is not None:
            self._bar.take_back(self._adder, field)

    def _add_named(self, name: str) -> None:
        try:
            unit = find.unit(self.desk.session.store, name)
        except InputError as error:
            self.desk.say(error.message)
            return
        self._close_field()
        choices = self._choices()
        added = tuple(dict.fromkeys((*choices.added, unit.id)))
        folded = choices.folded - {unit.kind}
        self._keep(replace(choices, added=added, hidden=choices.hidden - {unit.id}, folded=folded))
        self.matrix.select_unit(unit.id)

    def _go_to_task(self, row: int) -> None:
        task = self.matrix.tasks.rows[row].task.id
        self.desk.go(Place("tasks", task_id=task, extra=Filters()))

    def _copy_all(self) -> None:
        lines = grids.table(self._grid)
        clipboard.copy(lines)
        self.desk.say(f"已复制 {len(lines) - 3} 行 × {len(self._grid.columns)} 个单位，可在表格软件中粘贴")

    def _copy_chosen(self) -> None:
        """The marks of the selected block; of a single cell the whole matrix, as the button does."""
        spots = self.matrix.cells.chosen_spots()
        if len(spots) < 2:
            self._copy_all()
            return
        model = self.matrix.cells.cells
        columns = [model.column(n) for n in dict.fromkeys(column for _, column in spots)]
        lines = [grids.marks(model.rows[row], columns) for row in dict.fromkeys(row for row, _ in spots)]
        clipboard.copy(lines)
        self.desk.say(f"已复制 {len(lines)} 行 × {len(columns)} 列")

    def _selected(self) -> None:
        index = self.matrix.cells.currentIndex()
        rows = self.matrix.cells.cells.rows
        if index.isValid() and index.row() < len(rows):
            self.desk.hub.task_selected.emit((rows[index.row()].task.id,))
        self.selection_changed.emit()
        self.footer_changed.emit()

    # what the window asks of a page

    def handlers(self) -> Handlers:
        return {
            "matrix.copy": self._copy_all,
            "edit.copy": self._copy_chosen,
            "matrix.print": lambda: self.desk.go(Place("print", extra="matrix")),
            "matrix.lead": lambda: self._set_roles(self.matrix.cells.chosen_spots(), "lead"),
            "matrix.responsible": lambda: self._set_roles(self.matrix.cells.chosen_spots(), "responsible"),
            "matrix.none": lambda: self._set_roles(self.matrix.cells.chosen_spots(), None),
            "edit.clear": lambda: self._set_roles(self.matrix.cells.chosen_spots(), None),
            "matrix.hide_unit": self._hide,
            "matrix.show_all": lambda: self._keep(
                replace(self._choices(), hidden=frozenset(), folded=frozenset())
            ),
            "matrix.add_unit": self._add,
            "matrix.only_unit": lambda: self._see_unit(self._current_unit()),
        }

    def bar(self) -> tuple[str, ...]:
        return ("matrix.copy", "matrix.print")

    def has_selection(self) -> bool:
        return self.matrix.cells.currentIndex().isValid()

    def footer(self) -> tuple[str, ...]:
        index = self.matrix.cells.currentIndex()
        rows = self.matrix.cells.cells.rows
        said = ""
        if index.isValid() and index.row() < len(rows):
            row = rows[index.row()]
            words = "；".join((*row.faults, *row.notes))
            said = f"第{row.task.code}项：{words}" if words else ""
        units = sum(len(c.ids) for c in self._grid.columns)
        hidden = len(self._choices().hidden)
        out = f"，隐藏 {hidden} 个" if hidden else ""
        return (f"{len(self._grid.rows)} 项任务 × {units} 个单位{out}", said)

    def go_to(self, place: Place) -> None:
        if place.unit_id is not None:
            self._see_unit(place.unit_id)
        for number, row in enumerate(self.matrix.tasks.rows):
            if row.task.id == place.task_id:
                self.matrix.select_task_row(number)

    def reveal(self, task_id: int) -> None:
        for number, row in enumerate(self.matrix.tasks.rows):
            if row.task.id == task_id and number != self.matrix.cells.currentIndex().row():
                self.matrix.select_task_row(number)

    def start_focus(self) -> None:
        self.matrix.cells.setFocus()
