"""The sample returns, bent as they are, are understood as they were meant, against the sample plan."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from greenplan_desktop import places
from greenplan_desktop.jobs import find, returns, samples
from greenplan_desktop.model.period import Period
from greenplan_desktop.model.progress import finish
from greenplan_desktop.store.database import open_store

PERIOD = "2023Q2"
EXPECTED: dict[str, Any] = json.loads(
    (Path(__file__).parent / "files" / "sample-returns.json").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What the import prints of each sample return, by file name."""
    store = open_store(tmp_path_factory.mktemp("samples") / "samples.gpdb")
    samples.open_first(store)
    plan = find.plan(store, "云岭府发〔2023〕6号")
    review = finish(returns.review(store, plan.id, Period.parse(PERIOD), [places.sample_returns(PERIOD)]))
    printed = returns.review_json(review, plan, applied=False)
    store.close()
    return {file["file"]: file for file in printed["files"]}


def test_every_sample_is_looked_at(reviewed: dict[str, dict[str, Any]]) -> None:
    assert sorted(reviewed) == sorted(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_is_understood(name: str, reviewed: dict[str, dict[str, Any]]) -> None:
    file = reviewed[name]
    rows = [[r["row"], r["task"], r["status"], r["percent"], r["flags"]] for r in file["rows"]]
    assert {**{key: file[key] for key in ("unit", "outcome", "flags", "notes")}, "rows": rows} == EXPECTED[
        name
    ]


def test_the_two_halves_of_a_merged_row_are_one_report(reviewed: dict[str, dict[str, Any]]) -> None:
    report = reviewed["区水利局二季度进展.xlsx"]["rows"][-1]
    assert report["achievement"].splitlines()[1] == "清理河道漂浮物32吨，完成岸线复绿1.4公里。"
    assert report["next_steps"].count("\n") == 1
