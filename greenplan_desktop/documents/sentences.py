"""A sentence of a plan with the places of its figures, and the words that lead to a figure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

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
REACHED = "|".join(REACH)
VERBS = (
    "下降|降低|减少|压减|削减|增长|提高|提升|增加|上升|新增|净增|新建|建成|建设|创建|培育|打造|引进|形成|开展|推广|改造|创成|认定|淘汰|发展|布局|年产|产能|规模"
    "|培养|扶持|支持|组织|举办|谋划|实施|储备|启动|推进|推动|引育|孵化|落地|投产|开工|竣工|投用|投放|安装|配备|修复|治理|整治|绿化|栽植|种植|造林|完善|改建|扩建|新改建|升级|制定|修订|发布|遴选|选树|评选"
    "|争取|招引|签约|转化|服务|培训|回收|利用|替代|消纳|压产|退出|关停|搬迁|拆除|更新|购置|建立|设立|构建|做大|做强|增储|拥有|入库|入选|获评|优先发展|稳产|稳定|储能|发放|解决|覆盖|惠及|带动|吸纳|扩大|设置"
)
# 5个工作日内办结; 14个工作日内、…7个工作日内完成审批
SERVED = "(?:、[^，。；]{0,40}日内)*(?:完成)?(?:办结|办理|出证|发证|审结|审批|审核|备案)"
LE_AFTER = re.compile(f"^(?:及)?(?:以内|以下|之内)|内(?=$|{SERVED})")
TAIL = 20  # characters that may matter right in front of a quantity


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
