"""10,000 tasks over 100 plans and 200 units: page switch, filter key stroke, undo and matrix scroll against bare Qt and SQLite.

Run with `.venv/bin/python tests/bench/bench_editing.py [RUNS]`; prints milliseconds and ratios (wanted: at most 2 each).
The peers do the least that shows the same: a QStandardItemModel of the same texts in a plain QTableView, a
QSortFilterProxyModel for a key stroke, the same row updated in SQLite and the same plan read again, a plain
QTableView with the same cells scrolled by as much.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
PLANS, TASKS, UNITS = 100, 100, 200


def fill(store: Any) -> None:
    """Plans with a hundred tasks each, five units a task out of two hundred."""
    from greenplan_desktop.store import journal, rows, tasks, units

    with journal.change(store, "准备"):
        keys = [
            units.insert(store, short_name=f"第{n}号单位局", full_name="", kind="district")
            for n in range(UNITS)
        ]
        for plan in range(PLANS):
            plan_id = rows.insert(
                store,
                "plan",
                uid=f"p{plan}",
                title=f"计划{plan}",
                period_from=2023,
                period_to=2025,
                position=plan,
            )
            chapter = rows.insert(
                store, "chapter", plan_id=plan_id, parent_id=None, position=1, title="三、重点任务"
            )
            for number in range(1, TASKS + 1):
                task = tasks.insert(
                    store, plan_id, chapter_id=chapter, number=str(number), code=str(number),
                    title=f"推动第{number}类产业绿色转型", text="做好相关工作。" * 8, due_text="2025年", position=number * 10,
                )  # fmt: skip
                for position in range(5):
                    unit = keys[(number * 7 + position * 13 + plan) % UNITS]
                    rows.insert(
                        store,
                        "assignment",
                        task_id=task,
                        unit_id=unit,
                        role="lead" if not position else "responsible",
                        position=position,
                    )


def clock(work: Callable[[], object], runs: int) -> float:
    """The median of some runs, in milliseconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def tell(name: str, ours: float, bare: float) -> None:
    print(f"{name:<18} ours {ours:8.1f} ms   bare {bare:8.1f} ms   ratio {ours / bare:5.2f}")


