"""Progress kept by hand: a unit's report typed in, a status set with a reason, joined texts, target values."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.labels import FIELD, STATUS
from greenplan_desktop.model.text import clean
from greenplan_desktop.store import journal, reports, rows, tasks, units

from .changed import Changed, changed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from greenplan_desktop.model.period import Period
    from greenplan_desktop.model.records import StoredTask
    from greenplan_desktop.store.database import Store

_NUMBER = re.compile(r"^-?\d+(?:\.\d+)?$")


def fill_report(
    store: Store, task_id: int, unit_id: int, period: Period, values: Mapping[str, Any]
) -> Changed:
    """Type values of a unit's report in by hand, as one change: what it said on the telephone, or a correction.

    A value typed in no longer names the cell it came from; a report of which nothing is said is not made.
    """
    task = _task(store, task_id)
    content = {field: _checked(field, value) for field, value in values.items()}
    name = next((u.short_name for u in units.all_units(store) if u.id == unit_id), "")
    what = FIELD[next(iter(content))] if len(content) == 1 else "进展"
    with journal.change(store, f"修改第{task.code}项{name}{what}", plan_id=task.plan_id) as set_id:
        key = reports.period_id(store, task.plan_id, period.code)
        old = rows.first(store, "report", task_id=task_id, unit_id=unit_id, period_id=key)
        other = {f: v for f, v in content.items() if (old[f] if old else None) != v and (old or v)}
        if other:
            cells = json.loads(old["cells"]) if old else {}
            sources = {field: cell for field, cell in cells.items() if field not in other}
            other["cells"] = json.dumps(sources, ensure_ascii=False, sort_keys=True)
            reports.write(store, task_id, unit_id, key, other)
    return changed(store, set_id)


def _checked(field: str, value: Any) -> Any:
    if field not in reports.FIELDS:
        raise InputError("这一栏不能修改。")
    if field == "percent_tenths" and value is not None and not 0 <= int(value) <= 1000:
        raise InputError("进度要填 0 到 100 之间的数。")
    if field == "status" and value is not None and value not in STATUS:
        raise InputError("状态请从列表中选择。")
    return clean(value).strip() if isinstance(value, str) and field != "status" else value


def percent_tenths(text: str) -> int | None:
    """A typed percent in tenths (`60`, `60%`, `12.5％`), None for nothing; raises InputError for anything else."""
    plain = unicodedata.normalize("NFKC", text).strip().rstrip("%").strip()
    if not plain:
        return None
    if not _NUMBER.match(plain) or not 0 <= float(plain) <= 100:
        raise InputError(f"“{text.strip()}”不是进度，请填 0 到 100 之间的数。")
    return round(float(plain) * 10)


def set_status(store: Store, task_id: int, period: Period, status: str | None, reason: str = "") -> Changed:
    """Set a task's status for a period by hand, with the reason; None takes it back to what units report."""
    task = _task(store, task_id)
    if status is not None and not reason.strip():
        raise InputError("手工定状态要写明理由。")
    label = f"第{task.code}项{period.label}：{'状态定为' + STATUS[status] if status else '状态恢复为按填报'}"
    with journal.change(store, label, plan_id=task.plan_id) as set_id:
        key = reports.period_id(store, task.plan_id, period.code)
        old = rows.first(store, "manual_status", task_id=task_id, period_id=key)
        if status is None:
            if old:
                rows.delete(store, "manual_status", old["id"])
        elif old:
            rows.update(store, "manual_status", old["id"], status=status, reason=reason.strip())
        else:
            rows.insert(
                store, "manual_status", task_id=task_id, period_id=key, status=status, reason=reason.strip()
            )
    return changed(store, set_id)


def set_joined_text(store: Store, task_id: int, period: Period, text: str) -> Changed:
    """Keep the 汇总 text of a task for a period as the clerk edited it; an empty one goes back to the proposal."""
    task = _task(store, task_id)
    with journal.change(store, f"编辑第{task.code}项汇总文字", plan_id=task.plan_id) as set_id:
        key = reports.period_id(store, task.plan_id, period.code)
        old = rows.first(store, "joined_text", task_id=task_id, period_id=key)
        content = clean(text).strip()
        if old and not content:
            rows.delete(store, "joined_text", old["id"])
        elif old:
            rows.update(store, "joined_text", old["id"], text=content)
        elif content:
            rows.insert(store, "joined_text", task_id=task_id, period_id=key, text=content)
    return changed(store, set_id)


def joined_texts(store: Store, plan_id: int, period: Period) -> dict[int, str]:
    """The kept 汇总 texts of a plan's tasks for a period, by task."""
    row = rows.first(store, "period", plan_id=plan_id, code=period.code)
    if row is None:
        return {}
    return {r["task_id"]: r["text"] for r in rows.find(store, "joined_text", period_id=row["id"])}


def set_deadline(store: Store, plan_id: int, period: Period, deadline: str | None) -> Changed:
    """The day until which a period's returns are due (ISO); the period is made where it does not exist yet."""
    if deadline is not None:
        try:
            date.fromisoformat(deadline)
        except ValueError as error:
            raise InputError(f"日期“{deadline}”写法不对，请写成 2023-07-05 这样的日期。") from error
    with journal.change(store, f"{period.label}填报截止日期", plan_id=plan_id) as set_id:
        key = reports.period_id(store, plan_id, period.code)
        rows.update(store, "period", key, deadline=deadline)
    return changed(store, set_id, made=(key,))


def attach_files(store: Store, plan_id: int, period: Period, unit_id: int, paths: Sequence[Path]) -> Changed:
    """Keep files from disk with a unit's return; raises InputError where one cannot be read or is too large."""
    from .files import read_bytes

    largest = 100 * 1024 * 1024
    for path in paths:
        if path.exists() and path.stat().st_size > largest:
            raise InputError(f"“{path.name}”超过 100 MB，请压缩后再收存。")
    return attach_evidence(store, plan_id, period, unit_id, [(p.name, read_bytes(p)) for p in paths])


def attach_evidence(
    store: Store, plan_id: int, period: Period, unit_id: int, files: list[tuple[str, bytes]]
) -> Changed:
    """Keep files (the stamped scan, photographs) with a unit's return for a period."""
    import hashlib

    from greenplan_desktop.store.clock import now

    name = next((u.short_name for u in units.all_units(store) if u.id == unit_id), "")
    with journal.change(store, f"收存{name}佐证材料{len(files)}份", plan_id=plan_id) as set_id:
        key = reports.period_id(store, plan_id, period.code)
        for file_name, content in files:
            sha256 = hashlib.sha256(content).hexdigest()
            reports.keep_blob(store, sha256, content)
            rows.insert(
                store,
                "return_file",
                period_id=key,
                unit_id=unit_id,
                name=file_name,
                sha256=sha256,
                received_at=now(),
                kind="evidence",
            )
    return changed(store, set_id)


def _task(store: Store, task_id: int) -> StoredTask:
    found = tasks.task(store, task_id)
    if found is None:
        raise InputError("这一项任务已被删除，可用撤销找回。")
    return found
