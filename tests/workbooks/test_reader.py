"""The reading process: hanging, crashing, greedy and cancelled reads leave nothing behind and stop nobody."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from greenplan_desktop.documents.apart import PDF
from greenplan_desktop.model.errors import InputError
from greenplan_desktop.workbooks import process
from greenplan_desktop.workbooks.cells import Cell, ReadFile
from greenplan_desktop.workbooks.gather import Candidate, gather
from greenplan_desktop.workbooks.reader import WorkbookReader, default_workers, read_workbook
from greenplan_desktop.workbooks.refusal import Refused, too_large
from greenplan_desktop.workbooks.wire import built

from .made import cells, with_openpyxl

GOOD = cells('<c r="A1"><v>1</v></c>')
ROOT = Path(__file__).resolve().parents[2]
# A process that serves like the real one, but for files whose name says otherwise.
SPOILT = """
import os, sys, threading
sys.path.insert(0, sys.argv[1])
from greenplan_desktop.workbooks import child, contents
real = child.read_content
def spoilt(name, content, first, trying):
    if name.startswith("hang"):
        threading.Event().wait()
    if name.startswith("crash"):
        os.abort()
    if name.startswith("second") and first == 0:
        trying(0)
        os.abort()
    if name.startswith("bug") and first == 0:
        trying(0)
        raise KeyError("unforeseen")
    if name.startswith("greedy"):
        return [bytearray(1 << 26) for _ in range(100)]
    return real(name, content, first, trying)
child.read_content = spoilt
child.main()
"""


@pytest.fixture
def spoilt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "command", lambda service: (sys.executable, "-c", SPOILT, str(ROOT)))


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that hang are given up soon, the others have all the time a loaded machine may need."""
    ask = process.ReadingProcess.ask

    def limited(self: process.ReadingProcess, name: str, content: bytes, first: int, seconds: float) -> bytes:
        return ask(self, name, content, first, 1.0 if name.startswith("hang") else 120.0)

    monkeypatch.setattr(process.ReadingProcess, "ask", limited)


def candidate(name: str, content: bytes = GOOD) -> Candidate:
    return Candidate(name, lambda: content)


def value(file: ReadFile) -> str:
    assert file.workbook is not None, file.rejection
    return file.workbook.sheets[0].cells[1, 1].text


def test_a_file_is_read_with_its_bytes_and_sum() -> None:
    with WorkbookReader() as reader:
        file = reader.read("夹/甲.xlsx", GOOD)
    assert (file.name, file.content, file.sha256) == ("夹/甲.xlsx", GOOD, hashlib.sha256(GOOD).hexdigest())
    assert value(file) == "1"


def test_a_refused_file_names_itself_in_one_sentence() -> None:
    with WorkbookReader() as reader:
        file = reader.read("夹/甲.xlsx", b"")
    assert file.workbook is None
    assert file.rejection is not None
    assert file.rejection.message.startswith("“甲.xlsx”")
    assert file.rejection.message.endswith("。")
    assert file.rejection.message.count("。") == 1


def test_one_process_serves_many_files() -> None:
    with WorkbookReader() as reader:
        pids = set()
        for number in range(5):
            reader.read(f"{number}.xlsx", GOOD)
            pids |= {running.pid for running in reader._running}
    assert len(pids) == 1


@pytest.mark.usefixtures("spoilt", "impatient")
@pytest.mark.parametrize("workers", [1, 3])
def test_bad_files_stop_nobody_and_keep_their_order(workers: int) -> None:
    names = ["1.xlsx", "crash.xlsx", "2.xlsx", "hang.xlsx", "3.xlsx", "greedy.xlsx", "second.xlsx", "4.xlsx"]
    with WorkbookReader(workers) as reader:
        files = list(reader.read_many(candidate(name) for name in names))
    assert [file.name for file in files] == names
    codes = {file.name: file.rejection.code if file.rejection else value(file) for file in files}
    assert codes["hang.xlsx"] == codes["crash.xlsx"] == codes["greedy.xlsx"] == "unreadable"
    assert [codes[f"{n}.xlsx"] for n in (1, 2, 3, 4)] == ["1"] * 4


@pytest.mark.usefixtures("spoilt", "impatient")
def test_after_a_crash_the_next_way_of_reading_is_tried() -> None:
    with WorkbookReader() as reader:
        file = reader.read("second.xlsx", with_openpyxl([["甲"]]))
    assert file.workbook is not None
    assert file.workbook.reader == "openpyxl"


