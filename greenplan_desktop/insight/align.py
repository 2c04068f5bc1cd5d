"""Which tasks of a plan answer which item of the plan above it: proposals with evidence, confirmed by a clerk."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.index import PlanIndex
from greenplan_desktop.model.plan import Target
from greenplan_desktop.model.progress import Progress

from . import measures
from .likeness import figures, grams, shared_phrases
from .scores import bare_unit, score_table
from .targets import SIGN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from greenplan_desktop.model.progress import Work
    from greenplan_desktop.model.records import PlanSnapshot, StoredTarget

OPEN_BELOW = 0.42  # a best proposal below this leaves the item open
SURE_FROM, HARDLY_BETTER = 0.6, 0.9  # a best below 0.6 that is matched to nine tenths by the second
SHOWN_FROM = 0.10  # weaker proposals are shown only to fill up the first three
SHOWN_AT_LEAST, SHOWN_AT_MOST = 3, 5
_SAME_INDICATOR = 0.3  # likeness of two indicators from which on they are taken for one


@dataclass(frozen=True, slots=True)
class Item:
    """A task as far as likeness goes; `key` is the database key where it has one."""

    code: str
    title: str
    text: str
    chapters: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    key: int | None = None


@dataclass(frozen=True, slots=True)
class TargetPair:
    """A target of the higher plan beside the one that answers it; None where nothing does."""

    higher: Target
    own: Target | None

    @property
    def differs(self) -> bool:
        """Whether figures of one kind differ, or the higher target has no counterpart."""
        if self.own is None:
            return True
        above, below = measures.number(self.higher.value), measures.number(self.own.value)
        if above is None or below is None:
            return above != below
        return measures.convert(below, self.own.unit or "", self.higher.unit or "") != above


@dataclass(frozen=True, slots=True)
class Proposal:
    """A task proposed as an answer, with its score (0–1) and what speaks for it."""

    item: Item
    score: float
    confirmed: bool
    phrases: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    targets: tuple[TargetPair, ...] = ()


@dataclass(frozen=True, slots=True)
class AlignedItem:
    """An item of the higher plan with its proposals, best first; `open` where none carries."""

    item: Item
    proposals: tuple[Proposal, ...]
    open: bool
    by_hand: bool = False  # a clerk decided

    @property
    def answers(self) -> tuple[Proposal, ...]:
        """The proposals that carry: the confirmed ones, else those not below the limit; none while open."""
        if self.open:
            return ()
        confirmed = tuple(p for p in self.proposals if p.confirmed)
        return confirmed or tuple(p for p in self.proposals if p.score >= OPEN_BELOW)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What clerks decided, by task codes: pairs confirmed and refused, items declared open."""

    confirmed: frozenset[tuple[str, str]] = frozenset()
    refused: frozenset[tuple[str, str]] = frozenset()
    open: frozenset[str] = frozenset()


def items_of_snapshot(source: PlanSnapshot | PlanIndex) -> list[Item]:
    """The items of a stored plan, cancelled tasks left out."""
    index = source if isinstance(source, PlanIndex) else PlanIndex(source)
    return [
        Item(
            task.code,
            task.title,
            _without(task.text, task.clause),
            tuple(chapter.title for chapter in index.chapter_path(task.chapter_id)),
            tuple(index.names(task.id, "lead")),
            tuple(index.names(task.id, "responsible")),
            tuple(_target(target) for target in index.targets.get(task.id, ())),
            task.id,
        )
        for task in index.snapshot.tasks
        if task.life != "cancelled"
    ]


def _without(text: str, clause: str | None) -> str:
    """The text in one line and without its clause: unit names are held against each other apart."""
    return "".join((text.replace(clause, "") if clause else text).split())


def _target(row: StoredTarget) -> Target:
    return Target(row.text, row.indicator, row.comparator, row.value, row.unit, row.year)


def align(
    own: Sequence[Item], higher: Sequence[Item], verdicts: Verdicts | None = None, *, places: str = ""
) -> Work[list[AlignedItem]]:
    """Every item of the higher plan with the tasks of the own plan proposed for it, best first.

    Nothing is confirmed but what `verdicts` says a clerk confirmed; what a clerk refused is left out.
    `places` are words that hold the two places' names (the issuers), taken off the units' names.
    """
    scores = yield from score_table(own, higher, places=places)
    found: list[AlignedItem] = []
    for number, (item, line) in enumerate(zip(higher, scores, strict=True)):
        yield Progress(number, len(higher), f"正在整理上级任务{item.code}的依据")
        found.append(_aligned(item, own, line, verdicts or Verdicts(), places))
    return found


def is_open(scores: Sequence[float]) -> bool:
    """No proposal carries: the best is weak, or it is none too strong and hardly better than the second."""
    best, second = (*sorted(scores, reverse=True), 0.0, 0.0)[:2]
    return best < OPEN_BELOW or (best < SURE_FROM and second > best * HARDLY_BETTER)


