"""Expected errors: each carries one Chinese sentence saying what happened and what to do."""

from __future__ import annotations


class GreenplanError(Exception):
    """An expected error; `str(error)` is one Chinese sentence a clerk can act on."""

    def __init__(self, message: str, *, code: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.code = code


class InputError(GreenplanError):
    """A file or argument handed in cannot be used (the command line ends with 2)."""


class StoreError(GreenplanError):
    """The database cannot be opened, read or written as asked."""


class ConflictError(GreenplanError):
    """The value to be changed was changed by another program meanwhile."""
