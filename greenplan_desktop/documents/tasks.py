"""Which items are tasks: those with a clause of their own, and their fellows in the chapters of tasks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .numbering import TASK_KINDS, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .outline import Block, Item, Outline

_AIMS = re.compile("目标(?!任务清单|任务分解)|预期|指标|愿景")
_DUTIES = re.compile("(?:责任|职责|工作|任务|部门)(?:分工|职责|划分)|部门职责|成员单位职责|工作职责|职责任务")
_NO_TASKS = re.compile(
    r"指导思想|基本原则|工作原则|总体思路|总体要求|总体思想|总体安排|基本思路|(?:主要|工作|发展|总体|行动|任务|预期|阶段|具体|建设|年度)目标|目标任务$|目标要求"
    r"|现状|形势|背景|基本情况|发展基础|工作基础|面临|重要意义|编制依据|依据|适用范围|实施范围|实施期限|基本定义|名词解释|术语|附则"
    r"|(?:时间|进度|步骤|阶段)安排|(?:实施|工作|行动)步骤|实施阶段|方法步骤|组织领导|组织机构|组织架构|组织保障|保障措施|实施保障|保障机制|保障体系|政策保障|组织实施"
    r"|工作要求|有关要求|几点要求|相关要求|工作机制|监督检查|督导考核|监督考核|考核评价|考核评估|统筹协调推进|强化保障|加强保障|保障$|责任分工|职责分工|其他事项|解释权"
)


_DEEPEST = 8  # headings a code is made of at most
_PLAN_WORDS = re.compile(
    "任务|措施|目标|要求|保障|行动|工程|实施|推进|推动|加快|提升|强化|加强|完善|健全|构建|建设|优化|促进|发展|治理|支持|培育|打造"
)


@dataclass(slots=True)
class Draft:
    """A task as chosen from the outline: its item, the blocks that are its text, and the one with its clause."""

    item: Item
    blocks: list[Block]
    clause: Block | None = None
    part: int = 0  # 1, 2 … where an item's paragraphs each close with a clause of their own
    code: str = ""

    @property
    def number(self) -> str:
        """The number as an office writes it; paragraphs of one item count on behind it."""
        own = self.item.number
        return f"{own}.{self.part}" if self.part and own else own or str(self.part or "")

    @property
    def path(self) -> tuple[str, ...]:
        """The headings above the task; an item whose paragraphs are tasks is one of them."""
        path = self.item.path
        return (*path, self.item.heading) if self.part and self.item.heading else path


@dataclass(slots=True)
class Choice:
    """The tasks of an outline, and clauses that belong to none of them."""

    tasks: list[Draft] = field(default_factory=list)
    loose: list[Block] = field(default_factory=list)


def choose_tasks(outline: Outline) -> Choice:
    """The tasks of a plan in document order, with codes that are unique in it."""
    chooser = _Chooser(outline.root)
    choice = chooser.choose()
    _number(choice.tasks)
    return choice


def is_aims(item: Item) -> bool:
    """Whether an item holds the plan's own targets (主要目标)."""
    title = item.title
    spoken = len(title) <= 30 and _AIMS.search(title) is not None
    return spoken and (not title.endswith("任务") or title.endswith("目标任务"))


def is_duties(item: Item) -> bool:
    """Whether an item's paragraphs say what each unit does (责任分工)."""
    return len(item.title) <= 20 and _DUTIES.search(item.title) is not None


def has_no_tasks(item: Item) -> bool:
    """Whether an item is, by its title, none of the chapters of tasks."""
    return len(item.title) <= 30 and _NO_TASKS.search(item.title) is not None


