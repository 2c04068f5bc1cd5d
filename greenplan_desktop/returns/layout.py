"""Where a sheet's table is and what its columns mean: the header row or two merged rows, one column a family."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from .headers import FIELDS, MAX_HEAD, Family, Head, bare_head, heading_key, is_form_extra, recognise
from .periods import Standing, plain, standing
from .rows import is_ordinals
from .words import status_of

if TYPE_CHECKING:
    from greenplan_desktop.model.period import Period
    from greenplan_desktop.workbooks.cells import Merge

    from .grid import Grid
    from .matching import TaskBook

HEADER_ROWS = 30
LONG_STATUS = 8
_GENERIC = frozenset(
    ("内容", "文字", "描述", "文字描述", "具体内容", "具体情况", "情况", "数值", "百分比", "%")
)
_NUMERIC = re.compile(r"^[-+]?\d+(?:\.\d+)?[%％]?$")
_KEYS = ("number", "title")
_SPECIFIC = ("任务编号", "项目序号", "编号", "序号")
HeadingMap = Mapping[str, str]  # heading_key -> family, "" for a column to leave unread


@dataclass(frozen=True, slots=True)
class Column:
    """A column with a heading; `family` None where it is not recognised, `read` where its values are taken."""

    column: int
    heading: str
    family: Family | None
    read: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet's table: its header rows, the column read for each family, and all headings."""

    top: int
    bottom: int
    by_family: dict[Family, int]
    columns: tuple[Column, ...] = ()
    heads: dict[int, str] = field(default_factory=dict, repr=False)  # column -> lowest head, bare

    @property
    def unread(self) -> tuple[str, ...]:
        """Headings of columns that are not read, the own forms' further columns left out."""
        ignored = {"lead", "responsible"}
        return tuple(
            c.heading
            for c in self.columns
            if not c.read and c.family not in ignored and not is_form_extra(c.heading)
        )


@dataclass(frozen=True, slots=True)
class _Candidate:
    column: int
    heading: str
    full: str
    family: Family
    head: Head
    standing: tuple[Standing, int]
    native: bool = True


def find_table(grid: Grid, period: Period, book: TaskBook, mapping: HeadingMap | None = None) -> Table | None:
    """The table of a sheet, or None: the header is the first of the first 30 rows that can be one.

    At least two columns are recognised, one of them number or title, one a report column. A number beside a
    mere remark or percent is none where other columns stay unread: a list of telephone numbers and a table of
    counts look like that.
    """
    for row in grid.used:
        if row > HEADER_ROWS:
            break
        table = table_at(grid, row, period, book, mapping)
        if table is not None:
            return table
    return None


def table_at(
    grid: Grid, row: int, period: Period, book: TaskBook, mapping: HeadingMap | None = None
) -> Table | None:
    """The table whose header begins in a row, or None where that row can be none."""
    for height in _heights(grid, row):
        heads = _Heads(grid, row, height)
        candidates = _candidates(heads, period, mapping or {})
        if _is_header(candidates, len(heads.lowest)):
            return _table(grid, heads, candidates, book)
    return None


def likely_header(grid: Grid) -> tuple[str, ...]:
    """The short texts of the row, among the first 30, that has most of them: what a clerk may explain."""
    rows = [
        tuple(_written(text) for _, text in sorted(grid.texts[row].items()) if 0 < len(text) <= 2 * MAX_HEAD)
        for row in grid.used
        if row <= HEADER_ROWS
    ]
    best = max(rows, key=len, default=())
    return best if len(best) >= 2 else ()


def _is_header(candidates: list[_Candidate], heads: int) -> bool:
    """Whether these columns, of so many that have a head, make a header."""
    found = {c.family for c in candidates}
    columns = {c.column for c in candidates}
    if len(columns) < 2 or not found & {"number", "title"}:
        return False
    reports = found & set(FIELDS)
    if "title" in found or reports - {"percent", "remarks"}:
        return bool(reports)
    return bool(reports) and len(columns) == heads


def _heights(grid: Grid, row: int) -> list[int]:
    """How many rows a header that begins here may have, the merged ones tried first."""
    cells = grid.rows[row]
    merged = [m for m in grid.merges_from(row) if m.left in cells]
    bottom = max((m.bottom for m in merged if m.bottom > row), default=row)
    if bottom > row:
        return [min(bottom - row + 1, 3), 1]
    return [2, 1] if _has_sub_heads(grid, row, merged) else [1]


