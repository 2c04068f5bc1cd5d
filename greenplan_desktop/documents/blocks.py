"""What a formatted file is made of, paragraphs and tables, and how they become the lines of a Document."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .limits import MAX_BLOCKS, MAX_CHARACTERS, no_text, too_large
from .radicals import without_radicals
from .source import Document, Line, Style, TableGrid

_CHAPTER = re.compile(r"^\s*[一二三四五六七八九十]{1,3}\s*[、.．]", re.MULTILINE)
_BOX = re.compile(r"^\s*(?:专\s*栏|图表?\s*\d|表\s*\d)")
_LABEL = re.compile(
    r"(?:索\s*引\s*号|发文字号|发布文号|公文种类|文\s*号|发文机[关构]|发布机构|制发机关|成文日期|发文日期|生成日期|发布日期|发布时间|公开日期"
    r"|主题分类|主题词|体裁分类|有\s*效\s*性|信息分类|信息名称|标\s*题|名\s*称|公开方式|公开范围|关键词)"
)
_NUMBER = re.compile(r"[〔［\[（(]\s?20\d{2}\s?[〕］\]）)]\s?(?:第\s?)?\d{1,5}\s?号")
_RECORD_ROWS = 12
_LAYOUT_CELL = 1500  # characters from which a cell is a page's column and no cell of a list
_BOX_SHARE = 0.4  # a one-column table with more of the text than this is the text itself


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; line breaks inside it become lines of their own."""

    text: str
    style: Style = ""
    level: int = 0
    page: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with merged cells filled; cells keep their line breaks."""

    rows: tuple[tuple[str, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    page: int = 0

    @property
    def width(self) -> int:
        """Columns of the widest row."""
        return max((len(row) for row in self.rows), default=0)

    def own_texts(self) -> list[list[str]]:
        """The rows with each merged cell's text only where the cell begins."""
        own = [list(row) for row in self.rows]
        for top, left, bottom, right in self.merged:
            for row in range(top, bottom + 1):
                for column in range(left, min(right + 1, len(own[row]))):
                    if (row, column) != (top, left):
                        own[row][column] = ""
        return own


Block = Paragraph | Grid


def boxed(blocks: list[Block]) -> list[Block]:
    """What a frame holds: where it begins like a box (专栏1 …) all of it is one, else it is text like any other."""
    texts = [block for block in blocks if isinstance(block, Paragraph) and block.text.strip()]
    if not texts or not _BOX.match(texts[0].text):
        return blocks
    return [replace(block, style="box") if isinstance(block, Paragraph) else block for block in blocks]


def assemble(
    name: str, blocks: list[Block], format: str, notes: tuple[str, ...] = (), *, hard_breaks: bool = False
) -> Document:
    """Lines and tables of a file in order; a row of a table also stands as a line of style `table`."""
    if len(blocks) > MAX_BLOCKS:
        raise too_large(name)
    sheet = _Sheet(_characters(blocks))
    for block in blocks:
        sheet.add(block)
    if sheet.length > MAX_CHARACTERS:
        raise too_large(name)
    if not any(line.text.strip() for line in sheet.lines):
        raise no_text(name)
    return Document(name, tuple(sheet.lines), tuple(sheet.tables), notes, format, hard_breaks)


def _characters(blocks: list[Block]) -> int:
    return sum(
        len(b.text) if isinstance(b, Paragraph) else sum(len(c) for row in b.rows for c in row)
        for b in blocks
    )


class _Sheet:
    """Lines and tables as they grow."""

    def __init__(self, characters: int) -> None:
        self.lines: list[Line] = []
        self.tables: list[TableGrid] = []
        self.length = 0
        self._characters = characters

    def add(self, block: Block) -> None:
        """Put a block at the end."""
        if isinstance(block, Paragraph):
            for text in re.split("[\n\v\f\r\u2028\u2029]", block.text):
                self._line(text, block.style, block.level, block.page)
        elif block.width < 2:
            self._column(block)
        elif _is_layout(block):
            self._flatten(block)
        elif _is_record(block):
            self._record(block)
        else:
            self._table(block)

    def _line(self, text: str, style: Style, level: int, page: int) -> None:
        self.lines.append(Line(without_radicals(text.strip(" \t")), len(self.lines) + 1, style, level, page))
        self.length += len(text) + 1

    def _column(self, grid: Grid) -> None:
        """A table of one column is a box (专栏), unless it holds the larger part of the whole text."""
        texts = [text for row in grid.rows for cell in row for text in cell.split("\n")]
        share = sum(map(len, texts)) / max(1, self._characters)
        boxed = share < _BOX_SHARE or any(_BOX.match(t) for t in texts[:1])
        for text in texts:
            self._line(text, "box" if boxed else "", 0, grid.page)

    def _flatten(self, grid: Grid) -> None:
        for row in grid.own_texts():
            for cell in row:
                for text in cell.split("\n") if cell else ():
                    self._line(text, "", 0, grid.page)

    def _record(self, grid: Grid) -> None:
        """Label and value side by side become one line, other cells a line each."""
        for row in grid.own_texts():
            cells = [" ".join(cell.split()) for cell in row if cell.strip()]
            while cells:
                cell = cells.pop(0)
                if cells and _LABEL.fullmatch(cell.rstrip("：: ")):
                    cell = f"{cell.rstrip('：: ')}：{cells.pop(0)}"
                self._line(cell, "", 0, grid.page)

    def _table(self, grid: Grid) -> None:
        title = next((line.text for line in reversed(self.lines[-6:]) if line.text.strip()), "")
        rows = tuple(tuple(map(without_radicals, row)) for row in grid.rows)
        self.tables.append(TableGrid(rows, len(self.lines), title if len(title) <= 80 else "", grid.merged))
        for row in grid.own_texts():
            self._line("\t".join(" ".join(cell.split()) for cell in row if cell), "table", 0, grid.page)


def _is_record(grid: Grid) -> bool:
    """The portal's record of a document (索引号, 发文字号, 成文日期), or its red head with the number in a table."""
    cells = [cell.strip() for row in grid.rows for cell in row if cell.strip()]
    if len(grid.rows) > _RECORD_ROWS or any(len(cell) > 120 for cell in cells):
        return False
    labels = sum(_LABEL.fullmatch(cell.rstrip("：: ")) is not None for cell in cells)
    return labels >= 2 or (len(grid.rows) <= 3 and any(_NUMBER.search(cell) for cell in cells))


def _is_layout(grid: Grid) -> bool:
    """A table that arranges a page holds chapters, or whole columns of text, in its cells."""
    return any(
        len(cell) > _LAYOUT_CELL and len(_CHAPTER.findall(cell)) >= 2 for row in grid.rows for cell in row
    )
