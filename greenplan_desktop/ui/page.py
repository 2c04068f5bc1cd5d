"""What a page is: a widget that shows a PlanView and answers for actions; built on its first visit."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from pathlib import Path

    from .action_book import Handlers
    from .desk import Desk, Place
    from .plan_view import PlanView


class Page(QWidget):
    """Base of all pages. Subclasses set the class attributes and override what they need."""

    footer_changed = Signal()  # the counts at the foot are others
    bar_changed = Signal()  # other buttons are wanted at the top right
    selection_changed = Signal()  # `has_selection` is another

    page_id: ClassVar[str]
    shows_detail: ClassVar[bool] = False  # the panel of the selected task stands at its right

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def refresh(self, view: PlanView | None) -> None:
        """Show this view (data, plan or period are new); None where there is no plan at all."""
        raise NotImplementedError

    def handlers(self) -> Handlers:
        """What this page does for which action id; asked for each time it comes to the front."""
        return {}

    def bar(self) -> tuple[str, ...]:
        """Ids of the buttons at the top right, the main one last."""
        return ("plan.import", "print.list")

    def footer(self) -> tuple[str, ...]:
        """Counts for the foot of the window."""
        return ()

    def has_selection(self) -> bool:
        """Whether actions that need a selection are enabled."""
        return False

    def go_to(self, place: Place) -> None:
        """Show what the place names; called after `refresh`."""

    def undo_names(self) -> tuple[str, str] | None:
        """What the page's own undo and redo would do, "" for nothing; None: undo and redo are the database's."""
        return None

    def reveal(self, task_id: int) -> None:
        """An undo or redo touched this task: show it where the page lists tasks."""

    def seen(self) -> None:
        """Called once, when the window with this page in front has been painted: what may wait until then."""

    def start_focus(self) -> None:
        """Give the keyboard to the page's main part."""
        self.setFocus()

    def take_files(self, paths: list[Path]) -> bool:
        """Take files dropped on the window while this page is in front; False leaves them to the window."""
        return False

    def leave(self) -> bool:
        """Asked before another page comes to the front or the window closes; False stays (unsaved work)."""
        return True

    def keep_state(self) -> None:
        """Put columns and splitters into the settings; called when the window closes."""
