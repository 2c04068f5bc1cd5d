"""A spreadsheet as a document: each shown sheet a table, the rows above its head plain lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.workbooks.reader import WorkbookReader

from .blocks import Block, Grid, Paragraph, assemble
from .limits import MAX_CELLS, too_large, unreadable

if TYPE_CHECKING:
    from greenplan_desktop.workbooks.cells import Sheet, Workbook

    from .source import Document

_HEAD_WIDTH = 3  # a table's first row has at least so many different texts


def read_sheets(content: bytes, name: str) -> Document:
    """The sheets of a workbook of any format the readers know; InputError with their sentence where they refuse."""
    with WorkbookReader() as reader:
        found = reader.read(name, content)
    if found.workbook is None:
        rejection = found.rejection
        raise InputError(rejection.message, code=rejection.code) if rejection else unreadable(name)
    return workbook_document(found.workbook, name)


def workbook_document(workbook: Workbook, name: str) -> Document:
    """Sheets in order; hidden sheets are left out and named, hidden rows are read and named."""
    blocks: list[Block] = []
    notes: list[str] = []
    for sheet in workbook.sheets:
        if sheet.hidden:
            if sheet.cells:
                notes.append(f"隐藏的工作表“{sheet.name}”没有读入。")
            continue
        hidden = [row for row in sheet.hidden_rows if any(place[0] == row for place in sheet.cells)]
        if hidden:
            notes.append(f"工作表“{sheet.name}”有 {len(hidden)} 个隐藏行，已一并读入。")
        blocks += _sheet_blocks(sheet, name)
    return assemble(name, blocks, "xlsx", tuple(notes))


def _sheet_blocks(sheet: Sheet, name: str) -> list[Block]:
    """Rows that hold one text are lines (titles above, remarks below); the others are the table."""
    rows = _rows(sheet, name)
    wide = [number for number, row in enumerate(rows) if len({text for text in row if text}) >= _HEAD_WIDTH]
    if not wide:
        return [Paragraph(" ".join(dict.fromkeys(text for text in row if text))) for row in rows if any(row)]
    first, last = wide[0], wide[-1]
    blocks: list[Block] = [_as_line(row) for row in rows[:first] if any(row)]
    merged = tuple(
        (m.top - 1 - first, m.left - 1, m.bottom - 1 - first, m.right - 1)
        for m in sheet.merges
        if first <= m.top - 1 and m.bottom - 1 <= last and m.right <= len(rows[0])
    )
    blocks.append(Grid(tuple(rows[first : last + 1]), merged))
    return blocks + [_as_line(row) for row in rows[last + 1 :] if any(row)]


def _as_line(row: tuple[str, ...]) -> Paragraph:
    return Paragraph(" ".join(dict.fromkeys(" ".join(text.split()) for text in row if text)))


def _rows(sheet: Sheet, name: str) -> list[tuple[str, ...]]:
    """The used rectangle with merged cells filled; empty rows stay, they part tables."""
    height, width = sheet.last_row, sheet.last_column
    if height * width > MAX_CELLS * 4:
        raise too_large(name)
    texts = [[""] * width for _ in range(height)]
    for (row, column), cell in sheet.cells.items():
        texts[row - 1][column - 1] = cell.text.strip()
    for merge in sheet.merges:
        if merge.top > height or merge.left > width:
            continue
        text = texts[merge.top - 1][merge.left - 1]
        for row in range(merge.top, min(merge.bottom, height) + 1):
            for column in range(merge.left, min(merge.right, width) + 1):
                texts[row - 1][column - 1] = text
    return [tuple(row) for row in texts]
