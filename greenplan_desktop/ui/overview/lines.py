"""Lines of tasks in a card: number, title, who leads, and what is to be said at the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, Qt

from greenplan_desktop.ui import theme
from greenplan_desktop.ui.delegates.shapes import status_shape

from .rows import Rows, elided, text_width

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

_LEFT = Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignRight
_SHAPE = 8


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task; `end` stands at the right in `colour`, `status` is shown by its shape."""

    task_id: int
    code: str
    title: str
    who: str
    end: str
    status: str = ""
    colour: str = "text"


class TaskLines(Rows[TaskLine]):
    """`chosen` gives the task's id."""

    HEIGHT = 29
    LINES = True

    _codes, _ends = 30.0, 80.0

    def measure(self) -> None:
        self._codes = text_width(self, [row.code for row in self.rows], 70)
        self._ends = text_width(self, [row.end for row in self.rows], 150)

    def paint_row(self, painter: QPainter, row: TaskLine, box: QRectF) -> None:
        left = 0.0
        if row.status:
            shape = QRectF(2, box.center().y() - _SHAPE / 2, _SHAPE, _SHAPE)
            status_shape(painter, row.status, shape)
            left = _SHAPE + 10.0
        painter.setPen(theme.color("muted"))
        elided(painter, QRectF(left, box.top(), self._codes, box.height()), row.code, _LEFT)
        left += self._codes + 10
        right = box.width() - self._ends
        who = min(painter.fontMetrics().horizontalAdvance(row.who) + 2.0, (right - left) * 0.42)
        painter.setPen(theme.color("text"))
        title = QRectF(left, box.top(), right - left - who - 28, box.height())
        elided(painter, title, row.title, _LEFT)
        painter.setPen(theme.color("muted"))
        elided(painter, QRectF(right - who - 14, box.top(), who, box.height()), row.who, _RIGHT)
        painter.setPen(theme.color(row.colour))
        elided(painter, QRectF(right, box.top(), self._ends, box.height()), row.end, _RIGHT)

    def key_at(self, row: TaskLine, x: float) -> Any:
        return row.task_id

    def tip_at(self, row: TaskLine, x: float) -> str:
        return f"{row.code}　{row.title}\n{row.who}"

    def words_of(self, row: TaskLine) -> str:
        return f"{row.code} {row.title}，{row.who}，{row.end}"


@dataclass(frozen=True, slots=True)
class WordLine:
    """A number of tasks in words (新完成 2 项), the tasks it means, and their codes."""

    label: str
    codes: str
    tasks: tuple[int, ...]
    colour: str = "text"


class WordLines(Rows[WordLine]):
    """`chosen` gives (label, task ids)."""

    HEIGHT = 29
    LINES = True
    _labels = 90.0

    def measure(self) -> None:
        self._labels = text_width(self, [row.label for row in self.rows], 220)

    def paint_row(self, painter: QPainter, row: WordLine, box: QRectF) -> None:
        painter.setPen(theme.color(row.colour if row.tasks else "muted"))
        elided(painter, QRectF(0, box.top(), self._labels, box.height()), row.label, _LEFT)
        painter.setPen(theme.color("muted"))
        rest = QRectF(self._labels + 14, box.top(), box.width() - self._labels - 14, box.height())
        elided(painter, rest, row.codes, _LEFT)

    def key_at(self, row: WordLine, x: float) -> Any:
        return (row.label, row.tasks) if row.tasks else None

    def tip_at(self, row: WordLine, x: float) -> str:
        return row.codes

    def words_of(self, row: WordLine) -> str:
        return f"{row.label} {row.codes}"
