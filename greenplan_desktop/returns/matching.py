"""Which task a row means: number and title together, title alone, a clearly best likeness, number alone."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from greenplan_desktop.model.text import bare_title, compact, task_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greenplan_desktop.model.records import PlanSnapshot, StoredTask

By = Literal["key", "both", "title", "fuzzy", "number", "clerk", ""]

FUZZY = 76.0  # least likeness of a title that stands alone, of 100
FUZZY_WITH_NUMBER = 70.0  # least likeness where the number says the same
CLEARLY = 10.0  # points by which the best must lead
OFFERED = 45.0
_PREFIX = 4  # shortest title that a longer cell may begin with
_CHAPTER = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]+[章节篇部]|[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十]+[)）])"
)
_NUMBER_IN = re.compile(r"^[一-鿿№#]{0,4}(\d+(?:[.．\-－]\d+)*)[一-鿿]{0,2}$")
_BETWEEN = re.compile(r"(?<=[一-鿿)])[.、\-](?=[\d(])")  # 二（一）.3 = 二（一）3 = 二、（一）3
_LONGEST = 300  # characters of a title cell that are compared


@dataclass(frozen=True, slots=True)
class Named:
    """What a row calls its task: number and title as the sheet shows them."""

    number: str
    title: str
    numeric: bool = False  # the number cell holds a number, so that 1.10 may have become 1.1


@dataclass(frozen=True, slots=True)
class Match:
    """The task a row means, or why none; `offers` are candidates for the clerk, best first."""

    task_id: int | None = None
    by: By = ""
    flags: tuple[str, ...] = ()
    offers: tuple[int, ...] = ()
    numbered: tuple[int, ...] = ()  # tasks that bear the row's number


def cached_title(text: str) -> str:
    """A title as it is compared, by its first few hundred characters."""
    return _bare_title(text[:_LONGEST])


@lru_cache(maxsize=8192)
def _bare_title(text: str) -> str:
    return bare_title(text)


class TaskBook:
    """A plan's tasks by number, code and title."""

    def __init__(self, snapshot: PlanSnapshot) -> None:
        """Built once per review."""
        tasks: Sequence[StoredTask] = sorted(snapshot.tasks, key=lambda t: t.position)
        self.by_id = {t.id: t for t in tasks}
        self.by_uid = {t.uid: t.id for t in tasks}
        self._numbers: dict[str, list[int]] = defaultdict(list)
        self._titles: dict[str, list[int]] = defaultdict(list)
        self.bare: dict[int, str] = {}
        for task in tasks:
            for key in {number_key(task.number), number_key(task.code)} - {""}:
                self._numbers[key].append(task.id)
            self.bare[task.id] = cached_title(task.title)
            if self.bare[task.id]:
                self._titles[self.bare[task.id]].append(task.id)
        self._chapters = {cached_title(c.title) for c in snapshot.chapters}
        self._near: dict[str, list[tuple[int, float]]] = {}

    def numbered(self, named: Named) -> tuple[int, ...]:
        """Tasks that bear the number, several where numbers restart under headings."""
        key = number_key(named.number)
        if not key:
            return ()
        found = self._numbers.get(key)
        if not found:
            inner = _NUMBER_IN.match(compact(named.number[:_LONGEST]))
            found = self._numbers.get(_dotted(inner[1])) if inner else None
        return tuple(found or ())

    def lost_zero(self, named: Named, task_id: int) -> bool:
        """Whether a number cell shows this task's number without its last zeros (1.10 became 1.1)."""
        task = self.by_id[task_id]
        key = number_key(named.number)
        shortened = {n.rstrip("0").rstrip(".") for n in (task.number, task.code) if "." in n}
        return named.numeric and bool(key) and key in {number_key(n) for n in shortened}

    def has_title(self, title: str) -> bool:
        """Whether a text is the title of a task of the plan."""
        return bool(title) and cached_title(title) in self._titles

    def says_more(self, text: str, number: str) -> bool:
        """Whether a text is the title of a task that the number beside it does not name alone."""
        titled = self.titled(text)
        return bool(titled) and self.numbered(Named(number, "")) != titled

    def titled(self, title: str) -> tuple[int, ...]:
        """Tasks of exactly this title, after unifying width, spaces, punctuation, leading numbering."""
        bare = cached_title(title)
        found = self._titles.get(bare, ())
        if not found and "\n" in title:
            found = self._titles.get(cached_title(title.split("\n", 1)[0]), ())
        return tuple(found) if bare else ()

    def is_chapter(self, number: str, title: str) -> bool:
        """Whether a row without a report is a heading of the plan or looks like one."""
        text = title or number
        if _CHAPTER.match(compact(text)) or _CHAPTER.match(compact(number) + "、"):
            return True
        return self.heads(text) or self.heads(number + title)

    def heads(self, title: str) -> bool:
        """Whether a text is the title of a chapter of the plan."""
        return bool(title) and cached_title(title) in self._chapters

    def could_be(self, title: str, tasks: Sequence[int]) -> bool:
        """Whether a title is blank or much like that of one of these tasks."""
        near = (task for task, score in self.near(title) if score >= FUZZY_WITH_NUMBER)
        return not title or any(task in tasks for task in near)

    def near(self, title: str) -> list[tuple[int, float]]:
        """Tasks by likeness of their title, best first, down to what may be offered."""
        bare = cached_title(title)
        found = self._near.get(bare)
        if found is None:
            found = self._near[bare] = self._likeness(bare)
        return found

    def _likeness(self, bare: str) -> list[tuple[int, float]]:
        from rapidfuzz import fuzz

        if not bare:
            return []
        begun = max(
            (t for t in self._titles if len(t) >= _PREFIX and bare.startswith(t)), key=len, default=""
        )
        scores: list[tuple[int, float]] = []
        for task_id, title in self.bare.items():
            score = fuzz.ratio(bare, title)
            if title and title == begun:
                score = 99.0
            elif begun and begun.startswith(title):
                score = min(score, 60.0)
            elif len(bare) >= 6 and title.startswith(bare) and len(bare) * 5 >= len(title) * 3:
                score = max(score, 90.0)
            elif len(title) >= 5 and title in bare and not begun:
                score = max(score, 85.0)
            if score >= OFFERED:
                scores.append((task_id, score))
        return sorted(scores, key=lambda pair: -pair[1])


