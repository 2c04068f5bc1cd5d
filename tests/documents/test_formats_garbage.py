"""Whatever is handed in: one Chinese sentence that names the file, or a document; in bounded time and memory."""

from __future__ import annotations

import io
import os
import random
import re
import sys
import tracemalloc
import zipfile
from typing import TYPE_CHECKING

import pytest

from greenplan_desktop.documents import convert
from greenplan_desktop.documents.formats import load_content, load_document
from greenplan_desktop.model.errors import InputError
from greenplan_desktop.workbooks.limits import MAX_UNPACKED

from .made_docx import docx, para, row, table, zipped

if TYPE_CHECKING:
    from pathlib import Path

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def stream(name: str) -> bytes:
    return OLE + name.encode("utf-16-le") + b"\0" * 600


def refused(content: bytes, name: str = "计划.docx") -> InputError:
    with pytest.raises(InputError) as caught:
        load_content(content, name)
    assert re.fullmatch(rf"“{re.escape(name)}”[^。！？\n]+。", caught.value.message), caught.value.message
    assert caught.value.code
    return caught.value


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "计划.docx", "empty"),
        (b"\0" * 5000, "计划.docx", "empty"),
        (b" \r\n\t", "计划.txt", "empty"),
        ("\u3000\u3000\n".encode(), "计划.txt", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\x07" * 90, "扫描.docx", "picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0" + b"\x99" * 90, "扫描.jpg", "picture"),
        (b"Rar!\x1a\x07\x01\0" + b"\xcc" * 80, "计划.rar", "archive"),
        (zipped({"a.txt": "x"}), "计划.zip", "archive"),
        (zipped({"OFD.xml": "<ofd/>"}), "计划.ofd", "ofd"),
        (zipped({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"}), "计划.pptx", "slides"),
        (docx(""), "计划.docx", "empty"),
        (docx(para("")), "计划.docx", "empty"),
        (docx(para("正文"))[:-40], "计划.docx", "unreadable"),
        (b"PK\x03\x04" + b"\x11" * 200, "计划.docx", "unreadable"),
        (b"PK\x05\x06" + b"\0" * 18, "计划.docx", "unreadable"),
        (zipped({"word/document.xml": "<w:p"}), "计划.docx", "unreadable"),
        (b"ab\xff\0\1\2" * 60, "计划.doc", "unreadable"),
        (stream("EncryptedPackage"), "计划.docx", "encrypted"),
        (stream("PowerPoint Document"), "计划.ppt", "slides"),
        (stream("Nonsense"), "计划.wps", "unreadable"),
        (stream("_BookmarkStart"), "计划.doc", "unreadable"),
        (b"%PDF-1.7\nnothing more", "计划.pdf", "unreadable"),
        (b"%PDF-1.4\n" + bytes(range(256)) * 40, "计划.pdf", "unreadable"),
    ],
)
def test_each_kind_of_garbage_has_its_sentence(content: bytes, name: str, code: str) -> None:
    assert refused(content, name).code == code


def test_random_bytes_of_any_size_and_beginning() -> None:
    dice = random.Random(20240601)
    starts = (b"", b"PK\x03\x04", OLE[:8], b"{\\rtf1", b"\xff\xfe", b"<html>")
    for size in (1, 2, 3, 17, 200, 5_000, 100_000):
        for start in starts[:3] + starts[4:5]:
            refused(start + dice.randbytes(size) + b"\0\xff\xfe\0", "乱.bin")


def test_names_that_are_no_plan(tmp_path: Path) -> None:
    lock = tmp_path / "~$计划.docx"
    lock.write_bytes(b"\x05clerk" + b" " * 156)
    missing = tmp_path / "无.docx"
    for path, part in (
        (lock, "临时文件"),
        (tmp_path, "文件夹"),
        (missing, "找不到"),
    ):
        with pytest.raises(InputError, match=part):
            load_document(path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no pipes in folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "管道.txt"
    os.mkfifo(pipe)
    with pytest.raises(InputError, match="管道，不是文件"):
        load_document(pipe)


def bomb(part: str, inside: bytes, times: int, before: bytes = b"", after: bytes = b"") -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(part, "w", force_zip64=True) as out,
    ):
        out.write(before)
        for _ in range(times):
            out.write(inside)
        out.write(after)
    return buffer.getvalue()


W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize(
    ("inside", "before"),
    [
        (b" " * 1_000_000, b"<w:document " + W + b">"),
        ("增".encode() * 300_000, b"<w:document " + W + b"><w:p><w:r><w:t>"),
        (b"<w:p/>" * 100_000, b"<w:document " + W + b"><w:body>"),
        (b"<w:tc/>" * 100_000, b"<w:document " + W + b"><w:body><w:tbl><w:tr>"),
    ],
)
@pytest.mark.parametrize("times", [95, 110])
def test_a_bomb_is_refused_before_memory_grows(inside: bytes, before: bytes, times: int) -> None:
    content = bomb("word/document.xml", inside, times * MAX_UNPACKED // len(inside) // 100, before)
    assert len(content) < 5_000_000
    tracemalloc.start()
    try:
        refused(content)
        assert tracemalloc.get_traced_memory()[1] < 400 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_entities_are_not_expanded_and_nothing_outside_is_opened() -> None:
    laughs = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><w:document xmlns:w="x"><w:p>&b;</w:p></w:document>'
    refused(zipped({"word/document.xml": laughs}))
    outside = '<!DOCTYPE d SYSTEM "http://example.org/x.dtd"><d/>'
    refused(zipped({"word/document.xml": outside}))


def test_endless_text_is_refused_and_much_text_is_read() -> None:
    assert refused("计划".encode() * 6_000_000, "长.txt").code == "too_large"
    assert len(load_content("普通文字没有结构\n".encode() * 400_000, "长.txt").lines) == 400_001
    rows = "序号\t重点任务\t牵头单位\n" + "1\t修路\t区交通局\n" * 100_001
    assert refused(rows.encode(), "长.txt").code == "too_large"


def test_a_novel_is_a_document() -> None:
    novel = "那天夜里，雨下得很大，他撑着伞走过石桥，心里想着很多年以前的事情。\n" * 2000
    assert len(load_content(novel.encode("gb18030"), "小说.txt").lines) == 2001


def test_old_formats_without_a_program_to_convert_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert, "find_libreoffice", lambda: None)
    for content, name in (
        (stream("WordDocument"), "计划.wps"),
        (b"{\\rtf1 abc}", "计划.rtf"),
        (stream("WordDocument"), "计划.doc"),
    ):
        error = refused(content, name)
        assert error.code == "needs_docx"
        assert ".docx" in error.message


def test_an_old_word_file_with_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert, "find_libreoffice", lambda: None)
    head = bytearray(b"\xec\xa5" + b"\0" * 510)
    head[11] = 1
    assert refused(OLE + bytes(head) + "WordDocument\0".encode("utf-16-le"), "计划.doc").code == "encrypted"


def test_a_converter_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nsleep 600 &\nsleep 600\n")
    program.chmod(0o755)
    monkeypatch.setattr(convert, "find_libreoffice", lambda: str(program))
    monkeypatch.setattr(convert, "CONVERTING_SECONDS", 0.3)
    assert refused(b"{\\rtf1 abc}", "计划.rtf").code == "unreadable"


def test_windows_programs_are_asked_for_a_docx(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def run(command: list[str], folder: Path) -> None:
        import base64

        asked.append(base64.b64decode(command[-1]).decode("utf-16-le"))
        (folder / "converted.docx").write_bytes(docx(para("一、正文")))

    monkeypatch.setattr(convert, "find_libreoffice", lambda: None)
    monkeypatch.setattr(convert.sys, "platform", "win32")
    monkeypatch.setattr(convert, "_run", run)
    document = load_content(b"{\\rtf1 abc}", "计划.rtf")
    assert document.lines[0].text == "一、正文"
    assert "KWPS.Application" in asked[0]
    assert "AutomationSecurity = 3" in asked[0]


def test_a_table_of_absurd_width_is_refused_or_cut() -> None:
    wide = "".join('<w:tc><w:tcPr><w:gridSpan w:val="63"/></w:tcPr><w:p/></w:tc>' for _ in range(300))
    refused(docx(para("正文") + table(*[row(wide) for _ in range(60)])))
