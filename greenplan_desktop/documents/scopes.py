"""Which quantities are aims: not those that limit a scope, name a set, a place in a row, a time, a grant or a fact."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from .quantities import RATIOS, REACHED_ONLY

if TYPE_CHECKING:
    from .quantities import Quantity

REACH = (
    "达到", "达", "升至", "升到", "提升至", "提升到", "提高到", "提高至", "增至", "增加到", "增加至", "扩大到",
    "扩大至", "上升到", "降至", "降到", "降低到", "降低至", "下降到", "下降至", "减少到", "减少至", "减至", "缩小到", "缩小至", "收窄到", "收窄至",
    "增长到", "增长至", "延长到", "延长至", "压减到",
    "压减至", "压缩至", "压缩到", "缩短至", "缩短到", "控制在", "保持在", "稳定在", "维持在", "保持", "突破",
    "超过", "不低于", "不少于", "不高于", "不超过", "不大于", "不小于", "高于", "低于", "大于", "小于", "优于",
    "至少", "超", "为", "逾", "约", "近", "力争", "累计", "实现", "完成", "占", "占比",
)  # fmt: skip
_REACHED = "|".join(REACH)
VERBS = (
    "下降|降低|减少|压减|削减|增长|提高|提升|增加|上升|新增|净增|新建|建成|建设|创建|培育|打造|引进|形成|开展|推广|改造|创成|认定|淘汰|发展|布局|年产|产能|规模"
    "|培养|扶持|支持|组织|举办|谋划|实施|储备|启动|推进|推动|引育|孵化|落地|投产|开工|竣工|投用|投放|安装|配备|修复|治理|整治|绿化|栽植|种植|造林|完善|改建|扩建|新改建|升级|制定|修订|发布|遴选|选树|评选"
    "|争取|招引|签约|转化|服务|培训|回收|利用|替代|消纳|压产|退出|关停|搬迁|拆除|更新|购置|建立|设立|构建|做大|做强|增储|拥有|入库|入选|获评|优先发展|稳产|稳定|储能|发放|解决|覆盖|惠及|带动|吸纳|扩大|设置"
)
_VERB = re.compile(rf"(?:{_REACHED}|{VERBS})[^，。；、]{{0,14}}$")
_SCOPED = re.compile("^(?:及|（含）|含)?(?:以上|以下|以内|之内)(?:的|[一-鿿A-Za-z“（])")
_SCOPED_GOES_ON = re.compile(
    "^(?:及|（含）|含)?(?:以上|以下|以内|之内)(?:达|实现|完成|建成|采用|使用|得到|纳入|具备|开展|水平|目标|标准|（|以上|，|和|、)"
)
_DIRECT = re.compile(
    rf"(?:{_REACHED}|下降|降低|减少|压减|增长|提高|提升|增加|上升|缩短|延长|年均)[^，。；、]{{0,3}}$"
)
_ARRIVED = re.compile(
    "(?:达|[到至]|控制在|保持在|稳定在|超过|突破|高于|低于|提高|缩短|延长|增加)[^，。；、0-9]{0,2}$"
)
_FOCUS = re.compile(
    "(?:聚焦|围绕|依托|发挥|(?<!循环|综合|再生|回收|源化|梯级|重复)利用好?|用好|针对|立足|面向|按照|根据|对照|瞄准|紧盯|紧扣|锚定|巩固|涉及|涵盖|分为)[^，。；、]{0,6}$"
)
_AS_BASIS = re.compile(
    r"为(?:龙头|基础|主体|核心|重点|依托|载体|抓手|引领|支撑|主导|主|中心|试点|单元|导向|契机)"
)
_GRANT = re.compile(
    "给予|返还|奖励|奖补|(?:补助|补贴)(?!标准[^，。；]*(?:提高|增加|达到|不低于))|资助|贴息|罚款|保费|加计扣除|税率|征收率|最高(?:可|不超过)?$|单个项目|授信额度|免收|减免"
)
_GRANTED = re.compile(
    "[^，。；]{0,8}(?:给予|补助|奖励|奖补|补贴|资助|贴息|的?资金支持|的?一次性|的?标准(?:确定|给予|返还|发放|核定)|企业所得税|税率|政策)|[^，。；]{0,24}罚款"
)
_RATE = re.compile("(?<![税费])率[^，。；、]{0,4}$")
_PAID = re.compile("按|不高于|不超过|最高")
_PAID_NEXT = re.compile("[^，。；]{0,6}，(?:可)?(?:给予|予以)")
_EXISTING = re.compile(
    r"现有|已有|已建成|已完成|已累计|现已|目前|截至|已达|已形成|去年|上年末|上年完成|年以来"
)
_REPORT = re.compile("(?:截至|截止)[^。]{0,30}?已|近年来|近[一两二三四五六七八九十\\d]+年来?，|过去")
_AHEAD = re.compile("下一步|到20|力争|确保|计划|今后|未来|将")
_NO_AIM = re.compile(r"[+×号级%]|：\d")  # 1+3, 5×8, 12号, 百亿级, 2：1
_ORDINAL = re.compile(
    "(?:[一二三四五六七八九十]个|第|前|后|TOP|Top|排名|位列|位居|限速|编号|网格|电话|热线|每|某|同一|任[一何])$"
)
_ROUTINE = re.compile("每(?:季度|月|周|日|天|半年|个?季|旬|班)[^，。；、]{0,10}$")
_MAKING = re.compile(
    r"(?:到?20\d\d年(?:\d{1,2}月)?[底末]?前?|力争|确保|完成|累计)*(?:建成|新建|创建|培育|打造|引进|新增|投用|推出|制定|发布)"
)
_AT_LEAST = re.compile("不少于|至少|不低于")
_DIGIT = re.compile(r"\d")
_BY_SIZE = re.compile(
    "(?:以上|以下|级|的)*(?:规模以上)?(?:大型|中小)?(?:工业|重点|用能|排污|用水|制造业)?"
    "(?:企业|单位|用户|机组|锅炉|项目|园区|集群|产业集群|产业链|装置|电厂|楼宇|乡镇|路段|船舶|货车|车辆|机房|工程)"
)
_SPOKEN_TO = re.compile("(?:鼓励|支持|引导|要求|督促|指导|推动|组织|允许|严禁|禁止|对|将|凡)[^，。；]*$")
_ACTORS = re.compile(
    "[^，。；]{0,60}的[^，。；、的]{0,12}?(?:企业|单位|用户|机构|项目|园区|主体|机组|建筑|车辆|船舶|人员|家庭|农户|商户)"
)
_SHAPES = re.compile(
    r"^(?:重点|主要|关键|核心|基本)?(?:任务|行动(?!学校)|举措|措施|机制|制度(?!型)|工作组|原则|要求|环节|方面|领域|维度|阶段|步骤|层面|层级|专项行动|必须|关系|统一|作用|优势|条件|要素|方向)"
)
_PARTED = re.compile("分[为成][^，。；、]{0,8}$")
_SETTLED = re.compile("解决|完成|整改|办结|化解")
_PLACES = re.compile(
    "^(?:重点)?(?:区县|区（县|县（|市（|乡镇|镇街|街镇|镇（|街道|地市|设区市|县区|部门|省|市县|城市(?!书房|公园)|国家)"
)
_OF_A_PLAN = re.compile("(?:五”?|国家|省级?|市级?|区级?|县级?)规划(?:纲要)?的?$")  # “十四五”规划102项重大工程
_ALL_OF = re.compile(
    "(?:全国|全省|全市|全区|全县|长三角|京津冀|成渝|大湾区|国家|中央|省级|我市|我区|世界|全球|原有|等)[^，。；、]{0,3}$"
)
_FROM = re.compile(r"(?:从|由)[^，。；]{0,8}$")
_ONWARD = re.compile(
    "[^，。；]{0,12}，?(?:提高到|提升至|提升到|提高至|增加到|增至|下降到|降至|降到|压缩至|压缩到|缩短至|减少到|扩大到|调整为)"
)
_NOTICE = re.compile("公示|公告|听证|备案|提前")
_ABOUT_TIME = re.compile(
    "压缩|缩短|控制|不超过|不少于|不低于|达到|天数|小时数|时长|时限|利用|减少|优良|提速|以内"
)
_OF_THEM = re.compile(
    "的(?:地区|区域|城市|县|市|区|镇|乡|村|社区|小区|园区|企业|单位|项目|建筑|用户|家庭|居民|人员|产品|设备|车辆|农户|学校|机构)"
)
_USING = re.compile("(?:依托|发挥|利用|用好|推进|加快|围绕|借助|抓好)[^，。；]*$")  # 依托总投资5亿元的园区
_MAKING_THEM = re.compile("建成|新建|打造|设立|形成|新增|达到|实现")
_SCOPED_THINGS = re.compile("[一-鿿]{1,3}及?以上的?[一-鿿]{2}")  # 50张床位以上养老机构
_THAN = re.compile("(?<!不)(?:超过|高于|低于|大于|小于|多于|少于|不足|达到|达|超)$")
_RADIUS = re.compile(
    "^(?:范围|半径|以外|之外|生活圈|通勤圈|服务圈|圈|内|级|制|标准(?!化)|的?步行|车程|经济圈|法人|值守|在线|监控|热线|不间断"
    "|电话|预警|待命|宽|长|高|深|直径|口径)"
)
_UNITLESS = re.compile(rf"(?:{_REACHED}|PUE|pH)[^，。；、]{{0,2}}$")
LE_AFTER = re.compile("^(?:及)?(?:以内|以下|之内)")
TAIL = 20  # characters that may matter right in front of a quantity
_ATTRIBUTE = re.compile("(?:占比|比例|比重|率|度|幅|数|增速|投入|收入|产值)[^，]{0,4}$")
_ARRIVES = re.compile("(?:达到|达|提高到|提升至|建成|形成|突破|超过|实现)[^，。；、]{0,3}$")


class Sentence(NamedTuple):
    """A sentence with the offset of its first character."""

    flat: str
    text: str
    start: int
    years: tuple[tuple[int, int], ...]  # (position, year), base years left out


class Place(NamedTuple):
    """A quantity in its part of a sentence."""

    sentence: Sentence
    part_start: int
    part_end: int
    quantity: Quantity
    before: str  # the part's words in front of the quantity
    after: str  # and behind it
    tail: str  # the last characters of `before`, for what must stand right in front


def quoted(flat: str, start: int, end: int) -> bool:
    """Whether a stretch stands in quotation marks or in a book title."""
    opened = max(flat.rfind("“", 0, start), flat.rfind("《", 0, start))
    if opened < 0:
        return False
    closed = max(flat.rfind("”", opened, start), flat.rfind("》", opened, start))
    if closed > opened:
        return False
    if flat[opened] == "“" and "，" in flat[opened : flat.find("”", end)]:  # a statement, no name
        return False
    return "”" in flat[end : end + 12] or "》" in flat[end:]


def is_target(place: Place) -> bool:
    """Whether a quantity is an aim and no scope, place, time, grant or fact."""
    quantity, before, after = place.quantity, place.before, place.after
    flat = place.sentence.flat
    if quoted(flat, quantity.start, quantity.end) or _in_bracket(place) or _ORDINAL.search(place.tail[-3:]):
        return False
    if flat[quantity.start - 1 : quantity.start] == "+" or _NO_AIM.match(flat, quantity.end):
        return False
    if quantity.base == "":
        bare = quantity.unit is None or quantity.unit[-1] in "万亿"
        return bare and _UNITLESS.search(place.tail[-8:]) is not None and not _is_year(quantity)
    if quantity.base in REACHED_ONLY and not _ARRIVED.search(place.tail[-8:]):
        return False
    if quantity.is_time and (
        _NOTICE.search(before) or not (_ABOUT_TIME.search(before) or LE_AFTER.match(after))
    ):
        return False
    if _RADIUS.match(after) or _exists(place) or _is_grant(place):
        return False
    if _FROM.search(place.tail[-10:]) and _ONWARD.match(flat, quantity.end):
        return False
    return not (_limits_scope(place) or names_a_set(place))


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


def _limits_scope(place: Place) -> bool:
    """1万吨以上的企业, 鼓励年用水超过5万吨的单位, 以50万头生猪项目为龙头: which ones, not how many."""
    quantity, before, after = place.quantity, place.before, place.after
    if not after:
        return False
    if _AS_BASIS.search(after) and re.search("以[^，]*$", before):
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
