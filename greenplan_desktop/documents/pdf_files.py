"""A PDF with a text layer as a document: paragraphs rejoined, heads and page numbers gone, ruled tables as tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.errors import InputError

from .apart import PDF, read_apart
from .blocks import Block, Grid, Paragraph, assemble
from .limits import MAX_CHARACTERS, MAX_PAGES, too_large, unreadable
from .pdf_columns import column_lines
from .pdf_lines import footnotes_of, without_frame
from .pdf_pages import Page, read_page
from .pdf_paragraphs import ParagraphJoiner, begins_with_indent, edges_of
from .pdf_tables import grid_of, lattices

if TYPE_CHECKING:
    from .pdf_lines import PrintedLine
    from .pdf_paragraphs import Edges
    from .source import Document

_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD
_FEW = 12  # characters on a page that may be a page number or a stamp, not text


@dataclass(frozen=True, slots=True)
class _RuledTable:
    """A table between ruled lines, with the places of its upper and right ends in pt."""

    top: float
    right: float
    grid: Grid


def read_pdf(content: bytes, name: str) -> Document:
    """The PDF's lines and tables; scanned, encrypted or broken files are refused in one sentence."""
    answer = read_apart(PDF, content, name)
    blocks: list[Block] = []
    for kind, *parts in answer["blocks"]:
        if kind == "table":
            rows, merged, page = parts
            grid = Grid(tuple(tuple(row) for row in rows), tuple((a, b, c, d) for a, b, c, d in merged), page)
            blocks.append(grid)
        else:
            text, style, page = parts
            blocks.append(Paragraph(text, "footnote" if style == "footnote" else "", page=page))
    return assemble(name, blocks, "pdf", tuple(answer["notes"]))


def pdf_blocks(content: bytes, name: str) -> dict[str, Any]:
    """Runs in the limited child: paragraphs and tables in plain lists, with notes."""
    pages = _pages(content, name)
    notes = _checked(pages, name)
    tables: list[list[_RuledTable]] = []
    lines: list[list[PrintedLine]] = []
    for page in pages:
        found, rest = _tables_of(page)
        tables.append(found)
        lines.append(column_lines(rest, page.number))
    blocks = _blocks(pages, lines, tables)
    return {"blocks": [_plain(block) for block in blocks], "notes": notes}


def _pages(content: bytes, name: str) -> list[Page]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR or "password" in str(error).lower():
            message = f"“{name}”设了打开密码，请取消密码或向发文单位索取未加密的文件。"
            raise InputError(message, code="encrypted") from error
        raise unreadable(name) from error
    if len(document) > MAX_PAGES:
        raise too_large(name)
    pages: list[Page] = []
    characters = 0
    for index in range(len(document)):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            pages.append(Page(index + 1, 0, 0, broken=True))  # those that can be read are read
            continue
        pages.append(read_page(page, index + 1))
        characters += len(pages[-1].glyphs)
        if characters > MAX_CHARACTERS:
            raise too_large(name)
        page.close()
    return pages


def _checked(pages: list[Page], name: str) -> list[str]:
    """Refuses scans and fonts without meaning; notes single pages that hold only a picture or are broken."""
    if all(page.broken for page in pages):
        raise unreadable(name)
    glyphs, garbled = sum(len(page.glyphs) for page in pages), sum(page.garbled for page in pages)
    if garbled > glyphs:
        message = f"“{name}”的文字是乱码（字体没有编码信息），请向发文单位索取 Word 版本。"
        raise InputError(message, code="unreadable")
    empty = [page for page in pages if len(page.glyphs) <= _FEW and page.pictures]
    if glyphs <= _FEW * len(pages) and (empty or not glyphs):
        message = f"“{name}”是扫描件，没有文字层，请先做文字识别（OCR）或索取 Word 版本。"
        raise InputError(message, code="scanned")
    broken = [page for page in pages if page.broken]
    notes = [f"{_numbers_of(empty)}是图片，没有文字，没有读入。"] if empty else []
    return [*notes, f"{_numbers_of(broken)}已损坏，没有读入。"] if broken else notes


def _numbers_of(pages: list[Page]) -> str:
    numbers = "、".join(str(page.number) for page in pages[:10])
    return f"第 {numbers} 页{'等' if len(pages) > 10 else ''}"


def _tables_of(page: Page) -> tuple[list[_RuledTable], list[Any]]:
    """The page's ruled tables, and the characters outside of them."""
    found: list[_RuledTable] = []
    rest = page.glyphs
    for lattice in lattices(page):
        inside = [glyph for glyph in rest if lattice.holds(glyph)]
        grid = grid_of(lattice, inside, page.number)
        if sum(bool(cell) for row in grid.rows for cell in row) >= 1:
            found.append(_RuledTable(lattice.ys[0], lattice.xs[-1], grid))
            rest = [glyph for glyph in rest if not lattice.holds(glyph)]
    return found, rest


def _blocks(
    pages: list[Page], printed: list[list[PrintedLine]], tables: list[list[_RuledTable]]
) -> list[Block]:
    lines = without_frame(pages, printed)
    flat = [line for one in lines for line in one]
    ruled = [table.right for found in tables for table in found]
    overall = edges_of(flat, framing=[line for one in printed for line in one], ruled=ruled)
    joiner = ParagraphJoiner(overall is not None and begins_with_indent(flat, overall))
    blocks: list[Block] = []
    notes: list[Block] = []
    for page, own, found in zip(pages, lines, tables, strict=True):
        edges = edges_of(own, overall)
        foot = footnotes_of(own, edges.em) if edges else 0
        body, small = own[: len(own) - foot], own[len(own) - foot :]
        if edges:
            _page_blocks(body, edges, found, joiner, blocks)
            notes += _footnotes(small, edges, begins=joiner)
        else:
            _flush(joiner, blocks)
            blocks += [table.grid for table in found]
        page.glyphs.clear()
    _flush(joiner, blocks)
    return [*blocks, *notes]


def _page_blocks(
    body: list[PrintedLine],
    edges: Edges,
    tables: list[_RuledTable],
    joiner: ParagraphJoiner,
    blocks: list[Block],
) -> None:
    """Lines and tables of a page from top to bottom."""
    waiting = list(tables)
    for line in body:
        while waiting and waiting[0].top < line.base:
            _flush(joiner, blocks)
            blocks.append(waiting.pop(0).grid)
        joiner.add(line, edges)
    if waiting:
        _flush(joiner, blocks)
        blocks += [table.grid for table in waiting]


def _flush(joiner: ParagraphJoiner, blocks: list[Block]) -> None:
    joiner.flush()
    blocks += joiner.done
    joiner.done = []


def _footnotes(lines: list[PrintedLine], edges: Edges, *, begins: ParagraphJoiner) -> list[Block]:
    joiner = ParagraphJoiner(begins.indents)
    for line in lines:
        joiner.add(line, edges)
    joiner.flush()
    return [Paragraph(one.text, "footnote", page=one.page) for one in joiner.done]


def _plain(block: Block) -> list[Any]:
    if isinstance(block, Grid):
        return ["table", block.rows, block.merged, block.page]
    return ["text", block.text, block.style, block.page]
