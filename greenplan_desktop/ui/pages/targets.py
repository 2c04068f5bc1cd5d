"""The 目标 page: every quantified target of the plan, its value by period, held against goal and time gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLabel, QStackedLayout

from greenplan_desktop.jobs import goals, sheets, targets
from greenplan_desktop.model.errors import GreenplanError
from greenplan_desktop.model.period import Period
from greenplan_desktop.ui import clipboard
from greenplan_desktop.ui.chips import show_counts
from greenplan_desktop.ui.desk import Place
from greenplan_desktop.ui.dividing import column_of
from greenplan_desktop.ui.empty import EmptyState
from greenplan_desktop.ui.figured import FiguredPage
from greenplan_desktop.ui.page_bar import SlimBar
from greenplan_desktop.ui.targets.table import TargetsTable
from greenplan_desktop.ui.tasks.filters import Filters

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex

    from greenplan_desktop.jobs.changed import Changed
    from greenplan_desktop.jobs.sheets import Sheet
    from greenplan_desktop.jobs.targets import TargetLine, TargetTable
    from greenplan_desktop.ui.action_book import Handlers
    from greenplan_desktop.ui.desk import Desk
    from greenplan_desktop.ui.plan_view import PlanView

CHIPS: dict[str, tuple[str, Callable[[TargetLine], bool]]] = {
    "quantified": ("量化目标", lambda line: line.row.goal is not None),
    "behind": ("未达序时", lambda line: line.row.state == "behind"),
    "no_value": ("未填报", lambda line: line.row.goal is not None and line.row.value is None),
    "met": ("已达成", lambda line: line.row.state == "met"),
    "all": ("含定性目标", lambda line: True),
}
WORDS = {key: word for key, (word, _) in CHIPS.items()}
NONE = "这份计划没有识别出目标。可在任务的详情栏里给任务加上目标。"
EXCEL = "Excel 表格（*.xlsx）"


class TargetsPage(FiguredPage):
    """Chips choose which targets; the cells of the periods are typed in, pasted and cleared."""

    page_id = "targets"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view: PlanView | None = None
        self._found: TargetTable | None = None
        self._kind = "quantified"
        self.table = TargetsTable(self._write)
        self.bubble = self.table.edits.bubble
        bar = SlimBar()
        self.chips = bar.add_chips(WORDS, self._choose)
        hint = QLabel("粗体一栏是本期，直接填数字；指标、目标值、年份也可就地更正")
        hint.setProperty("muted", True)
        bar.add_right(hint)
        body = column_of(bar, self.table)
        book = desk.book
        self._stack = QStackedLayout(self)
        self._stack.addWidget(
            EmptyState("target", "还没有计划", "导入计划后，这里跟踪每个量化目标。", book["plan.import"])
        )
        self._stack.addWidget(EmptyState("target", "没有目标", NONE, book["plan.import"]))
        self._stack.addWidget(body)
        desk.book.menu_on(self.table, self)
        desk.hub.theme_changed.connect(self.table.viewport().update)

    def refresh(self, view: PlanView | None) -> None:
        self._view = view
        self.forget()
        has = view is not None and bool(view.snapshot.targets)
        self._stack.setCurrentIndex(0 if view is None else 2 if has else 1)
        if view is None or not has:
            self._found = None
            self.footer_changed.emit()
            return
        self.work_out(lambda _: targets.table(view.snapshot, view.period), "正在统计目标", self._take)

    def _take(self, found: TargetTable) -> None:
        self._found = found
        self._show()

    def _choose(self, kind: str) -> None:
        self._kind = kind
        self._show()

    def _show(self) -> None:
        found = self._found
        if found is None:
            return
        counts = {key: sum(map(passes, found.lines)) for key, (_, passes) in CHIPS.items()}
        show_counts(self.chips, WORDS, counts, self._kind)
        passes = CHIPS[self._kind][1]
        if self.table.show_lines([line for line in found.lines if passes(line)], found.periods):
            self.table.selectionModel().selectionChanged.connect(lambda *_: self._selected())
        self.footer_changed.emit()

    def _selected(self) -> None:
        self.bubble.hide()
        self.selection_changed.emit()

    # writing

    def _write(self, target_id: int, code: str, text: str) -> str:
        """Keep one value, or one part of the target itself; what was wrong, or nothing."""
        if code not in goals.FIELDS:
            return self._write_all([(target_id, Period.parse(code), text)])
        return self._do(goals.edit_goal, target_id, code, text)

    def _write_all(self, cells: list[tuple[int, Period, str]]) -> str:
        if self._view is None or not cells:
            return ""
        return self._do(targets.write_values, self._view.plan.id, cells)

    def _do(self, job: Callable[..., Changed], *args: object) -> str:
        try:
            self.desk.session.do(job, *args)
        except GreenplanError as error:
            return error.message
        return ""

    def _add(self) -> None:
        """Another target for the task of the chosen one, in words as in the plan."""
        line = self.table.targets.row(self.table.currentIndex())
        if line is None or line.row.task_id is None or self._view is None:
            self.desk.say("先选中同一任务的一个目标，或到任务的详情栏里填写")
            return
        text = self.desk.dialogs.enter(f"第{line.row.task_code}项的新目标（如 新建绿色工厂10家）：")
        if text:
            old = [t.text for t in self._view.index.targets.get(line.row.task_id, ())]
            problem = self._do(goals.write_goals, line.row.task_id, "\n".join([*old, text]))
            if problem:
                self._refused(self.table.currentIndex(), problem)

    def _delete(self) -> None:
        rows = sorted({index.row() for index in self.table.selectedIndexes()})
        chosen = [self.table.targets.rows[number] for number in rows]
        reported = sum(bool(line.values) for line in chosen)
        if reported and not self.desk.dialogs.ask(
            f"删除 {len(chosen)} 个目标？",
            detail="已填的目标值一并删除，可用撤销找回。",
            yes="删除",
            danger=True,
        ):
            return
        problem = self._do(goals.delete_goals, [line.row.target_id for line in chosen])
        if problem:
            self._refused(self.table.currentIndex(), problem)

    def _refused(self, index: QModelIndex, problem: str) -> None:
        self.bubble.say(problem, self.table.visualRect(index))

    def _paste(self) -> None:
        start = self.table.currentIndex()
        model = self.table.targets
        if not start.isValid():
            return
        cells: list[tuple[int, Period, str]] = []
        for down, line in enumerate(clipboard.parse(QApplication.clipboard().text())):
            for right, text in enumerate(line):
                row, column = start.row() + down, start.column() + right
                if (
                    row < len(model.rows)
                    and column < len(model.columns)
                    and model.columns[column].key in model.codes
                ):
                    key = model.columns[column].key
                    cells.append((model.rows[row].row.target_id, Period.parse(key), text))
        problem = self._write_all(cells) if cells else "请先选中期次栏里的格子再粘贴。"
        if problem:
            self._refused(start, problem)

    def _clear(self) -> None:
        model = self.table.targets
        chosen = [i for i in self.table.selectedIndexes() if model.columns[i.column()].key in model.codes]
        self._write_all(
            [
                (model.rows[i.row()].row.target_id, Period.parse(model.columns[i.column()].key), "")
                for i in chosen
            ]
        )

    def _copy(self) -> None:
        chosen = self.table.selectedIndexes()
        rows, columns = sorted({i.row() for i in chosen}), sorted({i.column() for i in chosen})
        lines = ["\t".join(str(self.table.targets.index(r, c).data() or "") for c in columns) for r in rows]
        QApplication.clipboard().setText("\n".join(lines))

    # out of the page

    def _sheet(self) -> Sheet | None:
        return sheets.targets(self._view.snapshot, self._view.period) if self._view else None

    def _excel(self) -> None:
        sheet = self._sheet()
        target = self.desk.dialogs.pick_save("另存为", f"{sheet.title[:60]}.xlsx", EXCEL) if sheet else None
        if sheet is not None and target is not None:
            self.desk.runner.run(
                lambda _: sheets.write(sheet, target),
                "正在写出表格",
                lambda done: self.desk.wrote(f"已写成 {done.path}", done.path),
            )

    def _print(self) -> None:
        sheet = self._sheet()
        if sheet is not None:
            self.desk.go(Place("print", extra=sheet))

    def _task(self) -> None:
        line = self.table.targets.row(self.table.currentIndex())
        if line is not None and line.row.task_id is not None:
            self.desk.go(Place("tasks", task_id=line.row.task_id, extra=Filters()))

    # what the window asks of a page

    def handlers(self) -> Handlers:
        return {
            "targets.excel": self._excel,
            "targets.print": self._print,
            "targets.task": self._task,
            "targets.add": self._add,
            "targets.delete": self._delete,
            "edit.copy": self._copy,
            "edit.paste": self._paste,
            "edit.clear": self._clear,
        }

    def bar(self) -> tuple[str, ...]:
        return ("targets.excel", "targets.print")

    def has_selection(self) -> bool:
        return self.table.currentIndex().isValid()

    def footer(self) -> tuple[str, ...]:
        if self._view is None or self._found is None:
            return ()
        lines = [line for line in self._found.lines if line.row.goal is not None]
        given = sum(line.row.value is not None for line in lines)
        return (self._view.period.label, f"量化目标 {len(lines)} 项，已填报 {given} 项")

    def start_focus(self) -> None:
        self.table.setFocus()
