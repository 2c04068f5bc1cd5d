"""All actions of the window, page by page; a new page adds its module to SECTIONS."""

from __future__ import annotations

from . import gathering, general, history, lookover, matrix, overview, paper, review, tasks, units
from .spec import ActionSpec, Need

SECTIONS: tuple[tuple[ActionSpec, ...], ...] = (
    general.ACTIONS,
    tasks.ACTIONS,
    matrix.ACTIONS,
    lookover.ACTIONS,
    paper.ACTIONS,
    overview.ACTIONS,
    review.ACTIONS,
    gathering.ACTIONS,
    units.ACTIONS,
    history.ACTIONS,
)

__all__ = ["SECTIONS", "ActionSpec", "Need", "all_actions"]


def all_actions() -> dict[str, ActionSpec]:
    """Every action by its id."""
    return {spec.id: spec for section in SECTIONS for spec in section}
