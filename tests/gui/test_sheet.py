"""Blocks of cells: selecting, copying, pasting, filling and clearing them as a spreadsheet does."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from greenplan_desktop.ui.tasks.rows import ChapterRow

from .task_cells import index_of, names_of, put_cursor, select, task_of, type_in


@pytest.fixture
def table(window):
    return window.page.table


def test_copy_and_paste_between_cells(table, window):
    select(table, index_of(table, "1", "lead"), index_of(table, "2", "responsible"))
    window.book["edit.copy"].trigger()
    assert (
        QGuiApplication.clipboard().text() == "区发展改革委\t区水利局、区林业局等\n区经济信息委\t区发展改革委"
    )
    put_cursor(table, "4.1", "lead")
    window.book["edit.paste"].trigger()
    assert names_of(window, "4.1", "responsible") == ["区水利局", "区林业局"]
    assert task_of(window, "4.1").open_ended
    assert names_of(window, "4.2", "lead") == ["区经济信息委"]
    assert window.session.undo_name == "粘贴4个单元格"


def test_paste_of_twenty_rows_adds_tasks_after_asking(table, window, dialogs):
    lines = "\n".join(
        f'"任务{n}\n第二行"\t区水利局\t区林业局、区水利局\t2024年{n % 12 + 1}月' for n in range(20)
    )
    QGuiApplication.clipboard().setText(lines + "\n")
    dialogs.answer("choose", 0)
    put_cursor(table, "4.2", "title")
    window.book["edit.paste"].trigger()
    assert "多 19 行" in dialogs.texts("choose")[0]
    made = window.session.view.snapshot.tasks
    assert len(made) == 5 + 19
    assert made[-1].title == "任务19\n第二行"
    assert made[-1].due_date == "2024-08-31"
    window.book["edit.undo"].trigger()
    assert len(window.session.view.snapshot.tasks) == 5


def test_what_was_pasted_is_selected(table, window):
    QGuiApplication.clipboard().setText("区水利局\t区林业局\n区林业局\t区水利局")
    put_cursor(table, "2", "lead")
    window.book["edit.paste"].trigger()
    assert _selected(table) == {(code, key) for code in ("2", "3") for key in ("lead", "responsible")}


def test_paste_may_stop_at_the_last_row_or_be_given_up(table, window, dialogs):
    QGuiApplication.clipboard().setText("甲\n乙\n丙")
    dialogs.answer("choose", None, 1)
    put_cursor(table, "4.2", "title")
    window.book["edit.paste"].trigger()
    assert task_of(window, "4.2").title == "做优生态旅游"
    window.book["edit.paste"].trigger()
    assert [t.title for t in window.session.view.snapshot.tasks][-1] == "甲"


def test_unknown_units_of_a_paste_are_asked_for_once(table, window, dialogs):
    QGuiApplication.clipboard().setText("区气象局\n区气象局、区地震局")
    dialogs.answer("ask", False, True)
    put_cursor(table, "1", "lead")
    window.book["edit.paste"].trigger()
    assert names_of(window, "1", "lead") == ["区发展改革委"]
    window.book["edit.paste"].trigger()
    assert names_of(window, "2", "lead") == ["区气象局", "区地震局"]
    assert "2 个单位" in dialogs.texts("ask")[0]


def test_fill_down_and_clear(table, window):
    select(table, index_of(table, "1", "due_text"), index_of(table, "3", "due_text"))
    table.edit(index_of(table, "1", "due_text"))
    type_in(table, "2024年6月", Qt.Key.Key_Escape)
    window.book["edit.fill_down"].trigger()
    select(table, index_of(table, "1", "lead"), index_of(table, "2", "lead"))
    window.book["edit.fill_down"].trigger()
    assert names_of(window, "2", "lead") == ["区发展改革委"]
    window.book["edit.clear"].trigger()
    assert names_of(window, "1", "lead") == []
    assert window.session.undo_name == "清除2个单元格"


def _selected(table):
    rows = table.selectionModel().selectedIndexes()
    return {(table.task_at(i.row()).task.code, table.rows_model.columns[i.column()].key) for i in rows}


def test_a_block_across_a_chapter_row_keeps_its_columns(table, window):
    first, last = put_cursor(table, "2", "lead"), index_of(table, "3", "lead")
    box = table.visualRect(first), table.visualRect(last)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box[0].center())
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, box[1].center()
    )
    assert _selected(table) == {("2", "lead"), ("3", "lead")}
    window.book["edit.clear"].trigger()
    assert (task_of(window, "2").due_text, names_of(window, "2", "lead"), names_of(window, "3", "lead")) == (
        "2025年12月", [], [],
    )  # fmt: skip
    assert names_of(window, "2", "responsible") == ["区发展改革委"]


def test_shift_extends_and_ctrl_goes_to_the_edge_as_in_a_spreadsheet(table):
    shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    put_cursor(table, "2", "title")
    QTest.keyClick(table, Qt.Key.Key_Down, shift)
    QTest.keyClick(table, Qt.Key.Key_Right, shift)
    assert _selected(table) == {(code, key) for code in ("2", "3") for key in ("title", "lead")}
    QTest.keyClick(table, Qt.Key.Key_Down, control)
    assert _selected(table) == {("4.2", "lead")}
    QTest.keyClick(table, Qt.Key.Key_Home)
    assert _selected(table) == {("4.2", "number")}
    put_cursor(table, "4.1", "lead")
    QTest.keyClick(table, Qt.Key.Key_End, shift | control)
    assert {code for code, _ in _selected(table)} == {"4.1", "4.2"}
    assert {key for _, key in _selected(table)} == {"lead", "responsible", "due_text", "status", "progress"}
    QTest.keyClick(table, Qt.Key.Key_Home, control)
    assert _selected(table) == {("1", "number")}


def test_a_chapter_row_is_selected_alone(table):
    put_cursor(table, "1", "title")
    QTest.keyClick(table, Qt.Key.Key_Up)
    assert isinstance(table.rows_model.rows[table.currentIndex().row()], ChapterRow)
    assert [(i.row(), i.column()) for i in table.selectionModel().selectedIndexes()] == [(0, 0)]
