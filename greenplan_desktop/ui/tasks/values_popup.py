"""A column's values with counts, to be ticked: the list that opens under a filter field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

VALUE = Qt.ItemDataRole.UserRole


class ValuesPopup(QFrame):
    """Emits the ticked values at each tick; None when all are ticked."""

    chosen = Signal(object)  # frozenset of values, or None for all

    def __init__(self, values: Mapping[str, int], ticked: frozenset[str] | None, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("Card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(260)
        self._search = QLineEdit()
        self._search.setPlaceholderText("输入几个字，回车只看找到的")
        self._search.returnPressed.connect(self._only_found)
        self._search.textChanged.connect(self._narrow)
        self._list = QListWidget()
        self._list.setUniformItemSizes(True)
        for value, count in values.items():
            item = QListWidgetItem(f"{value}　{count}")
            item.setData(VALUE, value)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = ticked is None or value in ticked
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self._list.addItem(item)
        self._list.itemChanged.connect(lambda _: self._tell())
        self._list.itemActivated.connect(self._only)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(self._search)
        layout.addWidget(self._list)
        layout.addLayout(self._buttons())
        self.setFixedHeight(min(420, 110 + 24 * max(3, len(values))))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for text, on in (("全选", True), ("全不选", False)):
            button = QPushButton(text)
            button.setProperty("link", True)
            button.clicked.connect(lambda _=False, value=on: self._tick_all(on=value))
            row.addWidget(button)
        row.addStretch(1)
        close = QPushButton("完成")
        close.clicked.connect(self.close)
        row.addWidget(close)
        return row

    def open_under(self, field: QWidget) -> None:
        """Show the list under a field, inside the screen."""
        corner = field.mapToGlobal(QPoint(0, field.height()))
        area = field.screen().availableGeometry()
        self.move(
            min(corner.x(), area.right() - self.width()), min(corner.y(), area.bottom() - self.height())
        )
        self.show()
        self._search.setFocus()

    def _items(self) -> list[QListWidgetItem]:
        return [self._list.item(n) for n in range(self._list.count())]

    def _narrow(self, text: str) -> None:
        for item in self._items():
            item.setHidden(text.strip().lower() not in item.data(VALUE).lower())

    def _tick_all(self, *, on: bool) -> None:
        self._list.blockSignals(True)
        for item in self._items():
            if not item.isHidden():
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self._list.blockSignals(False)
        self._tell()

    def _only(self, item: QListWidgetItem) -> None:
        """Enter or a double click takes this value alone."""
        self._take([item])

    def _only_found(self) -> None:
        """Enter in the field takes the values that hold what is typed, as a spreadsheet's filter does."""
        found = [item for item in self._items() if not item.isHidden()]
        if self._search.text().strip() and found:
            self._take(found)
        else:
            self.close()

    def _take(self, wanted: list[QListWidgetItem]) -> None:
        self._list.blockSignals(True)
        for item in self._items():
            item.setCheckState(Qt.CheckState.Checked if item in wanted else Qt.CheckState.Unchecked)
        self._list.blockSignals(False)
        self._tell()
        self.close()

    def _tell(self) -> None:
        items = self._items()
        ticked = frozenset(i.data(VALUE) for i in items if i.checkState() == Qt.CheckState.Checked)
        self.chosen.emit(None if len(ticked) == len(items) else ticked)
