"""Marks: every numbering style in either width, and figures that are none."""

from __future__ import annotations

import pytest

from greenplan_desktop.documents.characters import levelled, numeral, tidy
from greenplan_desktop.documents.numbering import Kind, mark_at_start

MARKS = [
    ("一、总体要求", Kind.CHINESE, 1, "一", "总体要求"),
    ("十二、保障", Kind.CHINESE, 12, "十二", "保障"),
    ("（一）推动", Kind.CHINESE_BRACKET, 1, "（一）", "推动"),
    ("(三十六) 推动", Kind.CHINESE_BRACKET, 36, "（三十六）", "推动"),
    ("（二)推动", Kind.CHINESE_BRACKET, 2, "（二）", "推动"),
    ("㈢推动", Kind.CHINESE_BRACKET, 3, "（三）", "推动"),
    ("1. 推动", Kind.ARABIC, 1, "1", "推动"),
    ("1．推动", Kind.ARABIC, 1, "1", "推动"),
    ("１２．推动", Kind.ARABIC, 12, "12", "推动"),
    ("3、推动", Kind.ARABIC, 3, "3", "推动"),
    ("⒌推动", Kind.ARABIC, 5, "5", "推动"),
    ("2.2024年底前", Kind.ARABIC, 2, "2", "2024年底前"),
    ("1.1推动", Kind.DECIMAL, 1, "1.1", "推动"),
    ("2.1.3 推动", Kind.DECIMAL, 3, "2.1.3", "推动"),
    ("（1）推动", Kind.ARABIC_BRACKET, 1, "（1）", "推动"),
    ("(12)推动", Kind.ARABIC_BRACKET, 12, "（12）", "推动"),
    ("⑵推动", Kind.ARABIC_BRACKET, 2, "（2）", "推动"),
    ("1）推动", Kind.HALF_BRACKET, 1, "1）", "推动"),
    ("③推动", Kind.CIRCLE, 3, "③", "推动"),
    ("二是推动", Kind.ENUMERATION, 2, "二", "推动"),
    ("第三章 措施", Kind.CHAPTER, 3, "第三章", "措施"),
    ("第十条 措施", Kind.ARTICLE, 10, "第十条", "措施"),
    ("第一部分 目标", Kind.PART, 1, "第一部分", "目标"),
    ("任务一：推动", Kind.LABEL, 1, "一", "推动"),
]


@pytest.mark.parametrize(("text", "kind", "value", "label", "rest"), MARKS, ids=[mark[0] for mark in MARKS])
def test_mark(text: str, kind: Kind, value: int, label: str, rest: str) -> None:
    mark = mark_at_start(levelled(text))
    assert mark is not None
    assert (mark.kind, mark.value, mark.label, text[mark.length :]) == (kind, value, label, rest)


@pytest.mark.parametrize(
    "text",
    [
        "2025年底前",
        "30%以上",
        "3—5家企业",
        "一批项目",
        "三年行动",
        "三要素",
        "5G应用",
        "第一，",
        "第一条例",
        "全市",
        "",
    ],
)
def test_no_mark(text: str) -> None:
    assert mark_at_start(levelled(text)) is None


@pytest.mark.parametrize("text", ["12.5%的企业", "1.5亿元", "5、30家企业"])
def test_a_figure_is_a_mark_only_in_its_row(text: str) -> None:
    mark = mark_at_start(levelled(text))
    assert mark is not None
    assert mark.tentative


@pytest.mark.parametrize(
    ("text", "value"), [("三十六", 36), ("十", 10), ("一百零三", 103), ("12", 12), ("某", 0)]
)
def test_numeral(text: str, value: int) -> None:
    assert numeral(text) == value


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("(2022—2025 年)的通知**", "(2022—2025年)的通知"),
        ("市规划自然资 源局、国网重 庆电力", "市规划自然资源局、国网重庆电力"),
        ("牵头单位：市A局 责任单位：市B局", "牵头单位：市A局 责任单位：市B局"),
        ("同意 - 4 - 的方案", "同意的方案"),
        ("**1\\. 推进**", "1.推进"),
        ("[bookmark: _Toc12]一、要求", "一、要求"),
        ("节能&nbsp;降碳<br/>", "节能降碳"),
        ("方案\\[1\\]。", "方案。"),
        ("LOW E 玻璃", "LOW E玻璃"),
        ("1 总体目标", "1 总体目标"),
    ],
)
def test_lines_are_tidied(raw: str, clean: str) -> None:
    assert tidy(raw) == clean


def test_levelling_moves_no_character() -> None:
    text = "（a）〔b〕【c】，：；．１２％－～《》"
    assert len(levelled(text)) == len(text)
    assert levelled("(〔[【") == "（（（（"
