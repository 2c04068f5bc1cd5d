"""Plain text is decoded by its bytes, without a replaced character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenplan_desktop.documents.formats import load_content, load_text
from greenplan_desktop.model.errors import InputError

RADICALS = "".join(map(chr, range(0x2E80, 0x2FE0)))
TEXT = "一、总体要求\r\n（一）到2025年，新增12亿m³。\r\n\r\n1．建设“平台”——示例。"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"]
)
def test_every_encoding_an_office_uses(encoding: str) -> None:
    document = load_content(TEXT.encode(encoding), "计划.txt")
    assert document.text == TEXT.replace("\r\n", "\n")
    assert [line.number for line in document.lines] == [1, 2, 3, 4]


def test_what_was_converted_is_noted() -> None:
    assert load_content(TEXT.encode("gb18030"), "计划.txt").notes == ("文件编码为 GB18030，已转换。",)
    assert load_content(TEXT.encode(), "计划.txt").notes == ()


def test_the_name_tells_markdown_only() -> None:
    assert load_content(TEXT.encode(), "计划.md").format == "md"
    assert load_content(TEXT.encode(), "计划.doc").format == "txt"


def test_pasted_text() -> None:
    document = load_text(TEXT)
    assert document.format == "paste"
    assert document.name == "粘贴的文字"
    for nothing in ("", "  \n\u3000", "\x01\x02\x03" * 50):
        with pytest.raises(InputError):
            load_text(nothing)


def test_radicals_copied_from_a_pdf_become_characters() -> None:
    assert load_text("（市⻋辆管理局、区⾦融办）").lines[0].text == "（市车辆管理局、区金融办）"


@given(
    st.text(
        st.characters(
            codec="gb18030",
            categories=("L", "N", "P", "Zs"),
            max_codepoint=0x9FFF,
            exclude_characters=RADICALS,
        ),
        min_size=1,
        max_size=200,
    )
)
def test_no_character_is_lost(text: str) -> None:
    wanted = "一、" + text
    document = load_content(wanted.encode(), "计划.txt")
    assert document.lines[0].text == wanted.split("\u2028")[0]


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf\xff\xfe\xfd",
        b"\xff\xfe\x00\xd8\x00\xd8",
        b"\x81\xff" * 500 + b"\x81",
        b"ab\0\0\0\0cd\xff" * 90,
    ],
)
def test_what_no_encoding_fits_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match=r"^“计划\.txt”[^。]+。$"):
        load_content(content, "计划.txt")
