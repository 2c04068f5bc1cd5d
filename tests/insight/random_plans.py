"""Plans, units and returns made at random from a seed, for tests and benchmarks."""

from __future__ import annotations

import random

from greenplan_desktop.model.records import (
    Assignment,
    LifeEvent,
    ManualStatus,
    PlanSnapshot,
    ReturnFile,
    StoredChapter,
    StoredPeriod,
    StoredPlan,
    StoredReport,
    StoredTarget,
    StoredTask,
    TargetValue,
    Unit,
)

STATUSES = ("not_started", "delayed", "on_track", "completed")
LIVES = ("active",) * 8 + ("extended", "adjusted", "paused", "cancelled", "closed")
WORDS = "建设绿色工厂推进园区循环改造培育企业数字转型清洁能源土地节约人才队伍技术攻关金融服务".strip()
CODES = ("2023Q1", "2023Q2", "2023Q3", "2023H1")


def words(rng: random.Random, low: int, high: int) -> str:
    return "".join(rng.choice(WORDS) for _ in range(rng.randint(low, high)))


def make_units(rng: random.Random, count: int) -> tuple[Unit, ...]:
    kinds = ("district", "district", "town", "park", "enterprise", "group")
    return tuple(
        Unit(n, f"u{n}", "", f"区第{n}{words(rng, 1, 3)}局", rng.choice(kinds), n)
        for n in range(1, count + 1)
    )


def make_task(rng: random.Random, key: int, plan: int, chapter: int | None) -> StoredTask:
    due = rng.choice((None, "2023-03-31", "2023-06-15", "2023-07-10", "2025-12-31"))
    return StoredTask(
        id=key,
        uid=f"t{key}",
        plan_id=plan,
        chapter_id=chapter,
        position=key,
        number=str(key),
        code=str(key),
        title=words(rng, 4, 12),
        text=words(rng, 40, 200),
        clause=None,
        open_ended=rng.random() < 0.3,
        remarks="",
        due_text=due or "",
        due_date=due,
        doubts=(),
        life=rng.choice(LIVES),
        source_line=None,
        source_start=None,
        source_end=None,
    )


def make_report(rng: random.Random, key: int, task: int, unit: int, period: int) -> StoredReport:
    return StoredReport(
        id=key,
        task_id=task,
        unit_id=unit,
        period_id=period,
        status=rng.choice((None, *STATUSES)),
        percent_tenths=rng.choice((None, 0, 1000, rng.randint(1, 999))),
        achievement=rng.choice(("", words(rng, 10, 60))),
        problems=rng.choice(("", "", words(rng, 5, 30))),
        next_steps=rng.choice(("", words(rng, 5, 30))),
        remarks="",
        return_file_id=None,
        sheet="",
        cells="{}",
        updated_at=rng.choice(("2023-07-01T10:00:00", "2023-07-08T10:00:00")),
    )


def make_plan(seed: int, *, tasks: int = 20, units: int = 12, reports: float = 0.6) -> PlanSnapshot:
    """A plan with everything in it; `reports` is the share of (task, unit, period) that came in."""
    rng = random.Random(seed)
    everyone = make_units(rng, units)
    groups = [u.id for u in everyone if u.is_group]
    singles = [u.id for u in everyone if not u.is_group]
    members = tuple((g, u) for g in groups if rng.random() < 0.5 for u in singles if rng.random() < 0.2)
    chapters = [StoredChapter(n, 1, None, n, f"{n}、{words(rng, 4, 14)}") for n in range(1, 4)]
    chapters += [
        StoredChapter(n, 1, rng.randint(1, 3), n, f"（{n}）{words(rng, 4, 14)}") for n in range(4, 9)
    ]
    rows = tuple(make_task(rng, n, 1, rng.choice((None, *range(1, 9)))) for n in range(1, tasks + 1))
    given: list[Assignment] = []
    for task in rows:
        chosen = rng.sample([u.id for u in everyone], k=min(units, rng.randint(0, 5)))
        leads = rng.randint(0, 2)
        given += [
            Assignment(len(given) + n, task.id, u, "lead" if n <= leads else "responsible", n)
            for n, u in enumerate(chosen, 1)
        ]
    periods = tuple(
        StoredPeriod(n, f"p{n}", 1, c, rng.choice((None, "2023-07-05"))) for n, c in enumerate(CODES, 1)
    )
    said: list[StoredReport] = []
    for one in given:
        for period in periods:
            if rng.random() < reports and one.unit_id not in groups:
                said.append(make_report(rng, len(said) + 1, one.task_id, one.unit_id, period.id))
    targets, values = make_targets(rng, rows, periods)
    by_hand = tuple(
        ManualStatus(n, rng.randint(1, tasks), n, rng.choice(STATUSES), "核查") for n in range(1, 4)
    )
    events = tuple(
        LifeEvent(n, t.id, t.life, rng.choice(("2023-02-01", "2023-05-01")), "", "", "", None)
        for n, t in enumerate(rows, 1)
        if t.life != "active" and rng.random() < 0.5
    )
    files = tuple(
        ReturnFile(n, rng.randint(1, 4), u, f"{u}.xlsx", "0", "2023-07-06T09:00:00", 1, "return")
        for n, u in enumerate(singles, 1)
        if rng.random() < 0.3
    )
    return PlanSnapshot(
        plan=StoredPlan(
            1,
            "p1",
            "某区绿色发展方案",
            "绿色方案",
            "某府发〔2023〕1号",
            "某区",
            None,
            2022,
            2025,
            "",
            False,
            None,
            0,
        ),
        chapters=tuple(chapters),
        tasks=rows,
        targets=targets,
        units=everyone,
        assignments=tuple(given),
        periods=periods,
        reports=tuple(said),
        return_files=files,
        manual_statuses=by_hand,
        target_values=values,
        life_events=events,
        group_members=members,
        settings=(("owes", rng.choice(('"all"', '"lead"'))), ("time_gone", rng.choice(('"plan"', '"year"')))),
    )


def make_targets(rng, rows, periods):
    units = ("家", "万吨", "%", "亿元", None)
    targets = tuple(
        StoredTarget(
            n,
            1,
            rng.choice((None, *(t.id for t in rows))),
            n,
            words(rng, 6, 20),
            words(rng, 3, 12),
            rng.choice(("=", ">=", "<=", "about")),
            rng.choice((None, "30", "12.5", "0")),
            rng.choice(units),
            rng.choice((None, 2023, 2025)),
        )
        for n in range(1, 9)
    )
    values = tuple(
        TargetValue(
            n,
            rng.randint(1, 8),
            p.id,
            rng.choice(("9", "31", "约10", "1,200")),
            rng.choice(("", "吨", "家")),
            "",
        )
        for n, p in enumerate(periods, 1)
    )
    return targets, values
