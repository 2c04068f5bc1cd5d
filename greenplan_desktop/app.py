"""The composition root: settings, store, window, in a visible order, passed down."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from greenplan_desktop.jobs import whereabouts
from greenplan_desktop.model.errors import StoreError
from greenplan_desktop.store.database import open_store
from greenplan_desktop.store.gate import is_database
from greenplan_desktop.ui import crash, theme
from greenplan_desktop.ui.dialogs import WindowDialogs
from greenplan_desktop.ui.hub import Hub
from greenplan_desktop.ui.session import Session
from greenplan_desktop.ui.settings import Settings
from greenplan_desktop.ui.translation import install_translations
from greenplan_desktop.ui.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greenplan_desktop.store.database import Store
    from greenplan_desktop.ui.dialogs import Dialogs

QUEUED = Qt.ConnectionType.QueuedConnection  # not within the painting: all of the window is to be seen first
DATABASE_FILTER = "数据库 (*.gpdb *.db *.sqlite);;所有文件 (*)"


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window; returns the exit status (2 where there is no display or no database to open)."""
    if not _has_display():
        sys.stderr.write("这里没有图形界面，打不开窗口；命令行的用法见 greenplan --help。\n")
        return 2
    options = _options(sys.argv[1:] if argv is None else argv)
    settings = Settings(whereabouts.config_folder())
    crash.keep_last_fault(settings.folder)
    crash.start_log(settings.folder)
    application = _application(settings)
    dialogs = WindowDialogs(settings)
    watch = crash.CrashWatch(settings.folder, dialogs)
    watch.install()
    store = open_database(_wanted(options.database), dialogs)
    if store is None:
        return 2
    window = build_window(store, settings, dialogs)
    window.painted.connect(watch.offer_last, QUEUED)
    window.start()
    show_first(window, settings)
    if options.files:
        QTimer.singleShot(0, lambda: window.hub.files_dropped.emit([Path(f) for f in options.files]))
    status = application.exec()
    window.shut_down()  # also where the session ended without the window being closed
    return status


def _has_display() -> bool:
    """Whether the session has a display; without one Qt would end the process with a sentence of its own."""
    named = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in named)


def build_window(store: Store, settings: Settings, dialogs: Dialogs) -> MainWindow:
    """The window over an open database; a first one is filled with the sample plan."""
    if not store.read_only and store.mark()[0] == 0:
        from greenplan_desktop.jobs import samples

        samples.open_first(store)
    hub = Hub()
    QGuiApplication.styleHints().colorSchemeChanged.connect(
        hub.theme_changed
    )  # after theme.apply, which was first
    window = MainWindow(Session(store, hub, settings), hub, dialogs, settings)
    hub.setParent(window)
    window.session.setParent(window)
    window.painted.connect(lambda: _after_first_paint(window), QUEUED)
    return window


def show_first(window: MainWindow, settings: Settings) -> None:
    """Show the window as it was left; the first time over the whole screen, as office programs start."""
    if not settings.get_state("window").isEmpty():
        window.show()
        return
    window.resize(window.screen().availableSize())  # also where nothing maximises windows
    window.showMaximized()


def open_database(path: Path, dialogs: Dialogs) -> Store | None:
    """Open a database; where that fails say why and let the clerk choose another one. None: the clerk gave up."""
    keep = False
    while True:
        try:
            store = open_store(path)
        except StoreError as error:
            chosen = dialogs.choose(error.message, ["另选数据库…", "新建数据库…"], cancel="退出")
            other = _other_database(chosen, dialogs)
            if other is None:
                return None
            path, keep = other, True
            continue
        if keep:
            whereabouts.remember_database(path)
        if store.read_only and store.holder:
            dialogs.tell(store.holder)
        return store


def _other_database(chosen: int | None, dialogs: Dialogs) -> Path | None:
    if chosen == 0:
        return dialogs.pick_file("打开数据库", DATABASE_FILTER)
    if chosen == 1:
        return dialogs.pick_save("新建数据库", "绿色计划.gpdb", DATABASE_FILTER)
    return None


def _application(settings: Settings) -> QApplication:
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("greenplan")
    application.setDesktopFileName("greenplan")
    install_translations(application)
    theme.apply(application, settings.get("appearance", ""))
    application.styleHints().colorSchemeChanged.connect(
        lambda _: theme.apply(application, settings.get("appearance", ""))
    )
    return application


def _after_first_paint(window: MainWindow) -> None:
    """What can wait until the window is seen: the task in the panel, reminders and today's backup."""
    from greenplan_desktop.ui.upkeep import daily_backup, warm_up

    if not window.session.read_only:
        window.runner.run(daily_backup, "", lambda _: window.show_backup())
    window.reminders.start()
    if window.page is not None:
        window.page.seen()
    window.runner.run(warm_up, "")


class Options(NamedTuple):
    """What was said when the program was started."""

    database: str
    files: tuple[str, ...]


def _options(argv: Sequence[str]) -> Options:
    """`--db FILE` and files to open, a database among them as well; what else starts with - is passed over."""
    words, database, files = list(argv), "", []
    while words:
        word = words.pop(0)
        if word == "--db" and words:
            database = words.pop(0)
        elif word.startswith("--db="):
            database = word[5:]
        elif not database and is_database(Path(word)):
            database = word
        elif not word.startswith("-"):
            files.append(word)
    return Options(database, tuple(files))


def _wanted(option: str) -> Path:
    name = option or os.environ.get("GREENPLAN_DB", "")
    return Path(name) if name else whereabouts.last_database()
