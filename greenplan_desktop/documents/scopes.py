"""Which quantities are aims: not those that limit a scope or name a set, nor facts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .facts import is_named, tells_a_fact
from .quantities import RATIOS
from .sentences import REACHED, VERBS

if TYPE_CHECKING:
    from .sentences import Place

# Which ones: 1万吨以上的企业, 50张床位以上机构, 用水量超过5万吨的单位, 总投资5亿元的园区, 以50万头项目为龙头.
_SCOPED = re.compile(
    "^(?:及|（含）|含)?(?:以上|以下|以内|之内)(?:（不?含[^（）]{0,12}）)?(?:的|[一-鿿A-Za-z“（])"
)
_SCOPED_GOES_ON = re.compile(
    "^(?:及|（含）|含)?(?:以上|以下|以内|之内)(?:达|实现|完成|建成|采用|使用|得到|纳入|具备|开展|水平|目标|标准|（(?!不?含)|以上|，|和|、)"
)
_SCOPED_THINGS = re.compile(
    "[一-鿿]{1,3}(?<![级星工师称历])(?<![级星]及)及?以上的?[一-鿿]{2}"
)  # 50张床位以上养老机构
_VERB = re.compile(rf"(?:{REACHED}|{VERBS})[^，。；、]{{0,14}}$")
_ARRIVES = re.compile("(?:达到|达|提高到|提升至|建成(?!区)|形成|突破|超过|实现)[^，。；、]{0,3}$")
_ATTRIBUTE = re.compile("(?:占比|比例|比重|率|度|幅|数|增速|投入|收入|产值)[^，]{0,4}$")
_BY_SIZE = re.compile(
    "(?:以上|以下|级|的)*(?:规模以上)?(?:大型|中小)?(?:工业|重点|用能|排污|用水|制造业)?"
    "(?:企业|单位|用户|机组|锅炉|项目|园区|集群|产业集群|产业链|装置|电厂|楼宇|乡镇|路段|船舶|货车|车辆|机房|工程)"
)
_SPOKEN_TO = re.compile("(?:鼓励|支持|引导|要求|督促|指导|推动|组织|允许|严禁|禁止|对|将|凡)[^，。；]*$")
_ACTORS = re.compile(
    "[^，。；]{0,60}的[^，。；、的]{0,12}?(?:企业|单位|用户|机构|项目|园区|主体|机组|建筑|车辆|船舶|人员|家庭|农户|商户)"
)
_THAN = re.compile("(?<!不)(?:超过|高于|低于|大于|小于|多于|少于|不足|达到|达|超)$")
_OF_THEM = re.compile(
    "的(?:地区|区域|城市|县|市|区|镇|乡|村|社区|小区|园区|企业|单位|项目|建筑|用户|家庭|居民|人员|产品|设备|车辆|农户|学校|机构)"
)
_USING = re.compile("(?:依托|发挥|利用|用好|推进|加快|围绕|借助|抓好)[^，。；]*$")  # 依托总投资5亿元的园区
_MAKING_THEM = re.compile("建成|新建|打造|设立|形成|新增|达到|实现")
_TAKING = re.compile("以[^，]*$")
_AS_BASIS = re.compile(
    r"为(?:龙头|基础|主体|核心|重点|依托|载体|抓手|引领|支撑|主导|主|中心|试点|单元|导向|契机)"
)

# Sets that are spoken of: 聚焦3个行业, 8项任务, 分为4类12项, 全市38个区县, 每季度1次, 甲、乙等4座水库.
_FOCUS = re.compile(
    "(?:聚焦|围绕|依托|发挥|(?<!循环|综合|再生|回收|源化|梯级|重复)利用好?|用好|针对|立足|面向|按照|根据|对照|瞄准|紧盯|紧扣|锚定|巩固|涉及|涵盖|分为)[^，。；、]{0,6}$"
)
_DIRECT = re.compile(
    rf"(?:{REACHED}|下降|降低|减少|压减|增长|提高|提升|增加|上升|缩短|延长|年均)[^，。；、]{{0,3}}$"
)
_SHAPES = re.compile(
    r"^(?:重点|主要|关键|核心|基本)?(?:任务|行动(?!学校)|举措|措施|机制|制度(?!型)|工作组|原则|要求|环节|方面|领域|维度|阶段|步骤|层面|层级|专项行动|必须|关系|统一|作用|优势(?!产业|特色|学科|企业|品牌|品种|农业|农产品)|条件|要素(?!市场|保障平台|交易)|方向)"
)
_SETTLED = re.compile("解决|完成|整改|办结|化解")
_PARTED = re.compile("分[为成][^，。；、]{0,8}$")
_ROUTINE = re.compile("每(?:季度|月|周|日|天|半年|个?季|旬|班)[^，。；、]{0,10}$")
_AT_LEAST = re.compile("不少于|至少|不低于")
_DIGIT = re.compile(r"\d")
_MAKING = re.compile(
    r"(?:到?20\d\d年(?:\d{1,2}月)?[底末]?前?|力争|确保|完成|累计)*(?:建成|新建|创建|培育|打造|引进|新增|投用|推出|制定|发布)"
)
_OF_A_PLAN = re.compile("(?:五”?|国家|省级?|市级?|区级?|县级?)规划(?:纲要)?的?$")  # “十四五”规划102项重大工程
_ALL_OF = re.compile(
    "(?:全国|全省|全市|全区|全县|长三角|京津冀|成渝|大湾区|国家|中央|省级|我市|我区|世界|全球|原有|等)[^，。；、]{0,3}$"
)
_PLACES = re.compile(
    "^(?:重点)?(?:区县|区（县|县（|市（|乡镇|镇街|街镇|镇（|街道|地市|设区市|县区|部门|省|市县|城市(?!书房|公园)|国家)"
)


def is_target(place: Place) -> bool:
    """Whether a quantity is an aim and no name, fact, scope or set."""
    if is_named(place):
        return False
    if place.quantity.base == "":  # a bare figure that is reached
        return True
    return not (tells_a_fact(place) or _limits_scope(place) or names_a_set(place))


def _limits_scope(place: Place) -> bool:
    """1万吨以上的企业, 鼓励年用水超过5万吨的单位, 以50万头生猪项目为龙头: which ones, not how many."""
    quantity, before, after = place.quantity, place.before, place.after
    if not after:
        return False
    if _AS_BASIS.search(after) and _TAKING.search(before):
        return True
    measured = not quantity.is_count and quantity.base not in RATIOS
    if measured and (_BY_SIZE.match(after) or (_SPOKEN_TO.search(before) and _ACTORS.match(after))):
        return True
    if measured and after[0] == "的" and _USING.search(before) and not _MAKING_THEM.search(before):
        return True
    if quantity.is_count and _SCOPED_THINGS.match(after):
        return True
    if not quantity.is_count and _OF_THEM.match(after) and _THAN.search(place.tail[-4:]):
        return True
    if not _SCOPED.match(after) or _SCOPED_GOES_ON.match(after):
        return False
    if quantity.is_count and quantity.base != "人":
        return not _VERB.search(before) and bool(before)
    if quantity.base in RATIOS and not _ATTRIBUTE.search(place.tail[-7:]):
        return False
    return _ARRIVES.search(place.tail[-7:]) is None


def names_a_set(place: Place) -> bool:
    """聚焦2—3个细分行业, 全市38个区县, 8项重点任务: a set that is spoken of, not one that is aimed at."""
    quantity, before, after = place.quantity, place.before, place.after
    if not quantity.is_count:
        return False
    if (
        _SHAPES.match(after)
        or (after.startswith("问题") and not _SETTLED.search(before))
        or (_FOCUS.search(place.tail[-9:]) and not _DIRECT.search(place.tail[-8:]))
    ):
        return True
    if _ROUTINE.search(place.tail[-14:]) and not (_AT_LEAST.search(before) or after.startswith("以上")):
        return True
    if _PARTED.search(place.tail) or (
        place.tail.endswith("在") and _DIGIT.search(after)
    ):  # 在39个村改造线路16公里
        return True
    if (before.endswith("等") and not _MAKING.match(before)) or _OF_A_PLAN.search(before):
        return True
    return _ALL_OF.search(place.tail[-5:]) is not None and _PLACES.match(after) is not None
