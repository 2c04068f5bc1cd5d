"""Snapshots for tests: from a plan's JSON and the shipped register, or small ones of our own."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
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


def task(
    i: int, number: str, title: str, *, code: str | None = None, chapter: int | None = None, **changes
) -> StoredTask:
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
        code = (
            item["number"]
            if sum(t["number"] == item["number"] for t in data["tasks"]) == 1
            else f"{item['path'][-1][:3]}.{item['number']}"
        )
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
    stored = plan(
        title=data["title"],
        document_number=data["document_number"],
        issuer=data["issuer"],
        short_name="绿色发展",
    )
    return PlanSnapshot(
        plan=stored,
        chapters=tuple(chapters),
        tasks=tuple(tasks),
        units=tuple(units),
        assignments=tuple(assignments),
        periods=(StoredPeriod(1, "p1", 1, period),),
    )


TITLES = {
    "1": "推进可再生能源开发",
    "2": "增强电网调节能力",
    "3": "加快氢能示范应用",
    "4": "实施重点行业节能改造",
    "5.1": "建设绿色工厂",
    "5.2": "建设绿色园区",
    "5.3": "建设能碳管理平台",
    "6": "做优生态旅游品牌",
    "7": "用好绿色金融工具",
    "8": "推进污水管网改造",
    "9": "倡导绿色出行",
    "10": "深化生活垃圾分类",
    "11": "补齐收集处理短板",
    "12": "开展国土绿化行动",
}
PLACES = ("重庆市云岭区", "云岭区", "云岭")
UNITS = (
    Unit(1, "u1", "云岭区科学技术局", "区科技局", "district", 1),
    Unit(2, "u2", "云岭区教育委员会", "区教委", "district", 2, ("区教育委",)),
    Unit(3, "u3", "云岭区经济和信息化委员会", "区经济信息委", "district", 3, ("区经信委",)),
    Unit(4, "u4", "云岭高新技术产业开发区管理委员会", "高新区管委会", "park", 4),
    Unit(5, "u5", "云岭区松坪镇人民政府", "松坪镇", "town", 5),
    Unit(6, "u6", "云岭区林业局", "区林业局", "district", 6),
    Unit(7, "u7", "", "各镇街", "group", 7),
)


def small(**changes) -> PlanSnapshot:
    """A small plan: 区科技局 shares every task but 12, 区教委 leads 1 and 12, 区林业局 has 12 alone."""
    tasks = tuple(
        task(i, number, title, chapter=2 if number.startswith("5.") else 1)
        for i, (number, title) in enumerate(TITLES.items(), start=1)
    )
    pairs = [(t.id, 1, "responsible") for t in tasks if t.number != "12"]
    pairs += [
        (1, 2, "lead"),
        (14, 2, "lead"),
        (14, 6, "responsible"),
        (2, 3, "lead"),
        (3, 3, "responsible"),
        (9, 7, "responsible"),
    ]
    base = PlanSnapshot(
        plan=plan(),
        chapters=(StoredChapter(1, 1, None, 1, "一、重点任务"), StoredChapter(2, 1, 1, 2, "5．打造绿色载体")),
        tasks=tasks,
        units=UNITS,
        assignments=tuple(Assignment(i, t, u, r, i) for i, (t, u, r) in enumerate(pairs, start=1)),
        periods=(StoredPeriod(1, "p1", 1, "2023Q1"), StoredPeriod(2, "p2", 1, "2023Q2")),
    )
    return replace(base, **changes)
