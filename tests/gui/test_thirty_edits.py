"""Thirty edits of all kinds through the window, all undone and all redone, with the program closed in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from greenplan_desktop.app import build_window
from greenplan_desktop.jobs import assign, life, lists, plans, progress, units
from greenplan_desktop.model.status import Life
from greenplan_desktop.store import check
from greenplan_desktop.store import units as stored_units
from greenplan_desktop.store.database import open_store
from greenplan_desktop.ui.cell_editor import CellEditor
from greenplan_desktop.ui.desk import Place
from greenplan_desktop.ui.settings import Settings
from greenplan_desktop.ui.window import MainWindow
from tests.dump import dump

from .doubles import ScriptedDialogs
from .filled import SMALL, store_plan, store_reports


class Clerk:
    """A clerk at a window, who can close the program and start it again."""

    def __init__(self, path: Path, config: Path, application: QApplication) -> None:
        self._path, self._config, self._application = path, config, application
        self.dialogs = ScriptedDialogs()
        self.window: MainWindow = self._start()

    def _start(self) -> MainWindow:
        window = build_window(open_store(self._path), Settings(self._config), self.dialogs)
        window.painted.disconnect()
        window.resize(1366, 768)
        window.start()
        window.show()
        return window

    def close(self) -> None:
        self.window.runner.stop_all()
        self.window.close()
        self.window.deleteLater()
        self._application.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def restart(self) -> None:
        self.close()
        self.window = self._start()

    def state(self) -> dict[str, list[tuple[object, ...]]]:
        return dump(self.window.session.store)

    def run(self, action: str) -> None:
        assert self.window.book[action].isEnabled(), action
        self.window.book.run(action)

    # the task page

    def at(self, number: int, key: str) -> None:
        """The cursor in the cell of the plan's n-th task."""
        self.window.go(Place("tasks"))
        table = self.window.page.table  # type: ignore[union-attr]
        model = table.rows_model
        rows = [n for n in range(len(model.rows)) if table.task_at(n)]
        table.setCurrentIndex(model.index(rows[number - 1], model.column_of(key)))

    def mark(self, numbers: tuple[int, int], keys: tuple[str, str]) -> None:
        """Select a block from one task's cell to another's."""
        self.at(numbers[1], keys[1])
        table = self.window.page.table  # type: ignore[union-attr]
        last = table.currentIndex()
        self.at(numbers[0], keys[0])
        block = QItemSelection(table.currentIndex(), last)
        table.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def write(self, number: int, key: str, text: str) -> None:
        """Type into a task's cell."""
        self.at(number, key)
        table = self.window.page.table  # type: ignore[union-attr]
        table.edit(table.currentIndex())
        editor = next(e for e in table.findChildren(CellEditor) if e.isVisible())
        editor.setPlainText(text)
        QTest.keyClick(editor, Qt.Key.Key_Return)

    def leave_cell(self) -> None:
        """Escape out of the cell that is being edited."""
        table = self.window.page.table  # type: ignore[union-attr]
        QTest.keyClick(next(e for e in table.findChildren(CellEditor) if e.isVisible()), Qt.Key.Key_Escape)

    def paste(self, number: int, key: str, text: str) -> None:
        """Paste a block of cells."""
        self.at(number, key)
        QGuiApplication.clipboard().setText(text)
        self.run("edit.paste")

    # other pages

    def do(self, job: Callable[..., object], *args: object, **named: object) -> None:
        """What a dialog or another page does in the end."""
        self.window.session.do(job, *args, **named)

    def task(self, number: int) -> int:
        return self.view.snapshot.tasks[number - 1].id

    def unit(self, name: str) -> int:
        return next(u.id for u in stored_units.all_units(self.window.session.store) if u.short_name == name)

    def cell(self, number: int, name: str, key: Qt.Key) -> None:
        """A key on a cell of the matrix."""
        self.window.go(Place("matrix"))
        cells = self.window.page.matrix.cells  # type: ignore[union-attr]
        column = next(n for n in range(cells.cells.columnCount()) if cells.cells.column(n).name == name)
        cells.setCurrentIndex(cells.cells.index(number - 1, column))
        QTest.keyClick(cells, key)

    @property
    def view(self):
        assert self.window.session.view is not None
        return self.window.session.view


@pytest.fixture
def clerk(qapp: QApplication, tmp_path: Path) -> Iterator[Clerk]:
    path = tmp_path / "计划.gpdb"
    with open_store(path) as store:
        plan_id = store_plan(store, SMALL)
        store_reports(store, plan_id, "2023Q2", {"1": ("on_track", 600, "已并网20兆瓦。")})
    found = Clerk(path, tmp_path / "config", qapp)
    yield found
    found.close()


