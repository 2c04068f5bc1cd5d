"""Several tasks selected: what they have in common, changed for all of them at once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from greenplan_desktop.ui.desk import Place

from .content import TEXTS, completion_of
from .fields import Rows, TextField, UnitChips, plain
from .writing import PanelWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from greenplan_desktop.model.plan import Role
    from greenplan_desktop.model.records import StoredTask
    from greenplan_desktop.ui.desk import Desk
    from greenplan_desktop.ui.plan_view import PlanView

VARIOUS, NONE = "（各项不同，点击后统一填写）", "点击后统一填写"


class ManyTab(Rows):
    """Each change is one undoable step over all selected tasks."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._writer = desk, PanelWriter(desk)
        self._ids: tuple[int, ...] = ()
        self._list = plain(muted=True)
        self._lead, self._others = UnitChips(lead=True), UnitChips(lead=False)
        self._texts = {key: TextField(self._write(key), VARIOUS) for key, _, _ in TEXTS if key != "text"}
        self.add("任务", self._list)
        self.add("牵头单位", self._lead)
        self.add("责任单位", self._others)
        for key, label, _ in TEXTS:
            if key in self._texts:
                self.add(label, self._texts[key])
        self._wire(self._lead, "lead", "responsible")
        self._wire(self._others, "responsible", "lead")

    def _wire(self, chips: UnitChips, role: Role, other: Role) -> None:
        chips.moved.connect(lambda unit: self._writer.role(self._having(unit, role), unit, other))
        chips.removed.connect(lambda unit: self._writer.role(self._having(unit, role), unit, None))
        chips.added.connect(lambda name: self._writer.add(self._ids, name, role))
        chips.visited.connect(lambda unit: self._desk.go(Place("units", unit_id=unit)))

    def _write(self, key: str) -> Callable[[str, str], str]:
        return lambda text, _: self._writer.text(self._ids, key, text, None)

    def _having(self, unit_id: int, role: Role) -> list[int]:
        view = self._desk.view
        mine = view.snapshot.assignments if view else ()
        return [a.task_id for a in mine if (a.unit_id, a.role) == (unit_id, role) and a.task_id in self._ids]

    def show_tasks(self, view: PlanView, tasks: Sequence[StoredTask]) -> None:
        """Show what these tasks have in common."""
        self._ids = tuple(t.id for t in tasks)
        codes = "、".join(t.code for t in tasks[:30]) + ("等" if len(tasks) > 30 else "")
        self._list.setText(f"第 {codes} 项")
        for chips, role in ((self._lead, "lead"), (self._others, "responsible")):
            counts = Counter(
                a.unit_id for t in tasks for a in view.index.assignments.get(t.id, ()) if a.role == role
            )
            units = [
                (key, view.index.units[key].short_name + ("" if n == len(tasks) else f"（{n} 项）"))
                for key, n in counts.most_common()
                if key in view.index.units
            ]
            chips.show_units(units, lambda: completion_of(view), editable=not view.read_only)
        for key, field in self._texts.items():
            found = {getattr(t, key) or "" for t in tasks}
            same = len(found) == 1
            field.set_text(
                found.pop() if same else "", read_only=view.read_only, empty=NONE if same else VARIOUS
            )
