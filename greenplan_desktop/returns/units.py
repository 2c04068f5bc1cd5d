"""Units found in texts: any known name or alias, the longest first, with or without the district's own name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from greenplan_desktop.model.text import compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from greenplan_desktop.model.records import Unit

_LEVELS = "区县市旗"
_HAN = re.compile(r"[一-鿿]")
_FREE_BEFORE = "度月年期份报送于由交之、_-—()【】[]《》 "
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """A unit's name found in a text; `strange` where another place's name stands right before it."""

    unit_id: int
    start: int
    end: int
    strange: bool = False


class UnitFinder:
    """Known units by every name; merged units give way to their successors, group phrases are none."""

    def __init__(self, units: Iterable[Unit], places: Sequence[str] = ()) -> None:
        """`places` are names that a unit may carry in front (重庆市綦江区, 綦江区, 綦江)."""
        every = list(units)
        self._successor = {u.id: u.merged_into for u in every if u.merged_into is not None}
        self.places = sorted({compact(p) for p in places if p}, key=len, reverse=True)
        self._names: dict[str, int] = {}
        for unit in every:
            if not unit.is_group:
                for name in unit.names:
                    if len(compact(name)) >= _SHORTEST:
                        self._names.setdefault(compact(name), self.current(unit.id))
        self._bare = self._bare_names()

    def current(self, unit_id: int) -> int:
        """The unit itself, or the one it was merged into."""
        seen: set[int] = set()
        while unit_id in self._successor and unit_id not in seen:
            seen.add(unit_id)
            unit_id = self._successor[unit_id] or unit_id
        return unit_id

    def _bare_names(self) -> dict[str, int]:
        """Names without the district's name or its 区: usable where no other place can be meant.

        Where departments of two levels share what is left (区科技局, 市科技局), the plan's own level is meant.
        """
        found: dict[str, set[int]] = {}
        own: dict[str, set[int]] = {}
        own_levels = {place[-1] for place in self.places[:1]} & set(_LEVELS)
        for name, unit in self._names.items():
            rest = self._without_place(name)
            core = rest[1:] if rest[:1] in _LEVELS else rest
            for bare in {rest, core}:
                if bare != name and len(bare) >= _SHORTEST:
                    found.setdefault(bare, set()).add(unit)
                    if rest != name or rest[:1] in own_levels:
                        own.setdefault(bare, set()).add(unit)
        meant = {bare: own.get(bare, units) if len(units) > 1 else units for bare, units in found.items()}
        return {
            name: min(units) for name, units in meant.items() if len(units) == 1 and name not in self._names
        }

    def _without_place(self, name: str) -> str:
        place = next((p for p in self.places if name.startswith(p) and len(name) > len(p) + 1), "")
        return name[len(place) :]

    def exact(self, name: str) -> int | None:
        """The unit that a whole text names, or None."""
        key = compact(name)
        for text in (key, self._without_place(key), key.removeprefix("中共")):
            for table in (self._names, self._bare):
                if text in table:
                    return table[text]
        return self._behind_place(key.removeprefix("中共"))

    def _behind_place(self, name: str) -> int | None:
        """The unit behind the district's own name; a place that ends in 市 or 区 has said the level itself."""
        for place in self.places:
            rest = name.removeprefix(place)
            if rest != name:
                own = place[-1:] if place[-1:] in _LEVELS else ""
                for begun in (rest, own + rest):
                    if begun in self._names:
                        return self._names[begun]
        rest = self._without_place(name)
        return next((self._names[level + rest] for level in _LEVELS if level + rest in self._names), None)

    def hits(self, text: str) -> list[Hit]:
        """Every unit named in a text, longest names first, none inside another's name."""
        plain = compact(text)
        taken: list[Hit] = []
        for name in sorted((n for n in self._names if n in plain), key=len, reverse=True):
            self._add(taken, plain, name, self._names[name], bare=False)
        if not taken:
            for name in sorted((n for n in self._bare if n in plain), key=len, reverse=True):
                self._add(taken, plain, name, self._bare[name], bare=True)
        return taken

    def _add(self, taken: list[Hit], plain: str, name: str, unit: int, *, bare: bool) -> None:
        for match in re.finditer(re.escape(name), plain):
            start, end = match.span()
            if any(start < hit.end and end > hit.start for hit in taken):
                continue
            if bare and not self._stands_free(plain[:start]):
                continue
            strange = name[0] in _LEVELS and self._strange_before(plain[:start])
            taken.append(Hit(unit, start, end, strange))

    def _stands_free(self, before: str) -> bool:
        """Whether a bare name can begin here: nothing, no Chinese character or the own place before it."""
        if not before or any(before.endswith(place) for place in self.places):
            return True
        return not _HAN.match(before[-1]) or before[-1] in _FREE_BEFORE

    def _strange_before(self, before: str) -> bool:
        """Whether what stands before 区… looks like another district's name."""
        if not self.places or not before or not _HAN.match(before[-1]):
            return False
        stems = {p.rstrip(_LEVELS) for p in self.places} | set(self.places)
        return not any(before.endswith(stem) for stem in stems if stem)

    def longest(self, text: str, *, whole: bool = False) -> int | None:
        """The unit of the longest name in a text; with `whole`, a text that is another district's unit has none."""
        exact = self.exact(text)
        if exact is not None:
            return exact
        hits = self.hits(text)
        if whole:
            hits = [hit for hit in hits if not (hit.strange and 1 <= hit.start <= 6)]
        return hits[0].unit_id if hits else None
