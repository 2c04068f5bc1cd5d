"""The head of a plan: title, document number, issuer, date of issue, period, and where the plan itself begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from .characters import CJK, numeral
from .letterhead import DATE, NUMBER, ORGAN, part_head
from .numbering import TASK_KINDS, mark_at_start

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .noise import Row

_REACH = 120  # rows looked at for the head
_NOTICE = re.compile(
    r"(?P<issuer>.{0,120}?)(?:关于)?(?:印发|转发|公布|下发|发布)(?P<name>.{4,160})的?(?:通知|函|公告|决定)(?:（[^（）]{0,30}）)?$"
)
_NOTICE_END = re.compile("(?:通知|函|公告|决定)(?:（[^（）]{0,30}）)?$|》$")
_ISSUED = re.compile(
    r"(?P<issuer>[^，。：《]{4,80}?)(?:关于)?(?:联合)?(?:印发|发布|出台)《(?P<name>.{4,120})》$"
)
_ABOUT = re.compile(
    r"(?P<issuer>.{2,80}?(?:人民政府|办公厅|办公室|委员会|领导小组|局|委|厅|部|院|会|中心))\s*关于.{4,}"
)
_KINDS = (
    "方案|计划|规划|意见|措施|办法|要点|细则|清单|分工|安排|纲要|行动|通知|指引|指南|政策|规定|任务|目标|分解|举措|条|决定"
    "|汇编|部署|路线图|工程|事项|攻坚战|台账|通告|实施"
)
_TITLE_END = re.compile(rf"(?:{_KINDS}|表)(?:（[^（）]{{1,40}}）)?$")
_BRACKET_LINE = re.compile(r"（[^（）]{2,40}）$")
_DRAFT = re.compile("年|稿|试行|暂行|版|修订|审议|[0-9]{4}")
_NUMBER = re.compile(NUMBER)
_NUMBER_WHOLE = re.compile(rf"(?:[^《》。，]{{0,12}}[：|\s])?\s*{_NUMBER.pattern}")
_DATE = re.compile(DATE)
_DATED = re.compile(
    r"(?:成文|发文|印发|生成|制发|签发|制定)(?:日期|时间)\s*[：|\]】\s]*(\d{4})[\-年./](\d{1,2})[\-月./](\d{1,2})"
)
_PORTAL = re.compile(
    r"(?:标\s?题|名\s?称|链接|来源|信息来源|发布(?:时间|日期|机构|单位)|发文(?:机关|字号|日期|机构)|文\s?号|索\s?引\s?号|主题(?:分类|词)|成文日期|生成日期"
    r"|有效性|时效性|效力状态|浏览(?:次数|量)|点击(?:数|量)|字号|字体|打印|分享|当前位置|您(?:当前)?的?(?:所在)?位置|首页|责任编辑|作者|公开方式|公开范围|责任部门|信息名称|分类|关键词|体裁|无障碍|扫一扫|附件下载)"
    r"(?:[：|【\[】\s]|$)"
)
_ADDRESSEE = re.compile(
    r"(?:各.{2,}|.{2,40}(?:单位|部门|政府|委员会|办事处|局|委|办|企业|公司)|.*[，、].*)：$"
)
_ORGAN = re.compile(ORGAN)
_SEAL = re.compile("（(?:代章|盖章|公章|印章|代)）$")
_RED_HEAD = re.compile(rf"[{CJK}]{{5,40}}文件")
_PERIOD = re.compile(r"(?P<first>20\d{2})\s?年?\s?[—\-至到]+\s?(?P<last>20\d{2})\s?年?")
_PLAN_PERIOD = re.compile("“?十([三四五六])五”?")
_ONE_YEAR = re.compile(r"(20\d{2})\s?年(?:度)?(?!前|底前)")
_SHORT = 22


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a document says; `body` is the row the plan itself begins with, `rows` its first line."""

    title: str
    short_name: str
    document_number: str | None = None
    issuer: str | None = None
    issue_date: str | None = None
    period: tuple[int, int] | None = None
    body: int = 0


