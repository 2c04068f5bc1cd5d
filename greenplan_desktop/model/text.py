"""Names, numbers and titles made comparable: width, spaces, brackets and commas unified."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_DROP = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]")
_LEADING_NUMBER = re.compile(
    r"^(?:[(（]?[一二三四五六七八九十百]+[)）、.．]|[一二三四五六七八九十]是(?=.{4})|[(（]\d+[)）]|\d+(?:\.\d+)*[.．、]?(?!\d)(?![年月日个家项%万亿]))"
)
_PUNCTUATION = re.compile(
    r"[\s，。、；：？！“”‘’\"'《》〈〉「」『』（）()〔〕\[\]【】—\-–·…,.;:?!/\\|_~～・•★☆※*]+"
)
_UNPRINTABLE = (
    "Cc",
    "Cs",
)  # control characters, and halves of characters from names the system could not read
_MARKS = "★☆※*"  # set before measures that are new or watched
_HALF = str.maketrans(
    {
        "（": "(",
        "）": ")",
        "，": ",",
        "：": ":",
        "；": ";",
        "．": ".",
        "〔": "(",
        "〕": ")",
        "【": "(",
        "】": ")",
        "[": "(",
        "]": ")",
    }
)


def clean(text: str) -> str:
    """Text without zero-width and control characters; line breaks (as \\n) and tabs stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")
    text = _DROP.sub("", text)
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in _UNPRINTABLE)


def compact(text: str) -> str:
    """For comparing names: NFKC, no white space, brackets and commas of one width."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", clean(text)).translate(_HALF))


def bare_title(text: str) -> str:
    """For comparing titles: compact, without punctuation and leading numbering, lower case."""
    plain = _LEADING_NUMBER.sub("", compact(text).lstrip(_MARKS))
    return _PUNCTUATION.sub("", plain).lower()


def task_number(text: str) -> str:
    """For comparing task numbers: `１．` `1、` `(1)` `第1项` all give `1`; `2.1` stays `2.1`."""
    plain = compact(text).strip(_MARKS).strip("().、,")
    plain = re.sub(r"^第(.+?)(?:项|条)?$", r"\1", plain)
    return plain.strip("().、,")


def percent_text(tenths: int | None) -> str:
    """`60%` for 600, `12.5%` for 125, nothing for None."""
    if tenths is None:
        return ""
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths / 10:.1f}%"


def day_words(iso: str) -> str:
    """2023年7月5日 for an ISO day (a time behind it is left out); other words as they are."""
    parts = iso[:10].split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return iso
    year, month, day = (int(part) for part in parts)
    return f"{year}年{month}月{day}日"
