"""The field for a title with breaks set by hand: it starts from the breaks that are printed already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent


class TitleEdit(QPlainTextEdit):
    """Empty, it shows the title as it is broken by itself; entered, it offers these lines to be changed."""

    def __init__(self) -> None:
        super().__init__()
        self._offered = ""
        self.setTabChangesFocus(True)
        self.setToolTip("留空则按计划标题自动分行；点进来可以改字、改分行，清空则恢复自动")

    def offer(self, lines: str) -> None:
        """The lines that are printed where nothing is typed."""
        self._offered = lines
        self.setPlaceholderText(lines)

    def typed(self) -> str | None:
        """What the clerk wants instead of the lines offered; None where nothing."""
        text = self.toPlainText().strip()
        return text if text and text != self._offered else None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.toPlainText():
            self._fill(self._offered)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.typed() is None:
            self._fill("")

    def _fill(self, text: str) -> None:
        """Put a text in that nobody typed."""
        quiet = self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(quiet)
