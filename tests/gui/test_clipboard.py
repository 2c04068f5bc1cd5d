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


# LibreOffice Calc 7.4 on X, two rows copied: its text has lost the line breaks, its table has them
LIBRE_TEXT = '任务0 第二行\t内容“0”，含"引号"与 制表\t备注0 换行\n任务5 第二行\t内容5\t=1+1\n'
LIBRE_HTML = """<!DOCTYPE html>
<html><head><meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/></head><body>
<table cellspacing="0" border="0">
\t<colgroup span="3" width="85"></colgroup>
\t<tr>
\t\t<td height="20" align="left" valign=bottom><font face="DejaVu Sans">任务0<br>第二行</font></td>
\t\t<td align="left" valign=bottom>内容“0”，含&quot;引号&quot;与\t制表</td>
\t\t<td align="left" valign=bottom>备注0<br>换行</td>
\t</tr>
\t<tr>
\t\t<td height="20" align="left" valign=bottom>任务5<br>第二行</td>
\t\t<td align="left" valign=bottom>内容5</td>
\t\t<td align="left" valign=bottom>=1+1</td>
\t</tr>
</table>
</body></html>"""


def test_breaks_that_only_the_table_has_are_taken_from_it():
    assert clipboard.with_breaks(clipboard.parse(LIBRE_TEXT), LIBRE_HTML) == [
        ["任务0\n第二行", '内容“0”，含"引号"与 制表', "备注0\n换行"],
        ["任务5\n第二行", "内容5", "=1+1"],
    ]


def test_a_table_that_says_otherwise_changes_nothing():
    rows = [["甲乙", "丙"]]
    assert clipboard.with_breaks(rows, "<table><tr><td colspan=2>甲<br>乙</td></tr></table>") == rows
    assert clipboard.with_breaks(rows, "<table><tr><td>甲<br>丁</td><td>丙</td></tr></table>") == rows
