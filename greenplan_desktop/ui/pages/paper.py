"""The 打印 page: real pages at the left, their layout at the right; to printer, PDF, Word and Excel."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QStackedLayout, QWidget

from greenplan_desktop.jobs import lists, printing
from greenplan_desktop.jobs.sheets import Sheet
from greenplan_desktop.model.errors import GreenplanError
from greenplan_desktop.ui.chips import chip
from greenplan_desktop.ui.dividing import column_of
from greenplan_desktop.ui.empty import EmptyState
from greenplan_desktop.ui.page import Page
from greenplan_desktop.ui.page_bar import PageBar
from greenplan_desktop.ui.paper.panel import PaperPanel
from greenplan_desktop.ui.paper.preview import Preview

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from greenplan_desktop.jobs.changed import Changed
    from greenplan_desktop.jobs.lists import Written
    from greenplan_desktop.jobs.printing import Sheetful
    from greenplan_desktop.tasklist.presets import Layout
    from greenplan_desktop.ui.action_book import Handlers
    from greenplan_desktop.ui.desk import Desk, Place
    from greenplan_desktop.ui.plan_view import PlanView

SPECIAL = {"matrix": "责任矩阵", "history": "修改记录"}
FITS = {"page": "整页", "width": "页宽", "": "100%", "two": "双页"}
KINDS = {".pdf": "PDF 文件（*.pdf）", ".docx": "Word 文档（*.docx）", ".xlsx": "Excel 表格（*.xlsx）"}


class PaperPage(Page):
    """What is seen is what is printed: preview, printer and files share one layout."""

    page_id = "print"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view: PlanView | None = None
        self._layout: Layout | None = None
        self._unit: int | None = None
        self._special = ""
        self._table: Sheet | None = None  # a table another page sent here
        self._sheets: Sheetful | None = None
        self._asked = 0
        self.preview, self.panel = Preview(), PaperPanel()
        self._where = QLabel()
        self._where.setProperty("muted", True)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(120)
        self._soon.timeout.connect(self._lay_out)
        self._build()
        self._connect()

    def _build(self) -> None:
        bar = PageBar()
        self._fits = bar.add_chips(FITS, self.preview.set_fit)
        self._back = chip("", checkable=False)
        self._back.clicked.connect(lambda: self._see(""))
        bar.add_left(self._back)
        bar.add_right(self._where)
        left = column_of(bar, self.preview)
        body = QWidget()
        across = QHBoxLayout(body)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(left, 1)
        across.addWidget(self.panel)
        empty = EmptyState(
            "print",
            "没有可打印的计划",
            "导入一份计划后，这里按公文格式预览任务清单。",
            self.desk.book["plan.import"],
        )
        self._stack = QStackedLayout(self)
        self._stack.addWidget(empty)
        self._stack.addWidget(body)

    def _connect(self) -> None:
        self.preview.page_changed.connect(lambda _: self._say_where())
        self.preview.zoom_changed.connect(self._show_fit)
        self.preview.column_resized.connect(self._resize_column)
        self.panel.layout_changed.connect(self._changed)
        self.panel.layout_chosen.connect(self._choose)
        self.panel.unit_chosen.connect(self._choose_unit)
        self.panel.keep.clicked.connect(self._keep)
        self.panel.more.clicked.connect(self._more)

    # what is shown

    def refresh(self, view: PlanView | None) -> None:
        before = self._view
        self._view = view
        self._stack.setCurrentIndex(1 if view else 0)
        if view is None:
            return
        if self._layout is None or before is None or before.plan.id != view.plan.id:
            self._layout = lists.layout_named(self.desk.session.store, view.plan.id, "任务清单")
            self._unit = self._table = None
        self._show_panel()
        self._soon.start()

    def _show_panel(self) -> None:
        if self._view is None or self._layout is None:
            return
        known = lists.layouts(self.desk.session.store, self._view.plan.id)
        self.panel.show_layouts([one.name for one in known], self._layout)
        busy = {a.unit_id for a in self._view.snapshot.assignments}
        units = [u for u in self._view.snapshot.units if u.id in busy and not u.is_group]
        every = "全部单位（各起一页）" if self._layout.needs_unit else "不限单位"
        self.panel.show_units(units, self._unit, every=every)
        shown = self._table.title if self._table else SPECIAL.get(self._special, "")
        self._back.setVisible(bool(shown))
        self._back.setText(f"{shown[-24:]}　✕")

    def _lay_out(self) -> None:
        view, layout = self._view, self._layout
        if view is None or layout is None:
            return
        self._asked += 1
        asked, special, unit, table = self._asked, self._special, self._unit, self._table
        if self.desk.runner.busy:
            self.desk.runner.cancel()
        self.desk.runner.run(
            lambda store: printing.lay_out(
                store, view.plan.id, layout, unit_id=unit, period=view.period, special=special, table=table
            ),
            "正在排版",
            lambda found: self._laid_out(asked, found),
            lambda error: self._failed(asked, error),
            here=True,
        )

    def _laid_out(self, asked: int, found: Sheetful) -> None:
        if asked != self._asked:
            return
        self._sheets = found
        self.preview.show_sheets(found)
        self.panel.show_fonts(found.pages.notes)
        self.panel.show_title(printing.title_lines(found))
        self._say_where()
        self.footer_changed.emit()

    def _failed(self, asked: int, error: GreenplanError) -> None:
        if asked == self._asked:
            self._sheets = None
            self.preview.show_sheets(None)
            self._where.setText("")
            self.desk.dialogs.fail(error.message)

    def _say_where(self) -> None:
        total = self.preview.total
        self._where.setText(f"第 {self.preview.current() + 1} 页，共 {total} 页" if total else "")

    def _show_fit(self) -> None:
        for key, button in self._fits.items():
            button.setChecked(self.preview.fit == key and (key != "" or abs(self.preview.dpi - 96) < 1))
        percent = round(self.preview.dpi / 96 * 100)
        self._fits[""].setText("100%" if self.preview.fit else f"{percent}%")

    # what the clerk changes

    def _changed(self, layout: Layout) -> None:
        self._layout = layout
        self._soon.start()

    def _choose(self, name: str) -> None:
        if self._view is not None:
            self._special, self._table = "", None
            self._layout = lists.layout_named(self.desk.session.store, self._view.plan.id, name)
            self._show_panel()
            self._soon.start()

    def _choose_unit(self, unit_id: int | None) -> None:
        self._unit = unit_id
        self._soon.start()

    def _see(self, special: str, table: Sheet | None = None) -> None:
        self._special, self._table = special, table
        self._show_panel()
        self._soon.start()

    def _resize_column(self, column: int, width: float) -> None:
        if self._layout is None or self._sheets is None or self._special or self._table:
            return
        self._take_widths(printing.move_edge(self._layout, self._sheets, column, width))

    def _take_widths(self, layout: Layout | None) -> None:
        if layout is not None:
            self._layout = layout
            self.panel.show_columns(layout)
            self._soon.start()

    def _keep(self) -> None:
        if self._layout is None or self._view is None:
            return
        name = self.desk.dialogs.enter("把这个版式保存为：", self._layout.name)
        if name and name.strip():
            self._layout = replace(self._layout, name=name.strip())
            self._attempt(lists.keep_layout, self._view.plan.id, self._layout)

    def _attempt(self, job: Callable[..., Changed], *args: object) -> None:
        done = self.desk.change(job, *args)
        if done is None:
            return
        self.desk.say(done.label or "版式没有变化")
        self._show_panel()

    def _more(self) -> None:
        menu = QMenu(self)
        menu.addAction(
            "恢复为原来的版式", lambda: self._choose(self._layout.name if self._layout else "任务清单")
        )
        widths = menu.addAction("各栏列宽改回自动", self._free_widths)
        widths.setEnabled(bool(self._layout and any(c.width_mm for c in self._layout.columns)))
        menu.addAction("删除保存的版式", self._remove_layout)
        menu.addSeparator()
        menu.addAction("导出版式…", self._export_layout)
        menu.addAction("导入版式…", self._import_layout)
        menu.exec(self.panel.more.mapToGlobal(self.panel.more.rect().bottomLeft()))
        menu.deleteLater()

    def _free_widths(self) -> None:
        if self._layout is not None:
            self._take_widths(lists.own_widths(self._layout))

    def _remove_layout(self) -> None:
        if self._layout is not None and self._view is not None:
            name = self._layout.name
            self._attempt(lists.remove_layout, self._view.plan.id, name)
            known = [one.name for one in lists.layouts(self.desk.session.store, self._view.plan.id)]
            self._choose(name if name in known else "任务清单")

    def _export_layout(self) -> None:
        if self._layout is not None:
            path = self.desk.dialogs.pick_save("导出版式", f"{self._layout.name}.json", "版式（*.json）")
            if path is not None:
                self.desk.attempt(lambda: lists.export_layout(self._layout, path))  # type: ignore[arg-type]

    def _import_layout(self) -> None:
        path = self.desk.dialogs.pick_file("导入版式", "版式（*.json）")
        if path is not None and self._view is not None:
            self.desk.attempt(lambda: self._take_layout(lists.import_layout(path)))

    def _take_layout(self, layout: Layout) -> None:
        self._layout = layout
        self._attempt(lists.keep_layout, self._view.plan.id if self._view else None, layout)
        self._soon.start()

    # out of the window

    def _save(self, ending: str) -> None:
        sheets = self._sheets
        if sheets is None:
            return
        name = f"{sheets.contents[0].plain_title[:60]}{ending}"
        path = self.desk.dialogs.pick_save("另存为", name, KINDS[ending])
        if path is not None:
            target = path if path.suffix.lower() == ending else path.with_suffix(ending)
            self._write(sheets, target)

    def _write(self, sheets: Sheetful, target: Path) -> None:
        self.desk.runner.run(
            lambda _: lists.write_content(sheets.contents, sheets.settings, target),
            f"写成“{target.name}”",
            self._written,
        )

    def _written(self, done: Written) -> None:
        self.desk.wrote(f"已写成 {done.path}", done.path)

    def _print(self) -> None:
        sheets = self._sheets
        if sheets is None or self._view is None:
            return
        from PySide6.QtPrintSupport import QPrintDialog

        try:
            printer = printing.printer_for(sheets)
        except GreenplanError as error:
            self.desk.dialogs.fail(error.message)
            return
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, len(sheets.pages))
        if dialog.exec():
            self.desk.runner.run(
                lambda _: printing.print_to(sheets, printer), "正在打印", self._printed, here=True
            )
        dialog.deleteLater()

    def _printed(self, pages: int) -> None:
        if self._view is not None and self._layout is not None:
            self.desk.session.do(lists.print_mark, self._view.plan.id, self._layout.name)
        self.desk.say(f"已送打印机 {pages} 页")

    def _batch_file(self) -> None:
        self._unit, self._special, self._table = None, "", None
        self._choose("单位任务清单")
        self.desk.say("已换成全部单位的清单，各单位另起一页；可另存 PDF 或打印")

    def _batch_folder(self) -> None:
        folder = self.desk.dialogs.pick_folder("各单位清单放在哪个文件夹")
        view = self._view
        if folder is not None and view is not None:
            self.desk.runner.run(
                lambda store: lists.write_for_all_units(store, view.plan.id, folder, period=view.period),
                "生成各单位清单",
                lambda written: self.desk.wrote(f"已写成 {len(written)} 份单位清单，在 {folder}", folder),
            )

    def handlers(self) -> Handlers:
        return {
            "paper.pdf": lambda: self._save(".pdf"),
            "paper.word": lambda: self._save(".docx"),
            "paper.excel": lambda: self._save(".xlsx"),
            "paper.print": self._print,
            "print.list": self._print,
            "paper.batch_file": self._batch_file,
            "paper.batch_folder": self._batch_folder,
        }

    def bar(self) -> tuple[str, ...]:
        return ("paper.pdf", "paper.word", "paper.excel", "paper.print")

    def footer(self) -> tuple[str, ...]:
        if self._layout is None or not self.preview.total:
            return ("",)
        upright = self._layout.paper.orientation == "portrait"
        area = (
            "版心 156 × 225 毫米，上 37 右 26 下 35 左 28"
            if upright
            else "版心 225 × 156 毫米，上 28 右 37 下 26 左 35"
        )
        return (f"{self.preview.total} 页", area)

    def go_to(self, place: Place) -> None:
        if place.extra in SPECIAL:
            self._see(place.extra)
        elif isinstance(place.extra, Sheet):
            self._see("", place.extra)
        elif isinstance(place.extra, str) and place.extra:
            self._choose(place.extra)
        if place.unit_id is not None:
            self._choose_unit(place.unit_id)

    def start_focus(self) -> None:
        self.preview.setFocus()
