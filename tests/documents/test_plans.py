"""Whole plans are read exactly: tasks, paths, clauses, roles, heads and targets."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from .readings import details, expected, f1, figures, plain, read_file, task_facts, task_key, wanted_facts

PLANS = sorted((Path(__file__).parent / "plans").glob("*.txt"))
SHARED = ["chongqing-2022-34", "qijiang-2023-16"]


def check_exact(path: Path) -> None:
    """Head and tasks of a plan are as written beside it."""
    plan, want = read_file(path), expected(path)
    for name in ("title", "document_number", "issuer", "issue_date"):
        assert plain(getattr(plan, name)) == plain(want[name]), name
    assert (list(plan.period) if plan.period else None) == want["period"]
    allowed = {task_key(task["path"], task["number"]) for task in want.get("borderline", ())}
    wanted = {task_key(task["path"], task["number"]): wanted_facts(task) for task in want["tasks"]}
    found = {task_key(task.path, task.number): task_facts(task) for task in plan.tasks}
    assert {key: facts for key, facts in found.items() if key not in allowed} == wanted


def target_pairs(path: Path) -> tuple[Counter[Any], Counter[Any]]:
    """Expected and found (task, value, unit)."""
    plan, want = read_file(path), expected(path)
    wanted: Counter[Any] = Counter()
    found: Counter[Any] = Counter()
    for task in want["tasks"]:
        key = task_key(task["path"], task["number"])
        wanted.update({(key, pair): count for pair, count in figures(task["targets"]).items()})
    for each in plan.tasks:
        key = task_key(each.path, each.number)
        found.update((key, details(target)[:2]) for target in each.targets)
    return wanted, found


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_own_plan_is_read_exactly(path: Path) -> None:
    check_exact(path)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_targets_of_own_plan(path: Path) -> None:
    plan, want = read_file(path), expected(path)
    tasks = {task_key(task.path, task.number): task for task in plan.tasks}
    for task in want["tasks"]:
        found = [details(target) for target in tasks[task_key(task["path"], task["number"])].targets]
        wanted = [(t["value"], plain(t["unit"]), t["comparator"], t["year"]) for t in task["targets"]]
        assert found == wanted, task["number"]
    wanted = [(t["value"], plain(t["unit"]), t["comparator"], t["year"]) for t in want["plan_targets"]]
    assert [details(target) for target in plan.plan_targets] == wanted


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_due_dates_doubts_and_duties_of_own_plan(path: Path) -> None:
    plan, want = read_file(path), expected(path)
    tasks = {task_key(task.path, task.number): task for task in plan.tasks}
    for task in want["tasks"]:
        if "due" in task:
            due = tasks[task_key(task["path"], task["number"])].due
            assert due is not None
            assert due.date == task["due"]
    assert set(want["doubts"]) <= {doubt.code for doubt in plan.doubts}
    assert [duty.unit for duty in plan.duties] == [duty[0] for duty in want["duties"]]


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_every_task_keeps_its_place(path: Path) -> None:
    plan = read_file(path)
    codes = [task.code for task in plan.tasks]
    assert len(set(codes)) == len(codes)
    for task in plan.tasks:
        assert task.source is not None
        assert 0 <= task.source.start < task.source.end <= len(plan.source_text)
        if task.clause_source and task.clause:
            place = task.clause_source
            assert plain(plan.source_text[place.start : place.end]) == plain(task.clause)
        for target in task.targets:
            assert target.start is not None
            assert plain(target.text) in plain(plan.source_text[target.start : target.end])


@pytest.mark.parametrize("name", SHARED)
def test_real_plan_is_read_exactly(shared: Path, name: str) -> None:
    check_exact(shared / "plans" / f"{name}.txt")


@pytest.mark.parametrize("name", SHARED)
def test_targets_of_real_plan(shared: Path, name: str) -> None:
    path = shared / "plans" / f"{name}.txt"
    wanted, found = target_pairs(path)
    assert f1(wanted, found) >= 0.95
    plan_found = Counter(details(target)[:2] for target in read_file(path).plan_targets)
    assert plan_found == figures(expected(path)["plan_targets"])
