"""The plan's own targets: what stands under 主要目标, or in 总体要求 where no heading speaks of targets."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from .targets import find_targets, last_year
from .tasks import is_aims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greenplan_desktop.model.plan import Target

    from .outline import Item, Outline
    from .seams import Passage

_GENERAL = re.compile("总体要求|总体思路|总体安排|指导思想|工作思路|基本思路")
_AIMED = re.compile(
    r"(?<![^。：])[^。]{0,60}?(?:到|至|力争|确保|^)\s?(?:20[2-6]\d\s?年|“?十[四五六]五”?(?:末|期间|时期))"
)


def plan_targets(outline: Outline, taken: set[int], since: int | None = None) -> tuple[Target, ...]:
    """The plan's targets; items in `taken` (ids) are tasks and keep theirs. Years before `since` are past."""
    found: list[Target] = []
    year = None
    for passage, begin in _passages(outline, taken):
        flat = passage.flat[begin:]
        targets = find_targets(passage.text[begin:], flat, passage.start + begin, since)
        found += (
            [target if target.year else replace(target, year=year) for target in targets] if year else targets
        )
        year = _goes_on_with(flat.rstrip(), year)
    return tuple(found)


def _goes_on_with(flat: str, year: int | None) -> int | None:
    """到2025年：, and below it a list with ；: the year of the sentence that the next passage goes on with."""
    if flat.endswith("："):
        return last_year(flat) or year
    return year if flat.endswith("；") else None


def _passages(outline: Outline, taken: set[int]) -> Iterator[tuple[Passage, int]]:
    """The passages that speak of the plan's targets, each with where its text begins."""
    items = [item for item in outline.root.walk() if item.parent is not None and not item.attached]
    aims = [item for item in items if is_aims(item) and not _holds_tasks(item, taken)]
    if aims:
        seen: set[int] = set()
        for item in aims:
            for below in item.walk():
                if id(below) not in seen:
                    seen.add(id(below))
                    yield from _own(below)
        return
    for item in items:
        if len(item.title) <= 20 and _GENERAL.search(item.title) and not _holds_tasks(item, taken):
            yield from _from_first_aim(item)
    yield from ((block.passage, 0) for block in outline.root.blocks if block.passage.flat.startswith("到20"))


def _from_first_aim(item: Item) -> Iterator[tuple[Passage, int]]:
    """The passages of an item from the first sentence that begins with a year to aim at."""
    for passage, begin in _own(item):
        match = _AIMED.search(passage.flat, begin)
        if match:
            yield passage, match.start()


def _holds_tasks(item: Item, taken: set[int]) -> bool:
    return any(id(below) in taken for below in item.walk())


def _own(item: Item) -> Iterator[tuple[Passage, int]]:
    for block in item.blocks:
        yield block.passage, item.heading_end if block is item.blocks[0] else 0
