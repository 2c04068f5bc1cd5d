"""Numbers on the navigation: how many units still owe their return for the period on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greenplan_desktop.model import rules

if TYPE_CHECKING:
    from .plan_view import PlanView


def badges(view: PlanView | None) -> dict[str, int]:
    """Badge by page id; a period for which nothing was ever collected has none."""
    if view is None or view.index.period_id(view.period) is None:
        return {}
    missing = sum(1 for unit in rules.owed(view.index, view.period) if not unit.received)
    return {"returns": missing} if missing else {}
