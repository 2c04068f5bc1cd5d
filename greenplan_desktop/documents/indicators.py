"""What a target measures, in the words of its sentence.

The name is the noun that is measured, without the words that only lead to the figure (力争, 培育, 达到). Words that
change what is counted stay: 引进, 新增, 较2020年下降; 累计 follows the noun.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from .quantities import RATIOS
from .sentences import REACH

if TYPE_CHECKING:
    from greenplan_desktop.model.plan import Target

    from .quantities import Quantity

_CHANGING = (
    "新增|新建|改建|扩建|改扩建|新改建|改造|新改造|引进|引育|招引|淘汰|退出|关停|拆除|减少|压减|治理|整治|修复|更新|搬迁"
    "|培训|推广|投放|发放|回收|替代|新开工|续建|打通|新签约|新登记"
)
_LEADING = (
    "培育|培养|打造|创建|创成|建设|建成|建立|设立|构建|形成|发展|开展|举办|组织|实施|实现|完成|达到|拥有|布局|认定|遴选|评选"
    "|选树|选拔|评定|资助|扶持|支持|鼓励|配备|配置|安排|落实|落地|谋划|推进|推动|带动|争取|超过|突破|保持|稳定|滚动发布|滚动开放"
)
ACTIONS = f"{_LEADING}|{_CHANGING}"
_MEASURED = "率|度(?!假)|数|量|额|水平|比例|比重|面积|规模|投资|资金|任务|用地|指数|标准(?!厂房|化|地)|强度|成本|机构|部门|时间"
_LEAD_WORDS = re.compile(
    r"(?:（[^（）]{1,3}）|\d{1,2}[.、]|[一二三四五六七八九十]是)?"
    r"(?:力争|确保|争取|预计|计划|到|至|在|于|对|为|截至|全市|全区|全省|全县|全国|累计|逐步|基本|进一步|加快|积极"
    r"|其中|并|且|使|将|约|[一二三四五两\d]{1,2}年内|“?十[三四五六]五”?(?:末|期间|时期)?"
    r"|(?:20\d\d—)?20\d\d年?度?(?:\d{1,2}月)?(?:底|末)?(?:前)?|\d{1,2}月(?:份|底|末)?前?|、(?=20)|“(?!.*”)|\s"
    rf"|(?:重点|优先|大力|择优|共同|有序|全年|年内)(?={ACTIONS})|[和并或](?={_LEADING})"
    rf"|(?:{_LEADING})(?!{_MEASURED}))*"
)
_TAIL_WORDS = tuple(
    sorted(
        {*"≤≥＜＞<>="}
        | {"不得", "不应", "力争", "确保", "累计", "每人每月", "每人每年", "总数", "数量", "分别", "均", "全部", "也", "要", "应", "将", "再", "各"}
        | {"已", "平均", "稳步"}
        | set(REACH) - {"占", "占比"},
        key=len,
        reverse=True,
    )
)  # fmt: skip
_YEAR_BEHIND = re.compile(r"(?:(?:较|比)20\d\d年|20\d\d年(?:底|末)?的)$")
_BOUND_BEHIND = re.compile(
    "(?:不低于|不高于|不超过|不少于|高于|低于|超过)[^，、]{2,14}的$"
)  # 不低于装机的10%
_FROM_FIGURE = re.compile(r"(?:由|从)[^，\d]{0,8}\d[^，]{0,14}?(?=提|增|扩|下|降|压|减|升)")
_QUALIFIER = re.compile("^(?:左右|以上|以下|以内|之内|内(?=完成|办|审|出|发|备)|及以上|上下|[*①-⑳])+")
_CHANGE_VERB = re.compile(rf"(?:每年|年均|全年)?(?:{_CHANGING})$")
_OPENING_CHANGE = re.compile(rf"(?:每年|年均|全年)?(?:{_CHANGING})(?![和及、率量面])")
_PREDICATE_END = re.compile("(?:基本|全面)?(?:具备|拥有|形成|建成|设立|保障|满足|达成)$")
_EXTENT = re.compile("(?:总|年|日|月)?(?:规模|产能|能力|容量|面积|投资额?|投入|金额|长度|里程)$")
_NO_THINGS = ("目标", "要求", "水平", "标准", "任务")
_SO_MANY_KINDS = re.compile(r"^\d+[种类项个大]")
_FEWEST_EXAMPLES, _SHORTEST_REST = 2, 4
_SHORTEST = 2

_CHANGE = r"(?:(?:较|比)[^，、]{2,12}?)?(?:年均|同比|环比)?(?:累计|实际)?(?:增长|增加|下降|降低|减少|提高|提升|增速|增幅|降幅)"
_ONLY_CHANGE = re.compile(rf"(?:{_CHANGE}|稳产|占[^，]+|翻.?番|倍增)$")
_CHANGED = re.compile(rf"{_CHANGE}$")
_LONGEST_CONTINUATION = 18
_OPENERS = frozenset(
    [word[0] for word in ACTIONS.split("|")]
    + [
        *"较比年同环累增下降减提占翻倍到至力确争预计在于对为截全逐基进加积其并且使将约重优大择共有和或“（0123456789一二三四五两"
    ]
    + [""]
)
_OUTPUT = re.compile("(?:产能|产量|装机容量)$")
_COMPARED = re.compile("(?:较|比|与)[^，、]{2,10}?(?:相比)?$")
_DEGREE = re.compile(
    "(?:综合能耗|能源消耗|能耗|水耗|物耗|电耗|用水量|用电量|用能量|二氧化碳排放量?|碳排放(?:强度|总量)?|排放(?:总量|强度|量)|(?:重点工程)?减排量"
    "|消费量|使用(?:比例|量|率)|产量|产值|产能|增加值|营业收入|普及率|覆盖率|占比|比重|比例|面积|人数|数量"
    "|(?:[两二三四五六七八九十]大)?(?:产业|行业)?(?:总)?规模)$"
)
_SO_MANY = re.compile("^[两二三四五六七八九十]大")
_TOWN_AND_COUNTRY = ("城镇", "农村")
_SHARED_TAIL = re.compile("的?(?:(?P<capacity>生产能力|产能)|(?:产业)?(?P<size>规模))(?:规模)?$")
_HAS_EXTENT = re.compile("(?:产能|能力|规模|产量)$")
_GROUP_TAIL = re.compile("产品集群$|的?产能规模$")


def indicator_of(before: str, after: str, quantity: Quantity) -> str:
    """The name of what a figure measures, "" where its fragment has none; `before` and `after` are the words around it."""
    if "由" in before or "从" in before:
        before = _FROM_FIGURE.sub("", before)
    head = indicator_head(before)
    behind = _QUALIFIER.sub("", after)
    noun = _shortened(behind.lstrip("的").strip("、和及 "))
    name = _name(_shortened(head), noun, quantity, behind.startswith("的"))
    if "累计" in before and "累计" not in name and name:
        return f"{name}累计"
    return name


def _shortened(name: str) -> str:
    """The noun behind a long list of examples: 甲、乙、丙等9种资源."""
    at = name.find("等")
    rest = _SO_MANY_KINDS.sub("", name[at + 1 :])
    return (
        rest if name.count("、", 0, max(at, 0)) >= _FEWEST_EXAMPLES and len(rest) >= _SHORTEST_REST else name
    )


def indicator_head(before: str) -> str:
    """The words in front of a figure without what only leads to it."""
    text = _BOUND_BEHIND.sub("", before.strip("、 ●○■◆◇▪•★☆▲※·—-①②③④⑤⑥⑦⑧⑨⑩"))
    lead = _LEAD_WORDS.match(text)
    return without_tail(text[lead.end() :] if lead else text).strip("、 （")


def _name(head: str, noun: str, quantity: Quantity, is_of: bool) -> str:
    counted = noun and noun[0] not in "（(”"
    if counted and _CHANGE_VERB.match(head):
        return head + noun
    if counted and (quantity.is_count or head.endswith("等")):
        return noun
    if counted and not head and quantity.base in RATIOS:
        return f"{noun}占比"
    if counted and is_of and noun not in _NO_THINGS:
        subject = _PREDICATE_END.sub("", head)
        return noun + subject if _EXTENT.match(subject) else subject + noun
    return head if len(head) >= _SHORTEST else noun or head


def without_tail(text: str) -> str:
    """A text without the words behind an indicator: 累计达到, 力争, 较2020年."""
    while text:
        if text.endswith(_TAIL_WORDS):
            word = next(word for word in _TAIL_WORDS if text.endswith(word))
            text = text[: -len(word)]
        elif text.endswith(("年", "的")) and _YEAR_BEHIND.search(text):
            text = _YEAR_BEHIND.sub("", text)
        else:
            break
    return text


def carried(names: list[str]) -> list[str]:
    """引进1家链主、3家配套企业: the verb of a list's first thing holds for all; 1个国家级、3个省级园区: so does the noun."""
    *_, last = names[-1].partition("级")
    if last:
        names = [name + last if name.endswith("级") else name for name in names]
    opening = _OPENING_CHANGE.match(names[0])
    if opening is None or opening.end() == len(names[0]):
        return names
    return [names[0], *(name if _OPENING_CHANGE.match(name) else opening[0] + name for name in names[1:])]


