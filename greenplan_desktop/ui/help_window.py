"""The help pages: a list at the left, the page at the right; opened at the page of what is on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QTextBrowser, QWidget

from greenplan_desktop import places

if TYPE_CHECKING:
    from pathlib import Path

PAGE_OF = {
    "tasks": "00", "lookover": "10", "matrix": "20", "returns": "30", "registry": "30", "review": "30",
    "reminders": "30", "print": "40", "overview": "50", "targets": "50", "bulletin": "50", "alignment": "50",
    "units": "60", "history": "70",
}  # fmt: skip


class HelpWindow(QDialog):
    """Stays open beside the window."""

    def __init__(self, page_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("使用帮助")
        self.resize(820, 600)
        self._pages = places.help_pages()
        self._list, self._text = QListWidget(), QTextBrowser()
        self._list.setFixedWidth(170)
        self._list.setAccessibleName("帮助目录")
        self._list.setSpacing(3)
        self._text.setOpenExternalLinks(True)
        self._text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self._text.document().setDocumentMargin(20)
        self._text.document().setDefaultStyleSheet("td, th { padding: 4px 10px; } h1 { font-size: 15pt; }")
        for page in self._pages:
            self._list.addItem(_title(page))
        self._list.currentRowChanged.connect(self._show)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._list)
        row.addWidget(self._text, 1)
        wanted = PAGE_OF.get(page_id, "00")
        start = next((n for n, p in enumerate(self._pages) if p.name.startswith(wanted)), 0)
        self._list.setCurrentRow(start)

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._pages):
            self._text.setMarkdown(self._pages[row].read_text(encoding="utf-8"))


def _title(page: Path) -> str:
    first = page.read_text(encoding="utf-8").split("\n", 1)[0]
    return first.lstrip("# ").strip()
