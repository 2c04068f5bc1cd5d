"""Words for values: statuses as offices write them, percents in every notation."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from math import isfinite

from greenplan_desktop.model.status import Status

_STATUS: dict[Status, str] = {
    Status.NOT_STARTED: "未启动 尚未启动 未开始 未开展",
    Status.ON_TRACK: "正常推进 有序推进 正在推进 推进中 进行中 按计划推进 持续推进 达到序时进度 长期坚持",
    Status.DELAYED: "滞后 进展滞后 未达序时进度 未达到序时 欠进度 慢序时 推进缓慢 逾期",
    Status.COMPLETED: "已完成 完成 已办结 办结 销号 全面完成 √ ✓ ✔ ☑ 是",
}
_BY_WORD: dict[str, Status] = {word: status for status, words in _STATUS.items() for word in words.split()}
_IDLE = re.compile(r"[\s。．.，,、；;：:！!“”\"'‘’\ufe0e\ufe0f]+")
_MARKS = re.compile(r"[()〔〕【】\[\]]")
_BRACKETS = re.compile(r"\([^)]*\)?|〔[^〕]*〕?|【[^】]*】?|\[[^\]]*\]?")

# What figures are counted in: behind 单位： no name of a unit, in a row of its own below the head no report.
MEASURE = re.compile(
    r"^(?:万|亿|千|百|十)?(?:元|吨|个|人|户|家|项|件|亩|公顷|公里|千米|米|平方米|平方公里|立方米|千瓦|千瓦时|兆瓦|吨标煤|%|人次|台|套|辆|字|次|份|天)"
    r"(?:[、,，/和].*)?$"
)

_ABOUT = r"(?:大约|约为|约|大概|近|接近|将近|超过|超|已完成|完成|已达到|已达|达到|达|已|~|≈|为)*"
_AFTER = r"(?:左右|上下|以上|多|余)?"
_FIGURE = re.compile(rf"^{_ABOUT}(?P<sign>[-+]?)(?P<n>\d+(?:\.\d+)?)(?P<p>%?){_AFTER}$")
_HAN = "零〇一二两三四五六七八九十百"
_TENTHS = re.compile(rf"^{_ABOUT}(?P<a>\d+(?:\.\d+)?|[{_HAN}]+)成(?P<b>[一二三四五六七八九半\d])?{_AFTER}$")
_HUNDREDTHS = re.compile(rf"^{_ABOUT}百分之(?P<n>\d+(?:\.\d+)?|[{_HAN}]+(?:点[{_HAN}]+)?){_AFTER}$")
_HAN_PERCENT = re.compile(rf"^{_ABOUT}(?P<n>[{_HAN}]+(?:点[{_HAN}]+)?)%{_AFTER}$")
_HAN_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}

ONE = Decimal(1)
HUNDRED = Decimal(100)


_LONGEST = 60  # characters; longer words are neither a status nor a figure


def status_of(text: str) -> Status | None:
    """The status of a word as offices write it, None for other words; brackets and end marks do not count."""
    return _status_of(text) if len(text) <= _LONGEST else None


@lru_cache(maxsize=4096)
def _status_of(text: str) -> Status | None:
    folded = unicodedata.normalize("NFKC", text)
    bare = _IDLE.sub("", folded)
    outside = _IDLE.sub("", _BRACKETS.sub("", folded))
    return _BY_WORD.get(bare) or _BY_WORD.get(outside or _MARKS.sub("", bare))


def percent_of(text: str) -> tuple[Decimal, bool] | None:
    """The figure of a percent text, and whether it is a bare number (without %, 成 or 百分之); None where none."""
    return _percent_of(text) if len(text) <= _LONGEST else None


@lru_cache(maxsize=4096)
def _percent_of(text: str) -> tuple[Decimal, bool] | None:
    folded = unicodedata.normalize("NFKC", text)
    bare = "".join(_BRACKETS.sub("", folded).split()).strip("。;；，,、")
    match = _FIGURE.match(bare)
    if match:
        return Decimal(match["sign"] + match["n"]), not match["p"]
    match = _TENTHS.match(bare)
    if match:
        whole = _number(match["a"])
        half = Decimal("0.5") if match["b"] == "半" else _number(match["b"] or "零") / 10
        return (whole + half) * 10, False
    match = _HUNDREDTHS.match(bare) or _HAN_PERCENT.match(bare)
    return (_number(match["n"]), False) if match else None


def tenths(percent: Decimal) -> int | None:
    """A percent in tenths, rounded half up to one decimal; None above 100 or below 0."""
    if not -1 < percent < HUNDRED + 1:
        return None
    clean = percent.quantize(Decimal("0.000001"))
    if clean < 0 or clean > HUNDRED:
        return None
    return int((clean * 10).quantize(ONE, rounding=ROUND_HALF_UP))


def exact(number: float) -> Decimal:
    """A cell's number without the noise of its binary form."""
    return Decimal(repr(round(number, 10))) if isfinite(number) else Decimal(-1)


def _number(text: str) -> Decimal:
    """A figure in digits or Chinese numerals up to 百."""
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return Decimal(text)
    whole, _, fraction = text.partition("点")
    digits = "".join(str(_HAN_DIGIT.get(c, 0)) for c in fraction)
    return Decimal(f"{_han(whole)}.{digits or 0}")


def _han(text: str) -> int:
    if "百" in text:
        head, _, rest = text.partition("百")
        return (_han(head) if head else 1) * 100 + (_han(rest) if rest else 0)
    if "十" in text:
        head, _, rest = text.partition("十")
        return (_HAN_DIGIT.get(head[-1:], 1) if head else 1) * 10 + (
            _HAN_DIGIT.get(rest[-1:], 0) if rest else 0
        )
    value = 0
    for character in text:
        value = value * 10 + _HAN_DIGIT.get(character, 0)
    return value
