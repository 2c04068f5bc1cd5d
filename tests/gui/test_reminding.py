"""Reminders at start: quiet, once a day per plan, each line leading on."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from greenplan_desktop.store import journal, rows
from greenplan_desktop.ui.desk import Desk, Place
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
    assert "已过时限" in strip.words.text()
    assert "未报送" in strip.words.text()
    assert "截至今天" in strip.words.text(), "which day they are judged on is said"
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


def test_where_there_is_no_room_the_reminders_are_behind_one_button(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    make_due(desk, "2", "2023-03-31")
    mark = window.reminders
    mark.start()
    settled(desk, qtbot)
    window.resize(1600, 700)
    assert mark.words.isVisible()
    assert not mark.count_button.isVisible()
    window.resize(760, 600)
    assert not mark.words.isVisible()
    assert mark.count_button.isVisible()
    lines = mark.count_button.menu().actions()
    assert mark.count_button.text() == f"{len(lines)}条提醒"
    lines[0].trigger()
    tasks = window.findChild(TasksPage)
    assert tasks is not None
    assert "2" in {row.task.code for row in tasks.table.rows_model.rows if isinstance(row, TaskRow)}


def test_reminders_go_with_their_plan(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    from greenplan_desktop.jobs import plans

    make_due(desk, "2", "2023-03-31")
    window.reminders.start()
    settled(desk, qtbot)
    assert window.reminders.isVisible()
    assert desk.view is not None
    desk.session.do(plans.remove_plan, desk.view.plan.id)
    settled(desk, qtbot)
    assert not window.reminders.isVisible(), "the plan they were about is gone"
    for page_id, words in (("registry", "还没有计划"), ("reminders", "还没有计划")):
        window.go(Place(page_id))
        seen = [label.text() for label in window.page.findChildren(QLabel) if label.isVisible()]  # type: ignore[union-attr]
        assert words in seen
