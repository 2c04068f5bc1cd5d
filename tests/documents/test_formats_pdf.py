"""A PDF with a text layer gives its paragraphs and tables back; one without says so."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from greenplan_desktop.documents import pdf_files
from greenplan_desktop.documents.apart import PDF, read_apart
from greenplan_desktop.documents.limits import READING_SECONDS
from greenplan_desktop.documents.pdf_files import pdf_blocks, read_pdf
from greenplan_desktop.documents.radicals import without_radicals
from greenplan_desktop.model.errors import InputError
from greenplan_desktop.workbooks import process

from .made_pdf import Page, pdf

FULL = "为全面贯彻落实上级要求加快推动本区产业绿色低碳转型发展"  # 27 characters: a full printed line


def texts(content: bytes, style: str = "") -> list[str]:
    return [
        text
        for kind, text, own, *_ in pdf_blocks(content, "计划.pdf")["blocks"]
        if kind == "text" and own == style
    ]


def test_lines_are_joined_by_indents_over_a_page_end() -> None:
    first = Page().block(120, "　　一、总体要求", "　　" + FULL[:25], FULL, FULL)
    second = Page().block(120, FULL, "特制定本方案。", "　　" + FULL[:25], "推进。")
    assert texts(pdf(first, second)) == [
        "一、总体要求",
        FULL[:25] + FULL * 3 + "特制定本方案。",
        FULL[:25] + "推进。",
    ]


def test_without_indents_a_short_line_ends_a_paragraph_and_a_number_begins_one() -> None:
    page = Page().block(
        120, "（一）推动转型", FULL, "并完成任务。", FULL[:-1] + "。", "2．加快发展", FULL, "尾。"
    )
    assert texts(pdf(page)) == [
        "（一）推动转型",
        FULL + "并完成任务。",
        FULL[:-1] + "。",
        "2．加快发展",
        FULL + "尾。",
    ]


def test_a_clause_broken_before_a_label_stays_one() -> None:
    begin = FULL[:18] + "（牵头单位：甲局；"
    page = Page().block(120, FULL, begin, "责任单位：乙局、丙局）", "　　下一段。")
    assert texts(pdf(page))[0] == FULL + begin + "责任单位：乙局、丙局）"


def test_heads_page_numbers_and_contents_are_left_out() -> None:
    pages = [
        Page()
        .text(200, 50, "某某市人民政府文件", 14)
        .block(120, "　　" + word * 25, word * 10 + "。")
        .text(290, 790, f"— {n} —", 14)
        for n, word in enumerate("甲乙丙", start=1)
    ]
    contents = Page().block(120, "一、总体要求…………………1", "二、重点任务..................2")
    found = texts(pdf(contents, *pages))
    assert not any("文件" in text or "—" in text or "…" in text for text in found)
    assert len(found) == 3


def test_footnotes_stand_apart() -> None:
    page = (
        Page().block(120, "　　" + FULL[:25], FULL).text(79, 700, "①规模以上企业指年主营收入达标的企业。", 10)
    )
    after = Page().block(120, FULL, "完。")
    assert texts(pdf(page, after)) == [FULL[:25] + FULL * 2 + "完。"]
    assert texts(pdf(page, after), "footnote") == ["①规模以上企业指年主营收入达标的企业。"]


def test_a_title_over_two_lines_is_one_and_spaces_between_names_stay() -> None:
    page = Page().text(97, 100, "某某区推动制造业绿色低碳高质量发展三", 22).text(262, 135, "年行动", 22)
    page.block(200, "　　" + FULL[:25], FULL, FULL, "　　责任单位：区发改委").text(
        79 + 16 * 13, 284, "区财政局"
    )
    found = texts(pdf(page))
    assert found[0] == "某某区推动制造业绿色低碳高质量发展三年行动"
    assert found[-1] == "责任单位：区发改委 区财政局"


@pytest.mark.parametrize(("y", "pitch"), [(130, 20), (137, 23)])
def test_two_columns_are_read_one_after_the_other(y: float, pitch: float) -> None:
    """Whether or not their lines stand at one height."""
    rows = "甲乙丙丁戊己庚辛壬癸子丑寅卯"
    page = Page().text(200, 80, "北岭区人民政府公报", 22)
    page.block(130, *[word * 17 for word in rows[:13]], "完" * 4 + "。", x=60, size=12, pitch=20)
    page.block(
        y,
        *["　　" + rows[0] * 15, *(word.swapcase() + "右" * 16 for word in rows[1:13])],
        "止。",
        x=320,
        size=12,
        pitch=pitch,
    )
    found = texts(pdf(page.text(290, 790, "— 1 —", 14)))
    assert found[0] == "北岭区人民政府公报"
    assert found[1] == "".join(word * 17 for word in rows[:13]) + "完完完完。"
    assert found[2].startswith("甲" * 15 + "乙右")
    assert found[2].endswith("右止。")
    assert len(found) == 3


def test_short_lines_above_a_table_could_have_gone_as_far_as_it() -> None:
    page = Page().text(79, 100, "北岭区重点工作责任分解").text(79, 128, "一、赵某某牵头的工作")
    for y in (150, 180, 210):
        page.line(79, y, 520, y)
    for x in (79, 300, 520):
        page.line(x, 150, x, 210)
    content = pdf(page.text(90, 172, "修建步道").text(90, 202, "打通断头路"))
    assert texts(content) == ["北岭区重点工作责任分解", "一、赵某某牵头的工作"]


def test_a_broken_page_is_named_and_the_others_are_read() -> None:
    content = pdf(*(Page().block(120, n * 27, f"第{n}部分。") for n in "一二三"))
    before, second = content.split(b"9 0 obj", 1)
    broken = second.replace(b"<</Type/Page/", b"[0/Type/Page ", 1)
    found = read_pdf(before + b"9 0 obj" + broken, "计划.pdf")
    assert [line.text for line in found.lines] == ["一" * 27 + "第一部分。", "三" * 27 + "第三部分。"]
    assert found.notes == ("第 2 页已损坏，没有读入。",)


def test_a_watermark_and_doubled_characters_are_no_text() -> None:
    page = (
        Page()
        .block(120, FULL, "重点任务。")
        .text(200, 600, "内部资料", 60, angle=45)
        .text(79.4, 148, "重点任务。")
    )
    assert texts(pdf(page)) == [FULL + "重点任务。"]


def ruled(
    page: Page,
    xs: list[float],
    ys: list[float],
    cells: dict[tuple[int, int], str],
    gaps: frozenset[tuple[str, int, int]] = frozenset(),
) -> Page:
    for r, y in enumerate(ys):
        for c in range(len(xs) - 1):
            if ("level", r, c) not in gaps:
                page.line(xs[c], y, xs[c + 1], y)
    for c, x in enumerate(xs):
        for r in range(len(ys) - 1):
            if ("upright", r, c) not in gaps:
                page.line(x, ys[r], x, ys[r + 1])
    for (r, c), text in cells.items():
        for order, line in enumerate(text.split("\n")):
            page.text(xs[c] + 5, ys[r] + 18 + order * 16, line, 12)
    return page


CELLS = {
    (0, 0): "序号",
    (0, 1): "工作任务",
    (0, 2): "责任单位",
    (1, 0): "1",
    (1, 1): "建设平台",
    (1, 2): "区发改委\n区财政局",
    (2, 2): "各镇街",
}
GAPS = frozenset({("level", 2, 0), ("level", 2, 1)})
ROWS = [
    ["序号", "工作任务", "责任单位"],
    ["1", "建设平台", "区发改委\n区财政局"],
    ["1", "建设平台", "各镇街"],
]


@pytest.mark.parametrize("turned", [False, True])
def test_a_ruled_table_with_cells_merged_downwards(turned: bool) -> None:
    page = ruled(
        Page(turned=turned).block(60, "附件 任务清单"), [79, 130, 300, 500], [100, 130, 180, 220], CELLS, GAPS
    )
    page.block(260, "备注：按季度报送。")
    blocks = pdf_blocks(pdf(page), "计划.pdf")["blocks"]
    assert [block[0] for block in blocks] == ["text", "table", "text"]
    assert [list(row) for row in blocks[1][1]] == ROWS


def test_a_table_open_at_its_sides_and_words_wrapped_in_a_cell() -> None:
    cells = {**CELLS, (1, 1): "建设区级综合服务平台\n并投入使用"}
    gaps = GAPS | {("upright", r, c) for r in range(3) for c in (0, 3)}
    page = ruled(Page(), [79, 130, 262, 500], [100, 130, 180, 220], cells, gaps)
    rows = pdf_blocks(pdf(page), "计划.pdf")["blocks"][0][1]
    assert list(rows[1]) == ["1", "建设区级综合服务平台并投入使用", "区发改委\n区财政局"]


def test_a_box_is_a_box() -> None:
    page = ruled(
        Page().block(60, "　　" + FULL[:25], FULL + "。"),
        [79, 500],
        [110, 200],
        {(0, 0): "专栏1 重点工程\n1.建设三个园区。"},
    )
    document = read_pdf(pdf(page), "计划.pdf")
    assert [(line.text, line.style) for line in document.lines][-2:] == [
        ("专栏1 重点工程", "box"),
        ("1.建设三个园区。", "box"),
    ]


def test_a_scan_and_a_scan_among_pages_with_text() -> None:
    scan = Page(picture=True)
    with pytest.raises(InputError, match=r"^“计划\.pdf”是扫描件[^。]+。$"):
        read_pdf(pdf(scan, Page(picture=True).text(290, 800, "- 2 -")), "计划.pdf")
    document = read_pdf(pdf(Page().block(120, FULL, "完。"), scan), "计划.pdf")
    assert document.notes == ("第 2 页是图片，没有文字，没有读入。",)


def test_a_password_is_named_and_one_that_only_forbids_printing_does_no_harm() -> None:
    import pikepdf

    content = pdf(Page().block(120, FULL, "完。"))
    for user, readable in (("geheim", False), ("", True)):
        buffer = io.BytesIO()
        with pikepdf.open(io.BytesIO(content)) as opened:
            opened.save(buffer, encryption=pikepdf.Encryption(owner="besitzer", user=user))
        if readable:
            assert read_pdf(buffer.getvalue(), "计划.pdf").lines[0].text == FULL + "完。"
        else:
            with pytest.raises(InputError, match=r"^“计划\.pdf”设了打开密码[^。]+。$"):
                read_pdf(buffer.getvalue(), "计划.pdf")


def test_radicals_become_characters() -> None:
    assert without_radicals("⻋⻓⼀⾦⻔⽤") == "车长一金门用"
    assert without_radicals("一、推动（车）１") == "一、推动（车）１"
    assert texts(pdf(Page().block(120, "推动⻋联网发展。"))) in (["推动车联网发展。"], ["推动联网发展。"])


# A process that serves like the real one, but does what the file's name says.
SPOILT = """
import os, sys, threading
sys.path.insert(0, sys.argv[1])
from greenplan_desktop.documents import pdf_child
def spoilt(content, name):
    if name.startswith("慢"):
        threading.Event().wait()
    if name.startswith("贪"):
        return bytearray(16 << 30)
    if name.startswith("死"):
        os._exit(9)
    raise KeyError("unforeseen")
pdf_child.pdf_blocks = spoilt
pdf_child.main()
"""
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("name", "code"),
    [("慢.pdf", "too_large"), ("贪.pdf", "too_large"), ("死.pdf", "unreadable"), ("错.pdf", "unreadable")],
)
def test_a_reader_that_hangs_swells_dies_or_fails_ends_in_a_sentence(
    name: str, code: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(process, "command", lambda service: (sys.executable, "-c", SPOILT, str(ROOT)))
    with pytest.raises(InputError, match=rf"^“{name}”[^。]+。$") as caught:
        read_apart(PDF, b"", name, 2.0 if name.startswith("慢") else 30.0)
    assert caught.value.code == code
    assert ("unforeseen" in caplog.text) == name.startswith("错")


def test_a_pdf_of_endless_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_files, "MAX_PAGES", 2)
    with pytest.raises(InputError, match="太大"):
        pdf_blocks(pdf(Page(), Page(), Page()), "计划.pdf")
    assert READING_SECONDS <= 120
