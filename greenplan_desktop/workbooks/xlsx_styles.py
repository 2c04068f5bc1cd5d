"""Number formats of OOXML cells: style index to format, from styles.xml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .numformat import NumberFormat, format_by_id
from .refusal import Damaged
from .xml_scan import Scan, scan_part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .zip_parts import Package


class _Styles:
    """What styles.xml says of number formats."""

    def __init__(self) -> None:
        self.codes: dict[int, str] = {}
        self.numbers: list[int] = []
        self._inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "xf" and self._inside:
            self.numbers.append(_whole(attributes.get("numFmtId")))
        elif name == "numFmt":
            self.codes.setdefault(_whole(attributes.get("numFmtId")), attributes.get("formatCode", ""))
        elif name == "cellXfs":
            self._inside = True

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._inside = False


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() else 0


def cell_formats(package: Package, part: str | None) -> list[NumberFormat]:
    """The format of every style index; at least the one of index 0.

    Broken styles leave cells without formats: their values are still right.
    """
    styles = _Styles()

    def read(pieces: Iterable[bytes]) -> None:
        styles.codes.clear()
        styles.numbers.clear()
        Scan(styles.start, styles.end).run(pieces)

    if part is not None:
        try:
            scan_part(package, part, read)
        except Damaged:
            styles = _Styles()
    return [format_by_id(n, styles.codes.get(n)) for n in styles.numbers] or [format_by_id(0, None)]
