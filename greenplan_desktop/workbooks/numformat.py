"""Number formats: what a sheet shows for a number under a format code, and whether that is a date or a percentage."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from .numformat_dates import BUILTIN_DATES, show_date
from .numformat_digits import general, show_number
from .numformat_tokens import Section, split_sections

BUILTIN: dict[int, str] = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0',
    6: '"¥"#,##0;"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00',
    8: '"¥"#,##0.00;"¥"-#,##0.00',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: "#,##0;-#,##0;-",
    42: '"¥"#,##0;"¥"-#,##0;"¥"-',
    43: "#,##0.00;-#,##0.00;-",
    44: '"¥"#,##0.00;"¥"-#,##0.00;"¥"-',
    48: "##0.0E+0",
    49: "@",
    **BUILTIN_DATES,
}

_REGIONAL = (14, 22)


class Shown(NamedTuple):
    """A number as a sheet shows it: its kind, its text and whether the format is a percentage."""

    kind: str
    text: str
    percent: bool


class NumberFormat:
    """One format code, ready to show numbers."""

    __slots__ = ("_general", "_sections")

    def __init__(self, code: str) -> None:
        self._general = code in ("", "General", "GENERAL", "general", "@")
        self._sections = () if self._general else split_sections(code)

    def show(self, value: float, epoch_1904: bool = False) -> Shown:
        """What the sheet shows; a section that shows nothing gives the plain number, so that none is lost."""
        if self._general:
            return Shown("number", general(value), False)
        section, minus = self._choose(value)
        if section.is_date:
            text = show_date(section, value, epoch_1904)
            if text is not None:
                return Shown("date", text, False)
            return Shown("number", general(value), False)
        text = show_number(section, abs(value))
        if minus and text.strip("0.,% "):
            text = "-" + text
        return Shown("number", text or general(value), section.percents > 0)

    def _choose(self, value: float) -> tuple[Section, bool]:
        """The section for a value, and whether a minus is to be put before what it shows."""
        sections = self._sections
        if any(section.condition for section in sections):
            for section in sections:
                if section.condition is None or section.condition(value):
                    return section, value < 0 and section.condition is None
            return sections[-1], value < 0
        if value < 0 and len(sections) > 1:
            return sections[1], False
        if value == 0 and len(sections) > 2:
            return sections[2], False
        return sections[0], value < 0


@lru_cache(maxsize=2048)
def number_format(code: str) -> NumberFormat:
    """The format of a code; codes recur, so each is compiled once."""
    return NumberFormat(code[:500])


@lru_cache(maxsize=2048)
def format_by_id(number: int, code: str | None) -> NumberFormat:
    """The format of a numFmtId, `code` being what the file says of it.

    14 and 22 follow the system's region, whatever the file says: here as a Chinese Excel shows them.
    """
    if number in _REGIONAL or (number in BUILTIN and code in (None, "", "General")):
        return number_format(BUILTIN[number])
    return number_format(code or "General")
