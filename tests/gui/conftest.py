"""Fixtures of window tests: a small plan in a fresh database, the real window over it, scripted dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from greenplan_desktop.app import build_window
from greenplan_desktop.store.database import open_store
from greenplan_desktop.ui import theme
from greenplan_desktop.ui.settings import Settings

from .doubles import ScriptedDialogs
from .filled import SMALL, store_plan, store_reports

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from greenplan_desktop.store.database import Store
    from greenplan_desktop.ui.desk import Desk
    from greenplan_desktop.ui.window import MainWindow


@pytest.fixture(autouse=True)
def _config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GREENPLAN_CONFIG", str(tmp_path / "config"))


@pytest.fixture
def small_store(tmp_path: Path) -> Store:
    """Five tasks in two chapters, six units, reports of the leads of tasks 1, 2 and 4.1 for 2023Q2."""
    store = open_store(tmp_path / "计划.gpdb")
    plan_id = store_plan(store, SMALL)
    store_reports(
        store,
        plan_id,
        "2023Q2",
        {
            "1": ("on_track", 600, "已并网20兆瓦。"),
            "2": ("delayed", 100, "变电站选址未定。"),
            "4.1": ("completed", 1000, "已建成。"),
        },
    )
    return store


@pytest.fixture
def dialogs() -> ScriptedDialogs:
    """Dialogs that answer from a script."""
    return ScriptedDialogs()


@pytest.fixture
def window(
    qapp: QApplication, small_store: Store, dialogs: ScriptedDialogs, tmp_path: Path
) -> Iterator[MainWindow]:
    """The real window over `small_store`, shown, on the 任务 page."""
    if not qapp.styleSheet():
        theme.apply(qapp)
    made = build_window(small_store, Settings(tmp_path / "config"), dialogs)
    made.painted.disconnect()  # no daily backup while a test looks at files
    made.resize(1366, 768)
    made.start()
    made.show()
    yield made
    qapp.clipboard().clear()  # the offscreen platform frees what Python put there after Python is gone, and dies of it
    made.runner.stop_all()
    made.close()
    made.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def desk(window: MainWindow) -> Desk:
    """The window's tools."""
    return window.desk
