"""The clerk's corrections of a draft, each named, one behind the other; undone and redone before anything is stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from greenplan_desktop.jobs.plan_writer import UnitChoice
    from greenplan_desktop.model.plan import Plan


@dataclass(frozen=True, slots=True)
class State:
    """A draft at one moment: its plan, and which new names are known units."""

    plan: Plan
    choices: dict[str, UnitChoice]


@dataclass(slots=True)
class Corrections:
    """Two stacks of (name of the correction, state before or after it)."""

    _before: list[tuple[str, State]] = field(default_factory=list)
    _after: list[tuple[str, State]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self._before)

    @property
    def names(self) -> tuple[str, str]:
        """What undo and redo would do, "" for nothing."""
        return (self._before[-1][0] if self._before else "", self._after[-1][0] if self._after else "")

    def clear(self) -> None:
        """Another draft: nothing was corrected yet."""
        self._before.clear()
        self._after.clear()

    def add(self, name: str, before: State) -> None:
        """A correction was made."""
        self._before.append((name, before))
        self._after.clear()

    def undo(self, now: State) -> State | None:
        """The state before the latest correction."""
        return _turn(self._before, self._after, now)

    def redo(self, now: State) -> State | None:
        """The state after the correction undone last."""
        return _turn(self._after, self._before, now)


def _turn(behind: list[tuple[str, State]], ahead: list[tuple[str, State]], now: State) -> State | None:
    if not behind:
        return None
    name, state = behind.pop()
    ahead.append((name, now))
    return state
