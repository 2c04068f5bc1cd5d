"""Progress statuses in the order of progress, and the state a task as a whole is in."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """What a unit reports of a task; the order of the members is the order of progress."""

    NOT_STARTED = "not_started"
    DELAYED = "delayed"
    ON_TRACK = "on_track"
    COMPLETED = "completed"

    @property
    def rank(self) -> int:
        """0 for the least advanced."""
        return list(Status).index(self)


UNREPORTED = "unreported"


class Life(StrEnum):
    """The life of a task: none of these deletes anything."""

    ACTIVE = "active"
    EXTENDED = "extended"
    ADJUSTED = "adjusted"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    CLOSED = "closed"
