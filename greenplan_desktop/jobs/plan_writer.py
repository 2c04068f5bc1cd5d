"""Writes a read plan into the database within an open change set: head, chapters, tasks, units, targets."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.names import UnitNames
from greenplan_desktop.model.text import compact
from greenplan_desktop.store import plans, rows, tasks, units

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from greenplan_desktop.model.plan import Plan, Target, Task
    from greenplan_desktop.model.records import Unit
    from greenplan_desktop.store.database import Store
    from greenplan_desktop.store.rows import Row

STEP = 1024  # distance between positions, so that rows can be put between


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """What the clerk says of a name that the register does not know: an existing unit, or a new one."""

    unit_id: int | None = None
    full_name: str = ""
    short_name: str = ""
    kind: str = "other"


def head_values(plan: Plan) -> dict[str, Any]:
    return {
        "title": plan.title or plan.source_name or "未命名计划",
        "short_name": plan.short_name,
        "document_number": plan.document_number,
        "issuer": plan.issuer,
        "issue_date": plan.issue_date,
        "period_from": plan.period[0] if plan.period else None,
        "period_to": plan.period[1] if plan.period else None,
        "source_name": plan.source_name,
    }


def write_head(store: Store, plan_id: int, plan: Plan) -> None:
    """Bring a stored plan's head and text up to a document's, within an open change set."""
    rows.update(store, "plan", plan_id, **head_values(plan))
    if plan.source_text:
        plans.set_text(store, plan_id, plan.source_text)


def write_plan_targets(store: Store, plan_id: int, plan: Plan) -> None:
    """Make a plan's own targets those of the document, within an open change set."""
    _replace_targets(store, plan_id, None, plan.plan_targets)


def _replace_targets(store: Store, plan_id: int, task_id: int | None, found: Sequence[Target]) -> None:
    """Targets whose words and figures stand stay with the values reported for them; others come and go."""
    old = {_target_key(r): r["id"] for r in rows.find(store, "target", plan_id=plan_id, task_id=task_id)}
    wanted = [(t.text, t.indicator, t.comparator, t.value, t.unit, t.year) for t in found]
    for key, row_id in old.items():
        if key not in wanted:
            rows.delete(store, "target", row_id)
    _write_targets(
        store, plan_id, task_id, [t for t, key in zip(found, wanted, strict=True) if key not in old]
    )


def _target_key(row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in ("text", "indicator", "comparator", "value", "unit", "year"))


