"""One reading process seen from the program: started on demand, asked, ended when it takes too long."""

from __future__ import annotations

import contextlib
import importlib
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from .watch import Watch
from .wire import FAULT, LAST, PIPE_BYTES, TRYING, receive_frame, send_request

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROOT = Path(__file__).resolve().parents[2]
_PROGRAM = (
    "import importlib, sys; sys.path.insert(0, sys.argv[1]); importlib.import_module(sys.argv[2]).main()"
)


@dataclass(frozen=True, slots=True)
class Service:
    """What a reading process serves: the module whose `main` does, and the argument a frozen program gets."""

    module: str
    argument: str

    def main(self) -> None:
        """Serve in this process."""
        importlib.import_module(self.module).main()


WORKBOOKS = Service("greenplan_desktop.workbooks.child", "--read-workbooks")


class Died(Exception):
    """The process ended without an answer: in which reader, and whether it was ended for taking too long."""

    def __init__(self, reader: int, late: bool) -> None:
        super().__init__(reader, late)
        self.reader = reader
        self.late = late


class Stumbled(Exception):
    """A reader met an error that nobody expected; the process lives on."""

    def __init__(self, reader: int, trace: str) -> None:
        super().__init__(reader, trace)
        self.reader = reader
        self.trace = trace


def command(service: Service) -> Sequence[str]:
    """How the reading process is started: this Python, or the frozen program itself."""
    if getattr(sys, "frozen", False):
        return (sys.executable, service.argument)
    return (sys.executable, "-X", "utf8", "-c", _PROGRAM, str(_ROOT), service.module)


def _widen(pipe: BinaryIO) -> None:
    """Let a whole form pass at once: each time a thread waits for a pipe it may wait again for the interpreter."""
    if sys.platform == "linux":
        import fcntl

        with contextlib.suppress(OSError):  # a user may have too many wide pipes
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE_BYTES)


class ReadingProcess:
    """A process that reads one file after the other; `end` may be called from any thread, at any time."""

    def __init__(self, service: Service = WORKBOOKS) -> None:
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(
            subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0
        )
        self._process = subprocess.Popen(
            command(service),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=PIPE_BYTES,
            env=environment,
            creationflags=flags,
        )
        for pipe in (self._process.stdin, self._process.stdout):
            _widen(cast("BinaryIO", pipe))
        self._late = False
        self._watch = Watch(self._expire)
        self.tired = False

    @property
    def pid(self) -> int:
        """The process number."""
        return self._process.pid

    def ask(self, name: str, content: bytes, first: int, seconds: float) -> bytes:
        """The answer to a file, as it was sent; Died where none comes within `seconds`, Stumbled where a reader failed."""
        self._watch.begin(seconds)
        try:
            return self._answer(name, content, first)
        finally:
            self._watch.rest()
            self.tired = self.tired or self._late  # ended just when it answered

    def _answer(self, name: str, content: bytes, first: int) -> bytes:
        reader = first - 1
        try:
            send_request(cast("BinaryIO", self._process.stdin), name, content, first)
            while (frame := receive_frame(cast("BinaryIO", self._process.stdout))) is not None:
                kind, number, payload = frame
                if kind == FAULT:
                    raise Stumbled(reader, payload.decode("utf-8", "replace"))
                if kind != TRYING:
                    self.tired = kind == LAST
                    return payload
                reader = number
        except (OSError, ValueError):  # the pipe broke, or was closed by `end`
            raise Died(reader, self._late) from None
        raise Died(reader, self._late)

    def _expire(self) -> None:
        self._late = True
        self._process.kill()

    def end(self) -> None:
        """End the process at once and let nothing of it remain."""
        self._watch.end()
        with contextlib.suppress(OSError):
            self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
