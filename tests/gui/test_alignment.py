"""The page of the higher plan: proposals with evidence, nothing confirmed by itself, every verdict kept and undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from greenplan_desktop.jobs import figures
from greenplan_desktop.store import plans
from greenplan_desktop.store.database import Store
from greenplan_desktop.ui.desk import Desk, Place
from greenplan_desktop.ui.pages.alignment import AlignmentPage
from greenplan_desktop.ui.window import MainWindow

from .doubles import ScriptedDialogs
from .filled import store_plan

HIGHER: dict[str, Any] = {
    "title": "云州市绿色发展实施方案",
    "document_number": "云州府发〔2023〕1号",
    "period": [2023, 2025],
    "tasks": [
        {"number": "1", "path": ["二、重点任务"], "title": "加快可再生能源开发利用", "lead_units": ["市发展改革委"], "text": "推进可再生能源开发，全市新增分布式光伏装机800兆瓦。", "targets": [{"text": "新增分布式光伏装机800兆瓦", "indicator": "新增分布式光伏装机", "comparator": "=", "value": "800", "unit": "兆瓦", "year": None}]},
        {"number": "2", "path": ["二、重点任务"], "title": "建设绿色工厂和绿色园区", "lead_units": ["市经济信息委"], "text": "培育绿色工厂，创建绿色园区。"},
        {"number": "3", "path": ["二、重点任务"], "title": "完善碳排放权交易", "lead_units": ["市生态环境局"], "text": "健全配额分配和履约制度。"},
    ],
}  # fmt: skip


@pytest.fixture
def small_store(small_store: Store) -> Store:
    store_plan(small_store, HIGHER)
    return small_store


def settled(page: AlignmentPage, qtbot: QtBot) -> AlignmentPage:
    qtbot.waitUntil(lambda: not page.desk.runner.busy, timeout=20_000)
    return page


@pytest.fixture
def page(window: MainWindow, desk: Desk, qtbot: QtBot) -> AlignmentPage:
    window.go(Place("alignment"))
    found = window.findChild(AlignmentPage)
    assert found is not None
    return settled(found, qtbot)


def state(page: AlignmentPage, code: str) -> str:
    return next(item.state for item in page.table.items.rows if item.code == code)


def test_the_only_other_plan_is_taken_and_its_items_are_those_of_the_command_line(
    page: AlignmentPage, desk: Desk
) -> None:
    QAbstractItemModelTester(page.table.items, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert desk.view is not None
    higher = next(p.id for p in plans.all_plans(desk.session.store) if p.id != desk.view.plan.id)
    expected = figures.align_json(desk.session.store, desk.view.plan.id, higher)["items"]
    assert [item.code for item in page.table.items.rows] == [one["number"] for one in expected]
    for item, one in zip(page.table.items.rows, expected, strict=True):
        assert [(o.code, o.score) for o in item.offers] == [(t["number"], t["score"]) for t in one["tasks"]]
        assert (item.state == "open") == one["open"]
        assert not item.decided


def test_confirming_refusing_and_declaring_open_are_kept_and_undone(
    page: AlignmentPage, desk: Desk, qtbot: QtBot
) -> None:
    page.table.selectRow(0)
    first = page.cards[0].offer.task_id
    desk.book.run("alignment.confirm")
    settled(page, qtbot)
    assert (state(page, "1"), page.cards[0].offer.task_id) == ("confirmed", first)
    desk.book.run("alignment.open")
    settled(page, qtbot)
    assert state(page, "1") == "declared"
    desk.book.run("alignment.confirm")
    settled(page, qtbot)
    assert state(page, "1") == "confirmed", "a confirmed answer lifts 暂无对应"
    desk.book.run("alignment.clear")
    settled(page, qtbot)
    assert state(page, "1") in ("proposed", "open")
    second = page.cards[1].offer.task_id
    page.cards[1].verdict.emit(second, "refused")
    settled(page, qtbot)
    assert second not in {card.offer.task_id for card in page.cards}
    desk.book.run("edit.undo")
    settled(page, qtbot)
    assert second in {card.offer.task_id for card in page.cards}


def test_chips_list_what_is_open_and_where_targets_differ(page: AlignmentPage) -> None:
    page.chips["open"].click()
    assert "3" in {item.code for item in page.table.items.rows}
    assert all(item.state in ("open", "declared") for item in page.table.items.rows)
    page.chips["all"].click()
    assert page.footer()[0] == "上级任务 3 项"


def test_the_table_is_written_with_a_row_for_every_item(
    page: AlignmentPage, desk: Desk, dialogs: ScriptedDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    import openpyxl

    target = tmp_path / "对照.xlsx"
    dialogs.answer("pick_save", target)
    desk.book.run("alignment.excel")
    settled(page, qtbot)
    words = [str(c.value) for row in openpyxl.load_workbook(target).active.iter_rows() for c in row]  # type: ignore[union-attr]
    for task in HIGHER["tasks"]:
        assert task["title"] in words


def test_without_another_plan_the_page_says_what_to_do(page: AlignmentPage, desk: Desk, qtbot: QtBot) -> None:
    from greenplan_desktop.jobs import plans as jobs

    assert desk.view is not None
    higher = next(p.id for p in desk.session.plans if p.id != desk.view.plan.id)
    desk.session.do(jobs.remove_plan, higher)
    settled(page, qtbot)
    assert page._stack.currentIndex() == 1


def test_where_several_plans_could_be_the_higher_one_each_has_a_button(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    store_plan(
        desk.session.store, {**HIGHER, "title": "云州市工业方案", "document_number": "云州府发〔2023〕2号"}
    )
    desk.session.look_for_changes()
    window.go(Place("alignment"))
    page = window.findChild(AlignmentPage)
    assert page is not None
    assert page._choice.isVisible()
    assert ["云州市绿色" in b.toolTip() for b in page._choice.buttons] == [True, False]
    page._choice.buttons[0].click()
    settled(page, qtbot)
    assert page.table.isVisible()
    assert len(page.table.items.rows) == 3
