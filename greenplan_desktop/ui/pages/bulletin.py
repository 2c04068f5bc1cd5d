"""The 通报 page: how each unit returned, as a text to hand out and as a table that leads on."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QSplitter,
    QStackedLayout,
    QTableView,
    QTextBrowser,
)

from greenplan_desktop.jobs import bulletin, figures
from greenplan_desktop.jobs.bulletin import UnitLine
from greenplan_desktop.ui import theme
from greenplan_desktop.ui.chips import show_counts
from greenplan_desktop.ui.columns import CENTRE, Column
from greenplan_desktop.ui.delegates.wrapped import WrappedDelegate
from greenplan_desktop.ui.desk import Place
from greenplan_desktop.ui.dividing import column_of
from greenplan_desktop.ui.empty import EmptyState
from greenplan_desktop.ui.figured import FiguredPage
from greenplan_desktop.ui.page_bar import SlimBar
from greenplan_desktop.ui.row_table import FittedTable
from greenplan_desktop.ui.table_model import RowModel
from greenplan_desktop.ui.tasks.filters import Filters

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from greenplan_desktop.jobs.bulletin import Bulletin
    from greenplan_desktop.ui.action_book import Handlers
    from greenplan_desktop.ui.desk import Desk
    from greenplan_desktop.ui.plan_view import PlanView
    from greenplan_desktop.ui.table_model import Index

WORD = "Word 文档（*.docx）"
COLOUR = {"missing": "red", "partial": "orange", "late": "orange", "complete": "green"}
STANDINGS = {"": "全部", "complete": "已报全", "late": "逾期报送", "partial": "报送不全", "missing": "未报送"}


def _cell(number: int) -> Any:
    return lambda line: line.cells[number].replace("\n", "")


COLUMNS: tuple[Column[UnitLine], ...] = (
    Column("unit", "单位", 190, _cell(0), bold=True),
    Column("lead", "牵头应报／已报", 126, _cell(1), align=CENTRE),
    Column("shared", "参与应报／已报", 126, _cell(2), align=CENTRE),
    Column("standing", "报送情况", 168, _cell(3), align=CENTRE),
    Column("missing", "缺报任务", 130, _cell(4), tip=_cell(4)),
)


class UnitsModel(RowModel[UnitLine]):
    """Units by standing, said in its colour."""

    def __init__(self) -> None:
        super().__init__(COLUMNS, lambda line: line.unit_id)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self.row(index)
        if (
            line is not None
            and role == Qt.ItemDataRole.ForegroundRole
            and self.columns[index.column()].key == "standing"
        ):
            return theme.color(COLOUR.get(line.standing, "muted"))
        return super().data(index, role)


class BulletinPage(FiguredPage):
    """Left the text as it will be written, right a line for every unit; a line leads to the unit's tasks."""

    page_id = "bulletin"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view: PlanView | None = None
        self._found: Bulletin | None = None
        self._standing = ""
        self.text = QTextBrowser()
        self.text.setAccessibleName("通报正文")
        self.text.setOpenLinks(False)
        self.text.setStyleSheet("border: none;")
        self.text.document().setDocumentMargin(20)
        self.units = UnitsModel()
        self.table = _table(self.units)
        self.table.doubleClicked.connect(lambda index: self._lead(index))
        self.table.setToolTip("双击看这个单位应报的任务")
        bar = SlimBar()
        self.chips = bar.add_chips(STANDINGS, self._choose)
        right = column_of(bar, self.table)
        self._split = QSplitter()
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.text)
        self._split.addWidget(right)
        self._split.setStretchFactor(0, 5)
        self._split.setStretchFactor(1, 6)
        hint = "导入计划、收齐填报后，这里按单位通报报送情况。"
        self._stack = QStackedLayout(self)
        self._stack.addWidget(EmptyState("bulletin", "还没有计划", hint, desk.book["plan.import"]))
        self._stack.addWidget(self._split)
        desk.hub.theme_changed.connect(self._show)

    def refresh(self, view: PlanView | None) -> None:
        self._view = view
        self.forget()
        self._stack.setCurrentIndex(1 if view else 0)
        if view is None:
            self._found = None
            return
        self.work_out(lambda _: bulletin.bulletin(view.snapshot, view.period), "正在整理通报", self._take)

    def _take(self, found: Bulletin) -> None:
        self._found = found
        self._show()

    def _choose(self, standing: str) -> None:
        self._standing = standing
        self._show()

    def _show(self) -> None:
        found = self._found
        if found is None:
            return
        place = self.text.verticalScrollBar().value()
        self.text.setHtml(_as_html(found, self.font()))
        self.text.verticalScrollBar().setValue(place)
        counts = {key: sum(key in ("", line.standing) for line in found.lines) for key in STANDINGS}
        show_counts(self.chips, STANDINGS, counts, self._standing)
        for key, button in self.chips.items():
            button.setVisible(key in ("", "complete", "missing", self._standing) or counts[key] > 0)
        self.units.set_rows([line for line in found.lines if self._standing in ("", line.standing)])
        self.footer_changed.emit()

    def _lead(self, index: Index) -> None:
        line = self.units.row(index)
        if line is not None:
            tasks = line.missing or line.owed
            self.desk.go(
                Place(
                    "tasks",
                    extra=Filters(
                        named=frozenset(tasks),
                        origin=f"{line.cells[0]} · {'缺报' if line.missing else '应报'}",
                    ),
                )
            )

    def _copy(self) -> None:
        if self._found is not None:
            QApplication.clipboard().setText(self._found.text)
            self.desk.say("已复制通报文字")

    def _copy_rows(self) -> None:
        """The selected lines of the table, or the selected words of the text."""
        if self.text.hasFocus() and self.text.textCursor().hasSelection():
            self.text.copy()
            return
        rows = sorted({i.row() for i in self.table.selectedIndexes()})
        lines = [[column.text(self.units.rows[n]) for column in COLUMNS] for n in rows]
        QApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))

    def _write(self) -> None:
        view = self._view
        if view is None:
            return
        name = f"{view.plan.name[:40]}{view.period.label}报送情况通报.docx"
        target = self.desk.dialogs.pick_save("生成通报", name, WORD)
        if target is not None:
            self.desk.runner.run(
                lambda store: figures.write_bulletin(store, view.plan.id, view.period, target),
                "正在生成通报",
                lambda path: self.desk.wrote(f"已写成 {path}", path),
            )

    # what the window asks of a page

    def handlers(self) -> Handlers:
        return {
            "bulletin.copy": self._copy,
            "bulletin.word": self._write,
            "edit.copy": self._copy_rows,
        }

    def bar(self) -> tuple[str, ...]:
        return ("bulletin.copy", "bulletin.word")

    def has_selection(self) -> bool:
        return True

    def footer(self) -> tuple[str, ...]:
        if self._view is None or self._found is None:
            return ()
        lines = self._found.lines
        came = sum(line.standing != "missing" for line in lines)
        return (self._view.period.label, f"应报 {len(lines)} 个单位，已报 {came} 个")

    def start_focus(self) -> None:
        self.table.setFocus()


