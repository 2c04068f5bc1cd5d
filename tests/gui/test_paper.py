"""The print page: pages appear, change with the layout, are saved, and columns follow a drag."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from greenplan_desktop.ui.desk import Desk, Place
from greenplan_desktop.ui.pages.paper import PaperPage
from greenplan_desktop.ui.window import MainWindow


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> PaperPage:
    window.go(Place("print"))
    found = window.findChild(PaperPage)
    assert found is not None
    qtbot.waitUntil(lambda: found.preview.total > 0, timeout=10_000)
    return found


def test_the_pages_of_the_plan_are_shown_with_their_count(page: PaperPage) -> None:
    assert page.preview.total == len(page._sheets.pages)  # type: ignore[union-attr]
    assert "版心 225 × 156" in page.footer()[1]
    picture = page.preview._picture(0).toImage()
    dark = sum(
        picture.pixelColor(x, y).lightness() < 128
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    )
    assert dark > 50, "something is printed on the page"


def test_another_layout_and_sheet_lay_the_pages_out_anew(page: PaperPage, qtbot: QtBot) -> None:
    page.panel.layout_chosen.emit("责任分工表")
    qtbot.waitUntil(lambda: page._sheets.settings.orientation == "portrait", timeout=10_000)  # type: ignore[union-attr]
    assert "版心 156 × 225" in page.footer()[1]


def test_a_dragged_edge_sets_the_columns_width(page: PaperPage, qtbot: QtBot) -> None:
    before = page._sheets
    page.preview.column_resized.emit(1, 61.5)
    qtbot.waitUntil(lambda: page._sheets is not before and not page.desk.runner.busy, timeout=10_000)
    assert page._sheets.pages.widths_mm[0][1] == pytest.approx(61.5, abs=0.1)  # type: ignore[union-attr]


def test_a_dragged_edge_leaves_the_other_columns_and_stays_when_the_sheet_changes(
    page: PaperPage, qtbot: QtBot
) -> None:
    before = page._sheets.pages.widths_mm[0]  # type: ignore[union-attr]
    page.preview.column_resized.emit(1, before[1] + 10)
    qtbot.waitUntil(
        lambda: page._sheets.pages.widths_mm[0] != before and not page.desk.runner.busy,  # type: ignore[union-attr]
        timeout=10_000,
    )
    after = page._sheets.pages.widths_mm[0]  # type: ignore[union-attr]
    assert after[2] == pytest.approx(before[2] - 10, abs=0.1)
    assert after[3:] == pytest.approx(before[3:], abs=0.1)
    page.panel._duplex.setChecked(True)
    assert page._layout is not None
    assert page._layout.columns[1].width_mm == pytest.approx(before[1] + 10, abs=0.1)
    page._free_widths()
    assert not any(column.width_mm for column in page._layout.columns)


def test_the_title_field_offers_the_lines_that_are_printed(page: PaperPage, qtbot: QtBot) -> None:
    field = page.panel._title
    qtbot.waitUntil(lambda: bool(field.placeholderText()), timeout=10_000)
    lines = field.placeholderText()
    assert "任务清单" in lines
    field.focusInEvent(QFocusEvent(QEvent.Type.FocusIn))
    assert field.toPlainText() == lines
    assert field.typed() is None, "looking at it sets no title"
    field.focusOutEvent(QFocusEvent(QEvent.Type.FocusOut))
    assert field.toPlainText() == ""
    field.setPlainText("云岭区\n绿色发展任务清单")
    assert field.typed() == "云岭区\n绿色发展任务清单"
    qtbot.waitUntil(lambda: page._sheets.settings.title == field.typed(), timeout=10_000)  # type: ignore[union-attr]


def test_the_wheel_scrolls_the_panel_and_changes_nothing_in_it(page: PaperPage) -> None:
    box = page.panel._sheet["cell_pt"]
    before = box.currentIndex()
    down = QWheelEvent(
        QPointF(5, 5),
        QPointF(box.mapToGlobal(QPointF(5, 5))),
        QPoint(),
        QPoint(0, -240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    page.panel.verticalScrollBar().setRange(0, 400)
    QApplication.sendEvent(box, down)
    assert box.currentIndex() == before
    assert page.panel.verticalScrollBar().value() > 0


def test_it_is_saved_as_pdf_where_the_clerk_says(
    page: PaperPage, dialogs: object, tmp_path: Path, qtbot: QtBot
) -> None:
    target = tmp_path / "清单.pdf"
    page._write(page._sheets, target)  # type: ignore[arg-type]
    qtbot.waitUntil(target.exists, timeout=20_000)
    assert target.read_bytes().startswith(b"%PDF")


def test_the_matrix_prints_through_the_same_pages(page: PaperPage, desk: Desk, qtbot: QtBot) -> None:
    before = page._sheets
    desk.go(Place("print", extra="matrix"))
    qtbot.waitUntil(lambda: page._sheets is not before and not desk.runner.busy, timeout=10_000)
    texts = [cell for row in page._sheets.contents[0].rows for cell in row.cells]  # type: ignore[union-attr]
    assert "●" in texts


def test_the_first_page_number_can_be_read_and_changed(page: PaperPage, qtbot: QtBot) -> None:
    field = page.panel._first
    words = field.fontMetrics().horizontalAdvance(field.text())
    assert field.lineEdit().width() > words, "the number is not hidden by buttons that are not there"
    field.setValue(12)
    qtbot.waitUntil(lambda: page._sheets.pages.pages[0].number == 12, timeout=10_000)  # type: ignore[union-attr]
