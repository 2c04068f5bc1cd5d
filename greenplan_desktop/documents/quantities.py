"""Quantities in a levelled text: figure, range, multiplier and unit of measure or counting word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from .characters import NUMERALS, numeral

if TYPE_CHECKING:
    from collections.abc import Iterator

RATIOS = ("个百分点", "百分点", "%", "‰", "倍")
_MASSES = ("吨", "公斤", "千克", "克")
_OF_MASS = ("标准煤", "标煤", "二氧化碳当量", "二氧化碳", "蒸汽", "粮食")
MEASURES = (
    *(mass + what for mass in _MASSES for what in _OF_MASS[:4]),
    "吨蒸汽", "标准煤", "蒸吨", "吨", "公斤", "千克", "斤", "毫克", "微克", "克",
    "千瓦时", "千瓦", "兆瓦时", "兆瓦", "吉瓦时", "吉瓦", "瓦时", "瓦", "度电", "度", "伏安",
    "kWh", "KWh", "MWh", "GWh", "TWh", "kW", "KW", "MW", "GW", "kVA", "吉焦", "焦", "分贝", "摄氏度", "℃",
    "标准立方米", "立方米", "立方", "标方", "方", "平方公里", "平方千米", "平方米", "平米", "㎡",
    "m²", "m2", "m³", "m3", "公顷", "亩次", "亩", "车公里", "公里", "千米", "米", "升",
    "人民币元", "美元", "欧元", "元", "标准箱", "标箱", "TEU", "EFLOPS", "PFLOPS", "EFlops", "PFlops",
    "Gbps", "Mbps", "mg", "μg", "ug", "kg", "tce", "km", "L", "t", "TB", "PB", "EB", "P",
)  # fmt: skip
_THINGS = (
    "人", "家", "个", "项", "种", "座", "条", "件", "台套", "台", "套", "辆", "户", "名", "所", "处", "场", "次", "间",
    "栋", "幢", "张", "床", "艘", "架", "对", "组", "支", "部", "门", "款", "幅", "篇", "册", "本", "株", "头", "只",
    "羽", "例", "块", "口", "根", "片", "列", "班", "棵", "盏", "村", "尾", "枚", "眼", "孔", "颗", "堂", "宗", "起", "站",
    "机柜", "机架", "端口", "桩", "枪", "袋", "箱", "顶", "笔", "标台", "学时", "课时", "件套", "车", "趟", "期", "份", "首", "部件", "批次",
)  # fmt: skip
_PLACES = ("车位", "泊位", "学位", "床位", "托位")
COUNTS = (
    *_THINGS,
    *_PLACES,
    "乘次",
    "人年",
    *(thing + "次" for thing in _THINGS if thing not in ("次", "期")),
)
_COUNTED = frozenset(COUNTS)
TIMES = ("个工作日", "工作日", "个小时", "小时", "分钟", "天", "秒")
REACHED_ONLY = ("岁", "分", "个月", "年")  # aims only where the words in front say that they are reached
_NEVER = (
    r"个季度|个年度|份|本(?!书)|首(?!歌)|车(?!次)|班(?!次|列)|(?<!\.\d)年|月|日|号|届|点|时(?!速)|周|季度"
    "|级|强|位|类|大|后|维|星|批(?!次)|轮|版|期(?=[间货限工项])|楼|层|环|方[面向案式法]|部[门委分]|组[织合成]|口岸|条件|门类|笔记|顶[层级]"
    "|分(?!钟|贝|$|[，。；、）以左及])"
)

_BY_FIRST: dict[str, list[str]] = {}
for _unit in sorted({*RATIOS, *MEASURES, *COUNTS, *TIMES, *REACHED_ONLY}, key=len, reverse=True):
    _BY_FIRST.setdefault(_unit[0], []).append(_unit)
_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(
    r"(?:\d{1,3}(?:[， ]\d{3})+(?!\d)|\d+)(?:\.\d+|\. \d+(?=%))?"
)  # 1,200 and, of OCR, 3. 5%
_SPELT_PERCENT = re.compile(f"百分之([{NUMERALS}]+)(?!点)")
_YEAR_FIGURES = 4
_FRACTION = re.compile(r"/\d+")  # 1/3以上
_NOT_BEFORE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.×*“第+-")
_TENS = frozenset("十百千万亿")
_DASH = re.compile(r"—{1,2}|-|至|到")
_MAY_RANGE, _RANGE_REACH = re.compile("[—\\-至到]"), 10
_NO_UNIT = re.compile(_NEVER)
_ALTERNATIVE = re.compile(rf"（(?:{'|'.join(sorted(map(re.escape, COUNTS), key=len, reverse=True))})）")
_PER_WORD = re.compile(r"/([十百千万亿]*)(年|月|日|时|秒|平方(?![米公千])|[A-Za-z][A-Za-z0-9³²]{0,5})")


class Quantity(NamedTuple):
    """A quantity: `value` as printed (of a range the lower bound), `unit` with 万 and 亿, offsets in its text."""

    value: str
    unit: str | None
    base: str
    start: int
    end: int
    range: bool = False
    over: bool = False

    @property
    def is_time(self) -> bool:
        """Whether it is a length of time."""
        return self.base in TIMES

    @property
    def is_count(self) -> bool:
        """Whether it counts things; else it measures."""
        return self.base in _COUNTED


def quantities(flat: str) -> list[Quantity]:
    """All quantities of a text in order; figures without a unit have unit None."""
    found: list[Quantity] = []
    done = 0
    for digit in _DIGIT.finditer(flat):
        begin = digit.start()
        if begin < done or (begin and flat[begin - 1] in _NOT_BEFORE):
            continue
        quantity, done = _quantity_at(flat, begin)
        if quantity:
            found.append(quantity)
    return sorted([*found, *_spelt_percents(flat)], key=_place) if "百分之" in flat else found


def _spelt_percents(flat: str) -> Iterator[Quantity]:
    """百分之八十."""
    for match in _SPELT_PERCENT.finditer(flat):
        value = numeral(match[1])
        if value:
            yield Quantity(str(value), "%", "%", match.start(), match.end())


def _place(quantity: Quantity) -> int:
    return quantity.start


def is_unit(flat: str) -> bool:
    """Whether a levelled text is a unit and nothing else: %, 万吨/年, 家."""
    figures = quantities(f"1{flat}")
    return len(figures) == 1 and figures[0].end == len(flat) + 1 and figures[0].base != ""


def _quantity_at(flat: str, begin: int) -> tuple[Quantity | None, int]:
    """The quantity that begins with the digit at `begin`, and where to look for the next one."""
    figure = _FIGURE.match(flat, begin)
    if figure is None:
        return None, begin + 1
    value, end = figure[0].replace("，", "").replace(" ", ""), figure.end()
    behind = flat[end : end + 1]
    if behind == "年" and len(value) == _YEAR_FIGURES and value.isdigit():  # 2025年
        return None, end
    if behind == "/" and (fraction := _FRACTION.match(flat, end)):
        return None, fraction.end()
    end, many = _tens(flat, end)
    last = _last_figure(flat, end)
    if last:
        end, many = _tens(flat, last.end())
    over = flat[end : end + 1] in ("余", "多")
    if over:
        end += 1
        end, more = _tens(flat, end)
        many += more
    if flat[end : end + 1] == " " and flat[end + 1 : end + 2].isascii():  # 200 MW
        end += bool(_unit_at(flat, end + 1))
    base = _unit_at(flat, end)
    if not base:
        if end < len(flat) and flat[end].isalnum() and _continues(flat[end : end + 3]):
            return None, end
        return Quantity(value, many or None, "", begin, end, last is not None, over), end
    unit_end = _behind_unit(flat, end + len(base))
    return Quantity(value, many + flat[end:unit_end], base, begin, unit_end, last is not None, over), unit_end


def _last_figure(flat: str, position: int) -> re.Match[str] | None:
    """The second figure of a range, behind a dash and perhaps a unit: 3—5家, 10%至15%."""
    if not _MAY_RANGE.search(flat, position, position + _RANGE_REACH):
        return None
    dash = _DASH.match(flat, position + len(_unit_at(flat, position)))
    return _FIGURE.match(flat, dash.end()) if dash else None


def _tens(flat: str, position: int) -> tuple[int, str]:
    """The end of 万, 千万, 亿 … at a position, and what stands there."""
    end = position
    while end < len(flat) and flat[end] in _TENS and end < position + 3:
        end += 1
    return end, flat[position:end]


def _unit_at(flat: str, position: int) -> str:
    """The longest unit at a position; 个月 and 年 are none, and a Latin one must end there."""
    units = _BY_FIRST.get(flat[position : position + 1])
    if not units or _NO_UNIT.match(flat, position):
        return ""
    for unit in units:
        if flat.startswith(unit, position):
            after = flat[position + len(unit) : position + len(unit) + 1]
            if not (unit[-1].isascii() and unit[-1].isalnum() and after.isascii() and after.isalnum()):
                return unit
    return ""


def _behind_unit(flat: str, position: int) -> int:
    """The end of a unit with what belongs to it: （套）, /年, /立方米."""
    alternative = _ALTERNATIVE.match(flat, position) if flat[position : position + 1] == "（" else None
    if alternative:
        position = alternative.end()
    if flat[position : position + 1] == "每":
        per = _unit_at(flat, position + 1)  # 微克每立方米
        return position + 1 + len(per) if per in MEASURES else position
    if flat[position : position + 1] != "/":
        return position
    start, _ = _tens(flat, position + 1)
    unit = _unit_at(flat, start)
    if unit:
        return start + len(unit)
    word = _PER_WORD.match(flat, position)
    return word.end() if word else position


_AFTER_FIGURE = re.compile("以上|以下|以内|左右|之内|上下|[，。；、）和]|及以上")


def _continues(after: str) -> bool:
    """Whether the text behind a bare figure goes on with a word, so that the figure is part of it."""
    return _AFTER_FIGURE.match(after) is None
