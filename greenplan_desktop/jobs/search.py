"""Search from the window: substrings everywhere, units also by the initials of their pinyin."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from greenplan_desktop.store import search as stored
from greenplan_desktop.store import units

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greenplan_desktop.model.records import Unit
    from greenplan_desktop.store.database import Store

_LATIN = re.compile(r"^[a-z]{2,}$")
LONGEST_SKIPPED = (
    8  # letters may be left out in names up to this length: fgw is 发(展)改(革)委, but not …开发区管理委员会
)


@lru_cache(maxsize=4096)
def initials(name: str) -> str:
    """The initials of a name's pinyin: 区发展改革委 → qfzggw."""
    from pypinyin import Style, lazy_pinyin

    return "".join(part[:1] for part in lazy_pinyin(name, style=Style.FIRST_LETTER, errors="ignore")).lower()


def by_initials(register: Iterable[Unit], letters: str) -> list[Unit]:
    """Units one of whose names has these initials in order: fgw finds 区发展改革委 and 区发改委."""
    if not _LATIN.match(letters.lower()):
        return []
    wanted = letters.lower()
    scored = []
    for unit in register:
        best = min((_distance(initials(name), wanted) for name in unit.names), default=99)
        if best < 99:
            scored.append((best, unit.position, unit))
    return [unit for _, _, unit in sorted(scored, key=lambda item: item[:2])]


def _distance(have: str, wanted: str) -> int:
    """0 where the initials are the same, 1 where they end or start so, 2 inside, 3 in a short name in order with gaps, 99 not."""
    if have == wanted:
        return 0
    if have.endswith(wanted) or have.startswith(wanted):
        return 1
    if wanted in have:
        return 2
    letters = iter(have)
    short = len(have) <= LONGEST_SKIPPED
    return 3 if short and all(letter in letters for letter in wanted) else 99


def search(store: Store, words: str, limit: int = 200) -> list[stored.Hit]:
    """What holds these words, by kind: tasks, units, reports, plans."""
    letters = (
        by_initials(units.all_units(store), words.strip()) if _LATIN.match(words.strip().lower()) else []
    )
    return stored.search(store, words, unit_ids=tuple(u.id for u in letters[:20]), limit=limit)
