"""The score of a task as an answer to an item of the plan above: texts, titles, headings, units, figures."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from greenplan_desktop.model.progress import Progress

from .likeness import Likeness, Vector, figures, grams, plain, products

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greenplan_desktop.model.progress import Work

    from .align import Item

_HALF_TEXT = 0.12  # likeness of texts that counts as half a proof; reworded answers reach about this
_TITLE, _GENERIC_TITLE, _NAMED = 0.75, 0.2, 0.25  # what equal titles, a title found in the other text prove
_SHORT = 80  # characters; of texts so short it counts how much of them the other text holds
_HEADING, _UNITS, _FIGURES = 0.4, 0.3, 0.2  # how much these sharpen what the texts prove
_TAKEN = 0.6  # left of a score where the task answers another item incomparably better
_STRANGE = 0.5  # left of all scores where the plans have nothing in common
_LIKEST, _KIN = 3, 0.1  # they are about the same where the likest three texts reach this on average
_GENERIC = re.compile(
    r"^(?:加强|强化|完善|加快|提升|推动|健全|落实|做好|严格|注重|加大|营造|压实)?(?:组织领导|组织实施|组织保障|统筹协调|协调联动|工作机制|政策支持|政策保障|"
    r"政策机制|资金保障|资金支持|财政支持|要素保障|资金投入|人才保障|队伍建设|宣传引导|宣传推广|良好氛围|督查考核|督导考核|督促检查|监督考核|监督检查|考核评估|"
    r"评估考核|监测评估|跟踪问效|责任落实|工作责任|示范引领|交流合作|总结推广|法治保障|安全保障)$"
)
_LEVEL = re.compile(r"^(?:自治[区州县]|[省市区县州旗])(?=.{2,})")
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,3}?(?:自治[区州县]|[省市区县州旗])")


@dataclass(frozen=True, slots=True)
class Signals:
    """Tables of what speaks for each pair, a row per item of the higher plan."""

    text: list[list[float]]
    title: list[list[float]]
    heading: list[list[float]]
    units: list[list[float]]


def bare_unit(name: str, places: str = "") -> str:
    """A unit's name without its place and level, so that 市发展改革委 and 区发展改革委 are one."""
    bare = re.sub(r"\s", "", name)
    for place in _PLACE.findall(places):
        if bare.startswith(place) and len(bare) - len(place) >= 3:
            return bare[len(place) :]
    return _LEVEL.sub("", bare)


def full_text(item: Item) -> str:
    """Title and text; below a third heading, that heading too, since the title leans on it."""
    above = item.chapters[-1] if len(item.chapters) >= 3 else ""
    return f"{above}。{item.title}。{item.text}"


def score_table(own: Sequence[Item], higher: Sequence[Item], *, places: str = "") -> Work[list[list[float]]]:
    """The score (0–1) of every own task for every higher item: a row per higher item."""
    if not own or not higher:
        return [[] for _ in higher]
    yield Progress(0, len(higher), "正在比对两份计划的文字")
    weights = Likeness([full_text(item) for item in (*higher, *own)], (2, 3))
    signals = _signals(own, higher, weights, places)
    above = [_Side.of(item, weights) for item in higher]
    below = [_Side.of(task, weights) for task in own]
    raw: list[list[float]] = []
    for i, item in enumerate(above):
        yield Progress(i, len(higher), f"正在比对上级任务{item.item.code}")
        raw.append([_proof(signals, i, j, item, task) for j, task in enumerate(below)])
    return _weighed_against_each_other(raw, signals.text, [item.generic for item in above])


@dataclass(frozen=True, slots=True)
class _Side:
    """What of one item is needed for each of its pairs."""

    item: Item
    held: frozenset[str]  # its n-grams
    probe: tuple[
        tuple[str, float], ...
    ]  # n-grams of its title (of all its text, where that is short), weighed
    figures: frozenset[str]
    generic: bool
    short: bool

    @classmethod
    def of(cls, item: Item, weights: Likeness) -> _Side:
        short = len(item.text) < _SHORT
        words = grams(full_text(item) if short else item.title, weights.sizes)
        probe = tuple((gram, weights.weight(gram)) for gram in words)
        held = frozenset(grams(full_text(item), weights.sizes))
        generic = _GENERIC.match(plain(item.title)) is not None
        return cls(item, held, probe, frozenset(figures(item.text)), generic, short)

    def found_in(self, other: _Side) -> float:
        """The share of the probe's weight that the other holds."""
        total = sum(weight for _, weight in self.probe)
        return sum(weight for gram, weight in self.probe if gram in other.held) / total if total else 0.0


