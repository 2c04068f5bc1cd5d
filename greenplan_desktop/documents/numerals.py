"""How an automatic number is written in each of Word's number formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "十", "百", "千")
_LEGAL_PLACES = ("", "拾", "佰", "仟")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_CIRCLED_IDEOGRAPHS = "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def _counted(number: int, digits: str, places: tuple[str, ...]) -> str:
    """Counting with places: 一百零三; numbers beyond 9999 stay arabic."""
    if not 0 < number < 10_000:
        return str(number)
    parts: list[str] = []
    text = str(number)
    for position, figure in enumerate(text):
        place = len(text) - position - 1
        if figure != "0":
            parts.append(digits[int(figure)] + places[place])
        elif parts and parts[-1] != "零":
            parts.append("零")
    return "".join(parts).rstrip("零")


def chinese(number: int) -> str:
    """一, 十, 十一, 二十, 一百零三."""
    text = _counted(number, _DIGITS, _PLACES)
    return text[1:] if text.startswith("一十") else text


def _legal(number: int) -> str:
    return _counted(number, _LEGAL, _LEGAL_PLACES)


def _japanese(number: int) -> str:
    text = _counted(number, _DIGITS, _PLACES).replace("零", "")
    return text if number < 10 else text.replace("一千", "千").replace("一百", "百").replace("一十", "十")


def _digital(number: int) -> str:
    return "".join(_DIGITS[int(figure)] for figure in str(max(0, number)))


def _full_width(number: int) -> str:
    return "".join(chr(ord(figure) + 0xFEE0) for figure in str(max(0, number)))


def _letters(number: int) -> str:
    """a … z, aa … zz: Word repeats the letter."""
    if number < 1:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * min(30, (number - 1) // 26 + 1)


def _roman(number: int) -> str:
    if not 0 < number < 10_000:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _from_row(first: str, most: int) -> Callable[[int], str]:
    """Characters that follow one another in Unicode, arabic beyond the last one."""
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= most else str(number)


def _from_list(characters: str) -> Callable[[int], str]:
    return lambda number: characters[number - 1] if 0 < number <= len(characters) else str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": _japanese,
    "koreanCounting": chinese,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "japaneseLegal": _legal,
    "ideographDigital": _digital,
    "taiwaneseDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalEnclosedCircle": _from_row("①", 20),
    "decimalEnclosedCircleChinese": _from_row("①", 20),
    "decimalEnclosedParen": _from_row("⑴", 20),
    "decimalEnclosedFullstop": _from_row("⒈", 20),
    "ideographEnclosedCircle": _from_list(_CIRCLED_IDEOGRAPHS),
    "ideographTraditional": _from_list(_STEMS),
    "ideographZodiac": _from_list(_BRANCHES),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "numberInDash": lambda number: f"- {number} -",
    "none": lambda _number: "",
}


def numeral(number: int, format: str) -> str:
    """The number in a format of ECMA-376 17.18.59; formats not met in Chinese papers are arabic."""
    return _FORMATS.get(format, str)(number)
