"""The .docx: geometry and fonts of an official document, every word in it, and what LibreOffice makes of it."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace

import pytest

from greenplan_desktop.insight.bulletin import bulletin
from greenplan_desktop.insight.content import Annex, Document, Heading, Row, Table, Text
from greenplan_desktop.insight.docx_writer import docx_bytes
from greenplan_desktop.insight.stats import statistics
from greenplan_desktop.insight.summary import summary
from greenplan_desktop.model.index import PlanIndex
from greenplan_desktop.model.period import Period
from greenplan_desktop.model.progress import finish

from .random_plans import make_plan

docx = pytest.importorskip("docx")
Q2 = Period.parse("2023Q2")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(content):
    return docx.Document(io.BytesIO(content))


def words(document):
    """All words of the body in order, table cells included."""
    lines = []
    for element in document.element.body.iter(f"{W}p"):
        lines.append("".join(t.text or "" for t in element.iter(f"{W}t")))
    return "\n".join(line for line in lines if line)


@pytest.fixture(scope="module")
def written():
    content = summary(PlanIndex(make_plan(3)), Q2)
    return content, finish(docx_bytes(content))


def test_paper_margins_and_lines_follow_the_standard(written):
    document = opened(written[1])
    upright, lying = document.sections
    sizes = [round(getattr(upright, f"{edge}_margin").mm) for edge in ("top", "right", "bottom", "left")]
    assert sizes == [37, 26, 35, 28]
    assert (round(upright.page_width.mm), round(upright.page_height.mm)) == (210, 297)
    assert (round(lying.page_width.mm), round(lying.page_height.mm)) == (297, 210)
    body = next(p for p in document.paragraphs if p.text.startswith("截至"))
    assert body.paragraph_format.line_spacing.pt == pytest.approx(28.9)
    assert body.paragraph_format.first_line_indent.pt == 32


def test_every_run_names_its_fonts_for_chinese_and_latin(written):
    document = opened(written[1])
    runs = [r for r in document.element.body.iter(f"{W}r") if any(t.text for t in r.iter(f"{W}t"))]
    assert runs
    for run in runs:
        fonts = run.find(f"{W}rPr/{W}rFonts")
        assert all(fonts.get(f"{W}{kind}") for kind in ("eastAsia", "ascii", "hAnsi"))
    named = {r.find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia") for r in runs}
    assert {"方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"} <= named


def test_no_theme_font_overrules_them(written):
    with zipfile.ZipFile(io.BytesIO(written[1])) as package:
        assert b"eastAsiaTheme" not in package.read("word/document.xml")


def test_nothing_of_the_content_is_lost(written):
    content, made = written
    found = re.sub(r"\s", "", words(opened(made)))
    for line in content.text.split("\n"):
        if line not in ("各章节任务进展", "各牵头单位任务进展", "目标完成情况"):  # in the pictures
            for cell in line.split("\t"):
                assert re.sub(r"\s", "", cell) in found


def test_pages_are_numbered_odd_and_even(written):
    document = opened(written[1])
    assert document.settings.odd_and_even_pages_header_footer
    for section in document.sections:
        for footer in (section.footer, section.even_page_footer):
            assert "PAGE" in footer.paragraphs[0]._p.xml
            assert footer.paragraphs[0].text.startswith("— ")


def test_the_ledgers_head_is_repeated_and_its_columns_fill_the_page(written):
    table = opened(written[1]).tables[-1]
    assert table.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None
    assert sum(column.width.mm for column in table.columns) == pytest.approx(225, abs=0.5)


def test_the_attachments_pages_take_ready_footers():
    from greenplan_desktop.tasklist.docx_xml import turned_footers

    table = Table(("序号",), (Row(("1",)),), (225.0,))
    content = Document(("汇总",), (Text("正文"),), Annex("附件", "台账", table))
    upright, lying = opened(finish(docx_bytes(content, lying_footers=turned_footers("宋体")))).sections
    assert upright.footer.paragraphs[0].text.startswith("— ")
    for footer in (lying.footer, lying.even_page_footer):
        assert 'vert="vert"' in footer._element.xml
        assert "PAGE" in footer._element.xml
        assert "txbxContent" in footer._element.xml


def test_charts_are_in_it(written):
    with zipfile.ZipFile(io.BytesIO(written[1])) as package:
        pictures = [name for name in package.namelist() if name.startswith("word/media/")]
    assert len(pictures) >= 2


def test_signs_that_xml_cannot_hold_do_no_harm():
    bad = "甲\x00乙\x0b\ud800丙<&>\"'{{"
    table = Table((bad,), (Row((bad,)), Row((bad,), spans=True)), (100.0,))
    content = Document((bad,), (Heading(1, bad), Text(bad, bad), table), Annex("附件", bad, table))
    assert words(opened(finish(docx_bytes(content)))).count("甲乙丙<&>\"'{{") == 11


def test_writing_can_be_stopped_between_blocks():
    work = docx_bytes(summary(PlanIndex(make_plan(3)), Q2, with_charts=False))
    assert next(work).total > 3
    work.close()


@pytest.mark.real
@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")
def test_libreoffice_opens_summary_and_bulletin(tmp_path, written):
    snapshot = replace(make_plan(3), settings=())
    (tmp_path / "summary.docx").write_bytes(written[1])
    notice = finish(docx_bytes(bulletin(statistics(snapshot, Q2))))
    (tmp_path / "notice.docx").write_bytes(notice)
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--convert-to",
        "pdf",
    ]
    files = [str(tmp_path / name) for name in ("summary.docx", "notice.docx")]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=120
    )
    import pdfplumber

    with pdfplumber.open(tmp_path / "summary.pdf") as pdf:
        text = "".join(page.extract_text() for page in pdf.pages)
        assert pdf.pages[0].width < pdf.pages[0].height
        assert pdf.pages[-1].width > pdf.pages[-1].height
    assert "进展情况汇总" in text
    assert "进展台账" in text
    with pdfplumber.open(tmp_path / "notice.pdf") as pdf:
        assert "通报" in pdf.pages[0].extract_text()
