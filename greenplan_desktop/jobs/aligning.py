"""上级文件 for the screen: each item of the higher plan with its proposals, their evidence and targets in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greenplan_desktop.store import journal, plans, rows

from . import figures, sheets
from .changed import Changed, changed

if TYPE_CHECKING:
    from greenplan_desktop.insight.align import AlignedItem, Proposal, TargetPair
    from greenplan_desktop.model.progress import Work
    from greenplan_desktop.store.database import Store

    from .sheets import Sheet

STATES = {
    "confirmed": "已确认",
    "proposed": "待确认",
    "open": "未找到对应",
    "declared": "暂无对应",
}

_STATE = {
    (True, True): "declared",
    (True, False): "confirmed",
    (False, True): "open",
    (False, False): "proposed",
}  # (a clerk decided, nothing answers)


@dataclass(frozen=True, slots=True)
class TargetWords:
    """A target of the higher plan beside the own one; `differs` where figures differ or ours is wanting."""

    indicator: str
    higher: str
    own: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """A task that may answer an item, and what speaks for it."""

    task_id: int
    code: str
    title: str
    text: str
    score: float
    carries: bool  # near enough to be an answer by itself
    confirmed: bool
    phrases: tuple[str, ...]
    figures: tuple[str, ...]
    units: tuple[str, ...]
    leads: tuple[str, ...]
    targets: tuple[TargetWords, ...]


@dataclass(frozen=True, slots=True)
class HigherItem:
    """An item of the higher plan: its state, the answers that carry in words, its offers best first."""

    task_id: int
    code: str
    title: str
    text: str
    chapter: str
    leads: tuple[str, ...]
    state: str  # a key of STATES
    answers: str
    offers: tuple[Offer, ...]
    differing: tuple[TargetWords, ...]

    @property
    def decided(self) -> bool:
        """Whether a clerk has spoken on it."""
        return self.state in ("confirmed", "declared")


@dataclass(frozen=True, slots=True)
class Alignment:
    """The whole comparison, and its table for paper."""

    items: tuple[HigherItem, ...]
    sheet: Sheet


def alignment(store: Store, plan_id: int, higher_id: int) -> Work[Alignment]:
    """Hold a plan against the higher one; the figures and words are those of `greenplan align`."""
    found = yield from figures.alignment(store, plan_id, higher_id)
    own, higher = plans.plan(store, plan_id), plans.plan(store, higher_id)
    sheet = sheets.alignment(found, own.title if own else "", higher.title if higher else "")
    return Alignment(tuple(_item(one) for one in found), sheet)


def decide(store: Store, plan_id: int, item: HigherItem, task_id: int | None, verdict: str | None) -> Changed:
    """Keep a clerk's word on an item as one change.

    confirmed and refused are about a task; open declares that none answers; None takes back what was said
    of the task, or of the whole item. Confirming lifts 暂无对应, declaring that lifts what was confirmed.
    """
    words = {"confirmed": "确认对应", "refused": "不对应", "open": "暂无对应任务", None: "取消结论"}
    whole = verdict is None and task_id is None
    with journal.change(store, f"上级任务{item.code}：{words[verdict]}", plan_id=plan_id) as set_id:
        for row in rows.find(store, "alignment", plan_id=plan_id, higher_task_id=item.task_id):
            lifted = {"confirmed": "open", "open": "confirmed"}.get(verdict or "")
            if whole or row["task_id"] == task_id or row["verdict"] == lifted:
                rows.delete(store, "alignment", row["id"])
        if verdict is not None:
            values = {"plan_id": plan_id, "higher_task_id": item.task_id, "task_id": task_id}
            rows.insert(store, "alignment", verdict=verdict, **values)
    return changed(store, set_id)


def _item(one: AlignedItem) -> HigherItem:
    item = one.item
    state = _STATE[one.by_hand, one.open]
    pairs = {p.higher: p for answer in one.answers for p in answer.targets if p.own is not None}
    missing = {p.higher: p for answer in one.answers for p in answer.targets if p.higher not in pairs}
    return HigherItem(
        item.key or 0,
        item.code,
        item.title,
        item.text,
        item.chapters[-1] if item.chapters else "",
        item.leads,
        state,
        "；".join(f"{answer.item.code} {answer.item.title}" for answer in one.answers),
        tuple(_offer(proposal) for proposal in one.proposals),
        tuple(_target(p) for p in (*pairs.values(), *missing.values()) if p.differs),
    )


def _offer(proposal: Proposal) -> Offer:
    from greenplan_desktop.insight.align import OPEN_BELOW

    task = proposal.item
    return Offer(
        task.key or 0,
        task.code,
        task.title,
        task.text,
        proposal.score,
        proposal.score >= OPEN_BELOW,
        proposal.confirmed,
        proposal.phrases,
        proposal.figures,
        proposal.units,
        task.leads,
        tuple(_target(pair) for pair in proposal.targets),
    )


def _target(pair: TargetPair) -> TargetWords:
    from greenplan_desktop.insight.align import goal_words

    own = goal_words(pair.own) if pair.own else "未提出"
    return TargetWords(pair.higher.indicator, goal_words(pair.higher), own, pair.differs)
