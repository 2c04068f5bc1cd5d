"""The 任务 page with keyboard, mouse and clipboard: it edits as a spreadsheet does and loses nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from greenplan_desktop.ui.cell_editor import CellEditor
from greenplan_desktop.ui.delegates.text import PAD_X, PAD_Y, laid_out
from greenplan_desktop.ui.tasks.filters import Filters
from greenplan_desktop.ui.tasks.rows import ChapterRow


@pytest.fixture
def page(window):
    return window.page


@pytest.fixture
def table(page):
    return page.table


def _index(table, code, key):
    view = table.rows_model
    row = next(n for n in range(len(view.rows)) if (t := table.task_at(n)) and t.task.code == code)
    return view.index(row, view.column_of(key))


def _at(table, code, key):
    index = _index(table, code, key)
    table.setCurrentIndex(index)
    return index


def _select(table, first, last):
    table.setCurrentIndex(first)
    table.selectionModel().select(
        QItemSelection(first, last), QItemSelectionModel.SelectionFlag.ClearAndSelect
    )


def _task(window, code):
    return next(t for t in window.session.view.snapshot.tasks if t.code == code)


def _names(window, code, role):
    return window.session.view.index.names(_task(window, code).id, role)


def _editor(table):
    return next((e for e in table.findChildren(CellEditor) if e.isVisible()), None)


def _type(table, text, key=Qt.Key.Key_Return):
    editor = _editor(table)
    editor.setPlainText(text)
    QTest.keyClick(editor, key)


def test_the_model_keeps_qts_rules(table, window, qtbot):
    QAbstractItemModelTester(table.rows_model, QAbstractItemModelTester.FailureReportingMode.Warning)
    window.page.fold_all(folded=True)
    window.page.fold_all(folded=False)
    window.page.set_filters(Filters(status="delayed"))


def test_typing_replaces_enter_goes_down_and_tab_right(table, window):
    _at(table, "1", "title")
    QTest.keyClick(table, Qt.Key.Key_A)
    assert _editor(table) is not None
    _type(table, "推进光伏开发")
    assert _task(window, "1").title == "推进光伏开发"
    assert table.task_at(table.currentIndex().row()).task.code == "2"
    table.edit(table.currentIndex())
    _type(table, "电网", Qt.Key.Key_Tab)
    assert _task(window, "2").title == "电网"
    assert table.rows_model.columns[table.currentIndex().column()].key == "lead"
    assert window.book["edit.undo"].text() == "撤销：修改第2项重点任务"


def test_the_cursor_steps_over_chapter_rows(table):
    _at(table, "2", "title")
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert table.task_at(table.currentIndex().row()).task.code == "3"


def test_escape_gives_the_edit_up(table, window):
    table.edit(_at(table, "1", "title"))
    _type(table, "别的", Qt.Key.Key_Escape)
    assert _task(window, "1").title == "推进可再生能源开发"
    assert _editor(table) is None


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
    table.edit(_at(table, "1", key))
    _type(table, text)
    assert reason in table.bubble.text
    assert len(table.bubble.text) < 90
    assert _editor(table).toPlainText() == text
    assert dialogs.said == []
    QTest.keyClick(_editor(table), Qt.Key.Key_Escape)
    assert _task(window, "1").title == "推进可再生能源开发"


@pytest.mark.parametrize("text", ["=1+1", "𠮷㙟😀", "甲\n乙", "字" * 10_000])
def test_any_text_stays_text(table, window, text):
    table.edit(_at(table, "1", "title"))
    _type(table, text)
    assert _task(window, "1").title == text


def test_a_due_date_in_words_has_its_last_day(table, window):
    table.edit(_at(table, "1", "due_text"))
    _type(table, "2024年底")
    assert (_task(window, "1").due_text, _task(window, "1").due_date) == ("2024年底", "2024-12-31")


def test_units_are_completed_by_initials(table, window, qtbot):
    table.edit(_at(table, "2", "responsible"))
    editor = _editor(table)
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    editor.insertPlainText("、")
    QTest.keyClicks(editor, "lyj")
    assert editor._offers.isVisible()
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.toPlainText() == "区发展改革委、区林业局"
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert _names(window, "2", "responsible") == ["区发展改革委", "区林业局"]


def test_an_unknown_unit_can_be_made_from_the_bubble(table, window):
    table.edit(_at(table, "2", "lead"))
    _type(table, "区气象局")
    assert "单位库里没有“区气象局”" in table.bubble.text
    table.bubble._button.click()
    assert _names(window, "2", "lead") == ["区气象局"]
    assert _editor(table) is None


def test_an_edit_overtaken_by_another_window_asks(table, window, small_store):
    from greenplan_desktop.jobs import tasks

    table.edit(_at(table, "2", "title"))
    with small_store.beside() as other:
        tasks.edit_task(other, _task(window, "2").id, "title", "别处改的名称")
    _type(table, "我改的名称")
    assert "另一个窗口" in table.bubble.text
    assert _task(window, "2").title != "我改的名称"
    table.bubble._button.click()
    assert _task(window, "2").title == "我改的名称"
    assert _editor(table) is None


def test_copy_and_paste_between_cells(table, window):
    _select(table, _index(table, "1", "lead"), _index(table, "2", "responsible"))
    window.book["edit.copy"].trigger()
    assert (
        QGuiApplication.clipboard().text() == "区发展改革委\t区水利局、区林业局等\n区经济信息委\t区发展改革委"
    )
    _at(table, "4.1", "lead")
    window.book["edit.paste"].trigger()
    assert _names(window, "4.1", "responsible") == ["区水利局", "区林业局"]
    assert _task(window, "4.1").open_ended
    assert _names(window, "4.2", "lead") == ["区经济信息委"]
    assert window.session.undo_name == "粘贴4个单元格"


def test_paste_of_twenty_rows_adds_tasks_after_asking(table, window, dialogs):
    lines = "\n".join(
        f'"任务{n}\n第二行"\t区水利局\t区林业局、区水利局\t2024年{n % 12 + 1}月' for n in range(20)
    )
    QGuiApplication.clipboard().setText(lines + "\n")
    dialogs.answer("choose", 0)
    _at(table, "4.2", "title")
    window.book["edit.paste"].trigger()
    assert "多 19 行" in dialogs.texts("choose")[0]
    made = window.session.view.snapshot.tasks
    assert len(made) == 5 + 19
    assert made[-1].title == "任务19\n第二行"
    assert made[-1].due_date == "2024-08-31"
    window.book["edit.undo"].trigger()
    assert len(window.session.view.snapshot.tasks) == 5


def test_paste_may_stop_at_the_last_row_or_be_given_up(table, window, dialogs):
    QGuiApplication.clipboard().setText("甲\n乙\n丙")
    dialogs.answer("choose", None, 1)
    _at(table, "4.2", "title")
    window.book["edit.paste"].trigger()
    assert _task(window, "4.2").title == "做优生态旅游"
    window.book["edit.paste"].trigger()
    assert [t.title for t in window.session.view.snapshot.tasks][-1] == "甲"


def test_unknown_units_of_a_paste_are_asked_for_once(table, window, dialogs):
    QGuiApplication.clipboard().setText("区气象局\n区气象局、区地震局")
    dialogs.answer("ask", False, True)
    _at(table, "1", "lead")
    window.book["edit.paste"].trigger()
    assert _names(window, "1", "lead") == ["区发展改革委"]
    window.book["edit.paste"].trigger()
    assert _names(window, "2", "lead") == ["区气象局", "区地震局"]
    assert "2 个单位" in dialogs.texts("ask")[0]


def test_fill_down_and_clear(table, window):
    _select(table, _index(table, "1", "due_text"), _index(table, "3", "due_text"))
    table.edit(_index(table, "1", "due_text"))
    _type(table, "2024年6月", Qt.Key.Key_Escape)
    window.book["edit.fill_down"].trigger()
    _select(table, _index(table, "1", "lead"), _index(table, "2", "lead"))
    window.book["edit.fill_down"].trigger()
    assert _names(window, "2", "lead") == ["区发展改革委"]
    window.book["edit.clear"].trigger()
    assert _names(window, "1", "lead") == []
    assert window.session.undo_name == "清除2个单元格"


def test_rows_are_inserted_moved_and_deleted(table, window, dialogs):
    _at(table, "1", "title")
    window.book["task.insert"].trigger()
    _type(table, "新插入的任务")
    titles = [t.title for t in window.session.view.snapshot.tasks]
    assert titles[1] == "新插入的任务"
    new = window.session.view.snapshot.tasks[1].code
    _at(table, new, "title")
    window.book["task.up"].trigger()
    assert window.session.view.snapshot.tasks[0].title == "新插入的任务"
    window.book["task.down"].trigger()
    window.book["task.down"].trigger()
    window.book["task.down"].trigger()
    moved = window.session.view.snapshot.tasks[2:4]
    assert [t.title for t in moved][1] == "新插入的任务" or moved[0].title == "新插入的任务"
    _at(table, new, "title")
    window.book["task.delete"].trigger()
    assert len(window.session.view.snapshot.tasks) == 5
    _at(table, "1", "title")
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
    _at(table, "4.1", "title")
    dialogs.answer("enter", "（三）园区与旅游", "（三）园区")
    window.book["chapter.insert"].trigger()
    heads = [r for r in table.rows_model.rows if isinstance(r, ChapterRow)]
    assert [h.title for h in heads][-1] == "（三）园区与旅游"
    _at(table, "4.1", "title")
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
    _at(table, "4.1", "title")
    dialogs.answer("ask", True)
    window.book["chapter.delete"].trigger()
    assert len([r for r in table.rows_model.rows if isinstance(r, ChapterRow)]) == 2


def test_chips_filter_and_an_edit_moves_nothing_away(table, window):
    window.page.chips._chips["delayed"].click()
    assert [table.task_at(n).task.code for n in range(table.rows_model.rowCount()) if table.task_at(n)] == [
        "2"
    ]
    window.page.set_filters(Filters().with_text("title", "电网"))
    table.edit(_at(table, "2", "title"))
    _type(table, "不含那个词")
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
    assert _task(window, "3").title == "建设低碳工厂"
    dialog.every()
    assert _task(window, "4.1").title == "建设低碳园区"
    assert (
        window.session.undo_name == "修改第4.1项重点任务" or "替换“绿色”为“低碳”" in window.session.undo_name
    )
    dialog.close()


def test_selection_and_scroll_stay_when_data_changes(table, window, small_store):
    from greenplan_desktop.jobs import tasks

    _select(table, _index(table, "2", "title"), _index(table, "3", "lead"))
    before = window.page.selected_tasks()
    window.session.do(tasks.add_task, window.session.plan_id, after=_task(window, "1").id, title="插在前面")
    assert window.page.selected_tasks() == before


def test_columns_are_hidden_moved_and_kept(table, window, tmp_path):
    from greenplan_desktop.ui.tasks import column_menu

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
    short = table.rowHeight(_index(table, "3", "title").row())
    table.edit(_at(table, "3", "title"))
    _type(table, "很长的名称" * 12)
    assert table.rowHeight(_index(table, "3", "title").row()) > short


def test_heights_are_measured_in_the_width_that_is_painted(table, window):
    text = "国" * 60
    table.edit(_at(table, "3", "title"))
    _type(table, text)
    index = _index(table, "3", "title")
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


def _selected(table):
    rows = table.selectionModel().selectedIndexes()
    return {(table.task_at(i.row()).task.code, table.rows_model.columns[i.column()].key) for i in rows}


def test_a_block_across_a_chapter_row_keeps_its_columns(table, window):
    first, last = _at(table, "2", "lead"), _index(table, "3", "lead")
    box = table.visualRect(first), table.visualRect(last)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box[0].center())
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, box[1].center()
    )
    assert _selected(table) == {("2", "lead"), ("3", "lead")}
    window.book["edit.clear"].trigger()
    assert (_task(window, "2").due_text, _names(window, "2", "lead"), _names(window, "3", "lead")) == (
        "2025年12月", [], [],
    )  # fmt: skip
    assert _names(window, "2", "responsible") == ["区发展改革委"]


def test_shift_extends_and_ctrl_goes_to_the_edge_as_in_a_spreadsheet(table):
    shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    _at(table, "2", "title")
    QTest.keyClick(table, Qt.Key.Key_Down, shift)
    QTest.keyClick(table, Qt.Key.Key_Right, shift)
    assert _selected(table) == {(code, key) for code in ("2", "3") for key in ("title", "lead")}
    QTest.keyClick(table, Qt.Key.Key_Down, control)
    assert _selected(table) == {("4.2", "lead")}
    QTest.keyClick(table, Qt.Key.Key_Home)
    assert _selected(table) == {("4.2", "number")}
    _at(table, "4.1", "lead")
    QTest.keyClick(table, Qt.Key.Key_End, shift | control)
    assert {code for code, _ in _selected(table)} == {"4.1", "4.2"}
    assert {key for _, key in _selected(table)} == {"lead", "responsible", "due_text", "status", "progress"}
    QTest.keyClick(table, Qt.Key.Key_Home, control)
    assert _selected(table) == {("1", "number")}


def test_a_chapter_row_is_selected_alone(table):
    _at(table, "1", "title")
    QTest.keyClick(table, Qt.Key.Key_Up)
    assert isinstance(table.rows_model.rows[table.currentIndex().row()], ChapterRow)
    assert [(i.row(), i.column()) for i in table.selectionModel().selectedIndexes()] == [(0, 0)]
