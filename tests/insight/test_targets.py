"""Targets followed: the latest value, in the goal's unit, held against goal and time."""

from __future__ import annotations

from fractions import Fraction

import pytest

from greenplan_desktop.insight.targets import reported, target_rows, target_table
from greenplan_desktop.model.index import PlanIndex
from greenplan_desktop.model.period import Period
from greenplan_desktop.model.records import (
    PlanSnapshot,
    StoredPeriod,
    StoredTarget,
    TargetValue,
)

from .random_plans import make_plan

Q2 = Period.parse("2023Q2")


def index(target, values, settings=()):
    plan = make_plan(1)
    periods = (
        StoredPeriod(1, "a", 1, "2023Q1"),
        StoredPeriod(2, "b", 1, "2023Q2"),
        StoredPeriod(3, "c", 1, "2023H1"),
        StoredPeriod(4, "d", 1, "2023Q3"),
    )
    return PlanIndex(
        PlanSnapshot(
            plan=plan.plan,
            tasks=plan.tasks[:1],
            targets=(target,),
            periods=periods,
            target_values=tuple(TargetValue(n, 1, p, v, u, "") for n, (p, v, u) in enumerate(values, 1)),
            settings=settings,
        )
    )


def goal(value="200", unit="万吨", comparator=">=", year=2025, text="再生铝产能突破200万吨"):
    return StoredTarget(1, 1, 1, 1, text, "再生铝产能", comparator, value, unit, year)


def row(*args, **more):
    return target_rows(index(*args, **more), Q2)[0]


def test_the_latest_value_up_to_the_period_counts_in_the_goals_unit():
    found = row(goal(), [(1, "100", "万吨"), (2, "1180000", "吨"), (4, "190", "万吨")])
    assert (found.value, found.unit, found.period) == ("118", "万吨", "2023Q2")
    assert found.value_text == "118万吨（1180000吨）"
    assert found.share == pytest.approx(0.59)
    assert found.gone == pytest.approx(0.375)
    assert found.state == "on_time"


def test_of_two_periods_that_end_together_the_asked_kind_counts():
    assert row(goal(), [(2, "1", ""), (3, "2", "")]).value == "1"


@pytest.mark.parametrize(
    ("target", "value", "unit", "state"),
    [
        (goal(), "50", "", "behind"),
        (goal(), "200", "", "met"),
        (goal("38", "%", text="城市生活垃圾回收利用率不低于38%"), "35.5", "", "on_time"),
        (goal("38", "%", "=", text="垃圾回收利用率不低于38%"), "35.5", "", "on_time"),
        (goal("38", "%", "=", text="损耗率低于38%"), "35.5", "", "met"),
        (goal(comparator="about"), "191", "", "met"),
        (goal(comparator="<="), "199", "", "met"),
        (goal(comparator="<="), "201", "", "behind"),
        (goal(), "12", "家", "other_unit"),
        (goal(), "约10", "", "other_unit"),
        (goal(value=None, unit=None), "3", "", "no_goal"),
    ],
)
def test_how_a_value_stands(target, value, unit, state):
    assert row(target, [(2, value, unit)]).state == state


def test_nothing_reported():
    found = row(goal(), [])
    assert (found.state, found.value, found.share, found.value_text) == ("no_value", None, None, "")
    assert row(goal(value="0", comparator="="), [(2, "0", "")]).state == "met"


def test_a_target_of_this_year_counts_this_years_months_where_the_plan_says_so():
    found = row(goal(year=2023), [(2, "100", "")], settings=(("time_gone", '"year"'),))
    assert found.gone == 0.5
    assert found.state == "on_time"


def test_the_series_over_periods_leaves_out_what_is_no_number():
    one = index(goal(), [(1, "100", ""), (2, "约", ""), (4, "1900000", "吨")])
    values = reported(one, one.snapshot.targets[0])
    assert [(p.code, v) for p, v in values] == [("2023Q1", Fraction(100)), ("2023Q3", Fraction(190))]


def test_the_table_has_a_row_for_every_target():
    for seed in range(20):
        snapshot = make_plan(seed)
        table = target_table(target_rows(PlanIndex(snapshot), Q2))
        assert len(table) == len(snapshot.targets) + 1
        assert {len(line) for line in table} == {11}
