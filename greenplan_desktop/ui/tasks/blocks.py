"""What a pasted, cleared or filled block of cells means for tasks. Pure: no Qt, no database."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from greenplan_desktop.jobs.cells import COLUMNS as EDITABLE
from greenplan_desktop.jobs.cells import Cell

from .columns import COLUMNS, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .rows import TaskRow

TITLES = {c.key: c.title for c in COLUMNS}
KEPT_WHOLE = frozenset(("number", "title"))  # never emptied, never filled down


@dataclass(frozen=True, slots=True)
class Block:
    """What is to be written: `cells`, `new` tasks below the last one, and titles of columns that were passed over."""

    cells: tuple[Cell, ...] = ()
    new: tuple[dict[str, str], ...] = ()
    skipped: tuple[str, ...] = ()
    nameless: int = field(default=0)  # rows beyond the last task that bring no 重点任务
    size: tuple[int, int] = (0, 0)  # rows and columns that a paste fills


def paste_block(
    block: Sequence[Sequence[str]],
    rows: Sequence[TaskRow],
    keys: Sequence[str],
    chosen: tuple[int, int] = (1, 1),
) -> Block:
    """Where each pasted cell goes: `rows` and `keys` from the upper left cell on; `chosen` is the selection's size.

    A selection that is a multiple of the block is filled with it; a first line of column titles is left out.
    """
    block = _without_titles(block, keys)
    if not block:
        return Block()
    block = _tiled(block, chosen)
    width = min(max(len(line) for line in block), len(keys))
    used = keys[:width]
    cells = [
        Cell(row.task.id, key, text)
        for row, line in zip(rows, block, strict=False)
        for key, text in zip(used, line, strict=False)
        if key in EDITABLE and text_of(row, key) != text
    ]
    below = [
        dict(zip(used, line, strict=False)) for line in block[len(rows) :] if any(t.strip() for t in line)
    ]
    new = [{k: t for k, t in one.items() if k in EDITABLE and t.strip()} for one in below]
    named = tuple(one for one in new if one.get("title"))
    skipped = tuple(TITLES[k] for k in used if k not in EDITABLE)
    return Block(tuple(cells), named, skipped, len(new) - len(named), (len(block), width))


def _without_titles(block: Sequence[Sequence[str]], keys: Sequence[str]) -> list[list[str]]:
    lines = [list(line) for line in block]
    titles = [TITLES[k] for k in keys]
    if lines and len(lines[0]) >= 2 and [t.strip() for t in lines[0]] == titles[: len(lines[0])]:
        return lines[1:]
    return lines


def _tiled(block: list[list[str]], chosen: tuple[int, int]) -> list[list[str]]:
    high, wide = len(block), max(len(line) for line in block)
    full = [line + [""] * (wide - len(line)) for line in block]
    down = chosen[0] // high if chosen[0] % high == 0 else 1
    across = chosen[1] // wide if chosen[1] % wide == 0 else 1
    return [line * max(across, 1) for line in full] * max(down, 1)


def clear_block(rows: Sequence[TaskRow], keys: Sequence[str]) -> Block:
    """Emptying cells; numbers and names stay, they cannot be empty."""
    wanted = [k for k in keys if k in EDITABLE and k not in KEPT_WHOLE]
    cells = [Cell(r.task.id, k, "") for r in rows for k in wanted if text_of(r, k)]
    return Block(tuple(cells), skipped=tuple(TITLES[k] for k in keys if k not in wanted))


def fill_block(rows: Sequence[TaskRow], keys: Sequence[str]) -> Block:
    """The first row's cells go into those below it; numbers are left out."""
    wanted = [k for k in keys if k in EDITABLE and k != "number"]
    cells = [
        Cell(row.task.id, key, text_of(rows[0], key))
        for row in rows[1:]
        for key in wanted
        if text_of(row, key) != text_of(rows[0], key)
    ]
    return Block(tuple(cells), skipped=tuple(TITLES[k] for k in keys if k not in wanted))


def replace_block(rows: Sequence[TaskRow], keys: Sequence[str], find: str, put: str) -> Block:
    """Every occurrence of some words replaced, upper and lower case told apart."""
    cells = [
        Cell(row.task.id, key, text.replace(find, put))
        for row in rows
        for key in keys
        if key in EDITABLE and find and find in (text := text_of(row, key))
    ]
    return Block(tuple(cells))
