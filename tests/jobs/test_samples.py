"""The first start: the sample with two quarters of progress, part of setting up, removable in one undoable step."""

from __future__ import annotations

from greenplan_desktop.jobs import bulletin, journal, samples
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
