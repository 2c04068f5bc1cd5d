"""The targets page: values are typed, converted, refused, pasted, undone and written out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from greenplan_desktop.jobs import targets
from greenplan_desktop.model.errors import InputError
from greenplan_desktop.store import journal, rows
from greenplan_desktop.store.database import Store
from greenplan_desktop.ui.desk import Desk, Place
from greenplan_desktop.ui.pages.paper import PaperPage
from greenplan_desktop.ui.pages.targets import TargetsPage
from greenplan_desktop.ui.window import MainWindow

from .doubles import ScriptedDialogs

GOALS = (
    ("1", "光伏装机", ">=", "60", "兆瓦", 2025),
    ("2", "投资", "=", "2", "亿元", 2025),
    ("3", "绿色工厂", "=", "10", "家", None),
    ("4.2", "做优旅游", "=", None, None, None),
)


@pytest.fixture
def small_store(small_store: Store) -> Store:
    with journal.change(small_store, "加目标"):
        for place, (code, indicator, comparator, value, unit, year) in enumerate(GOALS, start=1):
            task = rows.first(small_store, "task", code=code)
            assert task is not None
            values: dict[str, Any] = {
                "indicator": indicator,
                "comparator": comparator,
                "value": value,
                "unit": unit,
                "year": year,
            }
            rows.insert(
                small_store,
                "target",
                plan_id=task["plan_id"],
                task_id=task["id"],
                position=place,
                text=f"{indicator}{value or ''}{unit or ''}",
                **values,
            )
    return small_store


def settled(page: TargetsPage, qtbot: QtBot) -> TargetsPage:
    qtbot.waitUntil(lambda: not page.desk.runner.busy, timeout=20_000)
    return page


@pytest.fixture
def page(window: MainWindow, desk: Desk, qtbot: QtBot) -> TargetsPage:
    desk.session.choose_period("2023Q2")
    window.go(Place("targets"))
    found = window.findChild(TargetsPage)
    assert found is not None
    return settled(found, qtbot)


def cell(page: TargetsPage, row: int, key: str) -> str:
    model = page.table.targets
    return str(model.index(row, model.column_of(key)).data())


def type_in(page: TargetsPage, row: int, text: str, qtbot: QtBot, key: str = "2023Q2") -> bool:
    model = page.table.targets
    done = model.setData(model.index(row, model.column_of(key)), text)
    settled(page, qtbot)
    return done


def test_quantified_targets_are_listed_and_a_value_is_held_against_its_goal(
    page: TargetsPage, qtbot: QtBot
) -> None:
    QAbstractItemModelTester(page.table.targets, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert [cell(page, n, "indicator") for n in range(3)] == ["光伏装机", "投资", "绿色工厂"]
    assert len(page.table.targets.rows) == 3
    assert type_in(page, 0, "30", qtbot)
    assert (cell(page, 0, "share"), cell(page, 0, "state")) == ("50.0%", "达到序时")
    assert page.footer()[1] == "量化目标 3 项，已填报 1 项"


def test_a_unit_of_the_same_kind_is_converted_and_another_refused(page: TargetsPage, qtbot: QtBot) -> None:
    assert type_in(page, 1, "15000万元", qtbot)
    assert cell(page, 1, "latest") == "1.5亿元"
    assert cell(page, 1, "share") == "75.0%"
    assert not type_in(page, 1, "3家", qtbot)
    qtbot.waitUntil(lambda: "不能换算" in page.bubble.text)
    assert not type_in(page, 1, "很多", qtbot)
    qtbot.waitUntil(lambda: "不是数" in page.bubble.text)
    assert cell(page, 1, "2023Q2") == "15000万元"


def test_a_column_is_pasted_in_one_step_and_undone_in_one(
    page: TargetsPage, desk: Desk, qtbot: QtBot
) -> None:
    model = page.table.targets
    page.table.setCurrentIndex(model.index(0, model.column_of("2023Q2")))
    QApplication.clipboard().setText("12\n0.5\n4\n9")
    desk.book.run("edit.paste")
    settled(page, qtbot)
    assert [cell(page, n, "2023Q2") for n in range(3)] == ["12", "0.5", "4"]
    desk.book.run("edit.undo")
    settled(page, qtbot)
    assert [cell(page, n, "2023Q2") for n in range(3)] == ["", "", ""]


def test_chips_choose_which_targets_are_seen(page: TargetsPage, qtbot: QtBot) -> None:
    type_in(page, 2, "1", qtbot)
    assert page.chips["behind"].text() == "未达序时 1"
    page.chips["behind"].click()
    assert [cell(page, 0, "indicator"), len(page.table.targets.rows)] == ["绿色工厂", 1]
    page.chips["all"].click()
    assert len(page.table.targets.rows) == 4


def test_the_table_goes_to_excel_and_to_paper(
    page: TargetsPage, window: MainWindow, dialogs: ScriptedDialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    import openpyxl

    type_in(page, 0, "30", qtbot)
    target = tmp_path / "目标.xlsx"
    dialogs.answer("pick_save", target)
    page._excel()
    settled(page, qtbot)
    words = [
        str(c.value)
        for row in openpyxl.load_workbook(target).active.iter_rows()
        for c in row
        if c.value is not None
    ]  # type: ignore[union-attr]
    assert "光伏装机" in words
    assert "50.0%" in words
    page._print()
    paper = window.findChild(PaperPage)
    assert paper is not None
    qtbot.waitUntil(lambda: paper.preview.total > 0 and not page.desk.runner.busy, timeout=20_000)
    assert "目标完成情况表" in paper._sheets.contents[0].plain_title  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("52", ("52", "亿元")),
        (" １，２００．５ ", ("1200.5", "亿元")),
        ("0.8 亿元", ("0.8", "亿元")),
        ("300万元", ("300", "万元")),
        ("—", ("", "")),
        ("", ("", "")),
    ],
)
def test_values_are_read_as_clerks_write_them(text: str, expected: tuple[str, str]) -> None:
    assert targets.read_value(text, "亿元") == expected


@pytest.mark.parametrize("text", ["约50", "5家", "1.2.3", "亿元"])
def test_what_is_no_value_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        targets.read_value(text, "亿元")


def test_targets_are_corrected_added_and_deleted_on_the_page(
    page: TargetsPage, qtbot: QtBot, dialogs: ScriptedDialogs
) -> None:
    model = page.table.targets
    row = next(n for n, line in enumerate(model.rows) if line.row.task_code == "3")
    assert model.setData(model.index(row, model.column_of("goal")), "≥12")
    settled(page, qtbot)
    assert model.index(row, model.column_of("goal")).data() == "≥12家"
    assert not model.setData(model.index(row, model.column_of("year")), "后年")
    qtbot.waitUntil(lambda: "不是年份" in page.bubble.text)
    page.table.setCurrentIndex(model.index(row, 0))
    dialogs.answer("enter", "培训企业200家")
    page.desk.book.run("targets.add")
    settled(page, qtbot)
    added = next(n for n, line in enumerate(model.rows) if line.row.goal == "200")
    assert model.rows[added].row.task_code == "3"
    page.table.selectionModel().clear()
    page.table.setCurrentIndex(model.index(added, 0))
    page.desk.book.run("targets.delete")
    settled(page, qtbot)
    assert all(line.row.goal != "200" for line in model.rows)
