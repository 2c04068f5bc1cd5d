"""How a page's room is divided: parts one above the other, and parts with a handle between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence


def column_of(*parts: QWidget, on: QWidget | None = None) -> QWidget:
    """Parts one above the other without a gap, on a widget of their own or `on` one; the last takes what is left."""
    holder = on if on is not None else QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in parts:
        column.addWidget(part, int(part is parts[-1]))
    return holder


def splitter_of(
    *parts: QWidget, sizes: Sequence[int], wide: int | None = None, down: bool = False
) -> QSplitter:
    """Parts beside each other, or `down` the page, none of which can be closed; the `wide` one grows with the window."""
    split = QSplitter(Qt.Orientation.Vertical if down else Qt.Orientation.Horizontal)
    split.setChildrenCollapsible(False)
    for part in parts:
        split.addWidget(part)
    split.setSizes(list(sizes))
    if wide is not None:
        split.setStretchFactor(wide, 1)
    return split
