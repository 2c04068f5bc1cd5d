"""Cells and columns of task lists: names in a cell, names of columns, and any grid below a head."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenplan_desktop.documents.table_columns import Part, column_of, find_head
from greenplan_desktop.documents.table_units import names_text
from greenplan_desktop.documents.tables import plan_from_tables
from greenplan_desktop.documents.words import LabelClass

from .drawn_tables import document


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("区发改委\n区财政局", "区发改委、区财政局"),
        ("区发改委区财政局市生态环境局", "区发改委、区财政局、市生态环境局"),
        ("区委区政府督查办公室", "区委区政府督查办公室"),
        ("市场监管\n局", "市场监管局"),
        ("——\n区教委", "区教委"),
        ("区住房城乡建委、\n区交通局", "区住房城乡建委、区交通局"),
    ],
)
def test_names_in_a_cell(cell: str, text: str) -> None:
    assert names_text(cell) == text


@pytest.mark.parametrize(
    ("name", "part", "role"),
    [
        ("序 号", Part.NUMBER, None), ("责 任\n单 位", Part.ROLE, LabelClass.DUTY), ("牵头领导", Part.PERSON, LabelClass.PERSON),
        ("责任单位及责任人", Part.ROLE, LabelClass.DUTY), ("完成\n时限", Part.DUE, None), ("2025年", Part.GOAL, None),
        ("1-9月进展情况", Part.OTHER, None), ("工作目标", Part.GOAL, None), ("备注", Part.REMARK, None),
    ],
)  # fmt: skip
def test_names_of_columns(name: str, part: Part, role: LabelClass | None) -> None:
    column = column_of(0, name)
    assert column is not None
    assert (column.part, column.role) == (part, role)


UNITS = st.lists(
    st.sampled_from(
        ["区发改委", "区财政局", "市生态环境局", "安平镇", "区国资委（区金融中心）", "各镇街", "某某公司"]
    ),
    min_size=1,
    max_size=6,
    unique=True,
)


@given(UNITS, st.sampled_from(["\n", "、", "，", " ", "、\n", ", "]))
def test_any_list_of_units_comes_back_however_it_is_parted(units: list[str], between: str) -> None:
    from .drawn_tables import grid

    table = grid("序号|工作任务|责任单位\n1|办好实事|区教委")
    rows = (table.rows[0], ("1", "办好实事", between.join(units)))
    found = plan_from_tables(document(type(table)(rows)))
    assert found[0].responsible_units == tuple(units)


CELLS = st.sampled_from(
    ["", "1", "2", "一、总体", "区发改委", "建设平台", "——", "2025年底前", "甲\n乙", "合计"]
)


@given(
    st.lists(st.lists(CELLS, min_size=4, max_size=4), max_size=8),
    st.lists(st.tuples(*[st.integers(0, 3)] * 4), max_size=4),
)
def test_any_grid_below_a_head_is_read(rows: list[list[str]], boxes: list[tuple[int, int, int, int]]) -> None:
    from greenplan_desktop.documents.blocks import Grid

    merged = tuple(
        (min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in boxes if max(a, c) <= len(rows)
    )
    made = document(Grid((("序号", "工作任务", "责任单位", "完成时限"), *map(tuple, rows)), merged))
    found = plan_from_tables(made)
    assert len({task.code for task in found}) == len(found)


def test_the_head_may_stand_below_a_title_row() -> None:
    head = find_head((("2024年任务清单",) * 3, ("序号", "任务", "责任单位"), ("1", "甲", "乙局")))
    assert head is not None
    assert head.first == 1
