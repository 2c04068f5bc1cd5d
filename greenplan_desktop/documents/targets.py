"""Targets: each quantified phrase of a task with indicator, comparator, value, unit and year.

A quantity is a target unless its surroundings say otherwise: it limits the scope of a sentence (1万吨以上的企业),
names a place in a row, a span of time, a grant, or what exists already.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from greenplan_desktop.model.plan import Comparator, Target

from .quantities import RATIOS, Quantity, quantities

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SENTENCE = re.compile("[^。！？\n]+")
_PART = re.compile("[^，；：]+")
_YEAR = re.compile(
    r"(?P<first>20[1-6]\d)(?:年?(?:—|-|至|到)(?P<last>20[1-6]\d))?\s?年|“?十(?P<plan>[三四五六])五”?(?:末|期间|时期|期末|规划期)?"
)
_COMPARED = re.compile(r"(?:比|较|与|以|自|从|于|按)\s?$")
_BASE_YEAR = re.compile(r"^(?:[^，。；]{0,4}(?:基础上|相比|以来|水平|不变价|基数)|度?(?:下降|增长|提高|减少|翻|降低))")
_REACH = (
    "达到|达|升至|升到|提升至|提升到|提高到|提高至|增至|增加到|增加至|扩大到|扩大至|上升到|降至|降到|降低到|降低至|下降到|下降至|减少到|减至|压减到|压减至"
    "|压缩至|压缩到|缩短至|缩短到|控制在|保持在|稳定在|维持在|保持|突破|超过|不低于|不少于|不高于|不超过|不大于|不小于|高于|低于|大于|小于|优于|至少|超|为|逾|约|近|力争|累计|实现|完成|占|占比"
)
_VERB = re.compile(
    rf"(?:{_REACH}|下降|降低|减少|压减|削减|增长|提高|提升|增加|上升|新增|净增|新建|建成|建设|创建|培育|打造|引进|形成|开展|推广|改造|创成|认定|淘汰|发展|布局|年产|产能|规模"
    "|培养|扶持|支持|组织|举办|谋划|实施|储备|启动|推进|推动|引育|孵化|落地|投产|开工|竣工|投用|投放|安装|配备|修复|治理|整治|绿化|栽植|种植|造林|完善|改建|扩建|新改建|升级|制定|修订|发布|遴选|选树|评选"
    "|争取|招引|签约|转化|服务|培训|回收|利用|替代|消纳|压产|退出|关停|搬迁|拆除|更新|购置|建立|设立|构建|做大|做强|增储|拥有|入库|入选|获评|优先发展|稳产|稳定|储能|发放|解决|覆盖|惠及|带动|吸纳|扩大|设置)[^，。；、]{0,14}$"
)
_SCOPED = re.compile("^(?:及)?(?:以上|以下|以内|之内)(?:的|[一-鿿A-Za-z“（])")
_SCOPED_GOES_ON = re.compile(
    "^(?:及)?(?:以上|以下|以内|之内)(?:达|实现|完成|建成|采用|使用|得到|纳入|具备|开展|水平|目标|标准|（|以上|，|和|、)"
)
_DIRECT = re.compile(rf"(?:{_REACH}|下降|降低|减少|压减|增长|提高|提升|增加|上升|年均)[^，。；、]{{0,3}}$")
_FOCUS = re.compile(
    "(?:聚焦|围绕|依托|针对|立足|面向|按照|根据|对照|瞄准|紧盯|紧扣|锚定|巩固|涉及|涵盖|分为)[^，。；、]{0,6}$"
)
_AS_BASIS = re.compile(r"为(?:龙头|基础|主体|核心|重点|依托|载体|抓手|引领|支撑|主导|主|中心|试点|单元|导向|契机)")
_GRANT = re.compile("给予|奖励|奖补|补助|补贴|资助|贴息|罚款|保费|最高(?:可|不超过)?$|单个项目|授信额度|免收|减免")
_GRANTED = re.compile("[^，。；]{0,8}(?:给予|补助|奖励|奖补|补贴|资助|贴息|的?资金支持|的?一次性)")
_EXISTING = re.compile(r"现有|已有|已建成|已完成|已累计|现已|目前|截至|已达|已形成|去年|上年末|上年完成")
_ORDINAL = re.compile("(?:第|前|后|TOP|Top|排名|位列|位居|编号|网格|电话|热线|每|某|《[^》]*|同一|任[一何])$")
_ROUTINE = re.compile("每(?:季度|月|周|日|天|半年|个?季|旬|班)[^，。；、]{0,10}$")
_BY_SIZE = re.compile(
    "(?:以上|以下|级|的)*(?:规模以上)?(?:大型|中小)?(?:工业|重点|用能|排污|用水|制造业)?"
    "(?:企业|单位|用户|机组|锅炉|项目|园区|集群|产业集群|产业链|装置|电厂|楼宇|乡镇|路段|船舶|货车|车辆|机房|工程)"
)
_SHAPES = re.compile(
    r"^(?:重点|主要|关键|核心|基本)?(?:任务|行动(?!学校)|举措|措施|机制|制度(?!型)|原则|要求|环节|方面|领域|维度|阶段|步骤|层面|层级|专项行动|必须|关系|统一|作用|优势|条件|要素|方向)"
)
_PLACES = re.compile("^(?:重点)?(?:区县|区（县|县（|市（|乡镇|镇街|街镇|镇（|街道|地市|设区市|县区|部门|省|市县|城市(?!书房|公园)|国家)")
_ALL_OF = re.compile("(?:全国|全省|全市|全区|全县|国家|中央|省级|我市|我区|世界|全球|原有|等)[^，。；、]{0,3}$")
_FROM = re.compile(r"(?:从|由)[^，。；]{0,8}$")
_ONWARD = re.compile("[^，。；]{0,12}(?:提高到|提升至|提升到|提高至|增加到|增至|下降到|降至|降到|压缩至|压缩到|缩短至|减少到|扩大到|调整为)")
_ABOUT_TIME = re.compile("压缩|缩短|控制|不超过|不少于|不低于|达到|天数|小时数|时长|时限|利用|减少|优良|提速|以内")
_RADIUS = re.compile(
    "^(?:范围|半径|以外|之外|生活圈|通勤圈|服务圈|圈|内|级|制|标准|的?步行|车程|经济圈|法人|值守|在线|监控|热线|不间断"
    "|电话|预警|待命|宽|长|高|深|直径|口径)"
)
_UNITLESS = re.compile(rf"(?:{_REACH}|PUE|pH)[^，。；、]{{0,2}}$")
_NULL = re.compile(
    r"翻[一两二三12]?番|倍增(?!计划|行动|工程|方案|政策|企业|培育)|(?<!不)(?:全覆盖|全面覆盖)(?!检查|监管|排查|督|的|式|、全|巡|执法|培训|宣传)"
    r"|动态清零|(?<!动态)清零|归零|全部(?:达到|实现|完成|淘汰|退出|建成|消除|纳入|关停|达标|改造|投用|停用|接入)"
)
_NEEDS_YEAR = ("全部", "清零", "归零", "动态")
_GE_BEFORE = re.compile("(?:(?<!不)(?:超过|高于|大于|多于|超)|突破|不低于|不少于|不小于|至少|优于|逾|最低)[^，。；、0-9]{0,3}$")
_LE_BEFORE = re.compile("(?:不超过|不高于|低于|少于|小于|控制在|不大于|不多于|控制到|限制在|最高)[^，。；、0-9]{0,3}$")
_ABOUT_BEFORE = re.compile("(?:约|大约|近|接近)$")
_GE_AFTER, _LE_AFTER = re.compile("^(?:及|含|（含）)?以上"), re.compile("^(?:及)?(?:以内|以下|之内)")
_ABOUT_AFTER = re.compile("^(?:左右|上下)")
_LEAD_WORDS = re.compile(
    r"^(?:(?:力争|确保|争取|预计|计划|到|至|在|于|截至|每年|年均|全市|全区|全省|全县|全国|累计|逐步|基本|进一步|加快|积极|推动|推进|新增|其中|并|且|使|将|约|超过|实现|完成|“?十[三四五六]五”?(?:末|期间|时期)?|(?:20\d\d—)?20\d\d年?(?:底|末)?(?:前)?|\s)+)"
)
_TAIL_WORDS = re.compile(
    rf"(?:力争|确保|累计|总数|数量|分别|均|全部|也|要|应|将|再|各|已|平均|稳步|约|近|超|较\d+年|比\d+年"
    rf"|(?!占){_REACH.replace('|占|占比', '')})+$"
)
_JOINT = re.compile("、|和(?=[^，、]{0,12}$)|及(?=[^，、]{0,12}$)")
_QUALIFIER = re.compile("^(?:左右|以上|以下|以内|之内|及以上|上下|的)+")
_SHORTEST_INDICATOR = 2


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with the offset of its first character."""

    flat: str
    text: str
    start: int
    years: tuple[tuple[int, int], ...]  # (position, year), base years left out