def _has_sub_heads(grid: Grid, row: int, merged: list[Merge]) -> bool:
    """Whether the next row holds further heads only: under merged heads or where this row has none.

    A title over the whole table is no group head: it stands over number or title.
    """
    below = grid.rows.get(row + 1)
    if not below:
        return False
    under = {c for m in merged if m.right > m.left for c in range(m.left, m.right + 1)}
    exact = 0
    for column in below:
        text = grid.text(row + 1, column)
        upper = recognise(grid.text(row, column))
        if len(text) > MAX_HEAD or (upper is not None and upper.family in _KEYS):
            return False
        head = recognise(text)
        if head is not None and head.family in _KEYS and (column in under or not under):
            return False
        exact += head is not None and head.exact
        alone = bool(grid.text(row, column)) and upper is not None and column not in under
        if alone and (head is None or grid.text(row, column + 1) or column + 1 not in below):
            return False
    return exact >= 1 and exact * 2 >= len(below)


class _Heads:
    """The head texts of every column over the header's rows: the lowest, and those above it."""

    def __init__(self, grid: Grid, row: int, height: int) -> None:
        self.grid = grid
        self.top = row
        self.bottom = row + height - 1
        levels = [self._own(r) for r in range(row, row + height)]
        self.lowest: dict[int, str] = {c: text for level in levels for c, text in level.items()}
        self._keys = {
            c for c, t in self.lowest.items() if (h := recognise(t)) is not None and h.family in _KEYS
        }
        spread = [{**self._spread(row + i, level), **level} for i, level in enumerate(levels)]
        self.above: dict[int, tuple[str, ...]] = {
            column: tuple(dict.fromkeys(t for level in spread if (t := level.get(column)) and t != text))
            for column, text in self.lowest.items()
        }

    def _own(self, row: int) -> dict[int, str]:
        texts = {c: self.grid.text(row, c) for c in self.grid.rows.get(row, {})}
        return {c: text for c, text in texts.items() if text}

    def _spread(self, row: int, found: dict[int, str]) -> dict[int, str]:
        """A group head repeated over its columns; a title that spans number or title too is none."""
        if row == self.bottom:
            return {}
        if not self.grid.sheet.merges:
            return self._spread_unmerged(row, found)
        spread: dict[int, str] = {}
        for merge in self.grid.merges_from(row):
            columns = range(merge.left, merge.right + 1)
            if merge.left in found and merge.bottom < self.bottom and not self._keys.intersection(columns):
                spread.update(dict.fromkeys(columns, found[merge.left]))
        return spread

    def _spread_unmerged(self, row: int, found: dict[int, str]) -> dict[int, str]:
        spread: dict[int, str] = {}
        group = ""
        for column in range(1, max(self.grid.rows.get(row + 1, {0: None})) + 1):
            if column in found:
                group = found[column] if self.grid.text(row + 1, column) else ""
            elif group and self.grid.text(row + 1, column):
                spread[column] = group
        return spread


def _candidates(heads: _Heads, period: Period, mapping: HeadingMap) -> list[_Candidate]:
    found: list[_Candidate] = []
    for column, text in heads.lowest.items():
        above = heads.above[column]
        full = "".join((*above, text))
        head = _remembered(mapping, text, full)
        if head is None:
            head = recognise(text) or _with_group(text, above)
        if head is not None and head.length:
            found.append(_Candidate(column, _written(text), full, head.family, head, standing(full, period)))
    keys = [c.column for c in found if c.family in _KEYS]
    return [_under_group(heads, c, period, min(keys)) if keys else c for c in found]


def _remembered(mapping: HeadingMap, text: str, full: str) -> Head | None:
    """What a unit's own heading was said to mean before; a length of 0 means: leave it unread."""
    for key in (heading_key(full), heading_key(text)):
        if key in mapping:
            family = mapping[key]
            if family in ("number", "title", "lead", "responsible", *FIELDS):
                return Head(family, exact=True, length=len(key))  # type: ignore[arg-type]
            return Head("remarks", exact=False, length=0)
    return None


def _with_group(text: str, above: tuple[str, ...]) -> Head | None:
    """A lower head that says nothing alone (a period, 内容, 百分比) is read with the group head above it."""
    bare = bare_head(text)
    if not above or (bare and bare not in _GENERIC):
        return None
    return recognise("".join(above) + text) or recognise("".join(above))


def _under_group(heads: _Heads, candidate: _Candidate, period: Period, first_key: int) -> _Candidate:
    """A group head one row above the header that names a period counts for the columns below it."""
    if candidate.column <= first_key:
        return candidate
    for merge in heads.grid.merges_from(heads.top - 1):
        if (
            merge.left > first_key
            and merge.left <= candidate.column <= merge.right
            and merge.right > merge.left
        ):
            full = heads.grid.text(merge.top, merge.left) + candidate.full
            if len(plain(full)) <= 2 * MAX_HEAD:
                return _Candidate(
                    candidate.column,
                    candidate.heading,
                    full,
                    candidate.family,
                    candidate.head,
                    standing(full, period),
                )
    return candidate