def shared_indicators(subject: str, verb: str, count: int) -> list[str]:
    """能耗、用水量较2020年分别下降14.5%和15%: the subjects pair off with the figures, or one holds for all."""
    subject = indicator_head(subject) if not _COMPARED.search(subject) else subject[_lead_end(subject) :]
    compared = _COMPARED.search(subject)
    verb = (compared[0] if compared else "") + without_tail(re.split(r"\d", verb)[0])
    subject = without_tail(subject[: compared.start()] if compared else subject)
    for joint in ("、", "[、和及与]"):
        subjects = [each.strip() for each in re.split(joint, subject) if each.strip()]
        if len(subjects) == count:
            return [each + verb for each in _completed(subjects)]
    if count == len(_TOWN_AND_COUNTRY) and subject.startswith("城乡"):
        return [place + subject.removeprefix("城乡") + verb for place in _TOWN_AND_COUNTRY]
    return [subject + verb] * count


def _lead_end(text: str) -> int:
    lead = _LEAD_WORDS.match(text)
    return lead.end() if lead else 0


def _completed(subjects: list[str]) -> list[str]:
    """A、B排放量 → A排放量, B排放量; 某企业能耗、用水量 → 某企业能耗, 某企业用水量."""
    first, last = _DEGREE.search(subjects[0]), _DEGREE.search(subjects[-1])
    if first and first.start() > 0 and all(_DEGREE.fullmatch(each) for each in subjects[1:]):
        return [subjects[0], *(subjects[0][: first.start()] + each for each in subjects[1:])]
    if last and last.start() > 0 and not any(_DEGREE.search(each) for each in subjects[:-1]):
        degree = _SO_MANY.sub("", last[0])
        return [*(each + degree for each in subjects[:-1]), subjects[-1][: last.start()] + degree]
    return subjects


