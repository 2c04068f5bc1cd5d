"""A PDF's text: every text exactly once, in reading order, as the characters written, for two readers."""

from __future__ import annotations

import pikepdf
import pytest

from greenplan_desktop.model.progress import finish
from greenplan_desktop.tasklist.build import build
from greenplan_desktop.tasklist.content import ChapterRow, Column, ListContent, Row
from greenplan_desktop.tasklist.pages import paginate
from greenplan_desktop.tasklist.pdf import write_pages, write_pdf
from greenplan_desktop.tasklist.presets import preset
from greenplan_desktop.tasklist.radicals import readings, unified
from greenplan_desktop.tasklist.settings import Settings

from .measure import dense, page_texts, pdfium_texts, sheets
from .samples import plain_list, reference_plan

HEAD = "序号重点任务主要内容牵头单位责任单位完成时限"


def whole(texts, head=HEAD):
    """All pages' texts on end, without the repeated heads and the page numbers."""
    import re

    return "".join(re.sub(r"—\d+—$|^—\d+—", "", text).replace(head, "") for text in texts)


def expected(content):
    found = [content.label, content.title]
    for row in content.rows:
        found += [row.title] if isinstance(row, ChapterRow) else row.cells
    return dense("".join([*found, *content.notes]))


@pytest.mark.parametrize("orientation", ["landscape", "portrait"])
def test_both_readers_give_every_text_once_and_in_order(tmp_path, orientation):
    content = plain_list(60, notes=("注：标*的为牵头单位。",))
    path = finish(write_pdf(content, Settings(orientation=orientation), tmp_path / "a.pdf"))
    assert whole(page_texts(path)) == expected(content)
    assert whole(pdfium_texts(path)) == expected(content)


@pytest.mark.parametrize("name", ["qijiang-2023-16", "chongqing-2022-34"])
def test_every_task_of_a_reference_plan_can_be_searched(shared, tmp_path, name):
    snapshot = reference_plan(shared, name)
    content = build(snapshot, preset("任务清单"))
    path = finish(write_pdf(content, Settings(), tmp_path / "a.pdf"))
    for texts in (whole(page_texts(path)), whole(pdfium_texts(path))):
        for task in snapshot.tasks:
            assert texts.count(dense(task.title)) >= 1
            assert dense(task.text) in texts
        for cell in {cell for row in content.rows if isinstance(row, Row) for cell in row.cells}:
            assert dense(cell) in texts


# Characters whose glyph fonts share with a radical or another sign, and Latin that fonts join.
SHARED = "工业汽车门窗见风马鸟鱼黄黑齿龙龟页韦贝长食饣金木水火土日月田目石示禾穴立竹米羊老而耳肉臣自至舌舟色虫血行衣西言谷豆走足身车辛辰酉里"
LATIN = "efficient office flow fl 5～10 A/B x² CO₂ m³ 10℃ ①Ⅱ μg·m Ω 20％—30% “引号”‘单’…… （a）[b]{c}<d>&e"


def test_shared_shapes_read_as_the_characters_written(tmp_path):
    columns = (Column("a", "甲"), Column("b", "乙"))
    rows = (Row((SHARED, LATIN)), Row(("第一行\n第二行\u3000空格", "不间断\u00a0空格\t制表")))
    content = ListContent("汽车工业见风长", columns, rows, label="附件")
    path = finish(write_pdf(content, Settings(), tmp_path / "a.pdf"))
    for texts in (page_texts(path), pdfium_texts(path)):
        assert whole(texts, "甲乙") == expected(content)
    signs = "".join(s.text for s in sheets(path)[0].body)
    assert "office flow" in signs
    assert "\t" not in signs


def test_a_radical_in_the_text_itself_does_not_spoil_the_character(tmp_path):
    rows = (Row(("汽车", "汽⻋")),)
    content = ListContent("清单", (Column("a", "甲"), Column("b", "乙")), rows)
    path = finish(write_pdf(content, Settings(), tmp_path / "a.pdf"))
    assert "汽车" in page_texts(path)[0]


def test_readings_of_signs():
    assert readings("⻋")[0] == "车"
    assert readings("⻔")[0] == "门"
    assert readings("⼯")[0] == "工"
    assert readings("ﬁ") == ("fi",)
    assert readings("〜")[0] == "～"
    assert readings("车") == ()
    assert unified("⻓城⻔⼝⻋") == "长城门口车"


def test_fonts_are_embedded_subsets(tmp_path):
    path = finish(write_pdf(plain_list(5), Settings(), tmp_path / "a.pdf"))
    with pikepdf.open(path) as pdf:
        fonts = pdf.pages[0].obj["/Resources"]["/Font"].as_dict().values()
        assert len(list(fonts)) >= 3
        for font in fonts:
            descendant = font.DescendantFonts[0]
            assert "/FontFile2" in descendant.FontDescriptor or "/FontFile3" in descendant.FontDescriptor
            assert str(font.BaseFont)[7] == "+"
            assert font.BaseFont == descendant.BaseFont == descendant.FontDescriptor.FontName


def test_title_number_and_bookmarks(tmp_path):
    content = plain_list(20)
    path = finish(write_pdf(content, Settings(), tmp_path / "a.pdf"))
    with pikepdf.open(path) as pdf:
        assert str(pdf.docinfo["/Title"]) == content.title
        assert str(pdf.docinfo["/Subject"]) == "云岭府发〔2023〕6号"
        with pdf.open_metadata() as meta:
            assert meta["dc:title"] == content.title
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
        assert titles == [row.title for row in content.rows if isinstance(row, ChapterRow)]


def test_chapters_nest_in_the_bookmarks(tmp_path):
    rows = (
        ChapterRow("（一）甲", 1),
        ChapterRow("1．乙", 2),
        Row(("一",)),
        ChapterRow("（二）丙", 1),
        Row(("二",)),
    )
    content = ListContent("清单", (Column("a", "事项"),), rows)
    lists = [ListContent("清单", content.columns, rows, bookmark=name) for name in ("某局", "某委")]
    path = finish(write_pdf(lists, Settings(), tmp_path / "a.pdf"))
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["某局", "某委"]
        first = outline.root[0].children
        assert [item.title for item in first] == ["（一）甲", "（二）丙"]
        assert [item.title for item in first[0].children] == ["1．乙"]


def test_the_preview_s_pages_are_what_is_written(tmp_path):
    content = plain_list(12)
    pages = paginate(content, Settings())
    path = finish(write_pages(pages, [content], tmp_path / "a.pdf"))
    assert len(sheets(path)) == len(pages)
    assert whole(page_texts(path)) == expected(content)
