"""Dates as a sheet shows them: serial numbers under year, month, day and time parts, Chinese ones included."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from .numformat_digits import number_words

if TYPE_CHECKING:
    from .numformat_tokens import Section, Token

# Numbers 14 to 22 and 27 to 58 follow the system's region; these are a Chinese Excel's.
BUILTIN_DATES: dict[int, str] = {
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEK = "一二三四五六日"
_LAST_DAY = 2_958_466  # the day after 9999-12-31


class Moment(NamedTuple):
    """A serial number taken apart; `weekday` is 0 for Monday, `fraction` the part of the second."""

    year: int
    month: int
    day: int
    weekday: int
    hour: int
    minute: int
    second: int
    fraction: float
    serial: float


def moment(value: float, epoch_1904: bool, places: int = 0) -> Moment | None:
    """The moment of a serial number, rounded to `places` of a second; None where there is no such date.

    A 1900 calendar counts a 29 February 1900 that never was, as spreadsheets do.
    """
    if not 0 <= value < _LAST_DAY - (1462 if epoch_1904 else 0):
        return None
    seconds = round(value * 86400, places or None)
    days, rest = divmod(seconds, 86400)
    hour, rest = divmod(rest, 3600)
    minute, second = divmod(rest, 60)
    day = _day(int(days), epoch_1904)
    time = (int(hour), int(minute), int(second), float(second) - int(second))
    return Moment(*day, *time, value) if day else None


def _day(days: int, epoch_1904: bool) -> tuple[int, int, int, int] | None:
    if epoch_1904:
        found = date(1904, 1, 1) + timedelta(days=days)
    elif days == 0:
        return 1900, 1, 0, 5
    elif days == 60:
        return 1900, 2, 29, 2
    elif days >= _LAST_DAY:
        return None
    else:
        found = date(1899, 12, 31) + timedelta(days=days - (days > 60))
    weekday = (
        found.weekday() if epoch_1904 else (days + 5) % 7
    )  # before March 1900 a day off, as spreadsheets are
    return found.year, found.month, found.day, weekday


def serial_of(text: str, epoch_1904: bool = False) -> float | None:
    """The serial number of an ISO date or date and time, for cells that hold one; None where it is none."""
    day, _, time = text.strip().rstrip("Z").partition("T")
    try:
        found = date.fromisoformat(day) - (date(1904, 1, 1) if epoch_1904 else date(1899, 12, 30))
        parts = [float(part) for part in time.split(":")] if time else []
    except ValueError:
        return None
    days = found.days if epoch_1904 or found.days > 60 else found.days - 1
    return days + sum(part / (24.0, 1440.0, 86400.0)[place] for place, part in enumerate(parts[:3]))


def show_date(section: Section, value: float, epoch_1904: bool) -> str | None:
    """What a date section shows, None where the number is no date (a sheet shows #### then)."""
    tokens = _system(section)
    places = sum(1 for token in tokens if token.kind == "digit")
    at = moment(value, epoch_1904, places)
    if at is None:
        return None
    twelve = any(token.kind == "meridiem" for token in tokens)
    out: list[str] = []
    for place, token in enumerate(tokens):
        if token.kind == "date":
            minutes = token.text[0] == "m" and len(token.text) < 3 and _is_minute(tokens, place)
            out.append(_part(token.text, at, minutes, twelve, section))
        elif token.kind == "elapsed":
            out.append(_elapsed(token.text, at))
        elif token.kind == "meridiem":
            out.append(_meridiem(token.text, at.hour))
        elif token.kind == "digit":
            out.append(_second_digit(tokens, place, at, places))
        else:
            out.append(token.text)
    return "".join(out).strip()


def _system(section: Section) -> list[Token]:
    from .numformat_tokens import split_sections

    if section.system == "F800":
        return split_sections(BUILTIN_DATES[31])[0].tokens
    if section.system == "F400":
        return split_sections("h:mm:ss")[0].tokens
    return section.tokens


def _is_minute(tokens: list[Token], place: int) -> bool:
    """An m after hours or before seconds is minutes."""
    before = [t.text for t in tokens[:place] if t.kind in ("date", "elapsed")]
    after = [t.text for t in tokens[place + 1 :] if t.kind in ("date", "elapsed")]
    return bool(before and before[-1][0] == "h") or bool(after and after[0][0] == "s")


def _part(code: str, at: Moment, minutes: bool, twelve: bool, section: Section) -> str:
    width = len(code)
    letter = code[0]
    if letter in "ye":
        year = f"{at.year:04d}" if width > 2 or letter == "e" else f"{at.year % 100:02d}"
        return _digit_words(year, section.numerals)
    if letter == "m" and not minutes:
        return _month(at.month, width, section)
    if letter == "d":
        return _number(at.day, width, section) if width < 3 else _weekday(at.weekday, width, section.chinese)
    if letter == "a":
        return ("星期" if width > 3 else "") + _WEEK[at.weekday]
    if letter == "h":
        return _number((at.hour - 1) % 12 + 1 if twelve else at.hour, width, section)
    if letter == "m":
        return _number(at.minute, width, section)
    return _number(at.second, width, section) if letter == "s" else ""


def _number(number: int, width: int, section: Section) -> str:
    if section.numerals in (1, 2):
        return number_words(number, section.numerals)
    return f"{number:02d}" if width > 1 else str(number)


def _digit_words(digits: str, style: int) -> str:
    if style not in (1, 2):
        return digits
    return "".join(number_words(int(digit), style) for digit in digits)


def _month(month: int, width: int, section: Section) -> str:
    if width < 3:
        return _number(month, width, section)
    if section.chinese:
        return f"{month}月" if width == 3 else number_words(month, 1) + "月"
    name = _MONTHS[month - 1]
    return {3: name[:3], 4: name}.get(width, name[:1])


def _weekday(weekday: int, width: int, chinese: bool) -> str:
    if chinese:
        return ("周" if width == 3 else "星期") + _WEEK[weekday]
    return _DAYS[weekday][:3] if width == 3 else _DAYS[weekday]


def _elapsed(code: str, at: Moment) -> str:
    seconds = round(at.serial * 86400)
    number = seconds // {"h": 3600, "m": 60, "s": 1}[code[0]]
    return str(number).zfill(len(code))


def _meridiem(code: str, hour: int) -> str:
    morning, evening = code.split("/")
    return evening if hour >= 12 else morning


def _second_digit(tokens: list[Token], place: int, at: Moment, places: int) -> str:
    which = sum(1 for token in tokens[:place] if token.kind == "digit")
    return f"{at.fraction:.{places}f}".partition(".")[2][which : which + 1]
