"""Any file a clerk may hand in becomes a Document; what it is, its bytes say, not its name."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.workbooks.compound import MAGIC, stream_names
from greenplan_desktop.workbooks.sniff import is_workbook

from .convert import to_docx
from .limits import read_bytes, unreadable
from .packed import Package
from .text_files import decode, looks_like_text, read_text_file, text_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .source import Document

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF", b"\0\0\x01\0")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
_MARKUP = re.compile(
    r"^[\s\ufeff]*(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype\s+html|html|head|body|meta|title|div|p|table|h[1-6]|center|span|font)\b",
    re.IGNORECASE | re.DOTALL,
)
_WORD_XML = re.compile(r"<\?mso-application\s+progid=.Word\.Document|<pkg:package\b|<w:wordDocument\b")
_OFFICE_NAMES = (
    ".doc",
    ".docx",
    ".wps",
    ".wpt",
    ".rtf",
    ".pdf",
    ".xls",
    ".xlsx",
    ".et",
    ".odt",
    ".ods",
    ".ofd",
    ".docm",
)


def load_document(path: Path) -> Document:
    """The document in a file; InputError with one sentence where it is none that can be read."""
    if path.name.startswith(("~$", ".~")):
        raise InputError(
            f"“{path.name}”是 Word 打开文件时留下的临时文件，请选择名称前面没有“~$”的那个文件。",
            code="lock_file",
        )
    name = path.name.encode("utf-8", "replace").decode()  # what the system could not read becomes ?
    return load_content(read_bytes(path), name)


def load_content(content: bytes, name: str) -> Document:
    """The document in the bytes of a file of this name."""
    if not content.strip(b"\0 \t\r\n"):
        raise InputError(f"“{name}”是空文件，请重新取得这份文件。", code="empty")
    if b"%PDF-" in content[:1024]:
        from .pdf_files import read_pdf

        return read_pdf(content, name)
    if content.startswith(b"PK\x03\x04"):
        return _packed(content, name)
    if content.startswith(MAGIC):
        return _compound(content, name)
    if content.startswith(b"{\\rtf"):
        return _converted(content, ".rtf", name)
    if is_workbook(content):  # of the years before compound files
        return _sheets(content, name)
    _refuse_binaries(content, name)
    return _textual(content, name)


def load_text(pasted: str, name: str = "粘贴的文字") -> Document:
    """A document of text that was pasted into the window."""
    text = pasted.replace("\0", "")
    if text.strip() and not looks_like_text(text, trusted=True):
        raise unreadable(name)
    return text_document(text, name, "paste")


def _refuse_binaries(content: bytes, name: str) -> None:
    if content.startswith(_PICTURES) and b"\0" in content[:4096]:
        raise InputError(f"“{name}”是图片，没有文字，请先做文字识别（OCR）或索取 Word 版本。", code="picture")
    if content.startswith(_ARCHIVES):
        raise _archive(name)
    if content.startswith(b"PK"):
        raise unreadable(name)


def _archive(name: str) -> InputError:
    return InputError(f"“{name}”是压缩包，请先解压，再选择其中的计划文件。", code="archive")


def _textual(content: bytes, name: str) -> Document:
    """Web pages, web archives, Word's XML, .csv and plain text, told apart by how they begin."""
    if re.match(
        rb"(?:MIME-Version:|From:\s*[\"<]?Saved by|From: |Subject: |Content-Type:)",
        content[:64],
        re.IGNORECASE,
    ):
        head = content[:20_000].lower()
        if b"mime-version:" in head and b"text/html" in content.lower():
            from .html_files import read_web_archive

            return read_web_archive(content, name)
    start = _start(content, name)
    if _WORD_XML.search(start):
        return _converted(content, ".xml", name)
    if _MARKUP.match(start):
        from .html_files import read_html

        return read_html(content, name)
    if name.lower().endswith(".csv"):
        return _sheets(content, name)
    try:
        return read_text_file(content, name)
    except InputError as error:
        if error.code == "unreadable" and name.lower().endswith(_OFFICE_NAMES):
            raise unreadable(name) from error
        raise


def _start(content: bytes, name: str) -> str:
    """The first characters, whatever the encoding; empty where they are none."""
    sample = content[:6000]
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        sample = sample[: len(sample) // 4 * 4]
        try:
            return decode(sample, name)[0]
        except InputError:
            return ""
    return sample.decode("utf-8", "replace")


def _converted(content: bytes, suffix: str, name: str) -> Document:
    from .docx_files import read_docx

    document = read_docx(to_docx(content, suffix, name), name)
    return replace(document, notes=("文件不是 .docx 格式，已先转换再读取。", *document.notes))


def _packed(content: bytes, name: str) -> Document:
    """A zip archive: a .docx, a spreadsheet, an OFD, something to convert, or a mere archive."""
    package = Package(content, name)
    if package.has("word/document.xml") or _is_word(package):
        from .docx_files import read_word_package

        return read_word_package(package)
    if any(part.lower() == "ofd.xml" for part in package.parts):
        raise InputError(
            f"“{name}”是 OFD 版式文件，不能直接读取，请用 OFD 阅读器另存为文字或向发文单位索取 Word 版本。",
            code="ofd",
        )
    if any(part.startswith("ppt/") for part in package.parts):
        raise _slides(name)
    return _sheets(content, name) if is_workbook(content) else _open_document(package, content, name)


def _is_word(package: Package) -> bool:
    """Whether the main part of an Open XML package lies elsewhere than usual but is Word's."""
    if not package.has("[Content_Types].xml"):
        return False
    return b"wordprocessingml.document.main" in package.read("[Content_Types].xml", 4_000_000)


def _open_document(package: Package, content: bytes, name: str) -> Document:
    kind = package.read("mimetype", 200) if package.has("mimetype") else b""
    ways: dict[bytes, Callable[[], Document]] = {
        b"application/vnd.oasis.opendocument.text": lambda: _converted(content, ".odt", name),
        b"application/vnd.oasis.opendocument.spreadsheet": lambda: _sheets(content, name),
    }
    way = ways.get(kind.strip())
    if way is None:
        raise _archive(name)
    return way()


def _slides(name: str) -> InputError:
    return InputError(f"“{name}”是演示文稿，请选择 Word、PDF、网页或文本格式的计划文件。", code="slides")


def _compound(content: bytes, name: str) -> Document:
    """An OLE compound file: its directory names the stream that says what it is."""
    streams = stream_names(content)
    if "encryptedpackage" in streams or _encrypted_word(content):
        raise InputError(f"“{name}”设了打开密码，请取消密码并重新保存后再导入。", code="encrypted")
    if "worddocument" in streams:
        return _converted(content, ".doc", name)
    if streams & {"workbook", "book"}:
        return _sheets(content, name)
    if "powerpoint document" in streams:
        raise _slides(name)
    raise unreadable(name)


def _encrypted_word(content: bytes) -> bool:
    """Bit fEncrypted of the FIB, which begins a sector of the file with EC A5."""
    for start in range(512, min(len(content), 64 * 512), 512):
        if content[start : start + 2] == b"\xec\xa5":
            return bool(content[start + 11] & 1)
    return False


def _sheets(content: bytes, name: str) -> Document:
    from .sheet_files import read_sheets

    return read_sheets(content, name)
