"""The sample returns beside the checkout give the expected result, field by field."""

from __future__ import annotations

import json
from typing import Any

import pytest

from greenplan_desktop.model.period import Period
from greenplan_desktop.model.progress import finish
from greenplan_desktop.returns.as_json import review_json
from greenplan_desktop.returns.review import review_files
from greenplan_desktop.workbooks.reader import WorkbookReader

from .plans import from_plan_json

PLACES = ("重庆市綦江区", "綦江区", "綦江")


@pytest.fixture(scope="module")
def files(shared) -> dict[str, Any]:
    folder = shared / "returns" / "2023Q2"
    with WorkbookReader() as reader:
        return {path.name: reader.read(path.name, path.read_bytes()) for path in folder.iterdir()}


def _reviewed(shared, files, names: list[str]) -> dict[str, Any]:
    snapshot = from_plan_json(shared / "plans" / "qijiang-2023-16.json")
    files = [files[name] for name in names]
    review = finish(review_files(files, snapshot, Period.parse("2023Q2"), PLACES))
    return {f["file"]: f for f in review_json(review)["files"]}


@pytest.fixture(scope="module")
def expected(shared) -> tuple[dict[str, Any], dict[str, Any]]:
    folder = shared / "returns"
    return (
        json.loads((folder / "expected.json").read_text(encoding="utf-8")),
        json.loads((folder / "expected.tolerance.json").read_text(encoding="utf-8")),
    )


def test_each_sample_file_by_itself_gives_the_expected_result(shared, files, expected) -> None:
    wanted, tolerance = expected
    wrong = {}
    for name, want in wanted.items():
        wrong[name] = _differences(_reviewed(shared, files, [name])[name], want, tolerance.get(name, {}))
    assert {name: found for name, found in wrong.items() if found} == {}


def test_in_one_run_two_files_of_one_unit_name_each_other_and_all_else_is_the_same(
    shared, files, expected
) -> None:
    wanted, tolerance = expected
    result = _reviewed(shared, files, sorted(wanted))
    wrong = {}
    for name, want in wanted.items():
        got = {
            **result[name],
            "notes": [n for n in result[name]["notes"] if not n.startswith("another_file:")],
        }
        wrong[name] = _differences(got, want, tolerance.get(name, {}))
    assert {name: found for name, found in wrong.items() if found} == {}
    assert result["区经济信息委任务状态一览.xlsx"]["notes"] == [
        "another_file:2023年二季度进展情况填报表.xlsx"
    ]


def _differences(got: dict[str, Any], want: dict[str, Any], free: dict[str, Any]) -> list[str]:
    found = []
    for key, value in want.items():
        if key in ("rows", "skipped_rows"):
            continue
        if key == "error":
            if (got[key] or {}).get("code") != (value or {}).get("code"):
                found.append(f"error: {got[key]}")
        elif key == "unit" and free.get("unit") == "any":
            continue
        elif key == "missing_tasks":
            optional = set(free.get("missing_optional", ()))
            if set(got[key]) - optional != set(value) - optional:
                found.append(f"missing: {got[key]} != {value}")
        elif got[key] != value:
            found.append(f"{key}: {got[key]} != {value}")
    found += _row_differences(got, want, free)
    skipped = {(s["sheet"], s["row"], s["reason"]) for s in got["skipped_rows"]}
    wanted = {(s["sheet"], s["row"], s["reason"]) for s in want["skipped_rows"]}
    loose = {tuple(pair) for pair in free.get("free_rows", ())}
    found += [f"skipped: {s}" for s in skipped ^ wanted if (s[0], s[1]) not in loose]
    return found


def _row_differences(got: dict[str, Any], want: dict[str, Any], free: dict[str, Any]) -> list[str]:
    found = []
    if [(r["sheet"], r["row"]) for r in got["rows"]] != [(r["sheet"], r["row"]) for r in want["rows"]]:
        return [f"rows: {[(r['sheet'], r['row'], r['task']) for r in got['rows']]}"]
    for mine, row in zip(got["rows"], want["rows"], strict=True):
        allowed = free.get("rows", {}).get(f"{row['sheet']}!{row['row']}", {})
        for key, value in row.items():
            if key == "percent" and allowed.get("percent_any"):
                continue
            if mine[key] != value and mine[key] not in allowed.get(key, []):
                found.append(f"{row['sheet']}!{row['row']} {key}: {mine[key]!r} != {value!r}")
    return found
