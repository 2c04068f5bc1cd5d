"""Zip files unpacked piece by piece within a budget: what is inflated is counted, whatever the headers claim."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from .limits import MAX_DIRECTORY, MAX_PARTS, MAX_UNPACKED
from .refusal import TOO_MANY_PARTS, Damaged, encrypted, too_large

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 64 * 1024
_LOCAL_HEADER = 30
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    ValueError,
    OSError,
    struct.error,
    IndexError,
)


class Budget:
    """Bytes that may still be unpacked; one budget serves an archive with all it holds."""

    __slots__ = ("left",)

    def __init__(self, size: int = MAX_UNPACKED) -> None:
        self.left = size

    def take(self, size: int) -> None:
        """Count bytes that were unpacked; Refused once too many."""
        self.left -= size
        if self.left < 0:
            raise too_large()


def directory_size(content: bytes) -> int:
    """The size of a zip's directory as its end record claims; 0 where there is none."""
    at = content.rfind(b"PK\x05\x06", max(0, len(content) - 65_557))
    if at < 0 or at + 22 > len(content):
        return 0
    size = int(struct.unpack_from("<L", content, at + 12)[0])
    wide = content.rfind(b"PK\x06\x06", 0, at)
    if size == 0xFFFFFFFF and wide >= 0 and wide + 48 <= len(content):
        return int(struct.unpack_from("<Q", content, wide + 40)[0])
    return size


def open_zip(content: bytes) -> zipfile.ZipFile:
    """The directory of a zip in memory; Damaged where it has none, Refused where it lists too many parts."""
    if directory_size(content) > MAX_DIRECTORY:
        raise too_large(TOO_MANY_PARTS)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except BROKEN as error:
        raise Damaged(str(error)) from error
    if len(archive.filelist) > MAX_PARTS:
        raise too_large(TOO_MANY_PARTS)
    return archive


def inflate(content: bytes, entry: zipfile.ZipInfo, budget: Budget) -> Iterator[bytes]:
    """An entry's bytes in pieces, each counted; Damaged where they are not what the directory says."""
    if entry.flag_bits & 1:
        raise encrypted()
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Damaged(f"compression {entry.compress_type}")
    start, end = _extent(content, entry)
    packed = memoryview(content)[start:end]
    pieces = _stored(packed) if entry.compress_type == zipfile.ZIP_STORED else _deflated(packed)
    check = 0
    try:
        for piece in pieces:
            budget.take(len(piece))
            check = zlib.crc32(piece, check)
            yield piece
    except zlib.error as error:
        raise Damaged(str(error)) from error
    if check != entry.CRC:
        raise Damaged(f"checksum of {entry.filename!r}")


def _extent(content: bytes, entry: zipfile.ZipInfo) -> tuple[int, int]:
    start = entry.header_offset
    if content[start : start + 4] != b"PK\x03\x04" or start + _LOCAL_HEADER > len(content):
        raise Damaged("no local header")
    name, extra = struct.unpack_from("<HH", content, start + 26)
    start += _LOCAL_HEADER + name + extra
    end = start + entry.compress_size
    if end > len(content):
        raise Damaged("truncated")
    return start, end


def _stored(packed: memoryview) -> Iterator[bytes]:
    for place in range(0, len(packed), _CHUNK):
        yield bytes(packed[place : place + _CHUNK])


def _deflated(packed: memoryview) -> Iterator[bytes]:
    engine = zlib.decompressobj(-15)
    for place in range(0, len(packed), _CHUNK):
        piece = engine.decompress(packed[place : place + _CHUNK], _CHUNK * 4)
        while piece:
            yield piece
            piece = engine.decompress(engine.unconsumed_tail, _CHUNK * 4)
    if not engine.eof:
        raise Damaged("truncated")


class Package:
    """A packed workbook or document: parts by name, whatever the case and the direction of slashes."""

    def __init__(self, content: bytes, *, whole: bool = True) -> None:
        """`whole`: refused at once where all parts together claim too much, not only those that come to be read."""
        self._content = content
        self._budget = Budget()
        entries = open_zip(content).filelist
        self._entries = {plain_name(entry.filename): entry for entry in entries}
        self._exact = {entry.filename: entry for entry in entries}
        if whole and sum(entry.file_size for entry in entries) > MAX_UNPACKED:
            raise too_large()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in lower case with slashes."""
        return tuple(self._entries)

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return plain_name(name) in self._entries

    def size(self, name: str) -> int:
        """What the directory claims a part unpacks to; 0 where there is no such part."""
        entry = self._entries.get(plain_name(name))
        return entry.file_size if entry else 0

    def pieces(self, name: str) -> Iterator[bytes]:
        """A part's bytes in pieces; Damaged where there is no such part, Refused where it claims too much."""
        entry = self._exact.get(name) or self._entries.get(plain_name(name))
        if entry is None:
            raise Damaged(f"no part {name!r}")
        if entry.file_size > self._budget.left:
            raise too_large()
        return inflate(self._content, entry, self._budget)

    def read(self, name: str) -> bytes:
        """A whole part."""
        return b"".join(self.pieces(name))

    @property
    def is_locked(self) -> bool:
        """Whether any part needs a password."""
        return any(entry.flag_bits & 1 for entry in self._entries.values())


def plain_name(name: str) -> str:
    """A part's name as parts are compared: slashes forward, none in front, lower case."""
    return name.replace("\\", "/").lstrip("/").lower()
