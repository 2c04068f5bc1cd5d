"""Reminders at start: overdue, due soon, not returned; silent where nothing is to be done."""

from __future__ import annotations

from dataclasses import replace

from greenplan_desktop.insight.reminders import reminders
from greenplan_desktop.model.index import PlanIndex
from greenplan_desktop.model.records import Assignment, StoredPeriod, StoredReport

from .random_plans import make_plan

BASE = make_plan(1, tasks=3, units=2)


def plan(*due, deadline="2023-07-05", reports=(), **more):
    units = tuple(replace(u, kind="district", short_name=f"单位{u.id}") for u in BASE.units)
    tasks = tuple(
        replace(t, due_date=day, life="active", code=f"{t.id}")
        for t, day in zip(BASE.tasks, due, strict=False)
    )
    given = tuple(Assignment(n, t.id, 1, "lead", 0) for n, t in enumerate(tasks, 1))
    snapshot = replace(
        BASE,
        units=units,
        tasks=tasks,
        assignments=given,
        periods=(StoredPeriod(1, "p", 1, "2023Q2", deadline),),
        reports=tuple(
            StoredReport(n, t, 1, 1, s, None, "做了", "", "", "", None, "", "{}", "")
            for n, (t, s) in enumerate(reports, 1)
        ),
        return_files=(),
        manual_statuses=(),
        target_values=(),
        life_events=(),
        group_members=(),
        settings=(),
    )
    return PlanIndex(replace(snapshot, **more))


def kinds(index, today):
    return [one.kind for one in reminders(index, today)]


def test_overdue_due_soon_and_not_returned_in_one_line_each():
    index = plan("2023-06-30", "2023-07-20", "2025-12-31")
    late, soon, silent = reminders(index, "2023-07-08")
    assert late.text == "截至今天，1项任务已过完成时限：第1项。"
    assert late.tasks == (1,)
    assert [late.brief, soon.brief] == ["截至今天1项已过时限", "1项30天内到期"]
    assert silent.brief == "2023年第二季度：1个单位未报送"
    assert soon.text == "1项任务30天内到期（最近的为2023年7月20日）：第2项。"
    assert silent.text == "2023年第二季度：1个单位未报送（单位1），截止2023年7月5日，已过3天。"
    assert (silent.units, silent.period) == ((1,), "2023Q2")


def test_what_is_completed_or_returned_is_not_named():
    done = [(1, "completed"), (2, "completed"), (3, "on_track")]
    assert kinds(plan("2023-06-30", "2023-07-20", None, reports=done), "2023-07-08") == []


def test_a_partial_return_is_told_apart():
    index = plan(None, None, None, reports=[(1, "on_track")])
    assert reminders(index, "2023-07-05")[0].text == "2023年第二季度：1个单位报送不全，今天截止。"


def test_returns_are_asked_for_near_their_deadline_only():
    assert kinds(plan(None), "2023-06-20") == []
    assert "还有6天" in reminders(plan(None), "2023-06-29")[0].text
    assert kinds(plan(None, deadline=None), "2023-06-29") == []
    assert kinds(plan(None, deadline=None), "2023-07-01") == ["not_returned"]


def test_an_archived_plan_and_one_without_periods_are_quiet():
    archived = replace(BASE.plan, archived_at="2023-01-01")
    assert kinds(plan("2023-06-30", plan=archived), "2023-07-08") == []
    assert kinds(plan("2023-06-30", periods=()), "2023-07-08") == ["overdue"]


def test_the_sample_is_judged_when_its_last_returns_were_due_whatever_day_it_is():
    sample = replace(BASE.plan, is_sample=True)
    index = plan("2023-06-30", "2025-12-31", "2025-12-31", plan=sample)
    late, silent = reminders(index, "2031-01-01")
    assert late.text == "截至2023年7月5日，1项任务已过完成时限：第1项。"
    assert "今天截止" in silent.text


def test_long_lists_are_cut_and_counted():
    many = make_plan(2, tasks=40, units=3)
    tasks = tuple(replace(t, due_date="2020-01-01", life="active") for t in many.tasks)
    index = PlanIndex(replace(many, tasks=tasks, periods=(), life_events=()))
    assert "等40项" in reminders(index, "2023-07-08")[0].text
