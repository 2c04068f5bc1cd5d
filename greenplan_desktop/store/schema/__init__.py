"""The schema as ordered, named steps of SQL; a step is never edited once shipped."""

from __future__ import annotations

from importlib.resources import files

STEPS: tuple[str, ...] = ("m001_core", "m002_progress")
APPLICATION_ID = 0x47504C4E  # "GPLN"
SCHEMA_VERSION = len(STEPS)


def step_sql(name: str) -> str:
    """The SQL text of a step."""
    return files(__package__).joinpath(f"{name}.sql").read_text(encoding="utf-8")