def _table(grid: Grid, heads: _Heads, candidates: list[_Candidate], book: TaskBook) -> Table:
    body = [row for row in grid.used if row > heads.bottom]
    body = [row for i, row in enumerate(body) if i or not is_ordinals(list(map(plain, _filled(grid, row))))]
    usable = [c for c in candidates if _in_time(c)]
    usable = _by_content(grid, body, usable)
    chosen: dict[Family, int] = {}
    for family in dict.fromkeys(c.family for c in usable):
        rivals = [c for c in usable if c.family == family]
        chosen[family] = max(rivals, key=lambda c: _worth(grid, body, c, book, alone=len(rivals) == 1)).column
    families = {c.column: c.family for c in (*candidates, *usable)}
    if "title" not in chosen and "number" in chosen:
        for column in _unheard_titles(
            grid, body, [c for c in heads.lowest if c not in families], chosen, book
        ):
            chosen["title"] = column
            families[column] = "title"
    columns = tuple(
        Column(
            column,
            _shown(column, heads, candidates),
            families.get(column),
            column in chosen.values(),
        )
        for column in heads.lowest
    )
    bare = {column: bare_head(text) for column, text in heads.lowest.items()}
    return Table(heads.top, heads.bottom, chosen, columns, bare)


def _unheard_titles(
    grid: Grid, body: list[int], others: list[int], chosen: dict[Family, int], book: TaskBook
) -> list[int]:
    """The column that holds titles of tasks under an unlisted head, where the numbers do not say the same.

    Numbers alone are believed where nothing speaks against them; a unit's own counter must not name its tasks.
    """
    number = chosen["number"]
    more = {
        column: sum(book.says_more(grid.text(row, column), grid.text(row, number)) for row in body)
        for column in others
    }
    best = max(more, key=lambda column: more[column], default=0)
    return [best] if more.get(best) else []


def _filled(grid: Grid, row: int) -> list[str]:
    return [text for _, text in sorted(grid.texts[row].items()) if text]


def _shown(column: int, heads: _Heads, candidates: list[_Candidate]) -> str:
    """The heading to name a column by: with its group head where that is what keeps it from being read."""
    own = _written(heads.lowest[column])
    timed = next((c for c in candidates if c.column == column), None)
    return _written(timed.full) if timed is not None and not _in_time(timed) else own


def _written(text: str) -> str:
    """A heading as written, on one line."""
    return "".join(text.split())


def _in_time(candidate: _Candidate) -> bool:
    """An earlier period's column is never read as this period's; a later one only as what comes next."""
    if candidate.family not in FIELDS:
        return True
    if candidate.standing[0] == Standing.EARLIER:
        return False
    return candidate.standing[0] != Standing.LATER or candidate.family == "next_steps"


def _by_content(grid: Grid, body: list[int], candidates: list[_Candidate]) -> list[_Candidate]:
    """Status columns that hold long texts or figures are what they hold: achievement or percent."""
    has_text = any(c.family == "achievement" for c in candidates)
    return [_retitled(grid, body, c, has_text) if c.family == "status" else c for c in candidates]


def _retitled(grid: Grid, body: list[int], candidate: _Candidate, has_text: bool) -> _Candidate:
    texts = grid.column_texts(body, candidate.column)
    numeric = sum(1 for text in texts if _NUMERIC.match(plain(text)))
    family: Family = "status"
    if "%" in plain(candidate.full) or numeric * 2 > len(texts):
        family = "percent"
    elif not has_text and sum(1 for t in texts if len(t) > LONG_STATUS) * 2 > len(texts):
        family = "achievement"
    if family == "status":
        return candidate
    return _Candidate(
        candidate.column,
        candidate.heading,
        candidate.full,
        family,
        candidate.head,
        candidate.standing,
        native=False,
    )


_Worth = tuple[tuple[int, int], int, bool, bool, bool, int, int]


def _worth(grid: Grid, body: list[int], candidate: _Candidate, book: TaskBook, *, alone: bool) -> _Worth:
    """Of two columns of one family the later period wins; then the one that holds what fits; then the plainer name."""
    if alone:
        return ((0, 0), 0, False, False, False, 0, 0)
    texts = grid.column_texts(body, candidate.column)
    good = 0
    if candidate.family in ("status", "title"):
        test = book.has_title if candidate.family == "title" else (lambda text: status_of(text) is not None)
        good = sum(1 for text in texts if test(text))
    timed = candidate.standing if candidate.family in FIELDS else (0, 0)
    specific = next((-i for i, name in enumerate(_SPECIFIC) if name == bare_head(candidate.heading)), -9)
    return (
        (int(timed[0]), timed[1]),
        good,
        candidate.native,
        bool(texts),
        candidate.head.exact,
        specific if candidate.family == "number" else 0,
        -candidate.column,
    )


def same_header(grid: Grid, row: int, table: Table) -> Table | None:
    """The table again with its header in another row, where that header is repeated word for word."""
    for offset in range(table.bottom - table.top + 1):
        if grid.texts.get(row + offset) != grid.texts.get(table.top + offset):
            return None
    return replace(table, top=row, bottom=row + table.bottom - table.top)
