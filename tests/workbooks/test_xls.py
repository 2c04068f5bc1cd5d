"""Rules for .xls and .et: formats, dates, formulas, merges and what is hidden, written by xlwt."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import xlwt

from greenplan_desktop.workbooks.cells import Cell, Merge

from .made import first, only, read, saved


def made(value: object, code: str = "General") -> bytes:
    book = xlwt.Workbook()
    style = xlwt.XFStyle()
    style.num_format_str = code
    book.add_sheet("表").write(2, 1, value, style)
    return saved(book)


@pytest.mark.parametrize(
    ("value", "code", "cell"),
    [
        (0.8, "0%", Cell("number", "80%", 0.8, percent_format=True)),
        (60, "General", Cell("number", "60", 60.0)),
        (1.1, "0.00", Cell("number", "1.10", 1.1)),
        ("1.10", "@", Cell("text", "1.10")),
        (dt.date(2023, 6, 30), 'yyyy"年"m"月"d"日"', Cell("date", "2023年6月30日")),
        (dt.date(2023, 6, 30), "yyyy-mm-dd", Cell("date", "2023-06-30")),
        (True, "General", Cell("bool", "TRUE")),
        ("一\n二", "General", Cell("text", "一\n二")),
    ],
)
def test_values_as_shown(value: object, code: str, cell: Cell) -> None:
    found = first(made(value, code), "甲.xls")
    assert found.cells == {(3, 2): cell}


def test_formulas_without_values_are_known() -> None:
    for formula in ("1+1", "SUM(A1:A2)", "A1*2"):
        cell = only(made(xlwt.Formula(formula)), "甲.xls")
        assert (cell.text, cell.formula, cell.uncached) == ("", True, True)


def test_a_formula_that_may_give_an_empty_text_is_blank() -> None:
    assert not first(made(xlwt.Formula('IF(A1>0;A1;"")')), "甲.xls").cells


def test_hidden_rows_columns_sheets_and_merges() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("一")
    for row in range(4):
        sheet.write(row, 0, row)
        sheet.write(row, 2, row)
    sheet.row(1).hidden = True
    sheet.col(2).hidden = True
    sheet.write_merge(5, 7, 0, 1, "并")
    hidden = book.add_sheet("二")
    hidden.visibility = 1
    very = book.add_sheet("三")
    very.visibility = 2
    workbook = read(saved(book), "甲.xls")
    assert [s.hidden for s in workbook.sheets] == [False, True, True]
    found = workbook.sheets[0]
    assert (found.hidden_rows, found.hidden_columns) == ({2}, {3})
    assert found.merges == (Merge(6, 1, 8, 2),)
    assert workbook.format == "xls"


def test_error_values() -> None:
    book: Any = xlwt.Workbook()
    book.add_sheet("表").row(0).set_cell_error(0, "#REF!")
    assert only(saved(book), "甲.xls") == Cell("error", "#REF!")


def test_content_decides_not_the_name() -> None:
    assert read(made("甲"), "甲.xlsx").format == "xls"
    assert read(made("甲"), "甲.et").format == "xls"
    assert read(made("甲"), "甲.csv").format == "xls"
