"""A saved web page gives the text it is about, whatever its charset, layout and surroundings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenplan_desktop.documents.html_files import read_html, read_web_archive
from greenplan_desktop.model.errors import InputError

NAVIGATION = "<ul class=list>" + "".join(f'<li><a href="/{i}">栏目{i}</a></li>' for i in range(8)) + "</ul>"


def texts(page: str | bytes) -> list[str]:
    content = page.encode() if isinstance(page, str) else page
    return [line.text for line in read_html(content, "网页.html").lines if line.text]


@pytest.mark.parametrize("charset", ["gb2312", "GBK", "utf-8", "gb18030"])
def test_the_charset_the_page_names(charset: str) -> None:
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"><title>题</title></head><body><p>一、总体要求</p></body></html>'
    assert texts(page.encode("gb18030" if charset != "utf-8" else "utf-8")) == ["一、总体要求"]


def test_a_page_that_names_the_wrong_charset_or_none() -> None:
    assert texts('<meta charset="utf-8"><p>一、总体要求</p>'.encode("gb18030")) == ["一、总体要求"]
    assert texts("<p>一、总体要求</p>".encode("utf-8-sig")) == ["一、总体要求"]
    assert texts("<p>一、总体要求</p>".encode("utf-16")) == ["一、总体要求"]
    assert texts(
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>正文</p></body></html>'
    ) == ["正文"]


def test_only_the_text_stays() -> None:
    page = f"""<body><div class="nav"><a href=/>首页</a></div><div id=head>{NAVIGATION}</div><script>var a='一、假的';</script>
    <div class="TRS_Editor"><h1>行动方案</h1><div><em>某区发布</em> <em>2024-05-21 08:30</em> <i>重庆</i></div><style>p{{}}</style><p>　　一、总体&nbsp;要求</p><p style="display:none">藏</p>
    <p>（一）推动产业<br>发展。<b>深化</b>改革<del>旧</del><ins>新</ins></p></div><div>【打印】</div><p>分享到：</p>
    <div class="footer2"><p>主办单位：某区人民政府办公室</p></div><p>主办单位：某区政府</p><p>网站标识码：5001100001 ICP备1号</p></body>"""
    assert texts(page) == ["行动方案", "一、总体 要求", "（一）推动产业", "发展。深化改革新"]


def test_a_footer_does_not_take_the_last_clause_with_it() -> None:
    page = "<p>1.建平台。（责任单位：甲局）</p><p>主办单位：乙局</p><div><p>2.练队伍。</p></div><p>版权所有 某区政府</p>"
    assert texts(page) == ["1.建平台。（责任单位：甲局）", "主办单位：乙局", "2.练队伍。"]


def test_white_space_is_what_a_browser_shows() -> None:
    assert texts("<p>区财政局\n   北岭开发区&nbsp; 到\t2025年　末</p>") == [
        "区财政局 北岭开发区 到 2025年　末"
    ]


def test_ordered_lists_get_their_numbers() -> None:
    page = '<ol><li>甲</li><li><p>乙</p></li></ol><ol start=3 type=1><li>丙</li></ol><ul><li>丁</li></ul><ol style="list-style-type: cjk-ideographic"><li>戊</li></ol>'
    assert texts(page) == ["1.甲", "2.乙", "3.丙", "丁", "一、戊"]


def test_headings_carry_their_level() -> None:
    lines = read_html("<h2>一、总则</h2><p>正文</p>".encode(), "网页.html").lines
    assert [(line.style, line.level) for line in lines if line.text] == [("heading", 2), ("", 0)]


def test_tables_of_data_are_grids_and_tables_of_layout_are_lines() -> None:
    data = "<table><tr><th>序号<th>任务<th>单位</tr><tr><td rowspan=2>1<td rowspan=2>建平台<td>甲局<br>乙局</tr><tr><td>丙局</tr><tr><td colspan=3>合计</tr></table>"
    document = read_html(f"<table><tr><td>导言</td><td>{data}</td></tr></table>".encode(), "网页.html")
    assert document.tables[0].rows == (
        ("序号", "任务", "单位"),
        ("1", "建平台", "甲局\n乙局"),
        ("1", "建平台", "丙局"),
        ("合计",) * 3,
    )
    assert document.lines[0].text == "导言"
    assert document.tables[0].after_line == 1


def test_an_archive_of_one_file() -> None:
    import base64

    page = base64.b64encode("<p>一、总体要求</p>".encode("gb18030")).decode()
    archive = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html; charset=gb2312\r\n"
        f"Content-Transfer-Encoding: base64\r\n\r\n{page}\r\n--b--\r\n"
    )
    assert read_web_archive(archive.encode(), "网页.mht").lines[0].text == "一、总体要求"
    with pytest.raises(InputError, match=r"网页\.mht"):
        read_web_archive(b"MIME-Version: 1.0\r\nContent-Type: image/png\r\n\r\nx", "网页.mht")


@pytest.mark.parametrize(
    "page",
    ["<html></html>", "<script>x</script>", "<!-- 一 -->", "<iframe src=http://example.org/x></iframe>"],
)
def test_a_page_without_words_is_refused(page: str) -> None:
    with pytest.raises(InputError, match=r"网页\.html"):
        read_html(page.encode(), "网页.html")


@given(
    st.lists(
        st.sampled_from(
            [
                "<table>",
                "<tr>",
                "<td rowspan=9999>",
                "<td colspan=0>",
                "</table>",
                "<ol start=x>",
                "<li value=-1>",
                "</p>",
                "<h9>",
                "甲",
                "&#0;",
                "&nbsp;",
                "<br>",
                "<p",
                "'",
            ]
        ),
        max_size=40,
    )
)
def test_any_tag_soup_is_read(parts: list[str]) -> None:
    assert "正文" in "".join(texts("".join(parts) + "<p>正文</p>"))


def test_nesting_deeper_than_any_page_is_refused() -> None:
    with pytest.raises(InputError, match=r"网页\.html"):
        texts("<div>" * 100_000 + "正文")


def test_the_portals_record_of_a_document_is_lines() -> None:
    record = (
        "<table><tr><td>索引号</td><td>115/2023-1</td><td>发文字号：</td><td>北岭府发〔2023〕8号</td></tr>"
        "<tr><td>成文日期</td><td>2023-05-06</td><td>有效性</td><td>有效</td></tr></table>"
    )
    assert texts(record + "<p>正文</p>") == [
        "索引号：115/2023-1",
        "发文字号：北岭府发〔2023〕8号",
        "成文日期：2023-05-06",
        "有效性：有效",
        "正文",
    ]


def test_a_broken_byte_is_passed_over_and_noted() -> None:
    content = (
        "<meta charset=utf-8><p>一、总体要求</p>".encode() + b"\xe4\xb8" + "<p>（一）推动转型</p>".encode()
    )
    document = read_html(content, "网页.html")
    assert "（一）推动转型" in document.text
    assert document.notes == ("网页中有 1 个字符已损坏，没有读出。",)
    with pytest.raises(InputError, match=r"网页\.html"):
        read_html(b"<p>" + b"\xe4\xb8\xff\xfe" * 200, "网页.html")
