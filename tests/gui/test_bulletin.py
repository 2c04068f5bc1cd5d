"""The bulletin page: its text is the one that is written, and every unit leads to the tasks it lacks."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from greenplan_desktop.jobs import figures
from greenplan_desktop.ui.desk import Desk, Place
from greenplan_desktop.ui.pages.bulletin import BulletinPage
from greenplan_desktop.ui.pages.tasks import TasksPage
from greenplan_desktop.ui.tasks.rows import TaskRow
from greenplan_desktop.ui.window import MainWindow

from .doubles import ScriptedDialogs


def settled(page: BulletinPage, qtbot: QtBot) -> BulletinPage:
    qtbot.waitUntil(lambda: not page.desk.runner.busy, timeout=20_000)
    return page


@pytest.fixture
def page(window: MainWindow, desk: Desk, qtbot: QtBot) -> BulletinPage:
    desk.session.choose_period("2023Q2")
    window.go(Place("bulletin"))
    found = window.findChild(BulletinPage)
    assert found is not None
    return settled(found, qtbot)


def test_units_stand_where_the_jobs_say(page: BulletinPage, desk: Desk) -> None:
    assert desk.view is not None
    QAbstractItemModelTester(page.units, QAbstractItemModelTester.FailureReportingMode.Fatal)
    found = figures.missing_json(desk.session.store, desk.view.plan.id, desk.view.period)
    assert len(page.units.rows) == found["expected"]
    lacking = {line.cells[0] for line in page.units.rows if line.missing}
    assert lacking == {one["unit"] for one in found["missing"]}
    assert page.footer()[1] == f"应报 {found['expected']} 个单位，已报 {found['received']} 个"
    for line in page.units.rows:
        assert line.cells[0] in page.text.toPlainText(), "every unit is named"


def test_chips_show_the_units_of_one_standing(page: BulletinPage) -> None:
    page.chips["missing"].click()
    assert {line.standing for line in page.units.rows} == {"missing"}
    assert page.chips["missing"].text() == f"未报送 {len(page.units.rows)}"


def test_a_line_leads_to_the_tasks_the_unit_lacks(page: BulletinPage, window: MainWindow) -> None:
    number = next(n for n, line in enumerate(page.units.rows) if line.missing)
    line = page.units.rows[number]
    page.table.doubleClicked.emit(page.units.index(number, 0))
    tasks = window.findChild(TasksPage)
    assert tasks is not None
    assert {r.task.id for r in tasks.table.rows_model.rows if isinstance(r, TaskRow)} == set(line.missing)


def test_the_text_is_copied_and_written_word_for_word(
    page: BulletinPage, desk: Desk, dialogs: ScriptedDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    import docx

    desk.book.run("bulletin.copy")
    copied = QApplication.clipboard().text().splitlines()
    target = tmp_path / "通报.docx"
    dialogs.answer("pick_save", target)
    desk.book.run("bulletin.word")
    settled(page, qtbot)
    words = "".join(p.text for p in docx.Document(str(target)).paragraphs)
    for line in copied:
        assert line in words
