"""The table's head with a row of filter fields under it: text that must occur, or a choice of values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTableView

from greenplan_desktop.ui import icons

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from greenplan_desktop.ui.columns import Column

HEAD, FIELD = 31, 29


class FilterHeader(QHeaderView):
    """Fields stay under their columns when these are moved, resized, hidden or scrolled."""

    text_changed = Signal(str, str)  # column key, text
    values_wanted = Signal(str, object)  # column key, the field to open the list under

    def __init__(self, columns: Sequence[Column], view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._columns = tuple(columns)
        self._open = True
        self._fields = [self._make(column) for column in self._columns]
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(40)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.sectionResized.connect(self.place)
        self.sectionMoved.connect(self.place)
        self.sectionCountChanged.connect(self.place)
        view.horizontalScrollBar().valueChanged.connect(self.place)

    def _make(self, column: Column) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName("FilterCell")
        field.setAccessibleName(f"筛选{column.title}")
        field.setFrame(False)
        if column.filter:
            field.setPlaceholderText(_hint(column))
            field.textChanged.connect(lambda text, key=column.key: self._typed(key, text))
        else:
            field.setReadOnly(True)
            field.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if column.filter == "values":
            action = field.addAction(icons.icon("down", "muted"), QLineEdit.ActionPosition.TrailingPosition)
            action.setToolTip(f"按{column.title}选择")
            action.triggered.connect(lambda _=False, key=column.key, f=field: self.values_wanted.emit(key, f))
        return field

    def _typed(self, key: str, text: str) -> None:
        self.text_changed.emit(key, text.strip())

    def field(self, key: str) -> QLineEdit:
        """The field of a column."""
        return self._fields[next(i for i, c in enumerate(self._columns) if c.key == key)]

    def open_fields(self, *, shown: bool) -> None:
        """Show or hide the row of fields."""
        self._open = shown
        self.updateGeometries()
        self.place()

    def show_active(self, texts: dict[str, str], chosen: dict[str, frozenset[str]]) -> None:
        """Mark the fields whose condition leaves something out, and say which values are chosen."""
        for column, field in zip(self._columns, self._fields, strict=True):
            words, some = texts.get(column.key, ""), chosen.get(column.key)
            if field.text().strip() != words:
                field.blockSignals(True)
                field.setText(words)
                field.blockSignals(False)
            if column.filter == "values":
                field.setPlaceholderText(_hint(column) if some is None else _summary(some))
            active = bool(words) or some is not None
            if field.property("active") != active:
                field.setProperty("active", active)
                field.style().unpolish(field)
                field.style().polish(field)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), HEAD + (FIELD if self._open else 0))

    def updateGeometries(self) -> None:
        self.setViewportMargins(0, 0, 0, FIELD if self._open else 0)
        super().updateGeometries()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()

    def place(self, *_: object) -> None:
        """Put each field under its column."""
        for number, field in enumerate(self._fields):
            if not self._open or number >= self.count() or self.isSectionHidden(number):
                field.hide()
                continue
            field.setGeometry(self.sectionViewportPosition(number), HEAD, self.sectionSize(number), FIELD)
            field.show()


def _hint(column: Column) -> str:
    if column.filter == "text":
        return "含…"
    return "单位…" if column.key in ("lead", "responsible") else ""


def _summary(chosen: frozenset[str]) -> str:
    return "、".join(sorted(chosen)) if 0 < len(chosen) <= 2 else f"已选 {len(chosen)} 项"
