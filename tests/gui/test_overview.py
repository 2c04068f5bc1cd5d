"""The overview: its numbers are those of the jobs, each leads to its tasks, charts and summary leave the window."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from greenplan_desktop.jobs import figures, overview
from greenplan_desktop.model.index import PlanIndex
from greenplan_desktop.model.labels import STATUS
from greenplan_desktop.model.period import Period
from greenplan_desktop.model.progress import finish
from greenplan_desktop.store import tasks as stored_tasks
from greenplan_desktop.store.database import open_store
from greenplan_desktop.store.snapshot import plan_snapshot
from greenplan_desktop.ui.desk import Desk, Place
from greenplan_desktop.ui.overview.bars import ORDER
from greenplan_desktop.ui.overview.board import Board
from greenplan_desktop.ui.pages.overview import OverviewPage
from greenplan_desktop.ui.pages.tasks import TasksPage
from greenplan_desktop.ui.plan_view import PlanView
from greenplan_desktop.ui.tasks.rows import TaskRow
from greenplan_desktop.ui.window import MainWindow

from .doubles import ScriptedDialogs
from .filled import store_plan, store_reports


def settled(page: OverviewPage, qtbot: QtBot) -> OverviewPage:
    qtbot.waitUntil(lambda: not page.desk.runner.busy and not page._soon.isActive(), timeout=30_000)
    return page


@pytest.fixture
def page(window: MainWindow, desk: Desk, qtbot: QtBot) -> OverviewPage:
    desk.session.choose_period("2023Q2")
    window.go(Place("overview"))
    found = window.findChild(OverviewPage)
    assert found is not None
    return settled(found, qtbot)


def shown_tasks(window: MainWindow) -> set[str]:
    tasks = window.findChild(TasksPage)
    assert tasks is not None
    assert window.page is tasks
    return {row.task.code for row in tasks.table.rows_model.rows if isinstance(row, TaskRow)}


def test_the_counters_show_what_the_jobs_count(page: OverviewPage, desk: Desk) -> None:
    assert desk.view is not None
    expected = figures.stats_json(desk.session.store, desk.view.plan.id, desk.view.period)
    assert page.board.counters["tasks"].number == str(expected["tasks"])
    for status, number in expected["by_status"].items():
        assert page.board.counters[status].number == str(number)
    missing = figures.missing_json(desk.session.store, desk.view.plan.id, desk.view.period)
    assert page.board.counters["returned"].number == f"{missing['received']}/{missing['expected']}"
    assert page.footer()[1] == f"{expected['tasks']} 项任务"


def test_a_number_leads_to_its_tasks(page: OverviewPage, window: MainWindow) -> None:
    page.board.counters["delayed"].click()
    assert shown_tasks(window) == {"2"}
    page.board.counters["tasks"].click()
    assert shown_tasks(window) == {"1", "2", "3", "4.1", "4.2"}


def test_every_part_of_a_bar_leads_to_as_many_tasks_as_it_says(
    page: OverviewPage, window: MainWindow
) -> None:
    index = page.desk.view.index  # type: ignore[union-attr]
    for bars in (page.board.units, page.board.groups):
        for row in bars.rows:
            for status in ORDER:
                tasks = row.parts.get(status, ())
                if tasks:
                    bars.chosen.emit((status, tasks, row.label))
                    assert shown_tasks(window) == {index.tasks[t].code for t in tasks}
    assert sum(row.total for row in page.board.groups.rows) == 5


def test_a_click_on_a_bar_finds_the_part_under_it(page: OverviewPage) -> None:
    row = page.board.units.rows[0]
    for status, left, width in page.board.units._parts(row):
        assert page.board.units.key_at(row, left + width / 2)[:2] == (status, row.parts[status])
    assert page.board.units.key_at(row, 1)[1] == tuple(t for part in row.parts.values() for t in part)


def test_where_the_tasks_come_from_is_said_and_taken_away(page: OverviewPage, window: MainWindow) -> None:
    rows = page.board.units
    row = rows.rows[0]
    status, left, _ = rows._parts(row)[0]
    rows.chosen.emit(rows.key_at(row, left + 1))
    chip = window.page.chips._conditions  # type: ignore[union-attr]
    assert chip.text() == f"只看 {row.label} · {STATUS[status]}　✕"
    chip.click()
    assert len(shown_tasks(window)) == 5
    assert chip.isHidden()


def test_another_period_without_returns_says_so(page: OverviewPage, desk: Desk, qtbot: QtBot) -> None:
    assert not page._nothing.isVisible()
    desk.session.choose_period("2024Q1")
    settled(page, qtbot)
    assert page._nothing.isVisible()
    assert page.board.counters["unreported"].number == "5"
    assert "2023年第二季度" not in page.board.turned_card.title


def test_the_charts_are_drawn_in_the_windows_width_and_copied(page: OverviewPage, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QApplication

    for key in ("groups", "units", "periods"):
        pixmap = page.charts[key].picture.pixmap()
        assert abs(pixmap.deviceIndependentSize().width() - page._chart_width()) < 2
    page.charts["groups"].copy_asked.emit("groups")
    settled(page, qtbot)
    assert not QApplication.clipboard().image().isNull()


def test_a_chart_and_the_summary_are_written_where_the_clerk_says(
    page: OverviewPage, dialogs: ScriptedDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    import docx

    picture, summary = tmp_path / "图.png", tmp_path / "汇总.docx"
    dialogs.answer("pick_save", picture, summary)
    page.charts["units"].save_asked.emit("units")
    page._write_summary(None, ["units", "periods"])
    settled(page, qtbot)
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert len(docx.Document(str(summary)).inline_shapes) == 2
    assert page.desk.settings.get("summary_charts") == ["units", "periods"]


def test_the_summary_dialog_remembers_a_template(
    page: OverviewPage, dialogs: ScriptedDialogs, tmp_path: Path
) -> None:
    from greenplan_desktop.ui.overview.summary_dialog import SummaryDialog

    template = tmp_path / "模板.docx"
    dialogs.answer("pick_save", template)
    page._template()
    dialog = SummaryDialog(page.desk, page, ["groups"])
    assert dialog.template is None
    dialogs.answer("pick_file", template)
    dialog.form.activated.emit(dialog.form.count() - 1)
    assert dialog.template == template
    got: list[object] = []
    dialog.chosen.connect(lambda path, keys: got.append((path, keys)))
    dialog.do()
    assert got == [(template, ["groups"])]
    again = SummaryDialog(page.desk, page, [])
    assert again.template == template
    again.close()


def test_the_settings_change_who_owes_and_the_lights(page: OverviewPage, desk: Desk, qtbot: QtBot) -> None:
    from greenplan_desktop.model import rules
    from greenplan_desktop.ui.overview.settings_dialog import PlanSettingsDialog

    assert desk.view is not None
    before = page.board.counters["returned"].number
    desk.book.run("overview.settings")
    dialog = page.findChild(PlanSettingsDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.owes.setCurrentIndex(1)
    dialog.yellow.setValue(15)
    dialog.do()
    settled(page, qtbot)
    assert rules.scheme(desk.view.index).steps == ((0.0, "green"), (15.0, "yellow"))
    assert page.board.counters["returned"].number != before
    wrong = PlanSettingsDialog(desk, page)
    wrong.green.setValue(40)
    wrong.do()
    assert "黄灯" in wrong.error.text()
    wrong.close()
    desk.book.run("edit.undo")
    desk.book.run("edit.undo")
    settled(page, qtbot)
    assert page.board.counters["returned"].number == before


def test_periods_and_versions_are_compared(page: OverviewPage, desk: Desk, qtbot: QtBot) -> None:
    from greenplan_desktop.jobs import lists, tasks
    from greenplan_desktop.ui.overview.compare_dialog import CompareDialog

    assert desk.view is not None
    task = desk.view.index.task_by_code["3"]
    desk.session.do(lists.print_mark, desk.view.plan.id, "任务清单")
    desk.session.do(tasks.edit_task, task.id, "title", "建成一批绿色工厂")
    settled(page, qtbot)
    dialog = CompareDialog(desk, desk.view, page)
    settled(page, qtbot)
    assert dialog.table.rowCount() == 5
    dialog._see("versions")
    settled(page, qtbot)
    words = [dialog.table.item(0, column).text() for column in range(dialog.table.columnCount())]
    assert words == ["3", "建成一批绿色工厂", "修改", "重点任务", "建设绿色工厂", "建成一批绿色工厂"]
    dialog._lead(0)
    assert isinstance(desk.session.hub.parent().page, TasksPage)  # type: ignore[union-attr]


def random_plan(rng: random.Random) -> dict[str, Any]:
    units = [f"区第{n}局" for n in range(rng.randint(2, 9))]
    tasks = []
    for number in range(rng.randint(1, 30)):
        chosen = rng.sample(units, rng.randint(0, min(4, len(units))))
        leads = rng.randint(0, len(chosen))
        path = ["三、重点任务", f"（{rng.randint(1, 4)}）"][: rng.randint(0, 2)]
        due = {"text": "", "date": rng.choice([None, "2023-03-31", "2023-07-15", "2025-12-31"])}
        tasks.append(
            {
                "number": str(number + 1),
                "path": path,
                "title": f"任务{number}",
                "due": due,
                "lead_units": chosen[:leads],
                "responsible_units": chosen[leads:],
            }
        )
    return {"title": "随机方案", "period": [2023, 2025], "tasks": tasks}


@pytest.mark.parametrize("seed", range(12))
def test_on_random_data_every_number_is_the_one_of_the_jobs(qapp: object, tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    store = open_store(tmp_path / "随机.gpdb")
    plan_id = store_plan(store, random_plan(rng))
    codes = [task.code for task in stored_tasks.of_plan(store, plan_id)]
    kinds = [("completed", 1000), ("on_track", 600), ("delayed", 100), ("not_started", 0)]
    for code in ("2023Q1", "2023Q2"):
        said = {c: (*rng.choice(kinds), "已开展。") for c in codes if rng.random() < 0.7}
        store_reports(store, plan_id, code, said)
    period = Period.parse("2023Q2")
    snapshot = plan_snapshot(store, plan_id)
    board = Board()
    board.show_figures(PlanView(PlanIndex(snapshot), period), finish(overview.overview(snapshot, period)))
    expected = figures.stats_json(store, plan_id, period)
    missing = figures.missing_json(store, plan_id, period)
    numbers = {key: counter.number for key, counter in board.counters.items()}
    assert numbers.pop("tasks") == str(expected["tasks"])
    assert numbers.pop("returned") == f"{missing['received']}/{missing['expected']}"
    assert numbers == {key: str(number) for key, number in expected["by_status"].items()}
    leads = {unit["unit"]: unit["lead"] for unit in expected["units"] if unit["lead"]}
    assert {row.label: row.total for row in board.units.rows} == leads
    assert sum(row.total for row in board.groups.rows) == expected["tasks"]
    late = [row.code for row in board.due.rows if row.end.startswith("逾期")]
    soon = [row.code for row in board.due.rows if row.end.startswith("到期")]
    assert (sorted(late), sorted(soon)) == (sorted(expected["overdue"]), sorted(expected["due_soon"]))
    delayed = expected["by_status"]["delayed"] + expected["by_status"]["not_started"]
    assert len(board.behind.rows) == delayed
    store.close()
    board.deleteLater()


def test_figures_lost_to_another_page_are_asked_again(page: OverviewPage, desk: Desk, qtbot: QtBot) -> None:
    desk.session.choose_period("2023Q1")
    desk.runner.cancel()
    desk.go(Place("tasks"))
    settled(page, qtbot)
    desk.go(Place("overview"))
    settled(page, qtbot)
    assert page.board.figures is not None
    assert page.board.figures.period.code == "2023Q1"


@pytest.mark.parametrize(("tasks", "units"), [(1, 1), (1, 0), (300, 500)])
def test_small_and_large_plans_stay_sensible(qapp: object, tmp_path: Path, tasks: int, units: int) -> None:
    names = [f"区第{n}管理服务中心办公室" for n in range(units)]
    rows = [
        {
            "number": str(n + 1),
            "path": ["一、重点任务"],
            "title": f"任务{n}",
            "lead_units": names[n % units : n % units + 2] if units else [],
            "responsible_units": [],
        }
        for n in range(tasks)
    ]
    store = open_store(tmp_path / "大小.gpdb")
    plan_id = store_plan(store, {"title": "方案", "period": [2023, 2025], "tasks": rows})
    snapshot, period = plan_snapshot(store, plan_id), Period.parse("2023Q2")
    board = Board()
    board.resize(1250, 900)
    board.show_figures(PlanView(PlanIndex(snapshot), period), finish(overview.overview(snapshot, period)))
    assert len(board.units.shown) <= 12
    assert board.grab().width() > 0
    assert board.counters["tasks"].number == str(tasks)
    store.close()
    board.deleteLater()
