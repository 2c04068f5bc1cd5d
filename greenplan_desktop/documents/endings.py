"""What stands behind a plan's last sentence: signature, date, contact, copies, and the foot of a portal's page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .numbering import mark_at_start
from .words import label_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .seams import Passage

_REACH = 60  # passages looked at from the end
_COPIES = re.compile(
    r"抄送|抄报|分送|主题词|信息公开(?:选项|方式)|公开方式|（?此件(?:公开|主动|依申请|不)|.{4,30}(?:办公室|办公厅|秘书科|综合科)\s*20\d\d年\d+月\d+日印发"
    r"|（?(?:业务)?(?:联系人|联系电话|联系方式|联系单位|咨询电话)[：、及]"
)
_PORTAL_FOOT = re.compile(
    r"（?(?:打印|关闭)(?:本页|窗口|）|$)|.{0,4}扫一扫|分享(?:到|至)|上一[篇条][：:]|下一[篇条][：:]|相关(?:附件|链接|文档|阅读|文章|解读|稿件|新闻)"
    r"|版权所有|责任编辑|编辑[：:]|网站地图|联系我们|网站标识码|.{0,20}(?:ICP备|公网安备)|附件下载|政策解读[：:]|主办[：:]|承办[：:]|主办单位[：:].{2,30}承办"
    r"|Copyright|返回(?:顶部|首页)|字号[：:]|文件下载|原文链接|浏览次数|点击(?:数|量)"
)
_SIGNATURE = re.compile(
    "[一-鿿（）、\\s]{4,60}(?:政府|办公厅|办公室|委员会|小组|局|厅|部|院|会|中心|指挥部)$"
    "|（?(?:\\d{4}|[二〇零一三四五六七八九]{4})年.{1,3}月.{1,3}日）?$"
)


def without_ending(passages: Sequence[Passage]) -> Sequence[Passage]:
    """The passages up to the end of the plan itself; a numbered item behind a foot keeps it all."""
    end = len(passages)
    first = max(0, end - _REACH)
    for index in range(max(first, int(end * 0.4)), end):
        passage = passages[index]
        if _COPIES.match(passage.flat) or _PORTAL_FOOT.match(passage.flat):
            if not any(_goes_on(later) for later in passages[index + 1 :]):
                end = index
            break
    while end > 1 and _SIGNATURE.match(passages[end - 1].flat) and not label_line(passages[end - 1].flat):
        if mark_at_start(passages[end - 1].flat):
            break
        end -= 1
    return passages[:end]


def _goes_on(passage: Passage) -> bool:
    """Whether a passage is a numbered item of some length or an attachment's label."""
    return passage.flat.startswith("附件") or (
        mark_at_start(passage.flat) is not None and len(passage.flat) > 24
    )
