"""What holds for the database on the screen: a mark that this is the sample, a strip where it can only be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from .empty import action_button
from .menu_row import Mark

if TYPE_CHECKING:
    from .action_book import ActionBook
    from .session import Session

SAMPLE, SAMPLE_SHORT = "示例计划，可以随意修改", "示例"
READ_ONLY = "数据库是只读的，只能查看、打印和导出。"


class SampleMark(Mark):
    """Says that the plan on the screen is the sample, with the one click that removes it."""

    def __init__(self, book: ActionBook) -> None:
        super().__init__("示例计划")
        self._words = QLabel(SAMPLE)
        self._words.setToolTip("用来熟悉操作的计划，可以随意修改，用完移除。")
        self.remove = action_button(book["plan.remove_sample"])
        self.remove.setProperty("link", True)
        self.row.addWidget(self._words)
        self.row.addWidget(self.remove)

    def follow(self, session: Session) -> None:
        """Stand where the plan on the screen is the sample."""
        sample = session.view is not None and session.view.plan.is_sample
        self.remove.setVisible(sample and not session.read_only)
        self.setVisible(sample)
        self.changed.emit()

    def show_words(self, *, shown: bool) -> None:
        self._words.setText(SAMPLE if shown else SAMPLE_SHORT)


class Notice(QFrame):
    """A strip under the head of a window whose database may not be written; hidden otherwise."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("Notice")
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 16, 5)
        row.addWidget(self._words, 1)
        self.hide()

    def follow(self, session: Session) -> None:
        """Say why nothing can be written."""
        self._words.setText((session.store.holder or READ_ONLY) if session.read_only else "")
        self.setVisible(session.read_only)