def _table(model: UnitsModel) -> QTableView:
    table = FittedTable()
    table.setModel(model)
    table.setItemDelegate(WrappedDelegate(table, 4))
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.verticalHeader().setDefaultSectionSize(31)
    table.set_widths(COLUMNS)
    table.horizontalHeader().setStretchLastSection(True)
    table.setAccessibleName("各单位报送情况")
    return table


def _as_html(found: Bulletin, font: QFont) -> str:
    """The text in the window's font and colours: title in the middle, headings strong, paragraphs indented."""
    points = font.pointSizeF()
    colours = theme.colours()
    styles = {
        "title": f"text-align:center; font-size:{points * 1.25:.1f}pt; font-weight:600; margin:2px 0;",
        "heading": f"font-size:{points * 1.1:.1f}pt; font-weight:600; margin:14px 0 4px 0;",
        "text": f"font-size:{points * 1.1:.1f}pt; line-height:135%; text-indent:{points * 2.9:.0f}px; margin:4px 0;",
    }
    parts = [f'<p style="{styles[kind]}">{html.escape(words)}</p>' for kind, words in found.paragraphs]
    titles = sum(kind == "title" for kind, _ in found.paragraphs)
    parts.insert(titles, f'<p style="font-size:{points / 2:.1f}pt; margin:0;">&nbsp;</p>')
    return f'<body style="color:{colours.text}">{"".join(parts)}</body>'
