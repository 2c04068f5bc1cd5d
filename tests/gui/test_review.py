"""The review page: files are read, doubtful rows wait, fixes and ticks go in, the whole import is undone."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from greenplan_desktop.jobs import journal
from greenplan_desktop.store import reports
from greenplan_desktop.ui import theme
from greenplan_desktop.ui.delegates.text import PAD_X, PAD_Y
from greenplan_desktop.ui.desk import Desk, Place
from greenplan_desktop.ui.pages.review import ReviewPage
from greenplan_desktop.ui.pick_dialog import PickDialog
from greenplan_desktop.ui.window import MainWindow

from .doubles import ScriptedDialogs


def a_return(path: Path, desk: Desk, *, wrong_title: bool = False) -> Path:
    """A unit's own table about its first task of the small plan."""
    view = desk.view
    assert view is not None
    task = view.snapshot.tasks[0]
    lead = view.index.units[view.index.leads(task.id)[0]].short_name
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["填报单位", lead])
    sheet.append(["序号", "重点任务", "完成情况", "完成比例", "进展情况", "联系人"])
    title = "一项谁也不认识的工作" if wrong_title else task.title
    sheet.append(["" if wrong_title else task.code, title, "正常推进", "75%", "新的进展。", "张三"])
    book.save(path)
    return path


@pytest.fixture
def page(window: MainWindow) -> ReviewPage:
    window.go(Place("review"))
    found = window.findChild(ReviewPage)
    assert found is not None
    return found


def read(page: ReviewPage, paths: list[Path], qtbot: QtBot) -> None:
    page.take_files(paths)
    qtbot.waitUntil(lambda: page.fixes.review is not None and not page.desk.runner.busy, timeout=30_000)


