"""Rules for .csv: encodings, delimiters, line breaks in cells, numbers as they are written."""

from __future__ import annotations

import pytest

from greenplan_desktop.workbooks.cells import Cell
from greenplan_desktop.workbooks.refusal import Refused

from .made import first, read, texts

TABLE = '序号,重点任务,进展情况\r\n1.10,推进,"第一行\n第二行"\r\n'
EXPECTED = {
    (1, 1): "序号",
    (1, 2): "重点任务",
    (1, 3): "进展情况",
    (2, 1): "1.10",
    (2, 2): "推进",
    (2, 3): "第一行\n第二行",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk"])
def test_encodings(encoding: str) -> None:
    found = first(TABLE.encode(encoding), "夹/区科技局.csv")
    assert texts(found) == EXPECTED
    assert found.name == "区科技局"


def test_other_encodings_are_refused() -> None:
    for content in ("序号,任务".encode("utf-16"), "氷,魚,鳥\n番号".encode("shift_jis"), b"\xff\x80\x00abc"):
        with pytest.raises(Refused) as refused:
            read(content, "甲.csv")
        assert refused.value.code == "unreadable"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters(delimiter: str) -> None:
    content = f"序号{delimiter}任务名称{delimiter}完成情况\n1{delimiter}甲，乙;丙{delimiter}已完成\n"
    if delimiter == ";":
        content = content.replace("甲，乙;丙", '"甲，乙;丙"')
    assert texts(first(content.encode(), "甲.csv"))[2, 3] == "已完成"


def test_a_line_may_name_the_delimiter() -> None:
    assert texts(first("sep=;\r\n序号;任务\r\n1;甲,乙\r\n".encode(), "甲.csv"))[2, 2] == "甲,乙"


@pytest.mark.parametrize(
    ("written", "cell"),
    [
        ("1.10", Cell("number", "1.10", 1.1)),
        ("60%", Cell("number", "60%", 0.6, percent_format=True)),
        ("007", Cell("text", "007")),
        ('"=""001"""', Cell("text", "001")),
        ("#REF!", Cell("error", "#REF!")),
        ("约80%", Cell("text", "约80%")),
        ("-", Cell("text", "-")),
        ("2023-06-30", Cell("text", "2023-06-30")),
    ],
)
def test_values_keep_their_writing(written: str, cell: Cell) -> None:
    assert first(f"序号,任务\n{written},甲\n".encode(), "甲.csv").cells[2, 1] == cell


def test_a_page_or_a_binary_file_is_no_csv() -> None:
    for content in (b"<html><table>", b"MIME-Version: 1.0\r\n", b"a,b\0\0\0c"):
        with pytest.raises(Refused):
            read(content, "甲.csv")


def test_text_under_another_name_needs_known_words() -> None:
    assert texts(first(TABLE.replace(",", "\t").encode("gbk"), "甲.xls")) == EXPECTED
    for name in ("甲.xls", "甲.json", "甲"):
        with pytest.raises(Refused):
            read(b'{"a": 1}', name)
    for name in ("甲.json", "甲.txt", "甲"):
        with pytest.raises(Refused, match="纯文本"):
            read(TABLE.encode(), name)
    with pytest.raises(Refused):
        read("序号 一\n二 三\n".encode(), "甲.xlsx")
