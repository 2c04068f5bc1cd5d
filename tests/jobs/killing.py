"""Kill the program at random moments of its work and look at what is left: all of an action, or nothing.

By hand: `.venv/bin/python -m tests.jobs.killing 100`.
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


def kill_once(path: Path, rng: random.Random) -> None:
    """Start the work and kill it (SIGKILL) after up to 1.2 seconds."""
    command = [sys.executable, "-m", "tests.jobs.killing", "--work", str(path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2])
    assert process.stdout is not None
    process.stdout.readline()
    try:
        process.wait(timeout=rng.uniform(0.0, 1.2))
    except subprocess.TimeoutExpired:
        process.kill()
    process.communicate()


def kill_often(times: int, seed: int = 1) -> int:
    """Kill `times` times on one database, verifying after each; returns the plans left at the end."""
    rng = random.Random(seed)
    left = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.gpdb"
        for _ in range(times):
            kill_once(path, rng)
            left = verify(path)
    return left


if __name__ == "__main__":
    if sys.argv[1] == "--work":
        work(Path(sys.argv[2]))
    else:
        print(f"{kill_often(int(sys.argv[1]))} plans left, database clean after {sys.argv[1]} kills")
