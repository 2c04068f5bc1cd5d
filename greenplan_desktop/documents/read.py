"""A file, or pasted text, becomes a model.Plan: its text and its tables, each read and put together."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from greenplan_desktop.model.plan import Doubt, Plan

from .characters import levelled
from .doubting import MESSAGES, said_once, task_doubt, unknown_units
from .formats import load_document, load_text
from .head import short_name
from .indicator_tables import indicator_targets
from .join import join_tables, text_start
from .reader import joint_names_of, read_document
from .table_rows import runs_of
from .tables import Settings, read_tables
from .words import FIRST_LEADS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from greenplan_desktop.model.plan import Task
    from greenplan_desktop.model.records import Unit

    from .source import Document
    from .tables import TableReading


def read_plan(path: Path, units: Sequence[Unit] = (), *, first_unit_leads: bool | None = None) -> Plan:
    """The plan in a file of any format; InputError with one sentence where the file cannot be read.

    A text that holds no tasks gives a plan without any, and the doubt `no_tasks`.
    """
    return read_loaded(load_document(path), units, first_unit_leads=first_unit_leads)


def read_plan_text(
    text: str, name: str = "粘贴的文字", units: Sequence[Unit] = (), *, first_unit_leads: bool | None = None
) -> Plan:
    """The plan in a text that was pasted."""
    return read_loaded(load_text(text, name), units, first_unit_leads=first_unit_leads)


def read_loaded(
    document: Document, units: Sequence[Unit] = (), *, first_unit_leads: bool | None = None
) -> Plan:
    """The plan in a document: text and tables."""
    plan = read_document(document, units, first_unit_leads=first_unit_leads)
    if not document.tables:
        return plan
    plan = _named(plan, document)
    listed = indicator_targets(document.tables, plan.period)
    plan = replace(plan, plan_targets=(*plan.plan_targets, *listed))
    first = first_unit_leads
    if first is None and FIRST_LEADS.search(levelled(document.text)):
        first = True
    settings = Settings(plan.period, first, joint_names_of(units))
    tables = read_tables(document, settings, text_start(plan))
    joined = join_tables(plan, tables)
    return replace(joined, doubts=_doubts(joined, tables, units))


def _named(plan: Plan, document: Document) -> Plan:
    """A document whose text has no title of its own is called by its first table's caption, or by its file."""
    stem = PurePath(document.name).stem
    if plan.title and plan.title != stem:
        return plan
    captions = [run.caption for run in runs_of(document) if run.caption]
    captions = captions or [table.title for table in document.tables if table.title]
    title = captions[0] if captions else stem
    notes = plan.notes if plan.source_text else document.notes  # no text beside the tables is nothing to tell
    years = sorted({int(year) for year in re.findall(r"20\d{2}", title)})
    period = plan.period or ((years[0], years[-1]) if years and years[-1] - years[0] <= 20 else None)
    return replace(plan, title=title, short_name=short_name(title), notes=notes, period=period)


def _doubts(plan: Plan, tables: TableReading, units: Sequence[Unit]) -> tuple[Doubt, ...]:
    """The plan's doubts with those of the tasks that came from tables, in the order of their places."""
    begin = len(plan.source_text) - len(tables.text)
    listed = [task for task in plan.tasks if task.source and task.source.start >= begin]
    kept = [doubt for doubt in plan.doubts if doubt.code != "unknown_unit"]
    every = [*kept, *_of_listed(listed, tables), *unknown_units(plan.tasks, units)]
    if not plan.tasks and not any(doubt.code == "no_tasks" for doubt in every):
        every.append(Doubt("no_tasks", 1, MESSAGES["no_tasks"]))
    return tuple(sorted(every, key=lambda doubt: (doubt.line, doubt.start or 0)))


def _of_listed(tasks: Sequence[Task], tables: TableReading) -> Iterator[Doubt]:
    """Doubts of tasks from tables; what is missing in most of them is said once."""
    said, common = said_once(tasks)
    yield from said
    named: dict[tuple[int, str], list[str]] = {}
    for place, code, unit in tables.named:
        named.setdefault((place, code), []).append(unit)
    for task in tasks:
        for code in task.doubts:
            if code in MESSAGES and code not in common:
                start = task.source.start if task.source else -1
                yield from (task_doubt(task, code, unit) for unit in named.get((start, code), [""]))
