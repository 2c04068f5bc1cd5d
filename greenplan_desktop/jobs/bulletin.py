"""通报 for the screen: the same text that is written to .docx, and the units it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from greenplan_desktop.model.index import PlanIndex
from greenplan_desktop.model.progress import Progress

if TYPE_CHECKING:
    from greenplan_desktop.model.period import Period
    from greenplan_desktop.model.progress import Work
    from greenplan_desktop.model.records import PlanSnapshot

Kind = Literal["title", "heading", "text"]


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit's line of the table: its words as they are written, where it stands, the tasks it lacks."""

    unit_id: int
    cells: tuple[str, ...]
    standing: str  # complete, late, partial or missing
    word: str  # the standing as it is said
    missing: tuple[int, ...]  # task ids
    owed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bulletin:
    """The text in order, the table's head and its lines, and how many units stand where."""

    paragraphs: tuple[tuple[Kind, str], ...]
    head: tuple[str, ...]
    lines: tuple[UnitLine, ...]

    @property
    def text(self) -> str:
        """The words without the table."""
        return "\n".join(words for _, words in self.paragraphs)


def bulletin(snapshot: PlanSnapshot, period: Period) -> Work[Bulletin]:
    """The 通报 of a plan at a period."""
    from greenplan_desktop.insight import bulletin as room
    from greenplan_desktop.insight import stats
    from greenplan_desktop.insight.content import Heading, Table, Text
    from greenplan_desktop.model import rules

    yield Progress(0, 0, "正在整理通报")
    index = PlanIndex(snapshot.named_on(period.end))
    figures = stats.statistics(index, period)
    document = room.bulletin(figures)
    found: list[tuple[Kind, str]] = [("title", line) for line in document.title]
    table = None
    for block in document.blocks:
        if isinstance(block, Table):
            table = block
        elif isinstance(block, Heading | Text):
            found.append(("heading" if isinstance(block, Heading) else "text", block.text))
    if table is None:
        return Bulletin(tuple(found), room.HEAD, ())
    codes = {task.code: task.id for task in snapshot.tasks}
    owed = {one.unit_id: one.tasks for one in rules.owed(index, period)}
    owing = [unit for unit in figures.units if unit.owed]
    lines = tuple(
        UnitLine(
            unit.unit_id,
            row.cells,
            unit.standing,
            row.cells[3].replace("\n", ""),
            tuple(codes[code] for code in unit.missing),
            owed[unit.unit_id],
        )
        for unit, row in zip(owing, table.rows, strict=True)
    )
    return Bulletin(tuple(found[:-1]), table.head, lines)  # the last heading is the table's
