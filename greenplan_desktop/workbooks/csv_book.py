"""A .csv as a workbook of one sheet: encoding, delimiter, numbers; values as they are written."""

from __future__ import annotations

import csv
import io
import re

from .limits import LAST_COLUMN, MAX_UNPACKED
from .raw import PERCENT, RawBook
from .refusal import unreadable
from .sniff import PLAIN_TEXT, refuse_markup

ENCODING = "的文字编码认不出，请用 Excel 或 WPS 打开后另存为 .xlsx 再导入"
# Words by which a decoded text is known to be a return: taken from the families of column names.
KNOWN_WORDS = (
    *("序号", "编号", "任务", "事项", "项目", "单位", "部门", "牵头", "责任", "配合"),
    *(
        "状态",
        "情况",
        "进展",
        "进度",
        "比例",
        "完成",
        "成效",
        "问题",
        "困难",
        "下一步",
        "下步",
        "措施",
        "备注",
        "说明",
    ),
    *("填报", "审核", "季度", "年度"),
)
_NUMBER = re.compile(r"[-+]?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?")
_PERCENT = re.compile(r"[-+]?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?%")
_ERRORS = {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"}
_AS_TEXT = re.compile(r'="([^"]*)"')
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")


def read_csv(content: bytes, sheet_name: str, declared: bool) -> RawBook:
    """The table of a text file; `declared` says that its name ends in .csv.

    A file under another name is only taken for a table where known header words stand in separate cells.
    """
    refuse_markup(content)
    text = _decoded(content)
    if _CONTROLS.search(text[:4096]):
        raise unreadable()
    delimiter, text = _delimiter(text)
    if not declared and _known_cells(text, delimiter) < 2:
        raise unreadable(PLAIN_TEXT)
    book = RawBook("csv", "csv")
    sheet = book.sheet(sheet_name)
    csv.field_size_limit(MAX_UNPACKED)
    try:
        for row, values in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
            for column, value in enumerate(values[:LAST_COLUMN], 1):
                if value:
                    sheet.add(row, column, *_value(value))
    except csv.Error as error:
        raise unreadable() from error
    sheet.settle()
    return book


def _decoded(content: bytes) -> str:
    """UTF-8 where it decodes strictly, else GB18030 where known words come out."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", "replace")
    opening = text[:20_000]
    if text.count("\ufffd") > len(text) // 1000 or not any(word in opening for word in KNOWN_WORDS):
        raise unreadable(ENCODING)
    return text


def _delimiter(text: str) -> tuple[str, str]:
    """The delimiter, and the text without a line that names it (`sep=;`)."""
    match = re.match(r"sep=(.)\r?\n", text, re.IGNORECASE)
    if match:
        return match.group(1), text[match.end() :]
    choices = [(_known_cells(text, d), _regular(text, d), -place, d) for place, d in enumerate(",;\t")]
    return max(choices)[3], text


def _opening_rows(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text[:50_000], newline=""), delimiter=delimiter):
            rows.append(row)
            if len(rows) >= 30:
                break
    except csv.Error:
        return rows
    return rows


def _known_cells(text: str, delimiter: str) -> int:
    """How many cells of the best of the first rows are short and hold a known word."""
    rows = _opening_rows(text, delimiter)
    counts = (sum(1 for c in row if len(c) <= 24 and any(w in c for w in KNOWN_WORDS)) for row in rows)
    return max(counts, default=0)


def _regular(text: str, delimiter: str) -> int:
    """How many of the first rows have more than one cell."""
    return sum(1 for row in _opening_rows(text, delimiter) if len(row) > 1)


def _value(text: str) -> tuple[str, str, float | None, int]:
    """A written value: numbers keep their writing (1.10 stays 1.10)."""
    bare = text.strip()
    if _NUMBER.fullmatch(bare):
        return "number", bare, float(bare), 0
    if _PERCENT.fullmatch(bare):
        return "number", bare, float(bare[:-1]) / 100, PERCENT
    if bare in _ERRORS:
        return "error", bare, None, 0
    quoted = _AS_TEXT.fullmatch(bare)
    text = quoted.group(1) if quoted else text
    return "text", text.replace("\r\n", "\n").replace("\r", "\n"), None, 0
