"""A plan document comes in: read, looked over, stored as one undoable step; a changed version updates."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.progress import Progress, finish
from greenplan_desktop.model.text import compact
from greenplan_desktop.store import backup, journal, plans, rows, units

from .changed import Changed, changed
from .plan_writer import STEP, PlanWriter, UnitChoice, head_values, write_plan_targets
from .revise import revise

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from greenplan_desktop.model.plan import Plan
    from greenplan_desktop.model.progress import Work
    from greenplan_desktop.model.records import StoredPlan
    from greenplan_desktop.store.database import Store


def read_plan(store: Store | None, path: Path, *, first_leads: bool | None = None) -> Plan:
    """Read a plan document with the register's help; stores nothing; raises InputError."""
    from greenplan_desktop.documents.read import read_plan as read

    if path.suffix.lower() == ".json":
        return _read_exported(path)
    return read(path, units.all_units(store) if store else (), first_unit_leads=first_leads)


def _read_exported(path: Path) -> Plan:
    """A plan written by `plan export`."""
    from greenplan_desktop.documents.as_json import plan_from_json

    try:
        return plan_from_json(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise InputError(f"找不到文件“{path}”，请检查路径。") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"“{path.name}”不是本程序导出的计划，没有读入。") from error


def read_plan_text(
    store: Store, text: str, name: str = "粘贴的文字", *, first_leads: bool | None = None
) -> Plan:
    """Read a plan from pasted text; stores nothing."""
    from greenplan_desktop.documents.read import read_plan_text as read

    return read(text, name, units.all_units(store), first_unit_leads=first_leads)


def same_plan(store: Store, plan: Plan) -> StoredPlan | None:
    """The stored plan that a document is a version of: same document number, else same title; or None."""
    everything = [p for p in plans.all_plans(store) if p.archived_at is None]
    if plan.document_number:
        for stored in everything:
            if stored.document_number and compact(stored.document_number) == compact(plan.document_number):
                return stored
    for stored in everything:
        if compact(stored.title) == compact(plan.title) and stored.document_number == plan.document_number:
            return stored
    return None


def import_plan(
    store: Store, plan: Plan, choices: Mapping[str, UnitChoice] | None = None, *, sample: bool = False
) -> Changed:
    """Store a looked-over plan with its chapters, tasks, units and targets, in one undoable step."""
    _back_up(store, sample=sample)
    label = f"导入计划：{plan.short_name or plan.title}"
    with journal.change(store, label, kind="import") as set_id:
        plan_id = plans.insert(store, is_sample=int(sample), **head_values(plan))
        if plan.source_text:
            plans.set_text(store, plan_id, plan.source_text)
        writer = PlanWriter(store, plan_id, choices or {}, plan)
        for index, task in enumerate(plan.tasks):
            writer.add_task(task, (index + 1) * STEP)
        write_plan_targets(store, plan_id, plan)
        journal.name_plan(store, set_id, plan_id)
    return changed(store, set_id, made=(plan_id,))


def storing(
    store: Store, plan: Plan, choices: Mapping[str, UnitChoice] | None = None, version_of: int | None = None
) -> Work[Changed]:
    """Store a looked-over plan as long work: a new one, or the new version of a stored one."""
    yield Progress(0, 1, "正在存入数据库")
    if version_of is None:
        return import_plan(store, plan, choices)
    _back_up(store, sample=False)
    return revise(store, version_of, plan, choices)


def store_plan(store: Store, plan: Plan) -> Changed:
    """Store a plan without looking it over; a version of a stored plan updates that one."""
    same = same_plan(store, plan)
    return finish(storing(store, plan, None, same.id if same else None))


def _back_up(store: Store, *, sample: bool) -> None:
    if not sample and rows.exists(store, "plan"):
        store.hold()
        backup.before_import(store.connection, store.path)
