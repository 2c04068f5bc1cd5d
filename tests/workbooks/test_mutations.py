"""A hundred spoilt workbooks: each is read or refused in one sentence, in time and in bounded memory."""

from __future__ import annotations

import pytest

from .mutate import mutated, run


def test_a_hundred_spoilt_workbooks(caplog: pytest.LogCaptureFixture) -> None:
    outcomes, trouble, _ = run(10_000, 100)
    assert trouble == []
    assert caplog.text == ""  # no reader met an error that it does not know
    assert sum(outcomes.values()) == 100
    assert {outcome for _, outcome in outcomes} >= {"read", "unreadable", "too_large"}


@pytest.mark.parametrize("seed", [1, 4])
def test_a_seed_gives_the_same_workbook(seed: int) -> None:
    first, second = mutated(seed), mutated(seed)
    assert first[:2] == second[:2]
    assert len(first[2]) == len(second[2])
