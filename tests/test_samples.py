"""The samples are ours, repeat byte for byte, and say what was meant."""

from __future__ import annotations

import importlib.util
import io
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import docx
import openpyxl
import pytest

from greenplan_desktop import places
from greenplan_desktop.documents.read import read_plan
from greenplan_desktop.model.plan import Plan, Target, Task
from greenplan_desktop.model.text import compact

CHECKOUT = Path(__file__).resolve().parents[1]
EXPECTED: dict[str, Any] = json.loads((CHECKOUT / "tests/files/sample-plan.json").read_text(encoding="utf-8"))
LONGEST_COMMON = 20  # characters; a heading or a clause that two plans may share is shorter


@pytest.fixture(scope="module")
def make_samples() -> Iterator[ModuleType]:
    """The script that writes the samples, as a module."""
    sys.path.insert(0, str(CHECKOUT / "packaging"))
    spec = importlib.util.spec_from_file_location("make_samples", CHECKOUT / "packaging" / "make_samples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    sys.path.remove(str(CHECKOUT / "packaging"))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def meaning(name: str, content: bytes) -> object:
    """What a file says, whichever release of a library wrote it."""
    if name.endswith(".docx"):
        return [(p.text, p.alignment) for p in docx.Document(io.BytesIO(content)).paragraphs]
    if not name.endswith(".xlsx"):
        return content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    cells = [
        (c.coordinate, c.value, c.number_format)
        for row in sheet.iter_rows()
        for c in row
        if c.value is not None
    ]
    hidden = [index for index, row in sheet.row_dimensions.items() if row.hidden]
    return sheet.title, cells, sorted(map(str, sheet.merged_cells.ranges)), hidden


def test_the_samples_are_what_the_script_writes(make_samples: ModuleType, tmp_path: Path) -> None:
    make_samples.main(tmp_path)
    written, kept = contents(tmp_path), contents(places.data())
    assert sorted(written) == sorted(set(kept) - {"sample-plan.txt", "units.csv", "sample-units.csv"})
    assert len(written) >= 12
    assert not [name for name in written if meaning(name, written[name]) != meaning(name, kept[name])]


def test_the_script_repeats_itself_byte_for_byte(make_samples: ModuleType, tmp_path: Path) -> None:
    make_samples.main(tmp_path / "1")
    make_samples.main(tmp_path / "2")
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


def test_no_sentence_is_taken_from_a_real_plan(shared: Path) -> None:
    ours = re.sub(r"\s", "", places.sample_plan_file().read_text(encoding="utf-8"))
    ours = re.sub(
        r"区\w{1,7}?(?:局|委|社|中心)|管委会", "*", ours
    )  # departments have the same names everywhere
    pieces = {ours[i : i + LONGEST_COMMON] for i in range(len(ours) - LONGEST_COMMON)}
    for plan in (shared / "plans").glob("*.txt"):
        theirs = re.sub(r"\s", "", plan.read_text(encoding="utf-8"))
        assert not [piece for piece in pieces if piece in theirs]


@pytest.fixture(scope="module", params=["sample-plan.txt", "sample-plan.docx"])
def plan(request: pytest.FixtureRequest) -> Plan:
    return read_plan(places.data() / request.param)


def task_of(plan: Plan, expected: dict[str, Any]) -> Task:
    key = (expected["number"], [compact(p) for p in expected["path"]])
    found = [t for t in plan.tasks if (t.number, [compact(p) for p in t.path]) == key]
    assert len(found) == 1, key
    return found[0]


def figures(targets: tuple[Target, ...]) -> list[list[str]]:
    return [[t.value, compact(t.unit or "")] for t in targets if t.value is not None]


def test_the_head_is_read(plan: Plan) -> None:
    assert compact(plan.title) == compact(EXPECTED["title"])
    assert plan.document_number == EXPECTED["document_number"]
    assert plan.issuer == EXPECTED["issuer"]
    assert plan.issue_date == EXPECTED["issue_date"]
    assert list(plan.period or ()) == EXPECTED["period"]
    assert figures(plan.plan_targets) == EXPECTED["plan_targets"]


def test_every_task_is_read_and_nothing_else(plan: Plan) -> None:
    assert [task.number for task in plan.tasks] == [task["number"] for task in EXPECTED["tasks"]]


@pytest.mark.parametrize("expected", EXPECTED["tasks"], ids=lambda task: task["number"])
def test_a_task_is_read(plan: Plan, expected: dict[str, Any]) -> None:
    task = task_of(plan, expected)
    assert task.title == expected["title"]
    assert list(task.lead_units) == expected["lead_units"]
    assert list(task.responsible_units) == expected["responsible_units"]
    assert list(task.groups) == expected["groups"]
    assert task.open_ended == expected["open_ended"]
    assert figures(task.targets) == expected["targets"]
    if expected["due_date"]:
        assert task.due is not None
        assert task.due.date == expected["due_date"]


def test_the_faults_made_on_purpose_are_doubted(plan: Plan) -> None:
    """Beside them only what follows from the clauses: some name nobody who leads."""
    doubted = {task.number: [d for d in task.doubts if d != "no_lead"] for task in plan.tasks}
    assert doubted == {task["number"]: task["doubts"] for task in EXPECTED["tasks"]}


def test_the_clauses_name_twenty_five_units(plan: Plan) -> None:
    names = {name for task in plan.tasks for name in (*task.lead_units, *task.responsible_units)}
    groups = {name for task in plan.tasks for name in task.groups}
    assert len(names - groups) == EXPECTED["units"]
