"""The .xlsx: head frozen and repeated, sheet and margins, widths, numbers and texts kept apart."""

from __future__ import annotations

import openpyxl
import pytest

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.progress import finish
from greenplan_desktop.tasklist.content import ChapterRow, Column, ListContent, Row
from greenplan_desktop.tasklist.settings import Settings
from greenplan_desktop.tasklist.xlsx import as_number, write_xlsx

from .samples import plain_list


def written(path, content=None, **choices):
    finish(write_xlsx(content or plain_list(20), Settings(**choices), path))
    return openpyxl.load_workbook(path)


def test_label_title_head_and_every_row_in_order(tmp_path):
    content = plain_list(30)
    page = written(tmp_path / "a.xlsx", content).active
    assert page["A1"].value == "附件"
    assert page["A3"].value.replace("\n", "") == content.title
    rows = [tuple(c.value for c in row) for row in page.iter_rows(min_row=4)]
    assert rows[0] == tuple(c.heading for c in content.columns)
    for row, line in zip(rows[1:], content.rows, strict=True):
        if isinstance(line, ChapterRow):
            assert row[0] == line.title
        else:
            assert ("" if row[0] is None else str(row[0]), *row[1:]) == line.cells


@pytest.mark.parametrize(
    ("orientation", "margins"),
    [("portrait", (28, 37, 26, 35)), ("landscape", (35, 28, 37, 26))],
)
def test_the_sheet(tmp_path, orientation, margins):
    page = written(tmp_path / "a.xlsx", orientation=orientation, first_page=4).active
    assert page.freeze_panes == "A5"
    assert page.print_title_rows == "$4:$4"
    assert page.page_setup.paperSize == "9" or int(page.page_setup.paperSize) == 9
    assert page.page_setup.orientation == orientation
    found = page.page_margins
    inches = (found.left, found.top, found.right, found.bottom)
    assert [round(i * 25.4, 1) for i in inches] == list(margins)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.page_setup.firstPageNumber == 4
    width = sum(d.width for d in page.column_dimensions.values()) * 8 / 96 * 25.4
    area = 225 if orientation == "landscape" else 156
    assert area - 1 < width < area, "never wider: LibreOffice loses the last rows of a sheet it has to scale"
    assert page["C6"].alignment.wrap_text
    assert "&P" in page.oddFooter.right.text


def test_even_pages_have_their_number_at_the_left(tmp_path):
    page = written(tmp_path / "a.xlsx", duplex=True).active
    assert page.HeaderFooter.differentOddEven
    assert "&P" in page.evenFooter.left.text


def test_numbers_stay_numbers_and_texts_stay_texts(tmp_path):
    columns = (
        Column("number", "序号", numeric=True),
        Column("percent", "进度", numeric=True),
        Column("value", "值", numeric=True),
        Column("text", "内容"),
    )
    rows = (
        Row(("1", "45.5%", "12", "=1+1")),
        Row(("1.10", "60%", "1.5", "+86")),
        Row(("2.1", "", "1.50", "-3")),
        Row(("（一）", "100%", "007", "@某人")),
        Row(("10", "0%", "12,000", "2025")),
    )
    page = written(tmp_path / "a.xlsx", ListContent("清单", columns, rows)).active
    found = [tuple(c.value for c in row) for row in page.iter_rows(min_row=3)]
    assert found == [
        (1, 0.455, 12, "=1+1"),
        ("1.10", 0.6, 1.5, "+86"),
        ("2.1", None, "1.50", "-3"),
        ("（一）", 1, "007", "@某人"),
        (10, 0, "12,000", "2025"),
    ]
    assert [page.cell(3, 2).number_format, page.cell(4, 2).number_format] == ["0.0%", "0%"]
    assert [page.cell(row, 4).data_type for row in range(3, 8)] == ["s"] * 5
    assert page.cell(3, 4).quotePrefix


def test_what_reads_as_a_number():
    value, number = Column("value", "值", numeric=True), Column("number", "序号", numeric=True)
    assert as_number("1.1", value) == 1.1
    assert as_number("1.1", number) is None
    assert as_number("123456789012345678", value) is None
    assert as_number("18家", value) is None
    assert as_number("-3", value) == -3


def test_chapters_across_and_merged_first_column(tmp_path):
    content = plain_list(9)
    page = written(tmp_path / "a.xlsx", content).active
    assert "A5:F5" in {str(r) for r in page.merged_cells.ranges}
    rows = (Row(("一",), "甲"), Row(("二",), "甲"), Row(("三",), "乙"))
    grouped = ListContent("清单", (Column("a", "事项"),), rows, group=Column("g", "类别"))
    page = written(tmp_path / "b.xlsx", grouped).active
    assert "A3:A4" in {str(r) for r in page.merged_cells.ranges}
    assert [page.cell(row, 1).value for row in (2, 3, 5)] == ["类别", "甲", "乙"]


def test_a_chapter_row_beside_the_merged_column(tmp_path):
    rows = (
        Row(("一", "1"), "甲"),
        ChapterRow("（一）", 2, "甲"),
        Row(("二", "2"), "甲"),
        Row(("三", "3"), "乙"),
    )
    content = ListContent("清单", (Column("a", "事项"), Column("b", "数")), rows, group=Column("g", "类别"))
    page = written(tmp_path / "a.xlsx", content).active
    assert {"A3:A5", "B4:C4"} <= {str(r) for r in page.merged_cells.ranges}
    assert page["B4"].value == "（一）"


def test_a_tall_row_takes_several_rows_of_the_sheet(tmp_path):
    rows = (Row(("1", "很长的内容，" * 400)), Row(("2", "短")))
    content = ListContent("清单", (Column("number", "序号", numeric=True), Column("b", "内容")), rows)
    page = written(tmp_path / "a.xlsx", content).active
    heights = [d.height for d in page.row_dimensions.values() if d.height]
    assert max(heights) <= 409
    assert page.cell(3, 2).value == "很长的内容，" * 400
    merged = [r for r in page.merged_cells.ranges if r.min_col == 2 and r.max_col == 2]
    assert len(merged) == 1
    assert page.cell(merged[0].max_row + 1, 2).value == "短"


def test_each_list_on_its_own_sheet_under_a_name_excel_takes(tmp_path):
    lists = [plain_list(2, bookmark=name) for name in ("区教委", "区教委", "长" * 40, "a/b:c*d[e]?")]
    book = written(tmp_path / "a.xlsx", lists)
    assert book.sheetnames == ["区教委", "区教委（2）", "长" * 31, "a_b_c_d_e__"]


def test_what_a_cell_cannot_hold_is_refused(tmp_path):
    rows = (Row(("字" * 32768,)),)
    with pytest.raises(InputError, match=r"32767.*PDF"):
        written(tmp_path / "a.xlsx", ListContent("清单", (Column("a", "甲"),), rows))
    assert not list(tmp_path.iterdir())


def test_control_characters_are_dropped(tmp_path):
    rows = (Row(("甲\x07\x0b乙\n丙",)),)
    page = written(tmp_path / "a.xlsx", ListContent("清单", (Column("a", "甲"),), rows)).active
    assert page.cell(3, 1).value == "甲乙\n丙"


def test_properties(tmp_path):
    book = written(tmp_path / "a.xlsx")
    assert book.properties.title.endswith("任务清单")
    assert book.properties.subject == "云岭府发〔2023〕6号"
