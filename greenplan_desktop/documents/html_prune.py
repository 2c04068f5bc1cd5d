"""What surrounds a page's text is taken away: navigation, lists of links, sharing, hidden parts, the site's footer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .blocks import Block, Paragraph

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DROPPED = {
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "select", "option",
    "button", "input", "textarea", "nav", "aside", "footer", "video", "audio", "head", "title", "del", "frame",
}  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|foot|footer|bottom|breadcrumb|crumbs?|share|bdshare\w*|sidebar|copyright|"
    r"search|login|recommend|related|relate|toolbar|pagination|qrcode|friendlink|links?)(?:[\s_\d-]|$)",
    re.IGNORECASE,
)
_PARTS = {"div", "ul", "ol", "section", "td", "header", "dl", "p", "table"}
_LARGE_SHARE = 0.3  # a part with more of the page's text is never taken for its surroundings
_FOOTER = re.compile(r"网站标识码|ICP备|ICP证|公网安备|版权所有|Copyright|©", re.IGNORECASE)
_NEAR_FOOTER = re.compile(
    r"^(?:主办(?:单位)?|承办(?:单位)?|协办(?:单位)?|版权|地址|电话|网站|邮编|联系|技术支持|建议使用|维护|关于我们|[|｜])"
)
_PAGE_TOOLS = re.compile(
    r"^[【\[（(]?(?:打印(?:本页|此页)?|关闭(?:窗口|本页)?|返回(?:顶部|首页|列表)|分享(?:到)?[:：]?|扫一扫.*|上一篇[:：].*|"
    r"下一篇[:：].*|字号[:：].*|字体[:：].*|【?大\s*中\s*小】?|我要纠错|收藏|当前位置[:：].*|您(?:当前|现在)?的?(?:所在)?位置[:：].*|浏览次数[:：].*|点击数?[:：].*)"
    r"[】\])）]?$"
)
_BYLINE = re.compile(  # 北岭发布 2024-05-21 08:30 浙江
    r"(?:[^\s，。：]{2,16}\s*)?20\d\d-\d{1,2}-\d{1,2}\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s*[^\s，。：]{1,12}){0,2}$"
)
_FOOTER_LINES = 40  # a footer stands within so many lines of the end


def without_surroundings(root: HtmlElement) -> None:
    """Take away what is not the page's own text; where names mislead, the amount of text decides."""
    _remove([e for e in root.iter() if isinstance(e.tag, str) and _never_text(e)], root)
    measures = _measured(root)
    whole = max(1, measures[root].text) if root in measures else 1
    _remove([e for e, measure in measures.items() if _around(e, measure, whole)], root)


def _never_text(element: HtmlElement) -> bool:
    return (
        element.tag in _DROPPED
        or element.get("hidden") is not None
        or (element.tag == "div" and element.get("title") in ("header", "footer"))  # LibreOffice's page frame
        or bool(_HIDDEN.search(element.get("style") or ""))
    )


@dataclass(slots=True)
class _Measure:
    """How much text an element holds, and how much of it in links."""

    text: int = 0
    linked: int = 0
    links: int = 0


def _measured(root: HtmlElement) -> dict[HtmlElement, _Measure]:
    """The measures of all parts that could be surroundings, in one walk from the leaves up."""
    from lxml import etree

    found: dict[HtmlElement, _Measure] = {}
    stack: list[_Measure] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            stack.append(_Measure(_size(element.text)))
            continue
        done = stack.pop()
        if element.tag == "a":
            done.linked, done.links = done.text, 1
        if element.tag in _PARTS or element is root:
            found[element] = done
        if stack:
            above = stack[-1]
            above.text += done.text + _size(element.tail)
            above.linked += done.linked
            above.links += done.links
    return found


def _size(text: str | None) -> int:
    return len("".join(text.split())) if text else 0


def _around(element: HtmlElement, measure: _Measure, whole: int) -> bool:
    """By its name, or because it is a list of links."""
    if measure.text > whole * _LARGE_SHARE:
        return False
    if _AROUND.search(f"{element.get('id') or ''} {element.get('class') or ''}"):
        return True
    return measure.links >= 4 and measure.linked > measure.text * 0.7


def _remove(elements: list[HtmlElement], root: HtmlElement) -> None:
    for element in elements:
        if element is not root and element.getparent() is not None:
            element.drop_tree()


def without_footer(blocks: list[Block]) -> list[Block]:
    """The page's tools and byline go, and the site's imprint at its end (主办单位：…, 网站标识码, 备案号)."""
    kept = [b for b in blocks if not (isinstance(b, Paragraph) and _is_of_the_page(b.text.strip()))]
    first = max(0, len(kept) - _FOOTER_LINES)
    marks = [i for i in range(first, len(kept)) if _is(kept[i], _FOOTER)]
    if not marks:
        return kept
    start = marks[0]
    while start > first and (_is(kept[start - 1], _NEAR_FOOTER) or _blank(kept[start - 1])):
        start -= 1
    return kept[:start]


def _is_of_the_page(text: str) -> bool:
    return _PAGE_TOOLS.match(text) is not None or _BYLINE.match(text) is not None


def _is(block: Block, what: re.Pattern[str]) -> bool:
    return isinstance(block, Paragraph) and len(block.text) < 200 and bool(what.search(block.text.strip()))


def _blank(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.text.strip()
