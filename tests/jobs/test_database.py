"""The database moved, sized, and relieved of old files that were exported and checked first."""

from __future__ import annotations

from pathlib import Path

import pytest

from greenplan_desktop.jobs import database, find, journal, progress
from greenplan_desktop.model.errors import InputError, StoreError
from greenplan_desktop.model.period import Period
from greenplan_desktop.model.progress import finish
from greenplan_desktop.store import check, reports, rows
from greenplan_desktop.store.database import Store, open_store
from tests.dump import dump

PERIOD = Period.parse("2023Q2")


def with_evidence(store: Store) -> str:
    unit = find.unit(store, "区科技局")
    progress.attach_evidence(store, 1, PERIOD, unit.id, [("扫描件.pdf", b"%PDF stamp" * 100)])
    return str(rows.find(store, "return_file")[0]["sha256"])


def test_a_moved_database_is_whole_and_the_old_one_stays(planned: Store, tmp_path: Path) -> None:
    with_evidence(planned)
    target = database.move(planned, tmp_path / "别处" / "新.gpdb")
    with open_store(target) as copy:
        assert dump(copy) == dump(planned)
        assert check.problems(copy) == []
    assert planned.path.exists()
    with pytest.raises(StoreError, match="已经存在"):
        database.move(planned, target)


def test_sizes_name_what_makes_the_database_up(planned: Store) -> None:
    with_evidence(planned)
    lines = dict(database.make_up(planned))
    assert any("原文件（1 个）" in what for what in lines)
    assert database.size_text(3 * 1024 * 1024) == "3.0 MB"


def test_old_files_are_exported_checked_and_then_taken_out(planned: Store, tmp_path: Path) -> None:
    sha256 = with_evidence(planned)
    with pytest.raises(InputError, match="没有 2000-01-01 以前"):
        finish(database.export_old_files(planned, "2000-01-01", tmp_path / "出"))
    assert reports.blob(planned, sha256) is not None
    done = finish(database.export_old_files(planned, "2200-01-01", tmp_path / "出"))
    assert (tmp_path / "出" / "扫描件.pdf").read_bytes() == b"%PDF stamp" * 100
    assert reports.blob(planned, sha256) is None
    assert rows.exists(planned, "return_file", sha256=sha256), "what came from whom stays on record"
    assert "移出" in done.label
    assert journal.undo(planned).label != done.label  # type: ignore[union-attr]
    assert check.problems(planned) == []


def test_an_unwritable_folder_takes_nothing_out(planned: Store, tmp_path: Path) -> None:
    sha256 = with_evidence(planned)
    (tmp_path / "文件").write_text("x", encoding="utf-8")
    with pytest.raises(InputError):
        finish(database.export_old_files(planned, "2200-01-01", tmp_path / "文件"))
    assert reports.blob(planned, sha256) is not None
