"""Actions of the 单位 page."""

from __future__ import annotations

from .spec import ActionSpec, Need

_WRITE = Need.WRITABLE
_ONE = Need.WRITABLE | Need.SELECTION

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("unit.add", "添加单位…", "", "add", "单位", 0, _WRITE, "units", context=True),
    ActionSpec("unit.rename", "单位更名…", "", "edit", "单位", 0, _ONE, "units", context=True),
    ActionSpec("unit.merge", "合并单位…", "", "merge", "单位", 0, _ONE, "units", context=True),
    ActionSpec("unit.members", "展开群体成员…", "", "group", "单位", 0, _ONE, "units", context=True),
    ActionSpec("unit.delete", "删除单位", "", "delete", "单位", 0, _ONE, "units", context=True),
    ActionSpec("unit.doubles", "查找重复单位…", "", "search", "单位", 1, _WRITE, "units"),
    ActionSpec("unit.import", "导入单位库…", "", "import", "单位", 2, _WRITE, "units", tip="从 Excel 或 CSV 导入单位库"),
    ActionSpec("unit.export", "导出单位库…", "", "export", "单位", 2, Need.NOTHING, "units"),
)  # fmt: skip
