"""From the lines of a document to a model.Plan: the one door of this room's reading half."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greenplan_desktop.model.plan import Heading, Plan, Source

from .aims import plan_targets
from .assembly import Settings, assemble_tasks
from .doubting import plan_doubts
from .duties import find_duties
from .endings import without_ending
from .head import read_head
from .noise import clean_rows
from .outline import build_outline
from .seams import Printed, join, printed
from .splitting import cut
from .tasks import choose_tasks
from .together import always_together
from .unitnames import JOINT_NAMES, run_together
from .words import FIRST_LEADS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from greenplan_desktop.model.plan import Task
    from greenplan_desktop.model.records import Unit

    from .outline import Item, Outline
    from .seams import Passage
    from .source import Document


def read_document(
    document: Document, units: Sequence[Unit] = (), *, first_unit_leads: bool | None = None
) -> Plan:
    """The plan a document holds; one without tasks, and a doubt saying so, where it holds none.

    `units` is the office's register: names in it that hold a 、 stay whole, names not in it become doubts.
    `first_unit_leads` None: as the document itself says (排在第一位的为牵头单位).
    """
    rows, notes = clean_rows(document)
    if not rows:
        return Plan("", notes=(*document.notes, "文件里没有文字。"), source_name=document.name)
    head = read_head(rows, document.name)
    above = join(rows[: head.body], Printed())
    form = printed(rows, hard_breaks=document.hard_breaks)
    passages = join(rows[head.body :], form, above[-1].end + 1 if above else 0)
    joint = (*joint_names_of(units), *always_together(passage.flat for passage in passages))
    blocks = cut(without_ending(passages), joint)
    outline = build_outline(blocks)
    choice = choose_tasks(outline)
    stated = _says_first_leads([*above, *passages])
    first = stated if first_unit_leads is None else first_unit_leads
    settings = Settings(head.period, first, head.issue_date)
    tasks = assemble_tasks(choice.tasks, settings)
    return Plan(
        title=head.title,
        short_name=head.short_name,
        document_number=head.document_number,
        issuer=head.issuer,
        issue_date=head.issue_date,
        period=head.period,
        tasks=tasks,
        plan_targets=plan_targets(outline, {id(draft.item) for draft in choice.tasks}, settings.since),
        doubts=plan_doubts(outline, choice, tasks, blocks, units),
        headings=tuple(_headings(outline, tasks)),
        duties=find_duties(outline),
        notes=(*document.notes, *notes, *_first_note(first and stated)),
        source_name=document.name,
        source_text="\n".join(passage.text for passage in [*above, *passages]),
    )


def joint_names_of(units: Sequence[Unit]) -> tuple[str, ...]:
    """Names of single units that hold a 、 themselves or read like two names run together."""
    return (
        *JOINT_NAMES,
        *(
            name
            for unit in units
            if not unit.is_group
            for name in unit.names
            if "、" in name or len(run_together(name)) > 1
        ),
    )


def _says_first_leads(passages: Sequence[Passage]) -> bool:
    """Whether the document says once that the first-named unit leads."""
    return any(
        ("第一" in passage.flat or "首" in passage.flat) and FIRST_LEADS.search(passage.flat)
        for passage in passages
    )


def _first_note(stated: bool) -> tuple[str, ...]:
    return ("文件写明首位单位为牵头单位，已照此处理。",) if stated else ()


def _headings(outline: Outline, tasks: Sequence[Task]) -> Iterator[Heading]:
    """The headings of the outline that are no tasks themselves, with their depth as level."""
    starts = {task.source.start for task in tasks if task.source}
    stack: list[tuple[Item, int]] = [(item, 1) for item in reversed(outline.root.children)]
    while stack:
        item, level = stack.pop()
        place = item.blocks[0].passage if item.blocks else None
        if place and place.start not in starts and (item.children or level == 1):
            end = place.start + max(item.heading_end, 1)
            yield Heading(level, item.heading, Source(place.line, place.start, end))
        stack.extend((child, level + 1) for child in reversed(item.children))