def capacities(names: list[str], ending: str) -> list[str]:
    """30万吨甲、20万吨乙的产能规模: the last word belongs to each of the things."""
    shared = _SHARED_TAIL.search(ending)
    names = [_GROUP_TAIL.sub("", name) for name in names]
    if shared is None:
        return names
    tail = shared["capacity"] or shared["size"]
    opening = "年产" if names[0].startswith("年产") else ""
    return [_with_extent(name if name.startswith(opening) else opening + name, tail) for name in names]


def _with_extent(name: str, tail: str) -> str:
    return name if _HAS_EXTENT.search(name) else f"{name}{tail}"


def continued(targets: list[Target]) -> list[Target]:
    """A figure without an indicator of its own goes on with the one before it: 到2030年达到…, 年均增长…, 占比…."""
    for index, target in enumerate(targets[1:], start=1):
        name = _continuing(target.indicator, targets[index - 1].indicator)
        if name != target.indicator:
            targets[index] = replace(target, indicator=name)
    return targets


def _continuing(name: str, previous: str) -> str:
    """The whole name of what `name` says about the thing of the previous target."""
    if len(name) > _LONGEST_CONTINUATION or name[:1] not in _OPENERS:
        return name
    if previous.endswith(name):
        return previous
    thing = _CHANGED.sub("", previous) or previous
    if not indicator_head(name):
        return thing
    if name.startswith("达到") and name.endswith("占比"):
        return thing.partition("达到")[0] + name
    if _ONLY_CHANGE.match(name):
        return (_OUTPUT.sub("", thing) if name == "稳产" else thing) + name
    return name
