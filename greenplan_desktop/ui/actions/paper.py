"""Actions of the 打印 page."""

from __future__ import annotations

from .spec import ActionSpec, Need

_P = Need.PLAN

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("paper.pdf", "另存 PDF", "Ctrl+Shift+S", "pdf", "文件", 6, _P, "print"),
    ActionSpec("paper.word", "Word", "", "word", "文件", 6, _P, "print", tip="另存为 Word 文档，可继续编辑"),
    ActionSpec("paper.excel", "Excel", "", "excel", "文件", 6, _P, "print", tip="另存为 Excel 表格，可继续编辑"),
    ActionSpec("paper.print", "打印…", "Ctrl+Alt+P", "print", "文件", 6, _P, "print"),
    ActionSpec("paper.batch_file", "全部单位清单：存为一个 PDF…", "", "", "文件", 7, _P, "print"),
    ActionSpec("paper.batch_folder", "全部单位清单：每单位一个文件…", "", "", "文件", 7, _P, "print"),
)  # fmt: skip
