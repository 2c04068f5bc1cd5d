"""Changed words between an old and a new text, as spans of the new one (and of the old one) to be marked."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

Span = tuple[int, int]

_TOKEN = re.compile(r"\d+(?:\.\d+)?[%％]?|[A-Za-z]+|\s+|.", re.S)
_GAP = 1  # unchanged characters between two changes that are marked with them


def changed_spans(old: str, new: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Spans changed in the old text and in the new one; figures and Latin words change as a whole."""
    if old == new:
        return (), ()
    if not old or not new:
        return _whole(old), _whole(new)
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    starts_before, starts_after = _starts(before), _starts(after)
    gone: list[Span] = []
    came: list[Span] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        if i2 > i1:
            gone.append((starts_before[i1], starts_before[i2]))
        if j2 > j1:
            came.append((starts_after[j1], starts_after[j2]))
    return _joined(gone), _joined(came)


def _whole(text: str) -> tuple[Span, ...]:
    return ((0, len(text)),) if text else ()


def _starts(tokens: list[str]) -> list[int]:
    found = [0]
    for token in tokens:
        found.append(found[-1] + len(token))
    return found


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """Spans that all but touch become one: a mark of single characters reads badly."""
    found: list[Span] = []
    for start, end in spans:
        if found and start - found[-1][1] <= _GAP:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)
