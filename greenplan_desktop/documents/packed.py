"""Packed office files: parts are unpacked piece by piece within a budget and parsed without building a tree."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING, Protocol
from xml.parsers import expat

from greenplan_desktop.model.errors import InputError

from .limits import MAX_PARTS, MAX_UNPACKED_BYTES, too_large, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 256 * 1024
_MAX_ELEMENTS = 6_000_000  # of one part; a thousand printed pages have about one million
_PREFIX = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/package/2006/content-types": "ct",
}
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, RuntimeError)


class Handler(Protocol):
    """What is told of a part's elements; names are `w:p` for known namespaces, the bare name for others."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Characters between tags, possibly in several pieces."""


class Package:
    """A zip archive in memory whose parts together unpack to no more than MAX_UNPACKED_BYTES."""

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        self._left = MAX_UNPACKED_BYTES
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _BROKEN as error:
            raise unreadable(name) from error
        entries = self._zip.infolist()
        if len(entries) > MAX_PARTS:
            raise too_large(name)
        # Windows tools have been seen to write backslashes and a leading slash.
        self._entries = {e.filename.replace("\\", "/").lstrip("/"): e for e in entries}

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(self._entries)

    def has(self, part: str) -> bool:
        """Whether there is a part of this name."""
        return part in self._entries

    def pieces(self, part: str) -> Iterator[bytes]:
        """The part's bytes in pieces; InputError once the budget is used up or the part is broken."""
        entry = self._entries.get(part)
        if entry is None:
            raise unreadable(self.name)
        if entry.flag_bits & 1:
            raise InputError(f"“{self.name}”已加密，请取消密码后另存再试。", code="encrypted")
        if entry.file_size > self._left:
            raise too_large(self.name)
        try:
            with self._zip.open(entry) as stream:
                while piece := stream.read(_CHUNK):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise too_large(self.name)
                    yield piece
        except _BROKEN as error:
            raise unreadable(self.name) from error

    def read(self, part: str, most: int) -> bytes:
        """The whole part, refused where it is larger than `most` bytes."""
        whole = bytearray()
        for piece in self.pieces(part):
            whole += piece
            if len(whole) > most:
                raise too_large(self.name)
        return bytes(whole)

    def parse(self, part: str, handler: Handler) -> None:
        """Tell the handler of every element of an XML part; a DTD is refused, nothing is fetched."""
        parser = _Parser(handler, self.name)
        for piece in self.pieces(part):
            parser.feed(piece)
        parser.close()


class _Parser:
    """Expat with namespaces as short prefixes, a bound on elements and no document type."""

    def __init__(self, handler: Handler, name: str) -> None:
        self._name = name
        self._elements = 0
        self._handler = handler
        self._tags: dict[str, str] = {}
        self._expat = expat.ParserCreate(namespace_separator=" ")
        self._expat.buffer_text = True
        self._expat.StartElementHandler = self._start
        self._expat.EndElementHandler = self._end
        self._expat.CharacterDataHandler = handler.data
        self._expat.StartDoctypeDeclHandler = self._refuse

    def feed(self, piece: bytes) -> None:
        try:
            self._expat.Parse(piece, False)
        except expat.ExpatError as error:
            raise unreadable(self._name) from error

    def close(self) -> None:
        try:
            self._expat.Parse(b"", True)
        except expat.ExpatError as error:
            raise unreadable(self._name) from error

    def _refuse(self, *_declaration: object) -> None:
        raise unreadable(self._name)

    def _short(self, tag: str) -> str:
        found = self._tags.get(tag)
        if found is None:
            space, _, local = tag.rpartition(" ")
            prefix = _PREFIX.get(space)
            found = f"{prefix}:{local}" if prefix else local
            if len(self._tags) < 10_000:
                self._tags[tag] = found
        return found

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > _MAX_ELEMENTS:
            raise too_large(self._name)
        self._handler.start(self._short(tag), {self._short(k): v for k, v in attributes.items()})

    def _end(self, tag: str) -> None:
        self._handler.end(self._short(tag))
