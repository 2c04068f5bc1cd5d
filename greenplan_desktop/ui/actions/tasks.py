"""Actions of the 任务 page."""

from __future__ import annotations

from .spec import EDIT, EDIT_SELECTION, ActionSpec, Need

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("task.insert", "在下方插入任务", "Ctrl+Return", "insert", "任务", 0, EDIT, "tasks", True),
    ActionSpec("task.delete", "删除任务", "Ctrl+Delete", "delete", "任务", 0, EDIT_SELECTION, "tasks", True),
    ActionSpec("task.up", "上移", "Alt+Up", "up", "任务", 1, EDIT_SELECTION, "tasks", True),
    ActionSpec("task.down", "下移", "Alt+Down", "down", "任务", 1, EDIT_SELECTION, "tasks", True),
    ActionSpec("task.to_chapter", "移到章节…", "Ctrl+M", "chapter", "任务", 1, EDIT_SELECTION, "tasks", True),
    ActionSpec("task.renumber", "重新编号", "", "number", "任务", 1, EDIT, "tasks"),
    ActionSpec("chapter.insert", "插入章节…", "Ctrl+Shift+Return", "chapter", "任务", 2, EDIT, "tasks", True),
    ActionSpec("chapter.rename", "修改章节名称…", "", "edit", "任务", 2, EDIT, "tasks", True),
    ActionSpec("chapter.delete", "删除章节…", "", "delete", "任务", 2, EDIT, "tasks", True),
    ActionSpec("task.life", "延期、调整、暂停、取消、销号…", "Ctrl+L", "calendar", "任务", 3, EDIT_SELECTION, "tasks", True),
    ActionSpec("task.fold_all", "折叠全部章节", "Ctrl+[", "", "任务", 4, Need.PLAN, "tasks"),
    ActionSpec("task.unfold_all", "展开全部章节", "Ctrl+]", "", "任务", 4, Need.PLAN, "tasks"),
    ActionSpec("task.clear_filters", "清除筛选", "Ctrl+Shift+L", "filter", "任务", 4, Need.PLAN, "tasks"),
)  # fmt: skip
