"""Two processes on one file: each sees the other's edits, and an edit of what changed meanwhile asks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from greenplan_desktop.jobs import intake, journal, tasks
from greenplan_desktop.model.errors import ConflictError
from greenplan_desktop.store import check
from greenplan_desktop.store import tasks as stored
from greenplan_desktop.store.database import Store, open_store
from tests.jobs.plans import small_plan

OTHER = """
import sys
from pathlib import Path
from greenplan_desktop.jobs import journal, tasks
from greenplan_desktop.store.database import open_store
with open_store(Path(sys.argv[1])) as store:
    assert not store.read_only
    for line in sys.stdin:
        what, *rest = line.rstrip("\\n").split("|")
        if what == "edit":
            tasks.edit_task(store, int(rest[0]), rest[1], rest[2])
        elif what == "undo":
            journal.undo(store)
        print("done", flush=True)
"""


class OtherProgram:
    """A second process with the same database open; `say` waits until it has done what it was told."""

    def __init__(self, path: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", OTHER, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            cwd=Path(__file__).parents[2],
        )

    def say(self, *words: object) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write("|".join(str(w) for w in words) + "\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "done\n"

    def close(self) -> None:
        self.process.communicate()
        assert self.process.returncode == 0


@pytest.fixture
def store(tmp_path: Path):
    with open_store(tmp_path / "计划.gpdb") as opened:
        intake.import_plan(opened, small_plan(), sample=True)
        yield opened


@pytest.fixture
def other(store: Store):
    program = OtherProgram(store.path)
    yield program
    program.close()


def test_an_edit_in_one_is_seen_by_the_other(store: Store, other: OtherProgram) -> None:
    task = stored.of_plan(store, 1)[0]
    mark = store.mark()
    other.say("edit", task.id, "title", "另一个窗口改的")
    assert store.mark() != mark
    assert stored.of_plan(store, 1)[0].title == "另一个窗口改的"
    mark = store.mark()
    other.say("undo")
    assert store.mark() != mark, "an undo is seen as well"
    assert stored.of_plan(store, 1)[0].title == task.title


def test_an_edit_of_what_changed_meanwhile_asks(store: Store, other: OtherProgram) -> None:
    task = stored.of_plan(store, 1)[0]
    other.say("edit", task.id, "title", "另一个窗口先改了")
    with pytest.raises(ConflictError, match="另一个窗口"):
        tasks.edit_task(store, task.id, "title", "这个窗口后改", task.title)
    assert stored.of_plan(store, 1)[0].title == "另一个窗口先改了", "nothing is overwritten unseen"
    tasks.edit_task(store, task.id, "title", "看过再改", "另一个窗口先改了")
    tasks.edit_task(store, task.id, "remarks", "别的栏目不相干", "")
    assert stored.of_plan(store, 1)[0].title == "看过再改"


def test_undo_takes_back_what_came_last_whoever_did_it(store: Store, other: OtherProgram) -> None:
    first, second = stored.of_plan(store, 1)[:2]
    tasks.edit_task(store, first.id, "title", "这边")
    other.say("edit", second.id, "title", "那边")
    assert journal.undo(store) is not None
    assert [t.title for t in stored.of_plan(store, 1)[:2]] == ["这边", second.title]
    assert check.problems(store) == []
