"""What pasting, filling, clearing, filtering and completing mean, without any window."""

from __future__ import annotations

import pytest

from greenplan_desktop.model.index import PlanIndex
from greenplan_desktop.model.period import Period
from greenplan_desktop.store.snapshot import plan_snapshot
from greenplan_desktop.ui.completion import UnitCompletion, fragment_at, others
from greenplan_desktop.ui.plan_view import PlanView
from greenplan_desktop.ui.tasks import blocks, filters
from greenplan_desktop.ui.tasks.filters import Filters
from greenplan_desktop.ui.tasks.rows import ChapterRow, task_rows, with_chapters

KEYS = ["number", "title", "lead", "responsible", "due_text", "status", "progress"]


@pytest.fixture
def view(small_store):
    return PlanView(PlanIndex(plan_snapshot(small_store, 1)), Period.parse("2023Q2"))


@pytest.fixture
def rows(view):
    return task_rows(view)


def _written(block):
    return [(c.task_id, c.column, c.text) for c in block.cells]


def test_a_block_lies_from_its_corner_on(rows):
    block = blocks.paste_block([["新一", "区林业局"], ["新二", "区水利局"]], rows[1:], KEYS[1:])
    two, three = rows[1].task.id, rows[2].task.id
    assert _written(block) == [
        (two, "title", "新一"), (two, "lead", "区林业局"), (three, "title", "新二"), (three, "lead", "区水利局"),
    ]  # fmt: skip


def test_computed_columns_are_passed_over_and_said(rows):
    block = blocks.paste_block([["2024年底", "已完成", "100%"]], rows[:1], KEYS[4:])
    assert _written(block) == [(rows[0].task.id, "due_text", "2024年底")]
    assert block.skipped == ("状态", "进度")


def test_rows_beyond_the_last_become_tasks_where_they_have_a_name(rows):
    block = blocks.paste_block(
        [["甲", "区水利局"], ["乙", ""], ["", "区林业局"], ["", ""]], rows[-1:], KEYS[1:]
    )
    assert block.new == ({"title": "乙"},)
    assert block.nameless == 1


def test_one_cell_fills_a_selection_and_titles_are_left_out(rows):
    block = blocks.paste_block([["2024年底"]], rows, KEYS[4:], (3, 1))
    assert [c.task_id for c in block.cells] == [r.task.id for r in rows[:3]]
    titled = blocks.paste_block([["重点任务", "牵头单位"], ["甲", "区水利局"]], rows, KEYS[1:])
    assert [c.text for c in titled.cells] == ["甲", "区水利局"]


def test_what_is_the_same_is_not_written(rows):
    assert blocks.paste_block([[rows[0].task.title]], rows, ["title"]).cells == ()


def test_clearing_keeps_numbers_and_names(rows):
    block = blocks.clear_block(rows[:2], KEYS[:5])
    assert {c.column for c in block.cells} == {"lead", "responsible", "due_text"}
    assert block.skipped == ("序号", "重点任务")


def test_filling_down_takes_the_first_row(rows):
    block = blocks.fill_block(rows[:3], ["number", "lead"])
    assert _written(block) == [(r.task.id, "lead", "区发展改革委") for r in rows[1:3]]


def test_chapters_stand_over_their_tasks(rows, view):
    shown = with_chapters(rows, view, frozenset())
    assert [r.title for r in shown if isinstance(r, ChapterRow)] == ["（一）清洁用能", "（二）绿色产业"]
    first = next(r for r in shown if isinstance(r, ChapterRow))
    folded = with_chapters(rows, view, frozenset((first.chapter_id,)))
    assert len(folded) == len(shown) - 2


def test_filters_by_text_values_status_and_initials(rows, view):
    units = view.snapshot.units

    def codes(wanted):
        return [r.task.code for r in filters.shown(rows, wanted, units)]

    assert codes(Filters().with_text("title", "绿色")) == ["3", "4.1"]
    assert codes(Filters().with_text("lead", "fgw")) == ["1"]
    assert codes(Filters().with_values("responsible", frozenset(("区水利局",)))) == ["1", "4.1", "4.2"]
    assert codes(Filters().with_values("responsible", frozenset((filters.EMPTY,)))) == ["3"]
    assert codes(Filters(status="delayed")) == ["2"]
    assert codes(Filters(status="unreported")) == ["3", "4.2"]
    assert codes(Filters(sort_by="progress", descending=True))[:3] == ["4.1", "1", "2"]
    assert filters.counts(rows)["completed"] == 1


def test_overdue_is_a_filter_of_its_own(small_store):
    late = PlanView(PlanIndex(plan_snapshot(small_store, 1)), Period.parse("2026Q1"))
    rows = task_rows(late)
    assert filters.counts(rows)[filters.OVERDUE] == 5
    assert len(filters.shown(rows, Filters(status=filters.OVERDUE))) == 5


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("fgw", "区发展改革委"),
        ("发改", "区发展改革委"),
        ("水", "区水利局"),
        ("高新", "高新区管委会"),
        ("区林业局", "区林业局"),
    ],
)
def test_units_are_offered_by_name_and_initials(view, typed, first):
    assert UnitCompletion(_with_alias(view.snapshot.units)).offers(typed)[0].name == first


def _with_alias(units):
    from dataclasses import replace

    return [replace(u, aliases=("区发改委",)) if u.short_name == "区发展改革委" else u for u in units]


def test_units_in_the_cell_are_not_offered_again(view):
    text = "区水利局、区"
    start, end = fragment_at(text, len(text))
    assert (start, end) == (5, 6)
    found = UnitCompletion(view.snapshot.units).offers(text[start:end], others(text, start, end))
    assert "区水利局" not in [o.name for o in found]
    assert "区林业局" in [o.name for o in found]