@dataclass(frozen=True, slots=True)
class _Notice:
    """关于印发《…》的通知: who issued what, and the row behind it."""

    issuer: str
    name: str
    end: int


def read_head(rows: Sequence[Row], file_name: str = "") -> Head:
    """The head of a document; the file's name stands in where no title is found."""
    rows, place = (parted := part_head(rows, _REACH)).rows, parted.place
    top = _top(rows)
    notice = _notice(rows[:top])
    title, first, last = _own_title(rows, top, notice)
    if not title:
        title = notice.name if notice else _fallback(rows[:top], file_name)
    body = last if last else (notice.end if notice else first)
    date = _issue_date(rows, top, notice)
    return Head(
        title=title,
        short_name=short_name(title),
        document_number=_document_number(rows[: max(top, 1)]),
        issuer=(notice.issuer if notice and notice.issuer else None) or _issuer(rows, top, title, date),
        issue_date=date[0] if date else None,
        period=_period(title, rows[body : body + 6]),
        body=place(body),
    )


def _top(rows: Sequence[Row]) -> int:
    """The first row that is numbered like a chapter or an item, and no line of the portal."""
    for index, row in enumerate(rows[:_REACH]):
        mark = mark_at_start(row.flat)
        if mark and mark.kind in TASK_KINDS and mark.value == 1 and not mark.tentative:
            return index
    return min(len(rows), 40)


def _notice(rows: Sequence[Row]) -> _Notice | None:
    """The first run of up to six rows that together read 某某关于印发…的通知; the portal's copy comes last."""
    spare: _Notice | None = None
    for begin in range(len(rows)):
        if rows[begin].flat[-1] in "。；" or len(rows[begin].flat) > 200 or _is_red_head(rows[begin].flat):
            continue
        for end in range(begin + 1, min(begin + 7, len(rows) + 1)):
            if rows[end - 1].flat[-1] in "。；：" or (
                end > begin + 1 and _is_above_title(rows[end - 1].flat)
            ):
                break
            if not _NOTICE_END.search(rows[end - 1].flat):
                continue
            found = _read_notice(
                [row.text for row in rows[begin:end]], [row.flat for row in rows[begin:end]], end
            )
            if found and not _PORTAL.match(rows[begin].flat):
                return found
            spare = spare or found
            break
    return spare


def _is_above_title(flat: str) -> bool:
    """Whether a line can be no part of a title that began before it."""
    return _is_red_head(flat) or _PORTAL.match(flat) is not None or flat[0] in "【["


def _is_red_head(flat: str) -> bool:
    """Whether a line belongs to the letterhead: 某某文件, or the document's number."""
    return flat.endswith("文件") or _NUMBER_WHOLE.fullmatch(flat) is not None


def _read_notice(texts: list[str], flats: list[str], end: int) -> _Notice | None:
    flat, text = "".join(flats), "".join(texts)
    match = _NOTICE.match(flat) or _ISSUED.match(flat)
    if not match or "。" in flat or _has_headline(match):
        return None
    issuer = text[match.start("issuer") : match.end("issuer")]
    number = _NUMBER.match(match["issuer"])
    if number:
        issuer = issuer[number.end() :]
    if _PORTAL.match(flat):
        issuer = re.sub(r"^.{1,8}?[：:\s]\s*", "", issuer)
    name = text[match.start("name") : match.end("name")].removesuffix("的").strip()
    quoted = re.match("《(.+)》$", name) or re.match("[〈<](.+)[〉>]$", name)
    return _Notice(_clean_issuer(issuer), quoted[1] if quoted else name.strip("《》"), end)


def _has_headline(match: re.Match[str]) -> bool:
    """Whether a page's headline (北岭区印发绿色发展方案) ran into the notice below it."""
    issued = match.string[: match.start("name")].endswith("印发")
    headline = issued and "关于印发" in match["name"] and match["name"][0] != "《"
    return headline or re.search("印发|出台", match["issuer"]) is not None


def _clean_issuer(issuer: str) -> str:
    issuer = re.sub(r"^“[^”]{2,20}”\s*", "", issuer.strip())
    return re.sub(r"\s+", " ", issuer.removesuffix("关于").strip(" ，：:、*")).removesuffix("文件")


