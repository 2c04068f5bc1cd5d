"""Rows of a task list become items: group rows are chapters, merged or repeated cells hold an item together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .characters import levelled
from .numbering import TASK_KINDS, Kind, mark_at_start
from .table_columns import CONTENT, Column, Part
from .words import NOTHING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .table_rows import Row, Run

_TOTAL = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|共计)")
_REMARK = re.compile(r"^(?:注|备\s*注|说\s*明|填表说明)\s*[：:]")
_CHINESE_NUMBER = re.compile(r"^（?[一二三四五六七八九十百]{1,4}）?[、.]?$")
_NUMBER = re.compile(
    r"第?（?[A-Z]?[0-9一二三四五六七八九十百]{1,5}(?:[.\-—][0-9]{1,3}){0,3}）?[项条号]?[.、。,，]?$"
)
_CHAPTER_MOST = 80
_UNMARKED = 50.0  # rank of a group row without a number: below every numbered one


@dataclass(slots=True)
class Heading:
    """A group row: its text, its place and how deep it stands (1-based)."""

    text: str
    row: Row
    level: int


@dataclass(slots=True)
class Item:
    """Rows of one number; `path` holds the group rows and group columns above it."""

    number: str
    path: tuple[str, ...]
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns say what, once it is known how the cells of this table are merged."""

    number: Column | None
    groups: tuple[Column, ...]
    item: Column
    details: tuple[Column, ...]
    goals: tuple[Column, ...]
    roles: tuple[Column, ...]

    @property
    def fine(self) -> tuple[Column, ...]:
        """The columns whose cells tell one measure of an item from the next."""
        return self.details or (self.item,)


@dataclass(slots=True)
class Items:
    """What a run of rows holds."""

    layout: Layout
    items: list[Item] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def items_of(run: Run) -> Items | None:
    """The items of a task list in order; None where it names no task at all."""
    layout = _layout(run)
    if layout is None:
        return None
    reader = _Reader(run, Items(layout))
    for row in run.rows:
        reader.take(row)
    _open_parents(reader.found)
    return reader.found


def numbered(number: str, title: str) -> str:
    """An item as a heading: 1.培育龙头企业, （一）建设平台, 一、夯实基础."""
    if number.endswith(("）", ")")):
        return number + title
    return f"{number}{'.' if number[-1:].isdigit() else '、'}{title}"


def _open_parents(found: Items) -> None:
    """An item that names nobody and whose number the next ones subdivide (1, then 1.1 and 1.2) is their heading."""
    kept: list[Item] = []
    parent, heading = "", ""
    for place, item in enumerate(found.items):
        below = found.items[place + 1].number if place + 1 < len(found.items) else ""
        if parent and _is_below(item.number, parent):
            item.path = (*item.path, heading)
        elif _is_below(below, item.number) and not _names_anybody(item, found.layout):
            text = " ".join(item.rows[0].text(found.layout.item.index).split())
            parent, heading = item.number, numbered(item.number, text.rstrip("。：:"))
            found.headings.append(Heading(heading, item.rows[0], len(item.path) + 1))
            continue
        else:
            parent = ""
        kept.append(item)
    found.items[:] = kept
    found.headings.sort(key=lambda one: one.row.line)


def _is_below(number: str, parent: str) -> bool:
    return bool(parent) and number.startswith(parent) and number[len(parent) :][:1] in tuple(".-—")


def _names_anybody(item: Item, layout: Layout) -> bool:
    return any(row.text(column.index) for row in item.rows for column in layout.roles)


def _layout(run: Run) -> Layout | None:
    head = run.head
    number = next((c for c in head.of(Part.NUMBER) if any(row.text(c.index) for row in run.rows)), None)
    groups = list(head.of(Part.GROUP))
    content = list(head.of(Part.TITLE, Part.TEXT)) or list(head.of(Part.GOAL))
    while len(content) > 1 and number is not None and _spans_numbers(run.rows, content[0], number):
        groups.append(content.pop(0))
    if not content:
        return None
    item = content[0]
    goals = [column for column in head.of(*CONTENT) if column.part is Part.GOAL and column is not item]
    if len(groups) > 1:
        groups.sort(key=lambda column: column.index)
    return Layout(number, tuple(groups), item, tuple(content[1:]), tuple(goals), head.of(Part.ROLE))


