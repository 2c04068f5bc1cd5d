"""Two names a plan always writes as one (市经信局市新经济委: one body, two plates) are one unit."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from .unitnames import run_together

if TYPE_CHECKING:
    from collections.abc import Iterable

_LISTED = re.compile(
    r"(?<=[、，；：（])[市区县省州][^、，；：（）。\s]{2,30}?(?=[、，；）。\s等]|牵头|负责|配合|按|$)"
)
_TIMES = 3  # a separator lost in printing is not lost so often between the same two names


def always_together(flats: Iterable[str]) -> tuple[str, ...]:
    """Names of two bodies that levelled texts never part, and neither of which stands alone in them."""
    listed = Counter(name for flat in flats for name in _LISTED.findall(flat))
    return tuple(
        name
        for name, count in listed.items()
        if count >= _TIMES
        and len(parts := run_together(name)) == 2
        and not any(part in listed for part in parts)
    )
