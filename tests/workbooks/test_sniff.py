"""What a file is by its content: locks, documents, pages, archives, broken and oversized workbooks."""

from __future__ import annotations

import pytest
import xlwt

from greenplan_desktop.workbooks import limits
from greenplan_desktop.workbooks.contents import read_content
from greenplan_desktop.workbooks.refusal import Refused
from greenplan_desktop.workbooks.sniff import is_workbook

from .made import cells, lying, read, saved, with_openpyxl, xlsx, xlsx_parts, zipped

HTML = "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><body><table><tr><td>序号</td></tr></table>"
MAIL = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n"
XML = '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:x">'


def refusal(content: bytes, name: str = "甲.xlsx") -> Refused:
    with pytest.raises(Refused) as refused:
        read_content(name, content)
    return refused.value


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "空文件"),
        (HTML.encode(), "网页"),
        (b"\xef\xbb\xbf\r\n" + HTML.encode(), "网页"),
        (HTML.encode("utf-16"), "网页"),
        (b"<table><tr><td>1</td></tr></table>", "网页"),
        (MAIL.encode(), "网页"),
        (XML.encode(), "XML"),
        (zipped({"word/document.xml": "", "[Content_Types].xml": ""}), "文字文档"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}), "文字文档"),
        (zipped({"ppt/presentation.xml": ""}), "演示文稿"),
        (zipped({"一.txt": "甲"}), "压缩包"),
        (b"%PDF-1.7", "PDF"),
        (b"{\\rtf1", "文字文档"),
        (b"\x89PNG\r\n", "图片"),
        (b"Rar!\x1a\x07", "压缩包"),
        (b"\0" * 3000, "损坏"),
        ("就是一段话".encode(), "纯文本"),
    ],
)
@pytest.mark.parametrize("name", ["甲.xlsx", "甲.xls"])
def test_what_is_no_workbook_says_what_it_is(content: bytes, word: str, name: str) -> None:
    found = refusal(content, name)
    assert found.code == "unreadable"
    assert word in found.predicate


def test_locked_workbooks() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage\0".encode("utf-16-le")
    assert refusal(ole).code == "encrypted"
    locked = bytearray(cells('<c r="A1"><v>1</v></c>'))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = locked.find(signature)
        while place >= 0:
            locked[place + at] |= 1
            place = locked.find(signature, place + 4)
    assert refusal(bytes(locked)).code == "encrypted"


def test_a_locked_old_workbook() -> None:
    book = xlwt.Workbook()
    book.add_sheet("表").write(0, 0, "甲")
    content = saved(book)
    window = b"\x3d\x00\x12\x00"  # the record WINDOW1, of the length a FILEPASS record may have
    place = content.find(window)
    assert refusal(content[:place] + b"\x2f\x00" + content[place + 2 :], "甲.xls").code == "encrypted"


@pytest.mark.parametrize("part", [0.1, 0.5, 0.66, 0.9, 0.99])
def test_truncated_workbooks(part: float) -> None:
    whole = with_openpyxl([["序号", "任务"], *([str(n), "甲" * n] for n in range(200))])
    assert refusal(whole[: int(len(whole) * part)]).code == "unreadable"
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    for row in range(500):
        sheet.write(row, 0, f"第{row}行")
    old = saved(book)
    assert refusal(old[: int(len(old) * part / 2)], "甲.xls").code == "unreadable"


def test_parts_that_are_missing_are_not_passed_over() -> None:
    parts = xlsx_parts(
        '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>', strings=["<t>甲</t>"]
    )
    for name in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"):
        assert refusal(zipped({k: v for k, v in parts.items() if k != name})).code == "unreadable"


def test_a_changed_byte_is_found_by_the_checksum() -> None:
    content = bytearray(
        zipped(xlsx_parts('<sheetData><row r="1"><c r="A1"><v>5</v></c></row></sheetData>'), 0)
    )
    place = content.find(b"<v>5</v>")
    content[place + 3] = ord("6")
    assert refusal(bytes(content)).code == "unreadable"


def test_too_many_rows_whatever_the_dimension_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("greenplan_desktop.workbooks.raw.MAX_USED_ROWS", 100)
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 102))
    assert refusal(xlsx(f'<dimension ref="A1:A2"/><sheetData>{rows}</sheetData>')).code == "too_large"
    blank = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(1, 5000))
    few = xlsx(
        f'<dimension ref="A1:XFD1048576"/><sheetData>{blank}<row r="9000"><c r="A9000"><v>1</v></c></row></sheetData>'
    )
    assert set(read(few).sheets[0].cells) == {(9000, 1)}
    assert refusal("\n".join(["序号,任务"] * 101).encode(), "甲.csv").code == "too_large"


def test_what_unpacks_to_too_much_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("greenplan_desktop.workbooks.zip_parts.MAX_UNPACKED", 1_000_000)
    monkeypatch.setattr("greenplan_desktop.workbooks.zip_parts.Budget.__init__.__defaults__", (1_000_000,))
    parts = xlsx_parts("<sheetData/>" + " " * 2_000_000)
    bomb = zipped(parts)
    assert refusal(bomb).code == "too_large"
    assert refusal(lying(bomb, "xl/worksheets/sheet1.xml", 500)).code == "too_large"


def test_a_text_shown_a_million_times_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("greenplan_desktop.workbooks.raw.MAX_CHARACTERS", 1_000_000)
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 1000))
    content = xlsx(f"<sheetData>{rows}</sheetData>", strings=[f"<t>{'长' * 10_000}</t>"])
    assert refusal(content).code == "too_large"


def test_limits_are_those_of_the_rules() -> None:
    assert (limits.MAX_UNPACKED, limits.MAX_USED_ROWS) == (200 * 1024 * 1024, 200_000)
    assert limits.SECONDS < 20
    assert limits.MEMORY == 1024**3


def test_workbooks_are_told_from_other_files() -> None:
    assert is_workbook(cells('<c r="A1"><v>1</v></c>'))
    assert is_workbook(b"\x09\0\x04\0\x02\0\x10\0")  # the first record of a file of the years before OLE
    for content in (b"", "序号,任务".encode(), b"{\\rtf1", b"PK\x03\x04", b"%PDF-1.7"):
        assert not is_workbook(content)
