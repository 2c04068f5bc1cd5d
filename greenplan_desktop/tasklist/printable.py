"""Texts as they go to paper and into files: nothing in them that has no shape or that a file cannot hold."""

from __future__ import annotations

import re

from greenplan_desktop.model.text import clean

_BLANKS = re.compile("[\t\u00a0\u2000-\u200a\u202f\u205f]")


def printable(text: str) -> str:
    """A text without control characters and broken signs, blanks of one kind, line breaks kept."""
    if text.isprintable() or text.replace("\n", "").isprintable():
        return text
    text = _BLANKS.sub(" ", clean(text))
    return "".join(c for c in text if not ("\ud800" <= c <= "\udfff" or c in "\ufffe\uffff"))
