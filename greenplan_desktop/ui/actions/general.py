"""Actions of the window itself, and those whose meaning the current page gives (copy, paste, find …)."""

from __future__ import annotations

from .spec import EDIT, EDIT_SELECTION, ActionSpec, Need

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("plan.import", "导入计划…", "Ctrl+I", "import", "文件", 0, Need.WRITABLE, tip="导入计划文件：Word、PDF、文本"),
    ActionSpec("plan.paste", "粘贴计划文字…", "Ctrl+Shift+V", "paste", "文件", 0, Need.WRITABLE),
    ActionSpec("plan.new", "新建空计划…", "Ctrl+N", "add", "文件", 0, Need.WRITABLE),
    ActionSpec("plan.manage", "计划管理…", "Ctrl+Shift+P", "folder", "文件", 0),
    ActionSpec("plan.remove_sample", "移除示例计划", "", "delete", "文件", 0, Need.SAMPLE | Need.WRITABLE),
    ActionSpec("print.list", "打印清单", "Ctrl+P", "print", "文件", 1, Need.PLAN, tip="预览并打印任务清单"),
    ActionSpec("database.manage", "数据库与备份…", "Ctrl+Shift+D", "database", "文件", 20),
    ActionSpec("database.backup", "立即备份…", "", "save", "文件", 20),
    ActionSpec("window.settings", "设置…", "Ctrl+,", "settings", "文件", 21),
    ActionSpec("window.quit", "退出", "Ctrl+Q", "close", "文件", 22),
    ActionSpec("edit.undo", "撤销", "Ctrl+Z", "undo", "编辑", 0, Need.UNDO | Need.WRITABLE),
    ActionSpec("edit.redo", "重做", "Ctrl+Y", "redo", "编辑", 0, Need.REDO | Need.WRITABLE, other_shortcuts=("Ctrl+Shift+Z",)),
    ActionSpec("edit.cut", "剪切", "Ctrl+X", "cut", "编辑", 1, EDIT_SELECTION, context=True),
    ActionSpec("edit.copy", "复制", "Ctrl+C", "copy", "编辑", 1, Need.SELECTION, context=True),
    ActionSpec("edit.paste", "粘贴", "Ctrl+V", "paste", "编辑", 1, EDIT, context=True),
    ActionSpec("edit.clear", "清除内容", "Delete", "clear", "编辑", 1, EDIT_SELECTION, context=True),
    ActionSpec("edit.fill_down", "向下填充", "Ctrl+D", "fill", "编辑", 1, EDIT_SELECTION, context=True),
    ActionSpec("edit.search", "搜索", "Ctrl+F", "search", "编辑", 2),
    ActionSpec("edit.replace", "查找和替换…", "Ctrl+H", "replace", "编辑", 2, Need.PLAN),
    ActionSpec("view.detail", "任务详情栏", "F4", "detail", "查看", 1, checkable=True),
    ActionSpec("view.menu", "打开菜单", "F10", "", "查看", 1),
    ActionSpec("view.refresh", "刷新", "F5", "refresh", "查看", 1),
    ActionSpec("view.dark", "深色外观", "", "theme", "查看", 2, checkable=True),
    ActionSpec("help.manual", "使用帮助", "F1", "help", "帮助", 0),
    ActionSpec("help.shortcuts", "快捷键一览", "Ctrl+F1", "help", "帮助", 0),
    ActionSpec("help.log", "打开运行记录", "", "summary", "帮助", 1),
    ActionSpec("help.about", "关于本程序", "", "info", "帮助", 1),
)  # fmt: skip
