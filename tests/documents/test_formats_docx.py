"""A .docx is read as Word shows it: automatic numbers, tables, text boxes, changes accepted."""

from __future__ import annotations

import contextlib
import io
import random
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from greenplan_desktop.documents.docx_files import read_docx
from greenplan_desktop.documents.numerals import chinese, numeral
from greenplan_desktop.model.errors import InputError

from .made_docx import DOWN, ON, cell, docx, level, numbering, para, row, run, table, zipped

if TYPE_CHECKING:
    from pathlib import Path

CHAPTERS = (
    level(0, "chineseCounting", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimal", "（%4）"),
)


def texts(content: bytes) -> list[str]:
    return [line.text for line in read_docx(content, "计划.docx").lines if line.text]


def test_automatic_numbers_are_written_out_with_levels_restarting() -> None:
    body = "".join(
        para(text, number=1, level=depth)
        for text, depth in [
            ("总体要求", 0), ("主要任务", 0), ("夯实基础", 1), ("建设平台", 2), ("2025年建成", 2), ("提升能力", 1),
            ("培训人员", 2), ("开展演练", 3), ("保障措施", 0), ("加强领导", 1),
        ]
    )  # fmt: skip
    assert texts(docx(body, numbering("".join(CHAPTERS)))) == [
        "一、总体要求", "二、主要任务", "（一）夯实基础", "1.建设平台", "2. 2025年建成", "（二）提升能力", "1.培训人员",
        "（1）开展演练", "三、保障措施", "（一）加强领导",
    ]  # fmt: skip


def test_a_sequence_may_run_on_through_all_headings() -> None:
    levels = level(0, "chineseCounting", "（%1）") + level(
        1, "decimal", "%2．", extra='<w:lvlRestart w:val="0"/>'
    )
    body = "".join(para("事项", number=1, level=depth) for depth in (0, 1, 1, 0, 1))
    assert texts(docx(body, numbering(levels))) == [
        "（一）事项",
        "1．事项",
        "2．事项",
        "（二）事项",
        "3．事项",
    ]


def test_lists_of_one_definition_count_on_unless_they_say_where_to_start() -> None:
    lists = (
        '<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="8"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = "".join(para("事项", number=n) for n in (1, 1, 7, 8, 8))
    numbers = numbering(level(0, "decimal", "%1、"), lists=lists)
    assert texts(docx(body, numbers)) == ["1、事项", "2、事项", "3、事项", "1、事项", "2、事项"]


def test_numbers_that_come_with_a_style_and_that_a_paragraph_takes_away() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="自定"/><w:basedOn w:val="A"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="C"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = (
        para("甲", style="A")
        + para("乙", style="B")
        + para("丙", style="C")
        + para("丁", number=0, style="A")
    )
    document = read_docx(docx(body, numbering("".join(CHAPTERS)), styles), "计划.docx")
    assert [(line.text, line.style, line.level) for line in document.lines] == [
        ("一、甲", "heading", 1), ("二、乙", "heading", 1), ("（一）丙", "heading", 2), ("丁", "heading", 1),
    ]  # fmt: skip


def test_a_list_borrowed_through_a_numbering_style() -> None:
    numbers = (
        f'<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="S"/>{level(0, "chineseCounting", "第%1条")}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="S"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    assert texts(docx(para("范围", number=1) + para("职责", number=1), numbers)) == [
        "第一条 范围",
        "第二条 职责",
    ]


def test_deleted_text_is_gone_inserted_text_stays_and_a_note_says_so() -> None:
    body = para(
        run("推动")
        + "<w:del><w:r><w:delText>旧词</w:delText></w:r></w:del><w:ins><w:r><w:t>新能源</w:t></w:r></w:ins>"
        + "<w:moveFrom><w:r><w:t>搬走</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>搬来</w:t></w:r></w:moveTo>"
    )
    document = read_docx(docx(body), "计划.docx")
    assert document.lines[0].text == "推动新能源搬来"
    assert any("修订" in note for note in document.notes)


def test_a_deleted_paragraph_end_joins_two_paragraphs_and_uses_up_no_number() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    body = (
        para("前半", extra=gone) + para("后半")
        + para("<w:del><w:r><w:delText>整段删去</w:delText></w:r></w:del>", number=1, extra=gone) + para("事项", number=1)
    )  # fmt: skip
    assert texts(docx(body, numbering(level(0, "decimal", "%1.")))) == ["前半后半", "1.事项"]


def test_a_text_box_is_read_once_behind_its_paragraph() -> None:
    box = f"<w:txbxContent>{para('专栏1 重点工程')}{para('建设三个园区')}</w:txbxContent>"
    drawing = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        + box
        + "</wps:txbx></w:drawing>"
        "</mc:Choice><mc:Fallback><w:pict><v:textbox>"
        + box
        + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(docx(para(run("锚") + drawing + run("点")))) == ["锚点", "专栏1 重点工程", "建设三个园区"]
    pict = "<w:r><w:pict><v:textbox>" + box + "</v:textbox></w:pict></w:r>"
    assert texts(docx(para(pict))) == ["专栏1 重点工程", "建设三个园区"]
    assert [line.style for line in read_docx(docx(para(pict)), "计划.docx").lines[-2:]] == ["box", "box"]


def test_fields_show_their_result_only_and_contents_are_left_out() -> None:
    begin, part, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    link = (
        begin
        + "<w:r><w:instrText>HYPERLINK http://example.org</w:instrText></w:r>"
        + part
        + run("见附件")
        + end
    )
    contents = (
        begin
        + "<w:r><w:instrText>TOC \\o</w:instrText></w:r>"
        + part
        + run("一、总体要求 1")
        + "</w:p><w:p>"
        + run("二、任务 3")
        + end
    )
    gallery = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{para('一、总体要求 1')}</w:sdtContent></w:sdt>"
    )
    body = (
        para(link) + para(contents) + gallery + f"<w:sdt><w:sdtContent>{para('正文')}</w:sdtContent></w:sdt>"
    )
    assert texts(docx(body)) == ["见附件", "正文"]


def test_breaks_tabs_hidden_text_phonetics_and_symbols() -> None:
    runs = (
        run("第一行") + "<w:r><w:br/></w:r>" + run("第二") + run("藏", "<w:vanish/>") + "<w:r><w:tab/></w:r>"
        + "<w:r><w:ruby><w:rt><w:r><w:t>qí</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>綦</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        + '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:noBreakHyphen/></w:r><w:smartTag>' + run("尾") + "</w:smartTag>"
    )  # fmt: skip
    assert texts(docx(para(runs))) == ["第一行", "第二\t綦-尾"]


def test_footnotes_stand_apart_and_comments_are_left_out() -> None:
    notes = f'<w:footnote w:type="separator"><w:p/></w:footnote><w:footnote w:id="1">{para("1.指规模以上企业。")}</w:footnote>'
    body = para(run("正文") + '<w:r><w:footnoteReference w:id="1"/></w:r>' + run("继续"))
    link = '<Relationship Id="c" Type="x/comments" Target="comments.xml"/>'
    document = read_docx(docx(body, footnotes=notes, links=link), "计划.docx")
    assert [(line.text, line.style) for line in document.lines] == [
        ("正文继续", ""),
        ("1.指规模以上企业。", "footnote"),
    ]
    assert any("批注" in note for note in document.notes)


def test_nothing_outside_is_followed_and_macros_only_named() -> None:
    links = (
        '<Relationship Id="x" Type="x/attachedTemplate" Target="http://example.org/t.dotm" TargetMode="External"/>'
        '<Relationship Id="y" Type="x/vbaProject" Target="vbaProject.bin"/>'
    )
    notes = read_docx(docx(para("正文"), links=links), "计划.docx").notes
    assert any("宏" in note for note in notes)
    assert any("外部内容" in note for note in notes)


def test_a_table_is_filled_where_cells_are_merged_and_stands_as_lines_too() -> None:
    body = para("附件 任务清单") + table(
        row("序号", "任务", cell("单位", '<w:gridSpan w:val="2"/>')),
        row(cell("1", DOWN), cell("建平台", DOWN), "甲局", "乙局"),
        row(cell("", ON), cell("", ON), "丙局\n丁局", "戊局"),
        row("9", "删去", "", "", properties="<w:del/>"),
    )
    document = read_docx(docx(body), "计划.docx")
    grid = document.tables[0]
    assert grid.rows == (
        ("序号", "任务", "单位", "单位"), ("1", "建平台", "甲局", "乙局"), ("1", "建平台", "丙局\n丁局", "戊局"),
    )  # fmt: skip
    assert set(grid.merged) == {(0, 2, 0, 3), (1, 0, 2, 0), (1, 1, 2, 1)}
    assert grid.title == "附件 任务清单"
    assert [line.text for line in document.lines[grid.after_line :]] == [
        "序号\t任务\t单位",
        "1\t建平台\t甲局\t乙局",
        "丙局 丁局\t戊局",
    ]
    assert {line.style for line in document.lines[grid.after_line :]} == {"table"}


def test_a_frame_around_a_table_and_a_box_of_one_column() -> None:
    inner = table(row("序号", "任务"), row("1", "建平台"))
    framed = read_docx(docx(table(row(cell(para("标题") + inner + para(""))))), "计划.docx")
    assert framed.tables[0].rows == (("序号", "任务"), ("1", "建平台"))
    boxed = read_docx(docx(para("正文" * 50) + table(row("专栏1 工程"), row("1.建设园区"))), "计划.docx")
    assert [line.style for line in boxed.lines] == ["", "box", "box"]


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (36, "三十六"), (101, "一百零一"), (110, "一百一十")],
)
def test_chinese_numbers(number: int, text: str) -> None:
    assert chinese(number) == text


