"""Long work off the window's thread: one piece at a time, with its own connection, progress and cancel."""

from __future__ import annotations

import logging
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, Qt, QThreadPool, QTimer, Signal

from greenplan_desktop.jobs.changed import Changed
from greenplan_desktop.model.errors import GreenplanError

if TYPE_CHECKING:
    from collections.abc import Callable

    from greenplan_desktop.model.progress import Progress, Work
    from greenplan_desktop.store.database import Store

    from .dialogs import Dialogs
    from .session import Session

SHOW_AFTER_MS = 500
SLICE_SECONDS = 0.012
log = logging.getLogger(__name__)


class _Signals(QObject):
    progress = Signal(object)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()


class _Task(QRunnable):
    """Drives one generator to its end, or closes it when asked to stop; says so through signals."""

    def __init__(self, store: Store, make: Callable[[Store], Work[Any]]) -> None:
        super().__init__()
        self.signals = _Signals()
        self.stop = threading.Event()
        self._store = store
        self._make = make
        self.setAutoDelete(False)

    def run(self) -> None:
        try:
            with self._store.beside() as own:
                self._drive(self._make(own))
        except BaseException as error:  # whatever it is, the window's thread hears of it
            self.signals.failed.emit(error)

    def _drive(self, work: Work[Any]) -> None:
        try:
            while not self.stop.is_set():
                self.signals.progress.emit(next(work))
        except StopIteration as end:
            self.signals.finished.emit(end.value)
            return
        work.close()
        self.signals.cancelled.emit()


class _Slices(_Task):
    """Drives one generator on the window's own thread, a few milliseconds at a time.

    For what the window paints afterwards: Qt's fonts belong to the thread that laid a text out, and painting
    the text once that thread has ended crashes (measured with FreeType: a worker of the pool ends after 30 s).
    """

    def __init__(self, store: Store, make: Callable[[Store], Work[Any]]) -> None:
        super().__init__(store, make)
        self._closing = ExitStack()
        self._work: Work[Any] | None = None

    def begin(self) -> None:
        """Start with the next turn of the event loop."""
        QTimer.singleShot(0, self.signals, self._slice)

    def abandon(self) -> None:
        """Stop at once, leaving nothing half done."""
        self.stop.set()
        if self._work is not None:
            self._work.close()
        self._closing.close()

    def _slice(self) -> None:
        if self.stop.is_set():
            self.abandon()
            self.signals.cancelled.emit()
            return
        try:
            self.signals.progress.emit(self._advance())
        except StopIteration as end:
            self._closing.close()
            self.signals.finished.emit(end.value)
        except BaseException as error:
            self._closing.close()
            self.signals.failed.emit(error)
        else:
            self.begin()

    def _advance(self) -> Progress:
        if self._work is None:
            self._work = self._make(self._closing.enter_context(self._store.beside()))
        until = time.monotonic() + SLICE_SECONDS
        while True:
            progress = next(self._work)
            if time.monotonic() >= until:
                return progress


@dataclass(slots=True)
class _Job:
    task: _Task
    title: str
    done: Callable[[Any], object] | None
    failed: Callable[[GreenplanError], object] | None
    cancelled: Callable[[], object] | None
    each: Callable[[Progress], object] | None


class Runner(QObject):
    """Runs works one after another. `done`, `failed` and `cancelled` are called on the window's thread."""

    shown = Signal(str)  # title: the work takes longer than half a second
    progressed = Signal(object)  # Progress, only while shown
    ended = Signal()  # the work is over; the strip goes

    def __init__(self, session: Session, dialogs: Dialogs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._dialogs = dialogs
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._waiting: list[_Job] = []
        self._current: _Job | None = None
        self._last: Progress | None = None
        self._visible = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOW_AFTER_MS)
        self._timer.timeout.connect(self._show)
        application = QCoreApplication.instance()
        if application is not None:  # quitting with a worker still at it would wait for it for ever
            application.aboutToQuit.connect(self.stop_all)

    @property
    def busy(self) -> bool:
        """Whether something is running or waiting."""
        return self._current is not None

    @property
    def awaited(self) -> bool:
        """Whether something the clerk asked for is running or waiting (it has a title)."""
        return any(job.title for job in (self._current, *self._waiting) if job is not None)

    def run(
        self,
        make: Callable[[Store], Work[Any]],
        title: str,
        done: Callable[[Any], object] | None = None,
        failed: Callable[[GreenplanError], object] | None = None,
        cancelled: Callable[[], object] | None = None,
        each: Callable[[Progress], object] | None = None,
        *,
        here: bool = False,
    ) -> None:
        """Drive `make(store)`; a result that is a Changed is shown by the session before `done` gets it.

        It is shown under `title`; work of the program itself has none and is never shown. `each` gets every
        step as it comes, shown or not. An expected error goes to `failed`, by default to a message; any other
        one to the crash dialog. `here` keeps the work on the window's thread, in slices: for laying out what
        the window is going to paint.
        """
        task = (_Slices if here else _Task)(self._session.store, make)
        job = _Job(task, title, done, failed, cancelled, each)
        signals, queued = job.task.signals, Qt.ConnectionType.QueuedConnection
        signals.progress.connect(self._on_progress, queued)
        signals.finished.connect(self._on_finished, queued)
        signals.failed.connect(self._on_failed, queued)
        signals.cancelled.connect(self._on_cancelled, queued)
        self._waiting.append(job)
        self._next()

    def cancel(self) -> None:
        """Ask the present work to stop at its next step; nothing half done is left."""
        if self._current:
            self._current.task.stop.set()

    def stop_all(self, milliseconds: int = 10_000) -> None:
        """Stop everything and wait; called when the window closes."""
        self._waiting.clear()
        self.cancel()
        if self._current:
            self._current.task.signals.blockSignals(True)
            if isinstance(self._current.task, _Slices):
                self._current.task.abandon()
            self._current = None
        self._timer.stop()
        self._pool.waitForDone(milliseconds)

    def _next(self) -> None:
        if self._current is None and self._waiting:
            self._current = self._waiting.pop(0)
            self._timer.start()
            if isinstance(self._current.task, _Slices):
                self._current.task.begin()
            else:
                self._pool.start(self._current.task)

    def _show(self) -> None:
        if self._current and self._current.title:
            self._visible = True
            self.shown.emit(self._current.title)
            if self._last:
                self.progressed.emit(self._last)

    def _on_progress(self, progress: Progress) -> None:
        self._last = progress
        if self._current and self._current.each:
            self._current.each(progress)
        if self._visible:
            self.progressed.emit(progress)

    def _over(self) -> _Job | None:
        job, self._current, self._last = self._current, None, None
        self._timer.stop()
        if self._visible:
            self._visible = False
            self.ended.emit()
        self._next()
        return job

    def _on_finished(self, result: object) -> None:
        job = self._over()
        if isinstance(result, Changed):
            self._session.take(result)
        if job and job.done:
            job.done(result)

    def _on_failed(self, error: BaseException) -> None:
        job = self._over()
        if not isinstance(error, GreenplanError):
            log.error("work failed: %s", job.title if job else "", exc_info=error)
            raise error
        if job and job.failed:
            job.failed(error)
        else:
            self._dialogs.fail(error.message)

    def _on_cancelled(self) -> None:
        job = self._over()
        self._session.hub.said.emit("已取消，没有留下任何改动")
        if job and job.cancelled:
            job.cancelled()
