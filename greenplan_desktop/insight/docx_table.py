"""A table as WordprocessingML, written in one piece: row by row through python-docx takes a hundred times as long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from .content import Row, Table
    from .docx_style import OfficeFonts

_TWIPS_PER_MM = 1440 / 25.4
_WHOLE_LINES = 12  # a row of more lines may be cut by a page's end
_LINE = 1.45  # times the font size


@dataclass(frozen=True, slots=True)
class _Look:
    """What all cells of one table share."""

    widths: tuple[int, ...]  # twips
    size: float  # pt
    latin: str


def table_element(table: Table, fonts: OfficeFonts, size: float) -> Any:
    """The `w:tbl` element: frame 1 pt, grid 0.5 pt, the head row repeated, rows whole where they are not too long."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    look = _Look(tuple(round(mm * _TWIPS_PER_MM) for mm in table.widths), size, fonts.latin)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in look.widths)
    head = "".join(
        _cell(text, width, look, fonts.black, "center")
        for text, width in zip(table.head, look.widths, strict=True)
    )
    rows = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"]
    rows += [_row(row, table, look, fonts) for row in table.rows]
    return parse_xml(
        f"<w:tbl {nsdecls('w')}>{_properties(sum(look.widths))}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _properties(width: int) -> str:
    lines = (("top", 8), ("left", 8), ("bottom", 8), ("right", 8), ("insideH", 4), ("insideV", 4))  # 1/8 pt
    borders = "".join(
        f'<w:{edge} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>' for edge, size in lines
    )
    margins = "".join(f'<w:{edge} w:w="57" w:type="dxa"/>' for edge in ("left", "right"))  # 1 mm
    return (
        f'<w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
    )


def _row(row: Row, table: Table, look: _Look, fonts: OfficeFonts) -> str:
    if row.spans:
        across = _cell(
            row.cells[0], sum(look.widths), look, fonts.script, "left", span=len(look.widths), keep=True
        )
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{across}</w:tr>"
    most = max(
        (_lines(text, width, look.size) for text, width in zip(row.cells, look.widths, strict=True)),
        default=1,
    )
    whole = "<w:trPr><w:cantSplit/></w:trPr>" if most <= _WHOLE_LINES else ""
    cells = "".join(
        _cell(text, width, look, fonts.body, "center" if number in table.centred else "left")
        for number, (text, width) in enumerate(zip(row.cells, look.widths, strict=True))
    )
    return f"<w:tr>{whole}{cells}</w:tr>"


def _lines(text: str, width: int, size: float) -> int:
    """About how many lines a text takes in a column (width in twips)."""
    room = max(1, int((width - 114) / (size * 20)))
    return sum(-(-max(1, len(line)) // room) for line in text.split("\n"))


def _cell(
    text: str, width: int, look: _Look, family: str, align: str, *, span: int = 1, keep: bool = False
) -> str:
    across = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    lines = "".join(_paragraph(line, look, family, align, keep=keep) for line in text.split("\n"))
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{across}<w:vAlign w:val="center"/></w:tcPr>{lines}</w:tc>'


def _paragraph(text: str, look: _Look, family: str, align: str, *, keep: bool) -> str:
    with_next = "<w:keepNext/>" if keep else ""
    line = round(look.size * _LINE * 20)
    latin, east = quoteattr(look.latin), quoteattr(family)
    font = (
        f"<w:rPr><w:rFonts w:ascii={latin} w:hAnsi={latin} w:eastAsia={east} w:cs={latin}/>"
        f'<w:sz w:val="{round(look.size * 2)}"/></w:rPr>'
    )
    words = f'<w:r>{font}<w:t xml:space="preserve">{escape(printable(text))}</w:t></w:r>' if text else ""
    return (
        f'<w:p><w:pPr>{with_next}<w:widowControl w:val="0"/>'
        f'<w:spacing w:before="30" w:after="30" w:line="{line}" w:lineRule="exact"/><w:jc w:val="{align}"/>'
        f"{font}</w:pPr>{words}</w:p>"
    )


def printable(text: str) -> str:
    """Without characters that XML cannot hold."""
    return "".join(
        c
        for c in text
        if c == "\t" or (c >= " " and c not in "\ufffe\uffff" and not "\ud800" <= c <= "\udfff")
    )
