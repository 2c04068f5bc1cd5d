"""Workbooks made in a test, as the reader would give them, without its child process."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from greenplan_desktop.workbooks.cells import Cell, Merge, ReadFile, Rejection, Sheet, Workbook


def as_read_file(name: str, workbook, content: bytes | None = None) -> ReadFile:
    """A file of an import run around a workbook (or a Rejection)."""
    content = content if content is not None else repr((name, workbook)).encode()
    sha = hashlib.sha256(content).hexdigest()
    if isinstance(workbook, Rejection):
        return ReadFile(name, content, sha, None, workbook)
    return ReadFile(name, content, sha, workbook)


def from_openpyxl(book) -> Workbook:
    """An openpyxl workbook as the reader gives it; formulas have no cached value."""
    sheets = []
    for ws in book.worksheets:
        cells = {}
        for row in ws.iter_rows():
            for c in row:
                cell = _openpyxl_cell(c)
                if cell is not None:
                    cells[c.row, c.column] = cell
        merges = tuple(Merge(m.min_row, m.min_col, m.max_row, m.max_col) for m in ws.merged_cells.ranges)
        rows = frozenset(i for i, d in ws.row_dimensions.items() if d.hidden)
        columns = set()
        for d in ws.column_dimensions.values():
            if d.hidden:
                d.reindex()
                columns.update(range(d.min, d.max + 1))
        hidden = ws.sheet_state != "visible"
        sheets.append(Sheet(ws.title, cells, merges, hidden, rows, frozenset(columns)))
    return Workbook(tuple(sheets), "xlsx", "test")


def _openpyxl_cell(c):
    v = c.value
    if v is None:
        return None
    if c.data_type == "e":
        return Cell("error", str(v))
    if c.data_type == "f":
        return Cell("text", "", formula=True, uncached=True)
    if isinstance(v, bool):
        return Cell("bool", "TRUE" if v else "FALSE")
    if isinstance(v, (int, float)):
        percent = "%" in c.number_format
        return Cell("number", _shown(v, c.number_format), float(v), percent_format=percent)
    if isinstance(v, (datetime, date)):
        return Cell("date", f"{v.year}年{v.month}月{v.day}日")
    return Cell("text", str(v))


def _shown(v, number_format: str) -> str:
    if number_format in ("0.00", "0.0"):
        return f"{v:.{len(number_format) - 2}f}"
    if "%" in number_format:
        return f"{v * 100:.{2 if '.00' in number_format else 0}f}%"
    return repr(int(v)) if float(v).is_integer() else repr(v)
