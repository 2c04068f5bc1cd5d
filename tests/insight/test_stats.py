"""The figures of a plan: each task once, the same rule everywhere, sensible where there is nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenplan_desktop.insight.stats import (
    STATUS_ORDER,
    missing_json,
    statistics,
    stats_json,
)
from greenplan_desktop.model import rules
from greenplan_desktop.model.period import Period
from greenplan_desktop.model.records import PlanSnapshot, StoredChapter

from .random_plans import make_plan

Q2 = Period.parse("2023Q2")
seeds = st.integers(0, 10**6)


def plain_status(snapshot, task, period_code):
    """The rule of cli.md once more, the slow and obvious way."""
    period = next((p for p in snapshot.periods if p.code == period_code), None)
    if period is None:
        return "unreported"
    for manual in snapshot.manual_statuses:
        if (manual.task_id, manual.period_id) == (task.id, period.id):
            return manual.status
    groups = {u.id for u in snapshot.units if u.is_group}
    roles: dict[int, str] = {}
    for one in snapshot.assignments:
        if one.task_id != task.id:
            continue
        units = (
            [m for g, m in snapshot.group_members if g == one.unit_id]
            if one.unit_id in groups
            else [one.unit_id]
        )
        for unit in units:
            if roles.get(unit) != "lead":
                roles[unit] = one.role
    said: dict[int, str] = {}
    for report in snapshot.reports:
        if (report.task_id, report.period_id) == (task.id, period.id):
            status = report.status
            if status is None and report.percent_tenths is not None:
                tenths = report.percent_tenths
                status = "not_started" if tenths == 0 else "completed" if tenths == 1000 else "on_track"
            if status:
                said[report.unit_id] = status
    order = ["not_started", "delayed", "on_track", "completed"]
    leads = [u for u, r in roles.items() if r == "lead"]
    if leads:
        if any(u not in said for u in leads):
            return "unreported"
        return min((said[u] for u in leads), key=order.index)
    return min((said[u] for u in roles if u in said), key=order.index, default="unreported")


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_the_status_of_every_task_follows_the_rule(seed):
    snapshot = make_plan(seed)
    figures = statistics(snapshot, Q2)
    for row, task in zip(figures.rows, snapshot.tasks, strict=True):
        assert row.status == plain_status(snapshot, task, "2023Q2")


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_every_task_is_counted_once_and_all_sums_agree(seed):
    figures = statistics(make_plan(seed), Q2)
    assert sum(figures.by_status.values()) == figures.tasks
    assert figures.tasks + sum(figures.apart.values()) == len(figures.rows)
    assert sum(group.tasks for group in figures.groups) == figures.tasks
    assert sum(figures.by_light.values()) == figures.tasks
    for status in STATUS_ORDER:
        assert sum(group.by_status[status] for group in figures.groups) == figures.by_status[status]
    for unit in figures.units:
        assert sum(unit.lead_by_status.values()) == unit.lead
        assert unit.owed - unit.done == len(unit.missing)
        assert unit.reported >= unit.done
    assert figures.complete <= figures.received <= figures.expected
    assert figures.expected - figures.complete == len(figures.missing)
    assert len(figures.silent) == figures.expected - figures.received
    codes = set(figures.overdue) | set(figures.due_soon)
    assert not codes & {row.code for row in figures.rows if row.status == "completed" or not row.counted}


@settings(max_examples=30, deadline=None)
@given(seeds)
def test_the_change_is_the_difference_of_two_periods(seed):
    snapshot = make_plan(seed)
    now, before = statistics(snapshot, Q2), statistics(snapshot, Period.parse("2023Q1"))
    assert now.change is not None
    assert now.change.previous == "2023Q1"
    for status in STATUS_ORDER:
        assert now.change.by_status[status] == now.by_status[status] - before.by_status[status]
    assert before.change is None


def test_the_command_lines_shape():
    figures = statistics(make_plan(7), Q2)
    shown = stats_json(figures)
    assert list(shown["by_status"]) == ["completed", "on_track", "delayed", "not_started", "unreported"]
    assert shown["tasks"] == sum(shown["by_status"].values())
    assert set(shown["units"][0]) == {"unit", "lead", "responsible", "reported"}
    missing = missing_json(figures)
    assert set(missing) == {"expected", "received", "missing"}
    assert all(entry["tasks"] for entry in missing["missing"])


def test_a_period_nobody_returned_for_leaves_everything_unreported():
    figures = statistics(make_plan(3), Period.parse("2024Q4"))
    assert figures.by_status["unreported"] == figures.tasks
    assert figures.received == 0
    assert len(figures.missing) == figures.expected
    assert figures.change is not None


def test_an_empty_plan_has_empty_figures():
    figures = statistics(PlanSnapshot(plan=make_plan(1).plan), Q2)
    assert figures.tasks == figures.expected == 0
    assert figures.units == figures.groups == figures.overdue == figures.targets == ()
    assert figures.change is None


def test_one_task_and_500_units():
    assert statistics(make_plan(5, tasks=1, units=500), Q2).tasks <= 1
    assert len(statistics(make_plan(5, tasks=400, units=500), Q2).units) > 300


def test_resting_tasks_are_counted_apart():
    snapshot = make_plan(2)
    lives = ("active", "paused", "cancelled", "closed") * 5
    tasks = tuple(replace(t, life=life) for t, life in zip(snapshot.tasks, lives, strict=True))
    figures = statistics(replace(snapshot, tasks=tasks, life_events=()), Q2)
    assert figures.tasks == 5
    assert figures.apart == {"paused": 5, "cancelled": 5, "closed": 5}


@pytest.mark.parametrize(("seconds", "groups"), [(6, 6), (16, 2)])
def test_tasks_are_counted_by_second_level_headings_unless_too_many(seconds, groups):
    snapshot = make_plan(1, tasks=seconds * 2)
    chapters = [StoredChapter(n, 1, None, n, f"{n}、") for n in (1, 2)]
    chapters += [StoredChapter(10 + n, 1, 1 + n % 2, n, f"（{n}）") for n in range(seconds)]
    chapters += [StoredChapter(100 + n, 1, 10 + n, n, "1．") for n in range(seconds)]
    tasks = tuple(
        replace(t, chapter_id=(10 if n % 2 else 100) + n // 2, life="active")
        for n, t in enumerate(snapshot.tasks)
    )
    figures = statistics(replace(snapshot, chapters=tuple(chapters), tasks=tasks, life_events=()), Q2)
    assert len(figures.groups) == groups


def test_an_index_built_elsewhere_is_used():
    index = rules.PlanIndex(make_plan(4))
    assert statistics(index, Q2) == statistics(index.snapshot, Q2)
