"""Forms out: one workbook per unit, as files in a folder or in one .zip, with a covering note."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from greenplan_desktop import whole_file
from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.progress import Progress
from greenplan_desktop.store import settings
from greenplan_desktop.store.snapshot import plan_snapshot

from .files import require_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from greenplan_desktop.model.period import Period
    from greenplan_desktop.model.progress import Work
    from greenplan_desktop.model.records import PlanSnapshot, Unit
    from greenplan_desktop.store.database import Store


def units_for(snapshot: PlanSnapshot, period: Period) -> tuple[Unit, ...]:
    """The units that get a form for a period: those that owe a report; group phrases get none."""
    from greenplan_desktop.returns.form import forms_for

    return forms_for(snapshot, period)


def write_forms(
    store: Store, plan_id: int, period: Period, target: Path, unit_ids: Sequence[int] = ()
) -> Work[list[Path]]:
    """Write the forms of some units (none named: of all) into a folder, or into `target` when it ends in .zip.

    Returns the files written. Raises InputError; a cancelled run leaves only whole files behind.
    """
    from greenplan_desktop.returns.form import form_bytes, form_name, plan_form

    snapshot = plan_snapshot(store, plan_id)
    chosen = _chosen(snapshot, period, unit_ids)
    contact = str(
        settings.value(store, "contact", plan_id, "") or settings.value(store, "contact", None, "") or ""
    )
    as_zip = target.suffix.lower() == ".zip"
    folder = require_folder(target.parent if as_zip else target)
    made: list[tuple[str, bytes]] = []
    written: list[Path] = []
    for number, unit in enumerate(chosen):
        yield Progress(number, len(chosen), f"正在生成{unit.short_name}的填报表")
        name = form_name(snapshot.plan, period, unit)
        content = form_bytes(plan_form(snapshot, period, unit, contact=contact))
        if as_zip:
            made.append((name, content))
        else:
            written.append(whole_file.write(folder / name, content))
    return [_zip(target, made)] if as_zip else written


def _chosen(snapshot: PlanSnapshot, period: Period, unit_ids: Sequence[int]) -> list[Unit]:
    owing = units_for(snapshot, period)
    if not unit_ids:
        if not owing:
            raise InputError(
                f"《{snapshot.plan.name}》{period.label}没有需要填报的单位，请先在责任矩阵里分工。"
            )
        return list(owing)
    idle = [u.short_name for u in snapshot.units if u.id in unit_ids and u not in owing]
    if idle:
        raise InputError(
            f"“{'、'.join(idle)}”在《{snapshot.plan.name}》{period.label}没有要填报的任务，没有生成填报表。"
        )
    return [u for u in owing if u.id in unit_ids]


def _zip(target: Path, made: Sequence[tuple[str, bytes]]) -> Path:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in made:
            archive.writestr(name, content)
    return whole_file.write(target, buffer.getvalue())
