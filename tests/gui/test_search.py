"""Search finds tasks, units, reports and plans by any substring and by initials, and Enter goes there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from greenplan_desktop.jobs import search, tasks
from greenplan_desktop.ui.search_results import EACH, HIT, MORE


def _search(window, words):
    window.book["edit.search"].trigger()
    window.bar.search.setText(words)
    window.bar.search.textEdited.emit(words)
    window.search_results()._timer.stop()
    window.search_results()._search()
    rows = (window.search_results().item(n) for n in range(window.search_results().count()))
    return [(i.data(HIT)[0].kind, i.data(HIT)[0].title) for i in rows if i.data(HIT)]


def test_two_letters_find_tasks_units_and_reports(window):
    assert ("task", "3 建设绿色工厂") in _search(window, "绿色")
    assert ("unit", "区水利局") in _search(window, "水利")
    assert ("unit", "区林业局") in _search(window, "qlyj")
    assert ("report", "1 推进可再生能源开发 · 区发展改革委") in _search(window, "并网")
    assert ("plan", "云岭区绿色发展三年行动方案") in _search(window, "三年行动")


def test_enter_goes_to_the_task_and_marks_the_words(window):
    _search(window, "电网")
    assert window.search_results().isVisible()
    QTest.keyClick(window.bar.search, Qt.Key.Key_Return)
    assert window.page.page_id == "tasks"
    assert [window.session.view.index.tasks[i].code for i in window.page.selected_tasks()] == ["2"]
    assert window.search_results().isHidden()
    assert window.page._words == "电网"


def test_initials_skip_letters_in_short_names_only():
    found = [
        search._distance(search.initials(name), "fgw")
        for name in ("区发展改革委", "高新技术产业开发区管理委员会")
    ]
    assert found == [3, 99]


def test_hits_in_titles_come_first_and_the_rest_opens_in_place(window, small_store):
    for number in range(12):
        tasks.add_task(small_store, window.session.plan_id, title=f"推进第{number}批项目")
    window.session.look_for_changes()
    results, box = window.search_results(), window.bar.search
    _search(window, "推进")
    assert results.item(0).text() == "任务　13"
    more = next(n for n in range(results.count()) if results.item(n).data(MORE))
    assert results.item(more).text() == f"显示其余 {13 - EACH} 项任务"
    results.setCurrentRow(more)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert results.isVisible()
    assert results.currentRow() == more
    assert not any(results.item(n).data(MORE) == "task" for n in range(results.count()))


def test_hits_are_marked_in_the_panel_and_reports_come_to_the_front(window):
    _search(window, "光伏装机")
    QTest.keyClick(window.bar.search, Qt.Key.Key_Return)
    label = window.detail.content._texts["text"]._label
    assert "background-color" in label.text()
    _search(window, "选址未定")
    QTest.keyClick(window.bar.search, Qt.Key.Key_Return)
    assert window.detail._tabs.chosen.checkedId() == 1
    assert any("background-color" in w.text() for w in window.detail.progress.findChildren(QLabel))


def test_nothing_found_is_said_and_escape_empties(window):
    assert _search(window, "不存在的词") == []
    assert window.search_results().item(0).text() == "没有找到“不存在的词”"
    QTest.keyClick(window.bar.search, Qt.Key.Key_Escape)
    assert window.bar.search.text() == ""


def test_the_sample_is_marked_and_removed_in_one_click(qapp, qtbot, dialogs, tmp_path):
    from greenplan_desktop.app import build_window
    from greenplan_desktop.store.database import open_store
    from greenplan_desktop.ui.settings import Settings

    made = build_window(open_store(tmp_path / "first.gpdb"), Settings(tmp_path / "first"), dialogs)
    made.painted.disconnect()
    made.start()
    made.show()
    assert made.session.view.plan.is_sample
    assert made._sample.isVisible()
    made.book["plan.remove_sample"].trigger()
    assert made.session.view is None
    assert made._sample.isHidden()
    made.book["edit.undo"].trigger()
    assert made.session.view.plan.is_sample
    made.runner.stop_all()
    made.close()
    made.deleteLater()


def test_help_opens_at_the_page_of_what_is_on_the_screen(window):
    from greenplan_desktop.ui.help_window import HelpWindow

    shown = HelpWindow("matrix", window)
    shown.show()
    assert "责任矩阵" in shown._text.toPlainText()[:20]
    shown.close()
