"""An OpenDocument spreadsheet: content.xml as a stream; texts as the sheet shows them, repeats written out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from .limits import LAST_COLUMN, LAST_ROW, MAX_USED_ROWS
from .ods_cells import Value, cell_value
from .raw import RawBook, RawSheet
from .refusal import UNSAFE, Damaged, unreadable
from .xml_scan import scan_part
from .zip_parts import Package

if TYPE_CHECKING:
    from collections.abc import Iterable

_PREFIXES = {
    **{
        f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0": name
        for name in ("table", "office", "text", "style")
    },
    **{
        f"http://openoffice.org/2000/{name}": name for name in ("table", "office", "text", "style", "drawing")
    },
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "drawing",
    "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0": "calcext",
}
# What stands inside a table or a cell and is no part of what its cells show.
_ASIDE = {
    *(
        "office:annotation",
        "office:annotation-end",
        "table:tracked-changes",
        "table:shapes",
        "table:dde-links",
    ),
    *("text:ruby-text", "text:note", "table:content-validations"),
}
_CELLS = ("table:table-cell", "table:covered-table-cell")
_PARAGRAPHS = ("text:p", "text:h")
_WHITE = re.compile(r"[ \t\r\n]+")


def read_ods(content: bytes) -> RawBook:
    """All sheets of an .ods; Damaged where its content is missing or broken."""
    package = Package(content)
    book = RawBook("ods", "greenplan")

    def read(pieces: Iterable[bytes]) -> None:
        book.sheets.clear()
        _Content(book).run(pieces)

    scan_part(package, "content.xml", read)
    if not book.sheets:
        raise Damaged("no sheets")
    return book


class _Content:
    """The spreadsheet while content.xml goes by."""

    def __init__(self, book: RawBook) -> None:
        self._book = book
        self._tags: dict[str, str] = {}
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._aside = 0
        self._sheet: RawSheet | None = None
        self._row = self._column = self._repeat = 0
        self._cells: list[tuple[int, int, Value]] = []  # column, repeat, value
        self._cell: dict[str, str] | None = None
        self._text: list[str] = []
        self._paragraphs = self._inside = 0
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = _refuse
        self._parser = parser

    def run(self, pieces: Iterable[bytes]) -> None:
        """Read all pieces; Damaged where they are not well-formed."""
        try:
            for piece in pieces:
                self._parser.Parse(piece, False)
            self._parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise Damaged(f"XML: {error}") from error

    def _short(self, name: str) -> str:
        found = self._tags.get(name)
        if found is None:
            space, _, local = name.rpartition(" ")
            found = f"{_PREFIXES.get(space, '')}:{local}"
            if len(self._tags) < 10_000:
                self._tags[name] = found
        return found

    def _start(self, raw: str, raw_attributes: dict[str, str]) -> None:
        name = self._short(raw)
        nested = name == "table:table" and self._cell is not None
        if self._aside or name in _ASIDE or nested or name.startswith("drawing:"):
            self._aside += 1
            self._parser.CharacterDataHandler = None
            return
        attributes = {self._short(key): value for key, value in raw_attributes.items()}
        if name in _CELLS:
            self._cell, self._paragraphs, self._inside = attributes, 0, 0
            self._text.clear()
        elif self._cell is not None:
            self._start_text(name, attributes)
        elif name == "table:table-row":
            self._start_row(attributes)
        elif name == "table:table-column":
            self._skip_columns(attributes)
        else:
            self._start_table(name, attributes)

    def _end(self, raw: str) -> None:
        name = self._short(raw)
        if self._aside:
            self._aside -= 1
            if not self._aside and self._inside:
                self._parser.CharacterDataHandler = self._keep
        elif name in _CELLS:
            self._end_cell()
        elif name == "table:table-row":
            self._end_row()
        elif name in _PARAGRAPHS and self._inside:
            self._inside -= 1
            self._parser.CharacterDataHandler = self._keep if self._inside else None
        elif name == "table:table" and self._sheet is not None:
            self._sheet.settle()
            self._sheet = None

    def _start_table(self, name: str, attributes: dict[str, str]) -> None:
        """Tables, and the styles before them that say which are hidden."""
        if name == "style:style":
            self._style = attributes.get("style:name", "")
        elif name == "style:table-properties":
            if attributes.get("table:display") == "false":
                self._hidden_styles.add(self._style)
        elif name == "table:table":
            hidden = attributes.get("table:style-name") in self._hidden_styles
            hidden = hidden or attributes.get("table:display") == "false"
            self._sheet = self._book.sheet(attributes.get("table:name", ""), hidden)
            self._row = self._column = 0
        elif name == "table:table-source" and self._sheet is not None:
            self._book.sheets.remove(self._sheet)  # what another file held, kept beside: no sheet of this one

    def _skip_columns(self, attributes: dict[str, str]) -> None:
        count = _repeated(attributes, "table:number-columns-repeated")
        if self._sheet is not None and attributes.get("table:visibility") in ("collapse", "filter"):
            self._sheet.hidden_columns.append((self._column + 1, min(self._column + count, LAST_COLUMN)))
        self._column += count

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._repeat = _repeated(attributes, "table:number-rows-repeated")
        self._column = 0
        self._cells.clear()
        if self._sheet is not None and attributes.get("table:visibility") in ("collapse", "filter"):
            last = min(self._row + self._repeat, self._row + MAX_USED_ROWS, LAST_ROW)
            self._sheet.hidden_rows.update(range(self._row + 1, last + 1))

    def _end_row(self) -> None:
        sheet = self._sheet
        if self._cells and sheet is not None:
            sheet.expect(self._repeat, self._repeat * sum(repeat for _, repeat, _ in self._cells))
            for row in range(self._row + 1, self._row + self._repeat + 1):
                for first, repeat, value in self._cells:
                    for column in range(first, first + repeat):
                        sheet.add(row, column, *value)
        self._row += self._repeat

    def _start_text(self, name: str, attributes: dict[str, str]) -> None:
        if name in _PARAGRAPHS:
            if not self._inside and self._paragraphs:
                self._text.append("\n")
            self._paragraphs += 1
            self._inside += 1
            self._parser.CharacterDataHandler = self._keep
        elif name == "text:s" and self._inside:
            self._text.append(" " * min(_repeated(attributes, "text:c"), 1000))
        elif name == "text:tab" and self._inside:
            self._text.append("\t")
        elif name == "text:line-break" and self._inside:
            self._text.append("\n")

    def _keep(self, text: str) -> None:
        """Characters of a paragraph: white space counts once, and not at the paragraph's beginning."""
        text = _WHITE.sub(" ", text)
        self._text.append(
            text.lstrip(" ") if not self._text or self._text[-1].endswith((" ", "\n")) else text
        )

    def _end_cell(self) -> None:
        attributes, self._cell = self._cell or {}, None
        repeat = _repeated(attributes, "table:number-columns-repeated")
        value = cell_value(attributes, "".join(self._text) if self._paragraphs else None)
        first = self._column + 1
        self._column += repeat
        if self._sheet is None:
            return
        below = _repeated(attributes, "table:number-rows-spanned")
        right = _repeated(attributes, "table:number-columns-spanned")
        self._sheet.merge(self._row + 1, first, self._row + below, first + right - 1)
        if (value[1] or value[3]) and first <= LAST_COLUMN:
            self._cells.append((first, min(repeat, LAST_COLUMN + 1 - first), value))


def _repeated(attributes: dict[str, str], name: str) -> int:
    """A count that is 1 where it is not written, or written badly."""
    text = attributes.get(name, "1")
    return max(1, min(int(text), LAST_ROW)) if text.isascii() and text.isdigit() and len(text) < 12 else 1


def _refuse(*_declaration: object) -> None:
    raise unreadable(UNSAFE)
