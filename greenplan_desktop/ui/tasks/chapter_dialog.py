"""The choice of a chapter to put tasks into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from greenplan_desktop.ui.form import FormDialog

if TYPE_CHECKING:
    from greenplan_desktop.ui.plan_view import PlanView

KEY = 0x0100  # Qt.ItemDataRole.UserRole


class ChapterDialog(FormDialog):
    """Lists the plan's chapters as they nest."""

    def __init__(self, view: PlanView, parent: QWidget) -> None:
        super().__init__("移到章节", parent, "移动")
        self._list = QListWidget()
        for chapter in view.snapshot.chapters:
            depth = len(view.index.chapter_path(chapter.id)) - 1
            item = QListWidgetItem("　　" * depth + chapter.title)
            item.setData(KEY, chapter.id)
            self._list.addItem(item)
        none = QListWidgetItem("（不属于任何章节）")
        none.setData(KEY, None)
        self._list.addItem(none)
        self._list.setCurrentRow(0)
        self._list.itemDoubleClicked.connect(lambda _: self.do())
        self._list.setMinimumHeight(280)
        self._chosen: int | None = None
        self.rows.addRow(self._list)
        self.ready(self._take, 460)

    def _take(self) -> None:
        item = self._list.currentItem()
        self._chosen = item.data(KEY) if item else None

    def chosen(self) -> int | None:
        """The chapter's key, None for none."""
        return self._chosen
