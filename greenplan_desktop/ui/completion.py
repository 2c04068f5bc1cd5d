"""Unit names offered while typing: by name, alias or the initials of the pinyin; used units first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from greenplan_desktop.model.text import compact

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from greenplan_desktop.model.records import Unit

_JOINTS = "、，,;；\n\t"
_LETTERS = re.compile(r"^[A-Za-z]{2,}$")
MOST = 12


@dataclass(frozen=True, slots=True)
class Offer:
    """A unit offered: what is put in, and why it was found where its name does not show it."""

    name: str
    hint: str = ""


class UnitCompletion:
    """Offers for the fragment being typed; built once per view."""

    def __init__(self, register: Iterable[Unit], used: frozenset[int] = frozenset()) -> None:
        self._units = sorted(
            (u for u in register if u.active_to is None and u.merged_into is None),
            key=lambda u: (u.id not in used, u.position, u.id),
        )

    def offers(self, fragment: str, taken: Sequence[str] = ()) -> list[Offer]:
        """Units for a fragment, the likeliest first; those already in the cell are left out."""
        plain = compact(fragment).lower()
        if not plain:
            return []
        found = [Offer(u.short_name) for u in self._units if plain in {compact(n).lower() for n in u.names}]
        found += [Offer(u.short_name) for u in self._units if compact(u.short_name).lower().startswith(plain)]
        found += [Offer(u.short_name) for u in self._units if plain in compact(u.short_name).lower()]
        for unit in self._units:
            other = next((n for n in unit.names if plain in compact(n).lower()), None)
            if other:
                found.append(Offer(unit.short_name, "" if other == unit.short_name else other))
        if _LETTERS.match(plain):
            from greenplan_desktop.jobs.search import by_initials

            found += [Offer(u.short_name, fragment) for u in by_initials(self._units, plain)]
        left_out = set(taken)
        unique = {o.name: o for o in reversed(found) if o.name not in left_out}
        return [unique[name] for name in dict.fromkeys(o.name for o in found) if name in unique][:MOST]


def fragment_at(text: str, place: int) -> tuple[int, int]:
    """Start and end of the name around a cursor's place."""
    start = max((text.rfind(sign, 0, place) for sign in _JOINTS), default=-1) + 1
    ends = [e for e in (text.find(sign, place) for sign in _JOINTS) if e >= 0]
    return start, min(ends, default=len(text))


def others(text: str, start: int, end: int) -> list[str]:
    """The names of a cell besides the fragment."""
    rest = text[:start] + "、" + text[end:]
    return [n.strip() for n in re.split(f"[{_JOINTS}]+", rest) if n.strip()]
