"""What is written: texts that stay texts, rows high enough, protection, and files that are whole or not there."""

from __future__ import annotations

import errno
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.text import clean
from greenplan_desktop.workbooks import saving, writing
from greenplan_desktop.workbooks.saving import replace_file, save_replacing, workbook_bytes
from greenplan_desktop.workbooks.tables import table_bytes, write_table
from greenplan_desktop.workbooks.writing import new_workbook, put_text, row_height, sheet_name, text_width

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


def test_a_table_is_set_up_for_paper(tmp_path: Path) -> None:
    path = write_table(tmp_path / "清单.xlsx", "清单", [["序号", "名称"], ["1.10", "甲"]])
    sheet: Any = openpyxl.load_workbook(path).active
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.print_title_rows in ("1:1", "$1:$1")
    assert sheet.freeze_panes == "A2"
    assert sheet["A2"].value == "1.10"
    assert sheet["A2"].alignment.wrap_text


def test_only_unlocked_cells_can_be_changed_and_choices_are_offered() -> None:
    book, sheet = new_workbook("表")
    writing.protect(sheet, [sheet["B2"]])
    writing.offer_choices(sheet, "B2:B9", ["未启动", "已完成"], title="状态", sentence="请从列表中选择。")
    loaded: Any = openpyxl.load_workbook(io.BytesIO(workbook_bytes(book))).active
    assert loaded.protection.sheet
    assert not loaded.protection.formatRows
    assert (loaded["A1"].protection.locked, loaded["B2"].protection.locked) == (True, False)
    (rule,) = loaded.data_validations.dataValidation
    assert (rule.formula1, str(rule.sqref)) == ('"未启动,已完成"', "B2:B9")
    with pytest.raises(ValueError, match="250"):
        writing.offer_choices(sheet, "A1", ["长" * 300], title="", sentence="")


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "甲.xlsx"
    path.write_bytes(b"old")
    book, sheet = new_workbook("表")
    put_text(sheet, 1, 1, "新")
    assert save_replacing(book, path) == path
    assert only(path.read_bytes()).text == "新"
    assert [p.name for p in tmp_path.iterdir()] == ["甲.xlsx"]


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (OSError(errno.ENOSPC, "no space"), "磁盘空间不足"),
        (OSError(errno.EROFS, "read only"), "只读"),
        (PermissionError(errno.EACCES, "denied"), "请关闭"),
        (OSError(errno.EIO, "input/output error"), "没有写成"),
    ],
)
def test_a_file_that_cannot_be_replaced_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, word: str
) -> None:
    path = tmp_path / "甲.xlsx"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(saving.os, "replace", fail)
    with pytest.raises(InputError, match=word) as refused:
        replace_file(path, b"new")
    assert "甲.xlsx" in refused.value.message
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["甲.xlsx"]


def test_a_file_open_in_excel_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    error = PermissionError(errno.EACCES, "sharing violation")
    error.winerror = 32  # type: ignore[attr-defined]

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(saving.os, "replace", fail)
    with pytest.raises(InputError, match="正在 Excel 或 WPS 中打开"):
        replace_file(tmp_path / "甲.xlsx", b"new")


def test_folders_missing_or_in_the_way(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="不存在"):
        replace_file(tmp_path / "无" / "甲.xlsx", b"")
    (tmp_path / "甲.xlsx").mkdir()
    with pytest.raises(InputError, match="是文件夹"):
        replace_file(tmp_path / "甲.xlsx", b"")


def test_a_file_that_is_read_only_is_not_replaced(bound_folder: Path) -> None:
    path = bound_folder / "甲.xlsx"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(InputError, match="只读"):
        replace_file(path, b"new")
    assert path.read_bytes() == b"old"


def test_a_table_without_lines_is_an_empty_sheet() -> None:
    assert not first(table_bytes("空", [])).cells