def _spans_numbers(rows: Sequence[Row], column: Column, number: Column) -> bool:
    """Whether one cell of a content column stands beside several numbers: then it is a heading of tasks."""
    before: Row | None = None
    for row in rows:
        if before and row.same(before, column.index) and row.text(column.index):
            one, other = before.text(number.index), row.text(number.index)
            across = row.origins[column.index] == row.origins[min(number.index, len(row.origins) - 1)]
            if one and other and one != other and not across:
                return True
        before = row
    return False


class _Reader:
    """Takes rows in order and keeps what a row says for those below it."""

    def __init__(self, run: Run, found: Items) -> None:
        self.found = found
        self._run = run
        self._layout = found.layout
        self._chapters: list[tuple[float, str]] = []
        self._carried: dict[int, str] = {}
        self._item: Item | None = None
        self._was_heading = False
        self._head_texts = {column.index: column.label for column in run.head.columns}

    def take(self, row: Row) -> None:
        """The next row: nothing, a remark, a group row, a new item, or more of the present one."""
        first = next((cell for cell in row.cells if cell), "")
        if not first or _TOTAL.match(first) or self._is_head(row):
            return
        if _REMARK.match(first):
            self.found.remarks.append(first)
            return
        heading = self._heading(row)
        if heading:
            self._open(heading, row)
            return
        self._was_heading = False
        number = self._number(row)
        self._leave_parent(number)
        path = self._path(row)
        if self._item is None or path != self._item.path or self._begins(row, number, self._item):
            self._item = Item(number, path, [row])
            self.found.items.append(self._item)
        else:
            self._carry_leads(self._item.rows[-1], row)
            self._item.rows.append(row)

    def _leave_parent(self, number: str) -> None:
        """Behind 1.1 and 1.2 of a group row 1.培育企业 the number 2 is no part of that row any more."""
        before = self._item.number if self._item else ""
        mark = mark_at_start(self._chapters[-1][1]) if self._chapters else None
        if (
            mark
            and mark.kind is Kind.ARABIC
            and _is_below(before, str(mark.value))
            and number == str(mark.value + 1)
        ):
            self._chapters.pop()

    def _carry_leads(self, before: Row, row: Row) -> None:
        """A further measure that names helpers alone goes on under the lead above it, where cells are not merged."""
        roles = self._layout.roles
        leading = [column for column in roles if column.role is self._run.head.leading]
        if any(row.text(c.index) for c in leading) or not any(row.text(c.index) for c in roles):
            return
        for column in leading:
            row.cells[column.index] = before.text(column.index)
            row.origins[column.index] = before.origins[column.index]

    def _is_head(self, row: Row) -> bool:
        """The head repeated after a page's end."""
        same = sum("".join(row.text(index).split()) == label for index, label in self._head_texts.items())
        return same >= 2 and same * 2 > len(self._head_texts)

    def _number(self, row: Row) -> str:
        if self._layout.number is None:
            mark = mark_at_start(levelled(row.text(self._layout.item.index)))
            return mark.label if mark and mark.kind in TASK_KINDS else ""
        text = "".join(row.text(self._layout.number.index).split())
        return text.rstrip(".．、。,，") if _NUMBER.match(levelled(text)) else ""

    def _heading(self, row: Row) -> str:
        """The text of a group row, empty where the row is none."""
        cells = dict(zip(row.origins, row.cells, strict=True))
        texts = [text for text in cells.values() if text and not NOTHING.match(levelled(text))]
        if not texts or sum(map(len, texts)) > _CHAPTER_MOST:
            return ""
        widest = max(row.origins.count(origin) for origin, text in cells.items() if text)
        if len(texts) == 1 and widest >= max(3, len(row.cells) * 0.6):
            return " ".join(texts[0].split())
        if len(texts) > 2 or any(row.text(c.index) for c in self._beside(row)):
            return ""
        return self._unmerged_heading(row, texts)

    def _beside(self, row: Row) -> list[Column]:
        """The columns that a group row leaves empty: everything but number, groups and what is merged with them."""
        layout = self._layout
        kept = {c.index for c in (layout.number, layout.item, *layout.groups) if c is not None}
        origins = {row.origins[index] for index in kept if index < len(row.origins)}
        return [
            c for c in self._run.head.columns
            if c.index not in kept and c.index < len(row.origins) and row.origins[c.index] not in origins
        ]  # fmt: skip

    def _unmerged_heading(self, row: Row, texts: list[str]) -> str:
        """`一 | 夯实产业基础 | | |` or a lone text in the first column, where other rows name units."""
        number = self._number(row)
        text = " ".join(texts[-1].split())
        if len(texts) == 2:
            chapter = bool(number) and _CHINESE_NUMBER.match(levelled(number)) is not None
            return (
                f"{number}{'' if number.endswith('）') else '、'}{text}"
                if chapter and self._layout.roles
                else ""
            )
        if (
            self._layout.roles
            and not number
            and (mark_at_start(levelled(text)) or row.cells[0] or self._item is None)
        ):
            return text
        return ""

    def _open(self, text: str, row: Row) -> None:
        mark = mark_at_start(levelled(text))
        rank = mark.rank if mark else _UNMARKED
        if mark is None and self._was_heading and self._chapters and self._chapters[-1][0] >= _UNMARKED:
            rank = self._chapters[-1][0] + 1
        elif mark is None and self._chapters and self._chapters[-1][0] > _UNMARKED:
            rank = self._chapters[-1][0]
        while self._chapters and self._chapters[-1][0] >= rank:
            self._chapters.pop()
        self._chapters.append((rank, text.rstrip("。：:")))
        self.found.headings.append(Heading(text, row, len(self._chapters)))
        self._carried.clear()
        self._item, self._was_heading = None, True

    def _path(self, row: Row) -> tuple[str, ...]:
        """Chapters, then group columns; an empty cell of a group column goes on with the one above."""
        groups: list[str] = []
        for column in self._layout.groups:
            text = " ".join(row.text(column.index).split()).rstrip("。：:")
            if text and self._carried.get(column.index) != text:
                after = [c.index for c in self._layout.groups if c.index > column.index]
                for index in after:
                    self._carried.pop(index, None)
                self._carried[column.index] = text
            if self._carried.get(column.index):
                groups.append(self._carried[column.index])
        return (*(text for _, text in self._chapters), *groups)

    def _begins(self, row: Row, number: str, item: Item) -> bool:
        """Whether a row begins a new item: by its number, else by its task."""
        before = item.rows[-1]
        title, index = row.text(self._layout.item.index), self._layout.item.index
        same_title = not title or row.same(before, index) or title == before.text(index)
        if self._layout.number is None:
            return not same_title
        if not number:
            return not same_title and bool(self._layout.details)
        if row.same(before, self._layout.number.index):
            return False
        return number != item.number or not same_title


def measures_of(item: Item, layout: Layout) -> list[list[Row]]:
    """An item's rows by measure: rows that share units, or share what is to be done, stay together."""
    parts: list[list[Row]] = []
    for row in item.rows:
        if parts and (
            _goes_on(parts[-1][-1], row, layout.roles) or _goes_on(parts[-1][-1], row, layout.fine)
        ):
            parts[-1].append(row)
        else:
            parts.append([row])
    return parts


def _goes_on(before: Row, row: Row, columns: Sequence[Column]) -> bool:
    """Whether in all these columns the row shows the cell above, or nothing."""
    return all(row.same(before, c.index) or not row.text(c.index) for c in columns) if columns else False


def own_texts(rows: Sequence[Row], column: Column) -> list[tuple[str, int]]:
    """The different texts of a column in these rows, each with its offset in the plan's text."""
    found: dict[str, tuple[str, int]] = {}
    for row in rows:
        text = row.text(column.index)
        if text and not NOTHING.match(levelled(text)):
            found.setdefault(text, (text, row.places.get(column.index, row.start)))
    return list(found.values())
