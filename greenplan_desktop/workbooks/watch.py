"""A watch over one piece of work at a time: what takes too long is ended."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_LOOKS_EVERY = 0.1  # seconds


class Watch:
    """Calls `expire`, once, when a piece of work lasts longer than it may.

    One thread that looks now and then, for the whole life of a process: a timer for each file would be a
    thread for each file, and measured, waiting for those to start took a third of the time of an import.
    """

    def __init__(self, expire: Callable[[], None]) -> None:
        self._expire = expire
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._ends: float | None = None
        threading.Thread(target=self._look, name="reading-watch", daemon=True).start()

    def begin(self, seconds: float) -> None:
        """A piece of work begins that may last so long."""
        with self._lock:
            self._ends = time.monotonic() + seconds

    def rest(self) -> None:
        """The work is done."""
        with self._lock:
            self._ends = None

    def end(self) -> None:
        """Nothing more is to be watched."""
        self._over.set()

    def _look(self) -> None:
        while not self._over.wait(_LOOKS_EVERY):
            with self._lock:
                if self._ends is not None and time.monotonic() > self._ends:
                    self._expire()
                    return