@given(st.integers(1, 200))
def test_every_number_format_gives_one_text_per_number(number: int) -> None:
    for format in (
        "chineseCounting",
        "japaneseCounting",
        "upperRoman",
        "decimalFullWidth",
        "decimalEnclosedCircle",
        "ideographDigital",
    ):
        assert numeral(number, format) != numeral(number + 1, format)


def test_a_circle_of_styles_and_absurd_numbers_do_no_harm() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    numbers = numbering(level(0, "decimal", "%1.", start=99999999999))
    grid = table(row(cell("甲", '<w:gridSpan w:val="99999999"/>'), "乙"))
    assert texts(docx(para("事项", number=1, style="A") + grid, numbers, styles))[0] == "1.事项"


ELEMENTS = [
    "w:p",
    "w:r",
    "w:t",
    "w:tbl",
    "w:tr",
    "w:tc",
    "w:txbxContent",
    "mc:AlternateContent",
    "mc:Choice",
    "w:del",
    "w:sdt",
    "w:pPr",
    "w:rPr",
]
TREES = st.recursive(
    st.sampled_from(["甲", "<w:vMerge/>", '<w:fldChar w:fldCharType="end"/>', "<w:del/>", "<w:vanish/>"]),
    lambda inside: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(ELEMENTS),
        st.lists(inside, max_size=4),
    ),
    max_leaves=30,
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(TREES)
def test_any_nesting_of_elements_is_read_or_refused_in_a_sentence(tree: str) -> None:
    with contextlib.suppress(InputError):
        assert "正文" in read_docx(docx(para("正文") + tree), "计划.docx").text


