"""How long until the window is painted with a plan, against a bare window with a table view in the same run.

Run with `.venv/bin/python tests/bench/bench_start.py [RUNS]`; prints seconds and the ratio (wanted: at most 3).
Both start as an installed program does, with compiled modules at hand: they are kept beside the test's database.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BARE = """
import sys, time
start = time.perf_counter()
from PySide6.QtCore import QStringListModel, QTimer
from PySide6.QtGui import QStandardItemModel, QStandardItem
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
app = QApplication([])
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, done)
def done():
    print(time.perf_counter() - start)
    app.exit()
window = Window()
table = QTableView()
model = QStandardItemModel(23, 7)
for row in range(23):
    for column in range(7):
        model.setItem(row, column, QStandardItem("区发展改革委、区经济信息委"))
table.setModel(model)
window.setCentralWidget(table)
window.resize(1280, 700)
window.show()
app.exec()
"""
OURS = """
import sys, time
start = time.perf_counter()
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from greenplan_desktop import app
begin = app.MainWindow.start
def started(window):
    window.painted.connect(lambda: QTimer.singleShot(0, done))
    begin(window)
def done():
    print(time.perf_counter() - start)
    QApplication.exit()
app._after_first_paint = lambda window: None
app.MainWindow.start = started
app.main(["--db", sys.argv[1]])
"""


def seconds(script: str, *arguments: str) -> float:
    """One run in a process of its own."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return float(done.stdout.split()[-1])


def main() -> int:
    """Print both medians and their ratio."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GREENPLAN_CONFIG"] = folder
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "compiled")
        database = str(Path(folder) / "计划.gpdb")
        seconds(BARE)
        seconds(OURS, database)  # lays the sample plan out, fills the caches
        bare, ours = [], []
        for _ in range(runs):
            bare.append(seconds(BARE))
            ours.append(seconds(OURS, database))
    one, two = statistics.median(bare), statistics.median(ours)
    print(f"bare window {one:.3f} s, ours with the sample plan {two:.3f} s, ratio {two / one:.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
