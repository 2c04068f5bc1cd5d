"""The 核对 page: files at the left, their rows beside what is stored, what speaks against them below."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QLabel,
    QStackedLayout,
    QWidget,
)

from greenplan_desktop.jobs import returns, reviewing
from greenplan_desktop.model.errors import GreenplanError
from greenplan_desktop.ui.chips import chip
from greenplan_desktop.ui.dividing import column_of, splitter_of
from greenplan_desktop.ui.dropped import is_return
from greenplan_desktop.ui.empty import EmptyState, action_button
from greenplan_desktop.ui.lookover.doubts import DoubtList
from greenplan_desktop.ui.page import Page
from greenplan_desktop.ui.page_bar import PageBar
from greenplan_desktop.ui.review.files_list import FilesList
from greenplan_desktop.ui.review.fixes import Fixes
from greenplan_desktop.ui.review.rows_table import RowsTable
from greenplan_desktop.ui.review.sheet_cells import SheetCells
from greenplan_desktop.ui.short_label import ShortLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greenplan_desktop.jobs.changed import Changed
    from greenplan_desktop.model.progress import Progress
    from greenplan_desktop.returns.review import Review
    from greenplan_desktop.returns.verdicts import FileReview, RowKey
    from greenplan_desktop.ui.action_book import Handlers
    from greenplan_desktop.ui.desk import Desk, Place
    from greenplan_desktop.ui.plan_view import PlanView

MIDDLE = Qt.TextElideMode.ElideMiddle  # the ending of a file's name stays
LEAST_FILES = 210  # px: names and outcomes can be read in it
FILTER = "填报表（*.xlsx *.xls *.et *.ods *.xlsm *.xlsb *.csv *.zip）;;所有文件（*）"


class ReviewPage(Page):
    """A review changes nothing until the ticked rows are applied, all of them in one undoable step."""

    page_id = "review"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view: PlanView | None = None
        self.fixes = Fixes(desk, self, self._show_files)
        self._plan_id = 0
        self._reading = ""
        self.files, self.rows, self.doubts = FilesList(), RowsTable(), DoubtList()
        self.sheet = SheetCells()
        self.sheet.hide()
        self._count, self._name, self._about = QLabel("本次文件"), ShortLabel(MIDDLE), ShortLabel()
        self.files.setMinimumWidth(LEAST_FILES)
        self._build()
        desk.hub.theme_changed.connect(self._show_rows)
        self.files.chosen.connect(lambda _: self._show_rows())
        self.rows.tick_wanted.connect(
            lambda keys, on: self.fixes.decide(lambda r: reviewing.tick(r, keys, on=on))
        )
        self.rows.row_chosen.connect(lambda _: self._show_doubts())

    def _build(self) -> None:
        for label in (self._count, self._name):
            label.setProperty("strong", True)
        self._about.setProperty("muted", True)
        self._only, self._own = chip("只看待核对"), chip("对照原表")
        self._only.toggled.connect(lambda _: self._show_rows())
        self._own.toggled.connect(lambda _: self._show_sheet())
        onward = action_button(self.desk.book["review.next"])
        onward.setProperty("link", True)
        bar = _bar(self._name, self._about)
        bar.add_right(onward, self._only, self._own)
        down = splitter_of(self.rows, self.sheet, self.doubts, sizes=(430, 160, 170), down=True)
        left, right = column_of(_bar(self._count), self.files), column_of(bar, down)
        body = splitter_of(left, right, sizes=(262, 1030), wide=1)
        book = self.desk.book
        empty = EmptyState(
            "review", "把各单位报来的表拖到这里", "可以一次拖入许多文件、整个文件夹或压缩包；核对之后才写入数据库。", book["review.open_files"]
        )  # fmt: skip
        self._stack = QStackedLayout(self)
        self._stack.addWidget(empty)
        self._stack.addWidget(body)

    # files come in

    def go_to(self, place: Place) -> None:
        if isinstance(place.extra, (list, tuple)) and place.extra:
            self._open([Path(p) for p in place.extra])

    def take_files(self, paths: list[Path]) -> bool:
        """Whatever holds a return; a plan's document goes to the look-over from here too."""
        if not any(map(is_return, paths)):
            return False
        self._open(paths)
        return True

    def _pick(self) -> None:
        self._open(self.desk.dialogs.pick_files("导入填报表", FILTER))

    def _pick_folder(self) -> None:
        folder = self.desk.dialogs.pick_folder("导入整个文件夹的填报表")
        if folder is not None:
            self._open([folder])

    def _open(self, paths: Sequence[Path]) -> None:
        view = self.desk.view
        if not paths or view is None or not self._may_drop():
            return
        self._start(None)
        self.fixes.paths = {path.name: path for path in paths if path.is_file()}
        self._plan_id = view.plan.id
        self._reading = "正在读取…"
        self._stack.setCurrentIndex(1)
        self._count.setText(self._reading)
        self.desk.runner.run(
            lambda store: returns.review(store, view.plan.id, view.period, paths),
            "核对填报表",
            self._read,
            self._failed,
            self._cancelled,
            self._arrived,
        )

    def _may_drop(self) -> bool:
        """Whether the review on the screen may give way to another one: what is ticked in it is not lost unasked."""
        number = reviewing.ticked(self.fixes.review) if self.fixes.review else 0
        return not number or self.desk.dialogs.ask(
            f"正在核对的文件里有 {number} 项还没有入库，要放弃它们、另读一批吗？",
            yes="放弃并另读",
            no="继续核对",
            danger=True,
        )

    def _arrived(self, event: Progress) -> None:
        self.fixes.review = reviewing.merged(self.fixes.review, event)  # type: ignore[arg-type]
        self._reading = f"读取 {event.done}/{event.total}"
        self._show_files()

    def _read(self, done: Review) -> None:
        self._reading = ""
        if self.fixes.review is None:
            self.fixes.review = done
        self._show_files()
        if not done.files:
            self._start(None)
            self.desk.dialogs.tell("没有找到填报表", "所选的文件夹或压缩包里没有表格文件。")

    def _failed(self, error: GreenplanError) -> None:
        self._start(None)
        self.desk.dialogs.fail(error.message)

    def _cancelled(self) -> None:
        self._reading = ""
        self._show_files() if self.fixes.review else self._start(None)

    def _start(self, review: Review | None) -> None:
        self.fixes.start(review)
        self._reading = ""
        self.files.show_files(())
        self.rows.show_lines(())
        self._stack.setCurrentIndex(1 if review else 0)
        self._say_counts()

    def refresh(self, view: PlanView | None) -> None:
        self._view = view
        if self.fixes.review is None and not self._reading:
            self._stack.setCurrentIndex(0)

    # what is shown

    def _file(self) -> FileReview | None:
        index = self.files.current()
        return self.fixes.review.file(index) if self.fixes.review is not None and index is not None else None

    def _show_files(self) -> None:
        if self.fixes.review is not None:
            self._stack.setCurrentIndex(1)
            self.files.show_files([reviewing.file_line(f) for f in self.fixes.review.files])
        self._show_rows()

    def _show_rows(self) -> None:
        file, review = self._file(), self.fixes.review
        if file is None or review is None:
            self._name.say("")
            self._about.say("")
        else:
            units = review.context.index.units
            unit = units[file.unit_id].short_name if file.unit_id in units else "未定"
            again = f"　第 {file.revision} 次报送" if file.revision > 1 else ""
            self._name.say(file.name)
            self._about.say(f"填报单位：{unit}　{review.period.label}{again}" if file.error is None else "")
            lines = [reviewing.row_line(r, review) for r in file.rows]
            flagged = [line for line in lines if line.flagged]
            self._only.setText(f"只看待核对 {len(flagged)}")
            shown = flagged if self._only.isChecked() else lines
            self.rows.show_lines(shown)
            if shown and not self.rows.currentIndex().isValid():
                self.rows.selectRow(next((n for n, line in enumerate(shown) if line.flagged), 0))
        self._show_doubts()
        self._say_counts()

    def _next(self) -> None:
        """Go to the next place that waits for a decision, in this file or a later one."""
        review = self.fixes.review
        place = reviewing.next_waiting(review, self.files.current(), self._row_key()) if review else None
        if place is None:
            self.desk.say("没有待核对的了")
            return
        index, key = place
        self.files.choose(index)
        row = self.rows.lines.row_of(key) if key is not None else 0
        self.rows.selectRow(row)
        self.rows.scrollTo(self.rows.lines.index(row, 0))
        self.rows.setFocus()

    def _say_counts(self) -> None:
        files = self.fixes.review.files if self.fixes.review else ()
        self._count.setText(f"本次 {len(files)} 个文件　{self._reading}".strip())
        number = reviewing.ticked(self.fixes.review) if self.fixes.review else 0
        self.desk.book.rename("review.apply", f"入库已勾选 {number} 项" if number else "入库")
        self.selection_changed.emit()
        self.footer_changed.emit()

    def _show_doubts(self) -> None:
        file, review = self._file(), self.fixes.review
        if file is None or review is None:
            self.doubts.show_remarks((), ())
            self.sheet.hide()
            return
        remarks = self.fixes.remarks(file, self._row_key())
        self.doubts.show_remarks(remarks, reviewing.said_of_file(file, review))
        self._show_sheet()

    def _row_key(self) -> RowKey | None:
        index = self.rows.currentIndex()
        line = self.rows.lines.row(index)
        return line.key if line else None

    def _show_sheet(self) -> None:
        key = self._row_key()
        self.sheet.setVisible(self._own.isChecked() and key is not None)
        if self._own.isChecked() and key is not None and self.fixes.review is not None:
            letters, lines = reviewing.sheet_around(self.fixes.review, key)
            self.sheet.show_cells(letters, lines, key[2])

    # the end

    def _apply(self) -> None:
        review, view = self.fixes.review, self._view
        if review is None or view is None or not reviewing.ticked(review):
            self.desk.dialogs.tell("没有勾选要入库的项。")
            return
        if view.plan.id != self._plan_id:
            self.desk.dialogs.tell("这次核对的是另一份计划，请先在上方换回那份计划再入库。")
            return
        if not self._may_apply(review):
            return
        extra, learnt = sorted(self.fixes.add_units), list(self.fixes.learnt)
        done = self.desk.change(
            returns.apply, view.plan.id, review.period, review, add_units=extra, learnt=learnt
        )
        if done is not None:
            self._applied(done, review)

    def _may_apply(self, review: Review) -> bool:
        number = reviewing.left_open(review)
        return not number or self.desk.dialogs.ask(
            f"还有 {number} 项待核对的没有处理，只把勾选的 {reviewing.ticked(review)} 项入库吗？",
            detail="同一个文件入库后不再重复读取；其余各项要先收回这次导入才能补上。",
            yes="入库",
            no="继续核对",
        )

    def _applied(self, done: Changed, review: Review) -> None:
        """Say what was done and go on with the files of which nothing was applied."""
        plan_id = self._plan_id
        self._start(None)
        self.desk.say(f"{done.label}，可整批撤销")
        self.desk.runner.run(
            lambda store: returns.review_rest(store, plan_id, review),
            "核对其余文件",
            self._go_on,
            self._failed,
        )

    def _go_on(self, rest: Review) -> None:
        if rest.files and self.fixes.review is None and not self._reading:
            self._start(rest)
            self._show_files()

    def _sendback(self) -> None:
        review = self.fixes.review
        wrong = [f.index for f in review.files if f.outcome != "ready" or f.missing] if review else []
        if review is None or not wrong:
            self.desk.dialogs.tell("没有需要退回的文件。")
            return
        folder = self.desk.dialogs.pick_folder("退回单放在哪个文件夹")
        if folder is None:
            return
        try:
            written = reviewing.write_sendbacks(review, wrong, folder)
        except GreenplanError as error:
            self.desk.dialogs.fail(error.message)
            return
        self.desk.wrote(f"已写成 {len(written)} 份退回单，在 {folder}", folder)

    def leave(self) -> bool:
        return True

    def _clear(self) -> None:
        if self.fixes.review is not None and self.desk.dialogs.ask(
            "放弃本次核对？", detail="还没有入库的内容不会写入数据库。", yes="放弃", danger=True
        ):
            self._start(None)

    def handlers(self) -> Handlers:
        return {
            "review.open_files": self._pick,
            "review.open_folder": self._pick_folder,
            "review.apply": self._apply,
            "review.sendback": self._sendback,
            "review.accept": lambda: self.fixes.decide(reviewing.accept_unflagged),
            "review.clear": self._clear,
            "review.next": self._next,
        }

    def bar(self) -> tuple[str, ...]:
        return ("review.open_files", "review.sendback", "review.apply")

    def has_selection(self) -> bool:
        return self.fixes.review is not None

    def footer(self) -> tuple[str, ...]:
        if self.fixes.review is None:
            return ("没有正在核对的文件",)
        counts = reviewing.outcomes(self.fixes.review)
        words = f"可入库 {counts['ready']}　待核对 {counts['needs_review']}　退回 {counts['rejected']}"
        return (words, "入库后可整批撤销")

    def start_focus(self) -> None:
        self.rows.setFocus()


def _bar(*parts: QWidget) -> PageBar:
    """Both bars of the page are of one height, with chips and without."""
    bar = PageBar(gap=8)
    bar.setMinimumHeight(43)
    bar.add_left(*parts)
    return bar
