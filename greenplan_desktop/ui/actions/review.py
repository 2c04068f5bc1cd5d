"""Actions of the 核对 page."""

from __future__ import annotations

from .spec import ActionSpec, Need

_W = Need.PLAN | Need.WRITABLE

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("review.open_files", "导入填报表…", "Ctrl+R", "import", "填报", 0, _W, tip="选择各单位报来的表，可多选"),
    ActionSpec("review.open_folder", "导入整个文件夹…", "Ctrl+Shift+R", "folder", "填报", 0, _W),
    ActionSpec("review.apply", "入库", "Ctrl+Return", "check", "填报", 1, _W, "review", tip="把勾选的各项写入数据库，可整批撤销"),
    ActionSpec("review.sendback", "生成退回单", "", "export", "填报", 1, Need.PLAN, "review", tip="为有问题的文件写退回单"),
    ActionSpec("review.next", "下一处待核对", "F8", "down", "填报", 1, Need.PLAN, "review"),
    ActionSpec("review.accept", "勾选全部无疑点的项", "", "", "填报", 1, _W, "review"),
    ActionSpec("review.clear", "放弃本次核对", "", "close", "填报", 1, Need.PLAN, "review"),
)  # fmt: skip
