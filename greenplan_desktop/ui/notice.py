"""A strip under the top bar: this is the sample, or the database can only be looked at; with what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from .empty import action_button

if TYPE_CHECKING:
    from .action_book import ActionBook
    from .session import Session

SAMPLE = "这是示例计划，用来熟悉操作，可以随意修改。"
READ_ONLY = "数据库是只读的，只能查看、打印和导出。"


class Notice(QFrame):
    """Hidden unless there is something to say."""

    def __init__(self, book: ActionBook) -> None:
        super().__init__()
        self.setObjectName("Notice")
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._sample: list[QPushButton] = [
            action_button(book[key]) for key in ("plan.import", "plan.remove_sample")
        ]
        for button in self._sample:
            button.setProperty("link", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 16, 5)
        row.setSpacing(16)
        row.addWidget(self._words, 1)
        for button in self._sample:
            row.addWidget(button)
        self.hide()

    def follow(self, session: Session) -> None:
        """Say what holds for the plan on the screen."""
        sample = session.view is not None and session.view.plan.is_sample
        text = (session.store.holder or READ_ONLY) if session.read_only else (SAMPLE if sample else "")
        self._words.setText(text)
        for button in self._sample:
            button.setVisible(sample and not session.read_only)
        self.setVisible(bool(text))
