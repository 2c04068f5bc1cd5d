"""Pieces of a .docx as XML: runs, paragraphs, cells, rows, page number fields; measures in twips."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from .geometry import NUMBER_PT, PT_PER_MM, number_place
from .printable import printable
from .settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

TWIPS_PER_PT = 20
EMU_PER_MM = 36000
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_NUMBER_LINE_PT = 20.0
_DASH_IN_LINE_PT = 9.3  # from the number's line to the upper edge of its dashes
_FRAME_MM = 45.0  # length of the turned frame


def twips(mm: float) -> int:
    """Millimetres as twips."""
    return round(mm * PT_PER_MM * TWIPS_PER_PT)


@dataclass(frozen=True, slots=True)
class Face:
    """How a paragraph looks: its style's id, font, size and exact line pitch in pt."""

    style: str
    name: str  # the style's name, as a clerk sees it
    font: str
    size: float
    pitch: float
    align: str = "left"
    latin: str = ""  # for Latin and digits; the font's own where empty


def run_properties(face: Face) -> str:
    """Font for every script, size for every script, proofing language; no theme font."""
    font = escape(face.font)
    latin = escape(face.latin or face.font)
    size = round(face.size * 2)
    return (
        f'<w:rPr><w:rFonts w:hint="eastAsia" w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{font}" w:cs="{latin}"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    )


def runs(text: str, face: Face) -> str:
    """A text with its line breaks."""
    properties = run_properties(face)
    pieces = printable(text).split("\n")
    texts = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(piece, quote=False)}</w:t>' for piece in pieces
    )
    return f"<w:r>{properties}{texts}</w:r>" if text else ""


def paragraph(
    text: str,
    face: Face,
    *,
    align: str = "",
    keep: bool = False,
    new_page: bool = False,
    before: float = 0,
    after: float = 0,
) -> str:
    """A paragraph of a style; `keep` holds it on the page of the next one; `before`, `after` in pt."""
    space = ""
    if before or after:
        sides = (("before", before), ("after", after))
        space = "".join(f' w:{side}="{round(pt * TWIPS_PER_PT)}"' for side, pt in sides if pt)
        space = f"<w:spacing{space}/>"
    properties = (
        f'<w:pStyle w:val="{face.style}"/>'
        + ("<w:keepNext/>" if keep else "")
        + ("<w:pageBreakBefore/>" if new_page else "")
        + space
        + (f'<w:jc w:val="{align}"/>' if align and align != face.align else "")
    )
    return f"<w:p {NAMESPACES}><w:pPr>{properties}{run_properties(face)}</w:pPr>{runs(text, face)}</w:p>"


def bare(piece: str) -> str:
    """A piece to stand inside another, which declares the names already."""
    return piece.replace(f" {NAMESPACES}", "", 1)


def cell(text: str, face: Face, width: int, how: str = "", *, align: str = "", keep: bool = False) -> str:
    """A table cell; `how` holds its span or vertical merge."""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{how}<w:vAlign w:val="center"/></w:tcPr>'
        f"{bare(paragraph(text, face, align=align, keep=keep))}</w:tc>"
    )


def row(cells: Sequence[str], *, head: bool = False, whole: bool = True) -> str:
    """A table row; `head` repeats it on every page, `whole` keeps it on one page."""
    properties = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if head else "")
    wrapped = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr {NAMESPACES}>{wrapped}{''.join(cells)}</w:tr>"


def table(widths: Sequence[int], side: int, top: int) -> str:
    """An empty table of fixed column widths: frame 1 pt, grid 0.5 pt, white beside and above texts."""
    frame = "".join(
        f'<w:{edge} w:val="single" w:sz="8" w:space="0" w:color="auto"/>'
        for edge in ("top", "left", "bottom", "right")
    )
    grid = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for edge in ("insideH", "insideV")
    )
    white = "".join(
        f'<w:{edge} w:w="{size}" w:type="dxa"/>'
        for edge, size in (("top", top), ("left", side), ("bottom", top), ("right", side))
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl {NAMESPACES}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{frame}{grid}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{white}</w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid></w:tbl>"
    )


