"""What a reading process says of its own memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from greenplan_desktop.workbooks.limits import TIRED
from greenplan_desktop.workbooks.reader import WorkbookReader

from .made import cells

ROOT = Path(__file__).resolve().parents[2]
# A program that once held more than TIRED, and what its child says it ever held itself.
BIG_PARENT = """
import subprocess, sys
held = b"x" * int(sys.argv[1])
said = "from greenplan_desktop.workbooks.child_limits import peak_memory; print(peak_memory())"
sys.exit(subprocess.run([sys.executable, "-c", said]).returncode)
"""


@pytest.mark.skipif(
    sys.platform != "linux", reason="the program's memory is seen by its children on Linux alone"
)
def test_a_child_of_a_big_program_is_not_big_itself() -> None:
    said = subprocess.run(
        [sys.executable, "-c", BIG_PARENT, str(TIRED + (1 << 26))],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert 0 < int(said.stdout) < TIRED / 4


@pytest.mark.skipif(sys.platform == "win32", reason="niceness is asked for otherwise there")
def test_a_reading_process_stands_behind_the_program() -> None:
    with WorkbookReader() as reader:
        reader.read("甲.xlsx", cells('<c r="A1"><v>1</v></c>'))
        (process,) = reader._running
        behind = os.getpriority(os.PRIO_PROCESS, process.pid) - os.getpriority(os.PRIO_PROCESS, 0)
    assert behind > 0 or os.getpriority(os.PRIO_PROCESS, 0) == 19