class PlanWriter:
    """Writes tasks of a plan within an open change set: chapters and units are made once and reused."""

    def __init__(self, store: Store, plan_id: int, choices: Mapping[str, UnitChoice], plan: Plan) -> None:
        self.store = store
        self.plan_id = plan_id
        self._choices = choices
        self._names = UnitNames(units.all_units(store))
        self._kinds = _guessed_kinds(plan, list(self._names.units))
        self._made: dict[str, int] = {}
        self._chapters: dict[tuple[str, ...], int] = {}

    def add_task(self, task: Task, position: int) -> int:
        """Store one task with its chapter, assignments and targets; returns its key."""
        task_id = tasks.insert(self.store, self.plan_id, **self._values(task, position))
        self._put_units(task_id, task)
        _write_targets(self.store, self.plan_id, task_id, task.targets)
        return task_id

    def update_task(self, task_id: int, task: Task, position: int) -> None:
        """Bring a stored task up to the document's: texts, chapter, units, targets; reports stay."""
        doubts = json.dumps(list(task.doubts), ensure_ascii=False)
        rows.update(self.store, "task", task_id, **{**self._values(task, position), "doubts": doubts})
        self._put_units(task_id, task)
        _replace_targets(self.store, self.plan_id, task_id, task.targets)

    def _values(self, task: Task, position: int) -> dict[str, Any]:
        chapter = self.chapter(task.path)
        place = {"chapter_id": chapter, "position": position, "number": task.number, "code": task.code}
        return {**place, **_content(task)}

    def _put_units(self, task_id: int, task: Task) -> None:
        """Make the task's assignments those of the document; a unit named in both roles leads."""
        said = dict(task.role_words)
        wanted: dict[int, tuple[str, str]] = {}
        for role, names in (("lead", task.lead_units), ("responsible", task.responsible_units)):
            for name in names:
                wanted.setdefault(self.unit(name, group=name in task.groups), (role, said.get(name, "")))
        for row in rows.find(self.store, "assignment", task_id=task_id):
            role, word = wanted.pop(row["unit_id"], ("", ""))
            if not role:
                rows.delete(self.store, "assignment", row["id"])
            elif (role, word) != (row["role"], row["role_word"]):
                rows.update(self.store, "assignment", row["id"], role=role, role_word=word)
        position = rows.next_position(self.store, "assignment", task_id=task_id)
        for number, (unit_id, (role, word)) in enumerate(wanted.items(), start=position):
            rows.insert(
                self.store,
                "assignment",
                task_id=task_id,
                unit_id=unit_id,
                role=role,
                position=number,
                role_word=word,
            )

    def chapter(self, path: tuple[str, ...]) -> int | None:
        """The key of the chapter at a path of headings, made with its parents where missing."""
        if not path:
            return None
        if path not in self._chapters:
            parent = self.chapter(path[:-1])
            row = rows.first(self.store, "chapter", plan_id=self.plan_id, parent_id=parent, title=path[-1])
            self._chapters[path] = int(row["id"]) if row else self._new_chapter(parent, path[-1])
        return self._chapters[path]

    def _new_chapter(self, parent: int | None, title: str) -> int:
        position = rows.next_position(self.store, "chapter", plan_id=self.plan_id)
        return rows.insert(
            self.store, "chapter", plan_id=self.plan_id, parent_id=parent, position=position, title=title
        )

    def unit(self, name: str, *, group: bool = False) -> int:
        """The key of the unit a name means: known, chosen by the clerk, or made new."""
        key = compact(name)
        if key in self._made:
            return self._made[key]
        found = self._names.find(name)
        choice = self._choices.get(name)
        if choice and choice.unit_id is not None:
            units.add_alias(self.store, choice.unit_id, name)
            unit_id = choice.unit_id
        elif found:
            unit_id = found.id
        else:
            unit_id = self._new_unit(name, choice, group=group)
        self._made[key] = unit_id
        return unit_id

    def _new_unit(self, name: str, choice: UnitChoice | None, *, group: bool) -> int:
        full, kind = self._kinds.get(key := compact(name), ("", "other"))
        short = choice.short_name if choice and choice.short_name else name
        return units.insert(
            self.store,
            full_name=(choice.full_name if choice else "") or full,
            short_name=short,
            kind="group" if group else (choice.kind if choice else kind),
            aliases=(name,) if compact(short) != key else (),
        )


def _guessed_kinds(plan: Plan, register: Sequence[Unit]) -> dict[str, tuple[str, str]]:
    from greenplan_desktop.documents.proposals import propose_units

    return {compact(p.name): (p.full_name, p.kind) for p in propose_units(plan, tuple(register))}


def _content(task: Task) -> dict[str, Any]:
    source = task.source
    return {
        "title": task.title,
        "text": task.text,
        "clause": task.clause,
        "open_ended": int(task.open_ended),
        "remarks": task.remarks,
        "due_text": task.due.text if task.due else "",
        "due_date": task.due.date if task.due else None,
        "doubts": task.doubts,
        "source_line": source.line if source else None,
        "source_start": source.start if source else None,
        "source_end": source.end if source else None,
    }


def _write_targets(store: Store, plan_id: int, task_id: int | None, found: Sequence[Target]) -> None:
    for position, target in enumerate(found, start=1):
        rows.insert(
            store,
            "target",
            plan_id=plan_id,
            task_id=task_id,
            position=position,
            text=target.text,
            indicator=target.indicator,
            comparator=target.comparator,
            value=target.value,
            unit=target.unit,
            year=target.year,
        )