@pytest.mark.usefixtures("spoilt", "impatient")
def test_an_error_that_nobody_expected_is_logged_and_the_next_way_tried(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with WorkbookReader() as reader:
        file = reader.read("bug.xlsx", with_openpyxl([["甲"]]))
        (running,) = reader._running
    assert file.workbook is not None
    assert file.workbook.reader == "openpyxl"
    assert "KeyError: 'unforeseen'" in caplog.text
    assert running.pid


@pytest.mark.usefixtures("spoilt")
def test_closing_the_iterator_ends_what_is_being_read() -> None:
    with WorkbookReader() as reader:
        files = reader.read_many(candidate(name) for name in ("1.xlsx", "hang.xlsx", "2.xlsx"))
        assert next(files).name == "1.xlsx"
        ended = watched(reader)
        files.close()  # type: ignore[attr-defined]
        assert ended()
        assert value(reader.read("3.xlsx", GOOD)) == "1"


@pytest.mark.usefixtures("spoilt")
def test_closing_from_another_thread_ends_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = threading.Event()
    with WorkbookReader() as reader:
        ask = process.ReadingProcess.ask

        def noted(self: process.ReadingProcess, name: str, *rest: object) -> object:
            if name == "hang.xlsx":
                asked.set()
            return ask(self, name, *rest)  # type: ignore[arg-type]

        monkeypatch.setattr(process.ReadingProcess, "ask", noted)
        closer = threading.Thread(target=lambda: (asked.wait(), reader.close()))
        closer.start()
        names = [f.name for f in reader.read_many(candidate(n) for n in ("1.xlsx", "hang.xlsx", "2.xlsx"))]
        closer.join()
    assert names == ["1.xlsx"]


def test_nothing_remains_after_the_end() -> None:
    with WorkbookReader(2) as reader:
        list(reader.read_many(candidate(f"{n}.xlsx") for n in range(4)))
        ended = watched(reader)
    assert ended()


def watched(reader: WorkbookReader) -> Callable[[], bool]:
    """Whether all the processes that run now have ended."""
    processes = [running._process for running in reader._running]
    assert processes
    return lambda: all(one.poll() is not None for one in processes)


def test_files_are_loaded_only_when_they_are_due() -> None:
    loaded: list[str] = []

    def load(name: str) -> bytes:
        loaded.append(name)
        return GOOD

    def endless() -> Iterator[Candidate]:
        number = 0
        while True:
            number += 1
            yield Candidate(f"{number}.xlsx", lambda name=f"{number}.xlsx": load(name))  # type: ignore[misc]

    with WorkbookReader() as reader:
        files = reader.read_many(endless())
        assert [next(files).name for _ in range(3)] == ["1.xlsx", "2.xlsx", "3.xlsx"]
        files.close()  # type: ignore[attr-defined]
    assert len(loaded) < 10


def test_a_candidate_that_cannot_be_loaded_is_refused() -> None:
    def refuse() -> bytes:
        raise too_large()

    with WorkbookReader() as reader:
        (file,) = reader.read_many([Candidate("甲.xlsx", refuse)])
    assert file.rejection is not None
    assert (file.rejection.code, file.content) == ("too_large", b"")


def test_a_child_cannot_take_more_memory_than_allowed() -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]);"
        "from greenplan_desktop.workbooks.child_limits import limit_memory, limit_processor;"
        "limit_memory(); limit_processor(9); bytearray(1 << 31)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(ROOT)], capture_output=True, check=False)
    if sys.platform == "darwin":
        pytest.skip("macOS does not limit address space")
    assert b"MemoryError" in done.stderr


def test_many_cells_that_are_alike_are_built_once() -> None:
    raw = [(row, 1, "number", "50%", 0.5, 1) for row in range(1, 30_001)]
    raw += [(row, 2, "text", str(row), None, 0) for row in range(1, 30_001)]
    (sheet,) = built(("book", "ods", "x", [("表", False, raw, [], [], [])])).sheets
    assert len(sheet.cells) == 60_000
    assert sheet.cells[1, 1] is sheet.cells[2, 1]
    assert sheet.cells[9, 1] == Cell("number", "50%", 0.5, percent_format=True)
    assert sheet.cells[30_000, 2] == Cell("text", "30000")


def test_one_workbook_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "单位库.xlsx"
    path.write_bytes(GOOD)
    assert read_workbook(path).sheets[0].cells[1, 1].text == "1"
    path.write_bytes(b"")
    with pytest.raises(InputError, match=r"单位库\.xlsx"):
        read_workbook(path)
    with pytest.raises(InputError, match="不存在"):
        read_workbook(tmp_path / "无.xlsx")


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    for service in (process.WORKBOOKS, PDF):
        assert list(process.command(service)) == [sys.executable, service.argument]


def test_workers_are_few() -> None:
    assert 1 <= default_workers() <= 4


def test_what_is_gathered_is_read(tmp_path: Path) -> None:
    (tmp_path / "甲.xlsx").write_bytes(GOOD)
    (tmp_path / "乙.xlsx").write_bytes(b"PK\x03\x04")
    with WorkbookReader() as reader:
        files = {file.name: file for file in reader.read_many(gather([tmp_path]))}
    assert value(files["甲.xlsx"]) == "1"
    assert files["乙.xlsx"].rejection is not None


def test_a_refusal_keeps_its_code() -> None:
    assert Refused("encrypted", "x").code == "encrypted"
