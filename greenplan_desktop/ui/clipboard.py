"""Cells to and from spreadsheets: tab-separated text with quoted line breaks, as Excel, WPS and LibreOffice write it."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPACE = re.compile(r"[ \t\r\n]+")
_TEXT_STYLE = "mso-number-format:'\\@'"  # Excel and WPS: keep 2.10 and =1+1 as text
_BREAK = '<br style="mso-data-placement:same-cell"/>'


def parse(text: str) -> list[list[str]]:
    """Rows of cells of a clipboard's text; a quoted cell may hold tabs, line breaks and doubled quotes.

    A quote counts only at the start of a cell and only where it is closed before a tab, a line break or the end.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.endswith("\n"):
        text = text[:-1]
    rows: list[list[str]] = [[]]
    place = 0
    while True:
        cell, place = _cell(text, place)
        rows[-1].append(cell)
        if place >= len(text):
            return rows
        if text[place] == "\n":
            rows.append([])
        place += 1


def _cell(text: str, start: int) -> tuple[str, int]:
    if text[start : start + 1] == '"':
        quoted = _quoted(text, start + 1)
        if quoted is not None:
            return quoted
    ends = [e for e in (text.find("\t", start), text.find("\n", start)) if e >= 0]
    end = min(ends, default=len(text))
    return text[start:end], end


def _quoted(text: str, start: int) -> tuple[str, int] | None:
    """A quoted cell and where it ends; None where the quote is just a character of the text."""
    place = start
    while (place := text.find('"', place)) >= 0:
        if text[place + 1 : place + 2] == '"':
            place += 2
            continue
        if place + 1 == len(text) or text[place + 1] in "\t\n":
            return text[start:place].replace('""', '"'), place + 1
        return None
    return None


def to_text(rows: Sequence[Sequence[str]]) -> str:
    """Rows as tab-separated text; cells with tabs, line breaks or a leading quote are quoted."""
    return "\n".join("\t".join(_quote(cell) for cell in row) for row in rows)


def _quote(cell: str) -> str:
    if "\t" in cell or "\n" in cell or cell.startswith('"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def to_html(rows: Sequence[Sequence[str]]) -> str:
    """Rows as a table whose cells stay text: 2.10 no number, =1+1 no formula; for Excel, WPS and Word."""
    lines = []
    for row in rows:
        cells = (html.escape(cell).replace("\n", _BREAK) for cell in row)
        lines.append(
            "<tr>"
            + "".join(f'<td style="{_TEXT_STYLE}" sdnum="1033;1033;@">{c}</td>' for c in cells)
            + "</tr>"
        )
    return f'<html><head><meta charset="utf-8"/></head><body><table border="1">{"".join(lines)}</table></body></html>'


def copy(rows: Sequence[Sequence[str]]) -> None:
    """Put rows on the clipboard."""
    data = QMimeData()
    data.setText(to_text(rows))
    data.setHtml(to_html(rows))
    QGuiApplication.clipboard().setMimeData(data)


def paste() -> list[list[str]]:
    """The rows on the clipboard, [] where it holds no text."""
    data = QGuiApplication.clipboard().mimeData()
    if data is None or not data.hasText() or not data.text():
        return []
    rows = parse(data.text())
    return with_breaks(rows, data.html()) if data.hasHtml() else rows


def with_breaks(rows: list[list[str]], page: str) -> list[list[str]]:
    """Rows of the text with the line breaks that only the table in HTML still has.

    LibreOffice (7.4 measured) puts blanks for line breaks inside cells into its text. A cell is taken from the
    table only where both say the same but for white space; Excel's table, wrapped anywhere, changes nothing.
    """
    reader = _Table()
    reader.feed(page)
    table = reader.rows
    if [len(line) for line in table] != [len(line) for line in rows]:
        return rows
    return [
        [_richer(text, marked) for text, marked in zip(line, other, strict=True)]
        for line, other in zip(rows, table, strict=True)
    ]


def _richer(text: str, marked: str) -> str:
    same = " ".join(text.split()) == " ".join(marked.split())
    return marked if same and "\n" in marked and "\n" not in text else text


class _Table(HTMLParser):
    """The cells of the first table of a page; `<br>` is a line break, other white space one blank."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._cell: list[str] | None = None
        self._over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._over:
            return
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self._end_cell()
            self._cell = []
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._end_cell()
        self._over = self._over or tag == "table"

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(_SPACE.sub(" ", data))

    def _end_cell(self) -> None:
        if self._cell is not None and self.rows:
            lines = "".join(self._cell).split("\n")
            self.rows[-1].append("\n".join(line.strip() for line in lines).strip())
        self._cell = None
