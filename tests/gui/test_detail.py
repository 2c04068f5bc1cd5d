"""The panel at the right shows one task in full, changes several at once, and says why a change was refused."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from greenplan_desktop.ui.desk import Place
from greenplan_desktop.ui.detail.progress import StatusDialog
from greenplan_desktop.ui.detail.report_dialog import ReportDialog
from greenplan_desktop.ui.life_dialog import LifeDialog


@pytest.fixture
def panel(window):
    window.go(Place("tasks", task_id=window.session.view.snapshot.tasks[0].id))
    return window.detail


def _texts(widget):
    return "\n".join(w.text() for w in widget.findChildren(QLabel) if not w.isHidden())


def _task(window, code):
    return next(t for t in window.session.view.snapshot.tasks if t.code == code)


def test_one_task_in_full(panel, window):
    assert panel._title.text() == "1 推进可再生能源开发"
    seen = _texts(panel.content)
    assert "（一）清洁用能" in seen
    assert "正常推进　60%　序时 17%" in seen
    assert [c.text() for c in panel.content._lead.parts()] == ["区发展改革委", "＋ 添加"]


def test_doubts_are_said_in_words_until_they_are_settled(panel, window):
    from dataclasses import replace

    from greenplan_desktop.ui.detail.content import doubt_words

    view = window.session.view
    doubtful = replace(view.snapshot.tasks[2], doubts=("no_responsible_unit", "role_unclear", "no_lead"))
    assert doubt_words(view, doubtful) == ["没有写明责任单位", "只列了单位，没有写明牵头或责任"]


def test_progress_and_edits_have_their_tabs(panel, window):
    panel._tabs.chosen.button(1).click()
    assert "已并网20兆瓦。" in _texts(panel.progress)
    assert panel._tabs.chosen.button(1).text() == "进展（1 期）"
    panel._tabs.chosen.button(2).click()
    assert "导入计划：云岭区绿色发展三年行动方案" in _texts(panel.edits)


def test_texts_are_edited_where_they_stand(panel, window):
    field = panel.content._texts["due_text"]
    field.open()
    field._editor.setPlainText("2024年底")
    field._editor._end()
    assert _task(window, "1").due_date == "2024-12-31"
    assert not field.is_open


def test_a_units_report_is_typed_in_by_hand(panel, window, qtbot):
    panel._tabs.chosen.button(1).click()
    seen = _texts(panel.progress)
    assert "区发展改革委（牵头）　60%" in seen
    assert "区水利局（责任）　未报" in seen
    view, task = window.session.view, _task(window, "1")
    unit = next(u.id for u in view.index.units.values() if u.short_name == "区水利局")
    dialog = ReportDialog(window.desk, view, task, unit, None, window)
    dialog.percent.setText("六成")
    dialog.do()
    assert "请填 0 到 100 之间的数" in dialog.error.text()
    dialog.percent.setText("55％")
    dialog.status.setCurrentIndex(dialog.status.findData("on_track"))
    dialog.texts["achievement"].setPlainText("完成 2 座水厂改造。")
    dialog.do()
    assert "完成 2 座水厂改造。" in _texts(panel.progress)
    assert "区水利局（责任）　55%" in _texts(panel.progress)
    assert window.session.undo_name == "修改第1项区水利局进展"
    window.book["edit.undo"].trigger()
    assert "区水利局（责任）　未报" in _texts(panel.progress)


def test_targets_are_written_in_the_panel_one_a_line(panel, window):
    field = panel.content._targets
    field.open()
    field._editor.setPlainText("新建绿色工厂10家\n完善制度")
    field._editor._end()
    mine = window.session.view.index.targets[_task(window, "1").id]
    assert [(t.indicator, t.value) for t in mine] == [("新建绿色工厂", "10"), ("完善制度", None)]
    assert "完善制度" in _texts(panel.content)


def test_a_long_text_is_edited_at_its_end_and_in_its_height(panel, window):
    field = panel.content._texts["text"]
    field.set_text("很长的内容。" * 60)
    panel.content.layout().activate()
    field.open()
    assert field._editor.textCursor().atEnd()
    assert not field._editor.textCursor().hasSelection()
    assert field._editor.height() > 62
    field._editor.cancelled.emit()
    assert not field.is_open


def test_units_are_added_moved_removed(panel, window, dialogs):
    index = lambda: window.session.view.index  # noqa: E731
    task = _task(window, "1").id
    panel.content._others.added.emit("区生态环境局")
    assert index().names(task, "responsible") == ["区水利局", "区林业局", "区生态环境局"]
    unit = next(u.id for u in index().units.values() if u.short_name == "区林业局")
    panel.content._others.moved.emit(unit)
    assert index().names(task, "lead") == ["区发展改革委", "区林业局"]
    panel.content._lead.removed.emit(unit)
    assert index().names(task, "lead") == ["区发展改革委"]
    dialogs.answer("ask", True)
    panel.content._others.added.emit("区气象局")
    assert "区气象局" in index().names(task, "responsible")


def test_the_adder_opens_a_field(panel, window):
    panel.content._others._open_field()
    field = panel.content._others.parts()[-1]
    field.setText("slj")
    field._offer("slj")
    assert field._offers.count() == 0  # 区水利局 has a role in this task already
    field._offer("jxw")
    field.given_up.emit()
    assert panel.content._others.parts()[-1].text() == "＋ 添加"


def test_several_tasks_are_changed_in_one_step(window):
    table = window.page.table
    table.selectAll()
    many = window.detail.many
    assert window.detail._title.text() == "已选 5 项任务"
    many._texts["due_text"].open()
    many._texts["due_text"]._editor.setPlainText("2024年6月底前")
    many._texts["due_text"]._editor._end()
    assert {t.due_date for t in window.session.view.snapshot.tasks} == {"2024-06-30"}
    assert window.session.undo_name == "修改5个单元格"
    many._lead.added.emit("区水利局")
    assert all(
        "区水利局" in window.session.view.index.names(t.id, "lead")
        for t in window.session.view.snapshot.tasks
    )
    window.book["edit.undo"].trigger()
    window.book["edit.undo"].trigger()
    assert {t.due_date for t in window.session.view.snapshot.tasks} == {"2025-12-31"}


def test_a_status_is_set_by_hand_with_its_reason(panel, window, qtbot):
    dialog = StatusDialog(window.desk, window.session.view, _task(window, "3"), window)
    dialog.show()
    dialog.do()
    assert dialog.error.text() == "手工定状态要写明理由。"
    dialog.reason.setPlainText("现场核实已完成")
    dialog.do()
    view = window.session.view
    from greenplan_desktop.model import rules

    assert rules.task_status(view.index, _task(window, "3"), view.period) == "completed"


def test_a_task_is_put_off_with_its_reason(panel, window):
    dialog = LifeDialog(window.desk, [_task(window, "1")], window)
    dialog.show()
    dialog.reason.setPlainText("征地未完成")
    dialog.do()
    assert "新的完成时限" in dialog.error.text()
    dialog.due.setText("2026年6月底前")
    dialog.do()
    assert (_task(window, "1").life, _task(window, "1").due_date) == ("extended", "2026-06-30")
    assert "延期，至2026年6月底前，征地未完成" in _texts(panel.content)


def test_the_panel_folds_and_comes_back(window):
    window.book["view.detail"].trigger()
    assert window.detail.isHidden()
    window.book["view.detail"].trigger()
    assert window.detail.isVisible()
