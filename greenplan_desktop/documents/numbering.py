"""The marks that number a heading or an item: 一、 （一） 1. （1） ① 一是 1.1 第一章 第一条, in either width."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from .characters import NUMERALS, numeral


class Kind(StrEnum):
    """The styles of numbering, from the outermost to the innermost."""

    PART = "第一部分"
    CHAPTER = "第一章"
    SECTION = "第一节"
    CHINESE = "一、"
    ARTICLE = "第一条"
    LABEL = "任务一"
    CHINESE_BRACKET = "（一）"
    ARABIC = "1."
    DECIMAL = "1.1"
    ARABIC_BRACKET = "（1）"
    HALF_BRACKET = "1）"
    CIRCLE = "①"
    ENUMERATION = "一是"


RANK: dict[Kind, float] = {kind: float(position) for position, kind in enumerate(Kind, start=1)}
TASK_KINDS = frozenset(list(Kind)[: list(Kind).index(Kind.DECIMAL) + 1])


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at the start of a text: its value, the number as an office writes it, and its length."""

    kind: Kind
    value: int
    label: str
    length: int
    tentative: bool = False  # 12.5%: a mark only where 12 is the next number

    @property
    def rank(self) -> float:
        """Smaller ranks enclose greater ones; 1.1.1 lies inside 1.1."""
        return RANK[self.kind] + (self.label.count(".") * 0.1 if self.kind is Kind.DECIMAL else 0.0)


_N = f"[{NUMERALS}]"
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_TIGHT_DOTS = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
_TIGHT_BRACKETS = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_TIGHT_CHINESE = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_QUANTITY = "%万亿千百吨个家项年月日元米度倍公平立兆微毫克"
_PATTERN = re.compile(
    rf"\s*(?:第\s?(?P<ordinal>{_N}{{1,4}}|\d{{1,3}})\s?(?P<what>部分|章|节|条|篇)(?![款件例])[、：.]?\s*"
    rf"|(?P<chinese>{_N}{{1,4}})\s?(?:、|[.](?!\d)|(?=\s+[^\s、是年月]))\s*"
    rf"|（\s?(?P<bracketed>{_N}{{1,4}})\s?）[、.]?\s*"
    rf"|(?:专项)?(?:任务|行动|工程|举措|措施)(?P<labelled>{_N}{{1,3}}|\d{{1,2}})[：:、.\s]\s*"
    rf"|(?P<decimal>\d{{1,2}}(?:[.]\d{{1,2}}){{1,3}})(?!\d|[{_QUANTITY}GDKP]|[.]\d)[、.]?\s*(?=[^\s\d—，。、）])"
    rf"|(?P<arabic>\d{{1,3}})\s?(?:[.、]|[.]、)\s*(?![\d.、，。）])"
    rf"|(?P<year>\d{{1,3}})[.、]\s*(?=\d{{4}}年|\d{{1,2}}月|\dG|\d+\s?[{_QUANTITY}])"
    rf"|(?P<spaced>\d{{1,2}})(?:\s+(?=[一-鿿])|(?=[一-鿿]{{2,14}}$))(?![{_QUANTITY}个项条种座件台辆户名所处场次])"
    rf"|（\s?(?P<inbrackets>\d{{1,3}})\s?）[、.]?\s*"
    rf"|(?P<half>\d{{1,2}})）[、.]?\s*"
    rf"|(?P<circle>[{_CIRCLES}])[、.]?\s*|(?P<tightdot>[{_TIGHT_DOTS}])\s*"
    rf"|(?P<tightbracket>[{_TIGHT_BRACKETS}])\s*|(?P<tightchinese>[{_TIGHT_CHINESE}])\s*"
    rf"|(?P<enumeration>[一二三四五六七八九十]{{1,2}})(?:是|要(?=[^求素件点领]))[，：]?)"
)
_STARTS = frozenset(
    "第（任行工举措专 0123456789" + NUMERALS + _CIRCLES + _TIGHT_DOTS + _TIGHT_BRACKETS + _TIGHT_CHINESE
)
_REACH = 32  # characters a mark and what tells it from a figure take at most
_ORDINALS = {
    "部分": Kind.PART, "篇": Kind.PART, "章": Kind.CHAPTER, "节": Kind.SECTION, "条": Kind.ARTICLE,
}  # fmt: skip
_TIGHT = {
    "circle": (_CIRCLES, Kind.CIRCLE, "{}"),
    "tightdot": (_TIGHT_DOTS, Kind.ARABIC, "{}"),
    "tightbracket": (_TIGHT_BRACKETS, Kind.ARABIC_BRACKET, "（{}）"),
}


def mark_at_start(flat: str) -> Mark | None:
    """The mark a levelled text begins with, or None; 1.5万吨 and 2025年 are no marks."""
    return _read_mark(flat[:_REACH]) if flat[:1] in _STARTS else None


@lru_cache(maxsize=4096)
def _read_mark(flat: str) -> Mark | None:
    match = _PATTERN.match(flat)
    if not match or not match.lastgroup:
        return None
    group, text = match.lastgroup, match[match.lastgroup]
    if group in _TIGHT:
        return _tight(group, text, match.end())
    return _spelt(match, group, text)


def _tight(group: str, text: str, length: int) -> Mark:
    """Numbers that are one character: ① ⒈ ⑴."""
    row, kind, form = _TIGHT[group]
    value = row.index(text) + 1
    return Mark(kind, value, text if kind is Kind.CIRCLE else form.format(value), length)


def _spelt(match: re.Match[str], group: str, text: str) -> Mark | None:
    """Numbers that are written out."""
    if group == "what":
        ordinal = match["ordinal"]
        value = numeral(ordinal)
        return Mark(_ORDINALS[text], value, f"第{ordinal}{text}", match.end()) if value else None
    if group == "decimal":
        return Mark(Kind.DECIMAL, int(text.rsplit(".", 1)[1]), text, match.end())
    if group == "tightchinese":
        value = _TIGHT_CHINESE.index(text) + 1
        return Mark(Kind.CHINESE_BRACKET, value, f"（{NUMERALS[value - 1]}）", match.end())
    kind, form = {
        "chinese": (Kind.CHINESE, "{}"),
        "bracketed": (Kind.CHINESE_BRACKET, "（{}）"),
        "labelled": (Kind.LABEL, "{}"),
        "arabic": (Kind.ARABIC, "{}"),
        "year": (Kind.ARABIC, "{}"),
        "spaced": (Kind.ARABIC, "{}"),
        "inbrackets": (Kind.ARABIC_BRACKET, "（{}）"),
        "half": (Kind.HALF_BRACKET, "{}）"),
        "enumeration": (Kind.ENUMERATION, "{}"),
    }[group]
    value = numeral(text)
    if not value:
        return None
    label = form.format(text.lstrip("0") or text)
    return Mark(kind, value, label, match.end(), tentative=group in ("year", "spaced"))
