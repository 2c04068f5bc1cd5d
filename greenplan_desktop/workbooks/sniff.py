"""What a file is by its content, whatever it is called."""

from __future__ import annotations

import re
from typing import Literal

from .compound import MAGIC, stream_names
from .refusal import (
    DAMAGED,
    EMPTY,
    ENCRYPTED,
    NOT_A_WORKBOOK,
    Damaged,
    Refused,
    encrypted,
    unreadable,
)
from .zip_parts import Package

Kind = Literal["xlsx", "xlsb", "ods", "xls", "text"]

# What a file that may be a return is called; text under one of these names may be a table saved badly.
WORKBOOK_ENDINGS = frozenset(
    {".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".xlt", ".et", ".ett", ".ods", ".ots", ".csv"}
)
WORD = "是文字文档（Word 等），不是电子表格，请选择填报的表格文件"
SLIDES = "是演示文稿，不是电子表格，请选择填报的表格文件"
WEB_PAGE = "其实是网页格式的表格，请用 Excel 或 WPS 打开后另存为 .xlsx 再导入"
XML_2003 = "是 XML 格式的表格，请用 Excel 或 WPS 打开后另存为 .xlsx 再导入"
OLD_OFFICE = "是旧版办公软件的表格，请另存为 .xlsx 再导入"
PDF = "是 PDF 文件，不是电子表格，请选择填报的表格文件"
PICTURE = "是图片，不是电子表格，请选择填报的表格文件"
ARCHIVE = "是压缩包，请先解压（或改用 .zip）再导入"
PLAIN_TEXT = "是纯文本，不是电子表格，请另存为 .xlsx 或 .csv 再导入"

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", PDF),
    (b"{\\rtf", WORD),
    (b"\x89PNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"BM", ""),
    (b"Rar!", ARCHIVE),
    (b"7z\xbc\xaf", ARCHIVE),
    (b"\x1f\x8b", ARCHIVE),
)
_OLD_BIFF = re.compile(
    rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00"
)  # a BOF record without a compound file around it
_HTML = re.compile(
    r"<\s*(?:!doctype\s+html|html|head|body|meta|style|table|div|title|center|font|tr|td)\b", re.I
)
_MAIL = re.compile(r"(?im)^(?:mime-version|content-type:\s*multipart|x-document-type)")


def kind_of(content: bytes) -> Kind:
    """The kind of workbook, or Refused with what the file is instead; `text` may still be a .csv."""
    if not content:
        raise unreadable(EMPTY)
    if content[:8] == MAGIC:
        return _kind_of_compound(content)
    if content[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08") or b"PK\x05\x06" in content[-65_557:]:
        return _kind_of_zip(content)
    if _OLD_BIFF.match(content):
        return "xls"
    for signature, predicate in _SIGNATURES:
        if content.startswith(signature) and predicate:
            raise unreadable(predicate)
    refuse_markup(content)
    return "text"


def is_workbook(content: bytes) -> bool:
    """Whether the content is that of a spreadsheet program; a .csv does not show it."""
    try:
        return kind_of(content) != "text"
    except (Refused, Damaged):
        return False


def _kind_of_compound(content: bytes) -> Kind:
    names = stream_names(content)
    if "encryptedpackage" in names:
        raise encrypted()
    if names & {"workbook", "book"} or not names:  # a reader may still find in it what its directory hides
        return "xls"
    if "worddocument" in names:
        raise unreadable(WORD)
    if "powerpoint document" in names:
        raise unreadable(SLIDES)
    raise unreadable(NOT_A_WORKBOOK)


def _kind_of_zip(content: bytes) -> Kind:
    package = Package(content)
    names = set(package.names)
    if "mimetype" in names or "meta-inf/manifest.xml" in names:
        return _kind_of_odf(package)
    if package.is_locked:
        raise encrypted()
    if any(name.endswith("workbook.bin") for name in names):
        return "xlsb"
    if any(name.endswith("workbook.xml") or name.startswith("xl/") for name in names):
        return "xlsx"
    if any(name.startswith("word/") for name in names):
        raise unreadable(WORD)
    if any(name.startswith("ppt/") for name in names):
        raise unreadable(SLIDES)
    if "[content_types].xml" in names or "_rels/.rels" in names:
        return "xlsx"
    raise unreadable(ARCHIVE if names else NOT_A_WORKBOOK)


def _kind_of_odf(package: Package) -> Kind:
    kind = _opening(package, "mimetype")
    manifest = _opening(package, "META-INF/manifest.xml", 1_000_000)
    if b"encryption-data" in manifest:
        raise encrypted()
    kind = kind or manifest
    if b"opendocument.spreadsheet" in kind or b"vnd.sun.xml.calc" in kind:
        return "ods"
    if b"opendocument.text" in kind:
        raise unreadable(WORD)
    if b"opendocument.presentation" in kind:
        raise unreadable(SLIDES)
    if package.has("xl/workbook.xml"):
        return "xlsx"
    return "ods" if package.has("content.xml") else _refuse(NOT_A_WORKBOOK)


def _refuse(predicate: str) -> Kind:
    raise unreadable(predicate)


def _opening(package: Package, name: str, most: int = 4096) -> bytes:
    """The first bytes of a part, nothing where it is missing or broken."""
    out = b""
    if package.has(name):
        try:
            for piece in package.pieces(name):
                out += piece
                if len(out) >= most:
                    break
        except Damaged:
            return out
        except Refused as refusal:
            if refusal.predicate == ENCRYPTED:
                raise
    return out


def refuse_markup(content: bytes) -> None:
    """Refuse pages, XML tables, mails and binary files; what remains is plain text."""
    opening = content[:4096]
    wide = opening[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = opening.decode("utf-16", "replace") if wide else opening.replace(b"\0", b"").decode("latin-1")
    text = text.lstrip("\ufeffï»¿ \t\r\n")
    low = text.lower()
    if low.startswith(("<?xml", "<?mso", "<workbook")):
        raise unreadable(WEB_PAGE if "<html" in low else XML_2003)
    if _MAIL.search(text) or _HTML.match(text) or (text.startswith("<") and _HTML.search(text)):
        raise unreadable(WEB_PAGE)
    if low.startswith(("id;p", "table\r\n0,1", "table\n0,1")):
        raise unreadable(OLD_OFFICE)
    if b"\0" in opening and not wide:
        raise unreadable(DAMAGED)
