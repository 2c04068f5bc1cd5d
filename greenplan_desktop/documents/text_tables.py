"""Tables in plain text: rows pasted from a spreadsheet (tabs) and Markdown tables (| a | b |)."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from .limits import MAX_CELLS, too_large
from .source import Document, Line, TableGrid
from .table_columns import find_head

if TYPE_CHECKING:
    from collections.abc import Sequence

_RULE = re.compile(r"^\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?)?\s*$")
_FEWEST = 2  # tabs or bars in a row


def with_tables(document: Document) -> Document:
    """The document with its text tables found; only what begins with the head of a task list is one.

    InputError where they hold more cells than MAX_CELLS.
    """
    lines = list(document.lines)
    tables: list[TableGrid] = []
    cells = 0
    index = 0
    while index < len(lines):
        text = lines[index].text
        separator = "\t" if text.count("\t") >= _FEWEST else "|" if text.count("|") >= _FEWEST else ""
        if separator and find_head([_cells(text, separator)]):
            end, rows, own = _rows(lines, index, separator)
            cells += sum(map(len, rows))
            if cells > MAX_CELLS:
                raise too_large(document.name)
            if len(rows) > 1:
                tables.append(TableGrid(tuple(rows), index))
                lines[index:end] = own
                index += len(rows) - 1
        index += 1
    if not tables:
        return document
    return replace(document, lines=tuple(lines), tables=tuple(tables))


def _cells(text: str, separator: str) -> tuple[str, ...]:
    if separator == "|":
        text = text.strip().removeprefix("|").removesuffix("|")
        return tuple(re.sub(r"<br\s*/?>", "\n", cell).strip().strip("*") for cell in text.split("|"))
    return tuple(cell.strip() for cell in text.split("\t"))


def _rows(lines: Sequence[Line], begin: int, separator: str) -> tuple[int, list[tuple[str, ...]], list[Line]]:
    """The index behind the table, its rows, and each row as one line of style `table` with its number in the file.

    A quoted cell of a spreadsheet may hold line breaks.
    """
    rows: list[tuple[str, ...]] = []
    own: list[Line] = []
    end = begin
    while end < len(lines) and separator in lines[end].text:
        first, text = lines[end].number, lines[end].text
        while separator == "\t" and text.count('"') % 2 and end + 1 < len(lines) and end - begin < 5000:
            end += 1
            text += "\n" + lines[end].text
        end += 1
        if separator == "|" and _RULE.match(text):
            continue
        rows.append(_quoted(text) if '"' in text and separator == "\t" else _cells(text, separator))
        own.append(Line("\t".join(" ".join(cell.split()) for cell in rows[-1]), first, "table"))
    width = max(map(len, rows))
    return end, [row + ("",) * (width - len(row)) for row in rows], own


def _quoted(text: str) -> tuple[str, ...]:
    """A row with cells in double quotes, as spreadsheets copy cells that hold line breaks."""
    try:
        row = next(csv.reader(text.splitlines(keepends=True), delimiter="\t", strict=True))
    except (csv.Error, StopIteration):
        return _cells(text.replace("\n", " "), "\t")
    return tuple(cell.strip() for cell in row)
