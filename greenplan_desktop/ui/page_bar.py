"""The row above a page's main part: filters and words at its left, tools and hints at its right."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QFrame, QHBoxLayout

from .chips import chip

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QToolButton, QWidget

K = TypeVar("K", bound=str)
SLIM = 40  # px


class PageBar(QFrame):
    """Parts in one line, those at the left before those at the right; as high as its parts ask for."""

    def __init__(self, *, rim: int = 7, gap: int = 6) -> None:
        super().__init__()
        self.setObjectName("PageBar")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, rim, 12, rim)
        self._row.setSpacing(gap)
        self._row.addStretch(1)
        self._at_left = 0

    def add_left(self, *parts: QWidget) -> None:
        """Put parts at the left, after those already there."""
        for part in parts:
            self._row.insertWidget(self._at_left, part)
            self._at_left += 1

    def add_right(self, *parts: QWidget, stretch: int = 0) -> None:
        """Put parts at the right, after those already there; with `stretch` they take the room that is left."""
        for part in parts:
            self._row.addWidget(part, stretch)

    def add_chips(self, words: Mapping[K, str], chosen: Callable[[K], object]) -> dict[K, QToolButton]:
        """One chip per key at the left; a click on it hands its key to `chosen`."""
        made = {key: chip(word) for key, word in words.items()}
        for key, button in made.items():
            button.clicked.connect(lambda _=False, k=key: chosen(k))
            self.add_left(button)
        return made

    def put_in_place_of(self, part: QWidget, stand_in: QWidget) -> None:
        """Show another part where this one at the left stands, until `take_back` has it shown again."""
        self._row.insertWidget(self._row.indexOf(part), stand_in)
        self._at_left += 1
        part.hide()

    def take_back(self, part: QWidget, stand_in: QWidget) -> None:
        """Throw the stand-in away and show the part itself."""
        self._row.removeWidget(stand_in)
        self._at_left -= 1
        stand_in.hide()
        stand_in.deleteLater()
        part.show()


class SlimBar(PageBar):
    """The same, of one height whatever stands in it."""

    def __init__(self) -> None:
        super().__init__(rim=0)
        self.setFixedHeight(SLIM)
