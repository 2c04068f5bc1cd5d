"""Column widths: the type area filled, no column starved, a clerk's own widths kept."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenplan_desktop.model.titles import year_apart
from greenplan_desktop.tasklist.content import Column, ListContent, Row
from greenplan_desktop.tasklist.pages import paginate
from greenplan_desktop.tasklist.settings import Settings
from greenplan_desktop.tasklist.widths import column_widths

from .samples import COLUMNS, plain_list


@pytest.mark.parametrize(("orientation", "width"), [("landscape", 225), ("portrait", 156)])
def test_columns_fill_the_type_area(orientation, width):
    widths = column_widths(plain_list(40), Settings(orientation=orientation))
    assert sum(widths) == pytest.approx(width)
    assert max(widths) == widths[2]
    assert min(widths) == widths[0] > 8


def test_no_column_is_starved():
    widths = dict(zip((c.key for c in COLUMNS), column_widths(plain_list(40), Settings()), strict=True))
    em = 12 * 25.4 / 72
    assert widths["lead"] >= 5 * em + 3
    assert widths["due"] >= 5 * em + 3
    assert all(width >= 4 * em + 3 for key, width in widths.items() if key != "number")


def test_proposed_widths_take_fewer_pages_than_even_ones():
    content = plain_list(60)
    even = [Column(c.key, c.heading, 37.5, c.align) for c in COLUMNS]
    other = ListContent(content.title, tuple(even), content.rows, content.label)
    assert len(paginate(content, Settings())) < len(paginate(other, Settings()))


def test_a_long_list_is_proposed_widths_as_carefully_as_a_short_one():
    short, long = plain_list(100, longest=9), plain_list(300, longest=9)
    assert len(paginate(long, Settings())) <= 3.5 * len(paginate(short, Settings()))


def test_a_date_with_its_month_takes_two_lines_cut_behind_the_year():
    rows = tuple(Row((*row.cells[:5], "2024年10月底前")) for row in plain_list(30, chapters=0).rows)
    content = ListContent("清单", COLUMNS, rows)
    width = column_widths(content, Settings())[5]
    assert width < 26
    assert year_apart("2024年10月底前", (width - 3) * 72 / 25.4 / 12) == "2024年\n10月底前"
    assert year_apart("2024年10月底前", 8.0) == "2024年10月底前"
    assert year_apart("2023年底前、2025年6月底前", 5.0) == "2023年\n底前、2025年\n6月底前"
    assert year_apart("三年行动计划全面推开", 5.0) == "三年行动计划全面推开"


def test_columns_to_be_filled_in_by_hand_get_room_to_write():
    rows = tuple(Row((*row.cells[:2], *row.cells[3:5], "", "")) for row in plain_list(30, chapters=0).rows)
    columns = (
        *COLUMNS[:2],
        *COLUMNS[3:5],
        Column("problems", "存在问题"),
        Column("next_steps", "下一步打算"),
    )
    widths = column_widths(ListContent("台账", columns, rows), Settings())
    assert min(widths[4:]) >= 35
    assert widths[4] == pytest.approx(widths[5], abs=0.5)


def test_a_width_of_one_s_own_is_kept_and_the_others_follow():
    content = plain_list(20)
    columns = (*COLUMNS[:2], Column("text", "主要内容", 60.0), *COLUMNS[3:])
    own = ListContent(content.title, columns, content.rows)
    widths = column_widths(own, Settings())
    assert widths[2] == pytest.approx(60, abs=0.1)
    assert sum(widths) == pytest.approx(225)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.one_of(st.none(), st.floats(1, 290)), min_size=1, max_size=12),
    st.sampled_from(["landscape", "portrait"]),
    st.integers(0, 30),
)
def test_any_widths_set_by_hand_still_fit(own, orientation, rows):
    columns = tuple(Column(f"c{n}", "栏目名称", width) for n, width in enumerate(own))
    lines = tuple(Row(tuple("内容" * ((n * 7 + r) % 40) for n in range(len(own)))) for r in range(rows))
    widths = column_widths(ListContent("清单", columns, lines), Settings(orientation=orientation))
    assert sum(widths) == pytest.approx(225 if orientation == "landscape" else 156, abs=0.1)
    assert min(widths) > 7
