"""Figures that tell what is, what is paid or when: 已建成20家, 补助50万元, 公示5个工作日, 由3%降至1%."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .quantities import RATIOS, REACHED_ONLY
from .sentences import REACHED, SERVED, quoted

if TYPE_CHECKING:
    from .quantities import Quantity
    from .sentences import Place

# What a figure is part of: a name, a number in a row, 1+3, 5×8, 12号, 百亿级, 2：1.
_NO_AIM = re.compile(r"[+×号级%]|：\d")  # 1+3, 5×8, 12号, 百亿级, 2：1
_ORDINAL = re.compile(
    "(?:[一二三四五六七八九十]个|第|前|后|TOP|Top|排名|位列|位居|限速|编号|网格|电话|热线|每|某|同一|任[一何])$"
)
_UNITLESS = re.compile(rf"(?:{REACHED}|PUE|pH)[^，。；、]{{0,2}}$")
_ARRIVED = re.compile(
    "(?:达|[到至]|控制在|保持在|稳定在|超过|突破|高于|低于|提高|缩短|延长|增加)[^，。；、0-9]{0,2}$"
)

# Lengths of time are aims where they are kept or cut, and no dates or distances: 15分钟生活圈, 24小时值守.
_ABOUT_TIME = re.compile(
    "压缩|压减|缩短|控制|低于|不超过|不少于|不低于|达到|天数|小时数|时长|时限|利用|减少|优良|提速|以内"
)
_WITHIN = re.compile(f"及?(?:以内|以下|之内)|内{SERVED}")
_NOTICE = re.compile("公示|公告|听证|备案|提前")
_AMONG = re.compile(
    "(?:范围|以外|之外|(?:生活|通勤|服务|经济)?圈|内(?=$|[的，、])|级)"
)  # behind things that are counted
_RADIUS = re.compile(
    f"^(?:范围|半径|以外|之外|生活圈|通勤圈|服务圈|圈|内(?!$|{SERVED})|级|制|标准(?!化)|的?步行|车程|经济圈|法人|值守|在线|监控|热线|不间断"
    "|电话|预警|待命|[宽长高深](?=$|[的，、])|直径|口径)"
)

# What there is already, alone or in a sentence that reports; what a figure comes from (由3%).
_EXISTING = re.compile(
    r"现有|已有|已建成|已完成|已累计|现已|目前|截至|已达|已形成|去年|上年末|上年完成|年以来"
)
_REPORT = re.compile("(?:截至|截止)[^。]{0,30}?已|近年来|近[一两二三四五六七八九十\\d]+年来?，|过去")
_AHEAD = re.compile("下一步|到20|力争|确保|计划|今后|未来|将")
_FROM = re.compile(r"(?:从|由)[^，。；]{0,8}$")
_ONWARD = re.compile(
    "[^，。；]{0,12}，?(?:提高到|提升至|提升到|提高至|增加到|增至|下降到|降至|降到|压缩至|压缩到|缩短至|减少到|扩大到|调整为)"
)

# Money and rates that are handed out.
_GRANT = re.compile(
    "给予|返还|奖励|奖补|(?:补助|补贴)(?!标准[^，。；]*(?:提高|增加|达到|不低于))|资助|贴息|罚款|保费|加计扣除|税率|征收率|最高(?:可|不超过)?$|单个项目|授信额度|免收|免征|减征|减按|减免"
)
_GRANTED = re.compile(
    "[^，。；]{0,8}(?:给予|补助|奖励|奖补|补贴|资助|贴息|的?资金支持|的?一次性|的?标准(?:确定|给予|返还|发放|核定)|企业所得税|税率|政策)|[^，。；]{0,24}罚款"
)
_PAID = re.compile("按|不高于|不超过|最高")
_PAID_NEXT = re.compile("[^，。；]{0,6}，(?:可)?(?:给予|予以)")
_RATE = re.compile("(?<![税费利])率[^，。；、]{0,4}$")


def is_named(place: Place) -> bool:
    """Whether a figure is part of a name, a number in a row, or bare without being reached."""
    quantity, flat = place.quantity, place.sentence.flat
    if quoted(flat, quantity.start, quantity.end) or _in_bracket(place) or _ORDINAL.search(place.tail[-3:]):
        return True
    if flat[quantity.start - 1 : quantity.start] == "+" or _NO_AIM.match(flat, quantity.end):
        return True
    if quantity.base == "":
        bare = quantity.unit is None or quantity.unit[-1] in "万亿"
        return not bare or _is_year(quantity) or _UNITLESS.search(place.tail[-8:]) is None
    return quantity.base in REACHED_ONLY and _ARRIVED.search(place.tail[-8:]) is None


def tells_a_fact(place: Place) -> bool:
    """Whether a figure is a date or a span, what exists, what is paid, or what another figure comes from."""
    return (
        _is_span(place)
        or (_AMONG if place.quantity.is_count else _RADIUS).match(place.after) is not None
        or _exists(place)
        or _is_grant(place)
        or _is_origin(place)
    )


def _is_span(place: Place) -> bool:
    """A length of time that nobody wants shorter or longer: 用3天时间, 提前5个工作日公示."""
    if not place.quantity.is_time:
        return False
    kept = _ABOUT_TIME.search(place.before) or _WITHIN.match(place.after)
    return not kept or _NOTICE.search(place.before) is not None


def _is_origin(place: Place) -> bool:
    """由3%提高到5%: the figure that is left behind."""
    if not _FROM.search(place.tail[-10:]):
        return False
    return _ONWARD.match(place.sentence.flat, place.quantity.end) is not None


def _exists(place: Place) -> bool:
    """Whether a figure tells what there is: 已建成20家, or anything in a sentence that reports (近年来…)."""
    if _EXISTING.search(place.before):
        return True
    flat = place.sentence.flat
    return (
        flat[0] in "截近过"
        and _REPORT.match(flat) is not None
        and not _AHEAD.search(flat, 0, place.quantity.start)
    )


def _is_grant(place: Place) -> bool:
    """给予50万元奖励, 按10%补助: money handed out, not an aim."""
    if not (place.quantity.base.endswith("元") or place.quantity.base in RATIOS):
        return False
    if _RATE.search(place.tail):  # 补贴覆盖率达到100%
        return False
    if _GRANT.search(place.before) or _GRANTED.match(place.after):
        return True
    paid_next = _PAID_NEXT.match(place.sentence.flat, place.quantity.end)
    return paid_next is not None and _PAID.search(place.before) is not None


def _is_year(quantity: Quantity) -> bool:
    return len(quantity.value) == 4 and quantity.value.startswith("20")


def _in_bracket(place: Place) -> bool:
    """Figures in brackets explain; only 其中 adds an aim."""
    flat, start = place.sentence.flat, place.quantity.start
    opened = flat.rfind("（", 0, start)
    if opened < 0 or flat.rfind("）", opened, start) > opened or "）" not in flat[place.quantity.end :]:
        return False
    return not flat.startswith("其中", opened + 1)
