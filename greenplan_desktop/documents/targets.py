"""Targets: each quantified phrase of a task with indicator, comparator, value, unit and year.

A quantity is a target unless its surroundings say otherwise: it limits the scope of a sentence (1万吨以上的企业),
names a place in a row, a span of time, a grant, or what exists already.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from greenplan_desktop.model.plan import Comparator, Target

from .indicators import (
    ACTIONS,
    capacities,
    carried,
    continued,
    indicator_head,
    indicator_of,
    shared_indicators,
)
from .quantities import RATIOS, quantities
from .scopes import is_target, names_a_set
from .sentences import LE_AFTER, REACH, TAIL, Place, Sentence, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .quantities import Quantity

_SENTENCE = re.compile("[^。！？\n]+")
_YEAR = re.compile(
    r"(?P<first>20[1-6]\d)(?:年?(?:—|-|至|到)(?P<last>20[1-6]\d))?\s?年|“?十(?P<plan>[三四五六])五”?(?:末|期间|时期|期末|规划期)?"
)
_COMPARED = re.compile(r"(?:比|较|与|以|自|从|于|按)\s?$")
_BASE_YEAR = re.compile(
    r"^(?:[^，。；]{0,4}(?:基础上|相比|以来|水平|不变价|基数)|起|度?(?:下降|增长|提高|减少|翻|降低))"
)
_NULL = re.compile(
    r"翻[一两二三12]?番|倍增(?!计划|行动|工程|方案|政策|企业|培育)|(?<!不)(?:全覆盖|全面覆盖)(?!检查|监管|监察|监测|抽查|核查|审查|审计|走访|摸排|排查|督|的|式|、全|巡|执法|培训|宣传)"
    r"|动态清零|(?<!动态)清零|归零|全部(?:达到|实现|完成|实施|执行|开展|采用|更换|取缔|搬迁|拆除|转型|治理|淘汰|退出|建成|消除|纳入|关停|达标|改造|投用|停用|接入)"
)
_NULL_WORDS = ("翻", "倍增", "覆盖", "清零", "归零", "全部")
_NEEDS_YEAR = ("全部", "清零", "归零", "动态")
_GE_BEFORE = re.compile(
    "(?:(?<!不)(?<!不[得应能宜])(?:超过|高于|大于|多于|超)|突破|不[得应能宜]?(?:低于|少于|小于)|至少|优于|逾|最低|[≥＞>])[^，。；、0-9]{0,3}$"
)
_LE_BEFORE = re.compile(
    "(?:不[得应能宜]?(?:超过|高于|大于|多于)|低于|少于|小于|控制在|控制到|限制在|最高|[≤＜<])[^，。；、0-9]{0,3}$"
)
_BOUND_OF = re.compile("(?:(不低于|不少于)|不高于|不超过)[^，。；、0-9]{0,14}的$")  # 不高于结算总额的3%
_ABOUT_BEFORE = re.compile("(?:约|大约|近|接近)$")
_GE_AFTER = re.compile("^(?:及|含|（含）)?以上")
_ABOUT_AFTER = re.compile("^(?:左右|上下)")
_JOINT = re.compile("、|和(?=[^，、]{0,12}$)|及(?=[^，、]{0,12}$)")
_SHORTEST_INDICATOR, _LONGEST_SUBJECT = 2, 16
_AIMED_AT = ("到", "至", "力争", "确保")
_FROM = re.compile("将?[从由]")
_FARTHEST = 300  # characters a part of a sentence reaches to either side of a figure
_THOUSANDS = re.compile(r"\d，\d{3}(?!\d)")
_LISTED = re.compile("[一-鿿（）]{1,10}[、和及]?")
_JOINTS = ("、", "和", "及", "与")
_BULLETS = " ●○■◆◇▪•★☆▲※·—-①②③④⑤⑥⑦⑧⑨⑩"
_OPENING = re.compile(
    rf"(?:[{re.escape(_BULLETS)}]|[一二三四五六七八九十]是|（[一二三四五六七八九十\d]{{1,3}}）|\d{{1,2}}[.、](?!\d))*"
    rf"(?:(?:力争|确保|争取)(?!到|至|在|于|20|“?十|今年|明年|全年|每年|{'|'.join(REACH)}|{ACTIONS}))?"
)
_OPENERS = frozenset(f"{_BULLETS}一二三四五六七八九十（0123456789力确争")
_SPAN = re.compile("[一二三四五六七八九十两0-9]{1,2}年(?:（[^（）]*）)?$")
_NEXT_AIM = re.compile("、(?=力争|争取|部分|基本)")
_AMOUNTS_END = re.compile("(?:规模|能力|产能|集群)$")


def _place(sentence: Sentence, begin: int, end: int, each: Quantity) -> Place:
    before = sentence.flat[begin : each.start]
    return Place(sentence, begin, end, each, before, sentence.flat[each.end : end], before[-TAIL:])


def find_targets(text: str, flat: str, start: int = 0, since: int | None = None) -> list[Target]:
    """The targets of a stretch of text that begins at offset `start` of the plan's text.

    What was reached in a year before `since` is a fact and no target.
    """
    found: list[Target] = []
    for match in _SENTENCE.finditer(flat):
        said = match[0]
        null = _speaks_of_null(said)
        if null or _DIGIT.search(said):
            words = text[match.start() : match.end()]
            sentence = Sentence(said, words, start + match.start(), tuple(_years(said)))
            found.extend(_of_sentence(sentence, null))
    return [target for target in found if not _is_past(target.year, since, flat)] if since else found


def _is_past(year: int | None, since: int, flat: str) -> bool:
    """Whether a year lies before the plan's and is not named as one to aim at (到2022年)."""
    return year is not None and year < since and not any(f"{word}{year}" in flat for word in _AIMED_AT)


