"""What bends written from the page alone brought to light."""

from __future__ import annotations

import pytest

from greenplan_desktop.model.records import Assignment, ReturnFile, Unit
from greenplan_desktop.model.text import bare_title, task_number
from greenplan_desktop.returns.units import UnitFinder

from .bending import brief
from .plans import PLACES, UNITS, small, task
from .test_forms import SCIENCE, blank, came_back, filled, put
from .test_review import report

TWO_LEVELS = (
    *UNITS,
    Unit(8, "u8", "市科学技术局", "市科技局", "city", 8),
    Unit(9, "u9", "市财政局", "市财政局", "city", 9),
)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("科技局二季度", 1),
        ("云岭科技局进展", 1),
        ("关于报送科学技术局", 1),
        ("市科技局二季度", 8),
        ("江东科技局", None),
        ("财政局", 9),
    ],
)
def test_a_name_without_its_level_is_the_districts_own(text, unit) -> None:
    hits = UnitFinder(TWO_LEVELS, PLACES).hits(text)
    assert (hits[0].unit_id if hits else None) == unit


def test_in_a_citys_plan_the_city_is_meant() -> None:
    finder = UnitFinder(TWO_LEVELS, ("云岭市", "云岭"))
    assert finder.exact("科技局") == 8
    assert [hit.unit_id for hit in finder.hits("科技局二季度")] == [8]


def test_a_place_in_front_of_a_party_body_says_its_level() -> None:
    organs = (
        Unit(1, "u1", "中共区委组织部", "区委组织部", "district", 1),
        Unit(2, "u2", "中共市委组织部", "市委组织部", "city", 2),
    )
    assert UnitFinder(organs, ("云岭市", "云岭")).exact("中共云岭市委组织部") == 2
    assert UnitFinder(organs, ("云岭区", "云岭")).exact("中共云岭区委组织部") == 1


def test_without_a_place_two_levels_stay_open() -> None:
    assert UnitFinder(TWO_LEVELS).hits("科技局二季度") == []


@pytest.mark.parametrize(
    "title", ["打造「标杆」企业", "打造“标杆”企业", "★3.打造『标杆』企业", "3．打造 标杆 企业*"]
)
def test_titles_differ_in_no_mark(title) -> None:
    assert bare_title(title) == "打造标杆企业"
    assert task_number("★12") == "12"


@pytest.mark.parametrize(("sheet", "flags"), [("进展填报", []), ("Sheet1", ["edited_meanwhile"])])
def test_what_another_table_brought_after_the_form_went_out_is_an_edit(sheet, flags) -> None:
    file = ReturnFile(7, 2, 1, "一.xlsx", "0" * 64, "2023-07-01T00:00:00+00:00", 1, "return")
    came = (
        report(1, 1, 2, achievement="另报", return_file_id=7, sheet=sheet, cells='{"achievement": "H4"}'),
    )
    row = came_back(filled(), snapshot=small(reports=came, return_files=(file,)))["rows"][0]
    assert (row["flags"], row["change"]) == (flags, "changed")


def test_numbers_that_restart_keep_their_key_where_titles_were_wiped() -> None:
    tasks = (task(1, "1", "修路", code="（一）.1"), task(2, "1", "修桥", code="（二）.1"))
    units = {"assignments": tuple(Assignment(t, t, SCIENCE.id, "lead", t) for t in (1, 2))}
    book = blank(small(tasks=tasks, **units))
    for row in (0, 1):
        put(book, row, title=None, status="正常推进")
    assert brief(came_back(book, snapshot=small(tasks=tasks, **units))) == [
        (4, "（一）.1", []),
        (5, "（二）.1", []),
    ]
