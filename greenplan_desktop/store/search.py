"""Search over all plans: any substring of titles, texts, units and reports; two Chinese letters suffice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .database import Store

KINDS = ("task", "unit", "report", "plan")


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: `kind` is one of KINDS; `before`, `match`, `after` are the words around the first hit."""

    kind: str
    plan_id: int | None
    task_id: int | None
    unit_id: int | None
    period: str
    title: str
    before: str
    match: str
    after: str


_TASKS = (
    "SELECT t.plan_id, t.id, t.code, t.title, t.text, ifnull(t.clause, ''), t.remarks FROM task t "
    "JOIN plan p ON p.id = t.plan_id WHERE instr(lower(t.code || char(10) || t.title || char(10) || t.text || "
    "char(10) || ifnull(t.clause, '') || char(10) || t.remarks), ?) ORDER BY p.archived_at IS NOT NULL, p.position, t.position LIMIT ?"
)
_REPORTS = (
    "SELECT t.plan_id, t.id, r.unit_id, t.code, t.title, u.short_name, q.code, r.achievement, r.problems, r.next_steps, "
    "r.remarks FROM report r JOIN task t ON t.id = r.task_id JOIN unit u ON u.id = r.unit_id "
    "JOIN period q ON q.id = r.period_id WHERE instr(lower(r.achievement || char(10) || r.problems || char(10) || "
    "r.next_steps || char(10) || r.remarks), ?) ORDER BY r.id DESC LIMIT ?"
)
_UNITS = (
    "SELECT u.id, u.short_name, u.full_name, ifnull(group_concat(a.name, '、'), '') FROM unit u "
    "LEFT JOIN unit_alias a ON a.unit_id = u.id GROUP BY u.id "
    "HAVING instr(lower(u.short_name || char(10) || u.full_name || char(10) || ifnull(group_concat(a.name, '、'), '')), ?) "
    "ORDER BY u.position LIMIT ?"
)
_PLANS = (
    "SELECT id, title, ifnull(document_number, '') FROM plan "
    "WHERE instr(lower(title || char(10) || short_name || char(10) || ifnull(document_number, '')), ?) LIMIT ?"
)


def search(store: Store, words: str, *, unit_ids: tuple[int, ...] = (), limit: int = 200) -> list[Hit]:
    """What holds these words, tasks first; `unit_ids` are units found by pinyin initials."""
    needle = words.strip().lower()
    if not needle:
        return []
    return [
        *_tasks(store, needle, limit),
        *_units(store, needle, unit_ids, limit),
        *_reports(store, needle, limit),
        *(
            _hit("plan", needle, (row[1], row[2]), row[1], plan_id=row[0])
            for row in store.rows(_PLANS, (needle, limit))
        ),
    ]


def _tasks(store: Store, needle: str, limit: int) -> list[Hit]:
    return [
        _hit("task", needle, (*tuple(row)[3:], row[2]), f"{row[2]} {row[3]}", plan_id=row[0], task_id=row[1])
        for row in store.rows(_TASKS, (needle, limit))
    ]


def _reports(store: Store, needle: str, limit: int) -> list[Hit]:
    return [
        _hit(
            "report",
            needle,
            tuple(row)[7:],
            f"{row[3]} {row[4]} · {row[5]}",
            plan_id=row[0],
            task_id=row[1],
            unit_id=row[2],
            period=row[6],
        )
        for row in store.rows(_REPORTS, (needle, limit))
    ]


def _units(store: Store, needle: str, unit_ids: tuple[int, ...], limit: int) -> list[Hit]:
    found = [
        _hit("unit", needle, tuple(row)[1:], row[1], unit_id=row[0])
        for row in store.rows(_UNITS, (needle, limit))
    ]
    known = {hit.unit_id for hit in found}
    for unit_id in unit_ids:
        row = store.row("SELECT short_name, full_name FROM unit WHERE id = ?", (unit_id,))
        if row and unit_id not in known:
            found.append(Hit("unit", None, None, unit_id, "", row[0], row[1], "", ""))
    return found


def _hit(
    kind: str,
    needle: str,
    texts: tuple[str, ...],
    title: str,
    *,
    plan_id: int | None = None,
    task_id: int | None = None,
    unit_id: int | None = None,
    period: str = "",
) -> Hit:
    text = next((t for t in texts if needle in t.lower()), "")
    at = max(text.lower().find(needle), 0)
    start = max(0, at - 24)
    before = ("…" if start else "") + text[start:at]
    rest = text[at + len(needle) : at + len(needle) + 48]
    flat = tuple(part.replace("\n", " ") for part in (before, text[at : at + len(needle)], rest))
    return Hit(kind, plan_id, task_id, unit_id, period, title, *flat)
