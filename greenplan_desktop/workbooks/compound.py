"""OLE compound files: the names of the root's streams and one stream's bytes, every chain bounded."""

from __future__ import annotations

import struct

from .refusal import Damaged

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Streams that say what a file is; a broken file's bytes are searched for them.
_TELLING = ("EncryptedPackage", "Workbook", "Book", "WordDocument", "PowerPoint Document")
_END = 0xFFFFFFFA  # sector numbers from here on have other meanings


def stream_names(content: bytes) -> set[str]:
    """The root's streams in lower case; where the directory cannot be walked, the telling ones it still names."""
    try:
        return set(Compound(content).streams)
    except Damaged:
        ended = {name: f"{name}\0".encode("utf-16-le") for name in _TELLING}  # Book is no Bookmark
        return {name.lower() for name, written in ended.items() if written in content}


class Compound:
    """A compound file's directory; Damaged where it has loops or points outside the file."""

    def __init__(self, content: bytes) -> None:
        if content[:8] != MAGIC or len(content) < 512:
            raise Damaged("no compound file")
        self._content = content
        shift, mini = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or mini > 12:
            raise Damaged("sector size")
        self._size, self._mini = 1 << shift, 1 << mini
        self._sectors = (len(content) - 512) // self._size + 2
        first_directory, _, cutoff, first_mini = struct.unpack_from("<LLLL", content, 48)
        self._cutoff = cutoff
        self._fat = self._read_fat()
        self._minifat = self._words(self._chain(first_mini)) if first_mini < _END else []
        self._entries = self._read_entries(self._chain(first_directory))
        self.streams = self._root_streams()

    def _read_fat(self) -> list[int]:
        """The allocation table, through the header's list and the chain of further lists."""
        content = self._content
        listed = [s for s in struct.unpack_from("<109L", content, 76) if s < _END]
        following = struct.unpack_from("<L", content, 68)[0]
        seen: set[int] = set()
        while following < _END:
            if following in seen:
                raise Damaged("loop in the sector lists")
            seen.add(following)
            words = self._words([following])
            listed += [s for s in words[:-1] if s < _END]
            following = words[-1] if words else _END
        if len(listed) > self._sectors:
            raise Damaged("more sector lists than sectors")
        return self._words(listed)

    def _words(self, sectors: list[int]) -> list[int]:
        joined = b"".join(self._sector(sector) for sector in sectors)
        return list(struct.unpack(f"<{len(joined) // 4}L", joined[: len(joined) // 4 * 4]))

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._content):
            raise Damaged("sector outside the file")
        return self._content[start : start + self._size]

    def _chain(self, start: int) -> list[int]:
        found: list[int] = []
        while start < _END:
            if start >= len(self._fat) or len(found) > self._sectors:
                raise Damaged("broken or looping chain")
            found.append(start)
            start = self._fat[start]
        return found

    def _read_entries(self, chain: list[int]) -> list[tuple[str, int, tuple[int, int, int], int, int]]:
        """Name, type, (left, right, child), first sector and size of every directory entry."""
        directory = b"".join(self._sector(sector) for sector in chain)
        found = []
        for place in range(0, len(directory) - 127, 128):
            entry = directory[place : place + 128]
            length, kind = struct.unpack_from("<HB", entry, 64)
            name = entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            links = struct.unpack_from("<LLL", entry, 68)
            first, size = struct.unpack_from("<LL", entry, 116)
            found.append((name, kind, links, first, size))
        if not found:
            raise Damaged("no directory")
        return found

    def _root_streams(self) -> dict[str, int]:
        """Names (in lower case) of what lies directly below the root, with the entry's place."""
        found: dict[str, int] = {}
        waiting, seen = [self._entries[0][2][2]], set()
        while waiting:
            place = waiting.pop()
            if place >= len(self._entries) or place in seen:
                continue
            seen.add(place)
            name, _, (left, right, _child), _, _ = self._entries[place]
            found.setdefault(name.lower(), place)
            waiting += [left, right]
        return found

    def stream(self, name: str) -> bytes:
        """The bytes of a stream below the root; Damaged where it is broken off."""
        _, _, _, first, size = self._entries[self.streams[name.lower()]]
        if size >= self._cutoff:
            return b"".join(self._sector(sector) for sector in self._chain(first))[:size]
        pool = b"".join(self._sector(sector) for sector in self._chain(self._entries[0][3]))
        out, place = bytearray(), first
        while place < _END and len(out) < size:
            if place >= len(self._minifat):
                raise Damaged("broken chain")
            out += pool[place * self._mini : (place + 1) * self._mini]
            place = self._minifat[place]
        return bytes(out[:size])
