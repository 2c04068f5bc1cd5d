"""The look-over: a document is read, corrected in place, accepted as one step; a new version updates."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from greenplan_desktop.ui import theme
from greenplan_desktop.ui.cell_editor import CellEditor
from greenplan_desktop.ui.desk import Desk, Place
from greenplan_desktop.ui.lookover.head_bar import head_words
from greenplan_desktop.ui.pages.lookover import LookOverPage
from greenplan_desktop.ui.window import MainWindow

from .doubles import ScriptedDialogs

TEXT = """云岭区清洁生产行动方案（2023—2025年）

云岭府发〔2023〕9号

一、重点任务

（一）工业领域

1．推动清洁生产。到2025年完成审核30家。（牵头单位：区经济信息委；责任单位：区生态环境局）

2．推进节水改造。新增节水型企业5家。（牵头单位：区水利局；责任单位：区经济信息委、区新设机构）
"""


@pytest.fixture
def page(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> LookOverPage:
    path = tmp_path / "方案.txt"
    path.write_text(TEXT, encoding="utf-8")
    window.go(Place("lookover", extra=path))
    found = window.findChild(LookOverPage)
    assert found is not None
    qtbot.waitUntil(lambda: found.plan is not None, timeout=20_000)
    return found


def test_tasks_and_text_lead_to_each_other(page: LookOverPage) -> None:
    QAbstractItemModelTester(page.table.draft, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert [t.title for t in page.plan.tasks] == ["推动清洁生产", "推进节水改造"]  # type: ignore[union-attr]
    second = page.plan.tasks[1]  # type: ignore[union-attr]
    assert second.source is not None
    page.text.place_clicked.emit(second.source.start + 3)
    assert page.table.codes() == [second.code]


def test_corrections_in_place_and_taking_one_back(page: LookOverPage, dialogs: ScriptedDialogs) -> None:
    model = page.table.draft
    assert model.setData(model.index(0, model.column_of("title")), "推动企业清洁生产")
    assert model.setData(model.index(0, model.column_of("lead")), "区科技局、区经济信息委")
    first = page.plan.tasks[0]  # type: ignore[union-attr]
    assert (first.title, first.lead_units) == ("推动企业清洁生产", ("区科技局", "区经济信息委"))
    stored = page.desk.session.store.mark()
    assert page.desk.book["edit.undo"].text() == "撤销：修改第1项牵头单位"
    page.desk.book.run("edit.undo")
    assert page.desk.book["edit.redo"].text() == "重做：修改第1项牵头单位"
    assert page.plan.tasks[0].lead_units == ("区经济信息委",)  # type: ignore[union-attr]
    page.desk.book.run("edit.redo")
    assert page.plan.tasks[0].lead_units == ("区科技局", "区经济信息委")  # type: ignore[union-attr]
    for _ in range(5):
        page.desk.book.run("edit.undo")
    assert page.plan.tasks[0].title == "推动清洁生产"  # type: ignore[union-attr]
    assert not page.desk.book["edit.undo"].isEnabled()
    assert page.desk.session.store.mark() == stored, "undo takes back corrections, not what is stored"
    page.table.selectRow(1)
    page.desk.book.run("draft.drop")
    assert len(page.plan.tasks) == 1  # type: ignore[union-attr]
    dialogs.answer("ask", False, True)
    assert not page.leave(), "corrections are not lost without asking"
    page._cancel()
    assert page.plan is None


def test_a_unit_is_completed_and_a_refused_edit_stays_open(
    page: LookOverPage, dialogs: ScriptedDialogs
) -> None:
    table, model = page.table, page.table.draft
    table.setCurrentIndex(model.index(0, model.column_of("lead")))
    table.edit(table.currentIndex())
    editor = table.findChild(CellEditor)
    assert editor is not None
    completion = page._completion
    assert completion is not None
    assert completion.offers("slj")[0].name == "区水利局"
    editor.setPlainText("区经济信息委、区水利局")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert page.plan.tasks[0].lead_units == ("区经济信息委", "区水利局")  # type: ignore[union-attr]
    table.setCurrentIndex(model.index(0, model.column_of("number")))
    table.edit(table.currentIndex())
    editor = next(e for e in table.findChildren(CellEditor) if e.isVisible())
    editor.setPlainText("2")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert "已被另一项任务使用" in dialogs.texts("fail")[-1]
    assert editor.isVisible(), "what was typed is not lost"
    assert editor.toPlainText() == "2"
    editor.setPlainText("9")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert [t.code for t in page.plan.tasks] == ["9", "2"]  # type: ignore[union-attr]
    dialogs.answer("ask", True)
    page._cancel()


def test_accepting_stores_one_undoable_step_and_a_new_version_updates(
    page: LookOverPage, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    before = len(desk.session.plans)
    desk.book.run("draft.accept")
    qtbot.waitUntil(lambda: len(desk.session.plans) == before + 1, timeout=20_000)
    assert desk.view is not None
    assert desk.view.plan.document_number == "云岭府发〔2023〕9号"
    assert any(u.short_name == "区新设机构" for u in desk.view.snapshot.units)
    changed = tmp_path / "新版.txt"
    changed.write_text(TEXT.replace("30家", "40家"), encoding="utf-8")
    desk.go(Place("lookover", extra=changed))
    qtbot.waitUntil(lambda: page.plan is not None and not desk.runner.busy, timeout=20_000)
    assert "按新版本更新" in page._version.text()
    desk.book.run("draft.accept")
    qtbot.waitUntil(lambda: "40家" in desk.view.snapshot.tasks[0].text, timeout=20_000)  # type: ignore[union-attr]
    assert len(desk.session.plans) == before + 1
    desk.book.run("edit.undo")
    desk.book.run("edit.undo")
    assert len(desk.session.plans) == before


def test_the_head_says_what_was_read_and_leads_to_the_first_doubt(page: LookOverPage) -> None:
    assert page.head.count.text() == "读到 2 项任务、4 个单位、2 个目标"
    assert head_words(page.plan) == "云岭区清洁生产行动方案　云岭府发〔2023〕9号　2023—2025年"  # type: ignore[arg-type]
    assert page.head.about.text().startswith("云岭区清洁生产行动方案")
    assert page.table.codes() == ["1"], "the text opens at its first task"
    assert page.head.doubts.text() == "1 处请看一下"
    page.head.doubts.click()
    assert page.table.codes() == ["2"]


def test_a_name_taken_for_a_known_unit_is_settled_and_can_be_undone(page: LookOverPage) -> None:
    unit = page.desk.view.snapshot.units[0]  # type: ignore[union-attr]
    line = next(label for label in page.doubts.findChildren(QLabel) if "区新设机构" in label.text())
    assert "改为已有单位…" in line.text()
    page._same_unit("区新设机构", unit.id)
    assert not page.head.doubts.isVisible(), "what is settled is no longer counted"
    assert page._choices["区新设机构"].unit_id == unit.id
    page.desk.book.run("edit.undo")
    assert page._choices == {}
    page.desk.book.run("edit.redo")
    assert page._choices["区新设机构"].unit_id == unit.id
    page.desk.book.run("edit.undo")


def test_links_in_the_list_of_doubts_are_reached_with_the_keyboard_and_do_their_work(
    page: LookOverPage,
) -> None:
    page.table.selectRow(0)
    line = next(label for label in page.doubts.findChildren(QLabel) if "区新设机构" in label.text())
    assert line.textInteractionFlags() & Qt.TextInteractionFlag.LinksAccessibleByKeyboard
    line.linkActivated.emit("0")
    assert page.table.codes() == ["2"]


def test_a_correction_leaves_the_chosen_task_chosen(page: LookOverPage) -> None:
    page.table.selectRow(1)
    model = page.table.draft
    assert model.setData(model.index(1, model.column_of("title")), "推进工业节水改造")
    assert page.table.codes() == ["2"]
    page.table.selectRow(0)
    page.desk.book.run("draft.drop")
    assert page.desk.book["edit.undo"].text() == "撤销：去掉第1项"
    page.desk.book.run("edit.undo")
    assert len(page.plan.tasks) == 2  # type: ignore[union-attr]
    page.desk.book.run("edit.undo")
    assert not page.desk.book["edit.undo"].isEnabled()


def test_another_document_does_not_take_corrections_away_unasked(
    page: LookOverPage, dialogs: ScriptedDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "另一份.txt"
    other.write_text(TEXT.replace("清洁生产", "节约用水"), encoding="utf-8")
    model = page.table.draft
    assert model.setData(model.index(0, model.column_of("title")), "推动企业清洁生产")
    dialogs.answer("ask", False, True)
    page.desk.hub.files_dropped.emit([other])
    assert page.plan is not None
    assert page.plan.tasks[0].title == "推动企业清洁生产"
    page.desk.hub.files_dropped.emit([other])
    qtbot.waitUntil(lambda: page.plan is not None and "节约用水" in page.plan.title, timeout=20_000)


def test_marks_follow_the_colours_of_the_window(page: LookOverPage, qapp: QApplication) -> None:
    def tints() -> set[str]:
        return {mark.format.background().color().name() for mark in page.text.extraSelections()}

    assert theme.LIGHT.source_soft in tints()
    theme.apply(qapp, "dark")
    page.desk.hub.theme_changed.emit()
    assert theme.DARK.source_soft in tints()
    assert theme.LIGHT.source_soft not in tints()
    theme.apply(qapp, "light")
    page.desk.hub.theme_changed.emit()


def test_any_unit_of_the_register_can_be_meant_by_a_new_name(
    page: LookOverPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def take_third(_: str, options: Sequence[str], __: object) -> int:
        offered.extend(options)
        return 2

    monkeypatch.setattr("greenplan_desktop.ui.pages.lookover.pick", take_third)
    line = next(label for label in page.doubts.findChildren(QLabel) if "区新设机构" in label.text())
    line.linkActivated.emit("1")
    unit = next(u for u in page.desk.view.snapshot.units if u.short_name == offered[2])  # type: ignore[union-attr]
    assert page._choices["区新设机构"].unit_id == unit.id
    page.desk.book.run("edit.undo")


def test_the_lit_place_stays_in_sight_when_the_window_changes(
    page: LookOverPage, window: MainWindow, qtbot: QtBot
) -> None:
    page.table.selectRow(1)
    window.resize(900, 620)
    qtbot.waitUntil(lambda: page.text.viewport().rect().intersects(page.text.cursorRect()))
    assert page.text.offset() == page.plan.tasks[1].source.start  # type: ignore[union-attr]
