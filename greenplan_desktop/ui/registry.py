"""All pages in the order of the navigation; a page is one line here and one module in ui/pages."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .page import Page

_PAGES = "greenplan_desktop.ui.pages."


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page by its module and class; `under` puts it into another page's row of tabs, `guest` hides it there.

    A guest page (the look-over of a plan, a review) has no tab: it is only gone to.
    """

    page_id: str
    title: str
    icon: str
    module: str
    class_name: str
    under: str = ""
    guest: bool = False

    def load(self) -> type[Page]:
        """Import the page's class."""
        return getattr(import_module(_PAGES + self.module), self.class_name)


_ALL: tuple[PageEntry, ...] = (
    PageEntry("overview", "总览", "overview", "overview", "OverviewPage"),
    PageEntry("targets", "目标", "target", "targets", "TargetsPage", under="overview"),
    PageEntry("bulletin", "通报", "bulletin", "bulletin", "BulletinPage", under="overview"),
    PageEntry("alignment", "上级文件", "align", "alignment", "AlignmentPage", under="overview"),
    PageEntry("tasks", "任务", "tasks", "tasks", "TasksPage"),
    PageEntry("lookover", "导入计划", "import", "lookover", "LookOverPage", under="tasks", guest=True),
    PageEntry("matrix", "责任矩阵", "matrix", "matrix", "MatrixPage"),
    PageEntry("returns", "进展填报", "returns", "progress", "ProgressPage"),
    PageEntry("registry", "回收登记", "registry", "registry", "RegistryPage", under="returns"),
    PageEntry("review", "核对", "review", "review", "ReviewPage", under="returns"),
    PageEntry("reminders", "催报", "reminder", "reminders", "RemindersPage", under="returns"),
    PageEntry("print", "打印", "print", "paper", "PaperPage"),
    PageEntry("units", "单位", "units", "units", "UnitsPage"),
    PageEntry("history", "修改记录", "history", "history", "HistoryPage"),
)


def entries() -> tuple[PageEntry, ...]:
    """Every page."""
    return _ALL


def roots(pages: tuple[PageEntry, ...]) -> tuple[PageEntry, ...]:
    """The pages that have a place in the navigation."""
    return tuple(e for e in pages if not e.under)


def tabs(pages: tuple[PageEntry, ...], page_id: str) -> tuple[PageEntry, ...]:
    """The row of tabs a page belongs to, its root first; empty where it stands alone."""
    root = root_of(pages, page_id)
    family = tuple(e for e in pages if root in (e.page_id, e.under) and not e.guest)
    return family if len(family) > 1 else ()


def root_of(pages: tuple[PageEntry, ...], page_id: str) -> str:
    """The navigation entry that is lit while a page is in front."""
    entry = next((e for e in pages if e.page_id == page_id), None)
    return (entry.under or entry.page_id) if entry else page_id
