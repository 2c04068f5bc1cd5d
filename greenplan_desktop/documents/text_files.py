"""Plain text: its encoding is decided by its bytes, and no character is replaced on the way."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from greenplan_desktop.model.errors import InputError

from .limits import MAX_CHARACTERS, MAX_LINES, MAX_TEXT_BYTES, no_text, too_large
from .radicals import without_radicals
from .source import lines_from_text
from .text_tables import with_tables

if TYPE_CHECKING:
    from .source import Document

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 20_000  # characters looked at to tell text from other bytes
# What is not ASCII, CJK, full width, punctuation, Greek, symbols, or a character beyond the basic plane.
_UNCOMMON = re.compile("[^\\s -~\xa0-\xbf×÷Α-ω‐-⯿⺀-㏿㐀-䶿一-鿿豈-﫿！-￯\ue000-\uf8ff\U00010000-\U0010ffff]")
_STRANGE = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_ENCODING_NAMES = {"gb18030": "GB18030", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
_UNDECODABLE = "“{}”不是文字文件，或编码无法辨认，请用记事本或 WPS 打开后另存为 UTF-8 的 .txt 再试。"


def undecodable(name: str) -> InputError:
    """The refusal of bytes that are no text in any encoding we read."""
    return InputError(_UNDECODABLE.format(name), code="unreadable")


def looks_like_text(text: str, *, trusted: bool = False) -> bool:
    """Real text has hardly any control characters and, unless `trusted`, few that offices never type."""
    sample = text[:_SAMPLE]
    if len(_STRANGE.findall(sample)) * 200 > len(sample) or len(_PRIVATE.findall(sample)) * 10 > len(sample):
        return False
    if trusted:
        return True
    unknown = sum(unicodedata.category(char) == "Cn" for char in sample)
    return unknown * 200 <= len(sample) and len(_UNCOMMON.findall(sample)) * 10 <= len(sample)


def decode(content: bytes, name: str) -> tuple[str, str]:
    """The text and its encoding: by byte order mark, as UTF-8, GB18030, UTF-16; else InputError."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content[len(mark) :], encoding, name), encoding
    for encoding in _candidates(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if looks_like_text(text, trusted=encoding == "utf-8"):
            return text, encoding
    raise undecodable(name)


def _candidates(content: bytes) -> tuple[str, ...]:
    """Zero bytes never occur in UTF-8 or GB18030 text; without them UTF-16 comes last (CJK only)."""
    if b"\0" in content:
        even, odd = content[0:_SAMPLE:2].count(0), content[1:_SAMPLE:2].count(0)
        return ("utf-16-be", "utf-16-le") if even > odd else ("utf-16-le", "utf-16-be")
    return ("utf-8", "gb18030") if len(content) % 2 else ("utf-8", "gb18030", "utf-16-le", "utf-16-be")


def _strict(content: bytes, encoding: str, name: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise undecodable(name) from error
    if not looks_like_text(text, trusted=True):
        raise undecodable(name)
    return text


def text_document(text: str, name: str, format: str) -> Document:
    """A document of text that is neither empty nor endless."""
    if len(text) > MAX_CHARACTERS or text.count("\n") + text.count("\r") > MAX_LINES:
        raise too_large(name)
    if not text.strip("\ufeff\x1a \t\r\n\f\v\u3000"):
        raise no_text(name)
    document = lines_from_text(without_radicals(text.rstrip("\x1a")), name, format)
    return with_tables(document) if "\t" in text or "|" in text else document


def read_text_file(content: bytes, name: str) -> Document:
    """A .txt or .md file; its encoding is noted where it is not UTF-8."""
    if len(content) > MAX_TEXT_BYTES:
        raise too_large(name)
    text, encoding = decode(content, name)
    format = "md" if name.lower().endswith((".md", ".markdown")) else "txt"
    document = text_document(text, name, format)
    if encoding in _ENCODING_NAMES:
        note = f"文件编码为 {_ENCODING_NAMES[encoding]}，已转换。"
        document = replace(document, notes=(*document.notes, note))
    return document