def number_paragraph(face: Face, align: str, indent: int) -> str:
    """`— 3 —` as a field, `indent` twips in from the side it is aligned to."""
    properties = run_properties(face)

    def part(inside: str) -> str:
        return f"<w:r>{properties}{inside}</w:r>"

    dash = '<w:t xml:space="preserve">{}</w:t>'
    field = [
        part(dash.format("— ")),
        part('<w:fldChar w:fldCharType="begin"/>'),
        part('<w:instrText xml:space="preserve"> PAGE </w:instrText>'),
        part('<w:fldChar w:fldCharType="separate"/>'),
        part("<w:t>1</w:t>"),
        part('<w:fldChar w:fldCharType="end"/>'),
        part(dash.format(" —")),
    ]
    side = f'<w:ind w:{align}="{indent}"/>' if align in ("left", "right") and indent else ""
    line = round(face.pitch * TWIPS_PER_PT)
    side = f'<w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/>{side}'
    return (
        f'<w:p {NAMESPACES}><w:pPr><w:pStyle w:val="{face.style}"/>{side}<w:jc w:val="{align}"/>{properties}</w:pPr>'
        f"{''.join(field)}</w:p>"
    )


def footer(settings: Settings, odd: bool, face: Face) -> tuple[str, int]:
    """A footer's paragraph for odd or even pages, and the footer's distance from the sheet's edge in twips.

    On landscape sheets the number stands in a frame at the left, turned clockwise.
    """
    place = number_place(settings.orientation, odd, settings.numbering)
    indent = round(NUMBER_PT * TWIPS_PER_PT)
    if place.angle:
        return _turned(place.x, place.y, odd, number_paragraph(face, "right" if odd else "left", 0)), twips(
            10
        )
    sheet_height = 297.0 if settings.orientation == "portrait" else 210.0
    line_top = place.y - _DASH_IN_LINE_PT / PT_PER_MM
    distance = twips(sheet_height - line_top) - round(_NUMBER_LINE_PT * TWIPS_PER_PT)
    align = {"end": "right", "start": "left", "centre": "center"}[place.hang]
    return number_paragraph(face, align, indent if align != "center" else 0), distance


def turned_footers(font: str) -> tuple[str, str]:
    """The footers of lying pages in another text, for odd and even pages: the number stands as in a task list."""
    face = Face("Normal", "", font, NUMBER_PT, _NUMBER_LINE_PT)
    settings = Settings(orientation="landscape", duplex=True)
    return footer(settings, True, face)[0], footer(settings, False, face)[0]


def _turned(x: float, y: float, odd: bool, content: str) -> str:
    """A frame without lines, its text turned clockwise; (x, y) is where the dash's upper edge ends or begins."""
    thick = _NUMBER_LINE_PT / PT_PER_MM
    left = x + _DASH_IN_LINE_PT / PT_PER_MM - thick
    top = y - _FRAME_MM if odd else y
    size = f'cx="{round(thick * EMU_PER_MM)}" cy="{round(_FRAME_MM * EMU_PER_MM)}"'
    content = bare(content)
    number = 1 if odd else 2
    shape = (
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"<a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr rot="0" vert="vert" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t">'
        "<a:noAutofit/></wps:bodyPr></wps:wsp>"
    )
    drawing = (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="251658240" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{round(left * EMU_PER_MM)}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{round(top * EMU_PER_MM)}</wp:posOffset></wp:positionV>'
        f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{number}" name="页码{number}"/><wp:cNvGraphicFramePr/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"{shape}</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    style = (
        f"position:absolute;margin-left:{left * PT_PER_MM:.1f}pt;margin-top:{top * PT_PER_MM:.1f}pt;"
        f"width:{_NUMBER_LINE_PT:.1f}pt;height:{_FRAME_MM * PT_PER_MM:.1f}pt;z-index:251658240;"
        "mso-position-horizontal-relative:page;mso-position-vertical-relative:page"
    )
    older = (
        f'<w:pict><v:shape id="页码{number}" style="{style}" filled="f" stroked="f" coordsize="21600,21600" '
        'path="m,l,21600r21600,l21600,xe"><v:textbox style="layout-flow:vertical" inset="0,0,0,0">'
        f"<w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict>"
    )
    return (
        f"<w:p {NAMESPACES}><w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps">{drawing}</mc:Choice><mc:Fallback>{older}</mc:Fallback>'
        "</mc:AlternateContent></w:r></w:p>"
    )
