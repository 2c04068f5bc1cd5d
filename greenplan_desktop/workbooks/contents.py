"""Bytes to a workbook: the kind by content, then its readers one after the other until one succeeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .refusal import Damaged, unreadable
from .sniff import PLAIN_TEXT, WORKBOOK_ENDINGS, Kind, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from .raw import RawBook


def read_content(
    name: str, content: bytes, first: int = 0, trying: Callable[[int], None] = lambda place: None
) -> RawBook:
    """The workbook in `content`; Refused where none of its readers can read it.

    Readers before the place `first` are left out (they brought a process down before); `trying` is told
    the place of each reader before it runs.
    """
    try:
        kind = kind_of(content)
    except Damaged:
        kind = "xlsx"
    for place, reader in enumerate(_readers(kind, name)):
        if place < first:
            continue
        trying(place)
        try:
            return reader(content)
        except (Damaged, RecursionError):
            continue
    raise unreadable()


def _readers(kind: Kind, name: str) -> list[Callable[[bytes], RawBook]]:
    """The readers of a kind, best first; their libraries are imported only when they run."""
    if kind == "xlsx":
        return [_xlsx, _openpyxl, lambda content: _calamine(content, "xlsx")]
    if kind == "ods":
        return [_ods, lambda content: _calamine(content, "ods")]
    if kind == "xls":
        return [_xls, lambda content: _calamine(content, "xls")]
    if kind == "xlsb":
        return [_xlsb, lambda content: _calamine(content, "xlsb")]
    return [lambda content: _csv(content, name)]


def _xlsx(content: bytes) -> RawBook:
    from .xlsx_book import read_xlsx

    return read_xlsx(content)


def _xlsb(content: bytes) -> RawBook:
    from .xlsb_book import read_xlsb

    return read_xlsb(content)


def _ods(content: bytes) -> RawBook:
    from .ods_book import read_ods

    return read_ods(content)


def _xls(content: bytes) -> RawBook:
    from .xls_book import read_xls

    return read_xls(content)


def _csv(content: bytes, name: str) -> RawBook:
    from .csv_book import read_csv

    base = name.rsplit("/", 1)[-1]
    stem, dot, ending = base.rpartition(".")
    if f".{ending.lower()}" not in WORKBOOK_ENDINGS:
        raise unreadable(PLAIN_TEXT)
    return read_csv(content, stem if dot else base, ending.lower() == "csv")


def _openpyxl(content: bytes) -> RawBook:
    from .fallback import read_with_openpyxl

    return read_with_openpyxl(content)


def _calamine(content: bytes, format_: str) -> RawBook:
    from .fallback import read_with_calamine

    return read_with_calamine(content, format_)
