"""The first start shows a sample: a plan and a register of our own writing, marked and removable in one click."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.names import UnitNames
from greenplan_desktop.store import journal, plans, reports, rows, tasks
from greenplan_desktop.store import units as stored_units

from . import intake, units
from .plans import remove_plan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from greenplan_desktop.store.database import Store

    from .changed import Changed


def open_first(store: Store) -> Changed | None:
    """Fill a database without any plan with the register and the sample plan; None where there is one already."""
    if not journal.is_empty(store):
        return None
    from greenplan_desktop import places

    load_register(store, places.sample_unit_registers())
    from greenplan_desktop.documents.read import read_plan

    done = intake.import_plan(
        store, read_plan(places.sample_plan_file(), stored_units.all_units(store)), sample=True
    )
    _fill_progress(store, done.made[0], places.sample_progress_file())
    if done.change_set_id is not None:
        journal.mark_setup(store, done.change_set_id)
    return done


def _fill_progress(store: Store, plan_id: int, path: Path) -> None:
    """Give the sample plan what its units reported for two quarters; part of setting up."""
    import json

    quarters: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["quarters"]
    codes = {task.code: task.id for task in tasks.of_plan(store, plan_id)}
    names = UnitNames(stored_units.all_units(store))
    goals = {(t.task_id, t.value, t.unit): t.id for t in tasks.targets(store, plan_id)}
    with journal.change(store, "示例进展", kind="setup", plan_id=plan_id):
        for quarter in quarters:
            period = reports.period_id(store, plan_id, quarter["period"])
            rows.update(store, "period", period, deadline=quarter["deadline"])
            for row in quarter["reports"]:
                said, task = row.pop("unit"), codes.get(row.pop("task"))
                unit, day = names.find(said), quarter["late"].get(said, quarter["received"])
                if unit is not None and task is not None:
                    reports.write(store, task, unit.id, period, row | {"updated_at": f"{day}T02:00:00+00:00"})
            for row in quarter["values"]:
                target = goals.get((codes.get(row["task"]), row["goal"], row["unit"]))
                if target is not None:
                    _keep_value(store, target, period, row)


def _keep_value(store: Store, target_id: int, period_id: int, row: dict[str, Any]) -> None:
    given = {"value": row["value"], "unit": row["unit"], "source": "手工填写"}
    rows.insert(store, "target_value", target_id=target_id, period_id=period_id, **given)


def fill_register(store: Store) -> None:
    """Give a database to which nothing was ever written the shipped register of departments."""
    if journal.is_empty(store):
        from greenplan_desktop import places

        load_register(store, [places.unit_register()])


def load_register(store: Store, paths: Sequence[Path]) -> Changed:
    """Take registers in, as the set-up step that undo does not reach."""
    lines = [line for path in paths for line in plain_register(path)]
    done = units.import_units(store, lines)
    if done.change_set_id is not None:
        journal.mark_setup(store, done.change_set_id)
    return done


def plain_register(path: Path) -> list[units.UnitRow]:
    """Lines of a register file of our own (UTF-8 .csv), read without the workbook reader's child process."""
    import csv

    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            units.UnitRow(
                full_name=row["full_name"],
                short_name=row["short_name"],
                aliases=tuple(a for a in row["aliases"].split("、") if a),
                kind=row["kind"] or "other",
                position=int(row["position"]) if row["position"] else None,
            )
            for row in csv.DictReader(file)
        ]


def remove_sample(store: Store) -> Changed | None:
    """Remove the sample plan with all that belongs to it; undoable; None where there is none."""
    sample = next((p for p in plans.all_plans(store) if p.is_sample), None)
    return remove_plan(store, sample.id) if sample else None
