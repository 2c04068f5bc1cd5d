"""The garbage collector held back and let go."""

from __future__ import annotations

import gc

import pytest

from greenplan_desktop.workbooks.collector import collector_waits


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
