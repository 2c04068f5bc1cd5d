"""An error nobody expected: written to a log, shown once, offered again at the next start; the window lives on."""

from __future__ import annotations

import faulthandler
import logging
import sys
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from greenplan_desktop import __version__
from greenplan_desktop.model.errors import GreenplanError

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from .dialogs import Dialogs

log = logging.getLogger("greenplan_desktop")
LOG_BYTES = 512_000
_OPEN_FILES: dict[str, object] = {}  # faulthandler writes to an open file as long as the process lives


class CrashWatch(QObject):
    """Catches what no slot caught. `install` it once; `offer_last` after the first paint."""

    caught = Signal(object)  # Path of the log just written

    def __init__(self, folder: Path, dialogs: Dialogs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._dialogs = dialogs
        self._showing = False

    def install(self) -> None:
        """Take over sys.excepthook; fatal faults of the machine code are written by faulthandler."""
        sys.excepthook = self.handle
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            file = (self._folder / "崩溃-本次.log").open("w", encoding="utf-8")
        except OSError:
            return  # a folder that cannot be written to: the dialog still shows
        _OPEN_FILES["fault"] = file
        faulthandler.enable(file)

    def handle(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """An expected error becomes its own message, any other one a log and the crash dialog."""
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        if isinstance(error, GreenplanError):
            self._dialogs.fail(error.message)
            return
        import traceback

        text = "".join(traceback.format_exception(kind, error, trace))
        log.error("unexpected error\n%s", text)
        path = self._write(text)
        self.caught.emit(path)
        if not self._showing:
            self._showing = True
            try:
                self._show("程序遇到意外错误，刚才的操作没有完成，已保存的数据没有受影响。", path, text)
            finally:
                self._showing = False

    def offer_last(self) -> None:
        """Offer the log of a run that ended badly; asked once."""
        for path in sorted(self._folder.glob("崩溃-*.log")):
            if path.name == "崩溃-本次.log":
                continue
            text = path.read_text(encoding="utf-8", errors="replace")
            path.replace(path.with_name("已看-" + path.name))
            if text.strip():
                self._show(
                    "上次运行时程序意外退出，数据库已检查，没有受影响。",
                    path.with_name("已看-" + path.name),
                    text,
                )
            return

    def _write(self, text: str) -> Path:
        import platform

        path = self._folder / f"崩溃-{datetime.now():%Y%m%d-%H%M%S}.log"
        head = f"{datetime.now():%Y-%m-%d %H:%M:%S}\n{__version__} {platform.platform()} Python {platform.python_version()}\n\n"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path.write_text(head + text, encoding="utf-8")
        except OSError as error:
            log.warning("crash log not written: %s", error)
        return path

    def _show(self, sentence: str, path: Path, text: str) -> None:
        detail = f"错误记录：{path}\n请把这个文件发给维护人员。"
        if self._dialogs.choose(sentence, ["复制错误记录"], detail=detail, cancel="关闭") == 0:
            QGuiApplication.clipboard().setText(text)
        seen = path.with_name("已看-" + path.name)
        if path.exists() and not path.name.startswith("已看-"):
            path.replace(seen)


def keep_last_fault(folder: Path) -> None:
    """Before a new run: what faulthandler wrote in the last one becomes a log to be offered."""
    path = folder / "崩溃-本次.log"
    if path.exists() and path.stat().st_size > 0:
        path.replace(folder / f"崩溃-{datetime.fromtimestamp(path.stat().st_mtime):%Y%m%d-%H%M%S}.log")


def start_log(folder: Path) -> None:
    """Write warnings and errors of the program to 运行记录.log; a file beyond 512 kB is put aside first."""
    if any(isinstance(h, logging.FileHandler) for h in log.handlers):
        return
    path = folder / "运行记录.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > LOG_BYTES:
            path.replace(folder / "运行记录-旧.log")
        handler = logging.FileHandler(path, encoding="utf-8", delay=True)
    except OSError:
        return  # nowhere to write to: the program runs without a log
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
