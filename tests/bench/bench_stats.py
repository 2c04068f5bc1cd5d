"""Statistics over 100 plans, 10,000 tasks and 40,000 reports against the bare SQL aggregate, in one run.

Prints seconds and ratios; the aim is a page within 3 times the aggregate.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from greenplan_desktop.insight.stats import statistics
from greenplan_desktop.model.period import Period
from greenplan_desktop.store.database import open_store
from greenplan_desktop.store.snapshot import plan_snapshot

PLANS, TASKS, UNITS = 100, 100, 120
STATUSES = ("not_started", "delayed", "on_track", "completed")
AGGREGATE = """
WITH said AS (
  SELECT a.task_id, a.unit_id, a.role, r.id AS report,
    CASE coalesce(r.status, CASE WHEN r.percent_tenths IS NULL THEN NULL WHEN r.percent_tenths = 0
      THEN 'not_started' WHEN r.percent_tenths = 1000 THEN 'completed' ELSE 'on_track' END)
      WHEN 'not_started' THEN 0 WHEN 'delayed' THEN 1 WHEN 'on_track' THEN 2 WHEN 'completed' THEN 3 END AS rank
  FROM task t JOIN period p ON p.plan_id = t.plan_id AND p.code = '2023Q2'
  JOIN assignment a ON a.task_id = t.id JOIN unit u ON u.id = a.unit_id AND u.kind <> 'group'
  LEFT JOIN report r ON r.task_id = a.task_id AND r.unit_id = a.unit_id AND r.period_id = p.id
), state AS (
  SELECT t.id, t.plan_id, t.chapter_id, t.due_date, CASE
    WHEN max(s.role = 'lead') THEN CASE WHEN sum(s.role = 'lead' AND s.rank IS NULL) THEN NULL
      ELSE min(CASE WHEN s.role = 'lead' THEN s.rank END) END ELSE min(s.rank) END AS rank
  FROM task t LEFT JOIN said s ON s.task_id = t.id
  WHERE t.life NOT IN ('paused', 'cancelled', 'closed') GROUP BY t.id
)
"""
QUERIES = (
    "SELECT plan_id, rank, count(*) FROM state GROUP BY plan_id, rank",
    "SELECT plan_id, chapter_id, rank, count(*) FROM state GROUP BY plan_id, chapter_id, rank",
    (
        "SELECT t.plan_id, s.unit_id, sum(role = 'lead'), sum(role <> 'lead'), count(report) "
        "FROM said s JOIN task t ON t.id = s.task_id WHERE t.life NOT IN ('paused', 'cancelled', 'closed') "
        "GROUP BY t.plan_id, s.unit_id"
    ),
    "SELECT plan_id, count(*) FROM state WHERE due_date < '2023-06-30' AND ifnull(rank, 0) < 3 GROUP BY plan_id",
)


def fill(path: Path) -> None:
    """A file with 100 plans: 3 units a task, 4 reports a task over two quarters."""
    rng = random.Random(7)
    store = open_store(path)
    store.close()
    db = sqlite3.connect(path)
    db.execute("UPDATE journal_state SET muted = 1")
    add = db.executemany
    add(
        "INSERT INTO unit (id, uid, short_name, kind) VALUES (?, ?, ?, 'district')",
        [(n, f"u{n}", f"区第{n}局") for n in range(1, UNITS + 1)],
    )
    plans = range(1, PLANS + 1)
    add(
        "INSERT INTO plan (id, uid, title, period_from, period_to) VALUES (?, ?, ?, 2022, 2025)",
        [(n, f"p{n}", f"方案{n}") for n in plans],
    )
    add(
        "INSERT INTO chapter (id, plan_id, position, title) VALUES (?, ?, ?, ?)",
        [(p * 10 + c, p, c, f"（{c}）章") for p in plans for c in range(6)],
    )
    add(
        "INSERT INTO period (id, uid, plan_id, code) VALUES (?, ?, ?, ?)",
        [(p * 2 - 1 + q, f"d{p}.{q}", p, f"2023Q{q + 1}") for p in plans for q in range(2)],
    )
    tasks, given, said = [], [], []
    for task in range(1, PLANS * TASKS + 1):
        plan = (task - 1) // TASKS + 1
        due = rng.choice((None, "2023-03-31", "2023-12-31", "2025-12-31"))
        tasks.append(
            (
                task,
                f"t{task}",
                plan,
                plan * 10 + task % 6,
                task,
                str(task % TASKS),
                "任务名称" * 4,
                "内容" * 100,
                due,
            )
        )
        units = rng.sample(range(1, UNITS + 1), 3)
        given += [(task, unit, "lead" if n == 0 else "responsible", n) for n, unit in enumerate(units)]
        for quarter in range(2):
            said += [
                (task, unit, plan * 2 - 1 + quarter, rng.choice(STATUSES), rng.randint(1, 999), "进展" * 40)
                for unit in units[:2]
            ]
    add(
        "INSERT INTO task (id, uid, plan_id, chapter_id, position, number, code, title, text, due_date) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(*t[:6], t[5], *t[6:]) for t in tasks],
    )
    add("INSERT INTO assignment (task_id, unit_id, role, position) VALUES (?, ?, ?, ?)", given)
    add(
        "INSERT INTO report (task_id, unit_id, period_id, status, percent_tenths, achievement) VALUES (?, ?, ?, ?, ?, ?)",
        said,
    )
    db.execute("UPDATE journal_state SET muted = 0")
    db.execute("ANALYZE")
    db.commit()
    db.close()


def best(action, rounds: int = 5) -> float:
    """The shortest of several runs, in seconds."""
    found = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        found.append(time.perf_counter() - start)
    return min(found)


def main() -> None:
    """Fill a file, time the aggregate, the figures, and the figures with reading."""
    period = Period.parse("2023Q2")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.greenplan"
        fill(path)
        db = sqlite3.connect(path)
        sql = best(lambda: [db.execute(AGGREGATE + query).fetchall() for query in QUERIES])
        store = open_store(path)
        snapshots = [plan_snapshot(store, plan) for plan in range(1, PLANS + 1)]
        figures = best(lambda: [statistics(snapshot, period) for snapshot in snapshots])
        reading = best(lambda: [plan_snapshot(store, plan) for plan in range(1, PLANS + 1)], 3)
        one = best(lambda: statistics(snapshots[0], period))
        check(db, snapshots, period)
        store.close()
        db.close()
    print(f"bare SQL aggregate        {sql:.3f} s")
    print(f"statistics, 100 plans     {figures:.3f} s   ratio {figures / sql:.2f}")
    print(f"reading 100 snapshots     {reading:.3f} s   ratio {reading / sql:.2f}")
    print(f"reading and statistics    {figures + reading:.3f} s   ratio {(figures + reading) / sql:.2f}")
    print(f"one plan                  {one * 1000:.1f} ms")


def check(db: sqlite3.Connection, snapshots, period: Period) -> None:
    """The figures and the aggregate count the same."""
    ranks = {None: "unreported", 0: "not_started", 1: "delayed", 2: "on_track", 3: "completed"}
    counted = {(plan, ranks[rank]): n for plan, rank, n in db.execute(AGGREGATE + QUERIES[0])}
    for snapshot in snapshots:
        for status, number in statistics(snapshot, period).by_status.items():
            assert counted.get((snapshot.plan.id, status), 0) == number


if __name__ == "__main__":
    main()
