"""Tables of a document as runs of rows: parts that a page or a heading line cut are put together again."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .characters import levelled
from .table_columns import Head, Part, column_of, find_head
from .unitnames import looks_like_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .source import Document, Line, TableGrid

_NO_CAPTION = re.compile(
    r"^(?:附\s?[件表录]\s?[0-9一二三四五六七八九十]*[：:]?|（?单位：.*|（[^（）]*）|填报.*|续\s?表.*|（?续）?|时间：.*|[\d\s—\-]+|目\s?录)$"
)
_PAGE_SEAM = re.compile(
    r"^(?:[—\-·\s]*\d{0,4}[—\-·\s]*|第\s?\d+\s?页.*|续\s?表.*|（续）|附\s?[件表]\s?\d*\s?（续）)$"
)
_CAPTION_MOST = 70
_VAGUE = {"单位", "部门", "分工", "责任"}
_ENDED = re.compile("[。；;！？!?]$")


@dataclass(slots=True)
class Row:
    """A table row: `cells` filled where merged, `origins` the identity of the cell each text belongs to."""

    cells: list[str]
    origins: list[tuple[int, int, int]]
    line: int
    start: int = 0
    end: int = 0
    places: dict[int, int] = field(default_factory=dict)  # column -> offset of its text in the plan's text

    def text(self, column: int) -> str:
        """The text of a column, empty where the row has none."""
        return self.cells[column] if column < len(self.cells) else ""

    def same(self, other: Row, column: int) -> bool:
        """Whether both rows show one merged cell in a column."""
        return (
            column < min(len(self.origins), len(other.origins))
            and self.origins[column] == other.origins[column]
        )


@dataclass(slots=True)
class Run:
    """Rows under one head; `caption` is the heading line above them."""

    head: Head
    caption: str
    rows: list[Row]
    remarks: list[str] = field(default_factory=list)


def runs_of(document: Document) -> list[Run]:
    """The task lists of a document in order; other tables are left out."""
    runs: list[Run] = []
    last: Run | None = None
    end = 0
    for number, grid in enumerate(document.tables):
        between = document.lines[end : grid.after_line]
        end = grid.after_line + len(grid.rows)
        rows = _rows(grid, number, document.lines[grid.after_line : end])
        head = _confirmed(find_head(grid.rows, grid.merged), rows)
        if head is None and last is not None and _has_shape_of(grid, last):
            last = _continued(last, between, rows, runs)
            continue
        if head is None:
            last = None
            continue
        for part, (own, above, body) in enumerate(_stacked(grid, rows, head)):
            if part == 0 and last is not None and _is_seam(between) and _names(own) == _names(last.head):
                _sew(last.rows, body)
                continue
            last = Run(own, _caption(between if part == 0 else (), above), body)
            runs.append(last)
    return runs


def _stacked(grid: TableGrid, rows: list[Row], head: Head) -> Iterator[tuple[Head, list[Row], list[Row]]]:
    """Lists that stand below one another in one grid, as on a sheet: head, the rows above it, its body."""
    above, begin = rows[: head.first], head.first + head.height
    for index in range(begin, len(rows)):
        merged = [(t - index, left, b - index, right) for t, left, b, right in grid.merged if t >= index]
        later = find_head(grid.rows[index : index + 3], merged) if _opens_a_head(rows[index]) else None
        if later is None or later.first or _names(later) == _names(head):
            continue
        top = index
        while top > begin and len({cell for cell in rows[top - 1].cells if cell}) < 2:
            top -= 1
        yield head, above, rows[begin:top]
        head, above, begin = later, rows[top:index], index + later.height
    yield head, above, rows[begin:]


def _opens_a_head(row: Row) -> bool:
    """Whether a row begins with the name of a column of numbers (序号)."""
    first = next((cell for cell in row.cells if cell), "")
    column = column_of(0, first) if len(first) < 8 and not first.isdigit() else None
    return column is not None and column.part is Part.NUMBER


def _rows(grid: TableGrid, number: int, lines: Sequence[Line]) -> list[Row]:
    """The rows with the identity of each cell; `lines` are the rows as lines of the document."""
    origins = [[(number, r, c) for c in range(len(row))] for r, row in enumerate(grid.rows)]
    for top, left, bottom, right in grid.merged:
        for r in range(top, min(bottom + 1, len(origins))):
            for c in range(left, min(right + 1, len(origins[r]))):
                origins[r][c] = (number, top, left)
    return [
        Row([cell.strip() for cell in row], origins[r], line.number)
        for r, (row, line) in enumerate(zip(grid.rows, lines, strict=True))
    ]


def _confirmed(head: Head | None, rows: Sequence[Row]) -> Head | None:
    """单位 alone may mean 万吨: such a column is a role only where its cells look like units."""
    if head is None:
        return None
    for column in head.of(Part.ROLE):
        if column.label not in _VAGUE:
            continue
        texts = [row.text(column.index) for row in rows[head.first + head.height :]]
        texts = [text for text in texts if text]
        if sum(looks_like_unit(re.split(r"[、，,\s]", text)[0]) for text in texts) * 2 <= len(texts):
            return None
    return head


def _names(head: Head) -> list[tuple[int, str]]:
    return [(column.index, column.label) for column in head.columns]


def _has_shape_of(grid: TableGrid, run: Run) -> bool:
    """A table without a head of its own goes on with the columns of the one before, if it has as many."""
    width = max((len(row) for row in grid.rows), default=0)
    return bool(run.rows) and width == len(run.rows[0].cells)


def _is_seam(between: Sequence[Line]) -> bool:
    return all(_PAGE_SEAM.match(line.text.strip()) for line in between)


def _continued(last: Run, between: Sequence[Line], rows: list[Row], runs: list[Run]) -> Run:
    if _is_seam(between):
        _sew(last.rows, rows)
        return last
    run = Run(last.head, _caption(between, []), rows)
    runs.append(run)
    return run


def _caption(between: Sequence[Line], above: Sequence[Row]) -> str:
    """The line that names a table: the last short one above it, or the row above its head."""
    texts = [line.text.strip() for line in between[-8:] if line.style != "table"]
    texts += ["".join(dict.fromkeys(cell for cell in row.cells if cell)) for row in above]
    for text in reversed(texts):
        if (
            text
            and len(text) <= _CAPTION_MOST
            and not _NO_CAPTION.match(levelled(text))
            and text[-1] not in "。；：，"
        ):
            return "".join(text.split("\n"))
    return ""


def _sew(rows: list[Row], more: list[Row]) -> None:
    """Put rows behind a page's end: what the seam cut from merged cells, or from the last row, comes back."""
    if not rows or not more:
        rows.extend(more)
        return
    last, first = rows[-1], more[0]
    filled = [column for column, cell in enumerate(first.cells) if cell]
    if filled and _is_rest_of(last, first, filled):
        for column in filled:
            last.cells[column] = _appended(last.cells[column], first.cells[column])
        more = more[1:]
    elif filled:
        _give_back(last, more, filled[0])
    rows.extend(more)


