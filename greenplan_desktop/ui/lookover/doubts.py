"""What is doubtful, one line each, leading to its place, with the fix at hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST = 120


@dataclass(frozen=True, slots=True)
class Remark:
    """One line: what it says, where it leads, and what can be done about it as (words, act)."""

    text: str
    go: Callable[[], None] | None = None
    fixes: tuple[tuple[str, Callable[[], None]], ...] = ()


class DoubtList(QScrollArea):
    """Lines under a heading; longer lists are cut and say so."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("请看一下")

    def show_remarks(self, remarks: Sequence[Remark], notes: Sequence[str]) -> None:
        """Show these lines, and below them what the reader did by itself."""
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        head = QLabel("请看一下" if remarks else "没有疑点")
        head.setProperty("warning" if remarks else "muted", True)
        head.setProperty("strong", True)
        column.addWidget(head)
        for remark in remarks[:MOST]:
            column.addWidget(_line(remark))
        rest = len(remarks) - MOST
        for note in ([f"另有 {rest} 处没有列出，处理上面的以后再显示。"] if rest > 0 else []) + list(notes):
            label = QLabel(note)
            label.setProperty("muted", True)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addStretch(1)
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()
        self.setWidget(body)


def _line(remark: Remark) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    label = QLabel(remark.text)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    row.addWidget(label, 1)
    acts = ((("到原文", remark.go),) if remark.go else ()) + remark.fixes
    for words, act in acts:
        button = QPushButton(words)
        button.setProperty("link", True)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(lambda _=False, run=act: run())
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    return line
