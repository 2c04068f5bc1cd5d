"""Tables of figures as sheets: seen in a window, put on paper through the list room, written to a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greenplan_desktop.model.index import PlanIndex

from .lists import Written, write_content

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from greenplan_desktop.insight.align import AlignedItem
    from greenplan_desktop.insight.compare import TaskChange, TaskProgress
    from greenplan_desktop.insight.content import Document
    from greenplan_desktop.model.period import Period
    from greenplan_desktop.model.progress import Work
    from greenplan_desktop.model.records import PlanSnapshot
    from greenplan_desktop.tasklist.content import ListContent


@dataclass(frozen=True, slots=True)
class Sheet:
    """A titled table with a sentence of its sums."""

    title: str
    text: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths_mm: tuple[float, ...] = ()


def targets(snapshot: PlanSnapshot, period: Period) -> Sheet:
    """All targets of a plan at a period, those without a figure included."""
    from greenplan_desktop.insight import prints, stats
    from greenplan_desktop.insight.targets import target_table

    figures = stats.statistics(PlanIndex(snapshot), period)
    head, *rows = target_table(figures.targets)
    document = prints.targets_document(figures)
    title = "".join(document.title)
    return Sheet(title, _first_text(document), tuple(head), tuple(map(tuple, rows)))


def alignment(aligned: Sequence[AlignedItem], own: str, higher: str) -> Sheet:
    """How the own plan answers the higher one."""
    from greenplan_desktop.insight import prints

    return _of(prints.align_document(aligned, own, higher))


def changes(found: Sequence[TaskChange], plan: str, since: str) -> Sheet:
    """What changed in a plan since a version."""
    from greenplan_desktop.insight import prints

    return _of(prints.changes_document(found, plan, since))


def periods(rows: Sequence[TaskProgress], plan: str, first: Period, second: Period) -> Sheet:
    """Two periods of a plan beside each other."""
    from greenplan_desktop.insight import prints

    return _of(prints.periods_document(rows, plan, first, second))


def lists(sheet: Sheet) -> list[ListContent]:
    """A sheet for the paper room."""
    from greenplan_desktop.tasklist.tables import table_content

    notes = (sheet.text,) if sheet.text else ()
    return [table_content(sheet.title, sheet.head, sheet.rows, notes=notes, widths_mm=sheet.widths_mm)]


def write(sheet: Sheet, target: Path) -> Work[Written]:
    """Write a sheet to .xlsx, .docx or .pdf by the file's ending; raises InputError."""
    from greenplan_desktop.tasklist.settings import Settings

    return (yield from write_content(lists(sheet), Settings(), target))


def _of(document: Document) -> Sheet:
    from greenplan_desktop.insight.content import Table

    table = next(block for block in document.blocks if isinstance(block, Table))
    rows = tuple(row.cells for row in table.rows)
    return Sheet("".join(document.title), _first_text(document), table.head, rows)


def _first_text(document: Document) -> str:
    from greenplan_desktop.insight.content import Text

    return next((block.text for block in document.blocks if isinstance(block, Text)), "")
