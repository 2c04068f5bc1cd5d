"""The body of a .docx: paragraphs, tables and text boxes in reading order, as if all changes were accepted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .blocks import Block, Paragraph, boxed
from .docx_numbers import Counter, join_number
from .docx_tables import Cell, Row, Table, span_of
from .limits import MAX_BLOCKS, MAX_CELLS, MAX_CHARACTERS, too_large

if TYPE_CHECKING:
    from .docx_numbers import Numbering
    from .docx_styles import Styles
    from .source import Style

_LEFT_OUT = {
    "w:del", "w:moveFrom", "w:delText", "w:delInstrText", "w:pPrChange", "w:rPrChange", "w:tblPrChange",
    "w:sectPrChange", "w:tcPrChange", "w:trPrChange", "w:tblPrExChange", "w:tblGridChange",
    "w:numberingChange", "w:sectPr", "w:rt", "w:binData", "w:docPartPr",
}  # fmt: skip
_MARKS = {"w:br": "\n", "w:cr": "\n", "w:tab": "\t", "w:ptab": "\t", "w:noBreakHyphen": "-"}


@dataclass(slots=True)
class _Paragraph:
    """A paragraph being read."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)
    style: str = ""
    number: str | None = None
    level: int | None = None
    outline: int | None = None
    removed: bool = False  # its end mark is deleted: it runs into the next one


@dataclass(slots=True)
class _Field:
    """A complex field: what it says to do is never shown, its result is."""

    instruction: str = ""
    result: bool = False
    contents: bool = False  # a generated table of contents


@dataclass(slots=True)
class _Flow:
    """Where finished paragraphs go: the body, a cell, a text box."""

    blocks: list[Block] = field(default_factory=list)
    carried: str = ""


@dataclass(slots=True)
class Findings:
    """What deserves a note: tracked changes, content that was not read."""

    inserted: int = 0
    deleted: int = 0
    embedded: int = 0


