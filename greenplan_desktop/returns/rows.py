"""Every used row below a header: a report, or a skipped row with its reason."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from .headers import FIELDS, Family, Field, recognise
from .matching import Named
from .periods import plain
from .words import MEASURE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from greenplan_desktop.workbooks.cells import Cell

    from .grid import Grid
    from .layout import Table
    from .matching import TaskBook

Reason = Literal["no_report", "not_a_task_row"]

_TOTAL = re.compile(
    r"^(?:(?:合计|总计|小计|共计)(?:$|[\d(:,、共/]|.{0,8}$)|(?:累计|总数|占比)$|.{1,6}(?:合计|总计|小计)[:：]?$"
    r"|(?:总体|平均)(?:完成)?(?:比例|进度|率|百分比|值|数)?$)"
)
_NOTE = re.compile(
    r"^\(?(?:注|备注|说明|附注|注释|填表说明|填报说明|填写说明|填报要求|填表要求|温馨提示|提示)(?:\d{0,2}[:、.)]|\d{1,2}\D|$)"
)
_STAR = re.compile(r"^[※*]")
_SIGN = re.compile(
    r"^(?:填报人|填表人|制表人?|填报日期|填报时间|填表日期|填表时间|制表日期|报送日期|报送时间|报送人|报送|审核人?|审定人?|审签人?|审批人?"
    r"|复核人?|签发人?|签批人?|经办人?|联系人|联系电话|联系方式|电话|手机|办公电话|电子邮箱|邮箱|传真|单位负责人|部门负责人|主要负责人"
    r"|负责人|分管领导|分管负责人|主要领导|单位领导|单位主要领导|领导签字|填报单位|报送单位|单位名称|单位|公章|盖章|日期|时间)"
    r"(?:\([^)]*\)?)?(?:签字|签名|盖章|签章)?(?:[:：]|$)|^(?:\(?(?:盖章|公章|签字|签章)\)?)$"
)
_DATE = re.compile(
    r"^(?:20\d\d|二[〇○零]二.)年.{1,3}月(?:.{1,3}日)?$|^20\d\d[-./]\d{1,2}[-./]\d{1,2}$|^年月日$"
)
_END = re.compile(
    r"^[(（—\-]*(?:以下空白|以下无正文|以下无内容|续表|接下页|接上页|转下页|下页|无正文|完|此表.{0,20}|共\d+[项条页行])[)）—\-]*$"
)
_SAMPLE = re.compile(r"^\(?(?:示例|样例|填写示例|填报示例|范例|例)(?:\d*[:)、.]|$)")
_ORDINAL = re.compile(r"^(?:栏次|栏目|项次|[甲乙丙丁戊己庚辛壬癸]|[A-Z]|\(?\d{1,2}\)?(?:=[\d+\-×/÷()]+)?)$")
_HEAVENLY = re.compile(r"^(?:栏次|栏目|项次|[甲乙丙丁])$")
_LONGEST_HEAD = 40
_HEADING = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]+[章节篇部]|[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\))[^。；;，,\d]{2,28}$"
)
_KEYS: tuple[Family, ...] = ("number", "title")
_KEY_WORD = re.compile(r"号|任\s*务|事\s*项")
_NUMERAL = re.compile(r"[\d一二三四五六七八九十百第项条号章节任务序编\W]+")


Piece = tuple[int, "Cell", str]  # row, cell, its text


@dataclass(frozen=True, slots=True)
class Line:
    """One or several merged rows of a table: what names the task, and the non-blank report cells in order."""

    row: int
    last: int
    named: Named
    report: dict[Field, tuple[Piece, ...]]

    @property
    def has_report(self) -> bool:
        """Whether any report column holds something."""
        return bool(self.report)


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A used row that is no report, and why; `task_id` where it names a task all the same."""

    sheet: str
    row: int
    reason: Reason
    task_id: int | None = None


def lines(grid: Grid, table: Table, end: int) -> Iterator[Line]:
    """The lines of a table down to a row, cells merged over number and title taken together."""
    last = table.bottom
    reports = [(name, table.by_family[name]) for name in FIELDS if name in table.by_family]
    for row in grid.used:
        if row <= last or row > end:
            continue
        last = max(row, min(_group_end(grid, table, row), end))
        yield _line(grid, table, reports, row, last)


def _group_end(grid: Grid, table: Table, row: int) -> int:
    """The last row of the report that begins here: number and title cells merged over several rows."""
    if not grid.merged_down:
        return row
    number, title = table.by_family.get("number"), table.by_family.get("title")
    ends = [(grid.span(row, c)[1], c) for c in (title, number) if c is not None]
    for bottom, column in sorted(ends, reverse=True):
        other = number if column == title else title
        if bottom > row and all(_empty_below(grid, r, other, row) for r in range(row + 1, bottom + 1)):
            return bottom
    return row


def _empty_below(grid: Grid, row: int, column: int | None, first: int) -> bool:
    """Whether the other key column says nothing new in a row: blank, or merged with the first row's cell."""
    if column is None or not grid.text(row, column):
        return column is None or grid.span(row, column)[0] <= first or grid.span(row, column) == (row, row)
    return False


def _line(grid: Grid, table: Table, reports: list[tuple[Field, int]], row: int, last: int) -> Line:
    number_column, title_column = table.by_family.get("number"), table.by_family.get("title")
    number_row = _key_row(grid, table, number_column, row, last)
    number = grid.text(number_row, number_column)
    title = grid.text(_key_row(grid, table, title_column, row, last), title_column)
    cell = grid.cell(number_row, number_column) if number and number_column is not None else None
    if number and not title and len(_NUMERAL.sub("", number)) >= 2:
        title, number = number, ""
    across = _across(grid, table, row)
    if across is not None and not number and not title:
        title = grid.text(row, across)
    report: dict[Field, tuple[Piece, ...]] = {}
    for name, column in reports:
        if column != across and (found := _pieces(grid, table, column, row, last)):
            report[name] = found
    named = Named(number.strip(), title.strip(), cell is not None and cell.kind == "number")
    return Line(row, last, named, report)


