"""Parts side by side that go on in the next line where there is no room: chips of units."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget


class FlowLayout(QLayout):
    """Lines of parts, 4 px apart; its height follows its width."""

    GAP = 4

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        widest = max((i.minimumSize().width() for i in self._items), default=0)
        tallest = max((i.sizeHint().height() for i in self._items), default=0)
        return QSize(min(widest, 120), tallest)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        x, y, line = rect.x(), rect.y(), 0
        for item in self._items:
            size = item.sizeHint()
            width = min(size.width(), rect.width())
            if x > rect.x() and x + width > rect.right() + 1:
                x, y, line = rect.x(), y + line + self.GAP, 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, size.height())))
            x += width + self.GAP
            line = max(line, size.height())
        return y + line - rect.y()


class Flow(QWidget):
    """A widget over a FlowLayout whose parts can be replaced."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = FlowLayout()
        self.setLayout(self._layout)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def put(self, parts: list[QWidget]) -> None:
        """Show these parts instead of those there are."""
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for part in parts:
            self._layout.addWidget(part)
            part.show()
        self.updateGeometry()

    def parts(self) -> list[QWidget]:
        """The parts there are."""
        items = (self._layout.itemAt(n) for n in range(self._layout.count()))
        return [w for item in items if item is not None and (w := item.widget()) is not None]
