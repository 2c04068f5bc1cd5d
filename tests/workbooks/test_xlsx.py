"""Rules for .xlsx: values as shown, addresses, formulas, merges, what is hidden, odd but valid ways of writing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import openpyxl
import pytest

from greenplan_desktop.workbooks.cells import Cell, Merge
from greenplan_desktop.workbooks.raw import RawSheet
from greenplan_desktop.workbooks.refusal import Refused
from greenplan_desktop.workbooks.xlsx_quick import read_quickly
from greenplan_desktop.workbooks.xlsx_sheet import SheetScan

from .made import (
    MAIN,
    RELATIONS,
    cells,
    first,
    only,
    read,
    saved,
    shown,
    texts,
    with_openpyxl,
    xlsx,
    xlsx_parts,
    zipped,
)


def test_numbers_and_dates_are_shown_by_their_formats() -> None:
    assert shown(0.8, "0%") == Cell("number", "80%", 0.8, percent_format=True)
    assert shown(1.1, "0.00") == Cell("number", "1.10", 1.1)
    assert shown(60, "General") == Cell("number", "60", 60.0)
    assert shown("1.10", "@") == Cell("text", "1.10")
    assert shown(dt.date(2023, 6, 30), 'yyyy"年"m"月"d"日"') == Cell("date", "2023年6月30日")
    assert shown(dt.date(2023, 6, 30), "yyyy-mm-dd") == Cell("date", "2023-06-30")
    assert shown(True, "General") == Cell("bool", "TRUE")


def test_cells_keep_their_own_addresses() -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet["C5"], sheet["AB12"] = "甲", "乙"
    assert texts(first(saved(book))) == {(5, 3): "甲", (12, 28): "乙"}


def test_a_formula_counts_by_its_cached_value() -> None:
    cell = only(cells('<c r="A1" s="1"><f>1+1</f><v>0.8</v></c>', xfs=(0, 9)))
    assert cell == Cell("number", "80%", 0.8, percent_format=True, formula=True)
    assert only(cells('<c r="A1" t="str"><f>B1</f><v>正常推进</v></c>')) == Cell(
        "text", "正常推进", formula=True
    )


@pytest.mark.parametrize(
    "written", ["<f>1+1</f>", "<f>1+1</f><v/>", "<f>1+1</f><v></v>", '<f t="shared" si="0"/>']
)
def test_a_formula_without_a_value_is_known(written: str) -> None:
    assert only(cells(f'<c r="A1">{written}</c>')) == Cell("text", "", formula=True, uncached=True)


def test_openpyxl_writes_formulas_without_values() -> None:
    assert only(with_openpyxl([["=SUM(B1:B9)"]])).uncached


def test_a_formula_that_gives_nothing_is_a_blank_cell() -> None:
    assert not first(cells('<c r="A1" t="str"><f>IF(B1="","",B1)</f><v></v></c>')).cells


def test_error_values_are_no_blanks() -> None:
    assert only(cells('<c r="A1" t="e"><v>#REF!</v></c>')) == Cell("error", "#REF!")
    assert only(cells('<c r="A1" t="e"><f>X!A1</f><v>#N/A</v></c>')) == Cell("error", "#N/A", formula=True)


def test_texts_are_joined_from_runs_without_phonetic_guides() -> None:
    rich = "<r><t>推进</t></r><r><rPr><b/></rPr><t>绿色</t></r><rPh sb='0' eb='1'><t>lü</t></rPh>"
    assert only(cells('<c r="A1" t="s"><v>0</v></c>', strings=[rich])).text == "推进绿色"
    inline = '<c r="A1" t="inlineStr"><is><r><t>推</t></r><r><t>进</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c>'
    assert only(cells(inline)).text == "推进"
    for beside in ("<v>旧</v><is><t>推进</t></is>", "<is><t>推进</t></is><v>旧</v>"):
        assert only(cells(f'<c r="A1" t="inlineStr">{beside}</c>')).text == "推进"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("一_x000D_\n二", "一\n二"),
        ("一&#13;&#10;二", "一\n二"),
        ("_x005F_x000D_", "_x000D_"),
        ("_x0041_", "A"),
        ("_xD83D__xDE00_", "😀"),
        ("a &amp; b &lt;c&gt; &#20013;", "a & b <c> 中"),
        (" 前后 ", " 前后 "),
    ],
)
def test_escapes_in_texts(written: str, text: str) -> None:
    assert only(cells('<c r="A1" t="s"><v>0</v></c>', strings=[f"<t>{written}</t>"])).text == text
    assert only(cells(f'<c r="A1" t="inlineStr"><is><t>{written}</t></is></c>')).text == text


def test_dates_written_as_iso_texts() -> None:
    assert only(cells('<c r="A1" t="d"><v>2023-06-30</v></c>')) == Cell("date", "2023-06-30")
    styled = cells('<c r="A1" s="1" t="d"><v>2023-06-30T00:00:00</v></c>', xfs=(0, 31))
    assert only(styled) == Cell("date", "2023年6月30日")


def test_the_calendar_from_1904() -> None:
    content = cells('<c r="A1" s="1"><v>43645</v></c>', xfs=(0, 14), workbook='<workbookPr date1904="1"/>')
    assert only(content).text == "2023/6/30"


def test_hidden_rows_columns_and_sheets() -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in range(1, 6):
        sheet.append([row, row, row])
    sheet.row_dimensions[2].hidden = True
    sheet.row_dimensions[900].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.column_dimensions.group("F", "H", hidden=True)
    for state in ("hidden", "veryHidden"):
        book.create_sheet(state).sheet_state = state
    workbook = read(saved(book))
    assert [s.hidden for s in workbook.sheets] == [False, True, True]
    assert workbook.sheets[0].hidden_rows == {2}
    assert workbook.sheets[0].hidden_columns == {2}
    assert len(workbook.sheets[0].cells) == 15


def test_rows_and_columns_of_no_size_are_hidden() -> None:
    rows = '<row r="1" ht="0" customHeight="1"><c r="B1"><v>1</v></c></row>'
    found = first(xlsx(f'<cols><col min="1" max="1" width="0"/></cols><sheetData>{rows}</sheetData>'))
    assert (found.hidden_rows, found.hidden_columns) == ({1}, {1})


def test_merges() -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet["A2"] = "甲"
    sheet.merge_cells("A2:A4")
    sheet.merge_cells("C1:D1")
    found = first(saved(book))
    assert set(found.merges) == {Merge(2, 1, 4, 1), Merge(1, 3, 1, 4)}


def test_cells_and_rows_without_addresses_follow_each_other() -> None:
    sheet = "<sheetData><row><c><v>1</v></c><c/><c><v>2</v></c></row><row><c><v>3</v></c></row></sheetData>"
    assert texts(first(xlsx(sheet))) == {(1, 1): "1", (1, 3): "2", (2, 1): "3"}


def test_a_prefix_is_no_hindrance_and_extensions_are_no_cells() -> None:
    parts = xlsx_parts("")
    parts["xl/worksheets/sheet1.xml"] = (
        f'<x:worksheet xmlns:x="{MAIN}" xmlns:y="urn:other"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>5</x:v></x:c>'
        '<y:c r="B1"><y:v>6</y:v></y:c></x:row></x:sheetData></x:worksheet>'
    )
    assert texts(first(zipped(parts))) == {(1, 1): "5"}


def test_parts_in_utf16_and_with_backslashes_and_other_case() -> None:
    parts = xlsx_parts('<sheetData><row r="1"><c r="A1"><v>5</v></c></row></sheetData>')
    sheet = parts.pop("xl/worksheets/sheet1.xml")
    assert isinstance(sheet, str)
    parts["XL\\worksheets\\Sheet1.xml"] = ('<?xml version="1.0" encoding="UTF-16"?>' + sheet).encode("utf-16")
    assert texts(first(zipped(parts))) == {(1, 1): "5"}


def test_control_characters_do_not_stop_the_reading() -> None:
    bad = '<c r="A1" t="inlineStr"><is><t>进&#1;展\x0b情&#xD83D;&#xDE00;况</t></is></c>'
    assert only(cells(bad)).text == "进展情😀况"


def test_numbers_that_are_none_keep_their_words() -> None:
    assert only(cells('<c r="A1"><v>约八成</v></c>')) == Cell("text", "约八成")
    assert only(cells('<c r="A1"><v>1e999</v></c>')) == Cell("text", "1e999")


def test_sheets_without_cells_of_their_own_are_left_out() -> None:
    book = openpyxl.Workbook()
    book.create_chartsheet("图")
    assert [sheet.name for sheet in read(saved(book)).sheets] == ["Sheet"]


def test_a_workbook_with_macros_is_read_and_named_so() -> None:
    parts = {**xlsx_parts("<sheetData/>"), "xl/vbaProject.bin": b"\0"}
    assert read(zipped(parts)).format == "xlsm"


def test_a_shared_text_that_is_missing_is_no_blank() -> None:
    with pytest.raises(Refused):
        read(cells('<c r="A1" t="s"><v>7</v></c>', strings=["<t>甲</t>"]))


def test_entities_are_refused_at_once() -> None:
    parts = xlsx_parts("<sheetData/>")
    parts["xl/sharedStrings.xml"] = (
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><sst><si><t>&b;</t></si></sst>'
    )
    with pytest.raises(Refused, match="不安全"):
        read(zipped(parts))


def test_relations_that_are_broken_leave_the_usual_places() -> None:
    parts = xlsx_parts('<sheetData><row r="1"><c r="A1"><v>5</v></c></row></sheetData>')
    parts["_rels/.rels"] = "<Relationships"
    assert texts(first(zipped(parts))) == {(1, 1): "5"}


def test_strict_workbooks_are_read() -> None:
    content = cells('<c r="A1" t="s"><v>0</v></c>', strings=["<t>甲</t>"])
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    parts = xlsx_parts('<sheetData><row r="1"><c r="A1"><v>5</v></c></row></sheetData>')
    assert only(content).text == "甲"
    replaced = {
        k: v.replace(MAIN, strict).replace(
            RELATIONS, "http://purl.oclc.org/ooxml/officeDocument/relationships"
        )
        for k, v in parts.items()
        if isinstance(v, str)
    }
    assert texts(first(zipped(replaced))) == {(1, 1): "5"}


SAMPLE = (
    '<cols><col min="2" max="3" hidden="1"/></cols><sheetData>'
    '<row r="1" spans="1:3"><c r="A1" t="inlineStr"><is><t>甲 &amp; 乙</t></is></c><c r="B1" s="1"><v>0.5</v></c></row>'
    '<row r="3" hidden="1" ht="12"><c r="A3"><f>B1</f></c><c r="C3" t="s"><v>1</v></c><c r="D3" t="e"><v>#N/A</v></c></row>'
    '<row r="4"/><row r="5"><c r="A5" s="3"/><c r="B5" t="b"><v>1</v></c><c r="C5" t="str"><f>x</f><v>丙&#10;丁</v></c></row>'
    '</sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
)


def test_the_quick_way_and_the_scan_agree() -> None:
    from greenplan_desktop.workbooks.numformat import format_by_id

    content = f'<worksheet xmlns="{MAIN}">{SAMPLE}</worksheet>'.encode()
    quick, slow = RawSheet("q"), RawSheet("s")
    scan = SheetScan(["甲", "乙"], [format_by_id(0, None), format_by_id(9, None)], False)
    assert read_quickly(content, scan, quick)
    scan.run([content], slow)
    assert quick.cells == slow.cells
    assert len(quick.cells) == 7
    assert (quick.merges, quick.hidden_rows, quick.hidden_columns) == (slow.merges, {3}, [(2, 3)])


@pytest.mark.parametrize(
    "sheet",
    [
        '<sheetData><row r="1"><!-- <c r="A1"> --><c r="A1"><v>1</v></c></row></sheetData>',
        '<sheetData><row r="1"><c r="A1"><v><![CDATA[1]]></v></c></row></sheetData>',
        '<sheetData><row r="1"><c><v>1</v></c></row></sheetData>',
        '<sheetData>\n<row r="1">\n <c r="A1">\n  <v>1</v>\n </c>\n</row></sheetData>',
        "<sheetData><row r='1'><c r='A1'><v>1</v></c></row></sheetData>",
    ],
)
def test_unusual_writing_is_left_to_the_scan(sheet: str) -> None:
    content = f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>'.encode()
    assert not read_quickly(content, SheetScan([], [], False), RawSheet("q"))
    assert texts(first(xlsx(sheet))) == {(1, 1): "1"}
