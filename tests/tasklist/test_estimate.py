"""Lines counted without laying texts out: as many as on paper, so that no row of a workbook hides its last line."""

from __future__ import annotations

import pytest

from greenplan_desktop.tasklist.content import Row
from greenplan_desktop.tasklist.estimate import line_count
from greenplan_desktop.tasklist.fonts import UNITS_PER_MM, present_fonts
from greenplan_desktop.tasklist.geometry import CELL_SIDE_MM
from greenplan_desktop.tasklist.typeset import Styles

from .samples import plain_list

TEXTS = [
    row.cells[place] for row in plain_list(60, chapters=0).rows if isinstance(row, Row) for place in (1, 2, 4)
]


@pytest.mark.parametrize("width", [20.6, 25.0, 33.6, 44.0, 61.0, 95.0, 120.0])
def test_lines_are_those_of_the_paper_give_or_take_one_in_ten(width):
    style = Styles(present_fonts(), 12.0).cell
    laid = [style.lay(text, (width - 2 * CELL_SIDE_MM) * UNITS_PER_MM) for text in TEXTS]
    off = [
        line_count(text, width, 12.0) - block.lines for text, block in zip(TEXTS, laid, strict=True) if block
    ]
    assert len(off) == len(TEXTS)
    assert sum(1 for one in off if one) <= len(TEXTS) * 0.16
    assert sum(1 for one in off if one < 0) <= len(TEXTS) * 0.08
    assert all(abs(one) <= 2 for one in off)


def test_marks_go_with_the_sign_before_them_and_an_empty_text_has_a_line():
    assert line_count("区教委、区科技局、", 20.6, 12.0) == 3  # 区教委、 / 区科技 / 局、
    assert line_count("", 20.6, 12.0) == 1
    assert line_count("一\n二\n三", 20.6, 12.0) == 3
    assert line_count("12345678901234567890", 20.6, 12.0) == 3
