"""How alike two Chinese texts are: weighted character n-grams, shared phrases, shared figures."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Vector = dict[str, float]

# What every official text says; a likeness that rests on these words says little.
_COMMON_WORDS = """推进 推动 加强 强化 加快 建设 发展 完善 提升 健全 实施 开展 建立 促进 深化 落实 支持 鼓励 引导 组织 领导 保障
机制 工作 体系 重点 水平 能力 我市 我区 全市 全区 全县 全省 本市 本区 力争 达到 以上 20 02 到2 到20 年底 积极 进一步 一步
相关 有关 部门 单位 政策 措施 责任 任务 项目 企业 打造 培育 做好 扩大 优化 创新 管理 服务 统筹 协调 加大 力度 探索
切实 提高"""
_COMMON = frozenset(_COMMON_WORDS.split())
_COMMON_WEIGHT = 0.35
_FIGURE = re.compile(
    r"(?<![\d.])(\d[\d,]*(?:\.\d+)?)\s*"
    r"(%|[万亿]?(?:平方公里|平方米|立方米|千瓦时|千瓦|吨标准煤|吨|亩|公里|公顷|元|家|个|户|人|辆|台|套|件|项|种|座|处|所|张|条|m3|MW|kW|亿))"
)
_EMPTY = re.compile(r"(?:到|至)?(?:20\d\d年)?(?:底前?)?(?:，|力争|累计|达到|实现)*")  # says nothing by itself


def plain(text: str) -> str:
    """Letters, figures and characters alone, of one width and in lower case."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return "".join(c for c in folded if c.isalnum())


def grams(text: str, sizes: Sequence[int]) -> Counter[str]:
    """How often each run of so many characters occurs."""
    chars = plain(text)
    return Counter(chars[i : i + n] for n in sizes for i in range(len(chars) - n + 1))


class Likeness:
    """Weights of n-grams over a set of texts: what many of them say counts little, what few say much."""

    def __init__(self, texts: Iterable[str], sizes: Sequence[int]) -> None:
        """Counts in how many of the texts each n-gram occurs."""
        self.sizes = tuple(sizes)
        self._count = 0
        self._in: Counter[str] = Counter()
        for text in texts:
            self._in.update(grams(text, self.sizes).keys())
            self._count += 1

    def weight(self, gram: str) -> float:
        """The weight of one n-gram; words of every official text weigh a third."""
        rare = math.log((1 + self._count) / (1 + self._in[gram])) + 0.1
        return rare * (_COMMON_WEIGHT if gram in _COMMON else 1.0)

    def vector(self, text: str) -> Vector:
        """The text's n-grams with their weights, of length 1."""
        raw = {gram: (1 + math.log(n)) * self.weight(gram) for gram, n in grams(text, self.sizes).items()}
        length = math.sqrt(sum(w * w for w in raw.values()))
        return {gram: w / length for gram, w in raw.items()} if length else {}


def products(rows: Sequence[Vector], columns: Sequence[Vector]) -> list[list[float]]:
    """The likeness of every row with every column, over an inverted index of the columns."""
    places: dict[str, list[tuple[int, float]]] = {}
    for number, vector in enumerate(columns):
        for gram, weight in vector.items():
            places.setdefault(gram, []).append((number, weight))
    table: list[list[float]] = []
    for vector in rows:
        line = [0.0] * len(columns)
        for gram, weight in vector.items():
            for number, other in places.get(gram, ()):
                line[number] += weight * other
        table.append([min(1.0, value) for value in line])
    return table


def shared_phrases(first: str, second: str, least: int = 4, most: int = 5) -> list[str]:
    """The longest telling runs of characters that both texts hold, longest first, none inside another."""
    starts: dict[str, list[int]] = {}
    for i in range(len(second) - least + 1):
        starts.setdefault(second[i : i + least], []).append(i)
    found: dict[str, None] = {}
    i = 0
    while i <= len(first) - least:
        length = max((_run(first, i, second, j) for j in starts.get(first[i : i + least], ())), default=0)
        phrase = first[i : i + length].strip("，。、；：（）,.;:() \n")
        if _tells(phrase):
            found[phrase] = None
        i += max(1, length)
    longest = sorted(found, key=len, reverse=True)
    kept: list[str] = []
    for phrase in longest:
        if len(kept) < most and not any(phrase in other for other in kept):
            kept.append(phrase)
    return kept


def _tells(phrase: str) -> bool:
    """A phrase of six characters tells something beyond dates; a shorter one where no common word is in it."""
    if len(phrase) >= 6:
        return len(_EMPTY.sub("", phrase)) >= 5
    pairs = {phrase[i : i + 2] for i in range(len(phrase) - 1)}
    return len(phrase) >= 4 and phrase == plain(phrase) and not pairs & _COMMON


def _run(first: str, i: int, second: str, j: int) -> int:
    length = 0
    while i + length < len(first) and j + length < len(second) and first[i + length] == second[j + length]:
        length += 1
    return length


def figures(text: str) -> set[str]:
    """The figures with their units a text names (`70%`, `800家`); years are none."""
    folded = unicodedata.normalize("NFKC", text)
    return {f"{value.replace(',', '')}{unit}" for value, unit in _FIGURE.findall(folded)}
