"""A disk that is full: one clear sentence, nothing changed, no half file left. Needs root for a small tmpfs."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from greenplan_desktop.jobs import forms, intake, lists, tasks
from greenplan_desktop.model.errors import GreenplanError, StoreError
from greenplan_desktop.model.period import Period
from greenplan_desktop.model.progress import finish
from greenplan_desktop.store import check
from greenplan_desktop.store import tasks as stored
from greenplan_desktop.store.database import Store, open_store
from greenplan_desktop.tasklist.fonts import ensure_gui
from tests.dump import dump
from tests.jobs.plans import small_plan

MEGABYTE = 1 << 20


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MiB; skipped where it cannot be mounted."""
    folder = tmp_path / "小盘"
    folder.mkdir()
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    command = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not allowed here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path, leave: int = 0) -> None:
    """Fill a disk but for `leave` bytes."""
    with (folder / "占满").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"0" * 4096)
        except OSError:
            pass
        file.truncate(max(0, file.tell() - leave))


def sentence(error: GreenplanError) -> str:
    """The message, which must be one Chinese sentence about the disk."""
    assert "磁盘" in error.message
    assert not any(word in error.message for word in ("Error", "Errno", "sqlite", "disk"))
    return error.message


def test_an_edit_changes_nothing(small_disk: Path) -> None:
    path = small_disk / "计划.gpdb"
    with open_store(path) as store:
        intake.import_plan(store, small_plan(), sample=True)
        key = stored.of_plan(store, 1)[0].id
        before = dump(store)
        fill(small_disk)
        with pytest.raises(StoreError) as caught:
            tasks.edit_task(store, key, "text", "很长的文字" * 20_000)
        sentence(caught.value)
        assert dump(store) == before
        (small_disk / "占满").unlink()
        tasks.edit_task(store, key, "text", "现在可以了")
        assert check.problems(store) == []


def test_an_import_is_all_or_nothing(small_disk: Path) -> None:
    with open_store(small_disk / "计划.gpdb") as store:
        before = dump(store)
        fill(small_disk, leave=40_960)
        with pytest.raises(GreenplanError) as caught:
            intake.import_plan(store, small_plan(2000), sample=True)
        sentence(caught.value)
        assert dump(store) == before
        assert check.problems(store) == []


def test_a_new_database_leaves_nothing_behind(small_disk: Path) -> None:
    fill(small_disk, leave=8192)
    with pytest.raises(StoreError) as caught:
        open_store(small_disk / "新的.gpdb")
    sentence(caught.value)
    assert [p.name for p in small_disk.iterdir()] == ["占满"]


def test_forms_and_lists_leave_no_half_file(small_disk: Path, tmp_path: Path) -> None:
    fill(small_disk, leave=4096)
    with open_store(tmp_path / "计划.gpdb") as store:
        intake.import_plan(store, small_plan(), sample=True)
        with pytest.raises(GreenplanError) as caught:
            for _ in forms.write_forms(store, 1, Period.parse("2023Q2"), small_disk / "填报表.zip"):
                pass
        sentence(caught.value)
        for ending in (".pdf", ".docx", ".xlsx"):
            with pytest.raises(GreenplanError) as caught:
                _write_list(store, small_disk / f"清单{ending}")
            sentence(caught.value)
    assert [p.name for p in small_disk.iterdir()] == ["占满"]


def _write_list(store: Store, target: Path) -> None:
    ensure_gui()
    finish(lists.write(store, 1, lists.Order(preset="任务清单"), target))
