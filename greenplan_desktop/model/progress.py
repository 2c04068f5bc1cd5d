"""Long work yields Progress and returns its result; whoever drives it may close it at any yield."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a piece of work is: `done` of `total` steps (total 0: unknown), and what it does, in Chinese."""

    done: int
    total: int
    message: str


Work = Generator[Progress, None, T]


def finish(work: Work[T]) -> T:
    """Drive a piece of work to its end without showing progress; returns its result."""
    while True:
        try:
            next(work)
        except StopIteration as stop:
            result: T = stop.value
            return result
