"""What the matrix holds, built once per view: unit columns with their load, task rows with their faults."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from greenplan_desktop.model.labels import UNIT_KIND

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from greenplan_desktop.model.plan import Role
    from greenplan_desktop.model.records import StoredTask, Unit
    from greenplan_desktop.ui.plan_view import PlanView

KINDS = ("district", "park", "town", "enterprise", "city", "other", "group")
Order = Literal["kind", "load", "register"]


@dataclass(frozen=True, slots=True)
class Choices:
    """How the clerk wants the columns: order, hidden and added units, folded kinds; kept per plan."""

    order: Order = "kind"
    hidden: frozenset[int] = frozenset()
    added: tuple[int, ...] = ()
    folded: frozenset[str] = frozenset()
    moved: tuple[int, ...] = ()  # unit ids in the order the clerk dragged them to, empty for none


@dataclass(frozen=True, slots=True)
class UnitColumn:
    """One unit, or a folded kind of units (`unit` None) with all its members in `ids`."""

    kind: str
    unit: Unit | None
    ids: tuple[int, ...]
    lead: int
    responsible: int
    fault: str = ""

    @property
    def name(self) -> str:
        """What stands in the head."""
        return self.unit.short_name if self.unit else f"{UNIT_KIND[self.kind]}（{len(self.ids)}）"

    @property
    def tip(self) -> str:
        """The head's tool tip."""
        full = self.unit.full_name if self.unit and self.unit.full_name else self.name
        return f"{full}\n牵头 {self.lead} · 责任 {self.responsible}" + (
            f"\n{self.fault}" if self.fault else ""
        )


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A task with the roles of units in it and what is wrong with it."""

    task: StoredTask
    roles: dict[int, Role]
    faults: tuple[str, ...]
    notes: tuple[str, ...]  # said, but no fault: several leads


@dataclass(frozen=True, slots=True)
class MatrixGrid:
    """The whole matrix."""

    columns: tuple[UnitColumn, ...]
    rows: tuple[MatrixRow, ...]

    @property
    def faulty(self) -> tuple[MatrixRow, ...]:
        """The rows with a fault."""
        return tuple(row for row in self.rows if row.faults)


def build(view: PlanView, choices: Choices) -> MatrixGrid:
    """The matrix of a plan as the clerk wants to see it."""
    rows = tuple(_row(view, task) for task in view.snapshot.tasks)
    load: Counter[tuple[int, str]] = Counter()
    for row in rows:
        load.update(row.roles.items())
    named = {unit for row in rows for unit in row.roles}
    units = [
        u
        for u in view.snapshot.units
        if (u.id in named or u.id in choices.added) and u.id not in choices.hidden
    ]
    columns = [_column(view, u, load) for u in units]
    return MatrixGrid(tuple(_ordered(columns, choices)), rows)


def _row(view: PlanView, task: StoredTask) -> MatrixRow:
    assignments = view.index.assignments.get(task.id, ())
    roles = {a.unit_id: a.role for a in assignments}
    leads = [a for a in assignments if a.role == "lead"]
    faults = []
    if not assignments:
        faults.append("没有任何单位")
    elif not leads:
        faults.append("没有牵头单位")
    if "both_roles" in task.doubts:
        faults.append("原文中有单位同时列在牵头和责任，已按牵头处理")
    for a in assignments:
        unit = view.index.units.get(a.unit_id)
        if unit is not None:
            fault = unit_fault(view, unit)
            faults += [f"{unit.short_name}：{fault}"] if fault else []
    notes = (f"{len(leads)} 个单位共同牵头",) if len(leads) > 1 else ()
    return MatrixRow(task, roles, tuple(faults), notes)


def unit_fault(view: PlanView, unit: Unit) -> str:
    """What is wrong with naming this unit: dissolved, merged, or a group phrase nobody has expanded."""
    if unit.is_group and not view.index.members(unit.id):
        return "群体表述，还没有展开到具体单位"
    if unit.merged_into is not None:
        into = view.index.units.get(unit.merged_into)
        return f"已并入{into.short_name}" if into else "已并入其他单位"
    if unit.active_to is not None and unit.active_to < view.period.end:
        return f"{unit.active_to} 起不再使用"
    return ""


def _column(view: PlanView, unit: Unit, load: Counter[tuple[int, str]]) -> UnitColumn:
    lead, other = load[unit.id, "lead"], load[unit.id, "responsible"]
    return UnitColumn(unit.kind, unit, (unit.id,), lead, other, unit_fault(view, unit))


def _ordered(columns: list[UnitColumn], choices: Choices) -> Iterable[UnitColumn]:
    place = {unit_id: number for number, unit_id in enumerate(choices.moved)}
    if place:
        columns.sort(key=lambda c: place.get(c.ids[0], len(place)))
        return columns
    if choices.order == "load":
        columns.sort(key=lambda c: (-c.lead, -c.responsible))
        return columns
    if choices.order == "register":
        return columns
    found: list[UnitColumn] = []
    for kind in KINDS:
        mine = [c for c in columns if c.kind == kind]
        found += [_folded(kind, mine)] if kind in choices.folded and mine else mine
    return found


def _folded(kind: str, columns: Sequence[UnitColumn]) -> UnitColumn:
    ids = tuple(c.ids[0] for c in columns)
    return UnitColumn(kind, None, ids, sum(c.lead for c in columns), sum(c.responsible for c in columns))


def role_in(row: MatrixRow, column: UnitColumn) -> tuple[int, int]:
    """How many units of a column lead and share a task (0 or 1 unless the column is a folded kind)."""
    roles = [row.roles[u] for u in column.ids if u in row.roles]
    return roles.count("lead"), roles.count("responsible")


def table(grid: MatrixGrid) -> list[list[str]]:
    """The matrix as a table of texts with a head, for the clipboard."""
    lines = [["序号", "重点任务", *(c.name for c in grid.columns)]]
    lines += [[row.task.code, row.task.title, *marks(row, grid.columns)] for row in grid.rows]
    lines.append(["", "牵头", *(str(c.lead) for c in grid.columns)])
    lines.append(["", "责任", *(str(c.responsible) for c in grid.columns)])
    return lines


def marks(row: MatrixRow, columns: Iterable[UnitColumn]) -> list[str]:
    """A task's marks in these columns, as the clipboard has them."""
    return [_mark(column, *role_in(row, column)) for column in columns]


def _mark(column: UnitColumn, lead: int, other: int) -> str:
    if column.unit is None:
        return f"●{lead} ○{other}" if lead or other else ""
    return "●" if lead else "○" if other else ""
