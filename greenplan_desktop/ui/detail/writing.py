"""Changes made in the detail panel become jobs; what was refused comes back as a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greenplan_desktop.jobs import assign, cells
from greenplan_desktop.jobs.cells import Cell
from greenplan_desktop.model.errors import GreenplanError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greenplan_desktop.model.plan import Role
    from greenplan_desktop.ui.desk import Desk


class PanelWriter:
    """Writes for one task or for all selected ones."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def text(self, task_ids: Sequence[int], column: str, text: str, seen: str | None) -> str:
        """One text column of these tasks; "" when it was taken, else why not."""
        plan_id = self._desk.session.plan_id
        if plan_id is None:
            return ""
        try:
            done = self._desk.session.do(
                cells.write_cells, plan_id, [Cell(i, column, text, seen or None) for i in task_ids]
            )
        except GreenplanError as error:
            return error.message
        for note in done.notes[:1]:
            self._desk.say(note)
        return ""

    def goals(self, task_id: int, text: str) -> str:
        """A task's targets, one a line; "" when they were taken, else why not."""
        from greenplan_desktop.jobs import goals

        try:
            self._desk.session.do(goals.write_goals, task_id, text)
        except GreenplanError as error:
            return error.message
        return ""

    def role(self, task_ids: Sequence[int], unit_id: int, role: Role | None) -> None:
        """A unit's role in these tasks; expected errors are told."""
        self._desk.change(assign.set_roles, [(i, unit_id, role) for i in task_ids])

    def add(self, task_ids: Sequence[int], name: str, role: Role) -> None:
        """A unit by name; one that the register does not know is made after asking."""
        from greenplan_desktop.jobs import units

        plan_id, session = self._desk.session.plan_id, self._desk.session
        if plan_id is None:
            return
        try:
            if session.read(cells.unknown_units, plan_id, [name]):
                if not self._desk.dialogs.ask(f"单位库里没有“{name}”，要作为新单位加入吗？", yes="加入"):
                    return
                session.do(units.add_unit, name)
            unit_id = session.read(cells.unit_named, plan_id, name)
        except GreenplanError as error:
            self._desk.dialogs.fail(error.message)
            return
        self.role(task_ids, unit_id, role)
