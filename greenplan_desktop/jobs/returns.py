"""Returns in: read and reviewed, decided on, applied in one transaction, their sources kept; taken back when wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.errors import ConflictError
from greenplan_desktop.store import backup, journal, reports, rows
from greenplan_desktop.store.clock import now
from greenplan_desktop.store.snapshot import plan_snapshot

from . import find
from .assign import put_role
from .changed import Changed, changed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from greenplan_desktop.model.period import Period
    from greenplan_desktop.model.progress import Work
    from greenplan_desktop.model.records import StoredPeriod, StoredPlan, StoredReport
    from greenplan_desktop.returns.decide import ReportWrite
    from greenplan_desktop.returns.review import ColumnMapping, Review
    from greenplan_desktop.returns.verdicts import FileReview
    from greenplan_desktop.store.database import Store


def mappings(store: Store) -> list[ColumnMapping]:
    """The headings that clerks have explained before, per unit."""
    from greenplan_desktop.returns.review import ColumnMapping

    return [
        ColumnMapping(r["unit_id"], r["heading"], r["family"]) for r in rows.find(store, "column_mapping")
    ]


def review(
    store: Store, plan_id: int, period: Period, paths: Sequence[Path], *, workers: int = 0
) -> Work[Review]:
    """Read files, folders and archives and hold them against the database; writes nothing.

    Yields FileReviewed progress with each file as it is done; a path that is not there is a refused file.
    """
    from greenplan_desktop.returns.review import review_files
    from greenplan_desktop.workbooks.gather import gather
    from greenplan_desktop.workbooks.reader import WorkbookReader, default_workers

    snapshot = plan_snapshot(store, plan_id)
    known = mappings(store)
    candidates = gather(paths)
    with WorkbookReader(workers or min(default_workers(), max(len(candidates), 1))) as reader:
        return (
            yield from review_files(
                reader.read_many(candidates),
                snapshot,
                period,
                find.places(snapshot.plan),
                known,
                total=len(candidates),
            )
        )


def review_rest(store: Store, plan_id: int, done: Review) -> Work[Review]:
    """What an applied review left: files with something to look at of which nothing was applied nor turned down."""
    from greenplan_desktop.returns.review import review_files

    rest = [
        file.read
        for file in done.files
        if file.outcome != "ready" and not any(r.ticked or r.choice.taken is False for r in file.rows)
    ]
    snapshot = plan_snapshot(store, plan_id)
    return (
        yield from review_files(
            rest, snapshot, done.period, find.places(snapshot.plan), mappings(store), total=len(rest)
        )
    )


def apply(
    store: Store,
    plan_id: int,
    period: Period,
    done: Review,
    *,
    add_units: Iterable[tuple[int, int]] = (),
    learnt: Iterable[ColumnMapping] = (),
) -> Changed:
    """Write the ticked rows of all files in one transaction, with the files' bytes and the cell of each value.

    `add_units` are (task, unit) pairs to be made responsible, `learnt` headings the clerk explained. Raises
    ConflictError where a value to be written was changed since the review began; nothing is written then.
    """
    from greenplan_desktop.returns import decide

    to_write, files = decide.writes(done), decide.applied_files(done)
    if not to_write:
        return Changed(None, "")
    store.hold()
    backup.before_import(store.connection, store.path)
    label = f"导入{period.label}填报：{len(files)}个文件，{len(to_write)}项进展"
    with journal.change(store, label, kind="import", plan_id=plan_id) as set_id:
        key = reports.period_id(store, plan_id, period.code)
        _require_unchanged(store, plan_id, done, to_write)
        kept = {file.sha256: _keep_file(store, key, file, to_write) for file in files}
        for task_id, unit_id in add_units:
            put_role(store, task_id, unit_id, "responsible")
        for one in to_write:
            _write(store, key, one, kept[one.file_sha256])
        for mapping in learnt:
            _learn(store, mapping)
    return changed(store, set_id)


def _keep_file(store: Store, period_id: int, file: FileReview, to_write: Sequence[ReportWrite]) -> int:
    units = [w.unit_id for w in to_write if w.file_sha256 == file.sha256]
    unit_id = file.unit_id if file.unit_id is not None else units[0]
    earlier = list(rows.find(store, "return_file", period_id=period_id, unit_id=unit_id, kind="return"))
    reports.keep_blob(store, file.sha256, file.read.content)
    return rows.insert(
        store,
        "return_file",
        period_id=period_id,
        unit_id=unit_id,
        name=file.name,
        sha256=file.sha256,
        received_at=now(),
        revision=len(earlier) + 1,
        kind="return",
    )


def _require_unchanged(store: Store, plan_id: int, done: Review, to_write: Sequence[ReportWrite]) -> None:
    """What the review saw in the database must still stand where it is to be written."""
    touched = {(w.task_id, w.unit_id) for w in to_write}
    before = _values(done.context.snapshot.reports, done.period, done.context.snapshot.periods, touched)
    whole = plan_snapshot(store, plan_id)
    present = _values(whole.reports, done.period, whole.periods, touched)
    for key in touched:
        if before.get(key) != present.get(key):
            task = next((t for t in whole.tasks if t.id == key[0]), None)
            name = f"第{task.code}项" if task else "有一项任务"
            raise ConflictError(f"{name}的进展在核对期间被别处改动，没有入库；请重新核对后再入库。")


def _values(
    found: Iterable[StoredReport],
    period: Period,
    periods: Iterable[StoredPeriod],
    touched: set[tuple[int, int]],
) -> dict[tuple[int, int], tuple[Any, ...]]:
    ids = {p.id for p in periods if p.code == period.code}
    return {
        (r.task_id, r.unit_id): tuple(getattr(r, field) for field in reports.FIELDS)
        for r in found
        if r.period_id in ids and (r.task_id, r.unit_id) in touched
    }


def _write(store: Store, period_id: int, one: ReportWrite, file_id: int) -> None:
    old = rows.first(store, "report", task_id=one.task_id, unit_id=one.unit_id, period_id=period_id)
    values: dict[str, Any] = {k: v for k, v in one.values.items() if old is None or old[k] != v}
    if not values:
        return
    sources = json.loads(old["cells"]) if old else {}
    where = dict(one.cells)
    for field in values:
        sources[field] = [file_id, one.sheet, where.get(field, "")]
    values |= {
        "return_file_id": file_id,
        "sheet": one.sheet,
        "cells": json.dumps(sources, ensure_ascii=False, sort_keys=True),
    }
    reports.write(store, one.task_id, one.unit_id, period_id, values)


def _learn(store: Store, mapping: ColumnMapping) -> None:
    old = rows.first(store, "column_mapping", unit_id=mapping.unit_id, heading=mapping.heading)
    if old:
        rows.update(store, "column_mapping", old["id"], family=mapping.family)
    else:
        rows.insert(
            store, "column_mapping", unit_id=mapping.unit_id, heading=mapping.heading, family=mapping.family
        )


def review_json(done: Review, plan: StoredPlan, *, applied: bool) -> dict[str, Any]:
    """What `greenplan returns import --json` prints."""
    from greenplan_desktop.returns.as_json import review_json as as_json

    return as_json(done, plan.document_number or plan.title, applied=applied)


def describe(done: Review) -> list[str]:
    """A review in a few lines for people."""
    words = {"ready": "可入库", "needs_review": "待核对", "rejected": "退回"}
    lines = []
    for file in done.files:
        ticked = sum(row.ticked for row in file.rows)
        flagged = sum(bool(row.flags) for row in file.rows)
        reason = f"：{file.error.message}" if file.error else ""
        counts = "" if file.error else f"　{len(file.rows)} 项，可入库 {ticked}，待核对 {flagged}"
        lines.append(f"{words[file.outcome]}　{file.name}{counts}{reason}")
    return lines
