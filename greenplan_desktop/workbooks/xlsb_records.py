"""Records of binary OOXML parts: a number, a length and bytes, and the few shapes of values in them."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from .refusal import Damaged

if TYPE_CHECKING:
    from collections.abc import Iterator

ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}


def records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Each record's number and bytes; Damaged where the part breaks off."""
    place, end = 0, len(part)
    while place < end:
        number = part[place]
        place += 1
        if number & 0x80:
            if place >= end:
                raise Damaged("record number broken off")
            number = number & 0x7F | (part[place] & 0x7F) << 7
            place += 1
        length = shift = 0
        for _ in range(4):
            if place >= end:
                raise Damaged("record length broken off")
            byte = part[place]
            place += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        if place + length > end:
            raise Damaged("record broken off")
        yield number, part[place : place + length]
        place += length


def wide_string(data: bytes, place: int) -> tuple[str, int]:
    """A counted UTF-16 text and where it ends; a text of the length -1 is none."""
    count = struct.unpack_from("<L", data, place)[0]
    place += 4
    if count == 0xFFFFFFFF:
        return "", place
    end = place + count * 2
    if end > len(data):
        raise Damaged("text broken off")
    return data[place:end].decode("utf-16-le", "replace"), end


def packed_number(word: int) -> float:
    """A number squeezed into 30 bits: a whole one or the upper part of a real one, perhaps in hundredths."""
    if word & 2:
        value = float(struct.unpack("<l", struct.pack("<L", word))[0] >> 2)
    else:
        value = float(struct.unpack("<d", b"\0\0\0\0" + struct.pack("<L", word & 0xFFFFFFFC))[0])
    return value / 100 if word & 1 else value