class _Chooser:
    """Walks the tree once it knows where clauses are."""

    def __init__(self, root: Item) -> None:
        self._root = root
        self._items = root.walk()
        self._claimed: set[int] = set()
        self._lift()
        for item in reversed(self._items):
            if self._own(item) or any(id(child) in self._claimed for child in item.children):
                self._claimed.add(id(item))
        self._any = bool(self._claimed)
        self._kinds = Counter(item.mark.kind for item in self._items if item.mark and self._own(item))

    def choose(self) -> Choice:
        """All tasks below the root."""
        choice = Choice()
        root = self._root
        self._from_root_blocks(choice)
        if not self._any:
            if any(_speaks_of_plans(item) for item in self._items):
                for chapter in root.children:
                    self._unclaimed_chapter(chapter, choice)
            return choice
        claimed = [i for i, child in enumerate(root.children) if id(child) in self._claimed]
        for position, chapter in enumerate(root.children):
            if id(chapter) in self._claimed:
                self._emit(chapter, choice)
            elif claimed and claimed[0] < position < claimed[-1] and not chapter.attached:
                self._beside(chapter, choice, self._kinds)
        return choice

    def _from_root_blocks(self, choice: Choice) -> None:
        """Paragraphs with clauses outside any item are tasks only where nothing in the plan is numbered."""
        own = self._own(self._root)
        if own and not any(id(child) in self._claimed for child in self._root.children):
            for part, blocks in enumerate(segments(self._root.blocks), start=1):
                clause = next(block for block in reversed(blocks) if block.claims)
                choice.tasks.append(Draft(self._root, blocks, clause, part))
        else:
            choice.loose.extend(own)

    def _own(self, item: Item) -> list[Block]:
        """The item's blocks with a clause, the lifted one last."""
        own = [block for block in item.blocks if block.claims]
        if item.lifted:
            own.append(item.lifted)
        return own

    def _lift(self) -> None:
        """A clause behind the last of several items governs them all, unless such items have their own elsewhere.

        Clauses on lines of their own and clauses at a paragraph's end are two habits: one says nothing of the other.
        """
        several: Counter[tuple[Kind, bool]] = Counter()
        candidates: list[tuple[Item, Item, tuple[Kind, bool]]] = []
        for item in self._items:
            last = item.children[-1].mark if len(item.children) >= 2 else None
            if last is None:
                continue
            claimed = [child for child in item.children if any(self._own(below) for below in child.walk())]
            habit = (last.kind, bool(claimed) and self._on_own_lines(claimed[0]))
            if len(claimed) >= 2 or (claimed and claimed[0] is not item.children[-1]):
                several[habit] += 1
            elif len(claimed) == 1 and not self._own(item):
                candidates.append((item, item.children[-1], habit))
        counts = Counter(habit for _, _, habit in candidates)
        for item, last_child, habit in reversed(candidates):
            own = self._own(last_child)
            if len(own) == 1 and item.mark and (habit[0] not in TASK_KINDS or several[habit] < counts[habit]):
                item.lifted = own[0]
                self._detach(last_child, own[0])

    def _on_own_lines(self, item: Item) -> bool:
        """Whether the clauses of an item and of those below it stand on lines of their own."""
        return all(block.bare_clause for below in item.walk() for block in self._own(below))

    @staticmethod
    def _detach(last: Item, block: Block) -> None:
        """Take the clause's block from the last child; its text stays where it was."""
        last.blocks = [b for b in last.blocks if b is not block or not block.bare_clause]
        for kept in last.blocks:
            if kept is block:
                last.blocks[last.blocks.index(kept)] = type(block)(block.passage, None, block.unreadable)
        if last.lifted is block:
            last.lifted = None

    def _emit(self, item: Item, choice: Choice) -> None:
        """The tasks of an item that has a clause in itself or below."""
        own = self._own(item)
        claimed = [child for child in item.children if id(child) in self._claimed]
        if not claimed:
            self._emit_own(item, choice, with_children=True)
            return
        if own and any(len(text_of([block])) > len(item.heading) + 20 for block in item.blocks):
            self._emit_own(item, choice, with_children=False)
        else:
            choice.loose.extend(own)
        kinds = Counter(
            below.mark.kind for child in claimed for below in child.walk() if below.mark and self._own(below)
        )
        for child in item.children:
            if id(child) in self._claimed:
                self._emit(child, choice)
            elif not child.attached and not has_no_tasks(
                item
            ):  # measures are tasks where they carry a clause
                self._beside(child, choice, kinds)

    def _emit_own(self, item: Item, choice: Choice, *, with_children: bool) -> None:
        parts = segments(item.blocks)
        below = [block for child in item.children for each in child.walk() for block in each.blocks]
        if item.lifted:
            choice.tasks.append(Draft(item, [*item.blocks, *below], item.lifted))
            return
        if not with_children:
            below = []
        if len(parts) == 1:
            clause = next(block for block in parts[0] if block.claims)
            choice.tasks.append(Draft(item, [*item.blocks, *below], clause))
            return
        for number, blocks in enumerate(parts, start=1):
            clause = next(block for block in reversed(blocks) if block.claims)
            choice.tasks.append(Draft(item, blocks + (below if number == len(parts) else []), clause, number))

    def _beside(self, item: Item, choice: Choice, kinds: Counter[Kind]) -> None:
        """An item without any clause beside items that have one: a task too, with a doubt."""
        if has_no_tasks(item) or is_aims(item) or is_duties(item) or item.attached:
            return
        if item.parent and has_no_tasks(item.parent):
            return
        below = [each for each in item.walk() if each.mark and each.mark.kind in kinds and not each.children]
        leaf = not below and item.mark is not None and item.mark.kind in TASK_KINDS and not item.children
        leaf = leaf and len(text_of(item.blocks)) > len(item.heading) + 5
        if leaf or (item.mark and item.mark.kind in kinds):
            below = [item]
        for each in below:
            blocks = [block for inner in each.walk() for block in inner.blocks]
            choice.tasks.append(Draft(each, blocks))

    def _unclaimed_chapter(self, chapter: Item, choice: Choice) -> None:
        """In a plan without any clause the innermost numbered items of its chapters of tasks are the tasks."""
        if has_no_tasks(chapter) or is_aims(chapter) or is_duties(chapter) or chapter.attached:
            return
        inner = [child for child in chapter.children if child.mark and child.mark.kind in TASK_KINDS]
        if chapter.mark is None and not inner:
            return
        if inner and not _are_details(inner):
            for child in inner:
                self._unclaimed_chapter(child, choice)
            return
        if chapter.mark and chapter.mark.kind not in (Kind.PART, Kind.CHAPTER, Kind.SECTION):
            blocks = [block for each in chapter.walk() for block in each.blocks]
            listed = chapter.mark.kind is not Kind.CHINESE
            if listed or len(text_of(blocks)) > len(chapter.heading) + 5:
                choice.tasks.append(Draft(chapter, blocks))


