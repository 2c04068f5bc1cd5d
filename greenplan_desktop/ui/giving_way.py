"""Parts of a row that can say the same in fewer words: where there is no room the first of them gives way first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Yielding(Protocol):
    """A part with a long and a short form."""

    def show_words(self, *, shown: bool) -> None:
        """Take the long form, or the short one."""


def give_way(parts: Iterable[Yielding], fits: Callable[[], bool]) -> None:
    """Give all parts their long form, then one after the other the short one until the row fits."""
    row = tuple(parts)
    for part in row:
        part.show_words(shown=True)
    for part in row:
        if fits():
            return
        part.show_words(shown=False)