def _own_title(rows: Sequence[Row], top: int, notice: _Notice | None) -> tuple[str, int, int]:
    """The plan's own title as it stands above its text, the row it begins and the row behind it."""
    if notice:
        found = _lines_that_say(rows, notice)
        if found:
            return found
        return "", notice.end, 0
    candidates = [
        index
        for index in range(min(top, len(rows)))
        if _is_title_line(rows[index])
        or (rows[index].style in ("title", "heading") and rows[index].level <= 1)
    ]
    if not candidates:
        return "", 0, 0
    end = candidates[0] + 1
    begin = candidates[0]
    while begin > 0 and _goes_before_title(rows[begin - 1]) and not rows[begin].gap:
        begin -= 1
    if rows[begin].style in ("title", "heading") and end < top and not _TITLE_END.search(rows[begin].flat):
        while end < top and _goes_before_title(rows[end]) and not rows[end].gap:
            end += 1
    return _with_bracket(rows, begin, end)


def _lines_that_say(rows: Sequence[Row], notice: _Notice) -> tuple[str, int, int] | None:
    """The rows behind the notice that together are the name of what it issues."""
    wanted = _bare(notice.name)
    if len(wanted) < 4:
        return None
    for begin in range(notice.end, min(len(rows), notice.end + 400)):
        first = _bare(rows[begin].flat)
        if not first or not (wanted.startswith(first) or wanted in first) or len(first) > len(wanted) + 30:
            continue
        joined = ""
        for end in range(begin, min(begin + 5, len(rows))):
            joined += _bare(rows[end].flat)
            extra = joined.replace(wanted, "", 1)
            if joined == wanted or (
                wanted in joined and len(extra) <= 14 and not re.search("[，。；：]|印发|转发|通知", extra)
            ):
                return _with_bracket(rows, begin, end + 1)
            if not wanted.startswith(joined):
                break
    return None


def _bare(text: str) -> str:
    """A title without its bracket, blanks, quotation marks and 的, which a notice may leave out."""
    return re.sub(r"[（(][^（）()]*[)）]$|[《》“”\"〈〉的]", "", re.sub(r"\s", "", text))


def _with_bracket(rows: Sequence[Row], begin: int, end: int) -> tuple[str, int, int]:
    """The title with the bracket line (2022—2025年) below it."""
    if end < len(rows) and _BRACKET_LINE.match(rows[end].flat) and _DRAFT.search(rows[end].flat):
        end += 1
    text = "".join(row.text for row in rows[begin:end])
    text = re.sub(rf"(?<=[{CJK}])\s+|\s+(?=[{CJK}])", "", text).strip()
    return text[1:-1] if text[:1] == "《" and text.find("》") == len(text) - 1 else text, begin, end


def _is_title_line(row: Row) -> bool:
    flat = row.flat.rstrip()
    return (
        4 <= len(flat) <= 90
        and _TITLE_END.search(flat) is not None
        and "。" not in flat
        and not _PORTAL.match(flat)
        and not flat.startswith(("附件", "（此件"))
        and mark_at_start(flat) is None
    )


def _goes_before_title(row: Row) -> bool:
    """Whether a row can be the first part of a title broken over several lines."""
    flat = row.flat
    return (
        len(flat) <= 45
        and not re.search("[。：；]", flat)
        and not _PORTAL.match(flat)
        and not _NUMBER.search(flat)
        and not _DATE.match(flat)
        and not _BRACKET_LINE.match(flat)
        and not flat.startswith("附件")
        and mark_at_start(flat) is None
    )


def _fallback(rows: Sequence[Row], file_name: str) -> str:
    for row in rows[:6]:
        if row.style in ("title", "heading") or (_goes_before_title(row) and len(row.flat) > 5):
            return row.text
    return PurePath(file_name).stem


