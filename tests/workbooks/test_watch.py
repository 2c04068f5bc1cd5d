"""The watch over a piece of work."""

from __future__ import annotations

import threading

from greenplan_desktop.workbooks.watch import Watch

LONG = 30.0


def test_what_takes_too_long_is_ended_once() -> None:
    ended = threading.Event()
    watch = Watch(ended.set)
    watch.begin(0.0)
    assert ended.wait(LONG)
    watch.end()


def test_what_is_done_in_time_or_at_rest_is_left_alone() -> None:
    ended, second = threading.Event(), threading.Event()
    watch = Watch(ended.set)
    watch.begin(LONG)
    watch.rest()
    other = Watch(second.set)
    other.begin(0.0)
    assert second.wait(LONG)  # the other has looked by now
    watch.end()
    other.end()
    assert not ended.is_set()
