"""The window as a whole: starts on a plan, goes from page to page, undoes, remembers, and dies when closed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QWidget
from shiboken6 import isValid

from greenplan_desktop.jobs import tasks
from greenplan_desktop.ui import registry
from greenplan_desktop.ui.actions import all_actions
from greenplan_desktop.ui.actions.spec import MENUS
from greenplan_desktop.ui.desk import Place
from greenplan_desktop.ui.period_choice import periods_offered
from greenplan_desktop.ui.row_table import RowTable

PROPER = {"Ctrl", "F", "Excel", "Word", "PDF", "WPS", "CSV", "Shift", "Alt", "Enter", "Delete"}


def test_opens_on_the_plan_and_its_latest_period(window):
    assert window.page.page_id == "tasks"
    assert window.bar.plan.currentText() == "云岭区绿色发展三年行动方案"
    assert window.bar.period.currentText() == "2023年第二季度"
    assert "2023年第三季度" in [p.label for p in periods_offered(window.session.view)]


def test_every_page_of_the_registry_opens_and_shows_no_plan_too(window):
    for entry in registry.entries():
        window.go(Place(entry.page_id))
        assert window.page.page_id == entry.page_id
        window.page.refresh(None)
        window.page.refresh(window.session.view)


def test_undo_is_named_and_takes_back(window):
    task = window.session.view.snapshot.tasks[0]
    window.session.do(tasks.edit_task, task.id, "title", "推进光伏开发")
    assert window.book["edit.undo"].text() == "撤销：修改第1项重点任务"
    window.book["edit.undo"].trigger()
    assert window.session.view.snapshot.tasks[0].title == "推进可再生能源开发"
    assert window.book["edit.redo"].text() == "重做：修改第1项重点任务"
    window.book["edit.redo"].trigger()
    assert window.session.view.snapshot.tasks[0].title == "推进光伏开发"


def test_a_change_by_another_program_is_seen(window, small_store):
    with small_store.beside() as other:
        task = window.session.view.snapshot.tasks[1]
        tasks.edit_task(other, task.id, "title", "别处改的名称")
    window.session.look_for_changes()
    assert window.session.view.snapshot.tasks[1].title == "别处改的名称"


def test_shortcuts_do_not_clash():
    taken: dict[str, list] = {}
    for spec in all_actions().values():
        assert not spec.menu or spec.menu in MENUS
        for text in spec.shortcuts:
            key = QKeySequence(text)
            assert key.toString(), f"{spec.id}: {text} is no shortcut"
            for other in taken.setdefault(key.toString(), []):
                apart = spec.page and other.page and spec.page != other.page
                assert apart, f"{spec.id} and {other.id}: {text}"
            taken[key.toString()].append(spec)


def test_every_shortcut_is_in_a_menu_or_context_menu():
    assert [s.id for s in all_actions().values() if s.shortcuts and not (s.menu or s.context)] == []


@pytest.mark.parametrize("page_id", ["tasks", "matrix", "targets", "registry", "units", "history"])
def test_a_right_click_in_a_table_opens_the_menu_of_its_page_once(window, page_id):
    window.go(Place(page_id))
    page = window.page
    table = page.matrix.cells if page_id == "matrix" else page.findChild(RowTable)
    table.customContextMenuRequested.emit(table.viewport().rect().center())
    (menu,) = page.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert menu.isVisible()
    marked = {s.text for s in all_actions().values() if s.context and s.page in ("", page_id)}
    assert menu.actions()
    assert {a.text() for a in menu.actions() if not a.isSeparator()} <= marked
    menu.close()
    QCoreApplication.sendPostedEvents(menu, QEvent.Type.DeferredDelete)
    assert not isValid(menu)


def test_a_change_that_is_refused_is_told_and_makes_nothing(desk, dialogs):
    task = desk.view.snapshot.tasks[0]
    assert desk.change(tasks.edit_task, task.id, "title", "") is None
    assert len(dialogs.texts("fail")) == 1
    done = desk.change(tasks.edit_task, task.id, "title", "把河道清理干净")
    assert done is not None
    assert done.change_set_id is not None
    assert len(dialogs.texts("fail")) == 1


def test_no_latin_words_are_seen(window):
    for entry in registry.entries():
        window.go(Place(entry.page_id))
    found = []
    for widget in window.findChildren(QWidget):
        texts = [widget.toolTip(), widget.accessibleName()]
        if isinstance(widget, QLabel | QAbstractButton):
            texts.append(widget.text())
        for text in texts:
            if "<" in text:
                text = re.sub(r"<[^>]*>", " ", text)
            words = set(re.findall(r"[A-Za-z]{2,}", text)) - PROPER
            if words:
                found.append((type(widget).__name__, text))
    assert found == []


def test_dropped_files_become_a_fact(window, qtbot, tmp_path):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "计划.docx"))])
    window.hub.files_dropped.disconnect()
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(window.hub.files_dropped) as caught:
        window.dropEvent(event)
    assert [p.name for p in caught.args[0]] == ["计划.docx"]


def test_choices_come_back_on_the_next_start(window, tmp_path):
    window.session.choose_period("2023Q1")
    window.fold_detail()
    window.close()
    kept = json.loads((tmp_path / "config" / "settings.json").read_text(encoding="utf-8"))
    assert kept["detail"] is False
    assert list(kept["periods"].values()) == ["2023Q1"]
    assert kept["page"] == "tasks"


def test_any_period_is_chosen_by_its_name(window, monkeypatch):
    offered = []

    def take(_, options, __):
        offered.extend(options)
        return options.index("2023年上半年")

    monkeypatch.setattr("greenplan_desktop.ui.window_actions.pick", take)
    window.answers.other_period()
    assert window.session.view.period.code == "2023H1"
    assert window.bar.period.currentText() == "2023年上半年"
    assert {"2025年第四季度", "2023年6月", "2024年"} <= set(offered)
    assert len(offered) == len(set(offered))


def test_the_foot_says_nothing_twice(window):
    window.foot.show_counts(("23 项任务", "撤销：修改第2项备注"))
    window.foot.say("修改第2项备注")
    assert window.foot._message.text() == ""
    window.foot.say("已撤销：修改第2项备注")
    assert window.foot._message.text() == "已撤销：修改第2项备注"


def test_dialogs_die_when_closed(window, qtbot):
    from greenplan_desktop.ui.plans_dialog import PlansDialog
    from greenplan_desktop.ui.shortcuts_dialog import ShortcutsDialog

    for dialog in (ShortcutsDialog(window.book, window), PlansDialog(window.desk, window)):
        dialog.show()
        dialog.close()
        qtbot.waitUntil(lambda dialog=dialog: not isValid(dialog))


def test_a_plan_is_copied_to_a_new_year_with_its_name_following(window):
    from greenplan_desktop.ui.plans_dialog import CopyDialog

    plan = window.session.view.plan
    dialog = CopyDialog(window.desk, plan, window)
    assert dialog.year.currentData() == 2026
    dialog.title.setText("云岭区2026年计划")
    dialog.title.setModified(True)
    dialog.year.setCurrentIndex(dialog.year.findData(2027))
    assert dialog.title.text() == "云岭区2026年计划"
    dialog.do()
    copied = next(p for p in window.session.plans if p.title == "云岭区2026年计划")
    assert (copied.period_from, copied.period_to) == (2027, 2029)


def test_light_modules_only_before_the_first_paint(tmp_path):
    """Heavy libraries would delay the window: none is imported until it was painted."""
    script = (
        "import sys\n"
        "from greenplan_desktop import app\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "heavy = {'pandas', 'matplotlib', 'sqlite_utils', 'qtawesome', 'openpyxl', 'docx', 'pypdfium2', 'pikepdf', 'pypinyin'}\n"
        "start = app.MainWindow.start\n"
        "def started(window):\n"
        "    window.painted.connect(lambda: (print('HEAVY', sorted(heavy & set(sys.modules))), QTimer.singleShot(0, QApplication.exit)))\n"
        "    start(window)\n"
        "app.MainWindow.start = started\n"
        f"app.main(['--db', {str(tmp_path / 'a.gpdb')!r}])\n"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "GREENPLAN_CONFIG": str(tmp_path / "config")}
    _filled(tmp_path / "a.gpdb")
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, timeout=60,
        cwd=Path(__file__).resolve().parents[2], check=False,
    )  # fmt: skip
    assert "HEAVY []" in done.stdout, done.stdout + done.stderr


def _filled(path):
    from greenplan_desktop.store.database import open_store

    from .filled import SMALL, store_plan

    with open_store(path) as store:
        store_plan(store, SMALL)


def test_appearance_is_chosen_and_kept(window, qapp):
    from greenplan_desktop.ui import theme
    from greenplan_desktop.ui.settings_dialog import SettingsDialog

    dialog = SettingsDialog(window.desk, window)
    dialog.show()
    dialog.appearance.setCurrentIndex(2)
    dialog.do()
    assert theme.colours() is theme.DARK
    assert window.settings.get("appearance", "") == "dark"
    theme.apply(qapp, "light")


def test_buttons_keep_their_picture_when_an_action_is_renamed(window):
    from greenplan_desktop.ui.top_bar import ActionButton

    window.book.rename("edit.undo", "撤销：修改第1项")
    buttons = window.bar.findChildren(ActionButton)
    assert buttons
    assert all(not b.icon().isNull() for b in buttons)
    assert [b.text() for b in buttons][:2] == ["", ""]
    assert "导入计划" in [b.text() for b in buttons]


def test_menus_are_filled_when_opened(window):
    menu = next(a.menu() for a in window.bar.menus.actions() if a.text() == "编辑")
    menu.aboutToShow.emit()
    texts = [a.text() for a in menu.actions()]
    assert texts[0].startswith("撤销：")
    assert "查找和替换…" in texts


def test_the_window_dies_when_deleted(qapp, small_store, dialogs, tmp_path):
    from greenplan_desktop.app import build_window
    from greenplan_desktop.ui.settings import Settings

    made = build_window(small_store, Settings(tmp_path / "config2"), dialogs)
    made.painted.disconnect()
    made.start()
    made.show()
    made.close()
    made.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(made)


def test_returns_are_imported_from_any_page(window, dialogs):
    assert window.page is not None
    assert window.page.page_id == "tasks"
    assert window.book["review.open_files"].isEnabled()
    dialogs.answer("pick_files", [])
    window.book.run("review.open_files")
    assert window.page.page_id == "review"
    assert dialogs.texts("pick_files") == ["导入填报表"]


def test_a_database_that_cannot_be_opened_is_named_and_another_chosen(dialogs, tmp_path):
    from greenplan_desktop.app import open_database
    from greenplan_desktop.jobs import whereabouts

    foreign = tmp_path / "别的.gpdb"
    foreign.write_bytes(b"no database at all" * 100)
    dialogs.answer("choose", None)
    assert open_database(foreign, dialogs) is None
    assert "别的.gpdb" in dialogs.texts("choose")[0]
    dialogs.answer("choose", 1)
    dialogs.answer("pick_save", tmp_path / "新的.gpdb")
    store = open_database(foreign, dialogs)
    assert store is not None
    assert store.path.name == "新的.gpdb"
    store.close()
    assert foreign.read_bytes().startswith(b"no database")
    assert whereabouts.last_database().name == "新的.gpdb"


def test_a_database_named_at_the_start_is_opened_and_anything_else_is_imported(tmp_path):
    from greenplan_desktop.app import _options
    from greenplan_desktop.store.database import open_store

    base, plan = tmp_path / "去年.db", tmp_path / "方案.txt"
    open_store(base).close()
    plan.write_text("某区实施方案", encoding="utf-8")
    assert _options([str(base)]) == (str(base), ())
    assert _options([str(plan)]) == ("", (str(plan),))
    assert _options(["--db", str(base), str(plan)]) == (str(base), (str(plan),))
    assert _options([str(tmp_path / "没有.txt")]) == ("", (str(tmp_path / "没有.txt"),))


def test_small_windows_die_when_closed(window, qtbot):
    from greenplan_desktop.ui.help_window import HelpWindow
    from greenplan_desktop.ui.life_dialog import LifeDialog
    from greenplan_desktop.ui.settings_dialog import SettingsDialog
    from greenplan_desktop.ui.tasks.chapter_dialog import ChapterDialog
    from greenplan_desktop.ui.tasks.replace_dialog import ReplaceDialog
    from greenplan_desktop.ui.tasks.values_popup import ValuesPopup

    view, desk = window.session.view, window.desk
    made = [
        HelpWindow("tasks", window),
        LifeDialog(desk, list(view.snapshot.tasks[:1]), window),
        SettingsDialog(desk, window),
        ChapterDialog(view, view.snapshot.tasks[-1].chapter_id, window),
        ReplaceDialog(window.page, desk),
        ValuesPopup({"区水利局": 2}, None, window),
    ]
    for dialog in made:
        dialog.show()
        dialog.close()
    qtbot.waitUntil(lambda: not any(isValid(d) for d in made))


def test_a_read_only_database_is_shown_and_refuses_beside_the_cell(qapp, small_store, dialogs, tmp_path):
    from greenplan_desktop.app import build_window
    from greenplan_desktop.store.database import open_store
    from greenplan_desktop.ui.settings import Settings

    path = small_store.path
    small_store.close()
    made = build_window(open_store(path, read_only=True), Settings(tmp_path / "config3"), dialogs)
    made.painted.disconnect()
    made.start()
    made.show()
    assert made._notice.isVisible()
    assert not made.book["task.insert"].isEnabled()
    row = next(r for n in range(3) if (r := made.page.table.task_at(n)))
    refusal = made.page.edits.write(row, "title", "改", row.task.title)
    assert "只读" in refusal.text
    made.close()
    made.deleteLater()


def test_what_was_written_leads_to_its_folder(window, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    target = tmp_path / "清单.pdf"
    target.write_bytes(b"%PDF")
    window.desk.wrote(f"已写成 {target}", target)
    assert window.foot.folder.isVisible()
    window.foot.folder.click()
    window.desk.wrote(f"已生成 3 份填报表，在 {tmp_path}", tmp_path)
    window.foot.folder.click()
    assert opened == [str(tmp_path), str(tmp_path)]
    window.desk.say("别的事")
    assert not window.foot.folder.isVisible(), "it is about what was said last"
