"""The outline of a plan: numbered items as a tree, with the passages, boxes and clauses that belong to each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from .clauses import Clause, merge
from .noise import is_box_title
from .numbering import RANK, Kind, Mark, mark_at_start

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .seams import Passage

_ATTACHMENT = re.compile(r"附\s?(?:件|表|录|注)?\s?[0-9一二三四五六七八九十]{0,3}\s*(?:[：:.、]?\s*$|[：:])")
_CLOSING = re.compile(
    "(?:本|该|上述)(?:措施|方案|意见|办法|计划|实施意见|通知|细则|规定|政策|要点)[^。]{0,12}(?:自|由|有效期|从|解释)"
)
_SENTENCE = re.compile("，.{6}|[0-9]")
_HEADING_MOST = 60
_TITLE_MOST = 40
_TIME_PART = re.compile(
    r"(?:到|至|自|从|力争|确保|在|于|截至|20\d\d|“?十[三四五六]五|每年|全年)[^，]{0,14}"
    r"(?:年|月|底|前|末|期间|时期|季度)[^，]{0,2}$"
)


@dataclass(slots=True)
class Block:
    """A passage, or the part of one up to its clause; `boxed` text belongs to a 专栏."""

    passage: Passage
    clause: Clause | None = None
    unreadable: tuple[tuple[int, int], ...] = ()
    boxed: bool = False

    @property
    def claims(self) -> bool:
        """Whether the block names units that answer for it; a time alone makes no task."""
        return self.clause is not None and bool(self.clause.reading.names) and not self.boxed

    @property
    def bare_clause(self) -> bool:
        """Whether the block is nothing but its clause."""
        clause = self.clause
        return clause is not None and not self.passage.flat[: clause.begin].strip("—-·•*。 ")


@dataclass(slots=True)
class Item:
    """A numbered item or heading, its own blocks in order, and the items below it."""

    mark: Mark | None = None
    rank: float = 0.0
    parent: Item | None = None
    blocks: list[Block] = field(default_factory=list)
    children: list[Item] = field(default_factory=list)
    title: str = ""
    heading: str = ""  # the heading with its mark, as a path shows it
    heading_end: int = 0  # where the heading ends in the first block's passage
    attached: bool = False  # below an attachment's label
    lifted: Block | None = None  # a clause below the last child that governs the whole item

    @property
    def number(self) -> str:
        """The number as an office writes it: 1, （三）, 2.1 for 一是 below 2."""
        if self.mark is None:
            return ""
        if self.mark.kind is Kind.ENUMERATION and self.parent and self.parent.mark:
            return f"{self.parent.number}.{self.mark.value}"
        return self.mark.label

    @property
    def path(self) -> tuple[str, ...]:
        """The headings above this item, outermost first."""
        parts: list[str] = []
        above = self.parent
        while above and above.parent:
            parts.append(above.heading)
            above = above.parent
        return tuple(reversed(parts))

    def walk(self) -> list[Item]:
        """This item and all below it, in document order."""
        found: list[Item] = []
        stack = [self]
        while stack:
            item = stack.pop()
            found.append(item)
            stack.extend(reversed(item.children))
        return found


@dataclass(frozen=True, slots=True)
class Gap:
    """A number that does not follow the one before it."""

    line: int
    start: int
    before: str
    after: str


@dataclass(slots=True)
class Outline:
    """The tree under an unnumbered root, and what was noticed while building it."""

    root: Item = field(default_factory=Item)
    gaps: list[Gap] = field(default_factory=list)


def build_outline(blocks: Sequence[Block]) -> Outline:
    """The tree of the blocks; blocks before the first mark belong to the root."""
    builder = _Builder(any(_is_numbered(block) for block in blocks))
    for block in blocks:
        builder.add(block)
    for item in builder.outline.root.walk():
        _unhead(item)
    return builder.outline


def _unhead(item: Item) -> None:
    """A lone sentence with a comma or a figure in it is an item's text and no heading: its first words name it."""
    if item.children or not item.mark or not item.blocks:
        return
    first, begin = item.blocks[0], item.mark.length
    flat, end = first.passage.flat, item.heading_end
    limit = first.clause.begin if first.clause else len(flat)
    more = flat[end:limit].strip("。：: ") or any(not block.bare_clause for block in item.blocks[1:])
    closed = (
        flat[end : end + 1] == "。" or flat[end - 1] in "；;" or any(block.clause for block in item.blocks)
    )
    if more or end <= begin or not _SENTENCE.search(flat[begin:end]) or not closed:
        return
    item.heading_end = begin
    item.title = leading_phrase(first.passage.text[begin:end])


