"""The first start: the sample with two quarters of progress, part of setting up, removable in one undoable step."""

from __future__ import annotations

from greenplan_desktop.jobs import journal, samples
from greenplan_desktop.store import check, plans, reports
from greenplan_desktop.store.database import Store
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
