"""What the pages about returns say where there is nothing to gather yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greenplan_desktop.ui.empty import EmptyState

if TYPE_CHECKING:
    from greenplan_desktop.ui.action_book import ActionBook

NOBODY_OWES = "本期没有要报送的单位"
ASSIGN_FIRST = "先在责任矩阵里为任务分派单位，再生成填报表。"


def no_plan(book: ActionBook) -> EmptyState:
    """There is no plan at all."""
    hint = "导入计划后，这里登记各单位的报送情况。"
    return EmptyState("registry", "还没有计划", hint, book["plan.import"])