class BodyHandler:
    """Turns the elements of document.xml (or footnotes.xml) into blocks."""

    def __init__(self, name: str, styles: Styles, numbering: Numbering) -> None:
        self.findings = Findings()
        self._name = name
        self._styles = styles
        self._numbering = numbering
        self._counter = Counter(numbering)
        self._flows = [_Flow()]
        self._path: list[str] = []
        self._skipping = 0
        self._paragraphs: list[_Paragraph] = []
        self._tables: list[Table] = []
        self._fields: list[list[_Field]] = [[]]
        self._alternatives: list[bool] = []
        self._hidden = 0  # depth of the run that is hidden
        self._contents = 0  # depth of the block that holds a generated table of contents
        self._length = 0
        self._cells = 0
        self._closed = 0

    @property
    def blocks(self) -> list[Block]:
        """Everything read, in order."""
        self._settle(self._flows[0])
        return self._flows[0].blocks

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._skipping:
            self._skipping += 1
            return
        parent = self._path[-1] if self._path else ""
        if tag in _LEFT_OUT and not self._marks_removed(tag, parent):
            self.findings.deleted += tag in ("w:del", "w:moveFrom")
            self._skipping = 1
            return
        if tag in ("mc:Choice", "mc:Fallback") and self._alternatives:
            if self._alternatives[-1]:
                self._skipping = 1
                return
            self._alternatives[-1] = True
        self._path.append(tag)
        self._open(tag, parent, attributes)

    def _marks_removed(self, tag: str, parent: str) -> bool:
        """A deletion inside properties removes the paragraph's end, the row or the cell; true if it was one."""
        if tag not in ("w:del", "w:moveFrom"):
            return False
        if parent == "w:rPr" and self._path[-2:-1] == ["w:pPr"] and self._paragraphs:
            self._paragraphs[-1].removed = True
        elif parent == "w:trPr" and self._tables and self._tables[-1].rows:
            self._tables[-1].rows[-1].deleted = True
        else:
            return False
        self.findings.deleted += 1
        return True

    def _open(self, tag: str, parent: str, attributes: dict[str, str]) -> None:
        value = attributes.get("w:val", "")
        if tag == "w:p":
            self._paragraphs.append(_Paragraph())
        elif tag == "mc:AlternateContent":
            self._alternatives.append(False)
        elif tag in ("w:ins", "w:moveTo"):
            self.findings.inserted += 1
        elif tag == "w:txbxContent":
            self._flows.append(_Flow())
            self._fields.append([])
        elif tag in ("w:altChunk", "w:object"):
            self.findings.embedded += 1
        elif parent == "w:r":
            self._open_in_run(tag, attributes)
        elif parent == "w:rPr" and tag == "w:vanish" and self._path[-3:-2] == ["w:r"]:
            self._hidden = 0 if value in ("0", "false", "off") else len(self._path) - 2
        elif parent in ("w:pPr", "w:numPr"):
            self._open_in_properties(tag, value)
        elif tag in ("w:tbl", "w:tr", "w:tc") or parent in ("w:tcPr", "w:trPr"):
            self._open_in_table(tag, value)
        elif tag == "w:docPartGallery" and value == "Table of Contents" and "w:sdt" in self._path:
            self._contents = self._contents or self._path.index("w:sdt") + 1

    def _open_in_run(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in _MARKS:
            self._put(_MARKS[tag])
        elif tag == "w:sym":
            self._put(_symbol(attributes.get("w:char", "")))
        elif tag == "w:fldChar":
            kind = attributes.get("w:fldCharType")
            fields = self._fields[-1]
            if kind == "begin":
                fields.append(_Field())
            elif kind == "separate" and fields:
                fields[-1].result = True
                fields[-1].contents = fields[-1].instruction.strip().upper().startswith("TOC")
            elif kind == "end" and fields:
                fields.pop()

    def _open_in_properties(self, tag: str, value: str) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs[-1]
        if tag == "w:pStyle":
            paragraph.style = value
        elif tag == "w:numId":
            paragraph.number = value
        elif tag == "w:ilvl" and value.isdigit():
            paragraph.level = int(value)
        elif tag == "w:outlineLvl" and value.isdigit():
            paragraph.outline = int(value)

    def _open_in_table(self, tag: str, value: str) -> None:
        if tag == "w:tbl":
            self._tables.append(Table())
        elif not self._tables:
            return
        elif tag == "w:tr":
            self._tables[-1].rows.append(Row())
        elif tag == "w:tc" and self._tables[-1].rows:
            self._tables[-1].rows[-1].cells.append(Cell())
            self._flows.append(_Flow())
            self._count_cells(1)
        elif self._tables[-1].rows:
            self._open_in_row(self._tables[-1].rows[-1], tag, value)

    def _open_in_row(self, row: Row, tag: str, value: str) -> None:
        if tag == "w:gridBefore":
            row.before = span_of(value)
        elif row.cells and tag == "w:gridSpan":
            row.cells[-1].span = span_of(value)
            self._count_cells(row.cells[-1].span - 1)
        elif row.cells and tag == "w:vMerge":
            row.cells[-1].merge = value or "continue"
        elif row.cells and tag == "w:hMerge":
            row.cells[-1].across = value or "continue"
        elif row.cells and tag == "w:cellDel":
            row.cells[-1].deleted = True

    def _count_cells(self, more: int) -> None:
        self._cells += more
        if self._cells > MAX_CELLS:
            raise too_large(self._name)

    def data(self, text: str) -> None:
        """Characters count inside w:t and m:t only; a field's instruction is kept to know what it is."""
        if self._skipping or not self._path:
            return
        if self._path[-1] in ("w:t", "m:t"):
            self._put(text.replace("\n", " "))
        elif self._path[-1] == "w:instrText" and self._fields[-1]:
            self._fields[-1][-1].instruction += text[:100]

    def _put(self, text: str) -> None:
        fields = self._fields[-1]
        if not self._paragraphs or self._hidden or any(f.contents or not f.result for f in fields):
            return
        self._length += len(text)
        if self._length > MAX_CHARACTERS:
            raise too_large(self._name)
        self._paragraphs[-1].pieces.append(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        if self._skipping:
            self._skipping -= 1
            return
        self._path.pop()
        if len(self._path) < self._hidden:
            self._hidden = 0
        if len(self._path) < self._contents:
            self._contents = 0
        if tag == "w:p" and self._paragraphs:
            self._close_paragraph(self._paragraphs.pop())
        elif tag == "mc:AlternateContent" and self._alternatives:
            self._alternatives.pop()
        elif tag == "w:txbxContent":
            self._close_box()
        elif tag in ("w:tc", "w:tr", "w:tbl") and self._tables:
            self._close_in_table(tag)

    def _close_box(self) -> None:
        flow = self._flows.pop()
        self._fields.pop()
        self._settle(flow)
        outer = self._paragraphs[-1].boxes if self._paragraphs else self._flows[-1].blocks
        outer.extend(boxed(flow.blocks))

    def _close_in_table(self, tag: str) -> None:
        table = self._tables[-1]
        if tag == "w:tc" and table.rows and table.rows[-1].cells:
            flow = self._flows.pop()
            self._settle(flow)
            table.rows[-1].cells[-1].blocks = flow.blocks
        elif tag == "w:tr" and table.rows:
            row = table.rows[-1]
            row.cells = [cell for cell in row.cells if not cell.deleted]
            if row.deleted or not row.cells:
                table.rows.pop()
        elif tag == "w:tbl":
            self._tables.pop()
            self._settle(self._flows[-1])
            self._flows[-1].blocks.extend(table.blocks())

    def _close_paragraph(self, paragraph: _Paragraph) -> None:
        self._closed += 1
        if self._closed > MAX_BLOCKS:
            raise too_large(self._name)
        flow = self._flows[-1]
        text = flow.carried + "".join(paragraph.pieces)
        flow.carried = ""
        if paragraph.removed:
            flow.carried = text
        elif not self._contents and not self._styles.is_contents(paragraph.style):
            flow.blocks.append(self._finished(paragraph, text))
        flow.blocks.extend(paragraph.boxes)

    @staticmethod
    def _settle(flow: _Flow) -> None:
        """What waits for a next paragraph that never comes is a paragraph itself."""
        if flow.carried.strip():
            flow.blocks.append(Paragraph(flow.carried))
        flow.carried = ""

    def _finished(self, paragraph: _Paragraph, text: str) -> Paragraph:
        label, list_level = self._number(paragraph)
        style, level = self._kind(paragraph, list_level)
        if label and not text.strip() and self._tables:
            return Paragraph(label, style, level)  # a column of automatic numbers holds nothing else
        return Paragraph(join_number(label, text) if label else text, style, level)

    def _number(self, paragraph: _Paragraph) -> tuple[str, int]:
        """The automatic number and its 1-based level; the paragraph's own list goes before its style's."""
        number, level, style = paragraph.number, paragraph.level, ""
        for style_id, one in self._styles.chain(paragraph.style or self._styles.default):
            if number is None and one.number is not None:
                number, style = one.number, style_id
            if level is None and one.level is not None:
                level = one.level
        if number is None or number == "0" or number not in self._numbering.lists:
            return "", 0
        if style and paragraph.level is None:
            by_style = self._numbering.level_of_style(number, style)
            level = by_style if by_style is not None else level
        return self._counter.label(number, level or 0), (level or 0) + 1

    def _kind(self, paragraph: _Paragraph, list_level: int) -> tuple[Style, int]:
        style = paragraph.style or self._styles.default
        if self._styles.is_title(style):
            return "title", 0
        outline = paragraph.outline
        heading = self._styles.heading_level(style) if outline is None else outline + 1
        if 0 < heading < 10:
            return "heading", heading
        return ("list", list_level) if list_level else ("", 0)


def _symbol(code: str) -> str:
    """The character of w:sym; those of private fonts (Wingdings) have no meaning as text."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number) if 0x20 < number < 0xD800 or 0xF900 <= number < 0xFFF0 else ""