def last_year(flat: str) -> int | None:
    """The year a levelled text names last as one to aim at."""
    return max(_years(flat), default=(0, None))[1]


_DIGIT = re.compile(r"\d")
_FIGURES = re.compile(r"\d(?![\dA-Za-z])")  # 5G is none


def _speaks_of_null(flat: str) -> bool:
    return any(word in flat for word in _NULL_WORDS)


def _years(flat: str) -> Iterator[tuple[int, int]]:
    """The years a sentence aims at; years it compares with are left out."""
    if "20" not in flat and "十" not in flat:
        return
    for match in _YEAR.finditer(flat):
        before, after = flat[max(0, match.start() - 2) : match.start()], flat[match.end() : match.end() + 10]
        if match["plan"]:
            yield match.start(), 2015 + 5 * ("三四五六".index(match["plan"]) + 1)
        elif not _COMPARED.search(before) and not _BASE_YEAR.match(after):
            yield match.start(), int(match["last"] or match["first"])


def _of_sentence(sentence: Sentence, null: bool) -> list[Target]:
    """The targets of one sentence in order of their place; `null`: it may hold some without a figure."""
    found: list[tuple[int, Target]] = []
    taken: list[Place] = []
    last: Place | None = None  # a set that is only spoken of: 全区8个镇街、98个村
    for each in quantities(sentence.flat):
        begin, end = _part(sentence.flat, each.start, each.end)
        if taken and taken[-1].part_start != begin:
            found += _targets(taken)
            taken = []
        place = _place(sentence, begin, end, each)
        if is_target(place) and not _goes_on_with_a_set(place, last):
            taken.append(place)
            last = None
        else:
            last = place if names_a_set(place) else None
    found += _targets(taken)
    if null:
        found += [(match.start(), _null_target(sentence, match)) for match in _nulls(sentence)]
        found.sort(key=lambda pair: pair[0])
    return continued([target for _, target in found])


def _goes_on_with_a_set(place: Place, last: Place | None) -> bool:
    """Whether a count stands in one list with a set that is no aim."""
    if last is None or not place.quantity.is_count:
        return False
    return _LISTED.fullmatch(place.sentence.flat, last.quantity.end, place.quantity.start) is not None


def _part(flat: str, start: int, end: int) -> tuple[int, int]:
    """The stretch between ， ； ： that holds a figure; the ， of 1，200 parts nothing."""
    first, last = max(0, start - _FARTHEST), min(len(flat), end + _FARTHEST)
    comma = flat.rfind("，", first, start)
    while comma > 0 and _THOUSANDS.match(flat, comma - 1):
        comma = flat.rfind("，", first, comma)
    begin = max(comma, flat.rfind("；", first, start), flat.rfind("：", first, start)) + 1
    comma = flat.find("，", end, last)
    while comma > 0 and _THOUSANDS.match(flat, comma - 1):
        comma = flat.find("，", comma + 1, last)
    ends = [at for at in (comma, flat.find("；", end, last), flat.find("：", end, last)) if at >= 0]
    return max(begin, first), min(ends, default=last)


def _targets(taken: Sequence[Place]) -> list[tuple[int, Target]]:
    """The targets of one part of a sentence, each with its place."""
    if not taken:
        return []
    names = _indicators(taken)
    return [(place.quantity.start, _target(index, taken, names[index])) for index, place in enumerate(taken)]


def _nulls(sentence: Sentence) -> Iterator[re.Match[str]]:
    """翻番, 倍增, 全覆盖; 全部达到 and 清零 only where the sentence names a year."""
    for match in _NULL.finditer(sentence.flat):
        begin, _ = _part(sentence.flat, match.start(), match.end())
        if match[0].startswith(_NEEDS_YEAR) and not sentence.years:
            continue
        if match.start() - begin < _SHORTEST_INDICATOR or quoted(sentence.flat, match.start(), match.end()):
            continue
        yield match


def _target(index: int, taken: Sequence[Place], indicator: str) -> Target:
    place = taken[index]
    quantity, sentence = place.quantity, place.sentence
    begin, end = _fragment(index, taken)
    return Target(
        text=sentence.text[begin:end].strip("、 ").strip(),
        indicator=indicator,
        comparator=_comparator(place, _words_before(index, taken)),
        value=quantity.value,
        unit=quantity.unit,
        year=_year(index, taken),
        start=sentence.start + begin,
        end=sentence.start + end,
    )


