"""A .zip of returns: names in whatever encoding they were written, entries unpacked within one budget."""

from __future__ import annotations

import re
import struct
import unicodedata
import zlib
from typing import TYPE_CHECKING

from .limits import MAX_UNPACKED
from .refusal import Damaged, too_large, unreadable
from .zip_parts import Budget, inflate, open_zip

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

_MOST_WASTED = 2 * MAX_UNPACKED  # bytes thrown away because an archive's headers lied about sizes
_UTF8_FLAG, _UNICODE_PATH, _DOS_HIDDEN, _DOS_DIRECTORY = 0x800, 0x7075, 0x02, 0x10


class Archive:
    """The entries of a .zip; `budget` is shared with archives inside it."""

    def __init__(self, content: bytes, budget: Budget | None = None) -> None:
        self._content = content
        self._entries = open_zip(content).filelist
        self.budget = budget or Budget()
        self._waste = _MOST_WASTED

    def files(self) -> Iterator[tuple[str, zipfile.ZipInfo]]:
        """Each file's path with slashes, in the order of paths; folders and hidden files are left out."""
        named = sorted((entry_name(entry), place) for place, entry in enumerate(self._entries))
        for name, place in named:
            entry = self._entries[place]
            attributes = entry.external_attr & 0xFF if entry.create_system in (0, 10) else 0
            if name and not name.endswith("/") and not attributes & (_DOS_HIDDEN | _DOS_DIRECTORY):
                yield name, entry

    @property
    def is_workbook(self) -> bool:
        """Whether this zip is itself a packed document rather than an archive of files."""
        names = {entry.filename.replace("\\", "/").lower() for entry in self._entries}
        return bool(names & {"[content_types].xml", "mimetype", "xl/workbook.xml", "content.xml"})

    def read(self, entry: zipfile.ZipInfo) -> bytes:
        """An entry's bytes; Refused where it is too large, needs a password or is broken.

        What inflates to more than the directory says is counted on, not kept, and never takes from the others.
        """
        if entry.file_size > self.budget.left:
            raise too_large()
        own = Budget(entry.file_size + self._waste)
        kept = bytearray()
        try:
            for piece in inflate(self._content, entry, own):
                if len(kept) + len(piece) <= entry.file_size:
                    kept += piece
        except Damaged as damage:
            raise unreadable() from damage
        finally:
            self._waste = max(0, min(self._waste, own.left))
        if len(kept) != entry.file_size:
            raise unreadable()
        self.budget.take(len(kept))
        return bytes(kept)


def entry_name(entry: zipfile.ZipInfo) -> str:
    """The path of an entry below the archive: UTF-8 where it is marked or decodes, else GB18030.

    Steps up (`../`) lead nowhere and are no hidden folders.
    """
    path = unicodedata.normalize("NFC", _decoded(entry)).replace("\\", "/")
    return re.sub(r"(?:^|(?<=/))\.{0,2}/+", "", path)


def _decoded(entry: zipfile.ZipInfo) -> str:
    if entry.flag_bits & _UTF8_FLAG:
        return entry.orig_filename
    raw = entry.orig_filename.encode("cp437", "replace")
    unicode_path = _unicode_path(entry.extra, raw)
    if unicode_path is not None:
        return unicode_path
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.orig_filename


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """The name in the extra field that some packers add, if it belongs to this name."""
    place = 0
    while place + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, place)
        data = extra[place + 4 : place + 4 + size]
        if (
            kind == _UNICODE_PATH
            and len(data) > 5
            and struct.unpack_from("<L", data, 1)[0] == zlib.crc32(raw)
        ):
            return data[5:].decode("utf-8", "replace")
        place += 4 + size
    return None
