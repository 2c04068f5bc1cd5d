"""Periods, the files that came in for them, and what units reported."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.records import ReturnFile, StoredPeriod, StoredReport

from . import rows
from .clock import now

if TYPE_CHECKING:
    from .database import Store

_REPORT = (
    "r.id, r.task_id, r.unit_id, r.period_id, r.status, r.percent_tenths, r.achievement, r.problems, r.next_steps, "
    "r.remarks, r.return_file_id, r.sheet, r.cells, r.updated_at"
)
FIELDS = ("status", "percent_tenths", "achievement", "problems", "next_steps", "remarks")


def periods(store: Store, plan_id: int) -> list[StoredPeriod]:
    """A plan's periods, earliest first."""
    found = [
        StoredPeriod(*row)
        for row in store.tuples(
            "SELECT id, uid, plan_id, code, deadline FROM period WHERE plan_id = ?", (plan_id,)
        )
    ]
    return sorted(found, key=lambda p: (p.period.year, p.period.last_month, p.period.months))


def period_id(store: Store, plan_id: int, code: str) -> int:
    """The key of a plan's period, made where it does not exist yet (needs an open change set then)."""
    row = store.row("SELECT id FROM period WHERE plan_id = ? AND code = ?", (plan_id, code))
    if row:
        return int(row[0])
    return rows.insert(store, "period", uid=rows.new_uid(), plan_id=plan_id, code=code)


def of_plan(store: Store, plan_id: int) -> list[StoredReport]:
    """All reports of a plan, over all periods, in the order of their keys."""
    sql = f"SELECT {_REPORT} FROM report r JOIN task t ON t.id = r.task_id WHERE t.plan_id = ?"
    found = store.tuples(sql, (plan_id,))
    found.sort(key=itemgetter(0))  # SQLite would carry all texts through a tree of its own
    return [StoredReport(*row) for row in found]


def files(store: Store, plan_id: int) -> list[ReturnFile]:
    """The files that came in for a plan's periods, in the order of receipt."""
    sql = (
        "SELECT f.id, f.period_id, f.unit_id, f.name, f.sha256, f.received_at, f.revision, f.kind, ifnull(b.size, 0) "
        "FROM return_file f JOIN period p ON p.id = f.period_id LEFT JOIN file_blob b ON b.sha256 = f.sha256 "
        "WHERE p.plan_id = ? ORDER BY f.id"
    )
    return [ReturnFile(*row) for row in store.tuples(sql, (plan_id,))]


def keep_blob(store: Store, sha256: str, content: bytes) -> None:
    """Keep a file's bytes once, by their SHA-256."""
    store.connection.execute(
        "INSERT INTO file_blob (sha256, content, size) VALUES (?, ?, ?) ON CONFLICT (sha256) DO NOTHING",
        (sha256, content, len(content)),
    )


def blob(store: Store, sha256: str) -> bytes | None:
    """A kept file's bytes, None where they are not kept (any more)."""
    row = store.row("SELECT content FROM file_blob WHERE sha256 = ?", (sha256,))
    return row[0] if row else None


def write(store: Store, task_id: int, unit_id: int, period: int, values: dict[str, Any]) -> int:
    """Write a unit's report of a task: only the fields of `values` are touched; returns the report's key.

    `updated_at` is now unless `values` says when the report came.
    """
    values = {"updated_at": now(), **values}
    row = store.row(
        "SELECT id FROM report WHERE task_id = ? AND unit_id = ? AND period_id = ?",
        (task_id, unit_id, period),
    )
    if row:
        rows.update(store, "report", row[0], **values)
        return int(row[0])
    return rows.insert(store, "report", task_id=task_id, unit_id=unit_id, period_id=period, **values)
