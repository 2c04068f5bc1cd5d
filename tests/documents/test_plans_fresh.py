"""Plans in other offices' styles, expected readings beside them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from .readings import details, expected, f1, figures, plain, read_file, read_text, task_key

PLANS = sorted((Path(__file__).parent / "plans_fresh").glob("*.txt"))
TASKS, ROLES, TARGETS = 0.98, 0.99, 0.85
NAMED = ("title", "document_number", "issuer", "issue_date")


def _comparable(path: Path) -> tuple[dict[str, Counter[Any]], dict[str, Counter[Any]]]:
    """Expected and found tasks, roles and targets of a plan; borderline items left out."""
    plan, want = read_file(path), expected(path)
    allowed = {task_key(task["path"], task["number"]) for task in want["borderline"]}
    wanted: dict[str, Counter[Any]] = {"tasks": Counter(), "roles": Counter(), "targets": Counter()}
    found: dict[str, Counter[Any]] = {"tasks": Counter(), "roles": Counter(), "targets": Counter()}
    unasked = set()
    for task in want["tasks"]:
        key = task_key(task["path"], task["number"])
        wanted["tasks"][key] += 1
        for role in ("lead_units", "responsible_units"):
            wanted["roles"].update((key, role, plain(unit)) for unit in task[role])
        if "targets" not in task:
            unasked.add(key)
            continue
        for pair, count in figures(task["targets"]).items():
            wanted["targets"][(key, pair)] += count
    for each in plan.tasks:
        key = task_key(each.path, each.number)
        if key in allowed:
            continue
        found["tasks"][key] += 1
        found["roles"].update((key, "lead_units", plain(unit)) for unit in each.lead_units)
        found["roles"].update((key, "responsible_units", plain(unit)) for unit in each.responsible_units)
        if key not in unasked:
            found["targets"].update((key, details(target)[:2]) for target in each.targets)
    if want["plan_targets"] is not None:
        for pair, count in figures(want["plan_targets"]).items():
            wanted["targets"][("plan", pair)] += count
        found["targets"].update(("plan", details(target)[:2]) for target in plan.plan_targets)
    return wanted, found


def test_fresh_plans_meet_the_bar_together() -> None:
    wanted: dict[str, Counter[Any]] = {"tasks": Counter(), "roles": Counter(), "targets": Counter()}
    found: dict[str, Counter[Any]] = {"tasks": Counter(), "roles": Counter(), "targets": Counter()}
    for path in PLANS:
        here, there = _comparable(path)
        for name in wanted:
            wanted[name].update({(path.stem, key): count for key, count in here[name].items()})
            found[name].update({(path.stem, key): count for key, count in there[name].items()})
    assert f1(wanted["tasks"], found["tasks"]) >= TASKS
    assert f1(wanted["roles"], found["roles"]) >= ROLES
    assert f1(wanted["targets"], found["targets"]) >= TARGETS


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_tasks_of_fresh_plan_are_exact(path: Path) -> None:
    wanted, found = _comparable(path)
    assert found["tasks"] == wanted["tasks"]


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_titles_clauses_and_head_of_fresh_plan(path: Path) -> None:
    plan, want = read_file(path), expected(path)
    tasks = {task_key(task.path, task.number): task for task in plan.tasks}
    for task in want["tasks"]:
        read = tasks[task_key(task["path"], task["number"])]
        assert plain(read.title) == plain(task["title"])
        assert read.open_ended == task["open_ended"], task["number"]
        if "clause" in task:
            assert plain(read.clause) == plain(task["clause"])
    head = want["head"]
    for name in NAMED:
        if name in head:
            assert plain(getattr(plan, name)) == plain(head[name]), name
    assert (list(plan.period) if plan.period else None) == head["period"]


def test_names_always_together_stay_whole_in_joined_label_lines() -> None:
    items = "".join(
        f"{i}.推进第{i}组工作。做好各项工作。\n责任单位：市经信局市新经济委、市发改委\n配合单位：市财政局\n"
        for i in range(1, 5)
    )
    plan = read_text("甲市若干措施\n一、重点任务\n" + items)
    assert {task.lead_units for task in plan.tasks} == {("市经信局市新经济委", "市发改委")}


def test_a_bracket_said_once_is_no_part_of_the_name() -> None:
    plan = read_text(
        "甲市责任分解方案\n一、全力拼经济\n"
        "1.扩大投资。做好工作。（责任单位：市发展改革委，各区人民政府〈含甲湖开发区管委会，下同〉）\n"
        "2.促进消费。做好工作。（牵头单位：市商务局；责任单位：各区人民政府）\n"
    )
    assert [task.responsible_units[-1] for task in plan.tasks] == ["各区人民政府", "各区人民政府"]


def test_the_projects_of_another_plan_are_no_target() -> None:
    plan = read_text(
        "甲市实施方案\n一、重点任务\n"
        "1.扩大投资。对接“十四五”规划102项重大工程，全年新开工项目30项。（市发展改革委负责）\n"
        "2.促进消费。做好工作。（市商务局负责）\n"
    )
    assert [float(target.value or 0) for target in plan.tasks[0].targets] == [30]


def test_a_rule_said_inside_a_clause_names_no_units() -> None:
    plan = read_text(
        "甲市任务分工\n一、重点任务\n"
        "1.压减煤耗。做好工作。（负责单位：市能源局、市统计局。未注明牵头单位的，由所列单位共同负责，下同）\n"
        "2.提高能效。做好工作。（牵头单位：市能源局 参加单位：市统计局）\n"
    )
    assert plan.tasks[0].responsible_units == ("市能源局", "市统计局")
    assert plan.tasks[1].lead_units == ("市能源局",)
