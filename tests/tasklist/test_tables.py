"""Any table, the matrix and the record of edits as lists for the paper room."""

from __future__ import annotations

import pytest

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.records import Assignment
from greenplan_desktop.tasklist.content import flat_rows
from greenplan_desktop.tasklist.pages import paginate
from greenplan_desktop.tasklist.settings import Settings
from greenplan_desktop.tasklist.tables import MATRIX_NOTE, matrix_contents, table_content

from .samples import small_plan, task, unit


def test_a_table_aligns_by_what_it_holds():
    content = table_content(
        "统计", ("单位", "项数", "说明"), [("区教委", 3, "按时报送了全部材料"), ("区财政局", 12, "")]
    )
    assert [c.align for c in content.columns] == ["center", "center", "left"]
    assert [c.numeric for c in content.columns] == [False, True, False]
    assert flat_rows(content)[1] == ("区财政局", "12", "")


def test_a_row_of_another_length_is_refused():
    with pytest.raises(InputError, match="第 2 行有 1 格"):
        table_content("统计", ("甲", "乙"), [("1", "2"), ("1",)])


def test_the_matrix_marks_roles_and_keeps_groups():
    (content,) = matrix_contents(small_plan())
    assert [c.heading for c in content.columns] == [
        "序号",
        "重点任务",
        "区发展改革委",
        "区教委",
        "各镇街",
        "区经济信息委",
        "高新区管委会",
    ]
    assert flat_rows(content)[0] == ("1", "开发光伏", "●", "○", "○", "", "")
    assert flat_rows(content)[1][2:] == ("●", "", "", "●", "")
    assert content.notes == (MATRIX_NOTE,)


def test_a_wide_matrix_comes_in_parts_that_fit():
    units = tuple(unit(n, f"第{n}个单位名称较长") for n in range(1, 41))
    links = tuple(Assignment(n, 1, n, "responsible", n) for n in range(1, 41))
    parts = matrix_contents(small_plan(units=units, assignments=links, tasks=(task(1, title="甲"),)))
    assert len(parts) == 3
    assert [c.key for part in parts for c in part.columns[2:]] == [f"unit:{n}" for n in range(1, 41)]
    assert parts[0].title.endswith("（1/3）")
    assert len(paginate(parts, Settings())) == 3


def test_the_matrix_of_chosen_units():
    (content,) = matrix_contents(small_plan(), [4, 1])
    assert [c.heading for c in content.columns[2:]] == ["区经济信息委", "区发展改革委"]