def test_a_clean_file_is_ticked_applied_and_undone(
    page: ReviewPage, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    QAbstractItemModelTester(page.rows.lines, QAbstractItemModelTester.FailureReportingMode.Fatal)
    read(page, [a_return(tmp_path / "表.xlsx", desk)], qtbot)
    assert [line.ticked for line in page.rows.lines.rows] == [True]
    assert "1 项" in desk.book["review.apply"].text()
    plan_id = desk.session.plan_id or 0
    before = {(r.task_id, r.unit_id): r.achievement for r in reports.of_plan(desk.session.store, plan_id)}
    page._apply()
    after = {(r.task_id, r.unit_id): r.achievement for r in reports.of_plan(desk.session.store, plan_id)}
    assert "新的进展。" in after.values()
    assert page.fixes.review is None
    desk.book.run("edit.undo")
    again = {(r.task_id, r.unit_id): r.achievement for r in reports.of_plan(desk.session.store, plan_id)}
    assert again == before


def test_an_unknown_task_waits_until_the_clerk_chooses_it(
    page: ReviewPage, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    from greenplan_desktop.jobs import reviewing

    read(page, [a_return(tmp_path / "表.xlsx", desk, wrong_title=True)], qtbot)
    line = page.rows.lines.rows[0]
    assert line.flagged
    assert not line.ticked
    page.rows.selectRow(0)
    assert any("任务" in r.text for r in page.fixes.remarks(page._file(), line.key))  # type: ignore[arg-type]
    task = desk.view.snapshot.tasks[0].id  # type: ignore[union-attr]
    page.fixes.decide(lambda r: reviewing.choose_task(r, line.key, task))
    assert page.rows.lines.rows[0].ticked


def test_an_unread_column_is_named_and_a_broken_file_is_told(
    page: ReviewPage, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    read(page, [a_return(tmp_path / "表.xlsx", desk), broken], qtbot)
    assert page.files.count() == 2
    names = [page.files.item(r).text() for r in range(2)]
    page.files.setCurrentRow(names.index("表.xlsx"))
    texts = [r.text for r in page.fixes.remarks(page._file(), None)]  # type: ignore[arg-type]
    assert any("联系人" in text for text in texts)
    page.files.setCurrentRow(names.index("坏.xlsx"))
    texts = [r.text for r in page.fixes.remarks(page._file(), None)]  # type: ignore[arg-type]
    assert any("坏.xlsx" in text for text in texts)


def test_two_files_of_a_unit_are_decided_by_one_click_and_nothing_is_left_unasked(
    page: ReviewPage, desk: Desk, dialogs: ScriptedDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    from greenplan_desktop.jobs import reviewing

    view = desk.view
    assert view is not None
    named = [a.unit_id for found in view.index.assignments.values() for a in found]
    unit = next(u for u in named if named.count(u) > 1)
    mine = [t for t in view.snapshot.tasks if unit in {a.unit_id for a in view.index.assignments[t.id]}]
    for name, percent in (("甲.xlsx", "10%"), ("乙.xlsx", "20%")):
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.append(["填报单位", view.index.units[unit].short_name])
        sheet.append(["序号", "重点任务", "完成情况", "完成比例", "进展情况"])
        for task in mine:
            sheet.append([task.code, task.title, "正常推进", percent, f"{name}说的。"])
        book.save(tmp_path / name)
    read(page, [tmp_path / "甲.xlsx", tmp_path / "乙.xlsx"], qtbot)
    assert page.rows.currentIndex().isValid(), "the first doubtful row is chosen, its fixes are at hand"
    file = page._file()
    assert file is not None
    remark = next(r for r in page.fixes.remarks(file, None) if "另一个文件填写不同" in r.text)
    remark.fixes[0][1]()
    assert all(line.ticked for line in page.rows.lines.rows)
    review = page.fixes.review
    assert review is not None
    assert reviewing.left_open(review) == 0
    dialogs.answer("ask", False)
    page.take_files([tmp_path / "甲.xlsx"])
    assert page.fixes.review is review, "an unfinished review gives way only when the clerk says so"
    page._apply()
    assert page.fixes.review is None


def test_what_was_not_applied_stays_to_be_looked_at(
    page: ReviewPage, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    doubtful = a_return(tmp_path / "疑.xlsx", desk, wrong_title=True)
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    read(page, [a_return(tmp_path / "好.xlsx", desk), doubtful, broken], qtbot)
    page._apply()
    qtbot.waitUntil(lambda: page.fixes.review is not None, timeout=20_000)
    assert page.fixes.review is not None
    assert {f.name for f in page.fixes.review.files} == {"疑.xlsx", "坏.xlsx"}
    words = [f"{line.thing} {line.after}" for line in journal.lines(desk.session.store, page_set(desk))]
    assert not [w for w in words if re.search(r"\breturn\b|2023Q2|on_track", w)], words


def page_set(desk: Desk) -> int:
    """The key of the latest change set."""
    return desk.session.store.mark()[0]


def test_rows_are_as_high_as_what_is_painted_in_them(
    page: ReviewPage, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    read(page, [a_return(tmp_path / "表.xlsx", desk, wrong_title=True)], qtbot)
    table, new = page.rows, page.rows.lines.column_of("new")
    line = table.lines.rows[0]
    table.lines.set_rows([replace(line, new="继续开展链条招商，三季度力争签约项目一个。" * 4, came=())])
    for width in range(220, 260):
        table.setColumnWidth(new, width)
        table.fit_rows()
        option = QStyleOptionViewItem()
        option.rect = table.visualRect(table.lines.index(0, new))
        painted = option.rect.width() - 2 * PAD_X
        needed = table._delegate.height(table.lines.rows[0], "new", painted) + 2 * PAD_Y
        assert table.rowHeight(0) >= needed, width


def test_send_backs_are_written_for_files_with_something_wrong(
    page: ReviewPage, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    from greenplan_desktop.jobs import reviewing

    read(page, [a_return(tmp_path / "表.xlsx", desk, wrong_title=True)], qtbot)
    written = reviewing.write_sendbacks(page.fixes.review, [0], tmp_path / "退回")  # type: ignore[arg-type]
    assert [p.name for p in written] == ["退回单_表.xlsx"]
    assert written[0].stat().st_size > 2000


def doubled(path: Path, desk: Desk) -> Path:
    """A unit's table in which its first task stands twice with two figures."""
    from openpyxl import load_workbook

    a_return(path, desk)
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    task = desk.view.snapshot.tasks[0]  # type: ignore[union-attr]
    sheet.append([task.code, task.title, "正常推进", "80%", "另一个说法。", "张三"])
    book.save(path)
    return path


def test_of_two_rows_the_one_left_is_settled(
    page: ReviewPage, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    from greenplan_desktop.jobs import reviewing

    read(page, [doubled(tmp_path / "表.xlsx", desk)], qtbot)
    assert [line.flagged for line in page.rows.lines.rows] == [True, True]
    page.rows.selectRow(0)
    take = next(f for r in page.fixes.remarks(page._file(), page._row_key()) for f in r.fixes)  # type: ignore[arg-type]
    assert take[0] == "采用这一项"
    take[1]()
    assert [line.flagged for line in page.rows.lines.rows] == [False, False]
    assert [line.ticked for line in page.rows.lines.rows] == [True, False]
    assert page.rows.lines.rows[1].remarks == (reviewing.NOT_TAKEN,)
    assert page.footer()[0] == "可入库 1　待核对 0　退回 0"
    assert reviewing.left_open(page.fixes.review) == 0  # type: ignore[arg-type]
    page.rows.selectRow(1)
    other = next(f for r in page.fixes.remarks(page._file(), page._row_key()) for f in r.fixes)  # type: ignore[arg-type]
    other[1]()
    assert [line.ticked for line in page.rows.lines.rows] == [False, True], "the clerk may think again"


def test_a_status_nobody_knows_is_chosen_with_one_click(
    page: ReviewPage, desk: Desk, dialogs: ScriptedDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    from openpyxl import load_workbook

    path = a_return(tmp_path / "表.xlsx", desk)
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    sheet["C3"], sheet["D3"] = "差不多了", "约130%"
    book.save(path)
    read(page, [path], qtbot)
    page.rows.selectRow(0)
    fixes = {w: act for r in page.fixes.remarks(page._file(), page._row_key()) for w, act in r.fixes}  # type: ignore[arg-type]
    fixes["正常推进"]()
    assert page.rows.lines.rows[0].status_key == "on_track"
    dialogs.answer("enter", "30")
    fixes = {w: act for r in page.fixes.remarks(page._file(), page._row_key()) for w, act in r.fixes}  # type: ignore[arg-type]
    fixes["改为…"]()
    assert dialogs.offered == ["130"], "what the unit wrote is there to be corrected"
    line = page.rows.lines.rows[0]
    assert (line.percent, line.ticked, line.flagged) == ("30%", True, False)


def test_the_sheet_beside_shows_the_row_in_question(
    page: ReviewPage, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    read(page, [a_return(tmp_path / "表.xlsx", desk), broken], qtbot)
    names = [page.files.item(r).text() for r in range(2)]
    page.files.setCurrentRow(names.index("表.xlsx"))
    page._own.setChecked(True)
    assert page.sheet.isVisible()
    marked = [
        page.sheet.verticalHeaderItem(row).text()
        for row in range(page.sheet.rowCount())
        if page.sheet.item(row, 0).background().color() == theme.color("warn_soft")
    ]
    assert marked == ["3"]
    page.files.setCurrentRow(names.index("坏.xlsx"))
    assert not page.sheet.isVisible(), "a file without rows has nothing to show"


def test_our_own_form_is_not_told_of_its_own_sheets(
    page: ReviewPage, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    from openpyxl import load_workbook

    from greenplan_desktop.jobs import forms, reviewing
    from greenplan_desktop.model.progress import finish

    view = desk.view
    assert view is not None
    unit = view.index.leads(view.snapshot.tasks[0].id)[0]
    written = finish(forms.write_forms(desk.session.store, view.plan.id, view.period, tmp_path, [unit]))
    book = load_workbook(written[0])
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[3]]
    sheet.cell(4, heads.index("进展情况") + 1, "新的进展。")
    book.save(written[0])
    read(page, list(written), qtbot)
    assert page.fixes.review is not None
    said = reviewing.said_of_file(page.fixes.review.files[0], page.fixes.review)
    assert not any("填表说明" in line or "greenplan" in line for line in said), said


def test_one_of_many_is_found_by_a_part_of_its_name(qtbot: QtBot, window: MainWindow) -> None:
    dialog = PickDialog("哪项任务？", [f"{n} 任务{n}" for n in range(1, 20)], window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.words.setText("任务1")
    QTest.keyClick(dialog.words, Qt.Key.Key_Down)
    QTest.keyClick(dialog.words, Qt.Key.Key_Return)
    assert dialog.chosen == 9, "the second that is left: 10"
    few = PickDialog("哪一个？", ["甲", "乙"], window)
    qtbot.addWidget(few)
    few.show()
    assert not few.words.isVisible()
    few.words.setText("丙")
    few._take()
    assert few.chosen is None, "nothing is left to take"


def test_on_a_small_window_the_list_of_files_can_still_be_read(
    page: ReviewPage, desk: Desk, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    name = "很长的文件名" * 12 + ".xlsx"
    read(page, [a_return(tmp_path / name, desk)], qtbot)
    window.resize(1024, 700)
    assert page.files.width() >= 200
    assert page._name.toolTip() == name, "what is cut off is told"
    window.resize(1900, 700)
    qtbot.waitUntil(lambda: page._name.text() == name)
    assert page._name.toolTip() == ""


def test_a_plan_let_go_among_returns_is_one_click_away(
    page: ReviewPage, desk: Desk, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["云岭区节水行动任务清单（2023—2025年）"])
    sheet.append(["序号", "重点任务", "主要内容", "牵头单位", "责任单位"])
    sheet.append(["1", "推进农业节水", "新增高效节水灌溉2万亩。", "区农业农村委", "区水利局"])
    book.save(tmp_path / "任务清单.xlsx")
    read(page, [tmp_path / "任务清单.xlsx"], qtbot)
    fixes = [fix for remark in page.fixes.remarks(page._file(), None) for fix in remark.fixes]  # type: ignore[arg-type]
    assert [words for words, _ in fixes] == ["当作计划导入"]
    fixes[0][1]()
    assert window.page is not None
    assert window.page.page_id == "lookover"
    qtbot.waitUntil(lambda: window.page.plan is not None, timeout=20_000)  # type: ignore[union-attr]
    assert [task.title for task in window.page.plan.tasks] == ["推进农业节水"]  # type: ignore[union-attr]


def test_a_plans_document_let_go_here_is_no_return(page: ReviewPage, tmp_path: Path) -> None:
    document = tmp_path / "方案.docx"
    document.write_bytes(b"PK")
    assert not page.take_files([document])


def test_one_key_goes_from_doubt_to_doubt(page: ReviewPage, desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    doubled(tmp_path / "乙.xlsx", desk)
    a_return(tmp_path / "丙.xlsx", desk, wrong_title=True)
    read(page, [tmp_path / "乙.xlsx", tmp_path / "丙.xlsx"], qtbot)
    page.files.setCurrentRow(0)
    page.rows.selectRow(0)
    seen = []
    for _ in range(3):
        desk.book.run("review.next")
        seen.append((page._file().name, page.rows.currentIndex().row()))  # type: ignore[union-attr]
    assert seen == [("乙.xlsx", 1), ("丙.xlsx", 0), ("乙.xlsx", 0)], "and from the top again"
    page._only.setChecked(True)
    desk.book.run("review.next")
    assert page.rows.currentIndex().row() == 1