def number_key(text: str) -> str:
    """For comparing numbers: `01`, `１．`, `第1项` all give `1`, `四（二）3` is `四（二）.3`; a long text is none."""
    return _number_key(text) if len(text) <= _LONGEST else ""


@lru_cache(maxsize=8192)
def _number_key(text: str) -> str:
    plain = _BETWEEN.sub("", task_number(text))
    return re.sub(r"^0+(?=\d)", "", plain)


def _dotted(text: str) -> str:
    return number_key(re.sub(r"[．\-－]", ".", text))


def match(book: TaskBook, named: Named, *, use_number: bool = True) -> Match:
    """The task a row names; a number of no task beside a title that fits is no mismatch."""
    numbered = book.numbered(named) if use_number else ()
    if not named.title:
        return _by_number(numbered)
    titled = book.titled(named.title)
    if titled:
        return _by_title(book, named, titled, numbered)
    return _by_likeness(book, named, numbered)


def _by_number(numbered: tuple[int, ...]) -> Match:
    if len(numbered) == 1:
        return Match(numbered[0], "number", numbered=numbered)
    flag = "task_ambiguous" if numbered else "task_unknown"
    return Match(None, "", (flag,), numbered, numbered)


def _by_title(book: TaskBook, named: Named, titled: tuple[int, ...], numbered: tuple[int, ...]) -> Match:
    both = [task for task in titled if task in numbered]
    if len(both) == 1:
        return Match(both[0], "both", numbered=numbered)
    if len(titled) > 1:
        return Match(None, "", ("task_ambiguous",), tuple(both) or titled, numbered)
    return _settled(book, named, titled[0], "title", numbered)


def _settled(book: TaskBook, named: Named, task: int, by: By, numbered: tuple[int, ...]) -> Match:
    """The title's task, flagged where the number is another task's."""
    others = tuple(n for n in numbered if n != task)
    if task in numbered or not others or book.lost_zero(named, task):
        return Match(task, by, numbered=numbered)
    return Match(task, by, ("number_title_mismatch",), (task, *others), numbered)


def _by_likeness(book: TaskBook, named: Named, numbered: tuple[int, ...]) -> Match:
    near = book.near(named.title)
    best = near[0] if near else (0, 0.0)
    second = near[1][1] if len(near) > 1 else 0.0
    clear = best[1] - second >= CLEARLY
    if best[1] >= FUZZY and clear:
        return _settled(book, named, best[0], "fuzzy", numbered)
    backed = [(t, s) for t, s in near if t in numbered and s >= FUZZY_WITH_NUMBER and best[1] - s < CLEARLY]
    if len(backed) == 1:
        return Match(backed[0][0], "fuzzy", numbered=numbered)
    rivals = tuple(t for t, s in near if best[1] - s < CLEARLY)
    if best[1] >= FUZZY:
        return Match(None, "", ("task_ambiguous",), rivals, numbered)
    offers = dict.fromkeys((*numbered, *(t for t, _ in near[:3])))
    return Match(None, "", ("task_unknown",), tuple(offers), numbered)


def contradicts(result: Match) -> bool:
    """Whether a row's number is another task's than its title's."""
    return "number_title_mismatch" in result.flags
