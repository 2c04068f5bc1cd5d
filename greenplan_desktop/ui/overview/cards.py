"""Cards of the overview: a frame with a title, and counters that lead somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from greenplan_desktop.model.labels import STATUS
from greenplan_desktop.ui import theme
from greenplan_desktop.ui.delegates.shapes import status_shape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QPaintEvent


class Counter(QAbstractButton):
    """A number with its name and a note; the whole card can be clicked."""

    HEIGHT = 66

    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name, self._colour = name, colour
        self._number, self._note = "—", ""
        self.setFixedHeight(self.HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_number(self, number: str, note: str = "", colour: str = "") -> None:
        """Show a number; `colour` replaces its usual one."""
        self._number, self._note = number, note
        self._colour = colour or self._colour
        self.setAccessibleName(f"{self._name} {number} {note}")
        self.setToolTip(f"{self._name} {number}　{note}".strip())
        self.update()

    @property
    def number(self) -> str:
        """The number as it is shown."""
        return self._number

    @property
    def note(self) -> str:
        """The words beside it."""
        return self._note

    def sizeHint(self) -> QSize:
        return QSize(150, self.HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(104, self.HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        lit = self.hasFocus() or self.underMouse()
        painter.setPen(QPen(theme.color("accent_line" if lit else "line"), 1))
        painter.setBrush(theme.color("hover" if self.isDown() else "base"))
        painter.drawRoundedRect(box, 6, 6)
        small = QFont(self.font())
        big = QFont(small)
        big.setPointSizeF(18)
        big.setWeight(QFont.Weight.Bold)
        inner = box.adjusted(13, 8, -8, -6)
        painter.setFont(small)
        painter.setPen(theme.color("muted"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft, self._name)
        painter.setFont(big)
        painter.setPen(theme.color(self._colour))
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, self._number)
        width = painter.fontMetrics().horizontalAdvance(self._number) + 9
        painter.setFont(small)
        painter.setPen(theme.color("muted"))
        rest = inner.adjusted(width, 0, 0, -3)
        shown = painter.fontMetrics().elidedText(self._note, Qt.TextElideMode.ElideRight, int(rest.width()))
        painter.drawText(rest, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, shown)
        painter.end()


class Card(QFrame):
    """A title, a muted note beside it, tools at the right, and what it holds."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setObjectName("Card")
        self.setAccessibleName(title)
        self._title, self._note = QLabel(title), QLabel()
        self._title.setProperty("strong", True)
        self._note.setProperty("muted", True)
        for label in (self._title, self._note):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        self._head.addWidget(self._title)
        self._head.addWidget(self._note, 1)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(14, 11, 14, 11)
        self.body.setSpacing(8)
        self.body.addLayout(self._head)
        self._empty = QLabel()
        self._empty.setProperty("muted", True)
        self._empty.setWordWrap(True)
        self._empty.hide()
        self.body.addWidget(self._empty)

    def add(self, part: QWidget) -> None:
        """Put a part under those there are."""
        self.body.addWidget(part)

    def close_up(self) -> None:
        """Room that is left stays under the parts."""
        self.body.addStretch(1)

    def add_tool(self, part: QWidget) -> None:
        """Put a small button at the right of the title."""
        self._head.addWidget(part)

    def say(self, title: str, note: str = "", empty: str = "") -> None:
        """Change title and note; `empty` is said where there is nothing to show."""
        self._title.setText(title)
        self._note.setText(note)
        self._note.setToolTip(note)
        self._empty.setText(empty)
        self._empty.setVisible(bool(empty))

    @property
    def title(self) -> str:
        """The title as it is shown."""
        return self._title.text()


class Legend(QWidget):
    """Statuses by shape and word, in one line."""

    def __init__(self) -> None:
        super().__init__()
        self._statuses: tuple[str, ...] = ()
        self.setFixedHeight(18)

    def show_statuses(self, statuses: Iterable[str]) -> None:
        """Explain these."""
        self._statuses = tuple(statuses)
        self.setVisible(bool(self._statuses))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.color("muted"))
        left = 0.0
        for status in self._statuses:
            status_shape(painter, status, QRectF(left + 1, self.height() / 2 - 4, 8, 8))
            word = STATUS[status]
            wide = painter.fontMetrics().horizontalAdvance(word)
            box = QRectF(left + 14, 0, wide + 4, self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, word)
            left += wide + 30
        painter.end()


def link(text: str) -> QPushButton:
    """A button that reads as a link."""
    button = QPushButton(text)
    button.setProperty("link", True)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button
