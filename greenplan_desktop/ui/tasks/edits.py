"""Edits of the task table become jobs; what a job refuses is said beside the cell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from greenplan_desktop.model.errors import ConflictError, GreenplanError

from .delegates import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from greenplan_desktop.jobs.cells import Cell
    from greenplan_desktop.ui.desk import Desk

    from .blocks import Block
    from .rows import TaskRow

UNITS = ("lead", "responsible")


class TaskEdits:
    """Writes single cells and blocks for the page."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def write(self, row: TaskRow, key: str, text: str, seen: str | None) -> Refusal | None:
        """Write one cell; `seen` is what the editor showed. None when it was taken."""
        from greenplan_desktop.jobs.cells import Cell

        return self._write_cell(Cell(row.task.id, key, text, seen or None), create=False)

    def _write_cell(self, cell: Cell, *, create: bool) -> Refusal | None:
        from greenplan_desktop.jobs.cells import write_cells

        plan_id = self._desk.session.plan_id
        if plan_id is None:
            return None
        try:
            done = self._desk.session.do(write_cells, plan_id, [cell], create=create)
        except GreenplanError as error:
            return self._refusal(error, cell)
        for note in done.notes:
            self._desk.say(note)
        return None

    def _refusal(self, error: GreenplanError, cell: Cell) -> Refusal:
        if isinstance(error, ConflictError):
            mine = replace(cell, expected=None)
            return Refusal(error.message, "仍用我输入的", lambda: self._write_cell(mine, create=False))
        if error.code != "unknown_unit":
            return Refusal(error.message)
        return Refusal(error.message, "作为新单位加入", lambda: self._write_cell(cell, create=True))

    def write_block(self, block: Block, label: str, refused: Callable[[Refusal], None]) -> bool:
        """Write a whole block as one step; unknown units are made only after asking. False where it was not done."""
        from greenplan_desktop.jobs.cells import write_cells

        plan_id = self._desk.session.plan_id
        if plan_id is None or not (block.cells or block.new):
            return False
        try:
            create = self._may_create(plan_id, block)
            if create is None:
                return False
            done = self._desk.session.do(
                write_cells, plan_id, block.cells, block.new, create=create, label=label
            )
        except GreenplanError as error:
            refused(Refusal(error.message))
            return False
        notes = [
            *done.notes[:1],
            f"“{'、'.join(block.skipped)}”保持不变" if block.skipped else "",
        ]
        if any(notes):
            self._desk.say("；".join(n for n in notes if n))
        return True

    def _may_create(self, plan_id: int, block: Block) -> bool | None:
        """Whether unknown units may be made: False where there are none, None where the clerk says no."""
        from greenplan_desktop.jobs.cells import unknown_units
        from greenplan_desktop.jobs.units import LONGEST_NAME

        texts = [c.text for c in block.cells if c.column in UNITS]
        texts += [one[key] for one in block.new for key in UNITS if key in one]
        unknown = unknown_units(self._desk.session.store, plan_id, texts)
        short = [n for n in unknown if len(n) <= LONGEST_NAME]
        if not short:
            return False
        named = "、".join(short[:8]) + ("等" if len(short) > 8 else "")
        agreed = self._desk.dialogs.ask(
            f"有 {len(short)} 个单位不在单位库里：{named}。",
            detail="要作为新单位加入单位库吗？",
            yes="加入并继续",
        )
        return True if agreed else None
