"""A plan as its document says it: what the reader finds and the clerk looks over (no database keys)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Comparator = Literal["=", ">=", "<=", "about"]
Role = Literal["lead", "responsible"]


@dataclass(frozen=True, slots=True)
class Target:
    """One quantified aim; `value` is the figure as printed (decimal text), 万 and 亿 stay in `unit`."""

    text: str
    indicator: str
    comparator: Comparator = "="
    value: str | None = None
    unit: str | None = None
    year: int | None = None
    start: int | None = None  # character offsets into Plan.source_text
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A due date as written (`2025年底前`, `持续推进`) and as a last day (ISO) or None."""

    text: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where something stands in the document: 1-based line, character offsets into Plan.source_text."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a clerk should look at; `code` is stable, `message` one Chinese sentence."""

    code: str
    line: int
    message: str
    start: int | None = None
    end: int | None = None
    task: str | None = None  # code of the task it belongs to


@dataclass(frozen=True, slots=True)
class Task:
    """One numbered item with its responsibility clause."""

    code: str
    number: str
    path: tuple[str, ...]
    title: str
    text: str = ""
    lead_units: tuple[str, ...] = ()
    responsible_units: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    open_ended: bool = False
    clause: str | None = None
    remarks: str = ""
    due: Due | None = None
    targets: tuple[Target, ...] = ()
    source: Source | None = None
    clause_source: Source | None = None
    doubts: tuple[str, ...] = ()
    role_words: tuple[
        tuple[str, str], ...
    ] = ()  # (unit, the office's own role word) where it has three roles


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the outline as found: level 1 is 一、; offsets into Plan.source_text."""

    level: int
    title: str
    source: Source


@dataclass(frozen=True, slots=True)
class Duty:
    """A unit's duties from a 责任分工 section (`区商务委：负责…`)."""

    unit: str
    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole plan document: head fields, tasks in document order, and everything doubtful."""

    title: str
    short_name: str = ""
    document_number: str | None = None
    issuer: str | None = None
    issue_date: str | None = None
    period: tuple[int, int] | None = None
    tasks: tuple[Task, ...] = ()
    plan_targets: tuple[Target, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    headings: tuple[Heading, ...] = ()
    duties: tuple[Duty, ...] = ()
    notes: tuple[str, ...] = ()  # what the reader did, in Chinese: tracked changes accepted, encoding, …
    source_name: str = ""
    source_text: str = field(default="", repr=False)
