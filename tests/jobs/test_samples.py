"""The first start: the sample with two quarters of progress, part of setting up, removable in one undoable step."""

from __future__ import annotations

from greenplan_desktop.insight.stats import statistics
from greenplan_desktop.jobs import bulletin, gathering, journal, samples
from greenplan_desktop.model.index import PlanIndex
from greenplan_desktop.model.period import Period
from greenplan_desktop.model.progress import finish
from greenplan_desktop.store import check, plans, reports
from greenplan_desktop.store.database import Store
from greenplan_desktop.store.snapshot import plan_snapshot
from tests.dump import dump


def test_the_first_start_shows_two_quarters_and_is_not_undone(store: Store) -> None:
    samples.open_first(store)
    plan = plans.all_plans(store)[0]
    assert plan.is_sample
    assert [p.code for p in reports.periods(store, plan.id)] == ["2023Q1", "2023Q2"]
    assert len(reports.of_plan(store, plan.id)) > 20
    assert journal.undo(store) is None
    assert samples.open_first(store) is None


def test_the_sample_is_removed_and_brought_back(store: Store) -> None:
    samples.open_first(store)
    before = dump(store)
    samples.remove_sample(store)
    assert plans.all_plans(store) == []
    assert samples.remove_sample(store) is None
    journal.undo(store)
    assert dump(store) == before
    assert check.problems(store) == []


def test_the_samples_returns_came_in_time_but_for_two(store: Store) -> None:
    samples.open_first(store)
    plan = plans.all_plans(store)[0]
    found = finish(bulletin.bulletin(plan_snapshot(store, plan.id), Period.parse("2023Q2")))
    late = [line.cells[0] for line in found.lines if line.standing == "late"]
    assert sorted(late) == ["区农业农村委", "国网云岭供电公司"]
    assert any(line.standing == "complete" for line in found.lines)


def test_the_first_start_shows_what_the_program_can_show(store: Store) -> None:
    samples.open_first(store)
    index = PlanIndex(plan_snapshot(store, plans.all_plans(store)[0].id))
    period = Period.parse("2023Q2")
    found = statistics(index, period)
    shown = {str(status) for status, number in found.by_status.items() if number}
    assert shown >= {"completed", "on_track", "delayed", "unreported"}
    assert sum(row.value is not None for row in found.targets) >= 15
    assert {row.state for row in found.targets} >= {"met", "on_time", "behind", "no_value"}
    standings = {line.standing for line in gathering.registry(index, period)}
    assert standings == {"complete", "late", "partial", "missing"}
    assert statistics(index, period.previous()).received > 10
