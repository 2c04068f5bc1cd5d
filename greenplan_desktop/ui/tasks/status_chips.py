"""The chips above the task table: one per status with its count; one is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QToolButton

from greenplan_desktop.model.labels import STATUS
from greenplan_desktop.model.status import UNREPORTED, Status
from greenplan_desktop.ui.chips import chip
from greenplan_desktop.ui.delegates.shapes import status_icon
from greenplan_desktop.ui.page_bar import SlimBar

from .filters import OVERDUE, RESTING

if TYPE_CHECKING:
    from collections.abc import Mapping

ALL = ""
MOST_WIDTH = 240  # px of the words of conditions
ORDER = (
    ALL,
    Status.ON_TRACK,
    Status.DELAYED,
    Status.NOT_STARTED,
    Status.COMPLETED,
    UNREPORTED,
    OVERDUE,
    RESTING,
)
ALWAYS = (ALL, Status.ON_TRACK, Status.DELAYED, Status.COMPLETED, UNREPORTED)
WORDS = {ALL: "全部", OVERDUE: "已逾期", RESTING: "暂停取消销号", **STATUS}


class StatusChips(SlimBar):
    """Emits the status that is to be shown; chips of nothing are left out unless they are always there."""

    chosen = Signal(str)
    cleared = Signal()  # all conditions are to go

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._chips: dict[str, QToolButton] = {}
        for key in ORDER:
            button = chip(WORDS[key], status_icon(key) if key in STATUS else "")
            button.clicked.connect(lambda _=False, k=key: self.chosen.emit(str(k)))
            self._group.addButton(button)
            self._chips[str(key)] = button
            self.add_left(button)
        self._chips[ALL].setChecked(True)
        self._conditions = chip("")
        self._conditions.setToolTip("点击清除筛选，显示全部任务")
        self._conditions.clicked.connect(self.cleared)
        self._conditions.hide()
        self.add_left(self._conditions)

    def show_conditions(self, words: str) -> None:
        """Show what else leaves tasks out, with a way to have them back; nothing where `words` is empty."""
        flat = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, MOST_WIDTH)
        self._conditions.setText(f"{flat}　✕")
        self._conditions.setChecked(True)
        self._conditions.setVisible(bool(words))

    def show_counts(self, total: int, counts: Mapping[str, int], status: str) -> None:
        """Show how many tasks each chip stands for, and which one is on."""
        for key, button in self._chips.items():
            number = total if key == ALL else counts.get(key, 0)
            button.setText(f"{' ' if key in STATUS else ''}{WORDS[key]} {number}")
            button.setVisible(key in ALWAYS or number > 0 or key == status)
            button.setChecked(key == status)