@pytest.mark.parametrize(
    "part", ["<!DOCTYPE x [<!ENTITY a 'aaaa'>]><w:document/>", "<w:document>", "", "\x00\x01"]
)
def test_broken_or_booby_trapped_xml_is_refused(part: str) -> None:
    content = zipped({"word/document.xml": part})
    with pytest.raises(InputError, match=r"计划\.docx"):
        read_docx(content, "计划.docx")


def test_python_docx_files_are_read() -> None:
    import docx as python_docx

    made = python_docx.Document()
    made.add_heading("一、总体要求", level=1)
    made.add_paragraph("正文。")
    grid = made.add_table(rows=2, cols=2)
    grid.cell(0, 0).merge(grid.cell(1, 0)).text = "合并"
    buffer = io.BytesIO()
    made.save(buffer)
    document = read_docx(buffer.getvalue(), "计划.docx")
    assert (document.lines[0].style, document.lines[0].level) == ("heading", 1)
    assert document.tables[0].rows == (("合并", ""), ("合并", ""))


@pytest.mark.real
def test_automatic_numbers_agree_with_libreoffice(tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    dice = random.Random(7)
    formats = [
        "decimal",
        "chineseCounting",
        "chineseCountingThousand",
        "decimalFullWidth",
        "upperRoman",
        "chineseLegalSimplified",
    ]
    definitions = [
        "".join(
            level(
                i,
                dice.choice(formats),
                dice.choice(["%{0}、", "（%{0}）", "%{0}."]).format(i + 1),
                dice.choice([1, 1, 3]),
            )
            for i in range(4)
        )
        for _ in range(3)
    ]
    body, depth = "", 0
    for order in range(120):
        number = order // 40 + 1
        depth = 0 if order % 40 == 0 else min(depth + 1, 3, max(0, round(dice.gauss(1, 1))))
        body += para(f"事项{order}", number=number, level=depth)
    content = docx(body, numbering(*definitions))
    (tmp_path / "n.docx").write_bytes(content)
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(tmp_path / "n.docx")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    theirs = [line.strip("\ufeff\t ") for line in (tmp_path / "n.txt").read_text("utf-8").splitlines()]
    assert [line.replace(" ", "").replace("\t", "") for line in theirs if line] == [
        t.replace(" ", "") for t in texts(content)
    ]
