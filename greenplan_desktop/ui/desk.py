"""What every page is handed when it is built, and where one page can send the clerk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.errors import GreenplanError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from greenplan_desktop.jobs.changed import Changed

    from .action_book import ActionBook
    from .dialogs import Dialogs
    from .hub import Hub
    from .plan_view import PlanView
    from .runner import Runner
    from .session import Session
    from .settings import Settings


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere to go: a page, and what to show there; `extra` is whatever that page understands."""

    page_id: str
    task_id: int | None = None
    unit_id: int | None = None
    text: str = ""  # what was searched for, to be marked there
    extra: Any = None


@dataclass(frozen=True, slots=True)
class Desk:
    """The window's tools: data by `session`, facts by `hub`, questions by `dialogs`, long work by `runner`."""

    session: Session
    hub: Hub
    dialogs: Dialogs
    runner: Runner
    book: ActionBook
    settings: Settings
    go: Callable[[Place], None]

    @property
    def view(self) -> PlanView | None:
        """The plan on the screen, None where there is none."""
        return self.session.view

    def attempt(self, work: Callable[[], object]) -> bool:
        """Do it; an expected error is told to the clerk. False where it failed."""
        try:
            work()
        except GreenplanError as error:
            self.dialogs.fail(error.message)
            return False
        return True

    def change(self, job: Callable[..., Changed], *args: Any, **options: Any) -> Changed | None:
        """Change the data by a job; an expected error is told to the clerk. None where it failed."""
        done: list[Changed] = []
        self.attempt(lambda: done.append(self.session.do(job, *args, **options)))
        return done[0] if done else None

    def say(self, text: str) -> None:
        """A quiet sentence at the foot of the window."""
        self.hub.said.emit(text)

    def wrote(self, text: str, path: Path) -> None:
        """The same about files that were written; the foot leads to their folder."""
        self.hub.wrote.emit(text, path)
