"""The look-over of a plan document before it is stored: text left, tasks right, doubts below."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from greenplan_desktop.jobs import assign, intake, lookover, revise
from greenplan_desktop.model.errors import GreenplanError
from greenplan_desktop.store import units
from greenplan_desktop.ui.completion import UnitCompletion
from greenplan_desktop.ui.desk import Place
from greenplan_desktop.ui.lookover.document_view import DocumentView
from greenplan_desktop.ui.lookover.doubts import DoubtList, Remark
from greenplan_desktop.ui.lookover.head_dialog import HeadDialog
from greenplan_desktop.ui.lookover.tasks_table import DraftTable
from greenplan_desktop.ui.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from greenplan_desktop.documents.proposals import UnitProposal
    from greenplan_desktop.jobs.changed import Changed
    from greenplan_desktop.jobs.lookover import Draft
    from greenplan_desktop.model.plan import Plan
    from greenplan_desktop.ui.action_book import Handlers
    from greenplan_desktop.ui.desk import Desk
    from greenplan_desktop.ui.plan_view import PlanView

GENERAL_DOUBTS = {
    "no_lead": "没有牵头单位",
    "no_responsible_unit": "只有牵头单位，没有责任单位",
    "both_roles": "有单位同时列在牵头和责任中，已按牵头处理",
    "bare_units": "括号里只有单位名称，没有写明角色，请看一下",
    "no_units": "没有写明任何单位",
}


class LookOverPage(Page):
    """Everything found can be corrected in place; nothing is stored until it is accepted."""

    page_id = "lookover"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._draft: Draft | None = None
        self._before: list[Plan] = []
        self._undone: list[Plan] = []
        self._completion: UnitCompletion | None = None
        self._choices: dict[str, intake.UnitChoice] = {}
        self.text = DocumentView()
        self.table = DraftTable(self._write, lambda: self._completion)
        self.doubts = DoubtList()
        self._count = QLabel()
        self._count.setProperty("strong", True)
        self._version = QLabel()
        self._version.setWordWrap(True)
        self._version.setObjectName("Notice")
        self._version.setMargin(8)
        self._version.hide()
        self.text.place_clicked.connect(self._place_clicked)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._task_chosen())
        self.table.draft.refused.connect(self._refused)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(
            lambda spot: desk.book.context_menu(self).popup(self.table.viewport().mapToGlobal(spot))
        )
        self._lay_out()

    def _lay_out(self) -> None:
        head = QWidget()
        head.setObjectName("PageBar")
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 9, 12, 9)
        row.addWidget(self._count)
        row.addStretch(1)
        down = QSplitter(Qt.Orientation.Vertical)
        down.setChildrenCollapsible(False)
        down.addWidget(self.table)
        down.addWidget(self.doubts)
        down.setSizes([430, 220])
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (head, self._version):
            column.addWidget(part)
        column.addWidget(down, 1)
        across = QSplitter()
        across.setChildrenCollapsible(False)
        across.addWidget(self.text)
        across.addWidget(right)
        across.setSizes([540, 760])
        across.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(across)

    # a document comes in

    def go_to(self, place: Place) -> None:
        if isinstance(place.extra, Path):
            self._read(lambda store: lookover.draft_of_file(store, place.extra), f"读取“{place.extra.name}”")
        elif place.text:
            self._read(lambda store: lookover.draft_of_text(store, place.text), "读取粘贴的文字")

    def _read(self, make: Callable[..., object], title: str) -> None:
        self._start(None)
        self._count.setText(f"正在{title}…")
        self.desk.runner.run(make, title, self._start, self._failed, self._failed)  # type: ignore[arg-type]

    def _failed(self, error: GreenplanError | None = None) -> None:
        if error is not None:
            self.desk.dialogs.fail(error.message)
        self.desk.go(Place("tasks"))

    def _start(self, draft: Draft | None) -> None:
        self._draft, self._before, self._undone, self._choices = draft, [], [], {}
        self._completion = UnitCompletion(units.all_units(self.desk.session.store)) if draft else None
        self._show()
        if draft is not None and not draft.plan.tasks:
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
            self.table.show_tasks(())
            self.doubts.show_remarks((), ())
            self._version.hide()
        else:
            self.text.show_plan(plan)
            self.table.show_tasks(plan.tasks)
            remarks = self._remarks(plan)
            self.doubts.show_remarks(remarks, plan.notes)
            names = {n for t in plan.tasks for n in (*t.lead_units, *t.responsible_units)}
            targets = sum(len(t.targets) for t in plan.tasks) + len(plan.plan_targets)
            words = f"读到 {len(plan.tasks)} 项任务、{len(names)} 个单位、{targets} 个目标"
            self._count.setText(words + (f"；{len(remarks)} 处请看一下" if remarks else ""))
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
        found = [self._unit_remark(p) for p in (self._draft.proposals if self._draft else ())]
        spoken = set()
        for doubt in plan.doubts:
            if doubt.code == "unknown_unit":
                continue
            spoken.add((doubt.task, doubt.code))
            go = partial(self._go_to, doubt.start, doubt.end) if doubt.start is not None else None
            found.append(Remark(doubt.message, go))
        for task in plan.tasks:
            for code in task.doubts:
                if (task.code, code) not in spoken and code in GENERAL_DOUBTS:
                    go = partial(self._choose, task.code)
                    found.append(Remark(f"第 {task.code} 项“{task.title}”：{GENERAL_DOUBTS[code]}", go))
        return found

    def _unit_remark(self, proposal: UnitProposal) -> Remark:
        name, near = proposal.name, proposal.near
        fixes = [(f"就是{n.unit.short_name}", partial(self._same_unit, name, n.unit.id)) for n in near[:2]]
        chosen = self._choices.get(name)
        if chosen is not None and chosen.unit_id is not None:
            return Remark(
                f"“{name}”将记为已有单位的别名", None, (("改回新单位", partial(self._same_unit, name, None)),)
            )
        fixes.append(("改为已有单位…", partial(self._ask_unit, name)))
        why = f"，与“{near[0].unit.short_name}”{near[0].reason}" if near else ""
        first = next(
            (
                t
                for t in (self.plan.tasks if self.plan else ())
                if name in (*t.lead_units, *t.responsible_units)
            ),
            None,
        )
        go = partial(self._choose, first.code) if first else None
        return Remark(f"新单位“{name}”不在单位库{why}，接受后加入", go, tuple(fixes))

    # corrections

    def _change(self, make: Callable[[Plan], Plan]) -> str:
        """Correct the draft; returns what was wrong, in Chinese, or nothing."""
        if self._draft is None:
            return ""
        try:
            new = make(self._draft.plan)
        except GreenplanError as error:
            return error.message
        self._before.append(self._draft.plan)
        self._undone.clear()
        self._draft = replace(self._draft, plan=new, proposals=self._proposals(new))
        self._show()
        return ""

    def _write(self, code: str, column: str, value: str) -> str:
        if column in ("lead", "responsible"):
            return self._change(lambda p: lookover.set_units(p, code, column, assign.split_names(value)))  # type: ignore[arg-type]
        return self._change(lambda p: lookover.set_text(p, code, column, value))

    def _refused(self, index: QModelIndex, problem: str) -> None:
        self.table.scrollTo(index)
        self.desk.dialogs.fail(problem)

    def _do(self, make: Callable[[Plan], Plan]) -> None:
        problem = self._change(make)
        if problem:
            self.desk.dialogs.tell(problem)

    def undo_names(self) -> tuple[str, str]:
        return "上一处更正" if self._before else "", "刚撤回的更正" if self._undone else ""

    def _turn(self, behind: list[Plan], ahead: list[Plan]) -> None:
        """Go one correction back or on; the plan left behind can be come back to."""
        if self._draft is not None and behind:
            ahead.append(self._draft.plan)
            plan = behind.pop()
            self._draft = replace(self._draft, plan=plan, proposals=self._proposals(plan))
            self._show()

    def _undo(self) -> None:
        self._turn(self._before, self._undone)

    def _redo(self) -> None:
        self._turn(self._undone, self._before)

    def _split(self) -> None:
        codes = self.table.codes()
        if codes:
            offset = self.text.offset()
            self._do(lambda p: lookover.split(p, codes[0], offset))

    def _same_unit(self, name: str, unit_id: int | None) -> None:
        if unit_id is None:
            self._choices.pop(name, None)
        else:
            self._choices[name] = intake.UnitChoice(unit_id=unit_id)
        self._show()

    def _ask_unit(self, name: str) -> None:
        from greenplan_desktop.jobs import find

        answer = self.desk.dialogs.enter(f"“{name}”就是单位库中的哪个单位？", name)
        if not answer:
            return
        try:
            self._same_unit(name, find.unit(self.desk.session.store, answer).id)
        except GreenplanError as error:
            self.desk.dialogs.fail(error.message)

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
                self._do(lambda _: new)
            dialog.deleteLater()

    # text and tasks lead to each other

    def _go_to(self, start: int, end: int | None) -> None:
        self.text.light(start, end or start + 1)

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
        if self._draft is None or not self._before:
            return True
        return self.desk.dialogs.ask(
            "还没有接受这份计划，更正过的内容将丢失。", yes="离开", no="留下", danger=True
        )

    def handlers(self) -> Handlers:
        return {
            "draft.accept": self._accept,
            "draft.cancel": self._cancel,
            "draft.join": lambda: self._do(lambda p: lookover.join(p, self.table.codes())),
            "draft.split": self._split,
            "draft.drop": lambda: self._do(lambda p: lookover.drop(p, self.table.codes())),
            "edit.clear": lambda: self._do(lambda p: lookover.drop(p, self.table.codes())),
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
