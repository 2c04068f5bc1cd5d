"""What is doubtful, one line each, leading to its place, with the fix at hand."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from greenplan_desktop.ui import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST = 120


@dataclass(frozen=True, slots=True)
class Remark:
    """One line: what it says, where it leads, and what can be done about it as (words, act)."""

    text: str
    go: Callable[[], None] | None = None
    fixes: tuple[tuple[str, Callable[[], None]], ...] = ()
    settled: bool = False  # the clerk has decided; it stays in sight to be changed


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
        self.setVisible(bool(remarks or notes))
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()
        self.setWidget(body)


def _line(remark: Remark) -> QLabel:
    """The words with their links behind them, as one text that wraps as a whole."""
    acts = ((("到原文", remark.go),) if remark.go else ()) + remark.fixes
    colour = theme.colours().accent_text
    links = [
        f'<a href="{number}" style="color:{colour}; text-decoration:none">{html.escape(words)}</a>'
        for number, (words, _) in enumerate(acts)
    ]
    label = QLabel("&nbsp;&nbsp;&nbsp; ".join([html.escape(remark.text), *links]))
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setWordWrap(True)
    flag = Qt.TextInteractionFlag
    label.setTextInteractionFlags(
        flag.TextSelectableByMouse | flag.LinksAccessibleByMouse | flag.LinksAccessibleByKeyboard
    )
    label.linkActivated.connect(lambda number: acts[int(number)][1]())
    return label
