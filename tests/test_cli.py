"""The command line: JSON as documented, one Chinese line and status 2 for bad input, nothing changed by it."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from greenplan_desktop import places
from greenplan_desktop.cli import main, opens_window
from greenplan_desktop.store.database import open_store
from tests.dump import dump

PLAN = "云岭"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setenv("GREENPLAN_CONFIG", str(tmp_path / "config"))

    def call(*words: object) -> tuple[int, str, str]:
        status = main([str(word) for word in words])
        seen = capfdbinary.readouterr()
        return status, seen.out.decode("utf-8"), seen.err.decode("utf-8")

    return call


@pytest.fixture
def db(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "a.gpdb"
    assert run("plan", "import", places.sample_plan_file(), "--db", path)[0] == 0
    return path


def number(db: Path) -> str:
    with open_store(db) as store:
        return str(store.rows("SELECT document_number FROM plan")[0][0])


def content(db: Path) -> Any:
    with open_store(db) as store:
        return dump(store)


def loads(text: str) -> Any:
    return json.loads(text)


def test_plan_read_prints_the_documented_shape_and_stores_nothing(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("plan", "read", places.sample_plan_file(), "--json")
    plan = loads(out)
    assert status == 0
    assert {
        "title",
        "short_name",
        "document_number",
        "issuer",
        "issue_date",
        "period",
        "tasks",
        "plan_targets",
        "doubts",
    } <= set(plan)
    wanted = {
        "code",
        "number",
        "path",
        "title",
        "text",
        "lead_units",
        "responsible_units",
        "groups",
        "open_ended",
    }
    assert wanted | {"clause", "remarks", "due", "targets", "source", "doubts"} <= set(plan["tasks"][0])
    assert not (tmp_path / "config").exists()


def test_import_list_export_and_import_again_round_trip(run: Run, db: Path, tmp_path: Path) -> None:
    assert loads(run("plan", "list", "--json", "--db", db)[1])[0]["document_number"] == number(db)
    assert run("plan", "export", number(db), "--out", tmp_path / "p.json", "--db", db)[0] == 0
    exported = loads((tmp_path / "p.json").read_text(encoding="utf-8"))
    read = loads(run("plan", "read", places.sample_plan_file(), "--json", "--db", db)[1])
    for task, again in zip(read["tasks"], exported["tasks"], strict=True):
        for key in ("code", "path", "title", "clause", "open_ended", "due", "targets"):
            if key == "targets":
                assert [(t["value"], t["unit"]) for t in task[key]] == [
                    (t["value"], t["unit"]) for t in again[key]
                ]
            else:
                assert task[key] == again[key], (task["code"], key)
        assert len(task["lead_units"]) == len(again["lead_units"]), "names are the register's, none is lost"
    other = tmp_path / "b.gpdb"
    assert run("plan", "import", tmp_path / "p.json", "--db", other)[0] == 0
    assert len(content(other)["task"]) == len(content(db)["task"])


def test_importing_the_same_plan_again_doubles_nothing(run: Run, db: Path) -> None:
    before = content(db)
    assert run("plan", "import", places.sample_plan_file(), "--db", db)[0] == 0
    assert content(db) == before


def test_the_whole_quarter_on_the_command_line(run: Run, db: Path, tmp_path: Path) -> None:
    plan = number(db)
    status, out, _ = run("returns", "form", plan, "2023Q2", "--out", tmp_path / "forms", "--db", db)
    assert status == 0
    assert len(out.splitlines()) == len(list((tmp_path / "forms").glob("*.xlsx"))) > 10
    before = content(db)
    status, out, _ = run(
        "returns",
        "import",
        plan,
        "2023Q2",
        "--dry-run",
        "--json",
        "--db",
        db,
        places.sample_returns("2023Q2"),
    )
    review = loads(out)
    assert status == 1
    assert not review["applied"]
    assert content(db) == before
    assert {
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
    } == set(review["files"][0])
    status, out, _ = run(
        "returns", "import", plan, "2023Q2", "--json", "--db", db, places.sample_returns("2023Q2")
    )
    assert loads(out)["applied"]
    missing = loads(run("returns", "missing", plan, "2023Q2", "--json", "--db", db)[1])
    assert {"expected", "received", "missing"} == set(missing)
    stats = loads(run("stats", plan, "2023Q2", "--json", "--db", db)[1])
    assert set(stats["by_status"]) == {"completed", "on_track", "delayed", "not_started", "unreported"}
    assert sum(stats["by_status"].values()) == stats["tasks"]
    after = content(db)
    assert run("undo", "--db", db)[0] == 0
    assert content(db) == before
    assert run("redo", "--db", db)[0] == 0
    assert content(db) == after
    history = loads(run("history", plan, "--json", "--db", db)[1])
    assert history[0]["kind"] == "import"


def test_lists_summary_and_backup_are_written(run: Run, db: Path, tmp_path: Path) -> None:
    plan = number(db)
    for name in ("a.pdf", "a.docx", "a.xlsx"):
        assert run("tasklist", plan, "--out", tmp_path / name, "--db", db)[0] == 0, name
        assert (tmp_path / name).stat().st_size > 3000
    assert (
        run(
            "tasklist",
            plan,
            "--out",
            tmp_path / "b.pdf",
            "--orientation",
            "portrait",
            "--first-page",
            "7",
            "--duplex",
            "--db",
            db,
        )[0]
        == 0
    )
    assert run("backup", "--out", tmp_path / "b.gpdb", "--db", db)[0] == 0
    before = content(db)
    assert run("assign", plan, "1", "--lead", "区科技局", "--db", db)[0] == 0
    assert content(db) != before
    assert run("restore", tmp_path / "b.gpdb", "--db", db)[0] == 0
    assert content(db) == before
    assert run("check", "--db", db)[0] == 0


def test_the_register_is_listed_imported_renamed_and_merged(run: Run, db: Path, tmp_path: Path) -> None:
    table = tmp_path / "units.csv"
    table.write_text("全称,简称,别名,类别\n云岭区数字办公室,区数字办,数字办,区级部门\n", encoding="utf-8")
    assert run("unit", "import", table, "--db", db)[0] == 0
    assert run("unit", "rename", "区数字办", "区数据局", "--since", "2024-03-01", "--db", db)[0] == 0
    assert run("unit", "merge", "区数据局", "区科技局", "--db", db)[0] == 0
    units = {u["short_name"]: u for u in loads(run("unit", "list", "--json", "--db", db)[1])}
    assert "区数字办" in units["区科技局"]["aliases"]
    assert units["区数据局"]["merged_into"] == units["区科技局"]["uid"]
    assert "已并入区科技局" in run("unit", "list", "--db", db)[1]


def bad(tmp_path: Path) -> dict[str, list[object]]:
    noise = tmp_path / "noise.docx"
    noise.write_bytes(os.urandom(4096))
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    foreign = tmp_path / "foreign.db"
    sqlite3.connect(foreign).execute("CREATE TABLE t (a)")
    return {
        "noise": ["plan", "read", noise],
        "empty": ["plan", "read", empty],
        "no file": ["plan", "read", tmp_path / "none.docx"],
        "folder": ["plan", "read", tmp_path],
        "foreign": ["plan", "list", "--db", foreign],
        "no database": ["plan", "list", "--db", tmp_path / "none.gpdb"],
        "no command": ["frobnicate"],
        "no parameter": ["plan", "import"],
        "no option": ["plan", "list", "--nonsense"],
        "bad restore": ["restore", noise],
    }


@pytest.mark.parametrize("name", sorted(["noise", "empty", "no file", "folder", "foreign", "no database", "no command", "no parameter", "no option", "bad restore"]))  # fmt: skip
def test_bad_input_is_one_chinese_line_and_status_two(run: Run, tmp_path: Path, name: str) -> None:
    status, out, err = run(*bad(tmp_path)[name])
    assert status == 2
    assert out == ""
    assert len(err.strip().splitlines()) == 1
    assert any("\u4e00" <= letter <= "\u9fff" for letter in err)
    assert "Traceback" not in err


@pytest.mark.parametrize("words", [["stats", "无此计划", "2023Q2"], ["stats", "PLAN", "2023Q7"], ["assign", "PLAN", "99", "--lead", "区科技局"], ["assign", "PLAN", "1", "--lead", "无此单位局"], ["tasklist", "PLAN", "--out", "x.txt"], ["tasklist", "PLAN", "--out", "x.pdf", "--preset", "无此版式"], ["returns", "form", "PLAN", "2023Q2", "--out", "f", "--unit", "区司法局"], ["unit", "rename", "区科技局", "新局", "--since", "明年"]])  # fmt: skip
def test_wrong_names_change_nothing(
    run: Run, db: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    before, plan = content(db), number(db)
    status, _, err = run(*[plan if w == "PLAN" else w for w in words], "--db", db)
    assert status == 2
    assert len(err.strip().splitlines()) == 1
    assert content(db) == before


def test_a_form_of_another_plan_waits_and_changes_nothing(run: Run, db: Path, tmp_path: Path) -> None:
    plan = number(db)
    run("returns", "form", plan, "2023Q2", "--out", tmp_path / "forms", "--db", db)
    text = places.sample_plan_file().read_text(encoding="utf-8")
    other_file = tmp_path / "other.txt"
    other_file.write_text(
        text.replace(plan, plan.replace("号", "9号")).replace("绿色", "低碳"), encoding="utf-8"
    )
    other = tmp_path / "other.gpdb"
    assert run("plan", "import", other_file, "--db", other)[0] == 0
    before = content(other)
    status, out, _ = run(
        "returns", "import", number(other), "2023Q2", "--json", "--db", other, tmp_path / "forms"
    )
    assert status == 1
    assert all("plan_mismatch" in f["flags"] for f in loads(out)["files"])
    assert content(other) == before


def test_words_without_a_command_open_the_window_only_for_files(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.touch()
    assert opens_window([])
    assert opens_window(["--db", "x.gpdb"])
    assert opens_window([str(file)])
    assert not opens_window(["plan", "list"])
    assert not opens_window(["nonsense"])
    assert not opens_window(["--help"])


def test_help_has_no_english_sentences(run: Run) -> None:
    for words in ([], ["plan"], ["plan", "read"], ["returns", "import"], ["tasklist"]):
        _, out, _ = run(*words, "--help")
        for english in ("Usage", "Options", "Commands", "Show this", "Arguments"):
            assert english not in out
