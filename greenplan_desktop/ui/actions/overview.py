"""Actions of the 总览 page and of those beside it."""

from __future__ import annotations

from .spec import EDIT_SELECTION, ActionSpec, Need

_P = Need.PLAN
_ONE = Need.PLAN | Need.SELECTION

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("overview.summary", "生成汇总…", "Ctrl+Shift+G", "summary", "文件", 8, _P, "overview", tip="写成 Word 文档：进展情况汇总"),
    ActionSpec("overview.template", "导出汇总模板…", "", "export", "文件", 8, Need.NOTHING, "overview", tip="导出后可在 WPS 或 Word 里修改"),
    ActionSpec("overview.compare", "比较…", "", "history", "查看", 3, _P, "overview", tip="两期进展比较，与印发稿比较"),
    ActionSpec("overview.settings", "统计口径…", "", "settings", "查看", 3, _P, "overview", tip="谁应报送、序时进度和亮灯规则"),
    ActionSpec("targets.excel", "Excel", "", "excel", "文件", 8, _P, "targets", tip="目标完成情况表存为 Excel"),
    ActionSpec("targets.print", "打印", "", "print", "文件", 8, _P, "targets", tip="预览并打印目标完成情况表"),
    ActionSpec("targets.task", "看这项任务", "", "link", "任务", 5, _ONE, "targets", context=True),
    ActionSpec("targets.add", "添加目标…", "", "add", "任务", 5, EDIT_SELECTION, "targets", context=True),
    ActionSpec("targets.delete", "删除目标", "Ctrl+Delete", "delete", "任务", 5, EDIT_SELECTION, "targets", context=True),
    ActionSpec("bulletin.copy", "复制文字", "", "copy", "编辑", 5, _P, "bulletin"),
    ActionSpec("bulletin.word", "生成通报…", "Ctrl+Shift+G", "word", "文件", 8, _P, "bulletin", tip="写成 Word 文档"),
    ActionSpec("alignment.confirm", "确认对应", "Ctrl+Return", "check", "任务", 5, EDIT_SELECTION, "alignment", context=True),
    ActionSpec("alignment.refuse", "不对应", "Ctrl+Delete", "close", "任务", 5, EDIT_SELECTION, "alignment", context=True),
    ActionSpec("alignment.open", "暂无对应任务", "", "warning", "任务", 5, EDIT_SELECTION, "alignment", context=True),
    ActionSpec("alignment.clear", "取消结论", "", "undo", "任务", 5, EDIT_SELECTION, "alignment", context=True),
    ActionSpec("alignment.excel", "Excel", "", "excel", "文件", 8, _P, "alignment", tip="对照表存为 Excel"),
    ActionSpec("alignment.print", "打印对照表", "", "print", "文件", 8, _P, "alignment", tip="预览并打印对照表"),
)  # fmt: skip
