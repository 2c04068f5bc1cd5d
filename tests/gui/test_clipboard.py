"""Cells travel to and from spreadsheets unharmed: line breaks, tabs, quotes, formula-like and rare characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenplan_desktop.ui import clipboard

# what LibreOffice Calc 7.4 puts on the clipboard for two rows with a line break inside a cell
CALC = '重点任务\t牵头单位\n"第一行\n第二行"\t"他说""好"""\n'
# what Excel does: \r\n between rows, \n inside cells
EXCEL = '重点任务\t牵头单位\r\n"第一行\n第二行"\t"他说""好"""\r\n'
CELLS = [["重点任务", "牵头单位"], ["第一行\n第二行", '他说"好"']]


@pytest.mark.parametrize("text", [CALC, EXCEL])
def test_quoted_line_breaks_stay_in_their_cell(text):
    assert clipboard.parse(text) == [CELLS[0], ["第一行\n第二行", '他说"好"']]


def test_a_quote_inside_a_text_is_just_a_quote():
    assert clipboard.parse('"绿色"工厂\t5" 管\n"未闭合') == [['"绿色"工厂', '5" 管'], ['"未闭合']]


def test_empty_cells_and_rows_are_kept():
    assert clipboard.parse("a\t\t\n\t\t\nb\t\tc\n") == [["a", "", ""], ["", "", ""], ["b", "", "c"]]
    assert clipboard.parse("单格") == [["单格"]]


cells = st.text(st.characters(blacklist_characters="\r", blacklist_categories=("Cs",)), max_size=12)


@given(st.lists(st.lists(cells, min_size=2, max_size=4), min_size=1, max_size=4))
def test_what_is_copied_is_pasted_the_same(rows):
    wide = max(len(r) for r in rows)
    block = [r + [""] * (wide - len(r)) for r in rows]
    assert clipboard.parse(clipboard.to_text(block) + "\n") == block


def test_for_spreadsheets_cells_stay_text():
    html = clipboard.to_html([["2.10", "=1+1", "<b>\n𠮷"]])
    assert html.count("mso-number-format:'\\@'") == 3
    assert "&lt;b&gt;<br" in html
    assert "𠮷" in html
