"""A title's lines: a trapezoid or a diamond, broken between words and never inside what belongs together."""

from __future__ import annotations

import re
from itertools import pairwise, product
from math import ceil

from .title_words import CLINGING, GLUE, SUFFIXES, is_word, split_words

_WHOLE = re.compile(
    r"《[^》]*》|〔[^〕]*〕(?:第?\d+号)?|“[^”]{1,8}”(?:规划)?|（[^（）]{1,14}）|\([^()]{1,14}\)"
    r"|[一二三四五六七八九十]+年(?:行动)?(?:方案|计划)?"
    r"|[0-9A-Za-z.%％,+/&'’\-—–～~·:]+(?:年度|年|月份|月|日|号|项|个|件|期|次|版|季度|亿元|万元|亿|万)?"
)
_BEHIND_YEAR = re.compile(r"年(?=\d{1,2}月|[底初中末上下])")
_NO_START = frozenset("、，。；：？！）》〉」』】〕”’…—～·%％")
_NO_END = frozenset("（《〈「『【〔“‘—～")
_INSIDE = (
    1000.0  # cost of a break inside what belongs together: only where a line could not be made otherwise
)
_SHORTEST = 3  # characters on a line
_MOST_LINES = 6  # of a title whose shape is looked at


def ems(text: str) -> float:
    """A text's width in font sizes: half-width characters count a little over one half."""
    half = len(text.encode("ascii", "ignore"))
    return len(text) - half + half * 0.56


def year_apart(text: str, room: float) -> str:
    """A date too long for its column is cut behind its year: 2024年 over 6月底前, never 2024年6 over 月底前."""
    return text if ems(text) <= room else _BEHIND_YEAR.sub("年\n", text)


def break_title(title: str, widest: float) -> list[str]:
    """The lines of a title for a width in font sizes; line breaks in it are the clerk's and stay.

    Raises nothing: where no good break exists the least bad is taken; only a line still too wide is cut.
    """
    lines: list[str] = []
    for part in title.splitlines():
        text = part.strip()
        if text:
            lines.extend(_break_part(text, widest))
    return lines


def _break_part(text: str, widest: float) -> list[str]:
    if ems(text) <= widest:
        return [text]
    costs = _break_costs(text)
    fewest = ceil(ems(text) / widest)
    best: tuple[float, list[str]] | None = None
    for count in range(fewest, min(fewest + 3, _MOST_LINES + 1)):
        found = _best_of(text, costs, count, widest)
        if found and (best is None or found[0] + 6 * (count - fewest) < best[0]):
            best = (found[0] + 6 * (count - fewest), found[1])
    return best[1] if best else _cut(text, widest, costs)


def _best_of(text: str, costs: list[float], count: int, widest: float) -> tuple[float, list[str]] | None:
    """The best way to make `count` lines, looking around the even breaks; None where none fits."""
    window = 9 if count == 2 else 7 if count <= 4 else 2
    even = len(text) / count
    spots = [
        range(max(1, round(even * i) - window), min(len(text), round(even * i) + window + 1))
        for i in range(1, count)
    ]
    best: tuple[float, list[str]] | None = None
    for breaks in product(*spots):
        if any(b <= a for a, b in pairwise(breaks)):
            continue
        inside = sum(costs[b] for b in breaks)
        if best is not None and inside >= best[0]:
            continue
        lines = [text[a:b].strip() for a, b in pairwise((0, *breaks, len(text)))]
        shape = _shape_cost([ems(line) for line in lines], widest)
        if shape is None or min(map(len, lines)) < _SHORTEST:
            continue
        if best is None or inside + shape < best[0]:
            best = (inside + shape, lines)
    return best


def _shape_cost(widths: list[float], widest: float) -> float | None:
    """How far lines are from a trapezoid or a diamond; None where one is too wide."""
    if max(widths) > widest:
        return None
    mean = sum(widths) / len(widths)
    cost = sum(abs(w - mean) for w in widths) * 0.6
    cost += sum(20 for a, b, c in zip(widths, widths[1:], widths[2:], strict=False) if b < a and b < c)
    cost += sum(2.5 for a, b in pairwise(widths) if abs(a - b) < 1)  # equal lines make a box
    cost += sum(2.0 for w in widths if w > widest * 0.93)
    return cost + (8 if min(widths) < 0.45 * max(widths) else 0)


def _break_costs(text: str) -> list[float]:
    """For each place between two characters what a break there costs; index i lies before character i."""
    costs = [_INSIDE] * (len(text) + 1)
    place = 0
    words = _tokens(text)
    for left, right in zip(words, [*words[1:], ""], strict=True):
        if len(left) > 4 and left[0] in _NO_END:
            inner = _break_costs(left[1:-1])
            costs[place + 2 : place + len(left) - 1] = [_INSIDE + c for c in inner[1:-1]]
        place += len(left)
        if right:
            costs[place] = _between(left, right)
    return costs


def _tokens(text: str) -> list[str]:
    """Words, and whole what must not be broken: 《》 〔〕 numbers, Latin words."""
    found: list[str] = []
    end = 0
    for match in _WHOLE.finditer(text):
        found.extend(split_words(text[end : match.start()]))
        found.append(match[0])
        end = match.end()
    return found + split_words(text[end:])


def _between(left: str, right: str) -> float:
    """The cost of a break between two words."""
    if right[0] in _NO_START or left[-1] in _NO_END:
        return _INSIDE
    if left[-1] in "、，；：。":
        return 0.0
    if right == "的" or left in GLUE - {"的", "等"}:
        return 9.0
    if right in GLUE and right not in "以在对从由将把":
        return 4.0
    if left in CLINGING or right[0] in "（(":
        return 4.0
    if len(right) == 1 and right in SUFFIXES:
        return 10.0
    return _by_familiarity(left, right)


def _by_familiarity(left: str, right: str) -> float:
    known_left = len(left) > 1 or left in GLUE
    known_right = len(right) > 1 or right in GLUE
    if known_left and known_right:
        return -1.0 if right in CLINGING or left == "引领" else 0.5 if is_word(left + right) else 0.0
    return 3.0 if known_left or known_right else 8.0


def _cut(text: str, widest: float, costs: list[float]) -> list[str]:
    """Lines filled one after the other: a title of many lines, one long bracket or Latin word."""
    lines: list[str] = []
    start = 0
    while ems(text[start:]) > widest:
        end = start + 1
        while ems(text[start : end + 1]) <= widest:
            end += 1
        nearest = range(end, max(start + _SHORTEST, end - 8), -1)
        end = min(
            nearest,
            key=lambda place: (costs[place] >= _INSIDE, costs[place] + (end - place) * 0.5),
            default=end,
        )
        lines.append(text[start:end].strip())
        start = end
    return [line for line in [*lines, text[start:].strip()] if line]
