"""Two versions of a plan side by side: which tasks came, went or changed, so that reading again updates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from greenplan_desktop.model.text import bare_title, compact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from greenplan_desktop.model.plan import Target, Task

Kind = Literal["added", "removed", "changed"]
Field = Literal[
    "number",
    "path",
    "title",
    "text",
    "lead_units",
    "responsible_units",
    "open_ended",
    "due",
    "targets",
    "remarks",
]

_TITLES_ALIKE = 82.0
_TITLES_UNDER_CODE = 45.0  # a task kept its code and was worded anew
_TEXTS_ALIKE = 75.0
_SHORTEST_TEXT = 20


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a task: what it said and what it says now, as a clerk reads it."""

    field: Field
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A task that was added (old is None), removed (new is None) or changed."""

    kind: Kind
    old: Task | None
    new: Task | None
    changes: tuple[Change, ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """The names of the fields that changed."""
        return tuple(change.field for change in self.changes)


def compare_plans(old: Sequence[Task], new: Sequence[Task]) -> list[Difference]:
    """The differences in the order of the new version, what was removed behind the task it followed.

    White space, widths of brackets and commas, and the order of units make no difference.
    """
    partner = match_tasks(old, new)
    back = {position: index for index, position in partner.items()}
    differences: list[Difference] = []
    differences += _removed(old, -1, back)
    for index, task in enumerate(new):
        if index not in partner:
            differences.append(Difference("added", None, task))
            continue
        before = old[partner[index]]
        changes = tuple(_changes(before, task))
        if changes:
            differences.append(Difference("changed", before, task, changes))
        differences += _removed(old, partner[index], back)
    return differences


def _removed(old: Sequence[Task], after: int, back: dict[int, int]) -> Iterator[Difference]:
    """The removed tasks that stood directly behind an old task."""
    position = after + 1
    while position < len(old) and position not in back:
        yield Difference("removed", old[position], None)
        position += 1


def match_tasks(old: Sequence[Task], new: Sequence[Task]) -> dict[int, int]:
    """For each new task that is an old one: its position -> the old one's position.

    Certain pairs first: same title in the same chapter, same title, same code with a like title, like titles, like texts.
    """
    matcher = _Matcher(old, new)
    matcher.by_key(lambda task: (bare_title(task.title), *(bare_title(heading) for heading in task.path)))
    matcher.by_key(lambda task: (bare_title(task.title), task.code))
    matcher.by_key(lambda task: (bare_title(task.title),))
    matcher.by_code()
    matcher.by_likeness(lambda task: bare_title(task.title), _TITLES_ALIKE)
    matcher.by_likeness(lambda task: _long(bare_title(task.text)), _TEXTS_ALIKE)
    return matcher.partner


def _long(text: str) -> str:
    return text[:400] if len(text) >= _SHORTEST_TEXT else ""


class _Matcher:
    """Pairs tasks step by step; each task has one partner at most."""

    def __init__(self, old: Sequence[Task], new: Sequence[Task]) -> None:
        self.partner: dict[int, int] = {}
        self._old = dict(enumerate(old))
        self._new = dict(enumerate(new))

    def _pair(self, new: int, old: int) -> None:
        self.partner[new] = old
        del self._new[new], self._old[old]

    def by_key(self, key: Callable[[Task], tuple[str, ...]]) -> None:
        """Pair tasks with equal keys that are no one else's; repeated ones in their order."""
        places: dict[tuple[str, ...], list[int]] = {}
        for position, task in self._old.items():
            places.setdefault(key(task), []).append(position)
        for index, task in list(self._new.items()):
            found = places.get(key(task))
            if found and key(task)[0]:
                self._pair(index, found.pop(0))

    def by_code(self) -> None:
        """Pair tasks of the same code whose titles still have much in common."""
        from rapidfuzz import fuzz

        codes = {task.code: position for position, task in self._old.items()}
        for index, task in list(self._new.items()):
            position = codes.get(task.code)
            if position is None or position not in self._old:
                continue
            titles = bare_title(self._old[position].title), bare_title(task.title)
            if fuzz.ratio(*titles) >= _TITLES_UNDER_CODE:
                self._pair(index, position)

    def by_likeness(self, text: Callable[[Task], str], least: float) -> None:
        """Pair what is left by likeness, the likest first."""
        from rapidfuzz import fuzz, process

        left = {position: said for position, task in self._old.items() if (said := text(task))}
        scored: list[tuple[float, int, int]] = []
        for index, task in self._new.items():
            said = text(task)
            if said:
                matches = process.extract(said, left, scorer=fuzz.ratio, score_cutoff=least, limit=3)
                scored += [(-score, index, position) for _, score, position in matches]
        for _, index, position in sorted(scored):
            if index in self._new and position in self._old:
                self._pair(index, position)


def _changes(old: Task, new: Task) -> Iterator[Change]:
    """The fields that differ, in the order of a task list's columns."""
    for field, said in _FIELDS:
        before, now = said(old), said(new)
        if _comparable(field, before) != _comparable(field, now):
            yield Change(field, before, now)


def _comparable(field: Field, text: str) -> object:
    if field in ("lead_units", "responsible_units", "targets"):
        return sorted(compact(part) for part in text.split("、"))
    if field in ("title", "path"):
        return bare_title(text)
    return compact(text).rstrip("。.")


def _target(target: Target) -> str:
    signs = {"=": "", ">=": "≥", "<=": "≤", "about": "约"}
    year = f"（{target.year}年）" if target.year else ""
    return f"{target.indicator}{signs[target.comparator]}{target.value or ''}{target.unit or ''}{year}"


_FIELDS: tuple[tuple[Field, Callable[[Task], str]], ...] = (
    ("number", lambda task: task.number),
    ("path", lambda task: " / ".join(task.path)),
    ("title", lambda task: task.title),
    ("text", lambda task: task.text),
    ("lead_units", lambda task: "、".join(task.lead_units)),
    ("responsible_units", lambda task: "、".join(task.responsible_units)),
    ("open_ended", lambda task: "等" if task.open_ended else ""),
    ("due", lambda task: task.due.text if task.due else ""),
    ("targets", lambda task: "、".join(_target(target) for target in task.targets)),
    ("remarks", lambda task: task.remarks),
)
