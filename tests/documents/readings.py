"""Plans read for tests: expected results beside their texts, and how the two are compared."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from greenplan_desktop.documents.reader import read_document
from greenplan_desktop.documents.source import lines_from_text

if TYPE_CHECKING:
    from pathlib import Path

    from greenplan_desktop.model.plan import Plan, Target, Task

_WIDTH = str.maketrans("()[]〔〕【】,:;．", "（）（）（）（），：；.")


def plain(text: str | None) -> str:
    """For comparing: brackets and commas of one width, no white space."""
    return re.sub(r"\s", "", (text or "").translate(_WIDTH))


def read_text(text: str, **options: Any) -> Plan:
    """The plan of a plain text."""
    return read_document(lines_from_text(text, "计划.txt"), **options)


def read_file(path: Path) -> Plan:
    """The plan of a text file."""
    return read_text(path.read_text(encoding="utf-8"))


def expected(path: Path) -> dict[str, Any]:
    """The hand-written result beside a text file."""
    result: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return result


def task_key(path: Any, number: str) -> tuple[tuple[str, ...], str]:
    """What names a task: its headings and its number."""
    return tuple(plain(part) for part in path), plain(number)


def task_facts(task: Task) -> dict[str, Any]:
    """Everything of a task that must be exact."""
    return {
        "title": plain(task.title),
        "lead_units": [plain(name) for name in task.lead_units],
        "responsible_units": [plain(name) for name in task.responsible_units],
        "open_ended": task.open_ended,
        "clause": plain(task.clause),
    }


def wanted_facts(task: dict[str, Any]) -> dict[str, Any]:
    """The same of an expected task."""
    return {
        "title": plain(task["title"]),
        "lead_units": [plain(name) for name in task["lead_units"]],
        "responsible_units": [plain(name) for name in task["responsible_units"]],
        "open_ended": task["open_ended"],
        "clause": plain(task["clause"]),
    }


def figures(targets: Any) -> Counter[tuple[float | None, str]]:
    """Value and unit of each target."""
    return Counter(
        (float(target["value"]) if target["value"] is not None else None, plain(target["unit"]))
        for target in targets
    )


def details(target: Target) -> tuple[float | None, str, str, int | None]:
    """What a target says, its indicator and text aside."""
    value = float(target.value) if target.value is not None else None
    return value, plain(target.unit), target.comparator, target.year


def f1(wanted: Counter[Any], found: Counter[Any]) -> float:
    """Harmonic mean of precision and recall; 1 where both are empty."""
    total = sum(wanted.values()) + sum(found.values())
    return 2 * sum((wanted & found).values()) / total if total else 1.0
