"""Rules for .ods: texts as shown, repeats, percentages, errors, what is hidden, comments left out."""

from __future__ import annotations

import pytest

from greenplan_desktop.workbooks.cells import Cell, Merge
from greenplan_desktop.workbooks.refusal import Refused

from .made import first, ods, ods_row, only, read, texts

NAME = "甲.ods"


@pytest.mark.parametrize(
    ("attributes", "content", "cell"),
    [
        ('office:value-type="string"', "<text:p>正常推进</text:p>", Cell("text", "正常推进")),
        ('office:value-type="float" office:value="60"', "<text:p>60</text:p>", Cell("number", "60", 60.0)),
        (
            'office:value-type="float" office:value="1.1"',
            "<text:p>1.10</text:p>",
            Cell("number", "1.10", 1.1),
        ),
        ('office:value-type="float" office:value="0.25"', "", Cell("number", "0.25", 0.25)),
        ('office:value-type="float" office:value="12"', "<text:p>###</text:p>", Cell("number", "12", 12.0)),
        (
            'office:value-type="percentage" office:value="0.8"',
            "<text:p>80%</text:p>",
            Cell("number", "80%", 0.8, percent_format=True),
        ),
        (
            'office:value-type="date" office:date-value="2023-06-30"',
            "<text:p>2023年6月30日</text:p>",
            Cell("date", "2023年6月30日"),
        ),
        ('office:value-type="date" office:date-value="2023-06-30"', "", Cell("date", "2023-06-30")),
        ('office:value-type="boolean" office:boolean-value="true"', "", Cell("bool", "TRUE")),
        (
            'table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"',
            "<text:p>#DIV/0!</text:p>",
            Cell("error", "#DIV/0!", formula=True),
        ),
        (
            'table:formula="of:=[.B1]" office:value-type="float" office:value="0"',
            "<text:p>#REF!</text:p>",
            Cell("error", "#REF!", formula=True),
        ),
        ('table:formula="of:=1+1"', "", Cell("text", "", formula=True, uncached=True)),
        (
            'table:formula="of:=1+1" office:value-type="float" office:value="2"',
            "<text:p>2</text:p>",
            Cell("number", "2", 2.0, formula=True),
        ),
    ],
)
def test_values_as_shown(attributes: str, content: str, cell: Cell) -> None:
    assert only(ods_row(f"<table:table-cell {attributes}>{content}</table:table-cell>"), NAME) == cell


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<text:p>一</text:p><text:p>二</text:p>", "一\n二"),
        ("<text:p>一<text:line-break/>二</text:p>", "一\n二"),
        ('<text:p>一<text:s text:c="3"/>二<text:tab/>三</text:p>', "一   二\t三"),
        ("<text:p><text:span>一</text:span> <text:a>二</text:a></text:p>", "一 二"),
        ("<text:p>  一\n   二 </text:p>", "一 二 "),
        (
            "<office:annotation><dc:date/><text:p>批注</text:p></office:annotation><text:p>正文</text:p>",
            "正文",
        ),
        (
            "<draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame><text:p>正文</text:p>",
            "正文",
        ),
        (
            (
                "<text:p><text:ruby><text:ruby-base>绿</text:ruby-base><text:ruby-text>lü</text:ruby-text>"
                "</text:ruby>色</text:p>"
            ),
            "绿色",
        ),
        ("<text:p>一</text:p><text:p/><text:p>三</text:p>", "一\n\n三"),
    ],
)
def test_paragraphs(content: str, text: str) -> None:
    cell = f'<table:table-cell office:value-type="string">{content}</table:table-cell>'
    assert only(ods_row(cell), NAME).text == text


def test_repeated_cells_and_rows_are_written_out() -> None:
    cell = '<table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>甲</text:p></table:table-cell>'
    blank = '<table:table-cell table:number-columns-repeated="3"/>'
    rows = (
        f'<table:table-row table:number-rows-repeated="4">{blank}</table:table-row>'
        f'<table:table-row table:number-rows-repeated="2">{blank}{cell}</table:table-row>'
        '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/>'
        "</table:table-row>"
    )
    found = first(ods(f'<table:table table:name="表">{rows}</table:table>'), NAME)
    assert set(found.cells) == {(5, 4), (5, 5), (6, 4), (6, 5)}


def test_a_row_repeated_for_ever_is_too_large() -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>甲</text:p></table:table-cell>'
    with pytest.raises(Refused) as refused:
        read(ods_row(cell, 'table:number-rows-repeated="1048576"'), NAME)
    assert refused.value.code == "too_large"


def test_hidden_rows_columns_sheets_merges_and_cached_sheets() -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>甲</text:p></table:table-cell>'
    tables = (
        '<table:table table:name="一"><table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse"/>'
        f'<table:table-row table:visibility="filter">{cell * 3}</table:table-row>'
        f'<table:table-header-rows><table:table-row table:visibility="collapse">{cell}</table:table-row>'
        "</table:table-header-rows>"
        '<table:table-row><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="3" '
        'office:value-type="string"><text:p>并</text:p></table:table-cell><table:covered-table-cell/></table:table-row>'
        "</table:table>"
        f'<table:table table:name="二" table:style-name="ta2"><table:table-row>{cell}</table:table-row></table:table>'
        f'<table:table table:name="外"><table:table-source/><table:table-row>{cell}</table:table-row></table:table>'
    )
    styles = (
        '<style:style style:name="ta1"><style:table-properties table:display="true"/></style:style>'
        '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    )
    workbook = read(ods(tables, styles=styles), NAME)
    assert [(s.name, s.hidden) for s in workbook.sheets] == [("一", False), ("二", True)]
    found = workbook.sheets[0]
    assert (found.hidden_rows, found.hidden_columns) == ({1, 2}, {3})
    assert found.merges == (Merge(3, 1, 5, 2),)
    assert texts(found)[3, 1] == "并"


def test_encrypted_content_is_known_by_the_manifest() -> None:
    with pytest.raises(Refused) as refused:
        read(ods("", manifest="<encryption-data/>"), NAME)
    assert refused.value.code == "encrypted"