@dataclass(frozen=True, slots=True)
class _Place:
    """A quantity in its part of a sentence."""

    sentence: _Sentence
    part_start: int
    part_end: int
    quantity: Quantity

    @property
    def before(self) -> str:
        return self.sentence.flat[self.part_start : self.quantity.start]

    @property
    def after(self) -> str:
        return self.sentence.flat[self.quantity.end : self.part_end]


def find_targets(text: str, flat: str, start: int = 0) -> list[Target]:
    """The targets of a stretch of text that begins at offset `start` of the plan's text."""
    if not _CANDIDATE.search(flat):
        return []
    found: list[Target] = []
    for match in _SENTENCE.finditer(flat):
        if not _CANDIDATE.search(match[0]):
            continue
        sentence = _Sentence(
            match[0], text[match.start() : match.end()], start + match.start(), tuple(_years(match[0]))
        )
        found.extend(_of_sentence(sentence))
    return found


_CANDIDATE = re.compile(rf"\d|{_NULL.pattern}")


def _years(flat: str) -> Iterator[tuple[int, int]]:
    """The years a sentence aims at; years it compares with are left out."""
    for match in _YEAR.finditer(flat):
        before, after = flat[max(0, match.start() - 2) : match.start()], flat[match.end() : match.end() + 10]
        if match["plan"]:
            yield match.start(), 2015 + 5 * ("三四五六".index(match["plan"]) + 1)
        elif not _COMPARED.search(before) and not _BASE_YEAR.match(after):
            yield match.start(), int(match["last"] or match["first"])


