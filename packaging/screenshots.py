"""Pictures of every page for people to look at: drives the real window and saves docs/screens/*.png.

Run with `.venv/bin/python packaging/screenshots.py [--plan FILE.json] [--out DIR] [--only PAGE …] [--dark]`.
It starts its own Xvfb per size unless `--here` says to use the display there is. A new page adds a line to SHOTS.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
HIGHER = ROOT / "packaging" / "higher-plan.txt"
SIZES = ((1366, 768), (1920, 1080))


def _tasks(window: Any) -> None:
    from greenplan_desktop.ui.desk import Place

    chosen = next(
        (t for t in window.session.view.snapshot.tasks if t.code == "2.2"),
        window.session.view.snapshot.tasks[0],
    )
    window.go(Place("tasks", task_id=chosen.id))


def _page(page_id: str) -> Callable[[Any], None]:
    def show(window: Any) -> None:
        from greenplan_desktop.ui.desk import Place

        window.go(Place(page_id))

    return show


def _charts(window: Any) -> None:
    """The overview, scrolled down to its charts."""
    from PySide6.QtCore import QTimer

    _page("overview")(window)
    bar = window.page.area.verticalScrollBar()
    timer = QTimer(window)
    timer.timeout.connect(lambda: bar.setValue(bar.maximum()))
    timer.start(200)
    window.destroyed.connect(timer.stop)


def _lookover(window: Any) -> None:
    from greenplan_desktop import places
    from greenplan_desktop.ui.desk import Place

    window.go(Place("lookover", extra=places.sample_plan_file()))
    _settle(window)
    window.page_of("lookover").table.selectRow(3)


def _review(window: Any) -> None:
    from greenplan_desktop import places
    from greenplan_desktop.ui.desk import Place

    window.page_of("lookover")._start(None)  # noqa: SLF001
    window.go(Place("review", extra=[places.sample_returns("2023Q2")]))
    _settle(window)
    page = window.page_of("review")
    worst = max(range(page.files.count()), key=lambda row: "商务" in page.files.item(row).text())
    page.files.setCurrentRow(worst)
    page.rows.selectRow(0)


def _units(window: Any) -> None:
    """The unit with the most tasks chosen, its tasks beside it."""
    from collections import Counter

    from greenplan_desktop.ui.desk import Place

    busiest = Counter(a.unit_id for a in window.session.view.snapshot.assignments).most_common(1)
    window.go(Place("units", unit_id=busiest[0][0] if busiest else None))


def _history(window: Any) -> None:
    """A few edits of several kinds, the latest one shown from what to what."""
    from greenplan_desktop.jobs import assign, tasks
    from greenplan_desktop.ui.desk import Place

    session = window.session
    first, second, third = session.view.snapshot.tasks[:3]
    session.do(tasks.edit_task, second.id, "due_text", "2024年10月底前")
    unit = session.view.snapshot.assignments[0].unit_id
    session.do(assign.set_roles, [(third.id, unit, "responsible")])
    session.do(tasks.edit_task, first.id, "remarks", "云顶山风电场前期工作单列推进。")
    session.do(tasks.edit_task, third.id, "title", "抓好公共机构节能降碳")
    window.go(Place("history"))


def _settle(window: Any) -> None:
    """Wait until no work runs."""
    from PySide6.QtCore import QEventLoop, QTimer

    for _ in range(100):
        loop = QEventLoop()
        QTimer.singleShot(100, loop.quit)
        loop.exec()
        if not window.runner.busy:
            return


# file name -> what to do with the window before the picture is taken
SHOTS: dict[str, Callable[[Any], None]] = {
    "tasks": _tasks,
    "overview": _page("overview"),
    "overview-charts": _charts,
    "targets": _page("targets"),
    "bulletin": _page("bulletin"),
    "alignment": _page("alignment"),
    "matrix": _page("matrix"),
    "lookover": _lookover,
    "returns": _page("returns"),
    "registry": _page("registry"),
    "review": _review,
    "reminders": _page("reminders"),
    "print": _page("print"),
    "units": _units,
    "history": _history,
}


def main() -> int:
    """Take all pictures at both sizes."""
    options = _options()
    if options.here:
        return take(options)
    for number, (width, height) in enumerate(SIZES, start=int(options.display)):
        server = subprocess.Popen(
            ["Xvfb", f":{number}", "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"],
            stderr=subprocess.DEVNULL,
        )
        try:
            environment = {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
            subprocess.run([sys.executable, __file__, *sys.argv[1:], "--here"], env=environment, check=True)
        finally:
            server.terminate()
            server.wait()
    return 0


def take(options: argparse.Namespace) -> int:
    """Drive one window on the display there is, as large as the screen."""
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    application = QApplication([])
    window = _window(application, options)
    area = application.primaryScreen().geometry()
    window.setGeometry(area)
    window.start()
    window.show()
    options.out.mkdir(parents=True, exist_ok=True)
    for name, show in SHOTS.items():
        if options.only and name not in options.only:
            continue
        show(window)
        _settle(window)
        loop = QEventLoop()
        QTimer.singleShot(options.wait, loop.quit)
        loop.exec()
        _settle(window)  # what the page began meanwhile, charts above all
        picture = options.out / f"{name}{'-dark' if options.dark else ''}-{area.width()}x{area.height()}.png"
        window.grab().save(str(picture))
        print(picture)
    window.runner.stop_all()
    window.close()
    return 0


def _window(application: Any, options: argparse.Namespace) -> Any:
    os.environ["GREENPLAN_CONFIG"] = tempfile.mkdtemp(prefix="greenplan-screens-")
    from greenplan_desktop.app import build_window
    from greenplan_desktop.jobs import samples
    from greenplan_desktop.jobs.whereabouts import config_folder
    from greenplan_desktop.store.database import open_store
    from greenplan_desktop.ui import theme
    from greenplan_desktop.ui.dialogs import WindowDialogs
    from greenplan_desktop.ui.settings import Settings
    from greenplan_desktop.ui.translation import install_translations

    install_translations(application)
    settings = Settings(config_folder())
    theme.apply(application, "dark" if options.dark else "light")
    store = open_store(Path(os.environ["GREENPLAN_CONFIG"]) / "计划.gpdb")
    if options.plan:
        fill(store, options.plan)
    samples.open_first(store)
    _add_higher(store, options.higher)
    return build_window(store, settings, WindowDialogs(settings))


def _add_higher(store: Any, path: Path | None) -> None:
    """The plan above, for the page of the higher plan: the one named, else one of our own writing."""
    if path is not None:
        from gui.filled import plan_json, store_plan

        store_plan(store, plan_json(path))
        return
    from greenplan_desktop.documents.read import read_plan
    from greenplan_desktop.jobs import intake
    from greenplan_desktop.store import units

    intake.import_plan(store, read_plan(HIGHER, units.all_units(store)))


def fill(store: Any, plan: Path) -> None:
    """A plan from its JSON with reports of a quarter, so that every status is there to be seen."""
    from gui.filled import plan_json, store_plan, store_reports

    found = plan_json(plan)
    plan_id = store_plan(store, found)
    codes = [t.get("code") or t["number"] for t in found["tasks"]]
    kinds = [
        ("on_track", 600), ("on_track", 450), ("delayed", 200), ("on_track", 550), ("completed", 1000),
        ("on_track", 480), None, ("on_track", 520), ("on_track", 700),
    ]  # fmt: skip
    said, earlier = {}, {}
    for place, code in enumerate(codes):
        kind = kinds[place % len(kinds)]
        if kind:
            said[code] = (kind[0], kind[1], "项目已完成选址和立项，正在办理环评手续。")
            before = "on_track" if kind[0] == "completed" else kinds[(place + 3) % len(kinds)]
            earlier[code] = (
                (before or kind)[0] if before != "on_track" else before,
                kind[1] // 2,
                "正在开展前期工作。",
            )
    store_reports(store, plan_id, "2023Q1", earlier)
    store_reports(store, plan_id, "2023Q2", said)
    _fill_values(store, plan_id)


def _fill_values(store: Any, plan_id: int) -> None:
    """Values of the first targets in both quarters, and the day until which returns are due."""
    from greenplan_desktop.jobs import progress, targets
    from greenplan_desktop.model.period import Period
    from greenplan_desktop.store import tasks

    shares = (0.56, 0.62, 0.3, 0.31, 0.74, 1.02, 0.5, 0.44, 0.2)
    quantified = [t for t in tasks.targets(store, plan_id) if t.value]
    for code, part in (("2023Q1", 0.5), ("2023Q2", 1.0)):
        for target, share in zip(quantified, shares, strict=False):
            value = f"{float(target.value or 0) * share * part:.3g}"
            if "e" not in value:
                targets.write_values(store, plan_id, [(target.id, Period.parse(code), value)])
    progress.set_deadline(store, plan_id, Period.parse("2023Q2"), "2023-07-05")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--plan", type=Path, default=None)
    parser.add_argument(
        "--higher", type=Path, default=None, help="the plan above, for the page of the higher plan"
    )
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "screens")
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--here", action="store_true")
    parser.add_argument("--display", default="95")
    parser.add_argument("--wait", type=int, default=700)
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