def _aligned(
    item: Item, own: Sequence[Item], line: Sequence[float], verdicts: Verdicts, places: str
) -> AlignedItem:
    ranked: list[tuple[bool, float, Item]] = []
    for task, score in zip(own, line, strict=True):
        pair = (item.code, task.code)
        if pair not in verdicts.refused:
            ranked.append((pair in verdicts.confirmed, score, task))
    ranked.sort(key=lambda entry: (not entry[0], -entry[1]))
    shown = [
        entry
        for place, entry in enumerate(ranked)
        if entry[0] or place < SHOWN_AT_LEAST or (place < SHOWN_AT_MOST and entry[1] >= SHOWN_FROM)
    ]
    confirmed = any(entry[0] for entry in ranked)
    declared = item.code in verdicts.open and not confirmed
    return AlignedItem(
        item,
        tuple(_proposal(item, task, score, sure, places) for sure, score, task in shown),
        open=declared or (not confirmed and is_open([entry[1] for entry in ranked])),
        by_hand=declared or confirmed,
    )


def _proposal(item: Item, task: Item, score: float, confirmed: bool, places: str) -> Proposal:
    own_units = {bare_unit(name, places): name for name in (*task.leads, *task.units)}
    above = dict.fromkeys(bare_unit(name, places) for name in (*item.leads, *item.units))
    both = [own_units[name] for name in above if name in own_units]
    numbers = figures(item.text) & figures(task.text)
    return Proposal(
        task,
        math.floor(score * 100) / 100,
        confirmed,
        tuple(shared_phrases(item.title + "。" + item.text, task.title + "。" + task.text)),
        tuple(sorted(numbers)),
        tuple(both),
        tuple(target_pairs(item.targets, task.targets)),
    )


def target_pairs(higher: Sequence[Target], own: Sequence[Target]) -> list[TargetPair]:
    """Each quantified target of the higher plan with the own one of the same kind most like it, or none.

    Every own target answers at most one; where nothing is like it a target of the same unit is none.
    """
    wanted = [target for target in higher if target.value is not None]
    likely = sorted(
        (
            (_indicator_likeness(above, below), i, j)
            for i, above in enumerate(wanted)
            for j, below in enumerate(own)
            if measures.same_kind(above.unit or "", below.unit or "")
        ),
        reverse=True,
    )
    chosen: dict[int, int] = {}
    for likeness, i, j in likely:
        if likeness >= _SAME_INDICATOR and i not in chosen and j not in chosen.values():
            chosen[i] = j
    return [TargetPair(above, own[chosen[i]] if i in chosen else None) for i, above in enumerate(wanted)]


def _indicator_likeness(first: Target, second: Target) -> float:
    """Dice's measure over the characters and pairs of two indicators."""
    mine, theirs = grams(first.indicator, (1, 2)), grams(second.indicator, (1, 2))
    total = mine.total() + theirs.total()
    return 2 * (mine & theirs).total() / total if total else 0.0


def align_json(aligned: Iterable[AlignedItem]) -> dict[str, Any]:
    """The shape `greenplan align --json` prints."""
    return {
        "items": [
            {
                "number": one.item.code,
                "title": one.item.title,
                "tasks": [_proposal_json(proposal) for proposal in one.proposals],
                "open": one.open,
            }
            for one in aligned
        ]
    }


def _proposal_json(proposal: Proposal) -> dict[str, Any]:
    return {
        "number": proposal.item.code,
        "title": proposal.item.title,
        "score": proposal.score,
        "confirmed": proposal.confirmed,
        "evidence": {
            "phrases": list(proposal.phrases),
            "figures": list(proposal.figures),
            "units": list(proposal.units),
        },
        "targets": [_pair_json(pair) for pair in proposal.targets],
    }


def _pair_json(pair: TargetPair) -> dict[str, Any]:
    return {
        "indicator": pair.higher.indicator,
        "higher": goal_words(pair.higher),
        "own": goal_words(pair.own) if pair.own else None,
        "differs": pair.differs,
    }


def goal_words(target: Target) -> str:
    """The figure with sign and unit, or the words where there is none."""
    return f"{SIGN[target.comparator]}{target.value}{target.unit or ''}" if target.value else target.text


def align_table(aligned: Iterable[AlignedItem]) -> list[list[str]]:
    """The printable table with its head row: item, answering tasks, how sure, targets that differ."""
    table = [["序号", "上级任务", "本级对应任务", "认定", "目标对照"]]
    for one in aligned:
        answers = "\n".join(f"{p.item.code} {p.item.title}" for p in one.answers)
        table.append(
            [one.item.code, one.item.title, answers or "（未找到对应任务）", _state(one), _differences(one)]
        )
    return table


def _state(one: AlignedItem) -> str:
    if one.by_hand:
        return "暂无对应（已确认）" if one.open else "已确认"
    return "待明确" if one.open else "待确认"


def _differences(one: AlignedItem) -> str:
    """Targets of the item beside those of its answers; one answered by any of several tasks is answered."""
    best: dict[Target, TargetPair] = {}
    for target in one.item.targets:
        pairs = [p for answer in one.answers for p in answer.targets if p.higher == target]
        found = next((p for p in pairs if p.own is not None), None)
        if target.value is not None:
            best[target] = found or TargetPair(target, None)
    return "\n".join(_difference(pair) for pair in best.values())


def _difference(pair: TargetPair) -> str:
    own = goal_words(pair.own) if pair.own else "未提出"
    same = "" if pair.differs else "（一致）"
    return f"{pair.higher.indicator}：上级{goal_words(pair.higher)}，本级{own}{same}"
