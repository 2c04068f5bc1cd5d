"""Kill the program at random moments of its work and look at what is left: all of an action, or nothing.

By hand: `.venv/bin/python -m tests.jobs.killing 100`, and for returns `… killing 200 returns`.
"""

from __future__ import annotations

import itertools
import random
import subprocess
import sys
import tempfile
from pathlib import Path

TASKS = 40


def work(path: Path) -> None:
    """Import, edit, take back and remove for ever; tells when it has begun."""
    from greenplan_desktop.jobs import assign, intake, journal, plans, tasks
    from greenplan_desktop.store import tasks as stored
    from greenplan_desktop.store.database import open_store
    from tests.jobs.plans import small_plan

    with open_store(path) as store:
        print("begun", flush=True)
        for turn in itertools.count():
            done = intake.import_plan(store, small_plan(TASKS, f"计划{turn}"), sample=turn % 2 == 0)
            keys = [t.id for t in stored.of_plan(store, done.made[0])]
            tasks.edit_tasks(store, [(key, "text", f"第{turn}版") for key in keys])
            assign.set_units(store, keys, "lead", ["区财政局"], create=True)
            if turn % 3 == 0:
                journal.undo(store)
                journal.redo(store)
            if turn % 3 == 1 and done.change_set_id is not None:
                plans.remove_plan(store, done.made[0])


def returns_work(path: Path) -> None:
    """Review, apply and take returns back for ever; tells when it has begun."""
    from greenplan_desktop.jobs import intake, journal, returns
    from greenplan_desktop.model.period import Period
    from greenplan_desktop.model.progress import finish
    from greenplan_desktop.store import rows
    from greenplan_desktop.store.database import open_store
    from tests.jobs.plans import small_plan

    period = Period.parse("2023Q2")
    with open_store(path) as store:
        if not rows.exists(store, "plan"):
            intake.import_plan(store, small_plan(TASKS, "计划"), sample=True)
        plan_id = rows.find(store, "plan")[0]["id"]
        print("begun", flush=True)
        for turn in itertools.count():
            files = [filled_return(path.parent / f"区科技局{turn}.xlsx", turn)]
            done = returns.apply(
                store, plan_id, period, finish(returns.review(store, plan_id, period, files))
            )
            if done.change_set_id is not None and turn % 2:
                journal.take_back(store, done.change_set_id)


def filled_return(path: Path, turn: int) -> Path:
    """One unit's table on all tasks of the plan, with texts of this turn."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["填报单位", "区科技局"])
    sheet.append(["序号", "重点任务", "完成比例", "进展情况"])
    for number in range(1, TASKS + 1):
        sheet.append([str(number), f"任务{number}", f"{turn % 90 + 1}%", f"第{turn}次"])
    book.save(path)
    return path


def verify_returns(path: Path) -> int:
    """Every import is there wholly or not at all: reports, sources, file rows and bytes agree."""
    from greenplan_desktop.store import check, reports, rows
    from greenplan_desktop.store.database import open_store

    with open_store(path) as store:
        assert check.problems(store) == []
        found = rows.find(store, "report")
        texts = {r["achievement"] for r in found}
        assert len(found) in (0, TASKS)
        assert len(texts) <= 1, texts
        for file in rows.find(store, "return_file"):
            assert reports.blob(store, file["sha256"]) is not None
        return len(found)


def verify(path: Path) -> int:
    """The database checks clean, and every action is there wholly or not at all; returns the plans it holds."""
    from greenplan_desktop.store import check, plans, tasks, units
    from greenplan_desktop.store.database import open_store

    with open_store(path) as store:
        assert check.problems(store) == []
        found = plans.all_plans(store)
        for plan in found:
            rows = tasks.of_plan(store, plan.id)
            assert len(rows) == TASKS
            assert len({t.text for t in rows}) in (1, TASKS), "an edit of all tasks is whole"
            finance = {u.id for u in units.all_units(store) if u.short_name == "区财政局"}
            leads = [
                a for a in units.assignments(store, plan.id) if a.role == "lead" and a.unit_id in finance
            ]
            assert len(leads) in (0, TASKS), "an assignment of all tasks is whole"
        return len(found)


def kill_once(path: Path, rng: random.Random, what: str) -> None:
    """Start the work and kill it (SIGKILL) after up to 1.2 seconds."""
    command = [sys.executable, "-m", "tests.jobs.killing", f"--{what}", str(path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2])
    assert process.stdout is not None
    process.stdout.readline()
    try:
        process.wait(timeout=rng.uniform(0.0, 1.2))
    except subprocess.TimeoutExpired:
        process.kill()
    process.communicate()


def kill_often(times: int, seed: int = 1, what: str = "work") -> int:
    """Kill `times` times on one database, verifying after each; returns the plans (or reports) left at the end."""
    rng = random.Random(seed)
    left = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.gpdb"
        for _ in range(times):
            kill_once(path, rng, what)
            left = verify(path) if what == "work" else verify_returns(path)
    return left


if __name__ == "__main__":
    if sys.argv[1] == "--work":
        work(Path(sys.argv[2]))
    elif sys.argv[1] == "--returns":
        returns_work(Path(sys.argv[2]))
    else:
        times, what = int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "work"
        print(f"{kill_often(times, what=what)} left, database clean after {times} kills")
