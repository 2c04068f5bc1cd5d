"""One of a long list: type a part of its name, Enter takes the first that is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QListWidget, QPushButton, QVBoxLayout

from greenplan_desktop.model.text import compact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class PickDialog(QDialog):
    """`chosen` is the number of the option taken, None until one was."""

    def __init__(self, title: str, options: Sequence[str], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("请选择")
        self.chosen: int | None = None
        self._options = tuple(options)
        self.words, self.list = QLineEdit(), QListWidget()
        self.words.setPlaceholderText("输入几个字查找")
        self.words.setAccessibleName("查找")
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(self._narrow)
        self.words.installEventFilter(self)
        self.list.setAccessibleName(title)
        self.list.addItems(list(self._options))
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _: self._take())
        take, cancel = QPushButton("确定"), QPushButton("取消")
        take.setProperty("primary", True)
        take.setDefault(True)
        take.clicked.connect(self._take)
        cancel.clicked.connect(self.reject)
        ends = QHBoxLayout()
        ends.addStretch(1)
        ends.addWidget(cancel)
        ends.addWidget(take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 12)
        layout.setSpacing(8)
        for part in (QLabel(title), self.words):
            layout.addWidget(part)
        layout.addWidget(self.list, 1)
        layout.addLayout(ends)
        few = len(self._options) <= FEW
        self.words.setHidden(few)
        (self.list if few else self.words).setFocus()
        self.resize(460, 260 if few else 440)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrow keys move in the list while words are typed."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _MOVES:
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _narrow(self, words: str) -> None:
        wanted = compact(words)
        for row, option in enumerate(self._options):
            self.list.item(row).setHidden(wanted not in compact(option))
        self.list.setCurrentRow(next((r for r in range(self.list.count()) if self._shown(r)), -1))

    def _shown(self, row: int) -> bool:
        return row >= 0 and not self.list.item(row).isHidden()

    def _take(self) -> None:
        row = self.list.currentRow()
        if self._shown(row):
            self.chosen = row
            self.accept()


FEW = 8  # so many are seen at once: no field to search in


def pick(title: str, options: Sequence[str], parent: QWidget | None) -> int | None:
    """The number of the option the clerk takes, None for cancel."""
    dialog = PickDialog(title, options, parent)
    dialog.exec()
    dialog.deleteLater()
    return dialog.chosen
