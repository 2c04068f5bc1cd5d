"""Databases for window tests: a plan of the shape of data/ or of a plan's JSON, with reports for a quarter."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.names import UnitNames
from greenplan_desktop.store import journal, plans, reports, rows, tasks, units

if TYPE_CHECKING:
    from pathlib import Path

    from greenplan_desktop.store.database import Store

STEP = 1024
SMALL: dict[str, Any] = {
    "title": "云岭区绿色发展三年行动方案",
    "document_number": "云岭府发〔2023〕6号",
    "period": [2023, 2025],
    "tasks": [
        {"number": "1", "path": ["三、重点任务", "（一）清洁用能"], "title": "推进可再生能源开发", "lead_units": ["区发展改革委"], "responsible_units": ["区水利局", "区林业局"], "open_ended": True, "text": "新增分布式光伏装机60兆瓦。"},
        {"number": "2", "path": ["三、重点任务", "（一）清洁用能"], "title": "增强电网调节能力", "lead_units": ["区经济信息委"], "responsible_units": ["区发展改革委"]},
        {"number": "3", "path": ["三、重点任务", "（二）绿色产业"], "title": "建设绿色工厂", "lead_units": ["区经济信息委", "区生态环境局"], "responsible_units": []},
        {"number": "4.1", "path": ["三、重点任务", "（二）绿色产业"], "title": "建设绿色园区", "lead_units": ["高新区管委会"], "responsible_units": ["区水利局", "区生态环境局"]},
        {"number": "4.2", "path": ["三、重点任务", "（二）绿色产业"], "title": "做优生态旅游", "lead_units": ["区林业局"], "responsible_units": ["区水利局"]},
    ],
}  # fmt: skip


def store_plan(store: Store, plan: dict[str, Any], due: str = "2025年12月") -> int:
    """Store a plan of the JSON shape of `plan read`; returns its key."""
    years = plan.get("period") or [None, None]
    with journal.change(store, f"导入计划：{plan['title']}", kind="import") as set_id:
        plan_id = plans.insert(
            store, title=plan["title"], short_name=plan.get("short_name", ""), document_number=plan.get("document_number"),
            issuer=plan.get("issuer"), period_from=years[0], period_to=years[1],
        )  # fmt: skip
        chapters: dict[tuple[str, ...], int] = {}
        for place, task in enumerate(plan["tasks"], start=1):
            _store_task(store, plan_id, chapters, task, place * STEP, due)
        journal.name_plan(store, set_id, plan_id)
    return plan_id


def _chapter(
    store: Store, plan_id: int, made: dict[tuple[str, ...], int], path: tuple[str, ...]
) -> int | None:
    if not path:
        return None
    if path not in made:
        parent = _chapter(store, plan_id, made, path[:-1])
        made[path] = rows.insert(
            store, "chapter", plan_id=plan_id, parent_id=parent, position=len(made) + 1, title=path[-1]
        )
    return made[path]


def _store_task(
    store: Store,
    plan_id: int,
    made: dict[tuple[str, ...], int],
    task: dict[str, Any],
    position: int,
    due: str,
) -> None:
    words = task.get("due") or {"text": due, "date": "2025-12-31"}
    task_id = tasks.insert(
        store, plan_id, chapter_id=_chapter(store, plan_id, made, tuple(task["path"])), position=position,
        number=task["number"], code=task.get("code") or task["number"], title=task["title"], text=task.get("text", ""),
        clause=task.get("clause"), open_ended=task.get("open_ended", False), due_text=words["text"], due_date=words["date"],
    )  # fmt: skip
    seen: set[int] = set()
    for role in ("lead", "responsible"):
        for name in task.get(f"{role}_units", ()):
            unit_id = _unit(store, name)
            if unit_id not in seen:
                rows.insert(
                    store, "assignment", task_id=task_id, unit_id=unit_id, role=role, position=len(seen)
                )
            seen.add(unit_id)
    for number, target in enumerate(task.get("targets", ()), start=1):
        keys = ("text", "indicator", "comparator", "value", "unit", "year")
        rows.insert(
            store,
            "target",
            plan_id=plan_id,
            task_id=task_id,
            position=number,
            **{k: target.get(k) for k in keys},
        )


def _unit(store: Store, name: str) -> int:
    found = UnitNames(units.all_units(store)).find(name)
    if found:
        return found.id
    kind = "town" if name.endswith(("镇", "街道")) else "district"
    return units.insert(store, short_name=name, kind=kind)


def store_reports(store: Store, plan_id: int, code: str, values: dict[str, tuple[str, int, str]]) -> None:
    """For a period, by task code: what every lead unit said (status, percent in tenths, achievement)."""
    by_code = {t.code: t.id for t in tasks.of_plan(store, plan_id)}
    with journal.change(store, f"导入{code}填报", kind="import", plan_id=plan_id):
        period = reports.period_id(store, plan_id, code)
        for one in units.assignments(store, plan_id):
            said = next((v for c, v in values.items() if by_code[c] == one.task_id), None)
            if said and one.role == "lead":
                found = {"status": said[0], "percent_tenths": said[1], "achievement": said[2]}
                reports.write(store, one.task_id, one.unit_id, period, found)


def plan_json(path: Path) -> dict[str, Any]:
    """A plan's JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))
