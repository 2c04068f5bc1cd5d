"""All shortcuts in one list, menu by menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from .action_book import key_words

if TYPE_CHECKING:
    from .action_book import ActionBook

IN_TABLES = (
    ("移到下一格", "Tab"),
    ("完成输入，移到下一行", "Enter"),
    ("修改单元格", "F2"),
    ("单元格内换行", "Alt+Enter"),
    ("放弃修改", "Esc"),
    ("折叠或展开章节", "空格"),
    ("切换页面", "Ctrl+1 … Ctrl+9"),
)


class ShortcutsDialog(QDialog):
    """Reads the declared actions; nothing is listed twice."""

    def __init__(self, book: ActionBook, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("快捷键一览")
        self.resize(560, 560)
        rows = [
            (s.menu, s.text.rstrip("…"), "、".join(key_words(k) for k in s.shortcuts))
            for s in book.specs.values()
            if s.shortcuts
        ]
        rows += [("表格", text, keys) for text, keys in IN_TABLES]
        table = QTableWidget(len(rows), 3)
        table.setHorizontalHeaderLabels(["菜单", "操作", "快捷键"])
        table.verticalHeader().hide()
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        table.setColumnWidth(0, 70)
        table.setColumnWidth(2, 190)
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                table.setItem(row, column, QTableWidgetItem(text))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(table)
