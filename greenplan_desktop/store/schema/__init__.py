"""The schema as ordered, named steps of SQL; a step is never edited once shipped."""

from __future__ import annotations

from pathlib import Path

STEPS: tuple[str, ...] = ("m001_core", "m002_progress")
APPLICATION_ID = 0x47504C4E  # "GPLN"
SCHEMA_VERSION = len(STEPS)


def step_sql(name: str) -> str:
    """The SQL text of a step."""
    return Path(__file__).with_name(f"{name}.sql").read_text(encoding="utf-8")
