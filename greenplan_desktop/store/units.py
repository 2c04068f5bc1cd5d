"""The unit register: names, aliases, earlier names, groups and their members."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.records import Assignment, EarlierName, Unit

from . import rows

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from .database import Store


@dataclass(frozen=True, slots=True)
class Duty:
    """One task of a unit, in whichever plan; `reports` is how often it reported on it."""

    plan_id: int
    plan: str
    archived: int
    task_id: int
    code: str
    title: str
    role: str
    life: str
    due_text: str
    reports: int


_UNIT = "id, uid, full_name, short_name, kind, position"
_UNIT_MORE = "contact, phone, active_from, active_to, merged_into"


def all_units(store: Store) -> list[Unit]:
    """The whole register in 建制序."""
    aliases: dict[int, list[str]] = {}
    for unit_id, name in store.rows("SELECT unit_id, name FROM unit_alias ORDER BY id"):
        aliases.setdefault(unit_id, []).append(name)
    earlier = _earlier_names(store)
    found = store.tuples(f"SELECT {_UNIT}, {_UNIT_MORE} FROM unit ORDER BY position, id")
    fields = ([*r[:6], tuple(aliases.get(r[0], ())), *r[6:], tuple(earlier.get(r[0], ()))] for r in found)
    return [Unit(*values) for values in fields]


def _earlier_names(store: Store) -> dict[int, list[EarlierName]]:
    names: dict[int, list[EarlierName]] = {}
    sql = "SELECT unit_id, full_name, short_name, valid_to FROM unit_name ORDER BY valid_to, id"
    for unit_id, *name in store.rows(sql):
        names.setdefault(unit_id, []).append(EarlierName(*name))
    return names


def insert(store: Store, *, aliases: tuple[str, ...] = (), **values: Any) -> int:
    """A new unit at the end of the order where no position is given; returns its key."""
    values.setdefault("position", rows.next_position(store, "unit"))
    unit_id = rows.insert(store, "unit", uid=values.pop("uid", None) or rows.new_uid(), **values)
    for name in aliases:
        add_alias(store, unit_id, name)
    return unit_id


def add_alias(store: Store, unit_id: int, name: str) -> None:
    """Learn a name for a unit; a name another unit has as alias stays with that one."""
    if name and store.row("SELECT 1 FROM unit_alias WHERE name = ?", (name,)) is None:
        rows.insert(store, "unit_alias", unit_id=unit_id, name=name)


def set_aliases(store: Store, unit_id: int, names: tuple[str, ...]) -> None:
    """Make `names` the unit's aliases: missing ones are added, others removed."""
    kept = set()
    for row in store.rows("SELECT id, name FROM unit_alias WHERE unit_id = ?", (unit_id,)):
        if row["name"] in names:
            kept.add(row["name"])
        else:
            rows.delete(store, "unit_alias", row["id"])
    for name in names:
        if name not in kept:
            add_alias(store, unit_id, name)


def group_members(store: Store) -> list[tuple[int, int]]:
    """(group unit, member unit) pairs."""
    return store.tuples("SELECT group_id, unit_id FROM group_member ORDER BY id")


def usage(store: Store, unit_id: int) -> tuple[int, int]:
    """How many assignments and reports name a unit."""
    row = store.rows(
        "SELECT (SELECT count(*) FROM assignment WHERE unit_id = :u), (SELECT count(*) FROM report WHERE unit_id = :u)",
        {"u": unit_id},
    )[0]
    return (row[0], row[1])


def duties(store: Store, unit_id: int) -> list[Duty]:
    """A unit's tasks over all plans, archived ones last."""
    sql = (
        "SELECT p.id, ifnull(nullif(p.short_name, ''), p.title), p.archived_at IS NOT NULL, t.id, t.code, t.title, "
        "a.role, t.life, t.due_text, (SELECT count(*) FROM report r WHERE r.task_id = t.id AND r.unit_id = a.unit_id) "
        "FROM assignment a JOIN task t ON t.id = a.task_id JOIN plan p ON p.id = t.plan_id WHERE a.unit_id = ? "
        "ORDER BY p.archived_at IS NOT NULL, p.position, t.position"
    )
    return [Duty(*row) for row in store.tuples(sql, (unit_id,))]


def merge_lines(store: Store, from_ids: Sequence[int], into_id: int) -> list[sqlite3.Row]:
    """What a merge changes: (plan, task code, task title, unit, role, role after) per assignment."""
    marks = ", ".join("?" * len(from_ids))
    sql = (
        "SELECT ifnull(nullif(p.short_name, ''), p.title), t.code, t.title, u.short_name, a.role, "
        "CASE WHEN a.role = 'lead' OR b.role = 'lead' THEN 'lead' ELSE 'responsible' END "
        "FROM assignment a JOIN task t ON t.id = a.task_id JOIN plan p ON p.id = t.plan_id "
        "JOIN unit u ON u.id = a.unit_id LEFT JOIN assignment b ON b.task_id = a.task_id AND b.unit_id = ? "
        f"WHERE a.unit_id IN ({marks}) ORDER BY p.id, t.position"
    )
    return store.rows(sql, (into_id, *from_ids))


def assignments(store: Store, plan_id: int) -> list[Assignment]:
    """A plan's assignments in the order of the document."""
    sql = (
        "SELECT a.id, a.task_id, a.unit_id, a.role, a.position, a.role_word FROM assignment a "
        "JOIN task t ON t.id = a.task_id WHERE t.plan_id = ? ORDER BY t.position, t.id, a.role = 'responsible', a.position, a.id"
    )
    return [Assignment(*row) for row in store.tuples(sql, (plan_id,))]
