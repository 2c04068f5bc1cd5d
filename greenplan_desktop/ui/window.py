"""The main window: puts bar, navigation, page, detail and foot together and lets them hear of one another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QIcon, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from greenplan_desktop import places
from greenplan_desktop.store import backup

from . import badges, registry, theme
from .action_book import ActionBook
from .actions import Need
from .desk import Desk, Place
from .detail.panel import WIDTH, DetailPanel
from .foot import Foot
from .navigation import Navigation
from .notice import Notice, SampleMark
from .reminding import ReminderMark
from .runner import Runner
from .sub_tabs import SubTabs
from .top_bar import TopBar
from .window_actions import WindowActions

if TYPE_CHECKING:
    from .dialogs import Dialogs
    from .hub import Hub
    from .page import Page
    from .search_results import SearchResults
    from .session import Session
    from .settings import Settings

TITLE = "绿色计划任务管理"
LEAST_PAGE = 480
NARROW = 1020


class MainWindow(QMainWindow):
    """One window over one database. Build it, then call `start`."""

    painted = Signal()  # once, after the first paint: the time for everything that can wait

    def __init__(self, session: Session, hub: Hub, dialogs: Dialogs, settings: Settings) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.setAcceptDrops(True)
        self.session, self.hub, self.settings = session, hub, settings
        self.runner = Runner(session, dialogs, self)
        self.book = ActionBook(self)
        self.desk = Desk(session, hub, dialogs, self.runner, self.book, settings, self.go)
        self.answers = WindowActions(self, self.desk)
        self._entries = registry.entries()
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self._painted = False
        self._over = False
        self._page: Page | None = None
        self._results: SearchResults | None = None
        self._build()
        self._connect()
        self._restore()

    def start(self) -> None:
        """Open the session and show the page of last time."""
        self.book.bind(self.answers.handlers())
        self.session.start()
        known = {e.page_id for e in self._entries if not e.guest}
        overview = self.settings.get("start_at_overview", False)
        last = "overview" if overview else self.settings.get("page", "tasks")
        self.book["view.dark"].setChecked(theme.colours() is theme.DARK)
        self.go(Place(last if last in known else "tasks"))

    @property
    def page(self) -> Page | None:
        """The page in front."""
        return self._page

    def page_of(self, page_id: str) -> Page:
        """A page by its id, built on first use."""
        if page_id not in self._pages:
            entry = next(e for e in self._entries if e.page_id == page_id)
            page = entry.load()(self.desk)
            page.setAccessibleName(entry.title)
            self._pages[page_id] = page
            self._stale.add(page_id)
            self._stack.addWidget(page)
            page.footer_changed.connect(self._show_foot)
            page.bar_changed.connect(self._show_buttons)
            page.selection_changed.connect(self._show_state)
        return self._pages[page_id]

    def go(self, place: Place) -> None:
        """Bring a page to the front and show there what the place names."""
        page = self.page_of(place.page_id)
        if page is not self._page:
            if self._page is not None and not self._page.leave():
                self._navigation.light(registry.root_of(self._entries, self._page.page_id))
                return
            self._turn_to(page)
        self._refresh_page()
        page.go_to(place)

    def search_results(self) -> SearchResults:
        """The list under the search box, built when the box is first used."""
        if self._results is None:
            from .search_results import SearchResults

            self._results = SearchResults(self.desk, self.bar.search)
            self._results.picked.connect(self.bar.search.clearFocus)
        return self._results

    def _turn_to(self, page: Page) -> None:
        self._page = page
        self._stack.setCurrentWidget(page)
        self._navigation.light(registry.root_of(self._entries, page.page_id))
        self._tabs.show_family(registry.tabs(self._entries, page.page_id), page.page_id)
        self.book.turn_to(page.page_id, page.handlers())
        self.settings.put("page", page.page_id)
        self._refresh_page()
        self._show_detail()
        self._show_buttons()
        self._show_state()
        self._show_foot()
        page.start_focus()

    # building

    def _build(self) -> None:
        self.setWindowIcon(QIcon(str(places.icon_file())) if places.icon_file().exists() else QIcon())
        self._sample, self.reminders = SampleMark(self.book), ReminderMark(self.desk)
        self.bar = TopBar(self.book, (self._sample, self.reminders))
        self._navigation = Navigation(registry.roots(self._entries))
        self._tabs, self._stack, self.foot = SubTabs(), QStackedWidget(), Foot()
        self._stack.setMinimumWidth(LEAST_PAGE)  # pages scroll: a wide one does not widen the window
        self.detail = DetailPanel(self.desk)
        centre, middle = QWidget(), QWidget()
        column = _tight(QVBoxLayout(centre))
        self._notice = Notice()
        column.addWidget(self._notice)
        column.addWidget(self._tabs)
        column.addWidget(self._stack, 1)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(centre)
        self._split.addWidget(self.detail)
        self._split.setStretchFactor(0, 1)
        self._split.setCollapsible(0, False)
        self._split.setCollapsible(1, False)
        row = _tight(QHBoxLayout(middle))
        row.addWidget(self._navigation)
        row.addWidget(self._split, 1)
        whole = QWidget()
        rows = _tight(QVBoxLayout(whole))
        rows.addWidget(self.bar)
        rows.addWidget(middle, 1)
        rows.addWidget(self.foot)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        """All conversations of the window's parts, on one screen."""
        hub, session, bar, runner = self.hub, self.session, self.bar, self.runner
        self._navigation.chosen.connect(lambda key: self.go(Place(key)))
        self._tabs.chosen.connect(lambda key: self.go(Place(key)))
        bar.plan_picked.connect(session.choose_plan)
        bar.period_picked.connect(session.choose_period)
        bar.other_plan.connect(self.answers.manage_plans)
        bar.other_period.connect(self.answers.other_period)
        bar.search.textChanged.connect(hub.search_typed)
        bar.search.opened.connect(self.search_results)
        hub.plans_changed.connect(self._show_plans)
        hub.view_changed.connect(self._show_view)
        hub.data_changed.connect(lambda done: self.foot.say(done.label) if done.label else None)
        hub.task_selected.connect(self.detail.show_tasks)
        hub.files_dropped.connect(self.answers.take_files)
        hub.said.connect(self.foot.say)
        hub.wrote.connect(self.foot.say_written)
        runner.shown.connect(self.foot.strip.start)
        runner.progressed.connect(self.foot.strip.advance)
        runner.ended.connect(self.foot.strip.hide)
        self.foot.strip.cancelled.connect(runner.cancel)

    # showing

    def _show_plans(self) -> None:
        undo, redo = self._undo_names()
        self.book.rename("edit.undo", f"撤销：{undo}" if undo else "撤销")
        self.book.rename("edit.redo", f"重做：{redo}" if redo else "重做")

    def _undo_names(self) -> tuple[str, str]:
        own = self._page.undo_names() if self._page is not None else None
        return own if own is not None else (self.session.undo_name, self.session.redo_name)

    def _show_view(self) -> None:
        view = self.session.view
        self._stale = set(self._pages)
        self.bar.show_plans(self.session.plans, self.session.plan_id)
        self.bar.show_periods(view)
        self.setWindowTitle(f"{view.plan.name} - {TITLE}" if view else TITLE)
        self._refresh_page()
        self.detail.refresh()
        self._navigation.set_badges(badges.badges(view))
        self._notice.follow(self.session)
        self._sample.follow(self.session)
        self.reminders.follow()
        self._show_detail()
        self._show_state()
        self._show_foot()

    def _refresh_page(self) -> None:
        page = self._page
        if page is not None and page.page_id in self._stale:
            self._stale.discard(page.page_id)
            page.refresh(self.session.view)

    def _show_detail(self) -> None:
        wanted = self._page is not None and self._page.shows_detail
        self.book["view.detail"].setChecked(self._wants_detail())
        self.detail.setVisible(wanted and self._wants_detail() and self.session.view is not None)

    def _wants_detail(self) -> bool:
        """As the clerk left it; on a narrow window folded until asked for."""
        return self.settings.get("detail", self.width() >= NARROW)

    def fold_detail(self) -> None:
        """Fold the detail panel away, or bring it back."""
        self.settings.put("detail", not self._wants_detail())
        self._show_detail()

    def _show_buttons(self) -> None:
        if self._page is not None:
            self.bar.show_buttons(self._page.bar())

    def _show_state(self) -> None:
        session, holds = self.session, Need.NOTHING
        undo, redo = self._undo_names()
        self._show_plans()
        facts = {
            Need.PLAN: session.view is not None,
            Need.WRITABLE: not session.read_only,
            Need.UNDO: bool(undo),
            Need.REDO: bool(redo),
            Need.SAMPLE: any(p.is_sample for p in session.plans),
            Need.SELECTION: self._page is not None and self._page.has_selection(),
        }
        for need, true in facts.items():
            holds |= need if true else Need.NOTHING
        self.book.state(holds)

    def _show_foot(self) -> None:
        counts = self._page.footer() if self._page is not None else ()
        undo = self._undo_names()[0]
        self.foot.show_counts((*counts, f"撤销：{undo}" if undo else ""))
        self.show_backup()

    def show_backup(self) -> None:
        """Show when the newest backup was made."""
        self.foot.show_backup(backup.last(self.session.store.path))

    # events

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self.painted.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(u.isLocalFile() for u in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile()]
        event.acceptProposedAction()
        if paths and not (self._page is not None and self._page.take_files(paths)):
            self.hub.files_dropped.emit(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._page is not None and not self._page.leave():
            event.ignore()
            return
        if self.runner.awaited and not self.desk.dialogs.ask(
            "还有工作没有做完，现在退出吗？", yes="退出", no="继续等待"
        ):
            event.ignore()
            return
        self.shut_down()
        event.accept()

    def shut_down(self) -> None:
        """Stop what runs, keep the window's state, close the database; done once."""
        if self._over:
            return
        self._over = True
        self.runner.stop_all()
        self._keep()
        self.session.stop()

    # state

    def _restore(self) -> None:
        self.resize(1280, 700)
        geometry = self.settings.get_state("window")
        if not geometry.isEmpty():
            self.restoreGeometry(geometry)
        width = self.settings.get("detail_width", WIDTH)
        self._split.setSizes([max(400, self.width() - width), width])

    def _keep(self) -> None:
        self.settings.put_state("window", self.saveGeometry())
        if self.detail.isVisible():
            self.settings.put("detail_width", self.detail.width())
        for page in self._pages.values():
            page.keep_state()
        self.settings.save()


def _tight(layout: QVBoxLayout | QHBoxLayout) -> QVBoxLayout | QHBoxLayout:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout
