"""The one hub of signals: each states a fact that happened, none is a command."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Hub(QObject):
    """Facts that more than one panel cares about; connections between panels stand in MainWindow._connect."""

    data_changed = Signal(object)  # jobs.changed.Changed: something was stored, by this window or another one
    view_changed = Signal()  # Session.view is new: other data, another plan or another period
    plans_changed = Signal()  # the list of plans is new
    plan_chosen = Signal(int)  # the plan on the screen is now this one
    period_chosen = Signal(str)  # the period on the screen is now this one (its code)
    task_selected = Signal(object)  # tuple of task ids: what is selected on the current page
    files_dropped = Signal(object)  # list of Paths let go over the window
    search_typed = Signal(str)  # the text in the search box
    theme_changed = Signal()  # light became dark or the other way round
    wrote = Signal(str, object)  # files were written: a sentence, and the Path of the file or its folder
    said = Signal(str)  # a quiet sentence for the foot of the window
