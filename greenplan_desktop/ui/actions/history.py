"""Actions of the 修改记录 page."""

from __future__ import annotations

from .spec import ActionSpec, Need

_ONE = Need.WRITABLE | Need.SELECTION

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("history.take_back", "收回这次修改", "", "undo", "编辑", 7, _ONE, "history", context=True, tip="后来又改过的内容不动"),
    ActionSpec("history.take_back_line", "只收回这一处", "", "undo", "编辑", 7, _ONE, "history", context=True),
    ActionSpec("history.print", "打印修改记录", "", "print", "文件", 1, Need.PLAN, "history"),
)  # fmt: skip