def main() -> int:
    from PySide6.QtCore import QSortFilterProxyModel, Qt
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QApplication, QHBoxLayout, QTableView, QWidget

    from greenplan_desktop.app import build_window
    from greenplan_desktop.jobs import journal as jobs
    from greenplan_desktop.jobs import tasks as editing
    from greenplan_desktop.store import rows, snapshot
    from greenplan_desktop.store.database import open_store
    from greenplan_desktop.ui import theme
    from greenplan_desktop.ui.desk import Place
    from greenplan_desktop.ui.dialogs import WindowDialogs
    from greenplan_desktop.ui.settings import Settings

    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    folder = Path(tempfile.mkdtemp())
    os.environ["GREENPLAN_CONFIG"] = str(folder)
    app = QApplication.instance() or QApplication([])
    theme.apply(app)  # type: ignore[arg-type]
    store = open_store(folder / "a.gpdb")
    fill(store)
    settings = Settings(folder)
    window = build_window(store, settings, WindowDialogs(settings))
    window.painted.disconnect()
    window.resize(1366, 768)
    window.start()
    window.show()
    window.go(Place("tasks"))
    app.processEvents()
    page = window.page_of("tasks")
    plans = [p.id for p in window.session.plans]

    bare = QTableView()
    bare.setWordWrap(True)
    bare.resize(1200, 700)
    bare.show()

    def standard(plan_id: int) -> QStandardItemModel:
        whole = snapshot.plan_snapshot(store, plan_id)
        names = {u.id: u.short_name for u in whole.units}
        of: dict[int, list[str]] = {}
        for a in whole.assignments:
            of.setdefault(a.task_id, []).append(names[a.unit_id])
        model = QStandardItemModel(0, 7)
        for t in whole.tasks:
            texts = (
                t.code,
                t.title,
                "、".join(of[t.id][:1]),
                "、".join(of[t.id][1:]),
                t.due_text,
                "未报",
                "—",
            )
            model.appendRow([QStandardItem(text) for text in texts])
        return model

    turn = {"n": 0}

    def switch() -> None:
        turn["n"] = (turn["n"] + 1) % len(plans)
        window.session.choose_plan(plans[turn["n"]])
        app.processEvents()

    def switch_bare() -> None:
        turn["n"] = (turn["n"] + 1) % len(plans)
        bare.setModel(standard(plans[turn["n"]]))
        bare.resizeRowsToContents()
        app.processEvents()

    tell("plan and page", clock(switch, runs), clock(switch_bare, runs))

    proxy = QSortFilterProxyModel()
    proxy.setSourceModel(standard(plans[0]))
    proxy.setFilterKeyColumn(-1)
    bare.setModel(proxy)
    words = ["第", "第1", "第12", "第1", "第", ""]

    def stroke() -> None:
        for word in words:
            page.set_filters(page.filters.with_text("title", word))
            app.processEvents()

    def stroke_bare() -> None:
        for word in words:
            proxy.setFilterFixedString(word)
            bare.resizeRowsToContents()
            app.processEvents()

    tell("filter key stroke", clock(stroke, runs) / len(words), clock(stroke_bare, runs) / len(words))

    task = window.session.view.snapshot.tasks[0].id  # type: ignore[union-attr]
    plan_id = window.session.plan_id or 0

    def undo() -> None:
        window.session.do(jobs.undo)
        app.processEvents()

    def undo_bare() -> None:
        store.connection.execute("BEGIN IMMEDIATE")
        store.connection.execute("UPDATE journal_state SET muted = 1")
        store.connection.execute("UPDATE task SET title = title || 'x' WHERE id = ?", (task,))
        store.connection.execute("UPDATE journal_state SET muted = 0")
        store.connection.execute("COMMIT")
        bare.setModel(standard(plan_id))
        bare.resizeRowsToContents()
        app.processEvents()

    for number in range(runs):
        window.session.do(editing.edit_task, task, "title", f"改{number}")
    ours = clock(undo, runs)
    tell("undo", ours, clock(undo_bare, runs))

    window.go(Place("matrix"))
    app.processEvents()
    cells = window.page_of("matrix").matrix.cells
    plain = QStandardItemModel(cells.cells.rowCount(), cells.cells.columnCount())
    for r in range(plain.rowCount()):
        for c in range(plain.columnCount()):
            lead, other = cells.cells.index(r, c).data(Qt.ItemDataRole.UserRole + 1)
            plain.setItem(r, c, QStandardItem("●" if lead else "○" if other else ""))
    titles = QStandardItemModel(plain.rowCount(), 2)
    for r, row in enumerate(cells.cells.rows):
        titles.setItem(r, 0, QStandardItem(row.task.code))
        titles.setItem(r, 1, QStandardItem(row.task.title))
    both = QWidget()  # frozen titles beside the cells, as Qt's own example of a frozen column has them
    side = QHBoxLayout(both)
    frozen = QTableView()
    frozen.setModel(titles)
    frozen.setFixedWidth(293)
    side.addWidget(frozen)
    side.addWidget(bare)
    frozen.verticalScrollBar().valueChanged.connect(bare.verticalScrollBar().setValue)
    bare.verticalScrollBar().valueChanged.connect(frozen.verticalScrollBar().setValue)
    bare.setModel(plain)
    for c in range(plain.columnCount()):
        bare.setColumnWidth(c, 38)
    both.resize(window.page_of("matrix").matrix.size())
    both.show()
    app.processEvents()

    def scroll(view: QTableView) -> None:
        bar = view.verticalScrollBar()
        for step in range(12):
            bar.setValue(bar.maximum() * step // 12)
            app.processEvents()

    tell("matrix scroll", clock(lambda: scroll(cells), runs), clock(lambda: scroll(bare), runs))
    assert rows.exists(store, "task")
    window.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
