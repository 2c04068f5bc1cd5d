"""Cells of the task table as tests name them: by a task's code and a column's key."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtTest import QTest

from greenplan_desktop.ui.cell_editor import CellEditor


def index_of(table, code, key):
    """The cell of a task in a column."""
    view = table.rows_model
    row = next(n for n in range(len(view.rows)) if (t := table.task_at(n)) and t.task.code == code)
    return view.index(row, view.column_of(key))


def put_cursor(table, code, key):
    """Put the cursor into a cell; returns it."""
    index = index_of(table, code, key)
    table.setCurrentIndex(index)
    return index


def select(table, first, last):
    """Select the block between two cells."""
    table.setCurrentIndex(first)
    table.selectionModel().select(
        QItemSelection(first, last), QItemSelectionModel.SelectionFlag.ClearAndSelect
    )


def task_of(window, code):
    """The task as it is stored now."""
    return next(t for t in window.session.view.snapshot.tasks if t.code == code)


def names_of(window, code, role):
    """The units of a task in a role."""
    return window.session.view.index.names(task_of(window, code).id, role)


def editor_of(table):
    """The editor that is open, None where none is."""
    return next((e for e in table.findChildren(CellEditor) if e.isVisible()), None)


def type_in(table, text, key=Qt.Key.Key_Return):
    """Replace the open editor's text and leave it by a key."""
    editor = editor_of(table)
    editor.setPlainText(text)
    QTest.keyClick(editor, key)
