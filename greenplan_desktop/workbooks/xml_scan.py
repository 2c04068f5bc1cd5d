"""XML parts read as a stream of tags: no tree, no document types, no entities, nothing fetched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from .refusal import UNSAFE, Damaged, unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from .zip_parts import Package

_MOST_SCRUBBED = 32 * 1024 * 1024
CONTROLS = bytes(set(range(32)) - {9, 10, 13})
_BAD_REFERENCE = re.compile(rb"&#(?:x0*([0-9a-fA-F]{1,6})|0*([0-9]{1,7}));")


class Scan:
    """One pass over a part; `start`, `end` get local names, `text` is told characters only while it is wanted.

    Elements of another prefix than the root's are skipped, so that extensions never look like cells.
    """

    __slots__ = ("_prefix", "end", "parser", "start")

    def __init__(
        self, start: Callable[[str, dict[str, str]], None], end: Callable[[str], None] | None = None
    ) -> None:
        self.start = start
        self.end = end
        self._prefix = ""
        parser = guarded_parser()
        parser.StartElementHandler = self._first
        self.parser = parser

    def want_text(self, handler: Callable[[str], object] | None) -> None:
        """From now on tell `handler` of characters (None: of none)."""
        self.parser.CharacterDataHandler = handler

    def run(self, pieces: Iterable[bytes]) -> None:
        """Read all pieces; Damaged where they are not well-formed XML."""
        parse(self.parser, pieces)

    def _first(self, name: str, attributes: dict[str, str]) -> None:
        """The root decides the prefix; without one the handlers are called directly, which is faster."""
        self._prefix = name.rpartition(":")[0]
        parser = self.parser
        if self._prefix:
            parser.StartElementHandler = self._prefixed_start
            parser.EndElementHandler = self._prefixed_end if self.end else None
            self._prefixed_start(name, attributes)
            return
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        self.start(name, attributes)

    def _prefixed_start(self, name: str, attributes: dict[str, str]) -> None:
        prefix, _, local = name.rpartition(":")
        self.start(local if prefix == self._prefix else name, attributes)

    def _prefixed_end(self, name: str) -> None:
        prefix, _, local = name.rpartition(":")
        if self.end is not None:
            self.end(local if prefix == self._prefix else name)


def guarded_parser(separator: str | None = None) -> expat.XMLParserType:
    """A parser that refuses document types, so that no entity is ever declared; `separator` turns namespaces on."""
    parser = expat.ParserCreate(namespace_separator=separator)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_declaration: object) -> None:
    raise unreadable(UNSAFE)


def parse(parser: expat.XMLParserType, pieces: Iterable[bytes]) -> None:
    """Give a parser all pieces of a part; Damaged where they are not well-formed XML."""
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Damaged(f"XML: {error}") from error


def scan_part(package: Package, name: str, read: Callable[[Iterable[bytes]], None]) -> None:
    """Let `read` scan a part; where its XML is not well-formed, once more without characters XML forbids.

    Some programs write control characters and halves of surrogate pairs as they are.
    """
    try:
        read(package.pieces(name))
    except Damaged:
        if package.size(name) > _MOST_SCRUBBED:
            raise
        whole = package.read(name)
        clean = scrubbed(whole)
        if clean == whole:
            raise
        read([clean])


def scrubbed(content: bytes) -> bytes:
    """UTF-8 XML without control characters and without references to them; surrogate pairs joined."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in content[:4]:
        return content
    content = content.translate(None, CONTROLS)
    content = content.decode("utf-8", "ignore").encode("utf-8")
    return b"".join(_references(content))


def _references(content: bytes) -> Iterator[bytes]:
    """Pieces of the content with the references put right."""
    last, high = 0, 0
    for match in _BAD_REFERENCE.finditer(content):
        code = int(match.group(1), 16) if match.group(1) else int(match.group(2))
        forbidden = (code < 32 and code not in (9, 10, 13)) or 0xD800 <= code < 0xE000 or code > 0x10FFFF
        if not forbidden and code not in (0xFFFE, 0xFFFF):
            continue
        yield content[last : match.start()]
        if 0xDC00 <= code < 0xE000 and high and match.start() == last:
            yield chr(0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)).encode("utf-8")
        high = code if 0xD800 <= code < 0xDC00 else 0
        last = match.end()
    yield content[last:]
