"""Parts of the detail panel: labelled rows, a text that is edited where it stands, chips of units."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from greenplan_desktop.ui import theme
from greenplan_desktop.ui.flow import Flow
from greenplan_desktop.ui.unit_field import UnitField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

    from greenplan_desktop.ui.completion import UnitCompletion

LABEL_WIDTH = 60
LEAST_HEIGHT, MOST_HEIGHT = 62, 320


class Rows(QWidget):
    """Rows of a muted label and a part, as in the drawings; what is left of the height stays empty below them."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(14, 10, 14, 10)
        self._column.setSpacing(10)
        self._column.addStretch(1)
        self._lines: dict[QWidget, QWidget] = {}

    def add(self, label: str, part: QWidget) -> None:
        """A row; the label names the part for screen readers."""
        words = QLabel(label)
        words.setProperty("muted", True)
        words.setFixedWidth(LABEL_WIDTH)
        words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        words.setContentsMargins(0, 3 if isinstance(part, Flow) else 0, 0, 0)
        part.setAccessibleName(label)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(words, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(part, 1)
        self._column.insertWidget(self._column.count() - 1, line)
        self._lines[part] = line

    def show_row(self, part: QWidget, *, shown: bool) -> None:
        """Show or hide a row."""
        self._lines[part].setVisible(shown)


def plain(*, muted: bool = False) -> QLabel:
    """A wrapped text that can be selected and copied."""
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("muted", muted)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def show_marked(label: QLabel, text: str, words: str) -> None:
    """Show a text with every hit of `words` on a coloured ground; plain where there is none."""
    hits = re.compile(f"({re.escape(words)})", re.IGNORECASE) if words else None
    if hits is None or not hits.search(text):
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setText(text)
        return
    ground = theme.color("source_soft").name()
    parts = [html.escape(part).replace("\n", "<br/>") for part in hits.split(text)]
    parts[1::2] = [f'<span style="background-color:{ground}">{part}</span>' for part in parts[1::2]]
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setText("".join(parts))


class TextField(QWidget):
    """Shows a text; a click (or Enter) opens it for editing, leaving it takes it, Escape gives it up.

    `write(text, seen)` takes it or returns a sentence why not, which is shown beneath while the text stays open.
    """

    def __init__(self, write: Callable[[str, str], str], empty: str) -> None:
        super().__init__()
        self._write, self._empty, self._text = write, empty, ""
        self._read_only = False
        self._label, self._editor, self._error = _Clickable(), _Editor(), plain()
        self._error.setProperty("error", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self._label, self._editor, self._error):
            column.addWidget(part)
        self._editor.hide()
        self._error.hide()
        self._label.clicked.connect(self.open)
        self._editor.finished.connect(self._finish)
        self._editor.cancelled.connect(self._close)

    @property
    def is_open(self) -> bool:
        """Whether it is being edited."""
        return not self._editor.isHidden()

    def set_text(
        self, text: str, *, read_only: bool = False, empty: str | None = None, words: str = ""
    ) -> None:
        """Show a text with hits of `words` marked; while it is being edited only the next closing shows it.

        `empty` stands where there is none.
        """
        self._text, self._read_only = text, read_only
        self._label.show_text(text, "" if read_only else (self._empty if empty is None else empty), words)

    def open(self) -> None:
        """Edit it."""
        if self._read_only:
            return
        self._editor.start(self._text, self._label.heightForWidth(self._label.width()))
        self._label.hide()
        self._editor.show()
        self._editor.setFocus()

    def _finish(self) -> None:
        text = self._editor.toPlainText()
        refusal = self._write(text, self._text) if text != self._text else ""
        if refusal:
            self._error.setText(refusal)
            self._error.show()
            self._editor.stay()
        else:
            self._close()

    def _close(self) -> None:
        self._error.hide()
        self._editor.hide()
        self._label.show()


class _Clickable(QLabel):
    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip("点击修改")
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def show_text(self, text: str, empty: str, words: str) -> None:
        self.setProperty("faint", not text)
        self.style().unpolish(self)
        self.style().polish(self)
        show_marked(self, text[:4000] or empty, words if text else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)


class _Editor(QPlainTextEdit):
    finished = Signal()
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self._open = False

    def start(self, text: str, height: int) -> None:
        """Open with the cursor at the end, about as high (px) as the text stood there."""
        self._open = True
        self.setFixedHeight(
            max(LEAST_HEIGHT, min(height + 2 * self.fontMetrics().lineSpacing(), MOST_HEIGHT))
        )
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def stay(self) -> None:
        self._open = True
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self._open = False
            self.cancelled.emit()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._end()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._end()

    def _end(self) -> None:
        if self._open:
            self._open = False
            self.finished.emit()


class UnitChips(Flow):
    """Chips of the units of one role; each opens a menu, the last one adds a unit."""

    moved = Signal(int)  # unit id: give it the other role
    removed = Signal(int)
    added = Signal(str)  # name
    visited = Signal(int)  # unit id: show it in the register

    def __init__(self, *, lead: bool) -> None:
        super().__init__()
        self._lead = lead
        self._names: list[str] = []
        self._completion: Callable[[], UnitCompletion | None] = lambda: None
        self._editable = True

    def show_units(
        self,
        units: Sequence[tuple[int, str]],
        completion: Callable[[], UnitCompletion | None],
        *,
        editable: bool,
    ) -> None:
        """Show these (id, text) units."""
        self._names, self._completion, self._editable = [n for _, n in units], completion, editable
        parts: list[QWidget] = [self._chip(key, name) for key, name in units]
        if editable:
            parts.append(self._adder())
        self.put(parts)

    def _chip(self, key: int, name: str) -> QToolButton:
        chip = QToolButton()
        chip.setObjectName("LeadChip" if self._lead else "UnitChip")
        chip.setText(name)
        chip.setToolTip(name)
        chip.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(chip)
        if self._editable:
            other = "改为责任单位" if self._lead else "改为牵头单位"
            menu.addAction(other).triggered.connect(lambda: self.moved.emit(key))
            menu.addAction("移除").triggered.connect(lambda: self.removed.emit(key))
        menu.addAction("在单位库中查看").triggered.connect(lambda: self.visited.emit(key))
        chip.setMenu(menu)
        return chip

    def _adder(self) -> QToolButton:
        button = QToolButton()
        button.setObjectName("AddChip")
        button.setText("＋ 添加")
        button.clicked.connect(self._open_field)
        return button

    def _open_field(self) -> None:
        completion = self._completion()
        if completion is None:
            return
        field = UnitField(completion, self._names)
        field.chosen.connect(self.added)
        field.given_up.connect(self._close_field)
        adder = self.parts()[-1]
        adder.hide()
        self._layout.addWidget(field)
        field.show()
        field.setFocus()

    def _close_field(self) -> None:
        parts = self.parts()
        if parts and isinstance(parts[-1], UnitField):
            field = parts[-1]
            self._layout.removeWidget(field)
            field.deleteLater()
            parts[-2].show()
            parts[-2].setFocus()
