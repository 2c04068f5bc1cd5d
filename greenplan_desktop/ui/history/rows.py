"""The journal's rows: change sets, and the lines of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from greenplan_desktop.ui.columns import Column

if TYPE_CHECKING:
    from greenplan_desktop.jobs.journal import Line
    from greenplan_desktop.store.journal import ChangeSet

STATES = {"done": "", "undone": "已撤销，可重做", "dropped": "已撤销"}
KINDS = {"edit": "修改", "import": "导入", "take_back": "收回", "setup": "初始"}


@dataclass(frozen=True, slots=True)
class SetRow:
    """A change set as the list shows it."""

    change_set: ChangeSet
    plan: str
    taken_back: bool

    @property
    def when(self) -> str:
        """Local time."""
        return datetime.fromisoformat(self.change_set.at).astimezone().strftime("%Y-%m-%d %H:%M:%S")

    @property
    def state(self) -> str:
        """What became of it."""
        return "已收回" if self.taken_back else STATES[self.change_set.state]


SETS: tuple[Column[SetRow], ...] = (
    Column("when", "时间", 150, lambda r: r.when),
    Column(
        "label", "做了什么", 320, lambda r: r.change_set.label, bold=True, tip=lambda r: r.change_set.label
    ),
    Column("user", "操作人", 84, lambda r: r.change_set.user),
    Column("kind", "类型", 60, lambda r: KINDS[r.change_set.kind]),
    Column("state", "状态", 110, lambda r: r.state, muted=True),
    Column("plan", "计划", 220, lambda r: r.plan, muted=True),
)
LINES: tuple[Column[Line], ...] = (
    Column("thing", "对象", 300, lambda r: r.thing),
    Column("column", "栏目", 116, lambda r: r.column),
    Column("before", "原来", 330, lambda r: r.before, muted=True),
    Column("after", "改为", 330, lambda r: r.after),
)