def _fragment(index: int, taken: Sequence[Place]) -> tuple[int, int]:
    """The shortest stretch with indicator and figure: what several figures share, else between the 、 beside it."""
    place = taken[index]
    begin, end = place.part_start, place.part_end
    if "分别" not in place.before and not _is_list_of_amounts(taken):
        begin, end = _between(index, taken)
    if place.sentence.flat[begin] not in _OPENERS:
        return begin, end
    opening = _OPENING.match(place.sentence.flat, begin)
    return (opening.end() if opening else begin), end


def _between(index: int, taken: Sequence[Place]) -> tuple[int, int]:
    """The stretch around a figure up to the 、 that parts it from the figures beside it."""
    place = taken[index]
    flat = place.sentence.flat
    begin, end = place.part_start, place.part_end
    if index > 0:
        before = taken[index - 1].quantity.end
        joint = _JOINT.search(flat, before, place.quantity.start)
        begin = joint.end() if joint else before
    if index + 1 < len(taken):
        joint = _JOINT.search(flat, place.quantity.end, taken[index + 1].quantity.start)
        end = joint.start() if joint else place.quantity.end
    opened = flat.rfind("（其中", begin, place.quantity.start)
    if opened >= 0 and "）" not in flat[opened : place.quantity.start]:
        return opened + 1, place.quantity.end
    return begin, end


def _subject_before(place: Place) -> str:
    """普及率，将从11%增至60%: the thing that is named in the part before, where that has no figure of its own."""
    before = place.sentence.flat[: max(place.part_start - 1, 0)]
    subject = _FROM.split(before[max(before.rfind(mark) for mark in "，；：") + 1 :], maxsplit=1)[0]
    return "" if len(subject) > _LONGEST_SUBJECT or _FIGURES.search(subject) else indicator_head(subject)


def _is_list_of_amounts(taken: Sequence[Place]) -> bool:
    """30万吨甲、20万吨乙的产能规模: measured things of one list that ends in a word for all of them."""
    return (
        len(taken) > 1
        and _AMOUNTS_END.search(taken[-1].after) is not None
        and not any(place.quantity.is_count or place.quantity.base in RATIOS for place in taken)
    )


def _indicators(taken: Sequence[Place]) -> list[str]:
    """What the figures of one part of a sentence measure."""
    first = taken[0]
    subject, shared, verb = first.before.partition("分别")
    if shared:
        return shared_indicators(subject, verb, len(taken))
    names = []
    for index, place in enumerate(taken):
        begin, end = _between(index, taken)
        flat, quantity = place.sentence.flat, place.quantity
        before = flat[begin : quantity.start]
        name = indicator_of(before, flat[quantity.end : end], quantity)
        names.append(name or (not index and _subject_before(place)) or before.strip("、 "))
    if len(names) == 1:
        return names
    return capacities(names, taken[-1].after) if _is_list_of_amounts(taken) else carried(names)


def _words_before(index: int, taken: Sequence[Place]) -> str:
    """The words in front of a figure; of several with nothing between them (突破5亿元、3亿元) those of the first."""
    flat = taken[index].sentence.flat
    while index and flat[taken[index - 1].quantity.end : taken[index].quantity.start] in _JOINTS:
        index -= 1
    return taken[index].tail


def _comparator(place: Place, words: str) -> Comparator:
    tail, after = words[-8:], place.after
    if place.quantity.range:
        return ">="
    if after and LE_AFTER.match(after):
        return "<="
    if place.quantity.over or (after and _GE_AFTER.match(after)):
        return ">="
    if after and _ABOUT_AFTER.match(after):
        return "about"
    if _GE_BEFORE.search(tail) or "至少" in place.before:
        return ">="
    if _LE_BEFORE.search(tail):
        return "<="
    bound = _BOUND_OF.search(words)
    if bound:
        return ">=" if bound[1] else "<="
    return "about" if _ABOUT_BEFORE.search(tail) else "="


def _year(index: int, taken: Sequence[Place]) -> int | None:
    """The year last named before the figure; with 分别, years and figures pair off."""
    place = taken[index]
    years = [(at, year) for at, year in place.sentence.years if at < place.quantity.start]
    if not years:
        return None
    if "分别" in place.before and 1 < len(years) == len(taken):
        return years[index][1]
    return years[-1][1]


def _null_target(sentence: Sentence, match: re.Match[str]) -> Target:
    """A target without a figure."""
    begin, end = _part(sentence.flat, match.start(), match.end())
    following = _NEXT_AIM.search(sentence.flat, match.end(), end)
    end = following.start() if following else end
    years = [year for at, year in sentence.years if at < match.end()]
    is_whole = match[0].startswith("全部")
    said = sentence.flat[match.start() + len("全部") : end] if is_whole else match[0]
    head = indicator_head(_SPAN.sub("", sentence.flat[begin : match.start()]))
    return Target(
        text=sentence.text[begin:end].strip(),
        indicator=f"{head}{said}",
        year=years[-1] if years else None,
        start=sentence.start + begin,
        end=sentence.start + end,
    )