def _of_sentence(sentence: _Sentence) -> list[Target]:
    """The targets of one sentence in order of their place."""
    found: list[tuple[int, Target]] = []
    for part in _PART.finditer(sentence.flat):
        begin, end = part.span()
        places = [
            _Place(sentence, begin, end, q)
            for q in quantities(sentence.flat[:end])
            if q.start >= begin
        ] if any(char.isdigit() for char in part[0]) else []
        taken = [place for place in places if _is_target(place)]
        found += [(place.quantity.start, _target(place, taken)) for place in taken]
        found += [(match.start(), _null_target(sentence, begin, end, match)) for match in _nulls(sentence, begin, end)]
    return [target for _, target in sorted(found, key=lambda pair: pair[0])]


def _nulls(sentence: _Sentence, begin: int, end: int) -> Iterator[re.Match[str]]:
    """翻番, 倍增, 全覆盖; 全部达到 and 清零 only where the sentence names a year."""
    for match in _NULL.finditer(sentence.flat, begin, end):
        if match[0].startswith(_NEEDS_YEAR) and not sentence.years:
            continue
        if match.start() - begin < _SHORTEST_INDICATOR or _quoted(sentence.flat, match.start(), match.end()):
            continue
        yield match


def _quoted(flat: str, start: int, end: int) -> bool:
    """Whether a stretch stands in quotation marks or in a book title."""
    opened = max(flat.rfind("“", 0, start), flat.rfind("《", 0, start))
    if opened < 0:
        return False
    closed = max(flat.rfind("”", opened, start), flat.rfind("》", opened, start))
    return closed < opened and ("”" in flat[end : end + 12] or "》" in flat[end:])


