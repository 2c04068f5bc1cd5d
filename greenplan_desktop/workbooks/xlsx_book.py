"""An OOXML workbook: which parts are its sheets, in what order, which are hidden, and what calendar it counts by."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from .raw import RawBook
from .refusal import Damaged
from .xlsx_quick import MOST_BYTES, read_quickly
from .xlsx_sheet import SheetScan
from .xlsx_strings import shared_strings
from .xlsx_styles import cell_formats
from .xml_scan import Scan, scan_part
from .zip_parts import Package

if TYPE_CHECKING:
    from collections.abc import Iterable

_NO_CELLS = ("/chartsheet", "/dialogsheet", "/xlmacrosheet", "/xlintlmacrosheet")
Relations = dict[str, tuple[str, str]]  # id -> (type's last word with a slash, part)


class _Listing:
    """What workbook.xml lists."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []  # name, relation id, hidden
        self.epoch_1904 = False
        self._inside = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet" and self._inside:
            relation = next((v for k, v in attributes.items() if k == "id" or k.endswith(":id")), "")
            hidden = attributes.get("state", "visible").lower() in ("hidden", "veryhidden")
            self.sheets.append((attributes.get("name", ""), relation, hidden))
        elif name == "sheets":
            self._inside = True
        elif name == "workbookPr":
            self.epoch_1904 = attributes.get("date1904", "").lower() in ("1", "true", "on")

    def end(self, name: str) -> None:
        if name == "sheets":
            self._inside = False


def read_xlsx(content: bytes) -> RawBook:
    """All worksheets of an .xlsx or .xlsm; Damaged where a part it needs is missing or broken."""
    package = Package(content)
    main = workbook_part(package)
    if main is None:
        raise Damaged("no workbook part")
    listing = _Listing()
    scan_part(package, main, lambda pieces: Scan(listing.start, listing.end).run(pieces))
    relations = read_relations(package, main)
    parts = list(_worksheets(package, listing, relations))
    if not parts and not listing.sheets:
        raise Damaged("no sheets")
    strings = shared_strings(package, beside(package, main, relations, "/sharedstrings", "sharedStrings.xml"))
    formats = cell_formats(package, beside(package, main, relations, "/styles", "styles.xml"))
    book = RawBook(
        "xlsm" if package.has("xl/vbaproject.bin") or _has_macros(package) else "xlsx", "greenplan"
    )
    scan = SheetScan(strings, formats, listing.epoch_1904)
    for name, part, hidden in parts:
        _read_sheet(package, part, scan, book, name, hidden)
    return book


def _read_sheet(package: Package, part: str, scan: SheetScan, book: RawBook, name: str, hidden: bool) -> None:
    """One sheet, the quick way where it is written as usual."""
    before = len(book.sheets)

    def read(pieces: Iterable[bytes]) -> None:
        del book.sheets[before:]  # what was read before the XML had to be put right
        sheet = book.sheet(name, hidden)
        if package.size(part) > MOST_BYTES:
            scan.run(pieces, sheet)
            return
        content = b"".join(pieces)
        if not read_quickly(content, scan, sheet):
            scan.run([content], sheet)

    scan_part(package, part, read)


def _has_macros(package: Package) -> bool:
    if not package.has("[Content_Types].xml") or package.size("[Content_Types].xml") > 1_000_000:
        return False
    return b"macroEnabled" in package.read("[Content_Types].xml")


def workbook_part(package: Package) -> str | None:
    """The workbook's main part: what the package says, else the usual place, else any part of that name."""
    try:
        relations = read_relations(package, "")
    except Damaged:
        relations = {}
    for kind, part in relations.values():
        if kind == "/officedocument" and package.has(part):
            return part
    for part in ("xl/workbook.xml", "xl/workbook.bin", "workbook.xml"):
        if package.has(part):
            return part
    return next((n for n in package.names if n.endswith(("/workbook.xml", "/workbook.bin"))), None)


def read_relations(package: Package, part: str) -> Relations:
    """The relations of a part (of the package for ""), targets as part names; those outside are left out."""
    folder, name = posixpath.split(part)
    source = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    found: Relations = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name != "Relationship" or attributes.get("TargetMode", "").lower() == "external":
            return
        target = attributes.get("Target", "").replace("\\", "/")
        path = target if target.startswith("/") else f"{folder}/{target}"
        kind = "/" + attributes.get("Type", "").rpartition("/")[2].lower()
        found[attributes.get("Id", "")] = (kind, posixpath.normpath(path).lstrip("/"))

    if package.has(source):
        scan_part(package, source, lambda pieces: Scan(start).run(pieces))
    return found


def _worksheets(package: Package, listing: _Listing, relations: Relations) -> list[tuple[str, str, bool]]:
    """Name, part and hiddenness of each sheet with cells, in the workbook's order."""
    found: list[tuple[str, str, bool]] = []
    for place, (name, relation, hidden) in enumerate(listing.sheets, 1):
        kind, part = relations.get(relation, ("", ""))
        if kind in _NO_CELLS or not relation:
            continue
        if not part:
            part = f"xl/worksheets/sheet{place}.xml"
        if not package.has(part):
            raise Damaged(f"no part {part!r}")
        found.append((name, part, hidden))
    return found


def beside(package: Package, main: str, relations: Relations, kind: str, usual: str) -> str | None:
    """The part of a kind that the workbook names, else the one in the usual place."""
    for named, part in relations.values():
        if named == kind and package.has(part):
            return part
    part = f"{posixpath.dirname(main)}/{usual}".lstrip("/")
    return part if package.has(part) else None
