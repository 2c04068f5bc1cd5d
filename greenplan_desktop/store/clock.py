"""Stamps of time as the database keeps them: ISO, UTC, seconds."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """The present moment as ISO text in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")
