"""The quick way through a sheet as most programs write it: one regular expression over all cells, checked for gaps.

Whatever is written in another way (prefixes, rich inline texts, comments, cells without an address …) is left to
the scan of xlsx_sheet, which gives the same result in twice the time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from .limits import LAST_ROW
from .raw import FORMULA
from .refusal import Damaged
from .xlsx_sheet import VALUED
from .xml_scan import CONTROLS

if TYPE_CHECKING:
    from .raw import RawSheet
    from .xlsx_sheet import SheetScan

MOST_BYTES = 4 * 1024 * 1024  # what is larger is streamed, so that too many rows are found while they come
_OPEN, _CLOSE = b"<sheetData>", b"</sheetData>"
# Groups: column, row, further attributes, inline text, formula, value with its tag.
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"((?: [a-z]+="[^"<&]*")*) ?(?:/>|>'
    r'(?:<is><t(?: xml:space="preserve")?>([^<]*)</t></is>'
    r"|(<f(?: [^<>]*)?(?:/>|>[^<]*</f>))?(<v>[^<]*(?=</v>)|<v ?/>)?(?:</v>)?)</c>)"
)
_GROUPS = 7  # with what stands before each cell
_ROWS = re.compile(r"(?:\s*(?:</row>|<row(?: [a-zA-Z0-9:]+=\"[^\"<&]*\")* ?/?>))*\s*")
_ROW = re.compile(r"<row( [^<>]*)?>")
_ATTRIBUTE = re.compile(r' ([a-zA-Z0-9:]+)="([^"]*)"')
_ENCODING = re.compile(rb"""<\?xml[^>]*encoding=["'](?!utf-8["'])""", re.IGNORECASE)
_MARK = "\ue000"  # parts texts while their entities are decoded together


def read_quickly(content: bytes, scan: SheetScan, sheet: RawSheet) -> bool:
    """Fill `sheet` if it is written the usual way; False, and nothing kept, where it is not."""
    start, end = content.find(_OPEN), content.rfind(_CLOSE)
    if start < 0 or end < start or not _is_plain(content):
        return False
    try:
        body = content[start + len(_OPEN) : end].decode("utf-8")
        if "\r" in body:  # as XML has line ends
            body = body.replace("\r\n", "\n").replace("\r", "\n")
        pieces = _CELL.split(body)
        rows = [piece for piece in dict.fromkeys(pieces[::_GROUPS]) if piece]
        if not all(_ROWS.fullmatch(piece) for piece in rows):
            return False
        decoded = _texts(pieces)
    except (UnicodeDecodeError, expat.ExpatError):
        return False
    if decoded is None:
        return False
    for tag in _ROW.finditer("".join(rows)):
        if tag.group(1) and not scan.note_row(sheet, dict(_ATTRIBUTE.findall(tag.group(1)))):
            return False
    _keep_cells(pieces, decoded, scan, sheet)
    scan.run([content[: start + len(_OPEN)], content[end:]], sheet)
    return True


def _is_plain(content: bytes) -> bool:
    """UTF-8 without characters that XML forbids, without declarations other than its own."""
    return (
        not content.startswith((b"\xff\xfe", b"\xfe\xff"))
        and not _ENCODING.match(content[:200].lstrip(b"\xef\xbb\xbf"))
        and len(content.translate(None, CONTROLS)) == len(content)
    )


def _texts(pieces: list[Any]) -> list[str] | None:
    """The text of each cell, entities decoded; None where a text holds the mark itself."""
    values = [value[3:] if value and value[2] == ">" else "" for value in pieces[6::_GROUPS]]
    texts = [inline or value for inline, value in zip(pieces[4::_GROUPS], values, strict=True)]
    places = [place for place, text in enumerate(texts) if "&" in text]
    if places:
        found = _decoded(_MARK.join(texts[place] for place in places)).split(_MARK)
        if len(found) != len(places):
            return None
        for place, text in zip(places, found, strict=True):
            texts[place] = text
    return texts


def _decoded(text: str) -> str:
    """Text with its entities and references resolved, line ends as XML has them."""
    out: list[str] = []
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.buffer_size = 1 << 16
    parser.CharacterDataHandler = out.append
    parser.Parse(b"<t>" + text.encode("utf-8") + b"</t>", True)
    return "".join(out)


def _keep_cells(pieces: list[Any], texts: list[str], scan: SheetScan, sheet: RawSheet) -> None:
    """One loop over all cells of the sheet: a form has thousands, most of them plain texts."""
    kinds: dict[str, tuple[dict[str, str], str]] = {}
    strings, row, row_text, keep = scan.strings, 0, "", sheet.cells.append
    columns = {letters: scan.column_of(letters) for letters in set(pieces[1::_GROUPS])}
    groups = (pieces[group::_GROUPS] for group in range(1, _GROUPS))
    for letters, digits, attributes, inline, formula, value, text in zip(*groups, texts, strict=True):
        if inline is None and value is None and formula is None:
            continue
        if digits != row_text:
            row, row_text = int(digits), digits
            if row > LAST_ROW:
                raise Damaged(f"row {row}")
            keep = sheet.begin_row(row)
        known = kinds.get(attributes)
        if known is None:
            cell = dict(_ATTRIBUTE.findall(attributes))
            known = kinds[attributes] = (cell, cell.get("t", "n"))
        cell, kind = known
        if kind == "inlineStr" and formula is None and "_x" not in text and "\r" not in text:
            shown = text
        elif kind == "s" and formula is None and text.isdigit() and int(text) < len(strings):
            shown = strings[int(text)]
        else:
            marks = (FORMULA if formula else 0) | (0 if inline is None and value is None else VALUED)
            sheet.add(row, columns[letters], *scan.value(cell, text, marks))
            continue
        if shown:
            sheet.characters += len(shown)
            keep((row, columns[letters], "text", shown, None, 0))
