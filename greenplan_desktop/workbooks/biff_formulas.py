"""Which cells of a BIFF workbook hold formulas, and which of those hold no value: read from the records."""

from __future__ import annotations

import struct

from .compound import MAGIC, Compound
from .refusal import Damaged

_FORMULA = {0x0006, 0x0206, 0x0406}
_BOUND_SHEET, _BOF, _EOF = 0x0085, 0x0809, 0x000A
_BLANK_RESULT = 3  # what a cached empty text looks like, and a formula that was never computed
# Operations whose result is a number, so that an empty result means that none was computed.
_ARITHMETIC = {0x03, 0x04, 0x05, 0x06, 0x07, 0x12, 0x13, 0x14}
_NUMERIC_FUNCTIONS = {0, 4, 5, 6, 7, 24, 25, 27, 39, 76, 183, 169, 212, 213, 228, 345, 346, 347}
Formulas = dict[tuple[int, int], bool]  # 1-based cell -> whether it holds no value


def formulas_of(content: bytes) -> list[Formulas]:
    """For each worksheet in order its formula cells; nothing where the records cannot be walked."""
    try:
        stream = _stream(content)
        return [_of_sheet(stream, start) for start in _sheet_starts(stream)]
    except (Damaged, struct.error):
        return []


def _stream(content: bytes) -> bytes:
    if content[:8] != MAGIC:
        return content
    compound = Compound(content)
    for name in ("workbook", "book"):
        if name in compound.streams:
            return compound.stream(name)
    raise Damaged("no workbook stream")


def _sheet_starts(stream: bytes) -> list[int]:
    """Where each worksheet begins, as the globals list them."""
    starts: list[int] = []
    place = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        if kind == _BOUND_SHEET and length >= 6:
            start, _visible, type_ = struct.unpack_from("<LBB", stream, place + 4)
            if type_ == 0:
                starts.append(start)
        elif kind == _EOF:
            break
        place += 4 + length
    return starts


def _of_sheet(stream: bytes, start: int) -> Formulas:
    found: Formulas = {}
    place, depth = start, 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        if kind in _FORMULA and length >= 22:
            row, column = struct.unpack_from("<HH", stream, place + 4)
            found[row + 1, column + 1] = _has_no_value(stream[place + 4 : place + 4 + length])
        elif kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                break
        place += 4 + length
    return found


def _has_no_value(record: bytes) -> bool:
    """Whether an empty result cannot be the value of such a formula."""
    if record[12:14] != b"\xff\xff" or record[6] != _BLANK_RESULT:
        return False
    size = struct.unpack_from("<H", record, 20)[0]
    tokens = record[22 : 22 + size]
    if not tokens:
        return False
    if tokens[-1] in _ARITHMETIC or (len(tokens) >= 4 and tokens[-4:-2] == b"\x19\x10"):
        return True
    variable = len(tokens) >= 4 and tokens[-4] in (0x22, 0x42, 0x62)
    fixed = len(tokens) >= 3 and tokens[-3] in (0x21, 0x41, 0x61)
    return (variable or fixed) and struct.unpack("<H", tokens[-2:])[0] in _NUMERIC_FUNCTIONS
