"""Quantities in a levelled text: figure, range, multiplier and unit of measure or counting word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

RATIOS = ("个百分点", "百分点", "%", "‰", "倍")
_MASSES = ("吨", "公斤", "千克", "克")
_OF_MASS = ("标准煤", "标煤", "二氧化碳当量", "二氧化碳", "蒸汽", "粮食")
MEASURES = (
    *(mass + what for mass in _MASSES for what in _OF_MASS[:4]),
    "吨蒸汽", "标准煤", "蒸吨", "吨", "公斤", "千克", "斤", "毫克", "微克", "克",
    "千瓦时", "千瓦", "兆瓦时", "兆瓦", "吉瓦时", "吉瓦", "瓦时", "瓦", "度电", "度", "千伏安", "千伏",
    "kWh", "KWh", "MWh", "GWh", "TWh", "kW", "KW", "MW", "GW", "kVA", "吉焦", "焦", "分贝", "摄氏度", "℃",
    "标准立方米", "立方米", "立方", "标方", "方", "平方公里", "平方千米", "平方米", "平米", "㎡",
    "m²", "m2", "m³", "m3", "公顷", "亩", "车公里", "公里", "千米", "米", "升",
    "人民币元", "美元", "欧元", "元", "标准箱", "标箱", "TEU", "EFLOPS", "PFLOPS", "EFlops", "PFlops",
    "Gbps", "Mbps", "mg", "kg", "km", "L", "t", "TB", "PB", "EB", "P",
)  # fmt: skip
_THINGS = (
    "人", "家", "个", "项", "种", "座", "条", "件", "台套", "台", "套", "辆", "户", "名", "所", "处", "场", "次", "间",
    "栋", "幢", "张", "床", "艘", "架", "对", "组", "支", "部", "门", "款", "幅", "篇", "册", "本", "株", "头", "只",
    "羽", "例", "块", "口", "根", "片", "列", "班", "棵", "盏", "村", "尾", "枚", "眼", "孔", "颗", "堂", "宗", "起", "站",
    "机柜", "机架", "端口", "桩", "枪", "车位", "泊位", "学时", "课时", "件套", "车", "趟", "份", "首", "部件", "批次",
)  # fmt: skip
COUNTS = (*_THINGS, *(thing + "次" for thing in _THINGS if thing not in ("次", "车位", "泊位")))
TIMES = ("个工作日", "工作日", "个小时", "小时", "分钟", "天", "秒")
_NEVER = (
    "个月|个季度|个年度|份|本(?!书)|首(?!歌)|车(?!次)|班(?!次|列)|年|月|日|号|岁|届|点|时(?!速)|周|季度"
    "|级|强|位|类|大|后|维|星|批(?!次)|轮|版|期|楼|层|环"
)

_UNITS = sorted((*RATIOS, *MEASURES, *COUNTS, *TIMES), key=len, reverse=True)
_LATIN = re.compile("[A-Za-z0-9]+$")
_UNIT = (
    "(?:"
    + "|".join(re.escape(unit) for unit in _UNITS if not _LATIN.match(unit))
    + "|(?:"
    + "|".join(unit for unit in _UNITS if _LATIN.match(unit))
    + ")(?![A-Za-z0-9]))"
)
_COUNT = "|".join(map(re.escape, sorted(COUNTS, key=len, reverse=True)))
_FIGURE = r"\d{1,3}(?:，\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_TIMES_TEN = "[十百千万亿]{0,3}"
_QUANTITY = re.compile(
    rf"(?<![A-Za-z0-9.×x*“第+\-])(?P<first>{_FIGURE})(?P<many>{_TIMES_TEN})"
    rf"(?:(?:{_UNIT})?(?P<dash>—{{1,2}}|-|至|到)(?P<last>{_FIGURE}))?"
    rf"(?![\d.]\d)(?P<over>余|多)?"
    rf"(?P<unit>(?P<ten>{_TIMES_TEN})(?:余|多)?(?!{_NEVER})(?P<base>{_UNIT})?"
    rf"(?P<alternative>（(?:{_COUNT}|次)）)?(?P<per>/(?:{_TIMES_TEN}(?:{_UNIT}|年|月|日|时|秒|平方)|[A-Za-z][A-Za-z0-9³²]{{0,5}}))?)"
)


@dataclass(frozen=True, slots=True)
class Quantity:
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
        return self.base in COUNTS


def quantities(flat: str) -> Iterator[Quantity]:
    """All quantities of a text in order; figures without a unit have unit None."""
    for match in _QUANTITY.finditer(flat):
        base = match["base"] or ""
        ten = match["ten"] or ""
        many = match["many"] or ""
        end = match.end()
        if not base:
            # 万 alone is no unit; 5G, 2025年, 3号 are no quantities
            if ten or match["per"] or match["alternative"]:
                end = match.end("ten")
            if flat[end : end + 1] and (flat[end].isalnum() and _continues(flat[end:])):
                continue
        unit = (many if not match["last"] else "") + _plain(match["unit"]) if base else (many + ten or None)
        yield Quantity(
            value=match["first"].replace("，", ""),
            unit=unit or None,
            base=base,
            start=match.start(),
            end=end,
            range=match["last"] is not None,
            over=bool(match["over"]) or "余" in match["unit"] or "多" in match["unit"],
        )


_AFTER_FIGURE = re.compile("以上|以下|以内|左右|之内|上下|[，。；、）和]|及以上")


def _continues(after: str) -> bool:
    """Whether the text behind a bare figure goes on with a word, so that the figure is part of it."""
    return _AFTER_FIGURE.match(after) is None


def _plain(unit: str) -> str:
    return unit.replace("余", "").replace("多", "")