def _document_number(rows: Sequence[Row]) -> str | None:
    """The document's own number: a line of its own, or at the start or end of a title line; never a cited one."""
    for row in rows:
        if _NUMBER_WHOLE.fullmatch(row.flat) or (_PORTAL.match(row.flat) and _NUMBER.search(row.flat)):
            match = _NUMBER.search(row.flat)
        else:
            match = _NUMBER.match(row.flat)
            if match and not re.match(r"\s*[^，。；）》]{2,40}(?:人民政府|关于)", row.flat[match.end() :]):
                match = None
        if match:
            number = row.text[match.start("number") : match.end("number")].replace(" ", "")
            return re.sub(r"[\[(（【［](\d{4})[\])）】］]", r"〔\1〕", number)
    return None


def _issue_date(rows: Sequence[Row], top: int, notice: _Notice | None) -> tuple[str, int] | None:
    """The date under the signature, behind the notice's title where there is one; else the portal's 成文日期."""
    begin = notice.end if notice else 0
    for index in [*range(begin, top), *range(begin)]:
        match = _DATE.fullmatch(rows[index].flat.strip())
        if match and (day := _iso(match)):
            return day, index
    for row in rows[:top]:
        dated = _DATED.search(row.flat)
        if dated:
            return f"{dated[1]}-{int(dated[2]):02d}-{int(dated[3]):02d}", -1
    for index in range(len(rows) - 1, max(top, len(rows) - 12), -1):
        match = _DATE.fullmatch(rows[index].flat.strip())
        if match and (day := _iso(match)):
            return day, index
    return None


def _iso(match: re.Match[str]) -> str | None:
    year = match["year"]
    if not year.isdigit():
        year = "".join(
            str("零一二三四五六七八九".find(char.replace("〇", "零").replace("○", "零"))) for char in year
        )
    month, day = numeral(match["month"]), numeral(match["day"])
    return f"{year}-{month:02d}-{day:02d}" if year.isdigit() and 1 <= month <= 12 and 1 <= day <= 31 else None


def _issuer(rows: Sequence[Row], top: int, title: str, date: tuple[str, int] | None) -> str | None:
    """The body that signs above the date, or that the title names."""
    if date and date[1] > 0:
        signers: list[str] = []
        for index in range(date[1] - 1, max(-1, date[1] - 6), -1):
            signer = _SEAL.sub("", rows[index].flat.strip())
            if not _ORGAN.fullmatch(signer) or _ADDRESSEE.match(rows[index].flat):
                break
            signers.insert(0, rows[index].text.strip()[: len(signer)])
        if signers:
            return " ".join(signers)
    for row in rows[:top]:
        match = re.match(r"(?:发布机构|发文机关|发文机构|制发机关)\s*[：|\s]\s*(\S{3,40})", row.flat)
        if match:
            return match[1]
    match = _ABOUT.match(title)
    if match:
        return match["issuer"].strip()
    red = next((row.text for row in rows[: min(top, 6)] if _RED_HEAD.fullmatch(row.flat)), None)
    return red.removesuffix("文件") if red else None


def _period(title: str, rows: Sequence[Row]) -> tuple[int, int] | None:
    """The years of the title, of the line below it, or of its five-year plan."""
    for text in (title, *(row.flat for row in rows if len(row.flat) < 40)):
        match = _PERIOD.search(text.replace("－", "—").replace("–", "—").replace("~", "—").replace("～", "—"))
        if match and int(match["first"]) <= int(match["last"]) <= int(match["first"]) + 20:
            return int(match["first"]), int(match["last"])
    fixed = _PLAN_PERIOD.search(title)
    if fixed:
        last = 2020 + 5 * "三四五六".index(fixed[1])
        return last - 4, last
    one = _ONE_YEAR.search(title)
    return (int(one[1]), int(one[1])) if one else None


def short_name(title: str) -> str:
    """A name short enough for file names and choosers: without years in brackets and without 以…为引领."""
    name = re.sub(r"[（(][^（）()]*[)）]$", "", title).strip("《》 ")
    if len(name) > _SHORT:
        name = re.sub(r"^(.{0,12}?)以.{4,24}?(?:为引领|为抓手|为目标|为重点)", r"\1", name)
    if len(name) > _SHORT:
        name = re.sub(r"^.{2,30}?关于(?:印发)?", "", name)
    return name
