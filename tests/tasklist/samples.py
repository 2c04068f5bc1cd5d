"""Lists and snapshots for the tests of the paper room, of our own invention or from the reference plans."""

from __future__ import annotations

import json
import random
from pathlib import Path

from greenplan_desktop.model.records import (
    Assignment,
    PlanSnapshot,
    StoredChapter,
    StoredPeriod,
    StoredPlan,
    StoredReport,
    StoredTarget,
    StoredTask,
    Unit,
)
from greenplan_desktop.tasklist.content import ChapterRow, Column, ListContent, Row

COLUMNS = (
    Column("number", "序号", align="center", numeric=True),
    Column("title", "重点任务"),
    Column("text", "主要内容"),
    Column("lead", "牵头单位"),
    Column("responsible", "责任单位"),
    Column("due", "完成时限", align="center"),
)
SENTENCES = (
    "编制屋顶光伏布点方案，优先利用学校、医院和厂房屋顶（含仓库）。",
    "对规模以上企业开展用能诊断，年内完成50家，建立“一企一策”清单；",
    "到2025年单位增加值能耗较2020年下降14%以上，PM2.5浓度降至35微克以下。",
    "贯彻《清洁生产促进条例》，新增绿色工厂8家——其中市级3家。",
    "建成Green Factory示范线2条，接入5G+工业互联网平台，汽车、门窗、工艺一并改造。",
)
UNITS = ("区发展改革委", "区经济信息委", "区住房城乡建委", "高新区管委会", "国网云岭供电公司", "安乐镇")


def plain_list(rows: int, *, seed: int = 1, chapters: int = 7, longest: int = 5, **more) -> ListContent:
    """A list of so many rows of the usual kind, a chapter row before every `chapters` of them."""
    chance = random.Random(seed)
    found = []
    for number in range(1, rows + 1):
        if chapters and number % chapters == 1:
            found.append(ChapterRow(f"（{number}）抓好第{number}方面的工作"))
        text = "".join(chance.choice(SENTENCES) for _ in range(chance.randint(1, longest)))
        units = "、".join(chance.sample(UNITS, chance.randint(1, 4))) + "等有关部门按职责分工负责"
        cells = (str(number), f"推进第{number}项绿色改造", text, chance.choice(UNITS), units, "2025年底前")
        found.append(Row(cells))
    title = more.pop("title", "云岭区绿色低碳高质量发展三年行动方案（2023—2025年）任务清单")
    more = {"label": "附件", "document_number": "云岭府发〔2023〕6号", **more}
    return ListContent(title, COLUMNS, tuple(found), **more)


