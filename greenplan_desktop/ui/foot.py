"""The foot of the window: counts, what undo would take back, the last backup, and what is being done."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

if TYPE_CHECKING:
    from pathlib import Path

    from greenplan_desktop.model.progress import Progress

SAY_MS, WRITTEN_MS = 8000, 30_000
LABEL_WIDTH = 260  # px; what is done changes many times a second, and nothing is to jump


class ProgressStrip(QWidget):
    """What long work is doing, how far it is, and a way to stop it."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._label, self._bar = QLabel(), QProgressBar()
        self._label.setFixedWidth(LABEL_WIDTH)
        self._label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(140)
        button = QPushButton("取消")
        button.setProperty("link", True)
        button.clicked.connect(self.cancelled)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self._label, self._bar, button):
            layout.addWidget(part)
        self.hide()

    def start(self, title: str) -> None:
        """Show a piece of work that has just become long."""
        self._say(title)
        self._bar.setRange(0, 0)
        self.show()

    def advance(self, progress: Progress) -> None:
        """Show how far it is."""
        self._bar.setRange(0, progress.total)
        self._bar.setValue(progress.done)
        if progress.message:
            self._say(progress.message)

    def _say(self, text: str) -> None:
        middle = Qt.TextElideMode.ElideMiddle
        self._label.setText(self._label.fontMetrics().elidedText(text, middle, LABEL_WIDTH))


class Foot(QFrame):
    """Left: the page's counts, then a quiet message. Right: progress or the last backup."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("Foot")
        self.setFixedHeight(26)
        self._counts, self._message, self._backup = QLabel(), QLabel(), QLabel()
        self.folder = QPushButton("打开文件夹")
        self.folder.setProperty("link", True)
        self.folder.hide()
        self.folder.clicked.connect(self._open)
        self._written: Path | None = None
        self.strip = ProgressStrip()
        for label in (self._counts, self._message, self._backup):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setMinimumWidth(1)  # a long sentence never makes the window wider
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 0)
        layout.setSpacing(20)
        layout.addWidget(self._counts)
        layout.addWidget(self._message)
        layout.addWidget(self.folder)
        layout.addStretch(1)
        layout.addWidget(self.strip)
        layout.addWidget(self._backup)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._fall_silent)

    def show_counts(self, texts: tuple[str, ...]) -> None:
        """Show the page's counts and what undo would take back."""
        self._counts.setText("　 ".join(t for t in texts if t))

    def say(self, text: str) -> None:
        """Show a quiet message for a while; what the counts say already (撤销：…) is not said twice."""
        self._fall_silent()
        self._message.setText("" if text and text in self._counts.text() else text)
        self._timer.start(SAY_MS)

    def say_written(self, text: str, path: Path) -> None:
        """Say that files were written, for longer, with the way to their folder."""
        self.say(text)
        self._written = path if path.is_dir() else path.parent
        self.folder.show()
        self._timer.start(WRITTEN_MS)

    def _fall_silent(self) -> None:
        self._message.clear()
        self.folder.hide()

    def _open(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written)))

    def show_backup(self, when: datetime | None) -> None:
        """Show when the newest backup was made."""
        self._backup.setText(backup_text(when, datetime.now()))


def backup_text(when: datetime | None, now: datetime) -> str:
    """今日 09:12 已自动备份, 昨日 …, 7月3日 …; 尚未备份 where there is none."""
    if when is None:
        return "尚未备份"
    days = (now.date() - when.date()).days
    day = {0: "今日", 1: "昨日"}.get(days, f"{when.month}月{when.day}日")
    return f"{day} {when:%H:%M} 已自动备份"