def _signals(own: Sequence[Item], higher: Sequence[Item], weights: Likeness, places: str) -> Signals:
    headings = Likeness({_heading(item) for item in (*higher, *own)}, (2,))
    names = [[bare_unit(unit, places) for unit in _all_units(item)] for item in (*higher, *own)]
    texts = [weights.vector(full_text(item)) for item in higher]
    titles = [weights.vector(item.title) for item in higher]
    above = [headings.vector(_heading(item)) for item in higher]
    return Signals(
        text=products(texts, [weights.vector(full_text(task)) for task in own]),
        title=products(titles, [weights.vector(task.title) for task in own]),
        heading=products(above, [headings.vector(_heading(task)) for task in own]),
        units=products(*_unit_vectors(names, len(higher))),
    )


def _heading(item: Item) -> str:
    """The headings below the first level, which is the same for all tasks (三、重点任务)."""
    return "".join(item.chapters[1:] or item.chapters)


def _all_units(item: Item) -> tuple[str, ...]:
    return (*item.leads, *item.leads, *item.units)  # a lead counts twice


def _unit_vectors(names: Sequence[Sequence[str]], split: int) -> tuple[list[Vector], list[Vector]]:
    """Each item's units as a vector: a unit named everywhere says little."""
    spread: dict[str, int] = {}
    for units in names:
        for unit in set(units):
            spread[unit] = spread.get(unit, 0) + 1
    vectors: list[Vector] = []
    for units in names:
        raw = {u: units.count(u) * math.log((1 + len(names)) / (1 + spread[u])) for u in units}
        length = math.sqrt(sum(w * w for w in raw.values()))
        vectors.append({u: w / length for u, w in raw.items()} if length else {})
    return vectors[:split], vectors[split:]


def _named(item: _Side, task: _Side) -> float:
    """How much of each one's title (of its whole text, where that is short) the other's text holds."""
    if item.short != task.short:
        return item.found_in(task) if item.short else task.found_in(item)
    return (item.found_in(task) + task.found_in(item)) / 2


def _proof(signals: Signals, i: int, j: int, item: _Side, task: _Side) -> float:
    """What texts and titles prove together, sharpened by headings, units and figures they share."""
    text = signals.text[i][j]
    from_text = text / (text + _HALF_TEXT)
    general = item.generic or task.generic  # its title and heading say nothing of what it is about
    from_title = (_GENERIC_TITLE if general else _TITLE) * signals.title[i][j] ** 2
    from_name = 0.0 if general else (_TITLE if item.short or task.short else _NAMED) * _named(item, task) ** 2
    doubt = (1 - from_text) * (1 - from_title) * (1 - from_name)
    sharper = 1 + _UNITS * signals.units[i][j] + (0 if general else _HEADING * signals.heading[i][j])
    if item.figures & task.figures:
        sharper += _FIGURES
    return float(1 - doubt**sharper)


def _weighed_against_each_other(
    raw: list[list[float]], text: list[list[float]], generic: Sequence[bool]
) -> list[list[float]]:
    """A task that answers another item far better counts less here; plans of strangers count less at all."""
    best_below = [max(line[j] for line in text) or 1.0 for j in range(len(text[0]))]
    known = _kinship([max(line) for line, common in zip(text, generic, strict=True) if not common])
    return [
        [
            known * score * (_TAKEN + (1 - _TAKEN) * math.sqrt(text[i][j] / best_below[j]))
            for j, score in enumerate(line)
        ]
        for i, line in enumerate(raw)
    ]


def _kinship(best: Sequence[float]) -> float:
    """How far two plans are about the same at all, from the likest items that are no general ones (加强组织领导)."""
    likest = sorted(best, reverse=True)[:_LIKEST]
    return _STRANGE + (1 - _STRANGE) * min(1.0, sum(likest) / (_LIKEST * _KIN)) if likest else _STRANGE
