"""From a chosen item to a model.Task: title, text, roles, due date, targets, and what is doubtful about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from greenplan_desktop.model.plan import Source, Target, Task

from .due import due_of
from .numbering import mark_at_start
from .outline import leading_phrase
from .targets import find_targets
from .unitnames import is_group

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .clauses import Clause
    from .outline import Block
    from .tasks import Draft

_PHRASE_MOST = 26
_TRIM = " 。：:；;，,、"


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for every task of a plan: its period, its date of issue, and whether the first-named unit leads."""

    period: tuple[int, int] | None = None
    first_leads: bool = False
    issued: str | None = None

    @property
    def since(self) -> int | None:
        """The first year the plan can aim at."""
        return self.period[0] if self.period else int(self.issued[:4]) if self.issued else None


@dataclass(frozen=True, slots=True)
class _Roles:
    leads: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()


def assemble_tasks(drafts: Sequence[Draft], settings: Settings) -> tuple[Task, ...]:
    """The tasks of a plan in document order."""
    return tuple(_task(draft, settings) for draft in drafts)


def _task(draft: Draft, settings: Settings) -> Task:
    clause = draft.clause.clause if draft.clause else None
    roles = _roles(clause, settings)
    stretches = list(_stretches(draft))
    flat = "\n".join(each.flat for each in stretches)
    times = [
        block.clause.reading.due for block in draft.blocks if block.clause and block.clause is not clause
    ]
    return Task(
        code=draft.code,
        number=draft.number,
        path=draft.path,
        title=_title(draft),
        text="\n".join(
            text for each in stretches if (text := each.text.strip(" 。；;") and each.text.strip())
        ),
        lead_units=roles.leads,
        responsible_units=roles.responsible,
        groups=tuple(name for name in (*roles.leads, *roles.responsible) if is_group(name)),
        open_ended=clause.reading.open_ended if clause else False,
        clause=clause.text if clause else None,
        remarks="；".join(clause.reading.remarks) if clause else "",
        due=due_of([clause.reading.due if clause else None, *times], flat, settings.period, settings.issued),
        targets=tuple(_targets(stretches, settings.since)),
        source=_source(draft),
        clause_source=_clause_source(draft, clause),
        doubts=_doubts(clause, roles),
        role_words=clause.reading.role_words if clause else (),
    )


def _roles(clause: Clause | None, settings: Settings) -> _Roles:
    """The roles of a clause; where the first-named unit leads it does so, unless it is a group."""
    if clause is None:
        return _Roles()
    leads, responsible = clause.reading.leads, clause.reading.responsible
    if settings.first_leads and not leads and responsible and not is_group(responsible[0]):
        return _Roles(responsible[:1], responsible[1:])
    return _Roles(leads, responsible)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A piece of a task's own text with its place; `boxed` text holds no targets of the task."""

    text: str
    flat: str
    start: int
    boxed: bool = False


def _stretches(draft: Draft) -> Iterator[_Stretch]:
    """The task's text piece by piece, without its heading and its clause."""
    for block in draft.blocks:
        passage = block.passage
        begin = draft.item.heading_end if block is draft.item.blocks[0] else 0
        while begin < len(passage.flat) and passage.flat[begin] in _TRIM:
            begin += 1
        if block.clause:
            yield from _cut(block, begin, block.clause.begin)
            begin = max(begin, block.clause.end)
        yield from _cut(block, begin, len(passage.text))


def _cut(block: Block, begin: int, end: int) -> Iterator[_Stretch]:
    passage = block.passage
    if passage.flat[begin:end].strip(_TRIM):
        yield _Stretch(passage.text[begin:end], passage.flat[begin:end], passage.start + begin, block.boxed)


def _title(draft: Draft) -> str:
    """The item's heading; of several paragraphs each its own leading phrase, where it has one."""
    if not draft.part:
        return draft.item.title
    for stretch in _stretches(draft):
        mark = mark_at_start(stretch.flat)
        begin = mark.length if mark else 0
        stop = stretch.flat.find("。", begin)
        phrase = stretch.text[begin:stop].strip(_TRIM)
        if (
            0 < stop < len(stretch.flat) - 6
            and len(phrase) <= _PHRASE_MOST
            and not re.search("[，；]", phrase)
        ):
            return phrase
        break
    if draft.item.title:
        return draft.item.title
    return next((leading_phrase(stretch.text) for stretch in _stretches(draft)), "")


def _targets(stretches: Sequence[_Stretch], since: int | None) -> Iterator[Target]:
    for stretch in stretches:
        if not stretch.boxed:
            yield from find_targets(stretch.text, stretch.flat, stretch.start, since)


def _source(draft: Draft) -> Source | None:
    if not draft.blocks:
        return None
    first = draft.blocks[0].passage
    return Source(first.line, first.start, max(block.passage.end for block in draft.blocks))


def _clause_source(draft: Draft, clause: Clause | None) -> Source | None:
    if clause is None or draft.clause is None:
        return None
    return Source(draft.clause.passage.line, clause.start, clause.start + len(clause.text))


def _doubts(clause: Clause | None, roles: _Roles) -> tuple[str, ...]:
    """Codes of what a clerk should look at in this task."""
    doubts: list[str] = []
    if clause is None or not (roles.leads or roles.responsible):
        return ("no_responsible_unit",)
    if not roles.leads:
        doubts.append("no_lead")
    reading = clause.reading
    if reading.both_roles:
        doubts.append("both_roles")
    if reading.bare:
        doubts.append("role_unclear")
    if reading.unread:
        doubts.append("strange_name")
    return tuple(doubts)
