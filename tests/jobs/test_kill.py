"""A killed program leaves a database that opens, checks clean, and holds all or nothing of each action."""

from __future__ import annotations

from tests.jobs.killing import kill_often


def test_ten_kills_at_random_moments_leave_whole_actions() -> None:
    assert kill_often(10) > 0


def test_ten_kills_while_returns_are_reviewed_applied_and_taken_back() -> None:
    kill_often(10, what="returns")
