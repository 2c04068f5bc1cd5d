"""What goes back to units and to the clerk: 退回单, covering note, plain words, marked differences."""

from __future__ import annotations

import io

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from greenplan_desktop.returns.cover import Cover, cover_bytes
from greenplan_desktop.returns.differences import changed_spans
from greenplan_desktop.returns.flags import ERROR, OUTCOME, REASON, file_remarks, note_sentence, row_remarks
from greenplan_desktop.returns.sendback import sendback_bytes

from .bending import HEAD, Q2, book, read, review
from .plans import TITLES as T
from .plans import UNITS, plan, small
from .test_forms import filled
from .test_review import report


def words(found) -> str:
    return "\n".join(r.sentence for row in found.rows for r in row_remarks(row, found))


def test_every_flag_is_said_in_plain_words_with_a_fix() -> None:
    rows = [
        [6, "举办龙舟比赛活动", "正常推进"],
        [1, T["2"], "正常推进"],
        [12, T["12"], "正常推进"],
        [3, T["3"], "基本完成", "约130%"],
        [4, T["4"], "已完成", 90],
        [8, T["8"], "滞后"],
        [8, T["8"], "滞后"],
        [9, T["9"], "滞后", None, "#REF!"],
        [10, T["10"], "滞后", None, "=A1"],
    ]
    found = review(read(book([["填报单位：区科技局"], HEAD, *rows])))
    text = words(found)
    for part in (
        "“举办龙舟比赛活动”不是本计划的任务，是不是第6项“做优生态旅游品牌”？",
        "序号“1”与任务名称不是同一项，按名称认作第2项“增强电网调节能力”",
        "区科技局不承担第12项“开展国土绿化行动”",
        "状态“基本完成”认不出",
        "完成比例“约130%”不是 0 到 100 的数",
        "状态是“已完成”，完成比例却是 90%",
        "同一任务在表中填了多次（另见Sheet1第9行）",
        "进展情况是公式错误值",
        "有公式没有保存计算结果",
    ):
        assert part in text
    assert all(r.fix != "none" for row in found.rows for r in row_remarks(row, found))


def test_three_values_of_an_edit_meanwhile() -> None:
    from .loading import as_read_file, from_openpyxl

    form = filled(snapshot=small(reports=(report(1, 1, 2, achievement="出表时"),)))
    found = review(
        as_read_file("区科技局.xlsx", from_openpyxl(form)),
        snapshot=small(reports=(report(1, 1, 2, achievement="改过的"),)),
    )
    assert "进展情况：发表时“出表时”，单位报“甲\n二行”，库中已改为“改过的”" in words(found)


def test_files_are_explained_too() -> None:
    found = review(
        read(book([["2023年第一季度"], ["填报单位：区科技局"], HEAD, [1, T["1"], "已完成"]]), "区教委.xlsx"),
        read(book([["x"], HEAD, [1, T["1"], "已完成"]]), "谁.xlsx"),
        read(book([["没有表"]]), "说明.xlsx"),
    )
    text = [[r.sentence for r in file_remarks(f, found)] for f in found.files]
    assert "区科技局、区教委" in text[0][0]
    assert "2023年第二季度" in text[0][1]
    assert "请选定报送单位" in text[1][0]
    assert "说明.xlsx" in text[2][0]
    assert set(OUTCOME) == {"ready", "needs_review", "rejected"}
    assert {"no_report", "hidden"} <= set(REASON)
    assert {"encrypted", "duplicate_file"} <= set(ERROR)


@pytest.mark.parametrize(
    "note",
    [
        "hidden_rows:3",
        "hidden_columns:1",
        "unread_column:联系人",
        "own_numbering",
        "same_as_last_period:6",
        "fuzzy_title:6",
        "unknown_unit:某局",
        "another_file:x.xlsx",
    ],
)
def test_notes_are_sentences(note) -> None:
    assert note_sentence(note) != note
    assert note.partition(":")[2] in note_sentence(note)


def test_the_sheet_to_send_back() -> None:
    rows = [[1, T["1"], "基本完成", 50, "甲"], [2, T["2"], "正常推进", 40, "=1+1"], [3, T["3"], "滞后"]]
    found = review(read(book([HEAD, *rows])))
    ws = openpyxl.load_workbook(io.BytesIO(sendback_bytes(found, 0, deadline="7月8日"))).active
    texts = [[c.value for c in row] for row in ws.iter_rows()]
    flat = "\n".join(str(v) for row in texts for v in row if v)
    assert "2023年第二季度进展情况填报表退回单" in flat
    assert "单位：区科技局" in flat
    assert "7月8日前报回" in flat
    line = next(row for row in texts if row[1] == "2")
    assert (line[4], line[5], "认不出" in line[10]) == ("基本完成", "50%", True)
    assert "还没有填报的任务：4 实施重点行业节能改造" in flat
    content = sendback_bytes(found, 0, only_flagged=True)
    short = [row[1].value for row in openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows()]
    assert "4" not in short


def test_the_covering_note() -> None:
    note = Cover(
        plan(),
        Q2,
        UNITS[:2],
        "2023年7月5日",
        "王五",
        "023-1",
        "a@b.cn",
        "云岭区人民政府督查室",
        "2023年6月20日",
    )
    document = Document(io.BytesIO(cover_bytes(note)))
    text = "\n".join(p.text for p in document.paragraphs)
    for part in (
        "2023年第二季度",
        "区科技局、区教委：",
        "请于2023年7月5日前",
        "联系人：王五，联系电话：023-1",
        "云岭府发〔2023〕1号",
    ):
        assert part in text
    fonts = document.paragraphs[0].runs[0]._element.rPr.rFonts
    assert {fonts.get(qn(k)) for k in ("w:eastAsia", "w:ascii", "w:hAnsi")} == {"方正小标宋简体"}


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("乙二醇项目完成选址。", "乙二醇项目完成环评批复，开工建设。", ["环评批复，开工建设"]),
        ("产能达到96万吨。", "产能达到118万吨。", ["118"]),
        ("", "开工", ["开工"]),
        ("开工", "开工", []),
        ("开工建设", "开工", []),
    ],
)
def test_changed_words_are_marked(old, new, marked) -> None:
    assert [new[a:b] for a, b in changed_spans(old, new)[1]] == marked


@given(st.text("一二三12.%a \n", max_size=30), st.text("一二三12.%a \n", max_size=30))
def test_what_is_not_marked_stands_in_both_in_the_same_order(old, new) -> None:
    gone, came = changed_spans(old, new)
    assert _follows(_without(new, came), old)
    assert _follows(_without(old, gone), new)


def _without(text: str, spans) -> str:
    for start, end in reversed(spans):
        text = text[:start] + text[end:]
    return text


def _follows(part: str, whole: str) -> bool:
    """Whether the characters of one text stand in the other in this order."""
    rest = iter(whole)
    return all(c in rest for c in part)