def _is_rest_of(last: Row, first: Row, filled: list[int]) -> bool:
    """A row that only goes on with cells of the last one: some are empty in it that the last one filled."""
    missing = [
        column
        for column in range(filled[0], len(first.cells))
        if not first.cells[column] and last.text(column)
    ]
    begins_blank = filled[0] > 0 or not first.cells[0]
    open_text = any(last.text(column) and not _ENDED.search(last.text(column)) for column in filled)
    return begins_blank and open_text and (bool(missing) or len(filled) == 1)


def _appended(text: str, rest: str) -> str:
    return text + rest if text and not text.endswith("\n") else rest


def _give_back(last: Row, more: list[Row], first_filled: int) -> None:
    """Empty cells at the left of a new page belong to the merged cells of the last row."""
    for column in range(first_filled):
        origin = more[0].origins[column]
        for row in more:
            if row.cells[column] or (row.origins[column] != origin and row is not more[0]):
                break
            row.cells[column], row.origins[column] = last.text(column), last.origins[column]


def set_text(runs: Sequence[Run], start: int) -> str:
    """Lay the rows out as text, one a line, and tell each where it stands; `start` is the offset of the first."""
    lines: list[str] = []
    offset = start
    seen: dict[tuple[int, int, int], int] = {}
    for run in runs:
        for text in _own_line(run.caption):
            lines.append(text)
            offset += len(text) + 1
        for row in run.rows:
            row.start = offset
            pieces: list[str] = []
            for column, cell in _own_cells(row, seen):
                text = cell.replace("\n", " ")
                seen[row.origins[column]] = offset
                pieces.append(text)
                offset += len(text) + 1
            lines.append("\t".join(pieces))
            row.places = {c: seen.get(origin, row.start) for c, origin in enumerate(row.origins)}
            row.end = max(row.start, offset - 1)
            offset = row.end + 1
    return "\n".join(lines)


def _own_line(caption: str) -> Iterator[str]:
    if caption:
        yield caption


def _own_cells(row: Row, seen: dict[tuple[int, int, int], int]) -> Iterator[tuple[int, str]]:
    """The cells that begin in this row and hold text."""
    here: set[tuple[int, int, int]] = set()
    for column, (cell, origin) in enumerate(zip(row.cells, row.origins, strict=True)):
        if cell and origin not in seen and origin not in here:
            here.add(origin)
            yield column, cell
