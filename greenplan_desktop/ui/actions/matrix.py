"""Actions of the 责任矩阵 page."""

from __future__ import annotations

from .spec import ActionSpec, Need

_EDIT = Need.PLAN | Need.WRITABLE | Need.SELECTION

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("matrix.copy", "复制到 Excel", "Ctrl+Shift+C", "copy", "查看", 5, Need.PLAN, "matrix", tip="把整张矩阵复制到剪贴板"),
    ActionSpec("matrix.print", "打印矩阵", "", "print", "查看", 5, Need.PLAN, "matrix", tip="按公文版式预览、打印或导出"),
    ActionSpec("matrix.lead", "设为牵头（Q）", "", "", "任务", 6, _EDIT, "matrix", context=True),
    ActionSpec("matrix.responsible", "设为责任（Z）", "", "", "任务", 6, _EDIT, "matrix", context=True),
    ActionSpec("matrix.none", "不承担", "", "clear", "任务", 6, _EDIT, "matrix", context=True),
    ActionSpec("matrix.hide_unit", "隐藏这一单位", "", "", "查看", 6, Need.PLAN | Need.SELECTION, "matrix", context=True),
    ActionSpec("matrix.show_all", "显示全部单位", "", "", "查看", 6, Need.PLAN, "matrix", context=True),
    ActionSpec("matrix.add_unit", "添加单位列…", "", "add", "查看", 6, Need.PLAN, "matrix", context=True),
    ActionSpec("matrix.only_unit", "只看这一单位的任务", "", "filter", "查看", 6, Need.PLAN | Need.SELECTION, "matrix", context=True),
)  # fmt: skip
