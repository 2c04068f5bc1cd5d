"""The 总览 page: the plan at one glance; every number leads to its tasks, every chart to the summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from greenplan_desktop.jobs import charts, figures, overview
from greenplan_desktop.ui import registry
from greenplan_desktop.ui.desk import Place
from greenplan_desktop.ui.empty import EmptyState
from greenplan_desktop.ui.figured import FiguredPage
from greenplan_desktop.ui.overview import content
from greenplan_desktop.ui.overview.board import Board
from greenplan_desktop.ui.overview.cards import link
from greenplan_desktop.ui.overview.columns import GAP
from greenplan_desktop.ui.overview.pictures import MARGINS, ChartCard, look
from greenplan_desktop.ui.tasks.filters import Filters

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent

    from greenplan_desktop.jobs.charts import Drawn
    from greenplan_desktop.jobs.overview import Overview
    from greenplan_desktop.model.errors import GreenplanError
    from greenplan_desktop.model.progress import Work
    from greenplan_desktop.ui.action_book import Handlers
    from greenplan_desktop.ui.desk import Desk
    from greenplan_desktop.ui.plan_view import PlanView

WORD = "Word 文档（*.docx）"
CHART_COLUMNS = (("units", "periods"), ("groups", "targets"))
DRAW_AFTER_MS = 250  # the page stands first, and a window being resized is let come to rest


class OverviewPage(FiguredPage):
    """Counters and cards painted by Qt, charts below by matplotlib; both from the other thread."""

    page_id = "overview"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view: PlanView | None = None
        self._drawn_for = -1
        self._drawn_width = 0
        self._hidden = False
        self.board = Board()
        kept = desk.settings.get("summary_charts", list(charts.USUAL))
        self.charts = {key: ChartCard(key, in_summary=key in kept) for key in charts.CHARTS}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(DRAW_AFTER_MS)
        self._soon.timeout.connect(self._draw)
        self._build()
        self._connect()

    def _build(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(GAP)
        self._nothing = self._nothing_row()
        column.addWidget(self._nothing)
        column.addWidget(self.board)
        title = QLabel("图表")
        title.setProperty("strong", True)
        column.addWidget(title)
        beside = QHBoxLayout()
        beside.setSpacing(GAP)
        for keys in CHART_COLUMNS:
            stack = QVBoxLayout()
            stack.setSpacing(GAP)
            for key in keys:
                stack.addWidget(self.charts[key], int(key == keys[-1]))
            beside.addLayout(stack, 1)
        column.addLayout(beside)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(body)
        book = self.desk.book
        hint = "导入一份计划后，这里一眼看到各项任务的进展、回收情况和目标完成情况。"
        no_tasks = "在任务页插入任务，或导入计划文件。"
        self._stack = QStackedLayout(self)
        self._stack.addWidget(EmptyState("overview", "还没有计划", hint, book["plan.import"]))
        self._stack.addWidget(EmptyState("overview", "这份计划还没有任务", no_tasks, book["plan.import"]))
        self._stack.addWidget(self.area)

    def _nothing_row(self) -> QWidget:
        row = QFrame()
        row.setObjectName("Notice")
        self._nothing_words = QLabel()
        go = link("去收填报")
        go.clicked.connect(lambda: self._go("returns"))
        layout = QHBoxLayout(row)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.addWidget(self._nothing_words, 1)
        layout.addWidget(go)
        row.hide()
        return row

    def _connect(self) -> None:
        board = self.board
        board.tasks_asked.connect(self._see_tasks)
        board.task_asked.connect(lambda task: self.desk.go(Place("tasks", task_id=task, extra=Filters())))
        board.page_asked.connect(self._go)
        board.compare_asked.connect(self._compare)
        for card in self.charts.values():
            card.copy_asked.connect(self._copy_chart)
            card.save_asked.connect(self._save_chart)
            card.wanted.connect(lambda *_: self._keep_wanted())
        self.desk.hub.theme_changed.connect(self._redraw)

    # showing

    def refresh(self, view: PlanView | None) -> None:
        other = view is None or self._view is None or view.plan.id != self._view.plan.id
        self._view = view
        self.forget()
        self._stack.setCurrentIndex(0 if view is None else 2 if view.snapshot.tasks else 1)
        if other:
            self.area.verticalScrollBar().setValue(0)
        if view is None or not view.snapshot.tasks:
            self.footer_changed.emit()
            return
        self.work_out(lambda _: overview.overview(view.snapshot, view.period), "正在统计", self._show)
        self._soon.start()

    def _show(self, found: Overview) -> None:
        if self._view is None:
            return
        self.board.show_figures(self._view, found)
        nothing = content.nothing_reported(found.figures)
        self._nothing_words.setText(f"{self._view.period.label}还没有收到填报，下面的进展都是“未报”。")
        self._nothing.setVisible(nothing)
        self.footer_changed.emit()

    def _redraw(self) -> None:
        self._drawn_for = -1
        self.board.update()
        if self.isVisible():
            self._soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._view is not None and abs(self._chart_width() - self._drawn_width) > 4:
            self._soon.start()

    def _chart_width(self) -> int:
        return (self.area.viewport().width() - 24 - GAP) // 2 - MARGINS

    def _draw(self) -> None:
        """Have the charts drawn for the present figures, width and colours."""
        view, width = self._view, self._chart_width()
        if view is None or not view.snapshot.tasks or not self.isVisible():
            return
        if self._drawn_for == self.asked and abs(width - self._drawn_width) <= 4:
            return
        asked = self._drawn_for = self.asked
        self._drawn_width = width
        wanted = look(width, self.font(), self.devicePixelRatioF())
        self.desk.runner.run(
            lambda _: self._while_seen(charts.draw(view.snapshot, view.period, wanted, tuple(charts.CHARTS))),
            "正在绘制图表",
            lambda found: self._show_charts(asked, found),
            self._not_drawn,
            lambda: setattr(self, "_drawn_for", -1),
        )

    def _while_seen(self, work: Work[dict[str, Drawn]]) -> Work[dict[str, Drawn]]:
        """Draw on as long as the page is in front: another page that needs the thread is not kept waiting."""
        while True:
            try:
                step = next(work)
            except StopIteration as end:
                drawn: dict[str, Drawn] = end.value
                return drawn
            if self._hidden:
                work.close()
                return {}
            yield step

    def _make_way(self) -> None:
        """What the clerk asks for goes first; the charts are drawn after it."""
        self._hidden = True

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._hidden = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._hidden = False
        self._soon.start()

    def _show_charts(self, asked: int, found: dict[str, Drawn]) -> None:
        if not found:  # it made way
            self._drawn_for = -1
            if self.isVisible():
                self._hidden = False
                self._soon.start()
        if asked != self.asked or not found:
            return
        for key, card in self.charts.items():
            card.show_chart(found[key])

    def _not_drawn(self, error: GreenplanError) -> None:
        for card in self.charts.values():
            card.clear()
            card.say(card.title, "", error.message)

    # leading on

    def _go(self, page_id: str) -> None:
        """Another page; where this version has none, the one it stands under."""
        known = {entry.page_id for entry in registry.entries()}
        wanted = page_id if page_id in known else registry.root_of(registry.entries(), page_id)
        self.desk.go(Place(wanted if wanted in known else "tasks"))

    def _see_tasks(self, status: str, tasks: tuple[int, ...], words: str) -> None:
        wanted = Filters(status="" if tasks else status, named=frozenset(tasks), origin=words)
        self.desk.go(Place("tasks", extra=wanted))

    def _compare(self) -> None:
        from greenplan_desktop.ui.overview.compare_dialog import CompareDialog

        if self._view is not None:
            self._make_way()
            CompareDialog(self.desk, self._view, self).open()

    def _settings(self) -> None:
        from greenplan_desktop.ui.overview.settings_dialog import PlanSettingsDialog

        PlanSettingsDialog(self.desk, self).open()

    # charts and texts out of the window

    def _keep_wanted(self) -> None:
        self.desk.settings.put("summary_charts", self.wanted_charts())

    def wanted_charts(self) -> list[str]:
        """The charts that go into the summary."""
        return [key for key, card in self.charts.items() if card.summary.isChecked()]

    def _copy_chart(self, key: str) -> None:
        view = self._view
        if view is not None:
            self.desk.runner.run(
                lambda _: charts.draw(view.snapshot, view.period, charts.Look(), (key,)),
                "正在绘制图表",
                lambda found: self._to_clipboard(found[key]),
            )

    def _to_clipboard(self, drawn: Drawn) -> None:
        from PySide6.QtGui import QImage

        QApplication.clipboard().setImage(QImage.fromData(drawn.content))
        self.desk.say(f"已复制“{drawn.title}”图，可粘贴到文档里")

    def _save_chart(self, key: str) -> None:
        view = self._view
        if view is None:
            return
        name = f"{view.period.label}{charts.CHARTS[key]}.png"
        target = self.desk.dialogs.pick_save("另存图表", name, "图片（*.png *.svg）")
        if target is not None:
            self.desk.runner.run(
                lambda _: charts.save(view.snapshot, view.period, key, target),
                "正在绘制图表",
                lambda path: self.desk.wrote(f"已写成 {path}", path),
            )

    def _summary(self) -> None:
        from greenplan_desktop.ui.overview.summary_dialog import SummaryDialog

        if self._view is not None:
            dialog = SummaryDialog(self.desk, self, self.wanted_charts())
            dialog.chosen.connect(self._write_summary)
            dialog.open()

    def _write_summary(self, template: Any, wanted: list[str]) -> None:
        view = self._view
        if view is None:
            return
        for key, card in self.charts.items():
            card.summary.setChecked(key in wanted)
        name = f"{view.plan.name[:40]}{view.period.label}进展情况汇总.docx"
        target = self.desk.dialogs.pick_save("生成汇总", name, WORD)
        if target is not None:
            self._make_way()
            self.desk.runner.run(
                lambda store: figures.write_summary(
                    store, view.plan.id, view.period, target, template, frozenset(wanted)
                ),
                "正在生成汇总",
                lambda path: self.desk.wrote(f"已写成 {path}", path),
            )

    def _template(self) -> None:
        target = self.desk.dialogs.pick_save("导出汇总模板", "进展情况汇总模板.docx", WORD)
        if target is not None:
            figures.write_template(target)
            self.desk.wrote(f"已写成 {target}，改好后在“生成汇总”里选用", target)

    # what the window asks of a page

    def handlers(self) -> Handlers:
        return {
            "overview.summary": self._summary,
            "overview.template": self._template,
            "overview.compare": self._compare,
            "overview.settings": self._settings,
        }

    def bar(self) -> tuple[str, ...]:
        return ("overview.compare", "print.list", "overview.summary")

    def footer(self) -> tuple[str, ...]:
        found = self.board.figures
        if self._view is None or found is None or found.plan_id != self._view.plan.id:
            return ()
        return (
            found.period.label,
            f"{found.tasks} 项任务",
            f"应报 {found.expected} 个单位，已报 {found.received} 个",
            f"序时进度 {found.gone:.1%}",
        )

    def start_focus(self) -> None:
        self.area.setFocus()
