"""Forms out, the register, reminders and tasks by period."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from greenplan_desktop.jobs import figures, gathering, progress
from greenplan_desktop.model.progress import finish
from greenplan_desktop.ui.desk import Desk, Place
from greenplan_desktop.ui.gathering.forms_out import FormsDialog
from greenplan_desktop.ui.pages.progress import ProgressPage
from greenplan_desktop.ui.pages.registry import RegistryPage
from greenplan_desktop.ui.pages.reminders import RemindersPage
from greenplan_desktop.ui.window import MainWindow

from .doubles import ScriptedDialogs


def test_the_register_counts_as_the_command_line_does(window: MainWindow, desk: Desk) -> None:
    window.go(Place("registry"))
    page = window.findChild(RegistryPage)
    assert page is not None
    QAbstractItemModelTester(page.table.lines, QAbstractItemModelTester.FailureReportingMode.Fatal)
    view = desk.view
    assert view is not None
    told = figures.missing_json(desk.session.store, view.plan.id, view.period)
    assert len(page._all) == told["expected"]
    missing = {line.unit: list(line.missing) for line in page._all if line.missing}
    assert missing == {m["unit"]: m["tasks"] for m in told["missing"]}
    page._see("missing")
    assert all(line.standing == "missing" for line in page.table.lines.rows)


def test_evidence_is_kept_with_the_unit_and_given_out_again(
    window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    window.go(Place("registry"))
    page = window.findChild(RegistryPage)
    assert page is not None
    scan = tmp_path / "盖章扫描件.pdf"
    scan.write_bytes(b"%PDF-1.4 stamp")
    unit = page._all[0].unit_id
    desk.session.do(progress.attach_files, desk.session.plan_id, desk.view.period, unit, [scan])  # type: ignore[union-attr]
    file = gathering.evidence(desk.view.index, desk.view.period, unit)[0]  # type: ignore[union-attr]
    out = gathering.save_file(desk.session.store, file, tmp_path / "另存.pdf")
    assert out.read_bytes() == scan.read_bytes()


def test_reminders_name_what_is_missing_and_are_copied(window: MainWindow, desk: Desk) -> None:
    desk.session.do(progress.set_deadline, desk.session.plan_id, desk.view.period, "2023-07-05")  # type: ignore[union-attr]
    window.go(Place("reminders"))
    page = window.findChild(RemindersPage)
    assert page is not None
    first = page._lines[0]
    page.table.selectRow(0)
    page._copy()
    text = QApplication.clipboard().text()
    assert text.startswith(first.unit)
    assert "2023年7月5日" in text
    assert all(code in text for code in first.missing)


def test_tasks_by_period_show_what_was_said_and_keep_the_joined_text(window: MainWindow, desk: Desk) -> None:
    window.go(Place("returns"))
    page = window.findChild(ProgressPage)
    assert page is not None
    QAbstractItemModelTester(page.table.lines, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert "已并网20兆瓦。" in page.said.toPlainText()
    assert page.joined.toPlainText() == "已并网20兆瓦。"
    page.joined.setPlainText("汇总后的话。")
    page._keep_text()
    view = desk.view
    assert view is not None
    assert progress.joined_texts(desk.session.store, view.plan.id, view.period) == {
        page._task: "汇总后的话。"
    }
    desk.book.run("edit.undo")
    assert progress.joined_texts(desk.session.store, view.plan.id, view.period) == {}


def test_forms_are_written_for_the_ticked_units(
    window: MainWindow, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    from greenplan_desktop.jobs import forms

    view = desk.view
    assert view is not None
    dialog = FormsDialog(desk, view, window)
    qtbot.addWidget(dialog)
    everyone = dialog.chosen()
    assert len(everyone) == len(forms.units_for(view.snapshot, view.period))
    dialog._tick_all(False)
    assert dialog.chosen() == []
    written = finish(
        forms.write_forms(desk.session.store, view.plan.id, view.period, tmp_path / "表", everyone[:2])
    )
    assert len(written) == 2
    archive = finish(forms.write_forms(desk.session.store, view.plan.id, view.period, tmp_path / "表.zip"))
    assert archive[0].read_bytes().startswith(b"PK")
    note = gathering.write_cover(view.index, view.period, tmp_path / "通知.docx", contact="张三")
    assert note.stat().st_size > 5000


def test_the_progress_page_says_how_a_task_stands_and_what_was_said_before(
    window: MainWindow, desk: Desk
) -> None:
    view = desk.view
    assert view is not None
    task = view.snapshot.tasks[0]
    before = view.period.previous()
    unit = view.index.leads(task.id)[0]
    desk.session.do(progress.fill_report, task.id, unit, before, {"achievement": "上一期做了前期工作。"})
    desk.session.do(progress.set_status, task.id, view.period, "delayed", "现场核查进度不足")
    window.go(Place("returns", task_id=task.id))
    page = window.findChild(ProgressPage)
    assert page is not None
    assert page.standing.words.text().startswith("进展滞后")
    assert page.standing.against.text().startswith("序时 ")
    assert page.standing.reason.text() == "手工定为此状态：现场核查进度不足"
    said = page.said.toPlainText()
    assert said.index("已并网20兆瓦。") < said.index(before.label) < said.index("上一期做了前期工作。")
    desk.book.run("edit.undo")
    assert page.standing.words.text().startswith("正常推进")
    assert not page.standing.reason.isVisible()


def test_files_let_go_on_the_register_are_evidence_of_the_chosen_unit(
    window: MainWindow, desk: Desk, dialogs: ScriptedDialogs, tmp_path: Path
) -> None:
    window.go(Place("registry"))
    page = window.findChild(RegistryPage)
    assert page is not None
    scan, form = tmp_path / "扫描件.pdf", tmp_path / "表.xlsx"
    scan.write_bytes(b"%PDF-1.4 stamp")
    form.write_bytes(b"PK")
    page.table.selectRow(0)
    unit = page.table.chosen()[0].unit_id
    assert not page.take_files([form]), "a spreadsheet goes to the review"
    dialogs.answer("ask", False, True)
    assert not page.take_files([scan])
    assert page.take_files([scan])
    view = desk.view
    assert view is not None
    assert [f.name for f in gathering.evidence(view.index, view.period, unit)] == ["扫描件.pdf"]
    page.table.clearSelection()
    assert not page.take_files([scan]), "no unit is chosen"
