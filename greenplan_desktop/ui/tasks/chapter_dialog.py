"""The choice of a chapter to put tasks into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from greenplan_desktop.ui.form import FormDialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greenplan_desktop.model.records import StoredChapter
    from greenplan_desktop.ui.plan_view import PlanView

KEY = 0x0100  # Qt.ItemDataRole.UserRole


class ChapterDialog(FormDialog):
    """Lists the plan's chapters as they nest."""

    def __init__(self, view: PlanView, present: int | None, parent: QWidget) -> None:
        super().__init__("移到章节", parent, "移动")
        self._list = QListWidget()
        for chapter in nested(view.snapshot.chapters):
            depth = len(view.index.chapter_path(chapter.id)) - 1
            item = QListWidgetItem("　　" * depth + chapter.title)
            item.setData(KEY, chapter.id)
            self._list.addItem(item)
        none = QListWidgetItem("（不属于任何章节）")
        none.setData(KEY, None)
        self._list.addItem(none)
        keys = [self._list.item(row).data(KEY) for row in range(self._list.count())]
        self._list.setCurrentRow(keys.index(present) if present in keys else 0)
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


def nested(chapters: Sequence[StoredChapter], parent: int | None = None) -> list[StoredChapter]:
    """Chapters each followed by those below it, as they stand."""
    found: list[StoredChapter] = []
    for chapter in (c for c in chapters if c.parent_id == parent):
        found += [chapter, *nested(chapters, chapter.id)]
    return found
