"""Finding a unit by any of its names: full name, short name, alias, with or without the district's own name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .text import compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .records import Unit


class UnitNames:
    """An index of units by comparable name: own names before aliases, a merged unit's names mean its successor."""

    def __init__(self, units: Iterable[Unit], places: Sequence[str] = ()) -> None:
        """`places` are names a unit may carry in front of its own (重庆市綦江区, 綦江区, 綦江)."""
        self.units = tuple(units)
        self._by_name: dict[str, Unit] = {}
        by_id = {u.id: u for u in self.units}
        standing = [u for u in self.units if u.merged_into is None]
        for own in (True, False):
            for unit in standing:
                for name in (unit.short_name, unit.full_name) if own else unit.aliases:
                    if name:
                        self._by_name.setdefault(compact(name), unit)
        for unit in self.units:
            for name in unit.names:
                self._by_name.setdefault(compact(name), _successor(unit, by_id))
        self._places = sorted({compact(p) for p in places if p}, key=len, reverse=True)

    def find(self, name: str) -> Unit | None:
        """The unit of exactly this name (after unifying width, spaces and brackets), or None."""
        key = compact(name)
        found = self._by_name.get(key)
        if found or not key:
            return found
        for place in self._places:
            if key.startswith(place):
                rest = key[len(place) :]
                for candidate in (rest, "区" + rest, "县" + rest, "市" + rest):
                    if candidate in self._by_name:
                        return self._by_name[candidate]
        return None


def _successor(unit: Unit, by_id: dict[int, Unit]) -> Unit:
    """The unit that took a merged one in, through any number of reforms."""
    seen = {unit.id}
    while unit.merged_into is not None and unit.merged_into in by_id and unit.merged_into not in seen:
        unit = by_id[unit.merged_into]
        seen.add(unit.id)
    return unit
