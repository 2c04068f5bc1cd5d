"""What is written: texts that stay texts, rows high enough, tables set up for paper."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenplan_desktop.model.text import clean
from greenplan_desktop.workbooks import writing
from greenplan_desktop.workbooks.tables import table_bytes
from greenplan_desktop.workbooks.writing import (
    new_workbook,
    put_text,
    row_height,
    sheet_name,
    text_width,
    workbook_bytes,
)

from .made import first, only, texts


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+86", "-5", "@甲", "1.10", "007", "2023-06-30", "TRUE", "#REF!", "'甲", " 甲", "_x0041_"],
)
def test_texts_stay_texts(text: str) -> None:
    book, sheet = new_workbook("表")
    put_text(sheet, 1, 1, text)
    cell = only(workbook_bytes(book))
    assert (cell.kind, cell.text, cell.formula) == ("text", text, False)


@given(st.text(max_size=80))
def test_any_text_is_read_as_it_was_written(text: str) -> None:
    book, sheet = new_workbook(text)
    put_text(sheet, 1, 1, text)
    found = texts(first(workbook_bytes(book))).get((1, 1), "")
    assert found == clean(text).replace("\ufffe", "").replace("\uffff", "")


def test_a_blank_text_is_a_blank_cell_and_a_long_one_is_cut() -> None:
    book, sheet = new_workbook("表")
    put_text(sheet, 1, 1, "")
    put_text(sheet, 2, 1, "长" * 40_000)
    assert len(only(workbook_bytes(book)).text) == writing.LONGEST


@pytest.mark.parametrize(
    ("title", "name"),
    [("甲/乙:丙", "甲_乙_丙"), ("'甲'", "甲"), ("", "Sheet1"), ("长" * 40, "长" * 31), ("甲\n乙", "甲 乙")],
)
def test_names_of_sheets(title: str, name: str) -> None:
    assert sheet_name(title) == name


def test_heights_follow_the_texts() -> None:
    assert text_width("甲a") == 3
    assert row_height(["长" * 100, ""], [20, 10]) > 4 * row_height(["长" * 10, ""], [20, 10])
    assert row_height(["长" * 100_000], [10]) == 409
    assert row_height(["一\n二\n三"], [10]) > 2 * row_height(["一"], [10])


def test_a_table_is_set_up_for_paper() -> None:
    content = table_bytes("清单", [["序号", "名称"], ["1.10", "甲"]])
    sheet: Any = openpyxl.load_workbook(io.BytesIO(content)).active
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.print_title_rows in ("1:1", "$1:$1")
    assert sheet.freeze_panes == "A2"
    assert sheet["A2"].value == "1.10"
    assert sheet["A2"].alignment.wrap_text


def test_a_table_without_lines_is_an_empty_sheet() -> None:
    assert not first(table_bytes("空", [])).cells
