"""The panel beside the preview: which list, for whom, on which sheet, with which columns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from greenplan_desktop.jobs import lists

from .columns_list import ColumnsList
from .title_edit import TitleEdit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QWheelEvent

    from greenplan_desktop.model.records import Unit
    from greenplan_desktop.tasklist.presets import Layout

CHAPTERS = (("章节作整行", "rows"), ("章节并入首列", "merged"), ("不印章节", "none"))
WIDTH = 300


class PaperPanel(QScrollArea):
    """Shows a layout and says how the clerk changes it."""

    layout_changed = Signal(object)  # the layout as changed
    layout_chosen = Signal(str)  # another layout by name
    unit_chosen = Signal(object)  # unit id or None

    def __init__(self) -> None:
        super().__init__()
        self._layout: Layout | None = None
        self._fields: tuple[QWidget, ...] = ()
        self._filling = False
        self.setFixedWidth(WIDTH)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setObjectName("DetailPanel")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(14, 12, 14, 12)
        self._column.setSpacing(8)
        self._make_choices()
        self._make_columns()
        self._column.addStretch(1)
        self.setWidget(body)
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(500)
        self._typed.timeout.connect(self._take)

    def _heading(self, text: str) -> QLabel:
        label = _title(text)
        self._column.addWidget(label)
        return label

    def _make_choices(self) -> None:
        self._heading("版式")
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setHorizontalSpacing(10)
        self.layouts, self.units = QComboBox(), QComboBox()
        self._sheet = {key: _combo(choices) for key, choices in lists.sheet_choices().items()}
        self._chapters = _combo(CHAPTERS)
        self._duplex, self._first = QCheckBox("双面印刷"), QSpinBox()
        self._first.setRange(1, 9999)
        self._first.lineEdit().setTextMargins(6, 0, 0, 0)
        self._duplex.setToolTip("双面印刷时，双数页的页码在左边，装订边换到另一侧")
        self._label, self._title = QLineEdit(), TitleEdit()
        self._title.setFixedHeight(70)
        self._unit_word = QLabel("单位")
        form.addRow("清单", self.layouts)
        form.addRow(self._unit_word, self.units)
        form.addRow("纸张", self._sheet["orientation"])
        form.addRow("装订", self._duplex)
        form.addRow("起始页码", self._first)
        form.addRow("附件字样", self._label)
        form.addRow(QLabel("标题（可改字、改分行，清空则自动）"))
        form.addRow(self._title)
        form.addRow("表内字号", self._sheet["cell_pt"])
        form.addRow("页码", self._sheet["numbering"])
        form.addRow("章节", self._chapters)
        self._column.addLayout(form)
        self.layouts.activated.connect(lambda _: self.layout_chosen.emit(self.layouts.currentText()))
        self.units.activated.connect(lambda _: self.unit_chosen.emit(self.units.currentData()))
        self._fields = (self.layouts, self.units, *self._sheet.values(), self._chapters, self._first)
        for field in self._fields:
            field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            field.installEventFilter(self)
        for box in (*self._sheet.values(), self._chapters):
            box.activated.connect(lambda _: self._take())
        self._duplex.toggled.connect(lambda _: self._take())
        self._first.valueChanged.connect(lambda _: self._later())
        self._label.textEdited.connect(lambda _: self._later())
        self._title.textChanged.connect(self._later)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel scrolls the panel and never changes a field that it happens to pass."""
        if event.type() == QEvent.Type.Wheel and watched in self._fields:
            self.wheelEvent(cast("QWheelEvent", event))
            return True
        return super().eventFilter(watched, event)

    def _make_columns(self) -> None:
        head = QHBoxLayout()
        self.columns = ColumnsList()
        self.columns.changed.connect(self._columns_changed)
        self._add = QToolButton()
        self._add.setText("＋ 添加栏目")
        self._add.setProperty("link", True)
        self._add.clicked.connect(lambda: self.columns.offer_more(self._add))
        head.addWidget(_title("栏目"), 1)
        head.addWidget(self._add)
        self._column.addLayout(head)
        self._column.addWidget(self.columns)
        how = QLabel("勾选、拖动排序、双击改名，右键有更多设置；列宽在预览里拖动")
        how.setProperty("muted", True)
        how.setWordWrap(True)
        self._column.addWidget(how)
        row = QHBoxLayout()
        self.keep, self.more = QPushButton("保存版式…"), QPushButton("更多")
        row.addWidget(self.keep, 1)
        row.addWidget(self.more)
        self._column.addLayout(row)
        self._fonts_head = self._heading("字体")
        self._fonts = QLabel()
        self._fonts.setProperty("warning", True)
        self._fonts.setWordWrap(True)
        self._column.addWidget(self._fonts)

    def show_layouts(self, names: Sequence[str], layout: Layout) -> None:
        """Show which layouts there are, and one of them."""
        self._filling = True
        self._layout = layout
        self.layouts.clear()
        self.layouts.addItems(list(names))
        self.layouts.setCurrentText(layout.name)
        paper = layout.paper
        for key, box in self._sheet.items():
            box.setCurrentIndex(max(box.findData(getattr(paper, key)), 0))
        self._chapters.setCurrentIndex(max(self._chapters.findData(layout.chapters), 0))
        self._duplex.setChecked(paper.duplex)
        self._first.setValue(paper.first_page)
        if not self._label.hasFocus():
            self._label.setText(paper.label if paper.label is not None else layout.label)
        if not self._title.hasFocus():
            self._title.setPlainText(paper.title or "")
        self.columns.show_layout(layout)
        self._filling = False

    def show_columns(self, layout: Layout) -> None:
        """Show a layout whose columns changed elsewhere: in the preview, in a menu."""
        self._layout = layout
        self.columns.show_layout(layout)

    def show_units(self, units: Sequence[Unit], chosen: int | None, *, every: str) -> None:
        """Show which units can be chosen; hidden where the layout is for no unit."""
        self._filling = True
        self.units.clear()
        if every:
            self.units.addItem(every, None)
        for unit in units:
            self.units.addItem(unit.short_name, unit.id)
        self.units.setCurrentIndex(max(self.units.findData(chosen), 0))
        self._filling = False

    def show_title(self, lines: str) -> None:
        """Show how the title is broken where the clerk sets no breaks."""
        self._title.offer(lines)

    def show_fonts(self, notes: Sequence[str]) -> None:
        """Name the fonts that replace the standard's."""
        text = "\n".join(notes) or "本机有公文所需的全部字体。"
        self._fonts.setText(
            text + ("\n安装：把字体文件放进系统字体文件夹后重新打开本程序。" if notes else "")
        )

    def _later(self) -> None:
        if not self._filling:
            self._typed.start()

    def _take(self) -> None:
        if self._filling or self._layout is None:
            return
        sheet: dict[str, Any] = {key: box.currentData() for key, box in self._sheet.items()}
        paper = replace(
            self._layout.paper,
            **sheet,
            duplex=self._duplex.isChecked(),
            first_page=self._first.value(),
            label=self._label.text().strip(),
            title=self._title.typed(),
        )
        self._layout = replace(self._layout, paper=paper, chapters=self._chapters.currentData())
        self.layout_changed.emit(self._layout)

    def _columns_changed(self, layout: Layout) -> None:
        self._layout = layout
        self.layout_changed.emit(layout)


def _title(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("title", True)
    return label


def _combo(choices: Sequence[tuple[str, Any]]) -> QComboBox:
    box = QComboBox()
    for word, value in choices:
        box.addItem(word, value)
    return box
