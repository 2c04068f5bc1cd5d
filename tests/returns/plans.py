"""Snapshots for tests: from a plan's JSON and the shipped register, or small ones of our own."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from greenplan_desktop.model.names import UnitNames
from greenplan_desktop.model.records import (
    Assignment,
    PlanSnapshot,
    StoredChapter,
    StoredPeriod,
    StoredPlan,
    StoredTask,
    Unit,
)

REGISTER = Path(__file__).resolve().parents[2] / "data" / "units.csv"


def register() -> list[Unit]:
    """The shipped register of units."""
    units = []
    with REGISTER.open(encoding="utf-8-sig", newline="") as file:
        for i, row in enumerate(csv.DictReader(file), start=1):
            aliases = tuple(a for a in row["aliases"].split("、") if a)
            units.append(Unit(i, f"u{i}", row["full_name"], row["short_name"], row["kind"], i, aliases))
    return units


def plan(**changes) -> StoredPlan:
    base = {
        "id": 1,
        "uid": "plan-1",
        "title": "云岭区绿色行动方案",
        "short_name": "云岭绿色",
        "document_number": "云岭府发〔2023〕1号",
        "issuer": "云岭区人民政府",
        "issue_date": "2023-01-01",
        "period_from": 2023,
        "period_to": 2025,
        "source_name": "",
        "is_sample": False,
        "archived_at": None,
        "position": 1,
    }
    return StoredPlan(**{**base, **changes})


def task(i: int, number: str, title: str, *, code: str | None = None, chapter: int | None = None, **changes) -> StoredTask:
    base = {
        "id": i,
        "uid": f"t{i}",
        "plan_id": 1,
        "chapter_id": chapter,
        "position": i * 10,
        "number": number,
        "code": code or number,
        "title": title,
        "text": f"要做：{title}",
        "clause": None,
        "open_ended": False,
        "remarks": "",
        "due_text": "",
        "due_date": None,
        "doubts": (),
        "life": "active",
        "source_line": None,
        "source_start": None,
        "source_end": None,
    }
    return StoredTask(**{**base, **changes})


def from_plan_json(path: Path, period: str = "2023Q2") -> PlanSnapshot:
    """The snapshot of a plan read from its JSON, with the shipped register and units the plan names besides."""
    data = json.loads(path.read_text(encoding="utf-8"))
    units = register()
    names = UnitNames(units)
    tasks, assignments, chapters, seen = [], [], [], {}
    for i, item in enumerate(data["tasks"], start=1):
        parent = None
        for depth in range(len(item["path"])):
            key = tuple(item["path"][: depth + 1])
            if key not in seen:
                seen[key] = len(chapters) + 1
                chapters.append(StoredChapter(seen[key], 1, parent, seen[key], key[-1]))
            parent = seen[key]
        code = item["number"] if sum(t["number"] == item["number"] for t in data["tasks"]) == 1 else f"{item['path'][-1][:3]}.{item['number']}"
        tasks.append(task(i, item["number"], item["title"], code=code, chapter=parent))
        for role in ("lead", "responsible"):
            for name in item[f"{role}_units"]:
                unit = names.find(name)
                if unit is None:
                    group = name.startswith(("各", "有关", "相关"))
                    n = len(units) + 1
                    unit = Unit(n, f"u{n}", name, name, "group" if group else "other", n)
                    units.append(unit)
                    names = UnitNames(units)
                assignments.append(Assignment(len(assignments) + 1, i, unit.id, role, len(assignments)))
    stored = plan(title=data["title"], document_number=data["document_number"], issuer=data["issuer"], short_name="绿色发展")
    return PlanSnapshot(
        plan=stored,
        chapters=tuple(chapters),
        tasks=tuple(tasks),
        units=tuple(units),
        assignments=tuple(assignments),
        periods=(StoredPeriod(1, "p1", 1, period),),
    )