def _is_numbered(block: Block) -> bool:
    mark = mark_at_start(block.passage.flat)
    return mark is not None and mark.kind in (Kind.CHINESE, Kind.CHINESE_BRACKET, Kind.CHAPTER)


class _Builder:
    """Puts blocks into the tree one after the other."""

    def __init__(self, numbered: bool) -> None:
        self.outline = Outline()
        self._item = self.outline.root
        self._last: dict[str, int] = {}
        self._numbered = numbered
        self._box: dict[Kind, int] | None = None
        self._attached = False
        self._claimed = False

    def add(self, block: Block) -> None:
        """Put a block below the item it numbers, or into the present one."""
        flat = block.passage.flat
        self._claimed = self._claimed or block.claims
        if block.passage.style == "box":
            self._keep(block, boxed=True)
            return
        if _CLOSING.match(flat):
            self.outline.root.blocks.append(Block(block.passage, boxed=True))
            return
        if is_box_title(flat):
            self._box = {}
            self._keep(block, boxed=True)
            return
        if _ATTACHMENT.match(flat) and len(flat) < 40:
            self._open_attachment()
            return
        mark = self._mark(block)
        if self._box is not None and not self._leaves_box(mark, block):
            self._keep(block, boxed=True)
            return
        self._box = None
        if mark:
            self._open(mark, block)
        elif (
            block.passage.style in ("heading", "title") and not self._numbered and len(flat) <= _HEADING_MOST
        ):
            self._open_heading(block)
        else:
            self._keep(block)

    def _mark(self, block: Block) -> Mark | None:
        """The block's mark; a doubtful one counts only where its number comes next."""
        mark = mark_at_start(block.passage.flat)
        if mark and mark.tentative and mark.value != self._last.get(mark.kind, 0) + 1:
            return None
        if mark and mark.kind is Kind.DECIMAL and not self._follows_decimal(mark):
            return None
        return mark

    def _follows_decimal(self, mark: Mark) -> bool:
        """1.5 is a number only where 1.4 came before, or where it is the first of its row."""
        prefix = mark.label.rsplit(".", 1)[0]
        return mark.value <= self._last.get(f"{prefix}.", 0) + 2

    def _keep(self, block: Block, *, boxed: bool = False) -> None:
        """A block without a mark; label lines go on with the clause before them."""
        block.boxed = boxed
        blocks = self._item.blocks
        if block.clause and not boxed and blocks and block.bare_clause:
            before = blocks[-1]
            if before.clause and before.clause.lines == block.clause.lines and _completes(before, block):
                text = f"{before.clause.text} {block.clause.text}"
                before.clause = replace(merge(before.clause, block.clause, text), end=before.clause.end)
                return
        blocks.append(block)

    def _open_attachment(self) -> None:
        """An attachment behind tasks begins a tree of its own; before any task it is the plan's own label."""
        self._box = None
        if self._claimed or self.outline.root.children:
            self._attached = self._claimed
        self._item = self.outline.root
        self._last.clear()

    def _leaves_box(self, mark: Mark | None, block: Block) -> bool:
        """Whether a mark takes up the plan's own numbering again behind a box."""
        box = self._box if self._box is not None else {}
        if mark is None:
            return block.clause is not None and not block.bare_clause and block.clause.reading.labelled
        expected = mark.value == self._last.get(mark.kind, 0) + 1
        inside = mark.value == box.get(mark.kind, 0) + 1
        if mark.kind in (Kind.CHINESE, Kind.CHAPTER, Kind.SECTION, Kind.PART):
            leaves = expected or not inside
        elif mark.kind is Kind.CHINESE_BRACKET:
            leaves = expected and (not inside or block.clause is not None or len(block.passage.flat) < 40)
        else:
            leaves = expected and (not inside or block.clause is not None)
        if not leaves:
            box[mark.kind] = mark.value
        return leaves

    def _open(self, mark: Mark, block: Block) -> None:
        rank = mark.rank
        if mark.kind is Kind.LABEL and self._inside(Kind.CHINESE_BRACKET):
            rank = RANK[Kind.CHINESE_BRACKET] + 0.5
        parent = self._parent(rank)
        item = Item(mark, rank, parent, [block], attached=self._attached)
        _name(item, block)
        parent.children.append(item)
        self._item = item
        self._count(mark, block, parent)

    def _open_heading(self, block: Block) -> None:
        rank = 0.1 * max(1, block.passage.level)
        parent = self._parent(rank)
        item = Item(None, rank, parent, [block], attached=self._attached)
        _name(item, block)
        parent.children.append(item)
        self._item = item

    def _inside(self, kind: Kind) -> bool:
        """Whether the present item lies in one of this kind that is not itself below a 任务一."""
        item: Item | None = self._item
        found = False
        while item and item.mark:
            if item.mark.kind is kind:
                found = True
            elif item.mark.kind is Kind.LABEL:
                found = False
            item = item.parent
        return found

    def _parent(self, rank: float) -> Item:
        item = self._item
        while item.parent and item.rank >= rank:
            item = item.parent
        return item

    def _count(self, mark: Mark, block: Block, parent: Item) -> None:
        """Note a number that does not follow its predecessor; 1 always may begin anew."""
        key = mark.label.rsplit(".", 1)[0] + "." if mark.kind is Kind.DECIMAL else str(mark.kind)
        last = self._last.get(key, 0)
        if mark.kind is Kind.ENUMERATION:
            return
        if mark.value not in (1, last + 1) and (last or RANK[mark.kind] <= RANK[Kind.ARABIC]):
            place = block.passage
            before = f"{last}" if last else "（起始）"
            self.outline.gaps.append(Gap(place.line, place.start, before, f"{mark.value}"))
        self._last[key] = mark.value
        for kind in _RESTARTING[mark.kind]:
            self._last.pop(kind, None)