def _across(grid: Grid, table: Table, row: int) -> int | None:
    """The column of a text that is merged over the number or title column too: a heading, no report."""
    wide = grid.wide(row)
    if not wide:
        return None
    keys = [c for f in _KEYS if (c := table.by_family.get(f)) is not None]
    for merge in wide:
        if merge.left not in keys and any(merge.left <= key <= merge.right for key in keys):
            return merge.left
    return None


def _key_row(grid: Grid, table: Table, column: int | None, row: int, last: int) -> int:
    """The row whose number or title cell counts for a line; the line's own where all are blank."""
    if column is None or grid.text(row, column):
        return row
    for r in range(row + 1, last + 1):
        if grid.text(r, column):
            return r
    top = grid.span(row, column)[0]
    return top if table.bottom < top < row else row


def _pieces(grid: Grid, table: Table, column: int, row: int, last: int) -> tuple[Piece, ...]:
    """A field's non-blank cells over a line; a cell merged over several tasks counts for each of them."""
    if not grid.merged_down:
        cell = grid.rows[row].get(column)
        return ((row, cell, grid.texts[row][column]),) if cell is not None else ()
    found = [(r, cell, grid.text(r, column)) for r in range(row, last + 1) if (cell := grid.cell(r, column))]
    top, bottom = grid.span(row, column)
    if not found and table.bottom < top < row <= bottom and (cell := grid.cell(top, column)):
        found = [(top, cell, grid.text(top, column))]
    return tuple(found)


class RowJudge:
    """Says of each line whether it is a report; remembers that notes have begun."""

    def __init__(self, grid: Grid, table: Table, book: TaskBook, is_unit: Callable[[str], bool]) -> None:
        self.grid = grid
        self.table = table
        self.book = book
        self.is_unit = is_unit
        self._in_notes = False

    def reason(self, line: Line) -> Reason | None:
        """Why a line is no report, or None; where both reasons fit, `not_a_task_row` is given."""
        if self.book.has_title(line.named.title):
            self._in_notes = False
            return None if line.has_report else "no_report"
        filled = sorted(self.grid.texts[line.row].items())
        texts = [plain(text) for _, text in filled if text]
        if not texts:
            return None if line.has_report else "no_report"
        if self._is_furniture(line, texts):
            return "not_a_task_row"
        if line.has_report:
            self._in_notes = False
            return None
        return "no_report" if self._names_task(line) else "not_a_task_row"

    def _is_furniture(self, line: Line, texts: list[str]) -> bool:
        """Totals, notes, sign-off lines, column counters, samples, closing words."""
        first = texts[0]
        keys = [k for k in (plain(line.named.number), plain(line.named.title)) if k]
        nameless = all(self._closes(k) for k in keys)
        if any(_TOTAL.match(k) or _SAMPLE.match(k) for k in (*keys, first)):
            return True
        starred = bool(_STAR.match(first)) and not line.has_report
        if _NOTE.match(first) or starred or (self._in_notes and len(texts) == 1):
            self._in_notes = True
            return True
        if _SIGN.match(first) or (nameless and any(_SIGN.match(t) for t in texts)):
            return True
        if is_ordinals(texts) or (not keys and len(texts) == 1 and _HEADING.match(first)):
            return True
        if not keys and all(MEASURE.match(t.strip("()")) for t in texts):
            return True
        return nameless and len(texts) <= 3 and all(self._closes(t) for t in texts)

    def _closes(self, text: str) -> bool:
        return bool(_DATE.match(text) or _END.match(text)) or self.is_unit(text)

    def _names_task(self, line: Line) -> bool:
        """Whether a line without a report is a task left blank, not a heading."""
        number, title = line.named.number, line.named.title
        if not number and not title:
            return False
        if self.book.titled(title):
            return True
        numbered = self.book.numbered(line.named)
        if numbered and not self.book.heads(title) and self.book.could_be(title, numbered):
            return True
        if self.book.is_chapter(number, title):
            return False
        if numbered:
            return True
        if number:
            return bool(re.search(r"\d", number)) and len(number) <= 12
        keys = (self.table.by_family.get("number"), self.table.by_family.get("title"))
        others = [c for c, text in self.grid.texts[line.row].items() if text and c not in keys]
        return bool(others) or keys[0] is None


def is_ordinals(texts: list[str]) -> bool:
    """A 栏次 row: 甲 乙 1 2 3, or counters alone that run on over at least three columns."""
    if len(texts) < 2 or not all(_ORDINAL.match(t) for t in texts):
        return False
    if any(_HEAVENLY.match(t) for t in texts):
        return True
    figures = [int(d[0]) for t in texts if (d := re.findall(r"\d+", t))]
    letters = [ord(t) for t in texts if t.isascii() and t.isalpha()]
    return any(len(run) >= 3 and all(b - a == 1 for a, b in pairwise(run)) for run in (figures, letters))


def is_header_again(grid: Grid, row: int) -> bool:
    """Whether a row below the header is a header once more: listed names, number or title among them."""
    texts = grid.texts[row].values()
    for text in texts:
        if len(text) > _LONGEST_HEAD:
            return False
    if not _KEY_WORD.search("".join(texts)):
        return False
    exact = {head.family for text in texts if (head := recognise(text)) is not None and head.exact}
    return len(exact) >= 2 and bool(exact & {"number", "title"}) and bool(exact & set(FIELDS))
