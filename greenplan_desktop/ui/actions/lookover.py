"""Actions of the look-over of a plan document."""

from __future__ import annotations

from .spec import ActionSpec, Need

_W = Need.WRITABLE
_S = Need.SELECTION

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("draft.cancel", "取消导入", "", "close", "文件", 5, Need.NOTHING, "lookover"),
    ActionSpec("draft.accept", "接受", "Ctrl+Return", "check", "文件", 5, _W, "lookover", tip="存入数据库，可撤销"),
    ActionSpec("draft.join", "合并所选任务", "Ctrl+J", "merge", "任务", 7, _S, "lookover", context=True),
    ActionSpec("draft.split", "在光标处拆分", "Ctrl+K", "", "任务", 7, _S, "lookover", context=True),
    ActionSpec("draft.drop", "不是任务", "Ctrl+Delete", "delete", "任务", 7, _S, "lookover", context=True),
    ActionSpec("draft.first_leads", "首位为牵头单位", "", "", "任务", 8, Need.NOTHING, "lookover", tip="责任单位的第一个为牵头单位，重新读取"),
    ActionSpec("draft.head", "更正计划信息…", "", "edit", "任务", 8, Need.NOTHING, "lookover", tip="更正标题、简称、文号、机关、日期和起止年份"),
)  # fmt: skip
