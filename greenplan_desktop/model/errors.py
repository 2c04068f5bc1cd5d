"""Expected errors: each carries one Chinese sentence saying what happened and what to do."""

from __future__ import annotations

import re

_LONG_QUOTATION = re.compile("“([^”]{241,})”")  # longer than any path a clerk types
_KEPT = 60  # characters of a long quotation that are shown at either end


class GreenplanError(Exception):
    """An expected error; `str(error)` is one Chinese sentence a clerk can act on."""

    def __init__(self, message: str, *, code: str = "") -> None:
        self.message = one_line(message)
        self.code = code
        super().__init__(self.message)


class InputError(GreenplanError):
    """A file or argument handed in cannot be used (the command line ends with 2)."""


class StoreError(GreenplanError):
    """The database cannot be opened, read or written as asked."""


class ConflictError(GreenplanError):
    """The value to be changed was changed by another program meanwhile."""


def one_line(message: str) -> str:
    """A sentence on one line: what it quotes may hold line breaks, or be ten thousand characters long."""
    message = " ".join(message.split("\n"))
    return _LONG_QUOTATION.sub(lambda found: f"“{found[1][:_KEPT]}…{found[1][-_KEPT:]}”", message)