def _is_target(place: _Place) -> bool:
    """Whether a quantity is an aim and no scope, place, time, grant or fact."""
    quantity, before, after = place.quantity, place.before, place.after
    flat = place.sentence.flat
    if _quoted(flat, quantity.start, quantity.end) or _in_bracket(place) or _ORDINAL.search(before):
        return False
    if flat[quantity.end : quantity.end + 1] in ("+", "×", "号", "级", "%") or flat[quantity.start - 1 : quantity.start] == "+":
        return False
    if quantity.base == "":
        return quantity.unit is None and _UNITLESS.search(before) is not None and not _is_year(quantity)
    if quantity.is_time and not (_ABOUT_TIME.search(before) or _LE_AFTER.match(after)):
        return False
    if _RADIUS.match(after) or _GRANT.search(before) or _GRANTED.match(after) or _EXISTING.search(before):
        return False
    if _FROM.search(before) and _ONWARD.match(after):
        return False
    return not (_limits_scope(place) or _names_a_set(place))


def _is_year(quantity: Quantity) -> bool:
    return len(quantity.value) == 4 and quantity.value.startswith("20")


def _in_bracket(place: _Place) -> bool:
    """Figures in brackets explain; only 其中 adds an aim."""
    flat, start = place.sentence.flat, place.quantity.start
    opened = flat.rfind("（", 0, start)
    if opened < 0 or flat.rfind("）", opened, start) > opened or "）" not in flat[place.quantity.end :]:
        return False
    return not flat.startswith("其中", opened + 1)


def _limits_scope(place: _Place) -> bool:
    """1万吨以上的企业, 20蒸吨及以下锅炉, 以50万头生猪项目为龙头: the figure says which ones, not how many."""
    quantity, before, after = place.quantity, place.before, place.after
    if _AS_BASIS.search(after) and re.search("以[^，]*$", before):
        return True
    if not quantity.is_count and quantity.base not in RATIOS and _BY_SIZE.match(after):
        return True
    if not _SCOPED.match(after) or _SCOPED_GOES_ON.match(after):
        return False
    if quantity.is_count and quantity.base != "人":
        return not _VERB.search(before) and bool(before)
    return not _DIRECT.search(before) or (after[2:3] == "的" and not _REACHES.search(before))


_REACHES = re.compile("(?:达到|达|提高到|提升至|建成|形成|突破|超过|实现)[^，。；、]{0,3}$")


def _names_a_set(place: _Place) -> bool:
    """聚焦2—3个细分行业, 全市38个区县, 8项重点任务: a set that is spoken of, not one that is aimed at."""
    quantity, before, after = place.quantity, place.before, place.after
    if not quantity.is_count:
        return False
    if _SHAPES.match(after) or (_FOCUS.search(before) and not _DIRECT.search(before)):
        return True
    if _ROUTINE.search(before) and not re.search("不少于|至少|不低于", before):
        return True
    return _ALL_OF.search(before) is not None and (_PLACES.match(after) is not None or quantity.base == "个")


def _target(place: _Place, taken: Sequence[_Place]) -> Target:
    quantity, sentence = place.quantity, place.sentence
    begin, end = _fragment(place, taken)
    return Target(
        text=sentence.text[begin:end].strip("、 ").strip(),
        indicator=_indicator(place, begin, end, taken),
        comparator=_comparator(place),
        value=quantity.value,
        unit=quantity.unit,
        year=_year(place, taken),
        start=sentence.start + begin,
        end=sentence.start + end,
    )


