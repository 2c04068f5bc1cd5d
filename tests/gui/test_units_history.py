"""The register and the journal on their pages."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from greenplan_desktop.jobs import tasks
from greenplan_desktop.store import units as stored
from greenplan_desktop.ui.desk import Desk, Place
from greenplan_desktop.ui.pages.history import HistoryPage
from greenplan_desktop.ui.pages.units import UnitsPage
from greenplan_desktop.ui.units.dialogs import MembersDialog, MergeDialog, RenameDialog
from greenplan_desktop.ui.window import MainWindow

from .doubles import ScriptedDialogs


def units_page(window: MainWindow) -> UnitsPage:
    window.go(Place("units"))
    found = window.findChild(UnitsPage)
    assert found is not None
    return found


def test_the_register_is_edited_in_place_and_refuses_a_taken_name(
    window: MainWindow, desk: Desk, dialogs: ScriptedDialogs
) -> None:
    page = units_page(window)
    model = page.table.units
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    first, second = model.rows[0].unit, model.rows[1].unit
    assert model.setData(model.index(0, model.column_of("contact")), "李四")
    assert not model.setData(model.index(0, model.column_of("short_name")), second.short_name)
    kept = next(u for u in stored.all_units(desk.session.store) if u.id == first.id)
    assert (kept.contact, kept.short_name) == ("李四", first.short_name)


def test_a_refused_name_stays_in_its_cell_with_the_reason_beside_it(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    page = units_page(window)
    table, model = page.table, page.table.units
    taken = model.rows[1].unit.short_name
    index = model.index(0, model.column_of("short_name"))
    table.setCurrentIndex(index)
    table.edit(index)
    first = table.findChild(QLineEdit)
    first.setText(taken)
    QTest.keyClick(first, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: taken in table.edits.bubble.text)
    again = next(e for e in table.findChildren(QLineEdit) if e.isVisible() and e is not first)
    assert again.text() == taken
    QTest.keyClick(again, Qt.Key.Key_Escape)
    assert table.edits.bubble.text == ""
    assert stored.all_units(desk.session.store)[0].short_name != taken


def test_renaming_merging_and_expanding_through_the_dialogs(window: MainWindow, desk: Desk) -> None:
    page = units_page(window)
    register = stored.all_units(desk.session.store)
    one, two = [u for u in register if not u.is_group][:2]
    rename = RenameDialog(desk, page, one)
    rename.short.setText("新名称局")
    rename._accept()
    assert any(u.short_name == "新名称局" for u in stored.all_units(desk.session.store))
    merge = MergeDialog(desk, page, [two, one], register)
    assert merge.table.rowCount() == len(stored.duties(desk.session.store, one.id))
    merge.into.setEditText(two.short_name[:-1])
    assert not merge.accept_button.isEnabled()
    assert merge.table.rowCount() == 0
    merge.into.setEditText(two.short_name)
    merge._accept()
    assert not stored.duties(desk.session.store, one.id)
    desk.book.run("edit.undo")
    assert stored.duties(desk.session.store, one.id)
    alone = MergeDialog(desk, page, [one], register)
    alone.show()
    assert alone.focusWidget() is alone.into
    assert alone.into.findData(one.id) < 0
    assert not alone.accept_button.isEnabled()
    members = MembersDialog(desk, page, one, register, frozenset())
    members.search.setText(two.short_name)
    shown = [i for i in members._items() if not i.isHidden()]
    assert [i.text() for i in shown] == [two.short_name]


def test_the_register_goes_out_and_comes_in(window: MainWindow, desk: Desk, tmp_path: Path) -> None:
    from greenplan_desktop.jobs import units as jobs

    page = units_page(window)
    for name in ("单位库.xlsx", "单位库.csv"):
        path = jobs.export_register(desk.session.store, tmp_path / name)
        lines = jobs.read_register(path)
        assert [line.short_name for line in lines] == [
            u.short_name for u in stored.all_units(desk.session.store)
        ]
        assert page.take_files([path])


def test_the_journal_shows_from_what_to_what_and_takes_one_change_back(
    window: MainWindow, desk: Desk
) -> None:
    task = desk.view.snapshot.tasks[0]  # type: ignore[union-attr]
    desk.session.do(tasks.edit_task, task.id, "title", "改过的名称")
    other = desk.view.snapshot.tasks[1]  # type: ignore[union-attr]
    desk.session.do(tasks.edit_task, other.id, "title", "另一处")
    window.go(Place("history"))
    page = window.findChild(HistoryPage)
    assert page is not None
    for model in (page.sets, page.lines):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.set_table.selectRow(1)
    assert [(line.before, line.after) for line in page.lines.rows] == [(task.title, "改过的名称")]
    page._take_back(single=False)
    titles = [t.title for t in desk.view.snapshot.tasks]  # type: ignore[union-attr]
    assert titles[:2] == [task.title, "另一处"]
    page.go_to(Place("history", task_id=other.id))
    assert all("另一处" in (line.after, line.before) for line in page.lines.rows)


def test_the_journal_names_the_plan_only_where_all_plans_are_shown(window: MainWindow) -> None:
    window.go(Place("history"))
    page = window.findChild(HistoryPage)
    assert page is not None
    plan = page.sets.column_of("plan")
    assert page.set_table.isColumnHidden(plan)
    page.every_plan.setChecked(True)
    assert not page.set_table.isColumnHidden(plan)


def test_units_of_the_plan_come_first_in_the_journal_filter(window: MainWindow, desk: Desk) -> None:
    window.go(Place("history"))
    page = window.findChild(HistoryPage)
    assert page is not None
    used = {a.unit_id for a in desk.view.snapshot.assignments}  # type: ignore[union-attr]
    listed = [page.unit.itemData(n) for n in range(1, page.unit.count())]
    assert set(listed[: len(used)]) == used


def test_the_side_lists_a_units_tasks_and_leads_there(window: MainWindow, desk: Desk) -> None:
    page = units_page(window)
    unit = next(line.unit for line in page.table.units.rows if line.unit.short_name == "区水利局")
    window.go(Place("units", unit_id=unit.id))
    lines = [page.side.duties.item(n).text() for n in range(page.side.duties.count())]
    assert lines[1:] == ["1 推进可再生能源开发", "4.1 建设绿色园区", "4.2 做优生态旅游"]
    page.side.duties.itemClicked.emit(page.side.duties.item(0))
    assert window.page is page
    page.side.duties.itemClicked.emit(page.side.duties.item(2))
    assert window.page is not None
    assert window.page.page_id == "tasks"


def test_a_chip_shows_the_units_of_this_plan(window: MainWindow, desk: Desk) -> None:
    page = units_page(window)
    page._chips["here"].click()
    used = {a.unit_id for a in desk.view.snapshot.assignments}  # type: ignore[union-attr]
    assert {line.unit.id for line in page.table.units.rows} == used
    assert page._chips["here"].text() == f"本计划 {len(used)}"


def test_a_click_on_a_head_sorts_the_register(window: MainWindow) -> None:
    page = units_page(window)
    usual = [line.unit.id for line in page.table.units.rows]
    load = page.table.units.column_of("load")
    for wanted in (sorted, lambda loads: sorted(loads, reverse=True)):
        page.table.horizontalHeader().sectionClicked.emit(load)
        loads = [(-line.lead, -line.responsible) for line in page.table.units.rows]
        assert loads == wanted(loads)
    page.table.horizontalHeader().sectionClicked.emit(load)
    assert [line.unit.id for line in page.table.units.rows] == usual
