"""Which columns are shown, and their order and widths kept until the next start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from .columns import COLUMNS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from greenplan_desktop.ui.settings import Settings

    from .table import TaskTable

KEYS = ",".join(c.key for c in COLUMNS)
FIXED = frozenset(("number", "title"))


def column_menu(table: TaskTable, parent: QWidget) -> QMenu:
    """A menu with one tick per column; it stays open for several ticks."""
    menu = _StayingMenu(parent)
    for number, column in enumerate(COLUMNS):
        action = menu.addAction(column.title)
        action.setCheckable(True)
        action.setChecked(not table.isColumnHidden(number))
        action.setEnabled(column.key not in FIXED)
        action.toggled.connect(lambda on, n=number: _show(table, n, shown=on))
    menu.addSeparator()
    menu.addAction("恢复默认的列").triggered.connect(lambda: reset(table))
    return menu


def _show(table: TaskTable, number: int, *, shown: bool) -> None:
    table.setColumnHidden(number, not shown)
    if shown and table.columnWidth(number) < 40:
        table.setColumnWidth(number, COLUMNS[number].width)
    table.stretch()
    table.head.place()
    table.fit_rows()


def reset(table: TaskTable) -> None:
    """The columns as they are at the first start."""
    table.set_by_hand = frozenset()
    for number, column in enumerate(COLUMNS):
        table.head.moveSection(table.head.visualIndex(number), number)
        table.setColumnHidden(number, column.hidden)
        table.setColumnWidth(number, column.width)
    table.stretch()
    table.head.place()
    table.fit_rows()


def keep(table: TaskTable, settings: Settings) -> None:
    """Put the columns' order, widths and visibility into the settings."""
    settings.put("tasks_columns", KEYS)
    settings.put_state("tasks_head", table.head.saveState())
    settings.put("tasks_widths", sorted(table.set_by_hand))


def restore(table: TaskTable, settings: Settings) -> None:
    """Take them out again; a state of other columns (an older program's) is passed over."""
    if settings.get("tasks_columns", "") == KEYS:
        table.head.restoreState(settings.get_state("tasks_head"))
        table.head.setSortIndicatorShown(False)
        table.set_by_hand = frozenset(settings.get("tasks_widths", []))
    table.stretch()


class _StayingMenu(QMenu):
    def mouseReleaseEvent(self, event) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        action = self.activeAction()
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)
