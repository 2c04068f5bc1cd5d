"""A block of cells of the task table written at once, texts and units alike, as one undoable step."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from greenplan_desktop.model.errors import ConflictError, InputError
from greenplan_desktop.model.names import UnitNames
from greenplan_desktop.model.text import clean
from greenplan_desktop.store import journal, plans, rows, tasks, units

from . import find
from .assign import replace_role, split_names
from .changed import Changed, changed
from .tasks import WORDS, due_date, insert_task, write_field
from .units import LONGEST_NAME

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from greenplan_desktop.model.plan import Role
    from greenplan_desktop.model.records import StoredTask
    from greenplan_desktop.store.database import Store

ROLES: dict[str, Role] = {"lead": "lead", "responsible": "responsible"}
COLUMNS = {**WORDS, "lead": "牵头单位", "responsible": "责任单位"}
_REST = re.compile(r"等(?:有关|相关)?(?:部门|单位)?(?:和单位)?(?:按职责分工负责)?$")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: `column` is a key of COLUMNS; `expected` is the text the editor saw, None where it does not matter."""

    task_id: int
    column: str
    text: str
    expected: str | None = None


def write_cells(
    store: Store,
    plan_id: int,
    cells: Sequence[Cell],
    new_tasks: Sequence[Mapping[str, str]] = (),
    *,
    create: bool = False,
    label: str = "",
) -> Changed:
    """Write cells, and add tasks (column -> text) at the end; all of it or nothing; `made` holds the new tasks.

    Unknown unit names are made units where `create` says so, else refused by InputError. A unit given in both
    roles leads; a final 等 in 责任单位 says that the list is open.
    """
    if not cells and not new_tasks:
        return Changed(None, "")
    writer = _Writer(store, plan_id, create=create)
    with journal.change(store, label or _label(store, cells, new_tasks), plan_id=plan_id) as set_id:
        made = [writer.add(values) for values in new_tasks]
        added = [
            Cell(key, column, text)
            for key, values in zip(made, new_tasks, strict=True)
            for column, text in values.items()
            if column not in ("title", "number")
        ]
        writer.write([*cells, *added])
    return changed(store, set_id, made=made, notes=writer.notes)


def _label(store: Store, cells: Sequence[Cell], new_tasks: Sequence[Mapping[str, str]]) -> str:
    if new_tasks:
        return f"新增{len(new_tasks)}项任务"
    if len(cells) > 1:
        return f"修改{len(cells)}个单元格"
    task = tasks.task(store, cells[0].task_id)
    return f"修改第{task.code if task else ''}项{COLUMNS.get(cells[0].column, '')}"


def unknown_units(store: Store, plan_id: int, texts: Sequence[str]) -> list[str]:
    """The names in these cells of units that the register does not know, each once."""
    known = _register(store, plan_id)
    names = (n for text in texts for n in names_of(text, known)[0])
    return [n for n in dict.fromkeys(names) if known.find(n) is None]


def unit_named(store: Store, plan_id: int, name: str) -> int:
    """The key of the unit a name means in this plan's district; raises InputError with the nearest names."""
    found = _register(store, plan_id).find(name)
    return found.id if found else find.unit(store, name).id


def names_of(text: str, known: UnitNames) -> tuple[list[str], bool]:
    """The unit names of a cell, and whether its list is open (a final 等)."""
    names = split_names(text)
    if not names or known.find(names[-1]) is not None:
        return names, False
    last = _REST.sub("", names[-1])
    if last == names[-1]:
        return names, False
    return [*names[:-1], *([last] if last else [])], True


def _register(store: Store, plan_id: int) -> UnitNames:
    plan = plans.plan(store, plan_id)
    return UnitNames(units.all_units(store), find.places(plan) if plan else ())


