"""Returns on the reference samples: reviewed, applied in one step, undone, redone and taken back out of order."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from greenplan_desktop.documents.as_json import plan_from_json
from greenplan_desktop.jobs import find, intake, journal, progress, returns, samples
from greenplan_desktop.model.errors import ConflictError
from greenplan_desktop.model.period import Period
from greenplan_desktop.model.progress import finish
from greenplan_desktop.store import check, plans, reports, rows
from greenplan_desktop.store.database import Store
from tests.dump import dump

PERIOD = Period.parse("2023Q2")


@pytest.fixture
def plan(store: Store, shared: Path) -> int:
    samples.fill_register(store)
    data = json.loads((shared / "plans" / "qijiang-2023-16.json").read_text(encoding="utf-8"))
    return intake.import_plan(store, plan_from_json(data)).made[0]


@pytest.mark.timeout(120)
def test_the_samples_are_applied_with_their_sources_undone_and_redone(
    store: Store, plan: int, shared: Path
) -> None:
    before = dump(store)
    review = finish(returns.review(store, plan, PERIOD, [shared / "returns" / "2023Q2"]))
    assert len(review.files) == 14
    assert dump(store) == before, "a review writes nothing"
    returns.apply(store, plan, PERIOD, review)
    after = dump(store)
    found = reports.of_plan(store, plan)
    ticked = {(r.task_id, r.unit_id) for r in review.rows if r.ticked}
    assert {(r.task_id, r.unit_id) for r in found} == ticked
    assert len(ticked) > 40
    assert not any(r.ticked for r in review.rows if r.contested), "files that differ wait for a choice"
    report = next(r for r in found if r.achievement)
    file_id, _sheet, _cell = json.loads(report.cells)["achievement"]
    file = rows.first(store, "return_file", id=file_id)
    assert file is not None
    assert reports.blob(store, file["sha256"]) is not None
    again = finish(returns.review(store, plan, PERIOD, [shared / "returns" / "2023Q2"]))
    codes = {f.error.code for f in again.files if f.error}
    assert "duplicate_file" in codes
    journal.undo(store)
    assert dump(store) == before
    journal.redo(store)
    assert dump(store) == after
    assert check.problems(store) == []


def test_an_import_is_taken_back_later_and_leaves_what_changed_since(
    store: Store, plan: int, shared: Path
) -> None:
    file = shared / "returns" / "2023Q2" / "綦江区科技局2023年二季度进展.xlsx"
    review = finish(returns.review(store, plan, PERIOD, [file]))
    done = returns.apply(store, plan, PERIOD, review)
    report = reports.of_plan(store, plan)[0]
    progress.fill_report(store, report.task_id, report.unit_id, PERIOD, {"problems": "后来改的"})
    assert "problems" not in json.loads(reports.of_plan(store, plan)[0].cells), "typed in, it has no cell"
    taken = journal.take_back(store, done.change_set_id or 0)
    left = reports.of_plan(store, plan)
    assert [(r.problems, r.achievement, r.status) for r in left] == [("后来改的", "", None)]
    words = journal.Names(store)
    left_alone = f"{words.task(report.task_id)} · {words.unit(report.unit_id)}"
    assert [note for note in taken.notes if left_alone in note and "“存在问题”后来又改过" in note]
    again = finish(returns.review(store, plan, PERIOD, [file]))
    assert again.files[0].error is None or rows.exists(store, "return_file", name=file.name)


def test_a_value_changed_during_the_review_stops_the_whole_import(
    store: Store, plan: int, shared: Path
) -> None:
    file = shared / "returns" / "2023Q2" / "綦江区科技局2023年二季度进展.xlsx"
    review = finish(returns.review(store, plan, PERIOD, [file]))
    task, unit = find.task(store, plan, "15"), find.unit(store, "区科技局")
    progress.fill_report(store, task.id, unit.id, PERIOD, {"achievement": "别处写的"})
    before = dump(store)
    with pytest.raises(ConflictError, match="第15项"):
        returns.apply(store, plan, PERIOD, review)
    assert dump(store) == before


def test_plans_list_is_unchanged_by_reading(store: Store, plan: int) -> None:
    assert [p.id for p in plans.all_plans(store)] == [plan]
