"""The garbage collector held back and let go."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from greenplan_desktop.workbooks.collector import collected_seldom, collector_waits

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_the_outermost_block_lets_the_collector_go() -> None:
    assert gc.isenabled()
    with collector_waits():
        with collector_waits():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_an_error_lets_it_go_too() -> None:
    with pytest.raises(ValueError, match="x"), collector_waits():
        raise ValueError("x")
    assert gc.isenabled()


def test_it_is_let_go_for_a_moment_now_and_then_and_at_the_end() -> None:
    moments: list[bool] = []

    def files() -> Iterator[int]:
        for number in range(7):
            moments.append(gc.isenabled())
            yield number

    assert [number for number in collected_seldom(files(), at_a_time=3) if not gc.isenabled()] == [*range(7)]
    assert moments == [True, False, False, False, False, False, False]
    assert gc.isenabled()


def test_leaving_the_loop_lets_it_go() -> None:
    loop = collected_seldom(range(3))
    next(loop)
    assert not gc.isenabled()
    loop.close()
    assert gc.isenabled()
