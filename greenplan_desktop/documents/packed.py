"""Packed office files: parts are unpacked piece by piece within a budget and parsed without building a tree."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.workbooks import zip_parts
from greenplan_desktop.workbooks.refusal import Damaged, Refused
from greenplan_desktop.workbooks.xml_scan import guarded_parser, parse

from .limits import too_large, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

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


class Handler(Protocol):
    """What is told of a part's elements; names are `w:p` for known namespaces, the bare name for others."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Characters between tags, possibly in several pieces."""


class Package:
    """A zip archive in memory, unpacked as workbooks are; what is wrong with it is said in a document's words."""

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        with self._told():
            self._parts = zip_parts.Package(content, whole=False)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the archive's readers raise becomes an InputError that names the file."""
        try:
            yield
        except Damaged as damage:
            raise unreadable(self.name) from damage
        except Refused as refusal:
            if refusal.code == "encrypted":
                raise InputError(
                    f"“{self.name}”已加密，请取消密码后另存再试。", code="encrypted"
                ) from refusal
            raise (too_large if refusal.code == "too_large" else unreadable)(self.name) from refusal

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of all parts, in lower case."""
        return self._parts.names

    def has(self, part: str) -> bool:
        """Whether there is a part of this name."""
        return self._parts.has(part)

    def read(self, part: str, most: int) -> bytes:
        """The whole part, refused where it is larger than `most` bytes."""
        whole = bytearray()
        with self._told():
            for piece in self._parts.pieces(part):
                whole += piece
                if len(whole) > most:
                    raise too_large(self.name)
        return bytes(whole)

    def parse(self, part: str, handler: Handler) -> None:
        """Tell the handler of every element of an XML part; a DTD is refused, nothing is fetched."""
        with self._told():
            parse(_Elements(handler, self.name).parser, self._parts.pieces(part))


class _Elements:
    """What the parser finds, told to a handler with namespaces as short prefixes; elements are bounded."""

    def __init__(self, handler: Handler, name: str) -> None:
        self._name = name
        self._elements = 0
        self._handler = handler
        self._tags: dict[str, str] = {}
        self.parser = guarded_parser(" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = handler.data

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