class _Writer:
    """Writes within one open change set; reads the register once."""

    def __init__(self, store: Store, plan_id: int, *, create: bool) -> None:
        self.store = store
        self.plan_id = plan_id
        self.create = create
        self.notes: list[str] = []
        self._known = _register(store, plan_id)
        self._made: dict[str, int] = {}

    def add(self, values: Mapping[str, str]) -> int:
        """A new task at the end of the plan; a blank title is refused."""
        title = clean(values.get("title", "")).strip()
        if not title:
            raise InputError("要新增的行里没有“重点任务”的名称，请把名称一起复制过来。")
        number = clean(values.get("number", "")).strip()
        return insert_task(self.store, self.plan_id, after=None, title=title, number=number)

    def write(self, cells: Sequence[Cell]) -> None:
        """All cells: numbers first (they may change places), then texts, then the units of each task."""
        self._free_numbers([c for c in cells if c.column == "number"])
        named: dict[int, dict[str, Cell]] = defaultdict(dict)
        for cell in cells:
            if cell.column in ROLES:
                named[cell.task_id][cell.column] = cell
            elif cell.column in WORDS:
                text = clean(cell.text).strip()
                task = self._task(cell.task_id)
                write_field(self.store, task, cell.column, text, cell.expected)
                if cell.column == "due_text" and text:
                    self._note_endless(task, text)
            else:
                raise InputError("这一栏由填报得出，不能在表中修改。")
        for task_id, by_role in named.items():
            self._write_units(self._task(task_id), by_role)

    def _note_endless(self, task: StoredTask, text: str) -> None:
        """Say where words that are no known time have no last day: such a task is never due."""
        from greenplan_desktop.documents.due import is_due_phrase

        if due_date(self.store, self.plan_id, text) is None and not is_due_phrase(text):
            self.notes.append(f"第{task.code}项“{text[:20]}”认不出是哪一天，照写保存，不提醒到期")

    def _free_numbers(self, cells: list[Cell]) -> None:
        """Several numbers changed at once may change places: the old ones are let go before the new are checked."""
        if len(cells) < 2:
            return
        for cell in cells:
            task = self._task(cell.task_id)
            head = task.code[: len(task.code) - len(task.number)] if task.code.endswith(task.number) else ""
            aside = f"…{task.id}"
            rows.update(self.store, "task", task.id, number=aside, code=head + aside)

    def _task(self, task_id: int) -> StoredTask:
        task = tasks.task(self.store, task_id)
        if task is None:
            raise InputError("这一项任务已被删除，可用撤销找回。")
        return task

    def _write_units(self, task: StoredTask, by_role: Mapping[str, Cell]) -> None:
        before: dict[str, list[int]] = {role: self._assigned(task.id, role) for role in ROLES.values()}
        wanted: dict[str, list[int]] = dict(before)
        for column, cell in by_role.items():
            names, is_open = names_of(cell.text, self._known)
            self._expect(cell, before[ROLES[column]])
            wanted[column] = [self._unit_id(task, column, name) for name in names]
            if column == "responsible" and task.open_ended != is_open:
                rows.update(self.store, "task", task.id, open_ended=int(is_open))
        twice = [key for key in wanted["responsible"] if key in wanted["lead"]]
        if twice and "responsible" in by_role:
            named = "、".join(self._name(key) for key in dict.fromkeys(twice))
            self.notes.append(f"第{task.code}项：{named}已是牵头单位，责任单位中不再列出")
        wanted["responsible"] = [key for key in wanted["responsible"] if key not in wanted["lead"]]
        for role in ROLES.values():
            if wanted[role] != before[role]:
                replace_role(self.store, task.id, role, list(dict.fromkeys(wanted[role])))

    def _assigned(self, task_id: int, role: str) -> list[int]:
        found = rows.find(self.store, "assignment", task_id=task_id, role=role)
        return [r["unit_id"] for r in sorted(found, key=lambda r: (r["position"], r["id"]))]

    def _expect(self, cell: Cell, present: list[int]) -> None:
        if cell.expected is None:
            return
        seen = [self._known.find(n) for n in names_of(cell.expected, self._known)[0]]
        if sorted(u.id for u in seen if u) != sorted(present):
            raise ConflictError("这一项刚被另一个窗口改动或删除，请看过新内容后再改。")

    def _name(self, unit_id: int) -> str:
        return next((u.short_name for u in self._known.units if u.id == unit_id), "")

    def _unit_id(self, task: StoredTask, column: str, name: str) -> int:
        found = self._known.find(name)
        if found is not None:
            return found.id
        if len(name) > LONGEST_NAME:
            raise InputError(f"“{name[:16]}…”太长，不像单位名称；多个单位请用“、”隔开。")
        if name in self._made:
            return self._made[name]
        if not self.create:
            near = find.nearest(name, list(self._known.units))
            hint = f"，是不是“{'”或“'.join(near)}”？" if near else "。"
            raise InputError(
                f"第{task.code}项{COLUMNS[column]}：单位库里没有“{name}”{hint}", code="unknown_unit"
            )
        self._made[name] = units.insert(self.store, short_name=name, full_name="")
        return self._made[name]
