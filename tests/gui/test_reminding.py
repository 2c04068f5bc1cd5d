"""Reminders at start: quiet, once a day per plan, each line leading on."""

from __future__ import annotations

from datetime import date

from pytestqt.qtbot import QtBot

from greenplan_desktop.store import journal, rows
from greenplan_desktop.ui.desk import Desk
from greenplan_desktop.ui.pages.tasks import TasksPage
from greenplan_desktop.ui.tasks.rows import TaskRow
from greenplan_desktop.ui.window import MainWindow


def settled(desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not desk.runner.busy, timeout=20_000)


def make_due(desk: Desk, code: str, day: str) -> None:
    store = desk.session.store
    with journal.change(store, "改时限"):
        task = rows.first(store, "task", code=code)
        assert task is not None
        rows.update(store, "task", task["id"], due_date=day)
    desk.session.look_for_changes()


def test_what_is_overdue_is_said_once_a_day_and_leads_to_its_tasks(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    make_due(desk, "2", "2023-03-31")
    strip = window.reminders
    assert not strip.isVisible(), "nothing before the window stands"
    strip.start()
    settled(desk, qtbot)
    assert strip.isVisible()
    assert "已过完成时限" in strip.words.text()
    assert "未报送" in strip.words.text()
    strip.words.linkActivated.emit("0")
    tasks = window.findChild(TasksPage)
    assert tasks is not None
    shown = {row.task.code for row in tasks.table.rows_model.rows if isinstance(row, TaskRow)}
    assert "2" in shown
    assert shown <= {"1", "2", "3", "4.1", "4.2"}
    strip.close_button.click()
    assert not strip.isVisible()
    strip.look()
    settled(desk, qtbot)
    assert not strip.isVisible(), "once a day is enough"
    assert desk.settings.get("reminded", {}) == {desk.view.plan.uid: date.today().isoformat()}  # type: ignore[union-attr]


def test_it_reminds_again_on_another_day(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    make_due(desk, "2", "2023-03-31")
    assert desk.view is not None
    desk.settings.put("reminded", {desk.view.plan.uid: "2023-01-01", "gone": "2020-01-01"})
    window.reminders.start()
    settled(desk, qtbot)
    assert window.reminders.isVisible()
    assert "gone" not in desk.settings.get("reminded", {})
