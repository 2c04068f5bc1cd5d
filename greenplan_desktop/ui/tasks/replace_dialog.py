"""Find and replace in the task table's texts; everything replaced at once is one undoable step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
)

from .blocks import TITLES, replace_block
from .columns import text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from greenplan_desktop.ui.desk import Desk
    from greenplan_desktop.ui.pages.tasks import TasksPage

    from .delegates import Refusal
    from .rows import TaskRow

COLUMNS = ("title", "text", "due_text", "remarks", "clause", "lead", "responsible")
TEXTS = ("title", "text", "due_text", "remarks", "clause")


class ReplaceDialog(QDialog):
    """Stays open beside the table; the cell found is selected there."""

    def __init__(self, page: TasksPage, desk: Desk) -> None:
        super().__init__(page.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("查找和替换")
        self._page, self._desk = page, desk
        self.words, self.put, self.where = QLineEdit(), QLineEdit(), QComboBox()
        self.where.addItem("所有文字栏", TEXTS)
        for key in COLUMNS:
            self.where.addItem(TITLES[key], (key,))
        self.note = QLabel()
        self.note.setProperty("muted", True)
        form = QFormLayout()
        for label, field in (("查找", self.words), ("替换为", self.put), ("范围", self.where)):
            field.setAccessibleName(label)
            form.addRow(label, field)
        row = QHBoxLayout()
        row.addWidget(self.note, 1)
        for text, slot in (("查找下一个", self.next), ("替换", self.one), ("全部替换", self.every)):
            row.addWidget(self._button(text, slot))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addLayout(row)
        self.resize(460, self.sizeHint().height())
        self.words.textChanged.connect(lambda _: self.note.clear())
        self.words.setFocus()

    def _button(self, text: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(text == "查找下一个")
        button.clicked.connect(slot)
        return button

    def _rows(self) -> list[tuple[int, TaskRow]]:
        table = self._page.table
        return [(n, r) for n in range(len(table.rows_model.rows)) if (r := table.task_at(n))]

    def _keys(self) -> tuple[str, ...]:
        return tuple(self.where.currentData())

    def next(self) -> bool:
        """Select the next cell that holds the words, from the present one on and around; False for none."""
        words, table = self.words.text(), self._page.table
        if not words:
            return False
        columns = {k: table.rows_model.column_of(k) for k in self._keys()}
        hits = [(n, columns[k]) for n, r in self._rows() for k in self._keys() if words in text_of(r, k)]
        if not hits:
            self.note.setText("没有找到")
            return False
        now = (table.currentIndex().row(), table.currentIndex().column())
        place = next((h for h in hits if h > now), hits[0])
        table.setColumnHidden(place[1], False)
        table.setCurrentIndex(table.rows_model.index(*place))
        table.scrollTo(table.currentIndex())
        self.note.setText(f"第 {hits.index(place) + 1} 处，共 {len(hits)} 处")
        return True

    def one(self) -> None:
        """Replace in the present cell where it holds the words, then go to the next."""
        table = self._page.table
        row, words = table.task_at(table.currentIndex().row()), self.words.text()
        key = (
            table.rows_model.columns[table.currentIndex().column()].key
            if table.currentIndex().isValid()
            else ""
        )
        if row is not None and key in self._keys() and words and words in text_of(row, key):
            block = replace_block([row], [key], words, self.put.text())
            if not self._page.edits.write_block(block, "", self._refused):
                return
        self.next()

    def every(self) -> None:
        """Replace everywhere in the tasks that are shown."""
        words = self.words.text()
        block = replace_block([r for _, r in self._rows()], self._keys(), words, self.put.text())
        if not block.cells:
            self.note.setText("没有找到" if words else "请先填写要查找的文字")
            return
        label = f"替换“{words}”为“{self.put.text()}”（{len(block.cells)}处）"
        if self._page.edits.write_block(block, label, self._refused):
            self.note.setText(f"已替换 {len(block.cells)} 处")

    def _refused(self, refusal: Refusal) -> None:
        self.note.setText(refusal.text)
