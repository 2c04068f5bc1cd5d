"""Small workbooks of every kind, made in a line or two, and the short way to read them."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from greenplan_desktop.workbooks.cells import Cell, Sheet, Workbook
from greenplan_desktop.workbooks.contents import read_content
from greenplan_desktop.workbooks.wire import built, packed

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def read(content: bytes, name: str = "甲.xlsx") -> Workbook:
    """The workbook in `content`, read in this process."""
    return built(packed(read_content(name, content)))


def first(content: bytes, name: str = "甲.xlsx") -> Sheet:
    """Its first sheet."""
    return read(content, name).sheets[0]


def only(content: bytes, name: str = "甲.xlsx") -> Cell:
    """Its only cell."""
    (cell,) = first(content, name).cells.values()
    return cell


def texts(sheet: Sheet) -> dict[tuple[int, int], str]:
    """What the cells show."""
    return {place: cell.text for place, cell in sheet.cells.items()}


def zipped(parts: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of named parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def xlsx_parts(
    sheet: str,
    *,
    strings: list[str] | None = None,
    formats: dict[int, str] | None = None,
    xfs: tuple[int, ...] = (0,),
    workbook: str = "",
) -> dict[str, str | bytes]:
    """The parts of an .xlsx whose sheet1.xml holds `sheet` inside <worksheet>; `strings` are <si> contents."""
    numbers = "".join(f'<numFmt numFmtId="{n}" formatCode="{code}"/>' for n, code in (formats or {}).items())
    styles = "".join(f'<xf numFmtId="{n}"/>' for n in xfs)
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" '
        f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{workbook}<sheets>'
        '<sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" '
        f'Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts>{numbers}</numFmts>'
        f"<cellXfs>{styles}</cellXfs></styleSheet>",
    }
    if strings is not None:
        items = "".join(f"<si>{item}</si>" for item in strings)
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{items}</sst>'
    return parts


def xlsx(sheet: str, **options: Any) -> bytes:
    """An .xlsx of one sheet; see xlsx_parts."""
    return zipped(xlsx_parts(sheet, **options))


def cells(content: str, **options: Any) -> bytes:
    """An .xlsx whose row 1 holds `content`."""
    return xlsx(f'<sheetData><row r="1">{content}</row></sheetData>', **options)


def shown(value: object, number_format: str) -> Cell:
    """The cell of a workbook that openpyxl writes with one value and one format."""
    return only(with_openpyxl([[value]], formats={(1, 1): number_format}))


def with_openpyxl(rows: list[list[object]], formats: dict[tuple[int, int], str] | None = None) -> bytes:
    """A workbook that openpyxl writes."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    for (row, column), code in (formats or {}).items():
        sheet.cell(row, column).number_format = code
    return saved(book)


def saved(book: Any) -> bytes:
    """The bytes of a workbook of openpyxl or xlwt."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(tables: str, *, styles: str = "", manifest: str = "") -> bytes:
    """An .ods whose office:spreadsheet holds `tables`."""
    spaces = " ".join(
        f'xmlns:{name}="{ODF}{full}:1.0"'
        for name, full in (
            *(("office", "office"), ("table", "table"), ("text", "text"), ("style", "style")),
            *(("draw", "drawing"), ("dc", "dc")),
        )
    )
    content = (
        f'<office:document-content {spaces} xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:'
        f'xmlns:calcext:1.0"><office:automatic-styles>{styles}</office:automatic-styles><office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
            "content.xml": content,
        }
    )


def ods_row(content: str, attributes: str = "") -> bytes:
    """An .ods of one table with one row."""
    return ods(
        f'<table:table table:name="表"><table:table-row {attributes}>{content}</table:table-row></table:table>'
    )


def lying(content: bytes, name: str, size: int) -> bytes:
    """A zip whose headers claim that the part `name` unpacks to `size` bytes."""
    encoded = name.encode()
    out = bytearray(content)
    for signature, at, to_name in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        place = out.find(signature)
        while place >= 0:
            if out[place + to_name : place + to_name + len(encoded)] == encoded:
                out[place + at : place + at + 4] = size.to_bytes(4, "little")
            place = out.find(signature, place + 4)
    return bytes(out)
