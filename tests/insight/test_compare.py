"""Two periods, and two versions of a plan: exactly what differs, and nothing where nothing does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenplan_desktop.insight.align import align
from greenplan_desktop.insight.compare import (
    changes_table,
    compare_contents,
    compare_periods,
    content_of,
    marked,
    periods_table,
)
from greenplan_desktop.insight.docx_writer import docx_bytes
from greenplan_desktop.insight.prints import (
    align_document,
    changes_document,
    periods_document,
    targets_document,
)
from greenplan_desktop.insight.stats import statistics
from greenplan_desktop.model.index import PlanIndex
from greenplan_desktop.model.period import Period
from greenplan_desktop.model.progress import finish

from .plan_pairs import CITY, DISTRICT
from .random_plans import make_plan

Q1, Q2 = Period.parse("2023Q1"), Period.parse("2023Q2")


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6))
def test_two_periods_agree_with_the_figures_of_each(seed):
    index = PlanIndex(make_plan(seed))
    rows = compare_periods(index, Q1, Q2)
    figures = statistics(index, Q2)
    assert [row.code for row in rows] == [row.code for row in figures.rows if row.counted]
    assert [row.after for row in rows] == [row.status for row in figures.rows if row.counted]
    for row in rows:
        if row.direction in ("forward", "back", "same") and "unreported" not in (row.before, row.after):
            order = ["not_started", "delayed", "on_track", "completed"]
            step = order.index(row.after) - order.index(row.before)
            assert (row.direction == "forward") >= (step > 0)
            assert (row.direction == "back") >= (step < 0)
    assert len(periods_table(rows, Q1, Q2)) == len(rows) + 1


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6))
def test_a_plan_differs_from_itself_in_nothing(seed):
    snapshot = make_plan(seed)
    assert compare_contents(content_of(snapshot), content_of(snapshot)) == []


def test_added_removed_and_changed_tasks_are_named():
    old = make_plan(4)
    first, second, *rest = old.tasks
    changed = replace(first, title="新题目", due_text="2024年底前", code="1A")
    added = replace(second, id=99, uid="t99", code="99", title="新增任务")
    new = replace(old, tasks=(changed, *rest, added))
    changes = compare_contents(content_of(old), content_of(new))
    assert [(c.kind, c.code) for c in changes] == [("changed", "1A"), ("added", "99"), ("removed", "2")]
    assert {f.field for f in changes[0].fields} == {"序号", "重点任务", "完成时限"}
    table = changes_table(changes)
    assert len(table) == 1 + 3 + 1 + 1
    assert table[1][:5] == ["1A", "新题目", "修改", "序号", "1"]


def test_a_change_of_units_or_targets_is_a_change_of_the_task():
    old = make_plan(4)
    one = next(a for a in old.assignments if a.role == "lead")
    other = tuple(replace(a, role="responsible") if a == one else a for a in old.assignments)
    (change,) = compare_contents(content_of(old), content_of(replace(old, assignments=other)))
    assert {f.field for f in change.fields} == {"牵头单位", "责任单位"}
    target = next(t for t in old.targets if t.task_id)
    targets = tuple(replace(t, value="31") if t == target else t for t in old.targets)
    (change,) = compare_contents(content_of(old), content_of(replace(old, targets=targets)))
    assert [f.field for f in change.fields] == ["目标指标"]


@given(st.text("绿色工厂建设", max_size=30), st.text("绿色工厂建设", max_size=30))
def test_marked_pieces_give_both_texts_back(before, after):
    pieces = marked(before, after)
    assert "".join(words for kind, words in pieces if kind != "come") == before
    assert "".join(words for kind, words in pieces if kind != "gone") == after


@pytest.mark.parametrize("seed", [3, 8])
def test_every_table_goes_to_paper(seed):
    index = PlanIndex(make_plan(seed))
    documents = [
        targets_document(statistics(index, Q2)),
        align_document(finish(align(DISTRICT, CITY)), "区方案", "市方案"),
        changes_document(
            compare_contents(content_of(index), content_of(make_plan(seed + 1))), "方案", "印发稿"
        ),
        periods_document(compare_periods(index, Q1, Q2), "方案", Q1, Q2),
    ]
    for document in documents:
        assert finish(docx_bytes(document)).startswith(b"PK")
    assert "共13项任务" in documents[1].text