_RUNNING = frozenset(
    {Kind.CHINESE, Kind.ARTICLE, Kind.CHINESE_BRACKET, Kind.ARABIC, Kind.LABEL, Kind.SECTION}
)
_RESTARTING = {  # the kinds that begin anew below each kind
    kind: tuple(below for below in Kind if RANK[below] > RANK[kind] and below not in _RUNNING)
    for kind in Kind
}


def _completes(before: Block, after: Block) -> bool:
    """Whether a second clause line adds to the first: another label, or a time or person alone."""
    first, second = before.clause, after.clause
    if first is None or second is None:
        return False
    if first.lines:
        return True
    return before.bare_clause and bool(first.reading.leads) != bool(second.reading.leads)


def _name(item: Item, block: Block) -> None:
    """Part the heading of an item from the text that runs on behind it."""
    text, flat = block.passage.text, block.passage.flat
    begin = item.mark.length if item.mark else 0
    limit = block.clause.begin if block.clause else len(flat)
    end = heading_end(flat, begin, limit)
    item.heading_end = end
    item.title = text[begin:end].strip(" 。：:；;，,.") or leading_phrase(text[begin:limit])
    mark_text = text[:begin]
    if item.mark and item.mark.kind in (Kind.CHAPTER, Kind.SECTION, Kind.PART, Kind.ARTICLE):
        mark_text = mark_text.rstrip() + " "
    item.heading = (mark_text + item.title).strip()


def heading_end(flat: str, begin: int, limit: int) -> int:
    """Where a heading ends: at its full stop or colon, or with the line; at `begin` where there is none."""
    stop = flat.find("。", begin, limit)
    end = stop if stop >= 0 else limit
    colon = flat.find("：", begin, min(end, begin + 26))
    if colon > begin + 2 and colon < limit - 1:
        end = colon
    if end - begin <= _HEADING_MOST:
        return end
    return begin


def leading_phrase(text: str) -> str:
    """The first words of a text that has no heading: its first part that is no time, cut at 40 characters."""
    parts = [part for part in re.split("[，,。；;：:]", text.strip()) if part.strip()]
    for part in parts:
        if not _TIME_PART.match(part.strip()):
            return part.strip()[:_TITLE_MOST]
    return parts[0].strip()[:_TITLE_MOST] if parts else ""
