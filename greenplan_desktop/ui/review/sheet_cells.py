"""The sheet's own cells around a row of a return, as its sender wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem

from greenplan_desktop.ui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

NARROWEST, WIDEST = 44, 260  # px; a long text is read in its tool tip


class SheetCells(QTableWidget):
    """Read-only cells under their letters and numbers; the row in question is tinted and in sight."""

    def __init__(self) -> None:
        super().__init__()
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setDefaultSectionSize(26)
        self.setAccessibleName("原表")

    def show_cells(
        self, letters: Sequence[str], lines: Sequence[tuple[int, Sequence[str]]], wanted: int
    ) -> None:
        """Show these lines, (row number, texts), with the row `wanted` marked."""
        self.setColumnCount(len(letters))
        self.setRowCount(len(lines))
        self.setHorizontalHeaderLabels(list(letters))
        self.setVerticalHeaderLabels([str(number) for number, _ in lines])
        for row, (number, texts) in enumerate(lines):
            for column, text in enumerate(texts):
                self.setItem(row, column, _item(text, marked=number == wanted))
        self._fit([texts for _, texts in lines])
        at = next((row for row, (number, _) in enumerate(lines) if number == wanted), 0)
        self.scrollTo(self.model().index(at, 0), QAbstractItemView.ScrollHint.PositionAtCenter)

    def _fit(self, rows: Sequence[Sequence[str]]) -> None:
        """Columns as wide as the table's own texts; a title or a unit's line over it does not count."""
        counted = [texts for texts in rows if sum(map(bool, texts)) >= 3] or rows
        for column in range(self.columnCount()):
            widths = [self.fontMetrics().horizontalAdvance(texts[column]) for texts in counted]
            self.setColumnWidth(column, min(max(max(widths, default=0) + 16, NARROWEST), WIDEST))


def _item(text: str, *, marked: bool) -> QTableWidgetItem:
    item = QTableWidgetItem(text.replace("\n", " "))
    item.setToolTip(text)
    if marked:
        item.setBackground(theme.color("warn_soft"))
    return item
