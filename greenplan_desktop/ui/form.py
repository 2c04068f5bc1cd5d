"""Small dialogs made of labelled fields and two buttons; wrong input is said under the fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from greenplan_desktop.model.errors import GreenplanError

if TYPE_CHECKING:
    from collections.abc import Callable


class FormDialog(QDialog):
    """Add rows, then `ready`; `accepted` work is done by `work`, whose expected error keeps the dialog open."""

    def __init__(self, title: str, parent: QWidget | None, button: str = "确定") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._work: Callable[[], object] | None = None
        self.rows = QFormLayout()
        self.rows.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.rows.setHorizontalSpacing(12)
        self.rows.setVerticalSpacing(8)
        self.error = QLabel()
        self.error.setProperty("error", True)
        self.error.setWordWrap(True)
        self.error.hide()
        self.accept_button, cancel = QPushButton(button), QPushButton("取消")
        self.accept_button.setProperty("primary", True)
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self.do)
        cancel.clicked.connect(self.reject)
        self.buttons = QHBoxLayout()
        self.buttons.addStretch(1)
        self.buttons.addWidget(cancel)
        self.buttons.addWidget(self.accept_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addLayout(self.rows)
        layout.addWidget(self.error)
        layout.addLayout(self.buttons)

    def add(self, label: str, field: QWidget) -> None:
        """A row with its label; the label is the field's accessible name."""
        field.setAccessibleName(label)
        text = QLabel(label)
        text.setProperty("muted", True)
        text.setBuddy(field)
        self.rows.addRow(text, field)

    def show_row(self, field: QWidget, *, shown: bool) -> None:
        """Show or hide a row."""
        self.rows.setRowVisible(field, shown)

    def ready(self, work: Callable[[], object], width: int = 440) -> None:
        """Say what the main button does."""
        self._work = work
        self.setMinimumWidth(width)
        self.adjustSize()

    def do(self) -> None:
        """Do the work and close; an expected error is shown and the dialog stays."""
        try:
            if self._work:
                self._work()
        except GreenplanError as error:
            self.error.setText(error.message)
            self.error.show()
            self.adjustSize()
            return
        self.accept()
