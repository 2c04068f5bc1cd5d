"""Format codes taken apart: sections, and in each its literals, placeholders, date parts and conditions."""

from __future__ import annotations

import operator
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

_COMPARE: dict[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "<>": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?'
    r"|[\\!](?P<escaped>.)"
    r"|_(?P<space>.)"
    r"|\*(?P<fill>.)"
    r"|\[(?P<bracket>[^\]]*)\]?"
    r"|(?P<general>G/通用格式|General)"
    r"|(?P<meridiem>上午/下午|AM/PM|A/P)"
    r"|(?P<exponent>E[+-])"
    r"|(?P<date>y+|m+|d+|h+|s+|aaaa|aaa|e+|g+)"
    r"|(?P<digit>[0#?])"
    r"|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CHINESE = {"804", "1004", "404", "c04", "7804", "f800", "f400", "30804"}


class Token(NamedTuple):
    """A piece of a section: its kind (literal, digit, point, comma, exponent, slash, date, elapsed, …) and text."""

    kind: str
    text: str


@dataclass(slots=True)
class Section:
    """One section of a format code."""

    tokens: list[Token]
    condition: Callable[[float], bool] | None = None
    percents: int = 0
    numerals: int = 0  # the N of [DBNumN]
    chinese: bool = False
    system: str = ""  # F800: the system's long date, F400: its time

    @property
    def is_date(self) -> bool:
        """Whether it shows a date or a time rather than digits."""
        kinds = {token.kind for token in self.tokens}
        return bool(self.system) or (bool(kinds & {"date", "elapsed", "meridiem"}) and "general" not in kinds)


def split_sections(code: str) -> tuple[Section, ...]:
    """The sections of a code; one without any is General."""
    sections = [Section([])]
    for match in _TOKEN.finditer(code):
        if match.group("other") == ";":
            sections.append(Section([]))
        else:
            _add(sections[-1], match)
    for section in sections:
        _settle(section)
    return tuple(sections[:4])


def _add(section: Section, match: re.Match[str]) -> None:
    kind = match.lastgroup or "other"
    text = match.group(kind)
    if kind in ("quoted", "escaped"):
        section.tokens.append(Token("literal", text))
    elif kind == "space":
        section.tokens.append(Token("literal", " "))
    elif kind == "bracket":
        _bracket(section, text)
    elif kind in ("general", "meridiem", "digit", "exponent"):
        section.tokens.append(Token(kind, text))
    elif kind == "date":
        section.tokens.append(Token(kind, text.lower()))
    elif kind == "other":
        section.tokens.append(
            Token({".": "point", ",": "comma", "/": "slash", "%": "percent"}.get(text, "literal"), text)
        )


def _bracket(section: Section, text: str) -> None:
    """Conditions, elapsed time, Chinese numerals, currency and locale; colours show nothing."""
    low = text.lower()
    if (low and set(low) <= {"h"}) or low in ("m", "mm", "s", "ss"):
        section.tokens.append(Token("elapsed", low))
    elif low.startswith("dbnum"):
        section.numerals = int(low[5:]) if low[5:] in ("1", "2", "3") else 0
    elif low.startswith("$"):
        sign, _, place = text[1:].partition("-")
        if sign:
            section.tokens.append(Token("literal", sign))
        place = place.lower().split(",")[0]
        section.system = place.upper() if place in ("f800", "f400") else section.system
        section.chinese = section.chinese or place in _CHINESE or place.startswith("zh")
    else:
        section.condition = _condition(text) or section.condition


def _condition(text: str) -> Callable[[float], bool] | None:
    match = re.fullmatch(r"\s*(>=|<=|<>|>|<|=)\s*(-?\d+(?:\.\d*)?)\s*", text)
    if match is None:
        return None
    compare, bound = _COMPARE[match.group(1)], float(match.group(2))
    return lambda value: compare(value, bound)


def _settle(section: Section) -> None:
    """Date letters beside digit placeholders are words, not dates, but for the fractions of a second."""
    tokens = section.tokens
    kinds = [token.kind for token in tokens]
    section.percents = kinds.count("percent")
    if "date" not in kinds and "elapsed" not in kinds:
        return
    for place, token in enumerate(tokens):
        if token.kind == "digit" and not _fraction_of_second(tokens, place):
            section.tokens = [Token("literal", t.text) if t.kind == "date" else t for t in tokens]
            return


def _fraction_of_second(tokens: list[Token], place: int) -> bool:
    while place >= 0 and tokens[place].kind == "digit" and tokens[place].text == "0":
        place -= 1
    return place >= 0 and tokens[place].kind == "point"
