"""The row of menus, and at its right what the window has to mind: the sample, reminders; never a row of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenuBar, QSizePolicy, QToolButton

from . import icons
from .giving_way import give_way

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from .action_book import ActionBook

HEIGHT = 32  # px


class Mark(QFrame):
    """A small coloured frame beside the menus. It can say the same in fewer words where there is no room."""

    changed = Signal()  # it was shown, hidden, or says something else

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("Mark")
        self.setAccessibleName(name)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(8, 0, 6, 0)
        self.row.setSpacing(8)
        self.hide()

    def show_words(self, *, shown: bool) -> None:
        """Say it in full, or as shortly as it can be said."""
        raise NotImplementedError


class MenuRow(QFrame):
    """All menus at every width: marks give way, the first of them first."""

    def __init__(self, book: ActionBook, marks: Sequence[Mark]) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self.menus = QMenuBar()
        self.menus.setNativeMenuBar(False)
        self.menus.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        book.fill_bar(self.menus)
        rest = self.menus.findChild(QToolButton, "qt_menubar_ext_button")
        if rest is not None:  # the menus that have no room
            rest.setIcon(icons.icon("more", "muted"))
        self._marks = tuple(marks)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(6, 3, 12, 0)
        row.setSpacing(8)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        row.addWidget(self.menus, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        for mark in self._marks:
            row.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
            mark.changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        give_way(self._marks, lambda: self._wanted() <= self.width())

    def _wanted(self) -> int:
        margins = self._row.contentsMargins()
        parts = [self.menus, *(m for m in self._marks if not m.isHidden())]
        widths = sum(part.sizeHint().width() for part in parts)
        return widths + len(parts) * self._row.spacing() + margins.left() + margins.right()
