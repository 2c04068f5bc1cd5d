"""The rules of the office: status, percent, overdue, time gone, lights, load, who owes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from greenplan_desktop.model import rules
from greenplan_desktop.model.lights import LightScheme, light, time_gone
from greenplan_desktop.model.period import Period
from greenplan_desktop.model.records import (
    Assignment,
    LifeEvent,
    ManualStatus,
    PlanSnapshot,
    StoredPeriod,
    StoredPlan,
    StoredReport,
    StoredTask,
    Unit,
)

PLAN = StoredPlan(1, "p", "方案", "", None, None, None, 2022, 2025, "", False, None, 0)
Q2 = Period.parse("2023Q2")
Q1 = Period.parse("2023Q1")


def task(key: int, **values):
    row = StoredTask(
        key,
        f"t{key}",
        1,
        None,
        key,
        str(key),
        str(key),
        f"任务{key}",
        "",
        None,
        False,
        "",
        "",
        None,
        (),
        "active",
        None,
        None,
        None,
    )
    return replace(row, **values)


def unit(key: int, kind: str = "district", **values):
    return replace(Unit(key, f"u{key}", "", f"单位{key}", kind, key), **values)


def report(key: int, task_id: int, unit_id: int, status: str | None, percent=None, period=1, **values):
    row = StoredReport(key, task_id, unit_id, period, status, percent, "", "", "", "", None, "", "{}", "")
    return replace(row, **values)


def snapshot(assignments, reports=(), tasks=None, units=None, **more):
    return rules.PlanIndex(
        PlanSnapshot(
            plan=PLAN,
            tasks=tasks or (task(1),),
            units=units or tuple(unit(n) for n in range(1, 7)),
            assignments=tuple(Assignment(n, *a, n) for n, a in enumerate(assignments, 1)),
            periods=(StoredPeriod(1, "q2", 1, "2023Q2"), StoredPeriod(2, "q1", 1, "2023Q1")),
            reports=tuple(reports),
            **more,
        )
    )


def status(index, period=Q2):
    return rules.task_status(index, index.tasks[1], period)


LEADS = [(1, 1, "lead"), (1, 2, "lead"), (1, 3, "responsible")]
NO_LEAD = [(1, 3, "responsible"), (1, 4, "responsible")]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({1: "completed", 2: "on_track"}, "on_track"),
        ({1: "completed", 2: "delayed"}, "delayed"),
        ({1: "delayed", 2: "not_started", 3: "completed"}, "not_started"),
        ({1: "completed"}, "unreported"),
        ({3: "completed"}, "unreported"),
        ({1: "completed", 2: None}, "unreported"),
        ({1: "completed", 2: "completed", 3: "not_started"}, "completed"),
    ],
)
def test_of_several_leads_the_least_advanced_counts_and_all_must_have_reported(said, expected):
    index = snapshot(LEADS, [report(n, 1, u, s) for n, (u, s) in enumerate(said.items(), 1)])
    assert status(index) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [({3: "completed", 4: "delayed"}, "delayed"), ({4: "on_track"}, "on_track"), ({}, "unreported")],
)
def test_without_a_lead_the_least_advanced_of_the_responsible_units_counts(said, expected):
    index = snapshot(NO_LEAD, [report(n, 1, u, s) for n, (u, s) in enumerate(said.items(), 1)])
    assert status(index) == expected


def test_a_status_set_by_hand_wins_for_its_period_alone():
    by_hand = (ManualStatus(1, 1, 1, "delayed", "现场核查"),)
    index = snapshot(
        LEADS, [report(1, 1, 1, "completed"), report(2, 1, 2, "completed")], manual_statuses=by_hand
    )
    assert status(index) == "delayed"
    assert status(index, Q1) == "unreported"
    assert status(index, Period.parse("2020")) == "unreported"


def test_a_percent_without_a_status_gives_one():
    for percent, expected in ((0, "not_started"), (1000, "completed"), (455, "on_track")):
        index = snapshot([(1, 1, "lead")], [report(1, 1, 1, None, percent)])
        assert status(index) == expected


def test_the_percent_is_the_least_of_the_reports_that_decide():
    index = snapshot(LEADS, [report(1, 1, 1, "on_track", 600), report(2, 1, 2, "on_track", 455)])
    assert rules.task_percent(index, index.tasks[1], Q2) == 455
    done = snapshot([(1, 1, "lead")], [report(1, 1, 1, "completed")])
    assert rules.task_percent(done, done.tasks[1], Q2) == 1000
    none = snapshot([(1, 1, "lead")], [report(1, 1, 1, "on_track")])
    assert rules.task_percent(none, none.tasks[1], Q2) is None


def test_a_group_gives_way_to_its_members_and_a_unit_counts_once():
    units = (unit(1), unit(2), unit(3), unit(9, "group"))
    index = snapshot([(1, 9, "lead"), (1, 1, "responsible")], units=units, group_members=((9, 1), (9, 2)))
    assert index.duties(1) == ((1, "lead"), (2, "lead"))
    shut = snapshot([(1, 9, "lead"), (1, 1, "responsible")], [report(1, 1, 1, "delayed")], units=units)
    assert shut.duties(1) == ((1, "responsible"),)
    assert status(shut) == "delayed"


def test_reports_of_a_unit_merged_into_another_go_on_counting():
    units = (unit(1), unit(2, merged_into=1))
    index = snapshot([(1, 1, "lead")], [report(1, 1, 2, "on_track")], units=units)
    assert status(index) == "on_track"


def test_overdue_and_due_soon_look_at_the_periods_end():
    def at(due, reports=()):
        index = snapshot([(1, 1, "lead")], reports, tasks=(task(1, due_date=due),))
        one = index.tasks[1]
        return rules.overdue(index, one, Q2), rules.due_soon(index, one, Q2)

    assert at("2023-06-29") == (True, False)
    assert at("2023-06-30") == (False, True)
    assert at("2023-07-30") == (False, True)
    assert at("2023-07-31") == (False, False)
    assert at("2023-06-29", [report(1, 1, 1, "completed")]) == (False, False)
    assert at(None) == (False, False)


def test_resting_tasks_are_never_overdue_and_owe_nothing():
    for life in ("paused", "cancelled", "closed"):
        index = snapshot([(1, 1, "lead")], tasks=(task(1, due_date="2023-01-01", life=life),))
        assert not rules.overdue(index, index.tasks[1], Q2)
        assert rules.owed(index, Q2) == []


def test_a_later_turn_in_a_tasks_life_leaves_the_figures_of_earlier_periods():
    event = LifeEvent(1, 1, "cancelled", "2023-05-04", "", "", "", None)
    index = snapshot([(1, 1, "lead")], tasks=(task(1, life="cancelled"),), life_events=(event,))
    assert not rules.rests(index, index.tasks[1], Q1)
    assert rules.rests(index, index.tasks[1], Q2)


@pytest.mark.parametrize(
    ("code", "mode", "gone"),
    [
        ("2023Q2", "plan", 0.375),
        ("2023Q2", "year", 0.5),
        ("2023H1", "year", 0.5),
        ("2023-11", "year", 11 / 12),
        ("2025", "plan", 1.0),
        ("2026Q1", "plan", 1.0),
        ("2021Q4", "plan", 0.0),
    ],
)
def test_time_gone_counts_months(code, mode, gone):
    assert time_gone(Period.parse(code), PLAN, mode) == pytest.approx(gone)


def test_time_gone_of_a_plan_without_years_counts_the_year():
    assert time_gone(Q2, replace(PLAN, period_from=None, period_to=None)) == 0.5


@pytest.mark.parametrize(
    ("percent", "status_", "colour"),
    [
        (500, "on_track", "green"),
        (499, "on_track", "yellow"),
        (200, "on_track", "yellow"),
        (199, "on_track", "red"),
        (800, "delayed", "yellow"),
        (None, "delayed", "yellow"),
        (None, "on_track", "green"),
        (0, "not_started", "red"),
        (1000, "completed", "blue"),
        (None, "unreported", "none"),
    ],
)
def test_the_default_lights(percent, status_, colour):
    assert light(percent, 0.5, status_) == colour


def test_an_offices_own_scheme_survives_its_setting():
    own = LightScheme(steps=((0, "green"), (10, "blue")), completed="green", overdue="red")
    again = LightScheme.from_json(own.to_json())
    assert again == own
    assert light(450, 0.5, "on_track", again) == "blue"
    assert light(450, 0.5, "on_track", again, overdue=True) == "red"
    for broken in ("", "[", "3", '{"beyond": "pink"}', '{"what": 1}'):
        assert LightScheme.from_json(broken) == LightScheme()


def test_loads_count_leads_and_shares():
    index = snapshot([*LEADS, (2, 1, "responsible")], tasks=(task(1), task(2)))
    assert rules.loads(index)[1] == rules.Load(1, 1)
    assert rules.loads(index)[3] == rules.Load(0, 1)


def test_who_owes_what_and_what_came_in():
    index = snapshot(
        [*LEADS, (2, 1, "responsible")],
        [report(1, 1, 1, "on_track"), report(2, 1, 3, None), report(3, 1, 2, None, remarks="无")],
        tasks=(task(1), task(2)),
    )
    found = {o.unit_id: o for o in rules.owed(index, Q2)}
    assert found[1].missing == (2,)
    assert found[1].received
    assert not found[1].complete
    assert found[2].complete
    assert found[3].missing == (1,)
    assert not found[3].received


def test_where_only_leads_owe_a_task_without_a_lead_still_has_somebody():
    index = snapshot(
        [*LEADS, (2, 4, "responsible")], tasks=(task(1), task(2)), settings=(("owes", '"lead"'),)
    )
    assert [o.unit_id for o in rules.owed(index, Q2)] == [1, 2, 4]
