"""The matrix: clicks and keys cycle roles, faults are marked, columns fold and stay as chosen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from greenplan_desktop.model.labels import UNIT_KIND
from greenplan_desktop.ui.desk import Desk, Place
from greenplan_desktop.ui.matrix.head import BAND, COLUMN_WIDTH, upright
from greenplan_desktop.ui.matrix.model import CELL_ROLE
from greenplan_desktop.ui.pages.matrix import MatrixPage
from greenplan_desktop.ui.window import MainWindow


@pytest.fixture
def page(window: MainWindow) -> MatrixPage:
    window.go(Place("matrix"))
    found = window.findChild(MatrixPage)
    assert found is not None
    return found


def role(page: MatrixPage, row: int, column: int) -> tuple[int, int]:
    return page.matrix.cells.cells.index(row, column).data(CELL_ROLE)


def empty_spot(page: MatrixPage) -> tuple[int, int]:
    cells = page.matrix.cells.cells
    return next(
        (r, c)
        for r in range(cells.rowCount())
        for c in range(cells.columnCount())
        if role(page, r, c) == (0, 0)
    )


def test_models_keep_qts_rules(page: MatrixPage) -> None:
    for model in (page.matrix.cells.cells, page.matrix.tasks):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.refresh(page.desk.view)
    assert page.matrix.cells.cells.rowCount() == len(page.desk.view.snapshot.tasks)  # type: ignore[union-attr]


def test_a_click_goes_from_nothing_to_responsible_to_lead_to_nothing(page: MatrixPage, desk: Desk) -> None:
    row, column = empty_spot(page)
    view = page.matrix.cells
    spot = view.visualRect(view.cells.index(row, column)).center()
    for wanted in ((0, 1), (1, 0), (0, 0)):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert role(page, row, column) == wanted
    assert "不再承担" in desk.session.undo_name


def test_the_keyboard_sets_roles_and_undo_takes_them_back(page: MatrixPage, desk: Desk) -> None:
    row, column = empty_spot(page)
    view = page.matrix.cells
    view.setCurrentIndex(view.cells.index(row, column))
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert role(page, row, column) == (0, 1)
    QTest.keyClick(view, Qt.Key.Key_Q)
    assert role(page, row, column) == (1, 0)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert role(page, row, column) == (0, 0)
    desk.book.run("edit.undo")
    assert role(page, row, column) == (1, 0)


def test_a_task_without_lead_is_marked_and_found_by_the_chip(page: MatrixPage, desk: Desk) -> None:
    task = desk.view.snapshot.tasks[0]  # type: ignore[union-attr]
    cells = page.matrix.cells.cells
    for column in range(cells.columnCount()):
        if role(page, 0, column) == (1, 0):
            page._set_roles([(0, column)], None)
    row = next(r for r in page._grid.rows if r.task.id == task.id)
    assert any("没有牵头单位" in f or "没有任何单位" in f for f in row.faults)
    page._faulty.setChecked(True)
    assert task.id in {r.task.id for r in page.matrix.tasks.rows}


def test_kinds_fold_and_the_choice_is_kept(page: MatrixPage, desk: Desk) -> None:
    before = page.matrix.cells.cells.columnCount()
    kind = page.matrix.cells.cells.column(0).kind
    members = sum(c.kind == kind for c in page._grid.columns)
    page.matrix.cells.head.kind_clicked.emit(kind)
    assert page.matrix.cells.cells.columnCount() == before - members + 1
    assert desk.settings.get("matrix", {})[desk.view.plan.uid]["folded"] == [kind]  # type: ignore[union-attr]
    page.matrix.cells.head.kind_clicked.emit(kind)
    assert page.matrix.cells.cells.columnCount() == before


def test_the_whole_matrix_is_copied_as_a_table(page: MatrixPage) -> None:
    page._copy_all()
    lines = QApplication.clipboard().text().split("\n")
    assert lines[0].startswith("序号\t重点任务\t")
    assert len({line.count("\t") for line in lines}) == 1
    assert any("●" in line for line in lines)
    assert "mso-number-format" in QApplication.clipboard().mimeData().html()  # 2.10 stays a number of a task


def test_loads_in_the_head_add_up(page: MatrixPage, desk: Desk) -> None:
    everything = desk.view.snapshot.assignments  # type: ignore[union-attr]
    assert sum(c.lead for c in page._grid.columns) == sum(a.role == "lead" for a in everything)
    assert sum(c.responsible for c in page._grid.columns) == sum(a.role == "responsible" for a in everything)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("区应急局", ["区应急局"]),
        ("松坪新城建设指挥部办公室", ["松坪新城建设", "指挥部办公室"]),
        ("区国资委（区金融发展中心）", ["区国资委", "（区金融发展中心）"]),
        ("区经济委（区中小企业局）", ["区经济委", "（区中小企业局）"]),
        ("新" * 30, ["新" * 10, "新" * 9 + "⋮"]),
    ],
)
def test_a_long_unit_name_stands_in_two_upright_lines(name: str, lines: list[str]) -> None:
    assert upright(name) == lines


def test_the_name_of_a_kind_has_room_and_says_what_a_click_does(page: MatrixPage) -> None:
    head, kind = page.matrix.cells.head, page._grid.columns[0].kind
    word, members = UNIT_KIND[kind], sum(c.kind == kind for c in page._grid.columns)
    column = head.kind_at(head.sectionViewportPosition(0) + 3, 3)
    assert column is not None
    assert head.kind_tip(column) == f"{word}：{members} 个单位，点击折叠成一列"
    head.kind_clicked.emit(kind)
    assert head.kind_tip(page.matrix.cells.cells.column(0)) == f"{word}：{members} 个单位，点击展开"
    assert head.sectionSize(0) >= head.fontMetrics().horizontalAdvance(f"▸ {word}") > COLUMN_WIDTH
    assert head.kind_at(3, BAND) is None


def test_the_cursor_stays_on_its_unit_when_kinds_fold(page: MatrixPage) -> None:
    view = page.matrix.cells
    view.setCurrentIndex(view.cells.index(2, 3))
    unit = view.cells.column(3).ids[0]
    view.head.kind_clicked.emit(view.cells.column(3).kind)
    assert unit in view.cells.column(view.currentIndex().column()).ids
    assert view.currentIndex().row() == 2


def test_hidden_units_are_counted_at_the_foot(page: MatrixPage) -> None:
    page.matrix.cells.setCurrentIndex(page.matrix.cells.cells.index(0, 0))
    page.desk.book.run("matrix.hide_unit")
    assert "隐藏 1 个" in page.footer()[0]
    page.desk.book.run("matrix.show_all")
    assert "隐藏" not in page.footer()[0]


def test_a_unit_without_tasks_is_added_by_its_initials(page: MatrixPage) -> None:
    from greenplan_desktop.jobs import units

    page.desk.session.do(units.add_unit, "区气象局")
    page.desk.book.run("matrix.add_unit")
    field = page._field
    assert field is not None
    QTest.keyClicks(field, "qxj")
    QTest.keyClick(field, Qt.Key.Key_Return)
    column = page.matrix.cells.cells.column(page.matrix.cells.currentIndex().column())
    assert column.name == "区气象局"
    assert page._field is None
    page.desk.book.run("matrix.add_unit")
    QTest.keyClick(page._field, Qt.Key.Key_Escape)
    assert page._field is None


def test_a_key_sets_the_whole_selected_block_in_one_step(page: MatrixPage, desk: Desk) -> None:
    view = page.matrix.cells
    before = [[role(page, r, c) for c in range(2)] for r in range(2)]
    view.setCurrentIndex(view.cells.index(0, 0))
    block = QItemSelection(view.cells.index(0, 0), view.cells.index(1, 1))
    view.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    QTest.keyClick(view, Qt.Key.Key_Z)
    assert [[role(page, r, c) for c in range(2)] for r in range(2)] == [[(0, 1)] * 2] * 2
    view.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    desk.book.run("edit.copy")
    assert QApplication.clipboard().text() == "○\t○\n○\t○"
    desk.book.run("edit.undo")
    assert [[role(page, r, c) for c in range(2)] for r in range(2)] == before


def test_a_double_click_on_a_title_goes_to_the_task(page: MatrixPage, window: MainWindow) -> None:
    page.matrix.frozen.doubleClicked.emit(page.matrix.tasks.index(3, 1))
    assert window.page is not None
    assert window.page.page_id == "tasks"
    assert window.page.selected_tasks() == (page.matrix.tasks.rows[3].task.id,)  # type: ignore[attr-defined]
