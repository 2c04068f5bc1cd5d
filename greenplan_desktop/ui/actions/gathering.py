"""Actions of the pages about returns: forms out, the register, reminders."""

from __future__ import annotations

from .spec import ActionSpec, Need

_W = Need.PLAN | Need.WRITABLE
_S = Need.PLAN | Need.SELECTION

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("forms.write", "生成填报表…", "Ctrl+G", "export", "填报", 2, Need.PLAN, tip="为各单位生成本期填报表"),
    ActionSpec("forms.deadline", "设定截止日期…", "", "calendar", "填报", 2, _W),
    ActionSpec("registry.evidence", "收存佐证材料…", "", "archive", "填报", 3, _W | Need.SELECTION, "registry", context=True),
    ActionSpec("registry.message", "复制催报短信", "", "copy", "填报", 3, _S, "registry", context=True),
    ActionSpec("registry.to_reminders", "催报", "", "reminder", "填报", 3, Need.PLAN, "registry"),
    ActionSpec("reminders.copy", "复制全部短信", "", "copy", "填报", 4, Need.PLAN, "reminders"),
    ActionSpec("reminders.print", "打印催报单", "", "print", "填报", 4, Need.PLAN, "reminders"),
    ActionSpec("progress.to_review", "去核对", "", "review", "填报", 5, Need.PLAN, "returns"),
)  # fmt: skip