def _fragment(place: _Place, taken: Sequence[_Place]) -> tuple[int, int]:
    """The shortest stretch with indicator and figure: between the 、 that part it from the figures beside it."""
    flat = place.sentence.flat
    index = taken.index(place)
    begin, end = place.part_start, place.part_end
    if "分别" in flat[begin : place.quantity.start]:
        return begin, end
    if index > 0:
        before = taken[index - 1].quantity.end
        joint = _JOINT.search(flat, before, place.quantity.start)
        begin = joint.end() if joint else before
    if index + 1 < len(taken):
        joint = _JOINT.search(flat, place.quantity.end, taken[index + 1].quantity.start)
        end = joint.start() if joint else place.quantity.end
    return begin, end


def _shared(place: _Place, taken: Sequence[_Place]) -> str | None:
    """The indicator of one of several figures behind 分别: the subjects pair off with them."""
    subject, found, verb = place.sentence.text[place.part_start : place.quantity.start].partition("分别")
    if not found:
        return None
    verb = _TAIL_WORDS.sub("", re.split(r"\d", verb)[0])
    subjects = [each for each in re.split("[、和及与]", _LEAD_WORDS.sub("", subject)) if each.strip()]
    if len(subjects) != len(taken):
        return None
    return _TAIL_WORDS.sub("", subjects[taken.index(place)].strip()) + verb


def _indicator(place: _Place, begin: int, end: int, taken: Sequence[_Place]) -> str:
    """What is measured: the words before the figure, or those counted behind it."""
    sentence, quantity = place.sentence, place.quantity
    shared = _shared(place, taken)
    if shared:
        return shared
    before = sentence.text[begin : quantity.start].strip("、 ")
    after = _QUALIFIER.sub("", sentence.text[quantity.end : end]).strip("、和及 ")
    before = re.sub("(?:由|从)[^，]{0,14}?(?=提|增|扩|下|降|压|减|升)", "", before)
    head = _TAIL_WORDS.sub("", _LEAD_WORDS.sub("", before)).strip("、 （")
    if quantity.is_count and after and not after.startswith(("（", "(")):
        return after
    if len(head) >= _SHORTEST_INDICATOR:
        return head
    return after or before or head


def _comparator(place: _Place) -> Comparator:
    before, after, quantity = place.before, place.after, place.quantity
    if quantity.range:
        return ">="
    if _LE_AFTER.match(after):
        return "<="
    if _GE_AFTER.match(after) or quantity.over:
        return ">="
    if _ABOUT_AFTER.match(after):
        return "about"
    if _GE_BEFORE.search(before):
        return ">="
    if _LE_BEFORE.search(before):
        return "<="
    return "about" if _ABOUT_BEFORE.search(before) else "="


def _year(place: _Place, taken: Sequence[_Place]) -> int | None:
    """The year last named before the figure; with 分别, years and figures pair off."""
    years = [(at, year) for at, year in place.sentence.years if at < place.quantity.start]
    if not years:
        return None
    if "分别" in place.before and 1 < len(years) == len(taken):
        return years[taken.index(place)][1]
    return years[-1][1]


def _null_target(sentence: _Sentence, begin: int, end: int, match: re.Match[str]) -> Target:
    """A target without a figure."""
    head = _TAIL_WORDS.sub("", _LEAD_WORDS.sub("", sentence.text[begin : match.start()])).strip("、 ")
    years = [year for at, year in sentence.years if at < match.end()]
    tail = match[0] if match[0].startswith(("翻", "倍", "全覆盖", "动", "清", "归")) else sentence.text[match.start() : end]
    return Target(
        text=sentence.text[begin:end].strip(),
        indicator=f"{re.sub('（[^（）]*）', '', head)}{tail}",
        year=years[-1] if years else None,
        start=sentence.start + begin,
        end=sentence.start + end,
    )
