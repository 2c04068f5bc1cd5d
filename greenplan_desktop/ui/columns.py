"""A table's columns as data: key, title, width, alignment, how a row's cell reads and sorts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from collections.abc import Callable

R = TypeVar("R")
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column over rows of type R; every function is a cheap look-up, never a query."""

    key: str
    title: str
    width: int
    text: Callable[[R], str]
    align: Qt.AlignmentFlag = LEFT
    sort: Callable[[R], Any] | None = None  # None: by text
    value: Callable[[R], Any] | None = None  # what a delegate paints from (VALUE_ROLE), else the text
    tip: Callable[[R], str] | None = None
    editable: Callable[[R], bool] | None = None
    bold: bool = False
    muted: bool = False
    hidden: bool = False  # not shown until the clerk asks for it
    filter: str = ""  # "text", "values" or "" for none

    def sort_key(self, row: R) -> Any:
        """What rows are ordered by."""
        return self.sort(row) if self.sort else self.text(row)
