"""Bars painted by Qt: tasks by status, and targets against their goals with a tick where time stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPen

from greenplan_desktop.model.labels import STATUS
from greenplan_desktop.model.status import UNREPORTED, Status
from greenplan_desktop.ui import theme

from .rows import Rows, elided, text_width

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QPainter

ORDER: tuple[str, ...] = (
    Status.COMPLETED.value,
    Status.ON_TRACK.value,
    Status.DELAYED.value,
    Status.NOT_STARTED.value,
    UNREPORTED,
)
FILL: dict[str, str] = {
    Status.COMPLETED.value: "blue",
    Status.ON_TRACK.value: "green",
    Status.DELAYED.value: "red",
    Status.NOT_STARTED.value: "grey",
}  # an unreported part is left empty, with a border
STATE_FILL: dict[str, str] = {"met": "blue", "on_time": "green", "behind": "orange"}
BAR = 13
_LEFT = Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class StackRow:
    """A bar of tasks by status; `tasks` are the ids behind each part."""

    label: str
    parts: Mapping[str, tuple[int, ...]]
    note: str

    @property
    def total(self) -> int:
        """All tasks of the bar."""
        return sum(map(len, self.parts.values()))


class StackedRows(Rows[StackRow]):
    """`chosen` gives (status or "", task ids, words): of the part clicked, or of the whole bar beside it."""

    _longest, _notes = 1, 60.0

    def measure(self) -> None:
        self._longest = max((row.total for row in self.rows), default=1) or 1
        self._notes = text_width(self, [row.note for row in self.rows], 200) + 8

    def _labels(self) -> float:
        return text_width(self, [row.label for row in self.rows], max(90.0, self.width() * 0.43))

    def _parts(self, row: StackRow) -> list[tuple[str, float, float]]:
        """(status, left, width) of each part."""
        left = self._labels() + 10
        room = max(20.0, self.width() - left - self._notes - 8)
        unit = room / self._longest
        found = []
        for status in ORDER:
            count = len(row.parts.get(status, ()))
            if count:
                found.append((status, left, count * unit))
                left += count * unit
        return found

    def paint_row(self, painter: QPainter, row: StackRow, box: QRectF) -> None:
        painter.setPen(theme.color("text"))
        labels = self._labels()
        elided(painter, QRectF(0, box.top(), labels, box.height()), row.label, _RIGHT)
        top = box.top() + (box.height() - BAR) / 2
        end = labels + 10
        for status, left, width in self._parts(row):
            _part(painter, status, QRectF(left, top, width, BAR), len(row.parts[status]))
            end = left + width
        painter.setPen(theme.color("muted"))
        painter.drawText(
            QRectF(end + 6, box.top(), self.width() - end - 6, box.height()),
            _LEFT | Qt.AlignmentFlag.AlignVCenter,
            row.note,
        )

    def _status_at(self, row: StackRow, x: float) -> str:
        return next((s for s, left, width in self._parts(row) if left <= x < left + width), "")

    def key_at(self, row: StackRow, x: float) -> Any:
        status = self._status_at(row, x)
        found = row.parts[status] if status else tuple(t for part in row.parts.values() for t in part)
        words = f"{row.label} · {STATUS[status]}" if status else row.label
        return (status, found, words) if found else None

    def tip_at(self, row: StackRow, x: float) -> str:
        status = self._status_at(row, x)
        return f"{row.label}：{STATUS[status]} {len(row.parts[status])} 项" if status else self.words_of(row)

    def words_of(self, row: StackRow) -> str:
        parts = "，".join(f"{STATUS[s]} {len(row.parts[s])} 项" for s in ORDER if row.parts.get(s))
        return f"{row.label}：{parts}"


def _part(painter: QPainter, status: str, box: QRectF, count: int) -> None:
    """One part with its number where there is room; thin white seams keep parts of one kind apart."""
    name = FILL.get(status)
    inner = box.adjusted(0, 0, -1 if box.width() > 4 else 0, 0)
    if name is None:
        painter.setPen(QPen(theme.color("faint"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(inner.adjusted(0.5, 0.5, -0.5, -0.5))
    else:
        painter.fillRect(inner, theme.color(name))
    text = str(count)
    if count and painter.fontMetrics().horizontalAdvance(text) + 6 < box.width():
        font = QFont(painter.font())
        painter.save()
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.84)
        painter.setFont(small)
        painter.setPen(theme.color("muted") if name is None else QColor("#ffffff"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A target: `share` of the goal and `gone` of the time, 1 being all; `task_id` None is the plan's own."""

    target_id: int
    task_id: int | None
    label: str
    value: str
    goal: str
    share: float | None
    gone: float
    state: str
    tip: str


class GoalRows(Rows[GoalRow]):
    """`chosen` gives the row."""

    HEIGHT = 42
    LINES = True

    def paint_row(self, painter: QPainter, row: GoalRow, box: QRectF) -> None:
        line = QRectF(0, box.top() + 5, box.width(), painter.fontMetrics().height())
        plain, bold = QFont(painter.font()), QFont(painter.font())
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        goal = painter.fontMetrics().horizontalAdvance(row.goal)
        painter.setPen(theme.color("text"))
        painter.drawText(line, _RIGHT, row.goal)
        painter.setFont(plain)
        value = f"{row.value} / "
        wide = painter.fontMetrics().horizontalAdvance(value)
        painter.setPen(theme.color("muted" if row.share is None else "text"))
        painter.drawText(line.adjusted(0, 0, -goal, 0), _RIGHT, value)
        painter.setPen(theme.color("text"))
        elided(painter, line.adjusted(0, 0, -goal - wide - 12, 0), row.label, _LEFT)
        goal_bar(painter, QRectF(0, line.bottom() + 5, box.width(), 6), row)

    def key_at(self, row: GoalRow, x: float) -> Any:
        return row

    def tip_at(self, row: GoalRow, x: float) -> str:
        return row.tip

    def words_of(self, row: GoalRow) -> str:
        return f"{row.label}：{row.value}，目标 {row.goal}"


def goal_bar(painter: QPainter, box: QRectF, row: GoalRow) -> None:
    """The track is the goal, what passes it is shown as full; the tick is the time gone."""
    painter.setRenderHint(painter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("track"))
    painter.drawRoundedRect(box, 3, 3)
    if row.share is not None and row.share > 0:
        filled = QRectF(box)
        filled.setWidth(max(6.0, box.width() * min(1.0, row.share)))
        painter.setBrush(theme.color(STATE_FILL.get(row.state, "grey")))
        painter.drawRoundedRect(filled, 3, 3)
    painter.setRenderHint(painter.RenderHint.Antialiasing, False)
    x = round(box.left() + (box.width() - 2) * row.gone)
    painter.fillRect(QRectF(x, box.top() - 3, 2, box.height() + 6), theme.color("tick"))
