"""What an action is: declared once as data; menus, bars, context menus, the F1 list and the clash test read it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag, auto


class Need(Flag):
    """What must be so for an action to be enabled; the window states which of these hold."""

    NOTHING = 0
    PLAN = auto()  # a plan is open
    SELECTION = auto()  # something is selected on the page
    WRITABLE = auto()  # the database may be written
    UNDO = auto()
    REDO = auto()
    SAMPLE = auto()  # the sample plan is there


EDIT = Need.PLAN | Need.WRITABLE
EDIT_SELECTION = Need.PLAN | Need.WRITABLE | Need.SELECTION

HOME = {"任务": "tasks", "单位": "units"}  # the page that a menu is mostly for
MENUS = ("文件", "编辑", "任务", "填报", "单位", "查看", "帮助")


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action; `page` limits it to a page (its shortcut too), `group` sets a separator between groups of a menu."""

    id: str
    text: str
    shortcut: str = ""
    icon: str = ""
    menu: str = ""  # one of MENUS, "" for none
    group: int = 0
    needs: Need = Need.NOTHING
    page: str = ""
    context: bool = False  # also in the page's context menu
    checkable: bool = False
    tip: str = ""
    other_shortcuts: tuple[str, ...] = ()

    @property
    def shortcuts(self) -> tuple[str, ...]:
        """All its shortcuts, the one shown in menus first."""
        return ((self.shortcut, *self.other_shortcuts)) if self.shortcut else self.other_shortcuts
