"""Pages whose figures are worked out on the other thread: only the latest answer counts, a lost one is asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .page import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from greenplan_desktop.model.progress import Work
    from greenplan_desktop.store.database import Store

    from .desk import Desk


class FiguredPage(Page):
    """`work_out` in `refresh`; what was cancelled by another page is asked again when this one comes back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.asked = 0  # the number of the latest question
        self._lost = False

    def work_out(self, make: Callable[[Store], Work[Any]], title: str, done: Callable[[Any], object]) -> None:
        """Drive `make(store)`; its result goes to `done` unless something else was asked meanwhile."""
        self.asked += 1
        asked, self._lost = self.asked, False

        def take(found: Any) -> None:
            if asked == self.asked:
                done(found)

        def lost() -> None:
            self._lost = self._lost or asked == self.asked

        self.desk.runner.run(make, title, take, None, lost)

    def forget(self) -> None:
        """Answers that are still to come are not wanted any more."""
        self.asked += 1
        self._lost = False

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._lost:
            self.refresh(self.desk.view)