def _speaks_of_plans(item: Item) -> bool:
    """Whether a heading is one that plans have and novels have not."""
    return len(item.title) <= 30 and _PLAN_WORDS.search(item.title) is not None


def _are_details(items: Sequence[Item]) -> bool:
    """Numbered sentences without headings of their own are details of the item above."""
    return all(item.heading_end <= (item.mark.length if item.mark else 0) for item in items)


def segments(blocks: Sequence[Block]) -> list[list[Block]]:
    """Blocks grouped so that each group closes with its clause; what follows the last clause joins it."""
    groups: list[list[Block]] = [[]]
    for block in blocks:
        groups[-1].append(block)
        if block.claims:
            groups.append([])
    rest = groups.pop()
    if groups:
        groups[-1].extend(rest)
        return groups
    return [rest]


def text_of(blocks: Sequence[Block]) -> str:
    """The blocks' texts without their clauses, joined."""
    parts: list[str] = []
    for block in blocks:
        text = block.passage.text
        if block.clause:
            text = text[: block.clause.begin] + text[block.clause.end :].lstrip("。；;. ")
        if text.strip("。；; "):
            parts.append(text.strip())
    return "\n".join(parts)


def _number(tasks: list[Draft]) -> None:
    """Codes: the number, with its headings' numbers in front where numbers of its kind come twice."""
    for task in tasks:
        task.code = task.number or ""
    counts = Counter(task.code for task in tasks)
    doubled = {_kind(task) for task in tasks if counts[task.code] > 1}
    for task in tasks:
        if _kind(task) in doubled:
            task.code = _with_headings(task, 1)
    for depth in range(2, _DEEPEST):
        again = _repeated(tasks)
        kinds = {_kind(task) for task in tasks if task.code in again}
        for task in tasks:
            if _kind(task) in kinds:
                task.code = _with_headings(task, depth)
    seen: Counter[str] = Counter()
    for position, task in enumerate(tasks, start=1):
        task.code = task.code or str(position)
        seen[task.code] += 1
        if seen[task.code] > 1:
            task.code = f"{task.code}-{seen[task.code]}"


def _repeated(tasks: Sequence[Draft]) -> set[str]:
    counts = Counter(task.code for task in tasks)
    return {code for code, count in counts.items() if count > 1}


def _kind(task: Draft) -> str:
    mark = task.item.mark
    return f"{mark.kind}{bool(task.part)}" if mark else ""


def _with_headings(task: Draft, depth: int) -> str:
    """The number behind those of `depth` headings above it: 四（二）.3."""
    numbers: list[str] = []
    above = task.item.parent
    while above and len(numbers) < depth:
        if above.number:
            numbers.insert(0, above.number)
        above = above.parent
    code = "".join(numbers)
    separator = "" if not code or task.number.startswith("（") else "."
    return f"{code}{separator}{task.number}"
