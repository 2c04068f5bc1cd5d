"""Characters made comparable without moving any: what every pattern of this room is matched against."""

from __future__ import annotations

import re

CJK = "\u3400-\u9fff"
NUMERALS = "一二三四五六七八九十百零〇"

_DROPPED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060\ufeff\ud800-\uf8ff\ufffd]"
)
_BLANK = re.compile("[\t\n\r\xa0\u2002\u2003\u2009\u3000]")
_UNTIDY = re.compile(
    "[\x00-\x20\x7f-\xa0\xad\u2000-\u200f\u2028-\u202e\u2060\u3000\ufeff\ud800-\uf8ff\ufffd&<>{\\[*`_~\\\\]"
)

_ALIKE = {
    "（": "(〔[【{［｛", "）": ")〕]】}］｝", "，": ",﹐", "：": ":﹕∶", "；": ";﹔", "？": "?", "！": "!",
    ".": "．﹒", "%": "％", "—": "－–―～~−", "《": "〈", "》": "〉", "+": "＋", "/": "／", "*": "＊",
}  # fmt: skip
_PAIRS = [(char, one) for one, many in _ALIKE.items() for char in many]
_PAIRS += [(chr(0xFF10 + digit), str(digit)) for digit in range(10)]
_LEVEL = dict(_PAIRS)
_UNLEVEL = re.compile("[" + "".join(re.escape(char) for char, _ in _PAIRS) + "]")

_TAG = re.compile(
    r"\[bookmark:[^\]\n]{0,80}\]|\[\]\{#[^}\n]{0,80}\}|\{#[^}\n]{0,80}\}|</?[a-zA-Z][^<>\n]{0,200}>"
)
_ENTITY = re.compile(r"&(nbsp|emsp|ensp|amp|lt|gt|quot|ldquo|rdquo|mdash|middot);")
_ENTITIES = {
    "nbsp": " ", "emsp": " ", "ensp": " ", "amp": "&", "lt": "<", "gt": ">",
    "quot": '"', "ldquo": "“", "rdquo": "”", "mdash": "—", "middot": "·",
}  # fmt: skip
_LINK = re.compile(r"!?\[([^\[\]\n]{0,120})\]\((?:https?:|#|/|\.)[^()\s]{0,300}\)")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|~>、])")
_EMPHASIS = re.compile(r"\*\*|__(?=[^_])|~~|`")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})\s*(?=[^#\s])")
_QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+")
_FOOTNOTE_MARK = re.compile(r"(?<=.)\[\^?\d{1,2}\]")
_PAGE_INSIDE = re.compile(
    rf"\s+[-—–－]\s?\d{{1,3}}\s?[-—–－](?:\s+|$)|(?:\s+\*){{3}}(?:\s+|$)|(?<=[{CJK}])\s+第\s?\d+\s?页(?:\s|$)"
)
_UNIT_ENDS = "局委办厅部院会司处所府社行心镇乡队室"
_UNIT_STARTS = "市区县省州盟旗各有相国牵责配协主参完"
_WITHIN_LABEL = "[任头合责办]?(?:单位|部门|主体|领导)[：:]|成?时[限间][：:]"  # 责 任单位：, 牵头 单位：
_KEPT = rf"(?<=\S) +(?=[{CJK}（()）]{{2,9}}[：:])(?!{_WITHIN_LABEL})|(?:(?<=^\d)|(?<=^\d\d)) +(?=[{CJK}])"
_ISSUERS = "(?:(?<=办公室)|(?<=办公厅)|(?<=委员会)|(?<=民政府)) +"
_KEPT_SPACE = re.compile(rf"(?<=[{_UNIT_ENDS}]) +(?=[{_UNIT_STARTS}])|{_ISSUERS}|{_KEPT}")
_SPACE_IN_LABEL_LINE = re.compile(rf"(?<=[{_UNIT_ENDS}司心区县）)]) +|{_KEPT}")
_LOOSE_SPACE = re.compile(
    rf"(?<=[{CJK}，。、；：？！（）《》“”〔〕【】—%]) +|(?<=[^\s]) +(?=[{CJK}，。、；：？！（）《》“”〔〕【】—%])"
)


def levelled(text: str) -> str:
    """`text` with brackets, commas, digits and dashes of one form; every character keeps its place."""
    if len(text) < 400:
        for char in set(_UNLEVEL.findall(text)):
            text = text.replace(char, _LEVEL[char])
        return text
    for char, one in _PAIRS:
        text = text.replace(char, one)
    return text


def tidy(text: str, *, label_line: bool = False) -> str:
    """One line without control characters, Markdown marks, tags, footnote marks and loose spaces."""
    if text[:1] == "?":
        text = text.lstrip("? ")  # what is left of lost characters
    if not _UNTIDY.search(text):
        return text
    text = _BLANK.sub(" ", _DROPPED.sub("", text))
    if "&" in text:
        text = _ENTITY.sub(lambda m: _ENTITIES[m[1]], text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    if "[" in text or "<" in text or "{" in text:
        text = _FOOTNOTE_MARK.sub("", _LINK.sub(r"\1", _TAG.sub("", text)))
    if "  " in text:
        text = " ".join(text.split())
    if "*" in text or "`" in text or "_" in text or "~~" in text:
        text = _EMPHASIS.sub("", _PAGE_INSIDE.sub("", text))
    if text.lstrip()[:1] == ">":
        text = _QUOTE.sub("", text)
    return tight(text, label_line=label_line) if " " in text else text


def tight(text: str, *, label_line: bool = False) -> str:
    """Without the spaces that printing or recognition put between Chinese characters.

    Spaces that may part two unit names, a unit name and a label, or a number and its heading, stay; in a line
    that begins with a label (责任单位：) any space behind a unit name does.
    """
    text = _PAGE_INSIDE.sub("", " ".join(text.split()))
    if " " not in text:
        return text
    kept = _SPACE_IN_LABEL_LINE if label_line else _KEPT_SPACE
    return "\n".join(_LOOSE_SPACE.sub("", part) for part in kept.split(text)).replace("\n", " ")


def markdown_heading(text: str) -> tuple[int, str]:
    """The level of a Markdown heading (0: none) and the text without its marks."""
    if "#" not in text[:10]:
        return 0, text
    match = _HEADING.match(text)
    return (len(match[1]), text[match.end() :].rstrip("# ")) if match else (0, text)


def numeral(text: str) -> int:
    """The value of 一 … 九百九十九 or of arabic digits; 0 where it is none."""
    if text.isdigit():
        return int(text) if len(text) < 6 else 0
    total, digit = 0, 0
    for char in text:
        if char in "零〇":
            continue
        if char == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif char == "十":
            total, digit = total + (digit or 1) * 10, 0
        else:
            digit = "一二三四五六七八九".find(char) + 1
            if not digit:
                return 0
    return total + digit
