"""Values of targets by period: shown beside their goals, typed in with or without a unit, checked, kept."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.index import PlanIndex
from greenplan_desktop.model.progress import Progress
from greenplan_desktop.model.text import clean
from greenplan_desktop.store import journal, reports, rows

from .changed import Changed, changed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from greenplan_desktop.insight.targets import TargetRow as TargetRow
    from greenplan_desktop.model.period import Period
    from greenplan_desktop.model.progress import Work
    from greenplan_desktop.model.records import PlanSnapshot
    from greenplan_desktop.store.database import Store
    from greenplan_desktop.store.rows import Row

_VALUE = re.compile(r"^([+-]?[\d,]*\.?\d+)\s*(.*)$", re.DOTALL)
_EMPTY = frozenset({"", "-", "—", "/", "无"})
MOST_PERIODS = 4  # columns of values beside one another


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target at a period, and what was reported of it for each period, by code."""

    row: TargetRow
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TargetTable:
    """All targets of a plan, and the periods whose values are shown, earliest first."""

    lines: tuple[TargetLine, ...]
    periods: tuple[Period, ...]


def table(snapshot: PlanSnapshot, period: Period) -> Work[TargetTable]:
    """The targets of a plan at a period with their values in the latest periods of its kind."""
    from greenplan_desktop.insight.targets import target_rows

    yield Progress(0, 0, "正在统计目标")
    index = PlanIndex(snapshot)
    end = (period.year, period.last_month)
    known = {p.period for p in snapshot.periods if p.period.months == period.months} | {period}
    shown = sorted(p for p in known if (p.year, p.last_month) <= end)[-MOST_PERIODS:]
    keys = {p.code: index.period_id(p) for p in shown}
    lines = []
    for row in target_rows(index, period):
        found = {
            code: index.values.get((row.target_id, key)) for code, key in keys.items() if key is not None
        }
        values = {code: _words(one.value, one.unit, row.unit) for code, one in found.items() if one}
        lines.append(TargetLine(row, values))
    return TargetTable(tuple(lines), tuple(shown))


def _words(value: str, unit: str, usual: str) -> str:
    """A value as it was reported; its unit only where it is another than the goal's."""
    return value if unit in ("", usual) else f"{value}{unit}"


def read_value(text: str, goal_unit: str) -> tuple[str, str]:
    """A typed value as (decimal text, unit): 52, 1,200.5, 0.8亿元; raises InputError where it is none.

    A unit that is left out is the goal's; one of another kind is refused, for nothing could be said of it.
    """
    from greenplan_desktop.insight import measures

    plain = unicodedata.normalize("NFKC", clean(text)).strip()
    if plain in _EMPTY:
        return "", ""
    match = _VALUE.match(plain)
    number = measures.number(match[1]) if match else None
    if match is None or number is None:
        raise InputError(f"“{text.strip()}”不是数，请填数字，如 52 或 52{goal_unit}。")
    unit = "".join(match[2].split())
    if unit and goal_unit and not measures.same_kind(unit, goal_unit):
        raise InputError(f"“{unit}”与目标的单位“{goal_unit}”不能换算，请按“{goal_unit}”填写。")
    return measures.written(number, 12), unit or goal_unit


def write_values(store: Store, plan_id: int, cells: Sequence[tuple[int, Period, str]]) -> Changed:
    """Keep values typed or pasted, as one change; an empty text removes a value. All of them or none."""
    read = [
        (target, period, *read_value(text, target["unit"] or ""))
        for target, period, text in _found(store, cells)
    ]
    first = read[0][0]["indicator"] if read else ""
    label = f"填报目标“{first}”" if len(read) == 1 else f"填报 {len(read)} 个目标值"
    with journal.change(store, label, plan_id=plan_id) as set_id:
        for target, period, value, unit in read:
            _write(store, target, reports.period_id(store, plan_id, period.code), value, unit)
    return changed(store, set_id)


def target_row(store: Store, target_id: int) -> Row:
    """A stored target; raises InputError where it is gone."""
    found = rows.first(store, "target", id=target_id)
    if found is None:
        raise InputError("这个目标已被删除，可用撤销找回。")
    return found


def _found(store: Store, cells: Sequence[tuple[int, Period, str]]) -> list[tuple[Row, Period, str]]:
    found = []
    for target_id, period, text in cells:
        found.append((target_row(store, target_id), period, text))
    return found


def _write(store: Store, target: Row, period_id: int, value: str, unit: str) -> None:
    old = rows.first(store, "target_value", target_id=target["id"], period_id=period_id)
    values: dict[str, Any] = {"value": value, "unit": unit, "source": "手工填写"}
    if old and not value:
        rows.delete(store, "target_value", old["id"])
    elif old and (old["value"], old["unit"]) != (value, unit):
        rows.update(store, "target_value", old["id"], **values)
    elif not old and value:
        rows.insert(store, "target_value", target_id=target["id"], period_id=period_id, **values)
