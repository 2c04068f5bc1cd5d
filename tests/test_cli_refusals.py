"""The command line used wrongly: one Chinese line, status 2, the database the same to the last byte."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from greenplan_desktop.cli import main
from greenplan_desktop.jobs.whereabouts import config_folder

from .test_cli import Run, db, number, run

__all__ = ["db", "run"]  # the fixtures of the command line
CHINESE_LINE = re.compile(r"[^\n]*[\u4e00-\u9fff][^\n]*。\n")
ENGLISH = re.compile(r"\b(?:is not|range|requires|does not|value|Missing|argument|option|Error)\b")


def refused(run: Run, db: Path, words: list[object]) -> str:
    """The sentence a command is refused with; nothing was printed or changed."""
    before = db.read_bytes()
    status, out, err = run(*words, "--db", db)
    assert (status, out) == (2, ""), err
    assert CHINESE_LINE.fullmatch(err), err
    assert not ENGLISH.search(err), err
    assert len(err) < 300
    assert db.read_bytes() == before
    return err


@pytest.mark.parametrize(
    "words",
    [
        "stats 没有 2023Q2",
        "stats {plan} 2023Q5",
        "stats {plan} 0000Q1",
        "summary {plan} 二季度 --out x.docx",
        "history {plan} --task 99",
        "assign {plan} 1 --lead 没有这个局",
        "assign {plan} 1",
        "unit rename 没有这个局 新局 --since 2024-01-01",
        "unit rename 区科技局 新局 --since 2024-02-30",
        "unit merge 区科技局",
        "plan export {plan} --out x.txt",
        "summary {plan} 2023Q2 --out x.pdf",
        "tasklist {plan} --out x.txt",
        "tasklist {plan} --out x.pdf --preset 没有",
        "tasklist {plan} --out x.pdf --first-page 0",
        "tasklist {plan} --out x.pdf --first-page 一",
        "tasklist {plan} --out x.pdf --orientation quer",
        "tasklist {plan}",
        "stats {plan}",
        "stats {plan} 2023Q2 多余",
        "check --nonsense",
        "history {plan} --task",
        "check --json=1",
    ],
)
def test_a_refusal_is_one_line_and_changes_nothing(run: Run, db: Path, words: str) -> None:
    plan = number(db)
    refused(run, db, [word.format(plan=plan) for word in words.split()])


@pytest.mark.parametrize("nothing", ["", "  "])
def test_an_empty_name_is_no_name(run: Run, db: Path, nothing: str) -> None:
    plan = number(db)
    refused(run, db, ["stats", nothing, "2023Q2"])
    refused(run, db, ["history", plan, "--task", nothing])
    refused(run, db, ["tasklist", plan, "--out", "x.pdf", "--unit", nothing])
    refused(run, db, ["tasklist", plan, "--out", "x.pdf", "--period", nothing])


def test_what_is_quoted_keeps_to_one_short_line(run: Run, db: Path) -> None:
    refused(run, db, ["stats", "长" * 10_000, "2023Q2"])
    refused(run, db, ["stats", "一行\n又一行", "2023Q2"])
    refused(run, db, ["unit", "rename", "区科技局", "长" * 10_000, "--since", "2024-01-01"])
    for words in (["plan", "read"], ["plan", "import"], ["unit", "import"], ["restore"]):
        assert "程序出错" not in refused(run, db, [*words, "长" * 10_000])


def test_a_pipe_is_no_file_to_read(run: Run, db: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    for words in (["plan", "read"], ["plan", "import"], ["unit", "import"], ["restore"]):
        refused(run, db, [*words, pipe])
    status, out, _ = run("returns", "import", number(db), "2023Q2", "--json", pipe, "--db", db)
    assert (status, json.loads(out)["files"][0]["error"]["code"]) == (1, "unreadable")


def test_groups_without_a_command_say_so(run: Run) -> None:
    for group in ("plan", "unit", "returns"):
        status, out, err = run(group)
        assert (status, out) == (2, "")
        assert err == f"缺少命令；用法见 greenplan {group} --help。\n"


def test_undo_at_the_end_asks_for_a_look(run: Run, db: Path) -> None:
    assert run("redo", "--db", db) == (1, "", "没有可重做的修改。\n")
    assert run("undo", "--db", db)[0] == 0
    assert run("undo", "--db", db) == (1, "", "没有可撤销的修改。\n")
    assert run("redo", "--db", db)[0] == 0


def test_reading_leaves_the_file_as_it_was(run: Run, db: Path) -> None:
    plan = number(db)
    before = db.read_bytes()
    for words in (
        ["plan", "list"],
        ["unit", "list"],
        ["stats", plan, "2023Q2"],
        ["history", plan],
        ["check"],
    ):
        assert run(*words, "--db", db)[0] == 0
    assert run("returns", "missing", plan, "2023Q2", "--db", db)[0] == 0
    assert db.read_bytes() == before


def test_the_database_is_never_the_output(run: Run, db: Path) -> None:
    plan = number(db)
    before = db.read_bytes()
    assert run("plan", "export", plan, "--out", db, "--db", db)[0] == 2
    assert run("backup", "--out", db, "--db", db)[0] == 2
    assert db.read_bytes() == before


def test_a_check_says_in_chinese_what_is_wrong_and_where_backups_lie(run: Run, db: Path) -> None:
    with sqlite3.connect(db) as other:
        other.execute("DROP TRIGGER journal_task_update")
    status, out, err = run("check", "--db", db)
    assert (status, out) == (1, "")
    assert all(re.search("[\u4e00-\u9fff]", line) for line in err.splitlines())
    assert "表 task 的修改记录不完整" in err
    assert err.endswith("里。\n")
    found = json.loads(run("check", "--json", "--db", db)[1])
    assert not found["ok"]
    assert found["problems"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("words", [["plan", "list"], ["plan", "list", "--json"]])
def test_a_full_disk_behind_the_output_is_named(db: Path, words: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "greenplan_desktop", *words, "--db", str(db)],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.decode() == "结果没有写出去：磁盘空间不足，请清理磁盘或换一个位置。\n"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has sessions without a display")
def test_without_a_display_the_window_says_so() -> None:
    named = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    session = {key: value for key, value in os.environ.items() if key not in named}
    done = subprocess.run(
        [sys.executable, "-m", "greenplan_desktop"], env=session, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == "这里没有图形界面，打不开窗口；命令行的用法见 greenplan --help。\n"


def test_a_bug_is_told_in_one_sentence_wherever_its_log_can_be_kept(
    run: Run, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("greenplan_desktop.cli.plans.stored.all_plans", broken)
    log = config_folder() / "命令行错误.log"
    status, _, err = run("plan", "list", "--db", db)
    assert (status, str(log) in err) == (2, True)
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")
    log.unlink()
    log.mkdir()
    status, _, err = run("plan", "list", "--db", db)
    assert status == 2
    assert re.fullmatch(r"程序出错，没有完成；详情没有记下（.*）.*。\n", err)


def test_a_name_the_system_could_not_read_is_no_crash(run: Run, db: Path, tmp_path: Path) -> None:
    assert main(["stats", "云\udcff", "2023Q2", "--db", str(db)]) == 2
    strange = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))
    strange.write_text(
        "一、重点任务\n1．建设公园。新建公园3个。（牵头单位：区城市管理局）\n", encoding="utf-8"
    )
    status, out, _ = run("plan", "read", strange, "--json")
    assert (status, '"建设公园"' in out) == (0, True)
    assert main(["plan", "import", str(strange), "--db", str(db)]) == 0
