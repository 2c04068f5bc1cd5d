"""Quantities with their units: read, converted exactly where two units are of the same kind, written."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache

_MULTIPLE = {
    "": 1,
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}
_KINDS = """
mass 吨=1 t=1 公吨=1 千克=1/1000 公斤=1/1000 kg=1/1000 斤=1/2000 克=1/1000000 g=1/1000000
coal 吨标准煤=1 吨标煤=1 tce=1 千克标准煤=1/1000 kgce=1/1000
carbon 吨二氧化碳=1 吨CO2=1 tCO2=1
length 米=1 m=1 公里=1000 千米=1000 km=1000 厘米=1/100 cm=1/100 毫米=1/1000 mm=1/1000
area 平方米=1 平米=1 m2=1 平方公里=1000000 平方千米=1000000 km2=1000000 公顷=10000 ha=10000 hm2=10000 亩=2000/3
volume 立方米=1 立方=1 方=1 m3=1 升=1/1000 L=1/1000
power 千瓦=1 kW=1 KW=1 kw=1 瓦=1/1000 W=1/1000 兆瓦=1000 MW=1000 吉瓦=1000000 GW=1000000
energy 千瓦时=1 千瓦小时=1 kWh=1 KWh=1 kwh=1 度=1 度电=1 兆瓦时=1000 MWh=1000 吉瓦时=1000000 GWh=1000000
money 元=1 元人民币=1 角=1/10
share %=1 个百分点=1 百分点=1 ‰=1/10
time 月=1 个月=1 季=3 季度=3 个季度=3 年=12
"""
_BASE: dict[str, tuple[str, Fraction]] = {
    name: (kind, Fraction(factor))
    for kind, *names in map(str.split, _KINDS.strip().splitlines())
    for name, factor in (entry.split("=") for entry in names)
}
_PREFIX = re.compile(r"^(万亿|[十百千]?[万亿]|[十百千])(?=.)")
_NUMBER = re.compile(r"^[+-]?\d+(?:\.\d+)?$")


def number(text: str | None) -> Fraction | None:
    """The exact value of a decimal text (`1,200`, `１２．５`), None where it is none."""
    if not text:
        return None
    plain = re.sub(r"[\s,，]", "", unicodedata.normalize("NFKC", text))
    if not _NUMBER.match(plain):
        return None
    try:
        return Fraction(Decimal(plain))
    except InvalidOperation:  # longer than a decimal may be
        return None


@lru_cache(maxsize=4096)
def unit(text: str) -> tuple[str, Fraction]:
    """A unit's kind and its size in that kind; a word not known is a kind of its own, 万 and 亿 counted.

    A quotient (亿元/平方公里, 万片/月) is of the quotient of the kinds.
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    top, slash, bottom = plain.partition("/")
    if slash and top and bottom:
        kind, size = unit(top)
        under, per = unit(bottom)
        return f"{kind}/{under}", size / per
    if plain in _BASE:
        return _BASE[plain]
    match = _PREFIX.match(plain)
    prefix = match[1] if match else ""
    base = plain[len(prefix) :]
    kind, size = _BASE.get(base, (base, Fraction(1)))
    return kind, size * _MULTIPLE[prefix]


def same_kind(first: str, second: str) -> bool:
    """Whether amounts in these units can be held against each other."""
    return unit(first)[0] == unit(second)[0]


def convert(value: Fraction, source: str, goal: str) -> Fraction | None:
    """A value given in `source` as one in `goal`, exactly; None where the kinds differ."""
    kind, size = unit(source)
    other, into = unit(goal)
    return value * size / into if kind == other else None


def written(value: Fraction, places: int = 4) -> str:
    """The value as decimal text: exact where it ends within 12 places, else rounded to `places`."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    if Fraction(exact) != value or -int(exact.as_tuple().exponent) > 12:
        exact = round(exact, places)
    text = f"{exact:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