def edits(clerk: Clerk) -> list[Callable[[], None]]:
    """Thirty edits, each one step of undo."""
    period = clerk.view.period
    plan = clerk.view.plan.id

    def answered(action: str, number: int, key: str, **answers: object) -> None:
        for kind, answer in answers.items():
            clerk.dialogs.answer(kind, answer)
        clerk.at(number, key)
        clerk.run(action)

    def block(action: str, numbers: tuple[int, int], keys: tuple[str, str]) -> None:
        clerk.mark(numbers, keys)
        clerk.run(action)

    return [
        lambda: clerk.write(1, "title", "推进光伏、风电开发𠮷"),
        lambda: clerk.write(2, "lead", "区经济信息委、区水利局"),
        lambda: clerk.write(2, "responsible", "区林业局"),
        lambda: clerk.write(3, "due_text", "2024年底前"),
        lambda: clerk.write(3, "title", "=1+1"),
        lambda: clerk.paste(1, "title", '一\t区林业局\n"二\n行"\t区水利局'),
        lambda: block("edit.fill_down", (1, 2), ("lead", "lead")),
        lambda: block("edit.clear", (4, 5), ("due_text", "due_text")),
        lambda: (answered("task.insert", 2, "title"), clerk.leave_cell())[0],
        lambda: answered("task.down", 1, "title"),
        lambda: answered("task.up", 3, "title"),
        lambda: answered("task.renumber", 3, "title", ask=True),
        lambda: answered("chapter.insert", 3, "title", enter="（三）新的章节"),
        lambda: answered("chapter.rename", 3, "title", enter="（三）另一个名称"),
        lambda: clerk.cell(1, "区水利局", Qt.Key.Key_Q),
        lambda: clerk.cell(3, "区林业局", Qt.Key.Key_Z),
        lambda: clerk.cell(1, "区水利局", Qt.Key.Key_Delete),
        lambda: clerk.do(units.edit_unit, clerk.unit("区林业局"), "phone", "023-48600000"),
        lambda: clerk.do(units.add_unit, "区能源局", kind="district"),
        lambda: clerk.do(units.rename_unit, clerk.unit("区能源局"), "区能源服务局", "2023-07-01"),
        lambda: clerk.do(units.merge_units, [clerk.unit("区林业局")], clerk.unit("区水利局"), "2023-08-01"),
        lambda: clerk.do(life.turn, [clerk.task(1)], Life.EXTENDED, reason="资金未到位", due_text="2025年底"),
        lambda: clerk.do(life.turn, [clerk.task(2)], Life.PAUSED, reason="等待批复"),
        lambda: clerk.do(progress.set_status, clerk.task(3), period, "completed", "已验收"),
        lambda: clerk.do(progress.set_deadline, plan, period, "2023-07-10"),
        lambda: clerk.do(plans.set_plan_setting, plan, "contact", "张三", "修改填报联系人"),
        lambda: clerk.do(plans.edit_plan, plan, short_name="三年行动"),
        lambda: clerk.do(lists.keep_layout, plan, lists.layouts(clerk.window.session.store, plan)[0]),
        lambda: clerk.do(assign.set_units, [clerk.task(3)], "lead", ["区水利局"]),
        lambda: clerk.do(plans.copy_plan, plan, "下一年的行动方案"),
        lambda: answered("task.delete", 2, "title", ask=True),
    ]  # fmt: skip


def test_thirty_edits_are_undone_and_redone_to_the_same_tables(clerk: Clerk) -> None:
    states = [clerk.state()]
    for number, edit in enumerate(edits(clerk)):
        edit()
        states.append(clerk.state())
        assert states[-1] != states[-2], f"edit {number} changed nothing"
    assert len(states) > 30
    clerk.restart()
    assert clerk.state() == states[-1], "closing and starting the program changes nothing"
    for number, before in reversed(list(enumerate(states[:-1]))):
        clerk.run("edit.undo")
        assert clerk.state() == before, f"undo of edit {number}"
        if number == 15:
            clerk.restart()
    clerk.restart()
    for number, after in enumerate(states[1:]):
        clerk.run("edit.redo")
        assert clerk.state() == after, f"redo of edit {number}"
        if number == 15:
            clerk.restart()
    clerk.restart()
    assert not clerk.window.book["edit.redo"].isEnabled()
    assert check.problems(clerk.window.session.store) == []
