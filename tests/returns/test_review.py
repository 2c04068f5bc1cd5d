"""A review against what is stored: changes, absence, copies, edits meanwhile, duplicates, several files of a unit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.records import ReturnFile, StoredPeriod, StoredReport
from greenplan_desktop.returns import decide
from greenplan_desktop.returns.as_json import review_json
from greenplan_desktop.returns.review import FileReviewed, review_files
from greenplan_desktop.workbooks.cells import Rejection

from .bending import HEAD, Q2, book, brief, one, read, review, table
from .loading import as_read_file
from .plans import PLACES, small
from .plans import TITLES as T


def report(task: int, unit: int, period: int, **values) -> StoredReport:
    base = {
        "status": None,
        "percent_tenths": None,
        "achievement": "",
        "problems": "",
        "next_steps": "",
        "remarks": "",
    }
    more = {"return_file_id": None, "sheet": "", "cells": "{}", "updated_at": ""}
    return StoredReport(
        id=task * 10 + period, task_id=task, unit_id=unit, period_id=period, **{**base, **more, **values}
    )


def test_new_changed_same_and_blank_cells_erase_nothing() -> None:
    stored = (
        report(1, 1, 2, status="on_track", percent_tenths=300, achievement="甲"),
        report(2, 1, 2, status="delayed", achievement="乙", problems="难"),
        report(3, 1, 2),
    )
    result = table(
        [1, T["1"], "正常推进", 30, "甲"],
        [2, T["2"], "滞后", None, "乙改"],
        [3, T["3"], "滞后"],
        [4, T["4"], "滞后"],
        snapshot=small(reports=stored),
    )
    assert [r["change"] for r in result["rows"]] == ["same", "changed", "new", "new"]
    part = table([2, T["2"], None, None, "乙"], snapshot=small(reports=stored))
    assert part["rows"][0]["change"] == "same"


def test_a_text_repeated_word_for_word_is_noted() -> None:
    stored = (report(1, 1, 1, achievement="开工"), report(2, 1, 1, achievement="开工", status="on_track"))
    result = table(
        [1, T["1"], "正常推进", None, "开工 "],
        [2, T["2"], "正常推进", None, "完工"],
        snapshot=small(reports=stored),
    )
    assert result["notes"] == ["same_as_last_period:1"]
    assert (result["outcome"], result["rows"][0]["flags"]) == ("ready", [])


def test_only_the_latest_earlier_period_of_the_same_kind_counts() -> None:
    periods = tuple(
        StoredPeriod(i, f"p{i}", 1, code)
        for i, code in enumerate(["2022Q3", "2022Q4", "2023Q2", "2023-03", "2023Q3"], start=1)
    )
    stored = (
        report(1, 1, 1, achievement="早"),
        report(1, 1, 2, achievement="中"),
        report(1, 1, 4, achievement="月"),
        report(1, 1, 5, achievement="后"),
    )
    snapshot = small(periods=periods, reports=stored)
    notes = [
        table([1, T["1"], None, None, text], snapshot=snapshot)["notes"] for text in ("早", "中", "月", "后")
    ]
    assert notes == [[], ["same_as_last_period:1"], [], []]


def test_same_bytes_twice_and_already_imported() -> None:
    first = read(book([HEAD, [1, T["1"], "已完成"]]))
    again = replace(first, name="副本/区科技局 - 副本.xlsx")
    found = review(first, again)
    assert [f.outcome for f in found.files] == ["ready", "rejected"]
    assert found.files[1].error is not None
    assert (found.files[1].error.code, "区科技局.xlsx" in found.files[1].error.message) == (
        "duplicate_file",
        True,
    )
    stored = ReturnFile(1, 2, 1, "x.xlsx", first.sha256, "2023-07-05T02:00:00+00:00", 1, "return")
    found = review(first, snapshot=small(return_files=(stored,)))
    assert found.files[0].error is not None
    assert "2023年07月05日" in found.files[0].error.message
    evidence = replace(stored, kind="evidence")
    other_period = replace(stored, period_id=1)
    assert review(first, snapshot=small(return_files=(evidence, other_period))).files[0].outcome == "ready"


def test_rejected_files_do_not_stop_the_others() -> None:
    bad = as_read_file("坏.xlsx", Rejection("unreadable", "读不出"), b"x")
    empty = [as_read_file(f"{i}.xlsx", Rejection("unreadable", "空"), b"") for i in range(2)]
    found = review(
        bad, *empty, read(book([["只有说明"]]), "说明.xlsx"), read(book([HEAD, [1, T["1"], "已完成"]]))
    )
    codes = [f.error.code if f.error else None for f in found.files]
    assert codes == ["unreadable", "unreadable", "unreadable", "no_table", None]
    assert review_json(found)["files"][3]["skipped_sheets"] == [{"sheet": "Sheet1", "reason": "no_header"}]
    assert found.needs_look


def test_two_files_of_one_unit() -> None:
    first = read(
        book([HEAD, [1, T["1"], "正常推进", 40, "甲"], [2, T["2"], "正常推进", 40], [3, T["3"], "滞后"]]),
        "区科技局一.xlsx",
    )
    second = read(
        book([HEAD, [1, T["1"], "正常推进", 50, "甲"], [2, T["2"], "正常推进", None, "补充"]]),
        "x/区科技局二.xlsx",
    )
    found = review(first, second)
    assert [list(f.notes) for f in found.files] == [
        ["another_file:x/区科技局二.xlsx"],
        ["another_file:区科技局一.xlsx"],
    ]
    assert [f.outcome for f in found.files] == ["ready", "ready"]
    assert [(r.file, r.row, r.ticked, r.contested) for r in found.rows] == [
        (0, 2, False, True), (0, 3, True, False), (0, 4, True, False), (1, 2, False, True), (1, 3, True, False),
    ]  # fmt: skip
    chosen = decide.take(found, (1, "Sheet1", 2))
    assert [(w.task_id, w.file_name, w.percent_tenths) for w in decide.writes(chosen) if w.task_id == 1] == [
        (1, "x/区科技局二.xlsx", 500)
    ]
    ticked = decide.tick(found, [(0, "Sheet1", 2)])
    assert [w.file_name for w in decide.writes(ticked) if w.task_id == 1] == ["区科技局一.xlsx"]


def test_files_are_handed_over_as_they_are_done() -> None:
    pulled = []

    def source():
        for i in range(3):
            pulled.append(i)
            yield read(book([HEAD, [1, T["1"], "正常推进", i]]), f"区科技局{i}.xlsx")

    work = review_files(source(), small(), Q2, PLACES, total=3)
    event = next(work)
    assert isinstance(event, FileReviewed)
    assert (event.done, event.total, pulled, [f.index for f in event.files]) == (1, 3, [0], [0])
    event = next(work)
    assert [f.index for f in event.files] == [1, 0]
    work.close()
    assert pulled == [0, 1]


def test_waiting_files_apply_nothing_until_the_clerk_says_so() -> None:
    found = review(read(book([["2023年第一季度"], HEAD, [1, T["1"], "已完成"]])))
    assert decide.writes(found) == []
    passed = decide.confirm_file(found, 0, "period_mismatch")
    assert [w.task_id for w in decide.writes(passed)] == [1]
    found = review(read(book([HEAD, [1, T["1"], "已完成"]]), "谁.xlsx"))
    named = decide.choose_unit(found, 0, 2)
    assert (named.files[0].flags, named.files[0].rows[0].change, named.files[0].missing) == ((), "new", (14,))
    assert [(w.task_id, w.unit_id) for w in decide.writes(named)] == [(1, 2)]


def test_decisions_on_rows() -> None:
    rows = [
        [1, "没有的任务", "正常推进", 50],
        [2, T["2"], "基本完成", "130%", "甲"],
        [3, T["3"], "已完成", 90],
        [4, T["4"], "滞后"],
        [4, T["4"], "推进中"],
    ]
    found = review(read(book([HEAD, *rows])))
    assert decide.writes(found) == []
    key = lambda row: (0, "Sheet1", row)  # noqa: E731
    found = decide.choose_task(found, key(2), 1)
    assert found.row(key(2)).flags == ()
    found = decide.set_status(found, key(3), "on_track")
    assert found.row(key(3)).flags == ("percent_invalid",)
    found = decide.set_percent(found, key(3), "六成")
    assert (found.row(key(3)).flags, found.row(key(3)).values.percent_tenths) == ((), 600)
    found = decide.set_text(found, key(3), "achievement", "甲改")
    found = decide.confirm_row(found, key(4), "status_percent_conflict")
    found = decide.take(found, key(6))
    done = {w.row: w for w in decide.writes(found)}
    assert sorted(done) == [2, 3, 4, 6]
    assert done[3].values == {"status": "on_track", "percent_tenths": 600, "achievement": "甲改"}
    assert done[3].cells == ()
    assert dict(done[4].cells) == {"percent_tenths": "D4", "status": "C4"}
    found = decide.tick(found, [key(2)], on=False)
    assert 2 not in {w.row for w in decide.writes(found)}
    assert 2 in {w.row for w in decide.writes(decide.accept_unflagged(found))}
    with pytest.raises(InputError, match="0 到 100"):
        decide.set_percent(found, key(3), "一点点")


def test_choosing_a_task_twice_makes_duplicates() -> None:
    found = review(read(book([HEAD, [1, T["1"], "正常推进"], [None, "没有的任务", "滞后"]])))
    found = decide.choose_task(found, (0, "Sheet1", 3), 1)
    assert [r.flags for r in found.rows] == [("duplicate_row",), ("duplicate_row",)]


def test_a_choice_between_rows_can_be_outlived() -> None:
    rows = [[1, T["1"], "正常推进"], [1, T["1"], "滞后"]]
    found = decide.take(review(read(book([HEAD, *rows]))), (0, "Sheet1", 2))
    assert [r.ticked for r in found.rows] == [True, False]
    moved = decide.choose_task(found, (0, "Sheet1", 3), 2)
    assert [(r.ticked, r.flags) for r in moved.rows] == [(True, ()), (True, ())]


def test_a_row_ticked_by_hand_is_applied_with_what_could_be_read() -> None:
    found = review(read(book([HEAD, [12, T["12"], "正常推进", "很多", "甲"]])))
    assert found.rows[0].flags == ("unit_not_assigned", "percent_invalid")
    done = decide.writes(decide.tick(found, [(0, "Sheet1", 2)]))
    assert done[0].values == {"status": "on_track", "achievement": "甲"}


def test_the_whole_json_has_the_keys_of_the_page() -> None:
    result = review_json(review(read(book([HEAD, [1, T["1"], "正常推进", "约130%"]]))), "云岭", applied=True)
    assert list(result) == ["plan", "period", "applied", "files"]
    file = result["files"][0]
    assert list(file) == [
        "file",
        "sha256",
        "unit",
        "outcome",
        "flags",
        "error",
        "skipped_sheets",
        "notes",
        "missing_tasks",
        "rows",
        "skipped_rows",
    ]
    assert file["rows"][0] == {
        "sheet": "Sheet1", "row": 2, "task": "1", "status": "on_track", "percent": None, "achievement": "", "problems": "",
        "next_steps": "", "remarks": "", "raw": {"percent": "约130%"}, "flags": ["percent_invalid"], "change": "new",
    }  # fmt: skip


def test_revision_numbers_and_brief() -> None:
    stored = ReturnFile(1, 2, 1, "x.xlsx", "0" * 64, "2023-07-05T02:00:00+00:00", 1, "return")
    found = review(read(book([HEAD, [1, T["1"], "已完成"]])), snapshot=small(return_files=(stored,)))
    assert found.files[0].revision == 2
    assert brief(one(book([HEAD, [1, T["1"], "已完成"]]))) == [(2, "1", [])]
