"""Workbooks for tests, made readable without the reader's child process: openpyxl objects, .xls, .ods, .csv."""

from __future__ import annotations

import csv
import hashlib
import io
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


def from_xls(content: bytes) -> Workbook:
    import xlrd

    book = xlrd.open_workbook(file_contents=content, formatting_info=True)
    sheets = []
    for s in book.sheets():
        cells = {}
        for r in range(s.nrows):
            for c in range(s.ncols):
                x = s.cell(r, c)
                if x.ctype == xlrd.XL_CELL_TEXT and x.value:
                    cells[r + 1, c + 1] = Cell("text", x.value)
                elif x.ctype == xlrd.XL_CELL_NUMBER:
                    fmt = book.format_map[book.xf_list[x.xf_index].format_key].format_str
                    cells[r + 1, c + 1] = Cell("number", _shown(x.value, fmt), x.value, percent_format="%" in fmt)
        merges = tuple(Merge(a + 1, c + 1, b, d) for a, b, c, d in s.merged_cells)
        rows = frozenset(i + 1 for i, info in s.rowinfo_map.items() if info.hidden)
        sheets.append(Sheet(s.name, cells, merges, s.visibility != 0, rows))
    return Workbook(tuple(sheets), "xls", "test")


def from_ods(content: bytes) -> Workbook:
    import zipfile

    from lxml import etree

    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("content.xml"))
    ns = dict(root.nsmap)
    q = lambda p, n: f"{{{ns[p]}}}{n}"  # noqa: E731
    hidden_styles = {
        st.get(q("style", "name"))
        for st in root.iter(q("style", "style"))
        if (p := st.find(q("style", "table-properties"))) is not None and p.get(q("table", "display")) == "false"
    }
    sheets = []
    for t in root.iter(q("table", "table")):
        cells, merges, hidden_rows = {}, [], set()
        row = 0
        for tr in t.iter(q("table", "table-row")):
            repeat = int(tr.get(q("table", "number-rows-repeated"), "1"))
            row += 1
            if tr.get(q("table", "visibility")) in ("collapse", "filter"):
                hidden_rows.add(row)
            col = 0
            for tc in tr:
                if tc.tag not in (q("table", "table-cell"), q("table", "covered-table-cell")):
                    continue
                n = int(tc.get(q("table", "number-columns-repeated"), "1"))
                col += 1
                text = "\n".join("".join(p.itertext()) for p in tc.findall(q("text", "p")))
                kind = tc.get(q("office", "value-type"))
                if kind == "string" and text:
                    cells[row, col] = Cell("text", text)
                elif kind in ("float", "percentage"):
                    v = float(tc.get(q("office", "value")))
                    cells[row, col] = Cell("number", text, v, percent_format=kind == "percentage")
                down = int(tc.get(q("table", "number-rows-spanned"), "1"))
                right = int(tc.get(q("table", "number-columns-spanned"), "1"))
                if down > 1 or right > 1:
                    merges.append(Merge(row, col, row + down - 1, col + right - 1))
                col += n - 1
            row += repeat - 1
        hidden = t.get(q("table", "style-name")) in hidden_styles
        sheets.append(Sheet(t.get(q("table", "name")), cells, tuple(merges), hidden, frozenset(hidden_rows)))
    return Workbook(tuple(sheets), "ods", "test")


def from_csv(name: str, content: bytes) -> Workbook:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030")
    cells = {
        (r, c): Cell("text", value)
        for r, line in enumerate(csv.reader(io.StringIO(text)), start=1)
        for c, value in enumerate(line, start=1)
        if value
    }
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return Workbook((Sheet(stem, cells),), "csv", "test")


def load(name: str, content: bytes) -> ReadFile:
    """A file by its ending; what cannot be opened is rejected as the reader would."""
    import openpyxl

    if content[:4] == b"\xd0\xcf\x11\xe0" and not name.endswith(".xls"):
        return as_read_file(name, Rejection("encrypted", "加密"), content)
    try:
        if name.endswith(".xls"):
            workbook = from_xls(content)
        elif name.endswith(".ods"):
            workbook = from_ods(content)
        elif name.endswith(".csv"):
            workbook = from_csv(name, content)
        else:
            workbook = from_openpyxl(openpyxl.load_workbook(io.BytesIO(content)))
    except Exception as error:
        return as_read_file(name, Rejection("unreadable", str(error)), content)
    return as_read_file(name, workbook, content)
