"""The look-over of a plan document before it is stored: text left, tasks right, doubts below."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from greenplan_desktop.jobs import assign, intake, lookover, revise
from greenplan_desktop.jobs.plan_writer import UnitChoice
from greenplan_desktop.model.errors import GreenplanError
from greenplan_desktop.store import units
from greenplan_desktop.ui.completion import UnitCompletion
from greenplan_desktop.ui.desk import Place
from greenplan_desktop.ui.dividing import column_of, splitter_of
from greenplan_desktop.ui.lookover.corrections import Corrections, State
from greenplan_desktop.ui.lookover.document_view import DocumentView
from greenplan_desktop.ui.lookover.doubts import DoubtList
from greenplan_desktop.ui.lookover.head_bar import HeadBar
from greenplan_desktop.ui.lookover.head_dialog import HeadDialog
from greenplan_desktop.ui.lookover.remarks import Acts, remarks_of
from greenplan_desktop.ui.lookover.tasks_table import DraftTable
from greenplan_desktop.ui.page import Page
from greenplan_desktop.ui.pick_dialog import pick

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex

    from greenplan_desktop.documents.proposals import UnitProposal
    from greenplan_desktop.jobs.changed import Changed
    from greenplan_desktop.jobs.lookover import Draft
    from greenplan_desktop.model.plan import Plan
    from greenplan_desktop.ui.action_book import Handlers
    from greenplan_desktop.ui.desk import Desk
    from greenplan_desktop.ui.lookover.doubts import Remark
    from greenplan_desktop.ui.plan_view import PlanView


class LookOverPage(Page):
    """Everything found can be corrected in place; nothing is stored until it is accepted."""

    page_id = "lookover"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._draft: Draft | None = None
        self._corrections = Corrections()
        self._completion: UnitCompletion | None = None
        self._choices: dict[str, UnitChoice] = {}
        self._acts = Acts(self._go_to, self._choose, self._same_unit, self._ask_unit)
        self.text = DocumentView()
        self.table = DraftTable(self._write, lambda: self._completion)
        self.doubts = DoubtList()
        self.head = HeadBar(desk.book)
        self._version = QLabel()
        self._version.setWordWrap(True)
        self._version.setObjectName("Notice")
        self._version.setMargin(8)
        self._version.hide()
        desk.hub.theme_changed.connect(self._show)
        self.head.doubts_wanted.connect(self._first_doubt)
        self.text.place_clicked.connect(self._place_clicked)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._task_chosen())
        self.table.draft.refused.connect(self._refused)
        desk.book.menu_on(self.table, self)
        self._lay_out()

    def _lay_out(self) -> None:
        down = splitter_of(self.table, self.doubts, sizes=(430, 220), down=True)
        right = column_of(self.head, self._version, down)
        column_of(splitter_of(self.text, right, sizes=(540, 760), wide=1), on=self)

    # a document comes in

    def go_to(self, place: Place) -> None:
        if (place.extra or place.text) and not self.leave():
            return  # another document came while this one's corrections are not stored
        if isinstance(place.extra, Path):
            self._read(lambda store: lookover.draft_of_file(store, place.extra), f"读取“{place.extra.name}”")
        elif place.text:
            self._read(lambda store: lookover.draft_of_text(store, place.text), "读取粘贴的文字")

    def _read(self, make: Callable[..., object], title: str) -> None:
        self._start(None)
        self.head.show_words(f"正在{title}…")
        self.desk.runner.run(make, title, self._start, self._failed, self._failed)  # type: ignore[arg-type]

    def _failed(self, error: GreenplanError | None = None) -> None:
        if error is not None:
            self.desk.dialogs.fail(error.message)
        self.desk.go(Place("tasks"))

    def _start(self, draft: Draft | None) -> None:
        self._draft, self._choices = draft, {}
        self._corrections.clear()
        self._completion = UnitCompletion(units.all_units(self.desk.session.store)) if draft else None
        self._show()
        if draft is not None and draft.plan.tasks:
            self._choose(draft.plan.tasks[0].code)
        elif draft is not None:
            reason = draft.plan.doubts[0].message if draft.plan.doubts else "请检查文件内容。"
            self.desk.dialogs.tell("没有读到任务", reason)

    def refresh(self, view: PlanView | None) -> None:
        if self._draft is not None:
            self._draft = replace(self._draft, proposals=self._proposals(self._draft.plan))
            self._show()

    def _proposals(self, plan: Plan) -> tuple[UnitProposal, ...]:
        return lookover.proposals_for(self.desk.session.store, plan)

    # what is shown

    @property
    def plan(self) -> Plan | None:
        """The draft's plan as corrected so far."""
        return self._draft.plan if self._draft else None

    def _show(self) -> None:
        plan = self.plan
        if plan is None:
            self.head.show_words("")
            self.table.show_tasks(())
            self.doubts.show_remarks((), ())
            self._version.hide()
        else:
            self.text.show_plan(plan)
            self.table.show_tasks(plan.tasks)
            remarks = self._remarks(plan)
            self.doubts.show_remarks(remarks, plan.notes)
            self.head.show_plan(plan, sum(not remark.settled for remark in remarks))
            self._show_version(plan)
            self.desk.book.rename("draft.accept", f"接受 {len(plan.tasks)} 项任务")
        self.selection_changed.emit()
        self.footer_changed.emit()

    def _show_version(self, plan: Plan) -> None:
        key = self._draft.version_of if self._draft else None
        stored = next((p for p in self.desk.session.plans if p.id == key), None)
        self._version.setVisible(stored is not None)
        if stored is not None:
            found = revise.differences(self.desk.session.store, stored.id, plan)
            self._version.setText(
                f"库中已有《{stored.name}》。接受后按新版本更新：{revise.words_of(found)}；已报的进展不受影响。"
            )

    def _remarks(self, plan: Plan) -> list[Remark]:
        return remarks_of(plan, self._draft.proposals if self._draft else (), self._choices, self._acts)

    # corrections

    def _change(self, name: str, make: Callable[[Plan], Plan]) -> str:
        """Make a correction of this name; returns what was wrong, in Chinese, or nothing."""
        if self._draft is None:
            return ""
        try:
            new = make(self._draft.plan)
        except GreenplanError as error:
            return error.message
        if new != self._draft.plan:
            self._corrections.add(name, State(self._draft.plan, self._choices))
            self._take(State(new, self._choices))
        return ""

    def _take(self, state: State | None) -> None:
        """Show the draft in another state; the task that was chosen stays so."""
        if self._draft is None or state is None:
            return
        self._choices = dict(state.choices)
        known = _names(state.plan) == _names(self._draft.plan)
        proposals = self._draft.proposals if known else self._proposals(state.plan)
        self._draft = replace(self._draft, plan=state.plan, proposals=proposals)
        self._show()

    def _write(self, code: str, column: str, value: str) -> str:
        name = f"修改第{code}项{self.table.draft.title_of(column)}"
        if column in ("lead", "responsible"):
            names = assign.split_names(value)
            return self._change(name, lambda p: lookover.set_units(p, code, column, names))  # type: ignore[arg-type]
        return self._change(name, lambda p: lookover.set_text(p, code, column, value))

    def _refused(self, index: QModelIndex, problem: str) -> None:
        self.table.scrollTo(index)
        self.desk.dialogs.fail(problem)

    def _do(self, name: str, make: Callable[[Plan], Plan]) -> None:
        problem = self._change(name, make)
        if problem:
            self.desk.dialogs.tell(problem)

    def undo_names(self) -> tuple[str, str]:
        return self._corrections.names

    def _undo(self) -> None:
        if self._draft is not None:
            self._take(self._corrections.undo(State(self._draft.plan, self._choices)))

    def _redo(self) -> None:
        if self._draft is not None:
            self._take(self._corrections.redo(State(self._draft.plan, self._choices)))

    def _split(self) -> None:
        codes = self.table.codes()
        if codes:
            offset = self.text.offset()
            self._do(f"拆分第{codes[0]}项", lambda p: lookover.split(p, codes[0], offset))

    def _join(self) -> None:
        codes = self.table.codes()
        self._do(f"合并第{'、'.join(codes[:4])}项", lambda p: lookover.join(p, codes))

    def _drop(self) -> None:
        codes = self.table.codes()
        self._do(f"去掉第{'、'.join(codes[:4])}项", lambda p: lookover.drop(p, codes))

    def _same_unit(self, name: str, unit_id: int | None) -> None:
        if self._draft is None:
            return
        others = {key: choice for key, choice in self._choices.items() if key != name}
        chosen = {name: UnitChoice(unit_id=unit_id)} if unit_id is not None else {}
        self._corrections.add(f"认定“{name}”", State(self._draft.plan, self._choices))
        self._take(State(self._draft.plan, others | chosen))

    def _ask_unit(self, name: str) -> None:
        """Any unit of the register, the ones with a like name first."""
        found = next((p for p in (self._draft.proposals if self._draft else ()) if p.name == name), None)
        near = [one.unit for one in found.near] if found else []
        others = [unit for unit in units.all_units(self.desk.session.store) if unit not in near]
        offered = [*near, *(unit for unit in others if unit.merged_into is None and unit.active_to is None)]
        chosen = pick(f"“{name}”就是单位库中的哪个单位？", [unit.short_name for unit in offered], self)
        if chosen is not None:
            self._same_unit(name, offered[chosen].id)

    def _first_leads(self) -> None:
        draft = self._draft
        if draft is None:
            return
        if draft.path is not None:
            path = draft.path
            self._read(lambda store: lookover.draft_of_file(store, path, first_leads=True), "重新读取")
        elif draft.text:
            self._read(lambda store: lookover.draft_of_text(store, draft.text, first_leads=True), "重新读取")

    def _head(self) -> None:
        if self.plan is not None:
            dialog = HeadDialog(self.plan, self)
            if dialog.exec():
                new = dialog.result_plan
                self._do("更正计划信息", lambda _: new)
            dialog.deleteLater()

    # text and tasks lead to each other

    def _go_to(self, start: int, end: int | None) -> None:
        self.text.light(start, end or start + 1)

    def _first_doubt(self) -> None:
        """Lead to the place of the first doubt that has one."""
        remarks = self._remarks(self.plan) if self.plan else []
        first = next((remark for remark in remarks if remark.go and not remark.settled), None)
        if first is not None and first.go is not None:
            first.go()
        self.doubts.setFocus()

    def _choose(self, code: str) -> None:
        row = self.table.draft.row_of(code)
        if row >= 0:
            self.table.selectRow(row)
            self.table.scrollTo(self.table.draft.index(row, 0))

    def _task_chosen(self) -> None:
        codes = self.table.codes()
        task = next((t for t in (self.plan.tasks if self.plan else ()) if codes and t.code == codes[0]), None)
        if task is not None and task.source is not None and not self.text.hasFocus():
            self.text.light(task.source.start, task.source.end)
        self.selection_changed.emit()
        self.footer_changed.emit()

    def _place_clicked(self, offset: int) -> None:
        code = lookover.task_at(self.plan, offset) if self.plan else None
        if code is not None:
            self._choose(code)

    # the end

    def _accept(self) -> None:
        if self._draft is None or not self._draft.plan.tasks:
            return
        draft, choices = self._draft, dict(self._choices)
        self.desk.runner.run(
            lambda store: intake.storing(store, draft.plan, choices, draft.version_of),
            "存入计划",
            self._stored,
        )

    def _stored(self, done: Changed) -> None:
        self._start(None)
        if done.made:
            self.desk.session.choose_plan(done.made[0])
        self.desk.say(f"{done.label or '内容与库中一致，没有改动'}，可撤销")
        self.desk.go(Place("tasks"))

    def _cancel(self) -> None:
        if self.leave():
            self._start(None)
            self.desk.go(Place("tasks"))

    def leave(self) -> bool:
        if self._draft is None or not self._corrections:
            return True
        return self.desk.dialogs.ask(
            "还没有接受这份计划，更正过的内容将丢失。", yes="离开", no="留下", danger=True
        )

    def handlers(self) -> Handlers:
        return {
            "draft.accept": self._accept,
            "draft.cancel": self._cancel,
            "draft.join": self._join,
            "draft.split": self._split,
            "draft.drop": self._drop,
            "edit.undo": self._undo,
            "edit.redo": self._redo,
            "draft.first_leads": self._first_leads,
            "draft.head": self._head,
        }

    def bar(self) -> tuple[str, ...]:
        return ("draft.cancel", "draft.accept")

    def has_selection(self) -> bool:
        return bool(self.table.codes())

    def footer(self) -> tuple[str, ...]:
        source = f"来源：{self.plan.source_name}" if self.plan and self.plan.source_name else ""
        return (source, "接受前不写入数据库")

    def start_focus(self) -> None:
        self.table.setFocus()


def _names(plan: Plan) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """All units a plan names, task by task: where they are the same, so is what is proposed for them."""
    return [(task.lead_units, task.responsible_units) for task in plan.tasks]
