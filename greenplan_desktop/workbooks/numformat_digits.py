"""Digits as a format shows them: rounding half up on what a person sees, grouping, scaling, fractions, exponents."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .numformat_tokens import Section, Token

_CONTEXT = Context(prec=400, rounding=ROUND_HALF_UP)
_WORDS = {1: ("〇一二三四五六七八九", "十百千"), 2: ("零壹贰叁肆伍陆柒捌玖", "拾佰仟")}
_MOST_PLACES = 30


def general(value: float) -> str:
    """A number as a sheet shows it in a wide enough column: 11 characters, but whole numbers in full.

    Whole numbers keep all digits up to 15, since they may be numbers of telephones or accounts.
    """
    size = abs(value)
    if value == int(value) and size < 1e15:
        return str(int(value))
    if 1e-4 <= size < 1e10:
        whole = len(str(int(size)))
        text = f"{_decimal(value).quantize(Decimal(1).scaleb(whole - 10), context=_CONTEXT):f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    if 1e10 <= size < 1e15:
        return f"{_decimal(value).quantize(Decimal(1), context=_CONTEXT):f}"
    mantissa, _, exponent = f"{value:.5e}".partition("e")
    return f"{mantissa.rstrip('0').rstrip('.')}E{exponent[0]}{exponent[1:].lstrip('0').zfill(2)}"


def _decimal(value: float) -> Decimal:
    """The number a person sees: 15 significant digits, so that 2.675 is 2.675."""
    return Decimal(f"{value:.15g}")


def show_number(section: Section, value: float) -> str:
    """What a numeric section shows for a value that is not negative."""
    tokens = section.tokens
    kinds = {token.kind for token in tokens}
    number = _decimal(value).scaleb(2 * section.percents)
    if "exponent" in kinds and "digit" in kinds:
        return _scientific(tokens, number)
    if "slash" in kinds and "digit" in kinds:
        return _fraction(tokens, value)
    if "digit" in kinds:
        text = _digits(tokens, number)
    else:
        text = "".join(general(value) if t.kind == "general" or t.text == "@" else t.text for t in tokens)
    return numerals(text.strip(), section.numerals) if section.numerals else text.strip()


def _digits(tokens: list[Token], number: Decimal) -> str:
    point = next((i for i, t in enumerate(tokens) if t.kind == "point"), len(tokens))
    last = max((i for i, t in enumerate(tokens) if t.kind == "digit"), default=0)
    first = next(i for i, t in enumerate(tokens) if t.kind == "digit")
    commas = [i for i, t in enumerate(tokens) if t.kind == "comma"]
    end = min(last, point)
    scale = sum(1 for i in commas if i > last or (end < i < point and not _digit_between(tokens, i, point)))
    grouped = any(first < i and _digit_between(tokens, i, point) for i in commas)
    places = min(sum(1 for t in tokens[point:] if t.kind == "digit"), _MOST_PLACES)
    rounded = number.scaleb(-3 * scale).quantize(Decimal(1).scaleb(-places), context=_CONTEXT)
    whole, _, rest = f"{rounded:f}".partition(".")
    return _whole(tokens[:point], whole.lstrip("0"), grouped) + _rest(tokens[point:], rest)


def _digit_between(tokens: list[Token], start: int, end: int) -> bool:
    return any(token.kind == "digit" for token in tokens[start:end])


def _whole(tokens: list[Token], digits: str, grouped: bool) -> str:
    """Digits laid into the placeholders from the right; what is left over goes before the first."""
    left = sum(1 for token in tokens if token.kind == "digit")
    if left == 0:
        return digits + "".join(token.text for token in tokens if token.kind != "comma")
    out: list[str] = []
    written = 0
    for token in reversed(tokens):
        if token.kind != "digit":
            out.append("" if token.kind == "comma" else token.text)
            continue
        left -= 1
        take = digits if left == 0 else digits[-1:]
        digits = digits[: len(digits) - len(take)]
        for digit in reversed(take or {"0": "0", "?": " "}.get(token.text, "")):
            out.append("," if grouped and written and written % 3 == 0 else "")
            out.append(digit)
            written += 1
    return "".join(reversed(out))


def _rest(tokens: list[Token], digits: str) -> str:
    """Digits behind the point; # leaves out trailing zeros."""
    out: list[str] = []
    for token in tokens:
        if token.kind == "digit":
            digit, digits = digits[:1], digits[1:]
            keep = token.text == "0" or (digit + digits).strip("0")
            out.append(digit if keep else "")
        elif token.kind != "comma":
            out.append(token.text)
    return "".join(out)


def _scientific(tokens: list[Token], number: Decimal) -> str:
    at = next(i for i, t in enumerate(tokens) if t.kind == "exponent")
    point = next((i for i, t in enumerate(tokens[:at]) if t.kind == "point"), at)
    places = min(sum(1 for t in tokens[point:at] if t.kind == "digit"), _MOST_PLACES)
    width = sum(1 for t in tokens[at:] if t.kind == "digit")
    mantissa, _, exponent = f"{number:.{places}E}".partition("E")
    sign = "-" if exponent.startswith("-") else ("+" if tokens[at].text.endswith("+") else "")
    return f"{mantissa}E{sign}{exponent.lstrip('+-').lstrip('0').zfill(width)}"


def _fraction(tokens: list[Token], value: float) -> str:
    from fractions import Fraction

    slash = next(i for i, t in enumerate(tokens) if t.kind == "slash")
    below = "".join(t.text for t in tokens[slash + 1 :] if t.kind == "digit" or t.text.isdigit())
    fixed = int("".join(c for c in below if c.isdigit())) if below.strip("0#?") else 0
    if fixed:
        top, bottom = round(value * fixed), fixed
    else:
        top, bottom = (
            Fraction(value).limit_denominator(10 ** max(1, min(len(below), 5)) - 1).as_integer_ratio()
        )
    whole, top = divmod(top, bottom)
    if not top:
        return str(whole)
    return f"{whole} {top}/{bottom}" if whole else f"{top}/{bottom}"


def numerals(text: str, style: int) -> str:
    """Whole numbers in Chinese numerals (style 1 small, 2 formal) or full-width digits (3)."""
    if style == 3:
        return text.translate({ord("0") + i: "０１２３４５６７８９"[i] for i in range(10)})
    if not text.isdigit() or len(text) > 16:
        return text.translate({ord("0") + i: _WORDS[style][0][i] for i in range(10)})
    return number_words(int(text), style)


def number_words(number: int, style: int) -> str:
    """123 as 一百二十三 (style 1) or 壹佰贰拾叁 (style 2); 1 to 4 groups of four digits."""
    digits, places = _WORDS[style]
    if number < 10:
        return digits[number]
    out, zero = "", False
    for group, name in ((3, "兆"), (2, "亿"), (1, "万"), (0, "")):
        part = number // 10000**group % 10000
        for place in (3, 2, 1, 0):
            digit = part // 10**place % 10
            if digit:
                out += (
                    (digits[0] if zero and out else "") + digits[digit] + (places[place - 1] if place else "")
                )
                zero = False
            else:
                zero = True
        if part:
            out += name
    return out[1:] if out.startswith("一十") else out
