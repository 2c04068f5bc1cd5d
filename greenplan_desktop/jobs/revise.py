"""A changed version of a stored plan updates it instead of doubling it: what differs, and writing it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.names import UnitNames
from greenplan_desktop.store import journal, rows, units
from greenplan_desktop.store.snapshot import plan_snapshot

from .changed import Changed, changed
from .plan_writer import STEP, PlanWriter, write_head, write_plan_targets
from .plans import plan_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from greenplan_desktop.documents.compare import Difference
    from greenplan_desktop.model.plan import Plan, Task
    from greenplan_desktop.store.database import Store

    from .plan_writer import UnitChoice

WORDS = {
    "number": "序号",
    "path": "章节",
    "title": "名称",
    "text": "内容",
    "lead_units": "牵头单位",
    "responsible_units": "责任单位",
    "open_ended": "“等有关部门”字样",
    "due": "完成时限",
    "targets": "目标",
    "remarks": "备注",
}


def differences(store: Store, plan_id: int, plan: Plan) -> list[Difference]:
    """What a new version changes, in the order of the new document; a unit's other names make no difference."""
    from greenplan_desktop.documents.compare import compare_plans

    register = UnitNames(units.all_units(store))
    stored = plan_of(plan_snapshot(store, plan_id)).tasks
    return compare_plans(stored, [_under_known_names(task, register) for task in plan.tasks])


def _under_known_names(task: Task, register: UnitNames) -> Task:
    def known(names: Sequence[str]) -> tuple[str, ...]:
        return tuple(unit.short_name if (unit := register.find(name)) else name for name in names)

    leads = known(task.lead_units)
    others = tuple(name for name in known(task.responsible_units) if name not in leads)
    return replace(task, lead_units=leads, responsible_units=tuple(dict.fromkeys(others)))


def words_of(found: Sequence[Difference]) -> str:
    """Differences in one phrase: 新增 1 项，修改 3 项（第2项责任单位、…），1 项在新版本中没有."""
    added = [d for d in found if d.kind == "added"]
    gone = [d.old for d in found if d.kind == "removed" and d.old]
    other = [d for d in found if d.kind == "changed"]
    parts = [f"新增 {len(added)} 项"] if added else []
    if other:
        shown = "；".join(
            f"第{d.new.code}项{'、'.join(WORDS[f] for f in d.fields)}" for d in other[:4] if d.new
        )
        parts.append(f"修改 {len(other)} 项（{shown}{'…' if len(other) > 4 else ''}）")
    if gone:
        names = "、".join(f"第{task.code}项" for task in gone[:4])
        parts.append(f"{len(gone)} 项在新版本中没有（{names}），保留不删")
    return "，".join(parts) if parts else "内容没有变化"


def revise(
    store: Store, plan_id: int, plan: Plan, choices: Mapping[str, UnitChoice] | None = None
) -> Changed:
    """Update a stored plan to a new version in one undoable step; tasks that went are kept and named in notes."""
    from greenplan_desktop.documents.compare import match_tasks

    whole = plan_snapshot(store, plan_id)
    old = plan_of(whole).tasks
    keys = {task.code: task.id for task in whole.tasks}
    partner = match_tasks(old, plan.tasks)
    gone = [task for position, task in enumerate(old) if position not in set(partner.values())]
    label = f"更新计划：{plan.short_name or plan.title}"
    with journal.change(store, label, kind="import", plan_id=plan_id) as set_id:
        write_head(store, plan_id, plan)
        writer = PlanWriter(store, plan_id, choices or {}, plan)
        for task in old:  # codes are unique: none may stand in the way of its own new place
            _put(store, keys[task.code], code=f"…{keys[task.code]}")
        for index, task in enumerate(plan.tasks):
            position = (index + 1) * STEP
            if index in partner:
                writer.update_task(keys[old[partner[index]].code], task, position)
            else:
                writer.add_task(task, position)
        used = {task.code for task in plan.tasks}
        for number, task in enumerate(gone, start=len(plan.tasks) + 1):
            code = task.code if task.code not in used else f"{task.code}（原）"
            _put(store, keys[task.code], code=code, position=number * STEP)
        write_plan_targets(store, plan_id, plan)
    notes = [f"第{task.code}项“{task.title}”在新版本中没有，已保留，请看是否取消" for task in gone]
    return changed(store, set_id, made=(plan_id,), notes=notes)


def _put(store: Store, task_id: int, **values: Any) -> None:
    rows.update(store, "task", task_id, **values)
