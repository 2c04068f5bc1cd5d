"""What the window itself does for an action: undo, plans, periods, files let go over it, help."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from greenplan_desktop.store import backup

from . import theme
from .desk import Place
from .dropped import is_return
from .period_choice import all_periods
from .pick_dialog import pick

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from greenplan_desktop.jobs.changed import Changed

    from .action_book import Handlers
    from .desk import Desk
    from .window import MainWindow

PLAN_FILTER = "计划文件 (*.docx *.doc *.wps *.pdf *.txt *.md *.xlsx *.xls *.odt *.rtf *.html);;所有文件 (*)"

ELSEWHERE = {
    "review": ("review.open_files", "review.open_folder"),
    "returns": ("forms.write",),
}  # page: its actions


class WindowActions(QObject):
    """Answers for actions wherever the current page does not."""

    def __init__(self, window: MainWindow, desk: Desk) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk

    def handlers(self) -> Handlers:
        """Action id -> what is done."""
        found: Handlers = {
            "edit.undo": self.undo,
            "edit.redo": self.redo,
            "edit.search": self.search,
            "plan.new": self.new_plan,
            "plan.remove_sample": self.remove_sample,
            "database.backup": self.back_up,
            "view.detail": self._window.fold_detail,
            "view.refresh": self._desk.session.look_for_changes,
            "view.dark": self.turn_dark,
            "window.quit": self._window.close,
            "help.log": self.open_log,
            "help.about": self.about,
            "help.shortcuts": self.shortcuts,
            "help.manual": self.help,
            "view.menu": self.open_menu,
            "window.settings": self.settings,
            "plan.manage": self.manage_plans,
            "database.manage": self.manage_database,
        }
        for page_id, keys in ELSEWHERE.items():
            found |= {key: partial(self._on_page, page_id, key) for key in keys if self._has(page_id)}
        if self._has("lookover"):
            found["plan.import"] = self.import_plan
            found["plan.paste"] = self.paste_plan
        if self._has("print"):
            found["print.list"] = partial(self._desk.go, Place("print"))
        return found

    def _has(self, page_id: str) -> bool:
        from . import registry

        return any(e.page_id == page_id for e in registry.entries())

    def _on_page(self, page_id: str, action_id: str) -> None:
        """Go to the page that does it, and do it there."""
        self._desk.go(Place(page_id))
        if self._window.page is not None and self._window.page.page_id == page_id:
            self._desk.book.run(action_id)

    def undo(self) -> None:
        """Take back the latest change."""
        from greenplan_desktop.jobs import journal

        self._desk.attempt(lambda: self._turn(journal.undo))

    def redo(self) -> None:
        """Bring back what was undone last."""
        from greenplan_desktop.jobs import journal

        self._desk.attempt(lambda: self._turn(journal.redo))

    def _turn(self, job: Callable[..., Changed | None]) -> None:
        """Undo or redo, and show the task that it touched, as spreadsheets do."""
        from greenplan_desktop.jobs import journal

        done = self._desk.session.do(job)
        page = self._window.page
        if done is None or done.change_set_id is None or page is None:
            return
        task = self._desk.session.read(journal.first_task, done.change_set_id)
        if task is not None:
            page.reveal(task)

    def search(self) -> None:
        """Go to the search box."""
        self._window.bar.search.setFocus()
        self._window.bar.search.selectAll()

    def new_plan(self) -> None:
        """Ask for a name and make an empty plan of it."""
        from greenplan_desktop.jobs import plans

        title = self._desk.dialogs.enter("新计划的名称：")
        if title is None:
            return
        session = self._desk.session

        def make() -> None:
            done = session.do(plans.new_plan, title)
            session.choose_plan(done.made[0])

        if self._desk.attempt(make):
            self._desk.go(Place("tasks"))

    def remove_sample(self) -> None:
        """Remove the sample plan; undo brings it back."""
        from greenplan_desktop.jobs import samples

        if self._desk.attempt(lambda: self._desk.session.do(samples.remove_sample)):
            self._desk.say("已移除示例计划，可用撤销找回")

    def import_plan(self) -> None:
        """Choose a plan document and look it over."""
        path = self._desk.dialogs.pick_file("导入计划", PLAN_FILTER)
        if path:
            self._desk.go(Place("lookover", extra=path))

    def paste_plan(self) -> None:
        """Paste a plan's text and look it over."""
        from PySide6.QtGui import QGuiApplication

        text = self._desk.dialogs.enter(
            "把计划全文粘贴在下面：", QGuiApplication.clipboard().text(), lines=True
        )
        if text and text.strip():
            self._desk.go(Place("lookover", text=text))

    def take_files(self, paths: list[Path]) -> None:
        """Files let go over the window: a plan document is looked over, spreadsheets and folders are returns."""
        if all(is_return(path) for path in paths) and self._has("review"):
            self._desk.go(Place("review", extra=paths))
        elif self._has("lookover"):
            self._desk.go(Place("lookover", extra=paths[0]))
            if len(paths) > 1:
                self._desk.say(f"一次导入一份计划，先看“{paths[0].name}”")

    def manage_plans(self) -> None:
        """All plans, archived ones too: choose one, archive, copy, remove."""
        from .plans_dialog import PlansDialog

        self._window.bar.show_plans(self._desk.session.plans, self._desk.session.plan_id)
        PlansDialog(self._desk, self._window).exec()

    def manage_database(self) -> None:
        """Which database is open, its size and backups; another one can be chosen."""
        from .database_dialog import DatabaseDialog

        DatabaseDialog(self._desk, self._window).exec()

    def other_period(self) -> None:
        """Ask for any period and look at the plan from there."""
        view = self._desk.view
        if view is None:
            return
        self._window.bar.show_periods(view)
        offered = all_periods(view)
        chosen = pick("看哪一期？", [period.label for period in offered], self._window)
        if chosen is not None:
            self._desk.session.choose_period(offered[chosen].code)

    def back_up(self) -> None:
        """Write a backup where the clerk says."""
        store = self._desk.session.store
        name = f"{store.path.stem}-备份.gpdb"
        target = self._desk.dialogs.pick_save("备份到", name, "数据库备份 (*.gpdb)")
        if target and self._desk.attempt(lambda: backup.write(store.connection, target)):
            self._desk.wrote(f"已备份到 {target}", target)

    def turn_dark(self) -> None:
        """Dark or light by hand; the same as the system's own is kept as following it."""
        from PySide6.QtWidgets import QApplication

        application = QApplication.instance()
        if isinstance(application, QApplication):
            wanted = self._window.book["view.dark"].isChecked()
            mode = "" if wanted == theme.is_dark() else ("dark" if wanted else "light")
            self._desk.settings.put("appearance", mode or None)
            theme.apply(application, mode)
            self._desk.hub.theme_changed.emit()

    def open_log(self) -> None:
        """Open the folder of logs."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.settings.folder)))

    def help(self) -> None:
        """The help page of what is on the screen."""
        from .help_window import HelpWindow

        page = self._window.page
        HelpWindow(page.page_id if page else "", self._window).show()

    def settings(self) -> None:
        """Appearance and start, and the way to what figures follow."""
        from .settings_dialog import SettingsDialog

        SettingsDialog(self._desk, self._window).exec()
        self._window.book["view.dark"].setChecked(theme.colours() is theme.DARK)

    def open_menu(self) -> None:
        """Open the first menu, for the keyboard."""
        menus = self._window.bar.menus
        menus.setActiveAction(menus.actions()[0])

    def shortcuts(self) -> None:
        """Every action's shortcut in one list."""
        from .shortcuts_dialog import ShortcutsDialog

        ShortcutsDialog(self._window.book, self._window).exec()

    def about(self) -> None:
        """What this program is and which database is open."""
        from greenplan_desktop import __version__

        store = self._desk.session.store
        self._desk.dialogs.tell(
            f"绿色计划任务管理 {__version__}",
            f"数据库：{store.path}\n设置与运行记录：{self._desk.settings.folder}",
        )
