"""The 任务 page with keyboard, mouse and clipboard: it edits as a spreadsheet does and loses nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from greenplan_desktop.ui.delegates.text import PAD_X, PAD_Y, laid_out
from greenplan_desktop.ui.tasks import column_menu
from greenplan_desktop.ui.tasks.filters import Filters
from greenplan_desktop.ui.tasks.rows import ChapterRow
from greenplan_desktop.ui.tasks.values_popup import ValuesPopup

from .task_cells import editor_of, index_of, names_of, put_cursor, select, task_of, type_in


@pytest.fixture
def page(window):
    return window.page


@pytest.fixture
def table(page):
    return page.table


def test_the_model_keeps_qts_rules(table, window, qtbot):
    QAbstractItemModelTester(table.rows_model, QAbstractItemModelTester.FailureReportingMode.Warning)
    window.page.fold_all(folded=True)
    window.page.fold_all(folded=False)
    window.page.set_filters(Filters(status="delayed"))


def test_typing_replaces_enter_goes_down_and_tab_right(table, window):
    put_cursor(table, "1", "title")
    QTest.keyClick(table, Qt.Key.Key_A)
    assert editor_of(table) is not None
    type_in(table, "推进光伏开发")
    assert task_of(window, "1").title == "推进光伏开发"
    assert table.task_at(table.currentIndex().row()).task.code == "2"
    table.edit(table.currentIndex())
    type_in(table, "电网", Qt.Key.Key_Tab)
    assert task_of(window, "2").title == "电网"
    assert table.rows_model.columns[table.currentIndex().column()].key == "lead"
    assert window.book["edit.undo"].text() == "撤销：修改第2项重点任务"


def test_the_cursor_steps_over_chapter_rows(table):
    put_cursor(table, "2", "title")
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert table.task_at(table.currentIndex().row()).task.code == "3"


def test_escape_gives_the_edit_up(table, window):
    table.edit(put_cursor(table, "1", "title"))
    type_in(table, "别的", Qt.Key.Key_Escape)
    assert task_of(window, "1").title == "推进可再生能源开发"
    assert editor_of(table) is None


@pytest.mark.parametrize(
    ("key", "text", "reason"),
    [
        ("title", "   ", "不能为空"),
        ("number", "4.2", "已被“做优生态旅游”使用"),
        ("lead", "区水力局", "是不是“区水利局”"),
        ("lead", "长" * 10_000, "太长"),
    ],
)
def test_a_refused_edit_stays_with_its_reason_beside_it(table, window, dialogs, key, text, reason):
    table.edit(put_cursor(table, "1", key))
    type_in(table, text)
    assert reason in table.bubble.text
    assert len(table.bubble.text) < 90
    assert editor_of(table).toPlainText() == text
    assert dialogs.said == []
    QTest.keyClick(editor_of(table), Qt.Key.Key_Escape)
    assert task_of(window, "1").title == "推进可再生能源开发"


@pytest.mark.parametrize("text", ["=1+1", "𠮷㙟😀", "甲\n乙", "字" * 10_000])
def test_any_text_stays_text(table, window, text):
    table.edit(put_cursor(table, "1", "title"))
    type_in(table, text)
    assert task_of(window, "1").title == text


def test_a_due_date_in_words_has_its_last_day(table, window):
    table.edit(put_cursor(table, "1", "due_text"))
    type_in(table, "2024年底")
    assert (task_of(window, "1").due_text, task_of(window, "1").due_date) == ("2024年底", "2024-12-31")


def test_units_are_completed_by_initials(table, window, qtbot):
    table.edit(put_cursor(table, "2", "responsible"))
    editor = editor_of(table)
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    editor.insertPlainText("、")
    QTest.keyClicks(editor, "lyj")
    assert editor._offers.isVisible()
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.toPlainText() == "区发展改革委、区林业局"
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert names_of(window, "2", "responsible") == ["区发展改革委", "区林业局"]


def test_an_unknown_unit_can_be_made_from_the_bubble(table, window):
    table.edit(put_cursor(table, "2", "lead"))
    type_in(table, "区气象局")
    assert "单位库里没有“区气象局”" in table.bubble.text
    table.bubble._button.click()
    assert names_of(window, "2", "lead") == ["区气象局"]
    assert editor_of(table) is None


def test_an_edit_overtaken_by_another_window_asks(table, window, small_store):
    from greenplan_desktop.jobs import tasks

    table.edit(put_cursor(table, "2", "title"))
    with small_store.beside() as other:
        tasks.edit_task(other, task_of(window, "2").id, "title", "别处改的名称")
    type_in(table, "我改的名称")
    assert "另一个窗口" in table.bubble.text
    assert task_of(window, "2").title != "我改的名称"
    table.bubble._button.click()
    assert task_of(window, "2").title == "我改的名称"
    assert editor_of(table) is None


def test_rows_are_inserted_moved_and_deleted(table, window, dialogs):
    put_cursor(table, "1", "title")
    window.book["task.insert"].trigger()
    type_in(table, "新插入的任务")
    titles = [t.title for t in window.session.view.snapshot.tasks]
    assert titles[1] == "新插入的任务"
    new = window.session.view.snapshot.tasks[1].code
    put_cursor(table, new, "title")
    window.book["task.up"].trigger()
    assert window.session.view.snapshot.tasks[0].title == "新插入的任务"
    window.book["task.down"].trigger()
    window.book["task.down"].trigger()
    window.book["task.down"].trigger()
    moved = window.session.view.snapshot.tasks[2:4]
    assert [t.title for t in moved][1] == "新插入的任务" or moved[0].title == "新插入的任务"
    put_cursor(table, new, "title")
    window.book["task.delete"].trigger()
    assert len(window.session.view.snapshot.tasks) == 5
    put_cursor(table, "1", "title")
    dialogs.answer("ask", True)
    window.book["task.delete"].trigger()
    assert [t.code for t in window.session.view.snapshot.tasks] == ["2", "3", "4.1", "4.2"]
    dialogs.answer("ask", True)
    window.book["task.renumber"].trigger()
    assert [t.code for t in window.session.view.snapshot.tasks] == ["1", "2", "3.1", "3.2"]
    for _ in range(4):
        window.book["edit.undo"].trigger()
    assert "1" in [t.code for t in window.session.view.snapshot.tasks]


def test_chapters_are_inserted_renamed_moved_folded_deleted(table, window, dialogs):
    put_cursor(table, "4.1", "title")
    dialogs.answer("enter", "（三）园区与旅游", "（三）园区")
    window.book["chapter.insert"].trigger()
    heads = [r for r in table.rows_model.rows if isinstance(r, ChapterRow)]
    assert [h.title for h in heads][-1] == "（三）园区与旅游"
    put_cursor(table, "4.1", "title")
    window.book["chapter.rename"].trigger()
    row = table.rows_model.row_of(("chapter", heads[-1].chapter_id))
    table.setCurrentIndex(table.rows_model.index(row, 0))
    window.book["task.up"].trigger()
    assert [t.code for t in window.session.view.snapshot.tasks] == ["1", "2", "4.1", "4.2", "3"]
    window.page.fold(heads[-1].chapter_id)
    assert not any(
        t.task.code == "4.1" for n in range(table.rows_model.rowCount()) if (t := table.task_at(n))
    )
    window.page.fold(heads[-1].chapter_id)
    put_cursor(table, "4.1", "title")
    dialogs.answer("ask", True)
    window.book["chapter.delete"].trigger()
    assert len([r for r in table.rows_model.rows if isinstance(r, ChapterRow)]) == 2


def test_chips_filter_and_an_edit_moves_nothing_away(table, window):
    window.page.chips._chips["delayed"].click()
    assert [table.task_at(n).task.code for n in range(table.rows_model.rowCount()) if table.task_at(n)] == [
        "2"
    ]
    window.page.set_filters(Filters().with_text("title", "电网"))
    table.edit(put_cursor(table, "2", "title"))
    type_in(table, "不含那个词")
    assert [table.task_at(n).task.code for n in range(table.rows_model.rowCount()) if table.task_at(n)] == [
        "2"
    ]
    window.book["task.clear_filters"].trigger()
    assert table.rows_model.rowCount() == 7


def test_the_fields_under_the_head_filter(table, window, qtbot):
    table.head.field("title").setText("绿色")
    assert sum(bool(table.task_at(n)) for n in range(table.rows_model.rowCount())) == 2
    assert "筛选出 2 项" in window.page.footer()
    window.page._open_values("lead", table.head.field("lead"))
    popup = QApplication.activePopupWidget()
    popup._tick_all(on=False)
    assert sum(bool(table.task_at(n)) for n in range(table.rows_model.rowCount())) == 0
    popup.close()


def test_enter_in_the_list_of_values_takes_what_was_found(qtbot):
    popup = ValuesPopup({"区水利局": 2, "区林业局": 1, "区教委": 1}, None, None)
    found = []
    popup.chosen.connect(found.append)
    popup._search.setText("局")
    QTest.keyClick(popup._search, Qt.Key.Key_Return)
    assert found == [frozenset({"区水利局", "区林业局"})]


def test_sorting_goes_up_down_and_back(table, window):
    section = table.rows_model.column_of("progress")
    for wanted in (["3", "4.2", "2", "1", "4.1"], ["4.1", "1", "2"], ["1", "2", "3", "4.1", "4.2"]):
        window.page._sort(section)
        shown = [t.task.code for n in range(table.rows_model.rowCount()) if (t := table.task_at(n))]
        assert shown[: len(wanted)] == wanted


def test_find_and_replace_is_one_step(table, window, qtbot):
    from greenplan_desktop.ui.tasks.replace_dialog import ReplaceDialog

    dialog = ReplaceDialog(window.page, window.desk)
    dialog.show()
    dialog.words.setText("绿色")
    dialog.put.setText("低碳")
    assert dialog.next()
    assert table.task_at(table.currentIndex().row()).task.code == "3"
    dialog.one()
    assert task_of(window, "3").title == "建设低碳工厂"
    dialog.every()
    assert task_of(window, "4.1").title == "建设低碳园区"
    assert (
        window.session.undo_name == "修改第4.1项重点任务" or "替换“绿色”为“低碳”" in window.session.undo_name
    )
    dialog.close()


def test_selection_and_scroll_stay_when_data_changes(table, window, small_store):
    from greenplan_desktop.jobs import tasks

    select(table, index_of(table, "2", "title"), index_of(table, "3", "lead"))
    before = window.page.selected_tasks()
    window.session.do(tasks.add_task, window.session.plan_id, after=task_of(window, "1").id, title="插在前面")
    assert window.page.selected_tasks() == before


def test_undo_goes_to_the_task_it_touched(table, window):
    table.edit(put_cursor(table, "1", "title"))
    type_in(table, "推进光伏开发")
    put_cursor(table, "4.2", "title")
    window.book["edit.undo"].trigger()
    assert [window.session.view.index.tasks[i].code for i in window.page.selected_tasks()] == ["1"]
    put_cursor(table, "4.2", "title")
    window.book["edit.redo"].trigger()
    assert table.task_at(table.currentIndex().row()).task.code == "1"


def test_a_wide_window_shares_its_room_and_leaves_dragged_columns_alone(table, window):
    width = lambda key: table.columnWidth(table.rows_model.column_of(key))  # noqa: E731
    window.resize(1900, 900)
    QApplication.processEvents()
    assert width("title") > 250
    assert width("lead") > 200
    assert sum(table.columnWidth(n) for n in table.visible_columns()) <= table.viewport().width()
    table.set_by_hand = frozenset({"title"})
    table.setColumnWidth(table.rows_model.column_of("title"), 200)
    table.stretch()
    assert width("title") == 200
    assert sum(table.columnWidth(n) for n in table.visible_columns()) <= table.viewport().width()
    column_menu.reset(table)
    assert width("title") > 250


def test_a_double_click_on_the_status_asks_for_the_report(table):
    asked = []
    table.report_wanted.disconnect()
    table.report_wanted.connect(asked.append)
    cell = put_cursor(table, "2", "status")
    spot = table.visualRect(cell).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert asked == [table.task_at(cell.row()).task.id]
    assert editor_of(table) is None


def test_the_first_task_is_chosen_when_the_window_was_seen_and_where_none_is(table, window):
    table.selectionModel().clear()
    window.page.seen()
    first = window.page.selected_tasks()
    assert first == (window.session.view.snapshot.tasks[0].id,)
    table.go_to_task(window.session.view.snapshot.tasks[1].id)
    window.page.seen()
    assert window.page.selected_tasks() != first


def test_nothing_is_selected_by_itself(table, window, small_store):
    from greenplan_desktop.jobs import tasks

    table.selectionModel().clear()
    table.selectionModel().setCurrentIndex(
        table.rows_model.index(0, 0), QItemSelectionModel.SelectionFlag.NoUpdate
    )
    tasks.add_task(small_store, window.session.plan_id)
    window.session.look_for_changes()
    assert not table.selectionModel().hasSelection()


def test_columns_are_hidden_moved_and_kept(table, window, tmp_path):
    number = table.rows_model.column_of("due_text")
    menu = column_menu.column_menu(table, window)
    next(a for a in menu.actions() if a.text() == "完成时限").trigger()
    assert table.isColumnHidden(number)
    table.head.moveSection(table.head.visualIndex(table.rows_model.column_of("lead")), 1)
    window.page.keep_state()
    column_menu.reset(table)
    assert not table.isColumnHidden(number)
    column_menu.restore(table, window.settings)
    assert table.isColumnHidden(number)
    assert table.head.visualIndex(table.rows_model.column_of("lead")) == 1


def test_heights_show_the_text(table, window):
    short = table.rowHeight(index_of(table, "3", "title").row())
    table.edit(put_cursor(table, "3", "title"))
    type_in(table, "很长的名称" * 12)
    assert table.rowHeight(index_of(table, "3", "title").row()) > short


def test_heights_are_measured_in_the_width_that_is_painted(table, window):
    text = "国" * 60
    table.edit(put_cursor(table, "3", "title"))
    type_in(table, text)
    index = index_of(table, "3", "title")
    for width in range(90, 120):
        table.setColumnWidth(index.column(), width)
        table.fit_rows()
        painted = laid_out().text(text, table.visualRect(index).width() - 2 * PAD_X).size().height()
        assert table.rowHeight(index.row()) >= painted + 2 * PAD_Y


def test_a_click_on_the_chevron_folds(table, window):
    row = next(n for n, r in enumerate(table.rows_model.rows) if isinstance(r, ChapterRow))
    place = table.visualRect(table.rows_model.index(row, 0))
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.left() + 12, place.center().y())
    )
    assert table.rows_model.rows[row].folded


def test_what_is_searched_for_is_found_in_the_table(window, table):
    window.bar.search.setText("绿色")
    assert window.page._words == "绿色"
    table.viewport().repaint()
