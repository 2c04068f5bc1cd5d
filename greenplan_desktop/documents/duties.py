"""Duties: paragraphs `区商务委：负责…` under a heading 责任分工, offered as what each unit does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from greenplan_desktop.model.plan import Duty, Source

from .numbering import mark_at_start
from .tasks import is_duties
from .unitnames import looks_like_unit, split_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .outline import Block, Item, Outline

_WITH_COLON = re.compile(r"(?P<unit>[^：。；]{2,60})：\s*(?P<text>.{2,})", re.DOTALL)
_WITH_VERB = re.compile(
    r"(?P<unit>[^：。；，]{2,40}?)(?P<text>(?:主要|具体|牵头)?(?:负责|承担|牵头|做好|履行).{2,})", re.DOTALL
)


def find_duties(outline: Outline) -> tuple[Duty, ...]:
    """The duties of all units that the document lists, in order; several units before one colon each get it."""
    found: list[Duty] = []
    for item in outline.root.walk():
        if item.parent is not None and is_duties(item):
            found.extend(
                duty for below in item.walk() for block in below.blocks for duty in _duties(block, below)
            )
    return tuple(dict.fromkeys(found))


def _duties(block: Block, item: Item) -> Iterator[Duty]:
    passage = block.passage
    mark = mark_at_start(passage.flat)
    begin = mark.length if mark else 0
    if item.blocks and block is item.blocks[0] and is_duties(item):
        begin = max(begin, item.heading_end)
        while begin < len(passage.flat) and passage.flat[begin] in " 。：":
            begin += 1
    for pattern in (_WITH_COLON, _WITH_VERB):
        match = pattern.match(passage.flat, begin)
        if not match:
            continue
        parts = re.split("[、，]", match["unit"])
        if not all(looks_like_unit(part.strip()) for part in parts):
            continue
        text = passage.text[match.start("text") : match.end("text")].strip()
        place = Source(passage.line, passage.start, passage.end)
        for part in parts:
            for name in split_names(part).names:
                yield Duty(name, text, place)
        return