def task(key: int, **values) -> StoredTask:
    """A task with nothing but a number and a title, unless given."""
    fields = {
        "uid": f"t{key}",
        "plan_id": 1,
        "chapter_id": None,
        "position": key,
        "number": str(key),
        "code": str(key),
        "title": f"任务{key}",
        "text": "",
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
    return StoredTask(id=key, **{**fields, **values})


def unit(key: int, name: str, kind: str = "district", **values) -> Unit:
    """A unit of the register."""
    return Unit(key, f"u{key}", values.pop("full_name", name), name, kind, key, **values)


def target(key: int, task_id: int | None, indicator: str, value: str | None, **values) -> StoredTarget:
    """A target of a task or of the plan."""
    fields = {"comparator": "=", "unit": "家", "year": 2025, "text": indicator, **values}
    return StoredTarget(key, 1, task_id, key, fields.pop("text"), indicator, value=value, **fields)


def report(key: int, task_id: int, unit_id: int, period_id: int = 1, **values) -> StoredReport:
    """What a unit said of a task."""
    fields = {
        "status": None,
        "percent_tenths": None,
        "achievement": "",
        "problems": "",
        "next_steps": "",
        "remarks": "",
        "return_file_id": None,
        "sheet": "",
        "cells": "{}",
        "updated_at": "",
    }
    return StoredReport(key, task_id, unit_id, period_id, **{**fields, **values})


def small_plan(**more) -> PlanSnapshot:
    """An invented plan: two chapters, a sub-heading, five tasks, six units (one a group), one period."""
    clause = "（牵头单位：区发展改革委；责任单位：区教委、各镇街等有关部门按职责分工负责）"
    fields = {
        "plan": StoredPlan(
            1,
            "p",
            "云岭区绿色发展行动方案\n（2023—2025年）",
            "绿色发展",
            "云岭府发〔2023〕6号",
            "云岭区人民政府",
            "2023-02-17",
            2023,
            2025,
            "",
            False,
            None,
            0,
        ),
        "chapters": (
            StoredChapter(1, 1, None, 0, "三、重点任务"),
            StoredChapter(2, 1, 1, 1, "（一）用能"),
            StoredChapter(3, 1, 1, 2, "（二）产业"),
            StoredChapter(4, 1, 3, 3, "3．工厂"),
        ),
        "tasks": (
            task(
                1,
                chapter_id=2,
                title="开发光伏",
                text="开发光伏。建设电站10座。",
                clause=clause,
                open_ended=True,
            ),
            task(2, chapter_id=2, title="改造电网", text="改造线路。", due_text="2024年底前"),
            task(
                3,
                chapter_id=4,
                number="3.1",
                code="3.1",
                title="绿色工厂",
                text="建设工厂。",
                due_date="2025-06-30",
            ),
            task(4, chapter_id=4, number="3.2", code="3.2", title="绿色园区", due_date="2025-12-31"),
            task(
                5, chapter_id=3, number="4", code="4", title="绿色金融", due_date="2024-07-05", remarks="试点"
            ),
        ),
        "units": (
            unit(1, "区发展改革委", contact="张三", phone="02348660000"),
            unit(2, "区教委"),
            unit(3, "各镇街", "group"),
            unit(4, "区经济信息委"),
            unit(5, "高新区管委会"),
            unit(6, "安乐镇", "town"),
        ),
        "assignments": (
            Assignment(1, 1, 1, "lead", 0),
            Assignment(2, 1, 2, "responsible", 1),
            Assignment(3, 1, 3, "responsible", 2),
            Assignment(4, 2, 4, "lead", 0),
            Assignment(5, 2, 1, "lead", 1),
            Assignment(6, 3, 5, "lead", 0, "牵头部门"),
            Assignment(7, 3, 4, "responsible", 1, "主责单位"),
            Assignment(8, 3, 2, "responsible", 2, "协办单位"),
            Assignment(9, 4, 5, "responsible", 0),
        ),
        "targets": (
            target(1, None, "森林覆盖率", "56", unit="%", comparator=">="),
            target(2, 1, "光伏电站", "10", unit="座", year=2024),
            target(3, 1, "装机容量", "60", unit="兆瓦"),
            target(4, 3, "绿色工厂", None, text="绿色工厂数量翻番", year=2025),
            target(5, 3, "能耗", "5", unit="%", comparator="<=", year=None),
        ),
        "periods": (StoredPeriod(1, "q", 1, "2023Q2", "2023-07-05"),),
    }
    return PlanSnapshot(**{**fields, **more})


def reference_plan(shared: Path, name: str) -> PlanSnapshot:
    """A reference plan as a snapshot: what its hand-checked reading says, clauses as the tasks' texts."""
    data = json.loads((shared / "plans" / f"{name}.json").read_text(encoding="utf-8"))
    period = data.get("period") or [None, None]
    plan = StoredPlan(
        1,
        "p",
        data["title"],
        "",
        data["document_number"],
        data["issuer"],
        data["issue_date"],
        *period,
        "",
        False,
        None,
        0,
    )
    chapters: dict[tuple[str, ...], StoredChapter] = {}
    units: dict[str, Unit] = {}
    tasks, assignments, targets = [], [], []
    for key, one in enumerate(data["tasks"], 1):
        path = tuple(one["path"])
        for depth in range(1, len(path) + 1):
            above = chapters.get(path[: depth - 1])
            made = StoredChapter(
                len(chapters) + 1, 1, above.id if above else None, len(chapters), path[depth - 1]
            )
            chapters.setdefault(path[:depth], made)
        chapter = chapters[path].id if path else None
        tasks.append(
            task(
                key,
                chapter_id=chapter,
                number=one["number"],
                code=one["number"],
                title=one["title"],
                text="；".join(dict.fromkeys(t["text"] for t in one["targets"]))
                or one["title"] + "有关工作。",
                clause=one["clause"],
                open_ended=one["open_ended"],
                due_date=f"{period[1]}-12-31" if period[1] else None,
            )
        )
        for role, field in (("lead", "lead_units"), ("responsible", "responsible_units")):
            for name_ in one[field]:
                units.setdefault(name_, unit(len(units) + 1, name_))
                assignments.append(
                    Assignment(len(assignments) + 1, key, units[name_].id, role, len(assignments))
                )
        for each in one["targets"]:
            value = None if each["value"] is None else str(each["value"])
            targets.append(
                target(
                    len(targets) + 1,
                    key,
                    each["indicator"],
                    value,
                    unit=each["unit"],
                    comparator=each["comparator"],
                    year=each["year"],
                    text=each["text"],
                )
            )
    return PlanSnapshot(
        plan,
        tuple(chapters.values()),
        tuple(tasks),
        tuple(targets),
        tuple(units.values()),
        tuple(assignments),
        (StoredPeriod(1, "q", 1, "2023Q2", "2023-07-05"),),
    )
