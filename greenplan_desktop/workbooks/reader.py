"""Workbooks of unknown origin read in reading processes under limits; one bad file never stops the others."""

from __future__ import annotations

import hashlib
import logging
import os
import queue
import threading
import time
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from greenplan_desktop.model.errors import InputError

from .cells import ReadFile, Rejection, Workbook
from .limits import SECONDS
from .process import Died, ReadingProcess, Stumbled
from .refusal import CRASHES, HANGS, Refused, sentence, unreadable
from .wire import built, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import TracebackType

    from .gather import Candidate

_log = logging.getLogger(__name__)
Answer = tuple[bytes, "bytes | Refused"]  # a file's bytes, and the answer as sent or why there is none
_MOST_ATTEMPTS = 5  # processes one file may bring down before it is given up


class Cancelled(Exception):
    """The reader was closed while a file was being read."""


def default_workers() -> int:
    """As many reading processes as there are processors, four at most: each may take 1 GiB."""
    return max(1, min(4, os.cpu_count() or 1))


class WorkbookReader:
    """Reads files in `workers` reusable processes; a context manager, at whose end none of them remains.

    `close` may be called from any thread at any time: what is being read is given up at once.
    """

    def __init__(self, workers: int = 1) -> None:
        self._workers = max(1, workers)
        self._idle: queue.LifoQueue[ReadingProcess] = queue.LifoQueue()
        self._running: set[ReadingProcess] = set()
        self._lock = threading.Lock()
        self._round = 0  # raised by each cancelling, so that what began before it ends

    def __enter__(self) -> WorkbookReader:
        """Start the first process already, while files are being looked for."""
        self._idle.put(self._start(self._round))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all processes."""
        self.close()

    def close(self) -> None:
        """End all processes, also those that are reading; `read_many` then ends without the rest."""
        with self._lock:
            self._round += 1
            running, self._running = self._running, set()
            self._idle = queue.LifoQueue()
        for process in running:
            process.end()

    def read(self, name: str, content: bytes) -> ReadFile:
        """A file's workbook, or why it is not read. Never raises for what is in the file."""
        return _made(name, *self._asked(name, content, self._round))

    def read_many(self, files: Iterable[Candidate]) -> Iterator[ReadFile]:
        """Each file in the order given, as soon as it is ready; closing the iterator ends what is being read.

        While the caller looks at one file, the processes already read the next ones.
        """
        ahead = self._workers + 1
        round_ = self._round
        pending: deque[tuple[str, Future[Answer]]] = deque()
        pool = ThreadPoolExecutor(self._workers, thread_name_prefix="workbooks")
        try:
            for file in files:
                pending.append((file.name, pool.submit(self._load_and_ask, file, round_)))
                while pending and (len(pending) > ahead or pending[0][1].done()):
                    name, answer = pending.popleft()
                    yield _made(name, *answer.result())
            while pending:
                name, answer = pending.popleft()
                yield _made(name, *answer.result())
        except Cancelled:
            return
        finally:
            if pending:
                self.close()
            pool.shutdown(wait=True, cancel_futures=True)

    def _load_and_ask(self, file: Candidate, round_: int) -> Answer:
        try:
            content = file.load()
        except Refused as refusal:
            return b"", refusal
        return self._asked(file.name, content, round_)

    def _asked(self, name: str, content: bytes, round_: int) -> Answer:
        """A file's bytes, and what a process says of it; where it dies, another tries the next way of reading."""
        ends = time.monotonic() + SECONDS
        first = 0
        for _ in range(_MOST_ATTEMPTS):
            process = self._take(round_)
            try:
                payload = process.ask(name, content, first, max(0.1, ends - time.monotonic()))
            except Died as death:
                self._drop(process)
                if round_ != self._round:
                    raise Cancelled from None
                if death.late:
                    return content, unreadable(HANGS)
                first = death.reader + 1
            except Stumbled as fault:
                self._give_back(process)
                _log.error("a reader failed on %r:\n%s", name, fault.trace)
                first = fault.reader + 1
            else:
                self._give_back(process)
                return content, payload
        return content, unreadable(CRASHES)

    def _take(self, round_: int) -> ReadingProcess:
        with self._lock:
            idle = self._idle
        try:
            return idle.get_nowait()
        except queue.Empty:
            return self._start(round_)

    def _start(self, round_: int) -> ReadingProcess:
        process = ReadingProcess()
        with self._lock:
            if round_ == self._round:
                self._running.add(process)
                return process
        process.end()
        raise Cancelled

    def _give_back(self, process: ReadingProcess) -> None:
        if process.tired:
            self._drop(process)
            return
        with self._lock:
            if process in self._running:
                self._idle.put(process)

    def _drop(self, process: ReadingProcess) -> None:
        with self._lock:
            self._running.discard(process)
        process.end()


def _made(name: str, content: bytes, said: bytes | Refused) -> ReadFile:
    """The file as read, or as refused."""
    sha256 = hashlib.sha256(content).hexdigest()
    if isinstance(said, bytes):
        answer = unpacked(said)
        if answer[0] == "book":
            return ReadFile(name, content, sha256, built(answer))
        said = Refused(answer[1], answer[2])
    return ReadFile(name, content, sha256, None, Rejection(said.code, sentence(name, said.predicate)))


def read_workbook(path: Path) -> Workbook:
    """The workbook in one file; InputError with a sentence that names the file where it cannot be read."""
    from .gather import gather

    with WorkbookReader() as reader:
        for file in reader.read_many(gather([path])[:1]):
            if file.workbook is not None:
                return file.workbook
            if file.rejection is not None:
                raise InputError(file.rejection.message, code=file.rejection.code)
    raise InputError(sentence(path.name, CRASHES), code="unreadable")
