"""A saved web page as a document: what the page says, without what surrounds it; nothing it refers to is fetched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from greenplan_desktop.model.errors import InputError

from .blocks import assemble
from .html_blocks import PageReader
from .html_prune import without_footer, without_surroundings
from .limits import no_text, too_large, unreadable
from .text_files import decode, looks_like_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from .source import Document

_MAX_TAGS = 1_500_000
_MAX_BYTES = 48 * 1024 * 1024
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
_PROLOGUE = re.compile(r"^\s*<\?xml[^>]*\?>")
_EMBEDDED = re.compile(r"""(["'(])data:[^"')\s]{64,}""")
_CODE = re.compile(r"<(script|style|svg)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_CHINESE = {"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "hz-gb-2312"}


def read_html(content: bytes, name: str) -> Document:
    """The page's lines and tables; navigation, scripts, forms, hidden parts and footers are left out."""
    if len(content) > _MAX_BYTES:
        raise too_large(name)
    text, broken = _decoded(content, name)
    root = _tree(text, name)
    without_surroundings(root)
    blocks = without_footer(PageReader().read(root))
    notes = (f"网页中有 {broken} 个字符已损坏，没有读出。",) if broken else ()
    return assemble(name, blocks, "html", notes)


def read_web_archive(content: bytes, name: str) -> Document:
    """An .mht file: the page in it is read, pictures and styles are not."""
    from email import message_from_bytes, policy

    message = message_from_bytes(content, policy=policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                charset = part.get_content_charset() or ""
                head = f'<meta charset="{charset}">'.encode() if charset.replace("-", "").isalnum() else b""
                return read_html(head + payload, name)
    raise unreadable(name)


def _decoded(content: bytes, name: str) -> tuple[str, int]:
    """The page's characters and how many were broken: its own charset, then the order of plain text.

    Browsers pass over a broken byte, and pages have them; more than a few mean that it is no page.
    """
    found = _CHARSET.search(content, 0, 8192)
    charset = found[1].decode("ascii").lower() if found else ""
    charset = "gb18030" if charset in _CHINESE else charset
    if content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        charset = ""
    if charset:
        try:
            text = content.decode(charset)
            if looks_like_text(text, trusted=True):
                return text, 0
        except (UnicodeDecodeError, LookupError):
            pass  # the page says what it is not; its bytes decide
    try:
        return decode(content, name)[0], 0
    except InputError:
        texts = [content.decode(one, "replace") for one in ("utf-8", "gb18030")]
        text = min(texts, key=lambda one: one.count("\ufffd"))
        broken = text.count("\ufffd")
        if broken > max(3, len(text) // 500) or not looks_like_text(text):
            raise
        return text, broken


def _tree(text: str, name: str) -> HtmlElement:
    from lxml import etree, html

    text = _CODE.sub("", _EMBEDDED.sub(r"\1", _PROLOGUE.sub("", text)))
    if text.count("<") > _MAX_TAGS:
        raise too_large(name)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "ignore"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise no_text(name) from error
    if root is None:
        raise no_text(name)
    return root
