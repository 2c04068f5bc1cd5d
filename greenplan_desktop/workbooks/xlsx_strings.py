"""Texts of OOXML workbooks: the shared table, rich runs joined, phonetic guides left out, _x000D_ decoded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .xml_scan import Scan, scan_part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .zip_parts import Package

_ITEMS = ("si", "sstItem")  # the second in files of a trial version
_ESCAPED = re.compile("_x([dD][89abAB][0-9A-Fa-f]{2})__x([dD][c-fC-F][0-9A-Fa-f]{2})_|_x([0-9A-Fa-f]{4})_")


def decoded(text: str) -> str:
    """Text with `_xHHHH_` escapes and line ends as the sheet shows them; carriage returns show nothing."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    high, low, single = match.groups()
    if high:
        return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00)
    code = int(single, 16)
    if 0xD800 <= code < 0xE000 or (code < 32 and code not in (9, 10)):
        return ""
    return chr(code)


class _Table:
    """The shared strings while they are read."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._buffer: list[str] = []
        self._guide = 0
        self._scan = Scan(self._start, self._end)

    def run(self, pieces: Iterable[bytes]) -> None:
        self.texts.clear()
        self._scan.run(pieces)

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        if name == "t":
            if not self._guide:
                self._scan.want_text(self._buffer.append)
        elif name in _ITEMS:
            self._buffer.clear()
        elif name == "rPh":
            self._guide += 1

    def _end(self, name: str) -> None:
        if name == "t":
            self._scan.want_text(None)
        elif name in _ITEMS:
            self.texts.append(decoded("".join(self._buffer)))
        elif name == "rPh":
            self._guide -= 1


def shared_strings(package: Package, part: str | None) -> list[str]:
    """The shared table of texts; empty where the workbook has none."""
    texts: list[str] = []

    def read(pieces: Iterable[bytes]) -> None:
        nonlocal texts
        table = _Table()
        table.run(pieces)
        texts = table.texts

    if part is not None:
        scan_part(package, part, read)
    return texts
