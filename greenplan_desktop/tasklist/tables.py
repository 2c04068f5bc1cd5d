"""Other tables that go to paper through the same room: the matrix, the record of edits, any table."""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.rules import PlanIndex

from .content import Column, ListContent, Row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from greenplan_desktop.model.records import PlanSnapshot, StoredTask

    from .content import Align
    from .presets import Layout

LEAD_MARK = "●"
RESPONSIBLE_MARK = "○"
NARROWEST_MM = 8.0  # what dragging leaves of a column
MATRIX_NOTE = "注：●为牵头单位，○为责任单位。"
_UNITS_A_PART = 14  # columns of units that fit side by side on a landscape page
_UNIT_WIDTH = 11.6  # mm: two characters and the white beside them
_CENTRED = 6  # characters of the longest text of a column that is centred

Value = str | int | float


def table_content(
    title: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[Value]],
    *,
    label: str = "",
    notes: Sequence[str] = (),
    widths_mm: Sequence[float | None] = (),
    document_number: str = "",
) -> ListContent:
    """Any table: columns of short texts and of numbers are centred, the others left.

    Raises InputError where a row has more or fewer cells than there are headings.
    """
    for number, row in enumerate(rows, 1):
        if len(row) != len(headings):
            raise InputError(f"“{title}”第 {number} 行有 {len(row)} 格，表头有 {len(headings)} 栏，请核对。")
    by_column = list(zip(*rows, strict=True)) if rows else [() for _ in headings]
    columns = tuple(
        _column(f"c{number}", heading, values, widths_mm[number] if number < len(widths_mm) else None)
        for number, (heading, values) in enumerate(zip(headings, by_column, strict=True))
    )
    lines = tuple(Row(tuple(str(value) for value in row)) for row in rows)
    return ListContent(title, columns, lines, label, tuple(notes), document_number=document_number)


def _column(key: str, heading: str, values: Sequence[Value], width: float | None) -> Column:
    numeric = bool(values) and all(isinstance(v, (int, float)) or v == "" for v in values)
    short = max((len(str(v)) for v in values), default=0) <= _CENTRED
    align: Align = "center" if numeric or short else "left"
    return Column(key, heading, width, align, numeric and any(v != "" for v in values))


def matrix_contents(
    snapshot: PlanSnapshot, unit_ids: Sequence[int] | None = None, *, label: str = "附件"
) -> tuple[ListContent, ...]:
    """The matrix of tasks and units, ● for lead and ○ for responsible; wide ones in several parts.

    `unit_ids` picks and orders the units; without it every unit that has a task, groups as they are named.
    """
    index = PlanIndex(snapshot)
    marks = {(a.task_id, a.unit_id): a.role for a in snapshot.assignments}
    named = {unit for _, unit in marks}
    chosen = list(unit_ids) if unit_ids is not None else [u.id for u in snapshot.units if u.id in named]
    tasks = sorted(snapshot.tasks, key=lambda t: (t.position, t.id))
    parts = max(1, ceil(len(chosen) / _UNITS_A_PART))
    size = ceil(len(chosen) / parts)
    title = f"{''.join(snapshot.plan.title.splitlines())}责任矩阵"
    found = []
    for part in range(parts):
        units = [index.units[key] for key in chosen[part * size : (part + 1) * size] if key in index.units]
        columns = (
            Column("number", "序号", align="center", numeric=True),
            Column("title", "重点任务"),
            *(Column(f"unit:{u.id}", u.short_name, _UNIT_WIDTH, "center") for u in units),
        )
        rows = tuple(Row(_matrix_cells(task, [u.id for u in units], marks)) for task in tasks)
        name = f"{title}（{part + 1}/{parts}）" if parts > 1 else title
        number = snapshot.plan.document_number or ""
        found.append(ListContent(name, columns, rows, label, (MATRIX_NOTE,), document_number=number))
    return tuple(found)


def _matrix_cells(
    task: StoredTask, units: Sequence[int], marks: Mapping[tuple[int, int], str]
) -> tuple[str, ...]:
    signs = {"lead": LEAD_MARK, "responsible": RESPONSIBLE_MARK, "": ""}
    return (
        task.number or task.code,
        task.title,
        *(signs[marks.get((task.id, unit), "")] for unit in units),
    )


def with_edge(layout: Layout, widths_mm: Sequence[float], shown_index: int, width_mm: float) -> Layout:
    """A copy in which a column ends elsewhere (a drag in the preview): what it gains its right neighbour loses.

    `widths_mm` are the shown columns' widths on paper; all of them stay as they are seen.
    """
    widths = list(widths_mm)
    if shown_index + 1 < len(widths):
        both = widths[shown_index] + widths[shown_index + 1]
        widths[shown_index] = max(NARROWEST_MM, min(width_mm, both - NARROWEST_MM))
        widths[shown_index + 1] = round(both - widths[shown_index], 2)
    columns = list(layout.columns)
    shown = [number for number, column in enumerate(columns) if column.shown]
    for number, width in zip(shown, widths, strict=True):
        columns[number] = replace(columns[number], width_mm=width)
    return replace(layout, columns=tuple(columns))


def with_own_widths(layout: Layout) -> Layout:
    """A copy whose column widths are all proposed from the texts again."""
    return replace(layout, columns=tuple(replace(column, width_mm=None) for column in layout.columns))
