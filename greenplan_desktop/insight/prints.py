"""Tables of this room as official texts on paper: targets, the plan above and its answers, what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .align import align_table
from .compare import changes_table, periods_table
from .content import Document, Row, Table, Text
from .summary import targets_block, title_lines
from .wording import book_title, targets_text, until

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from greenplan_desktop.model.period import Period

    from .align import AlignedItem
    from .compare import TaskChange, TaskProgress
    from .figures import Statistics

_ALIGNED = (12.0, 38.0, 44.0, 18.0, 44.0)
_CHANGES = (12.0, 30.0, 12.0, 18.0, 42.0, 42.0)
_PERIODS = (12.0, 56.0, 22.0, 14.0, 22.0, 14.0, 16.0)


def targets_document(figures: Statistics) -> Document:
    """All targets of a plan at a period."""
    text = targets_text(figures) or "本计划没有量化目标。"
    return Document(
        title_lines(figures, "目标完成情况表"),
        (Text(f"{until(figures.period)}，{text}"), targets_block(figures)),
    )


def align_document(aligned: Sequence[AlignedItem], own: str, higher: str) -> Document:
    """How the own plan answers the higher one, with what is open."""
    still_open = sum(one.open for one in aligned)
    confirmed = sum(one.by_hand for one in aligned)
    text = f"{book_title(higher)}共{len(aligned)}项任务，{book_title(own)}已有对应任务的{len(aligned) - still_open}项，"
    text += f"尚未找到对应任务的{still_open}项；其中已经确认的{confirmed}项，其余为比对建议，待确认。"
    table = _table(align_table(aligned), _ALIGNED, {0, 3})
    return Document((book_title(own), "与上级文件任务对照表"), (Text(text), table))


def changes_document(changes: Sequence[TaskChange], plan: str, since: str) -> Document:
    """What changed in a plan since a version (`since` names it: 2023年5月4日印发稿)."""
    numbers = {
        kind: sum(change.kind == kind for change in changes) for kind in ("added", "changed", "removed")
    }
    text = f"与{since}相比，新增任务{numbers['added']}项，修改{numbers['changed']}项，删除{numbers['removed']}项。"
    table = _table(changes_table(changes), _CHANGES, {0, 2, 3})
    return Document((book_title(plan), "任务变动情况表"), (Text(text), table))


def periods_document(rows: Sequence[TaskProgress], plan: str, first: Period, second: Period) -> Document:
    """Two periods of a plan beside each other."""
    ways = {
        way: sum(row.direction == way for row in rows)
        for way in ("forward", "back", "same", "reported", "silent")
    }
    text = (
        f"{second.label}与{first.label}相比，{len(rows)}项任务中，推进{ways['forward']}项，持平{ways['same']}项，"
        f"退步{ways['back']}项，新报送{ways['reported']}项，本期未报{ways['silent']}项。"
    )
    table = _table(periods_table(rows, first, second), _PERIODS, {0, 2, 3, 4, 5, 6})
    return Document((book_title(plan), "两期进展对比表"), (Text(text), table))


def _table(rows: list[list[str]], widths: tuple[float, ...], centred: Iterable[int]) -> Table:
    return Table(tuple(rows[0]), tuple(Row(tuple(row)) for row in rows[1:]), widths, frozenset(centred))
