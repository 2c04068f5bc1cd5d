"""Lines that are no part of a plan's text: page numbers, running heads, lists of contents."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .characters import CJK, levelled, markdown_heading, tidy
from .numbering import mark_at_start

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .source import Document, Line, Style

_PAGE = re.compile(
    r"[—\-·•\s]*(?:第\s?)?\d{1,4}(?:\s?页)?(?:\s?[,，/]?\s?(?:共\s?)?\d{1,4}\s?页?)?[—\-·•\s]*$|[*—\-=_·•\s.]{3,}$|\|?(?:\s*:?-{2,}:?\s*\|)+\s*:?-*$"
)
_CONTENTS = re.compile(r"目\s*[录次]$|CONTENTS$", re.IGNORECASE)
_LEADER = re.compile(r"[.…·．—\s]*[（(]?\d{1,3}[)）]?$")
_TABLE_NOTE = re.compile(
    r"(?:注|备\s?注|说\s?明|填表说明)\s?\d{0,2}："
)  # a levelled line right below a table
_FOOTNOTE = re.compile(r"\[\^?\d{1,2}\][：:]?\s*\S")
_BELONGS = re.compile("单位|部门|牵头|负责|配合|时限|领导[：:]")
_BOX = re.compile(r"专\s?栏\s?(?:[0-9一二三四五六七八九十]{0,3})\s*(?:[：: ]|$|[^的等目建统作中内])")
_HEAD_MOST = 40  # characters a running head has at most
_LABELLED = re.compile(
    r"[\s—\-·•*]*[^：:，。]{1,8}(?:单位|部门|主体)\s*[：:]|[^。，]{2,80}(?<=[局委办厅部院会署室府])\s*关于"
    r"|(?:[^\s，。、；：（）]{3,20}(?<=[局委办厅部院会署室府行])\s+)+[^\s，。、；：（）]{2,20}[局委办厅部院会署室府行]\s*$"
)
_HEAD_INSIDE = re.compile(
    rf"[-—–]\s?\d{{1,3}}\s?[-—–]\s+([{CJK}]{{4,24}}(?:文件|公报))(?=\s)|(?<=\s)([{CJK}]{{4,24}}(?:文件|公报))\s+[-—–*]\s?[\d*]"
)
_INDENT = re.compile("^(?:\u3000{1,}|[ \t\xa0]{2,})")
_LONELY = re.compile(rf"[\s{CJK}]{{4,24}}(?:文件|公报)$")


@dataclass(frozen=True, slots=True)
class Row:
    """A cleaned line: `flat` is its levelled twin, `gap` says that a blank line stood before it."""

    text: str
    flat: str
    number: int
    style: Style = ""
    level: int = 0
    page: int = 0
    indent: bool = False
    gap: bool = False


def clean_rows(document: Document) -> tuple[list[Row], list[str]]:
    """The lines that carry the plan's text, and in Chinese what was left out."""
    rows = _rows(document.lines)
    notes: list[str] = []
    for step in (_without_pages, _without_running_heads, _without_contents):
        before = len(rows)
        rows = step(rows)
        if len(rows) < before and step in _NAMED:
            notes.append(_NAMED[step].format(before - len(rows)))
    return rows, notes


def _rows(lines: Sequence[Line]) -> list[Row]:
    """Lines tidied; blank ones, tables, numbered notes right below them and footnotes fall away."""
    lines = _without_heads_inside(_without_table_notes(lines))
    texts = [tidy(line.text, label_line=_LABELLED.match(line.text) is not None) for line in lines]
    flats = levelled("\n".join(texts)).split("\n")
    rows: list[Row] = []
    gap = False
    for line, text, flat in zip(lines, texts, flats, strict=True):
        if not text or line.style in ("table", "footnote"):
            gap = gap or not text
            continue
        level, style = line.level, line.style
        depth, bare = markdown_heading(text)
        if depth:
            text, flat = bare, flat[len(flat) - len(flat.lstrip("# ")) :][: len(bare)]
            if len(bare) <= _HEAD_MOST or "，" not in flat:
                level, style = depth, "heading"
        if flat[0] == "（" and _FOOTNOTE.match(text):
            continue
        indent = _INDENT.match(line.text) is not None
        rows.append(Row(text, flat, line.number, style, level, line.page, indent, gap))
        gap = False
    return rows


def _without_table_notes(lines: Sequence[Line]) -> list[Line]:
    """Where 备注：1.… stands right below a table, the 2.… and 3.… behind it number no tasks."""
    kept: list[Line] = []
    before = ""  # what the line before was: a table, one of its notes, anything else
    for line in lines:
        flat = levelled(line.text).strip()
        if line.style == "table":
            before = "table"
        elif flat and before == "note" and mark_at_start(flat):
            continue
        elif flat:
            before = "note" if before == "table" and _TABLE_NOTE.match(flat) else ""
        kept.append(line)
    return kept


def _without_heads_inside(lines: Sequence[Line]) -> Sequence[Line]:
    """A running head beside a page number inside a line (…经济信 - 4 - 某某文件 息委…) is cut out of every line."""
    heads: Counter[str] = Counter()
    for line in lines:
        if "文件" in line.text or "公报" in line.text:
            heads.update(match[1] or match[2] for match in _HEAD_INSIDE.finditer(line.text))
    found = [head for head, count in heads.items() if count >= 2]
    if not found:
        return lines
    pattern = re.compile(rf"\s*(?:{'|'.join(map(re.escape, found))})(?=\s|$)\s?")
    return [
        replace(line, text=pattern.sub(" ", line.text)) if any(head in line.text for head in found) else line
        for line in lines
    ]


def _without_pages(rows: list[Row]) -> list[Row]:
    """Page numbers and rules go; a blank line takes their place."""
    kept: list[Row] = []
    gap = False
    for row in rows:
        if len(row.flat) < 40 and _PAGE.match(row.flat) and not _is_year(row.flat):
            gap = True
            continue
        kept.append(replace(row, gap=True) if gap and not row.gap else row)
        gap = False
    return kept


def _is_year(flat: str) -> bool:
    return "年" in flat


def _without_running_heads(rows: list[Row]) -> list[Row]:
    """A short line that comes three times and numbers nothing is a running head; so is 某某文件 between pages."""
    counts = Counter(row.flat for row in rows if len(row.flat) <= _HEAD_MOST)
    heads = {
        flat
        for flat, count in counts.items()
        if (count >= 3 or (count == 2 and _LONELY.match(flat)))
        and not _BELONGS.search(flat)
        and not mark_at_start(flat)
        and flat[-1] not in "。；："
        and not _BOX.match(flat)
    }
    return [row for row in rows if row.flat not in heads] if heads else rows


def _without_contents(rows: list[Row]) -> list[Row]:
    """A list of contents ends with the first of its lines that comes a second time."""
    start = next((i for i, row in enumerate(rows[:200]) if _CONTENTS.match(row.flat)), None)
    if start is None or start + 1 >= len(rows):
        return rows
    first = _entry(rows[start + 1].flat)
    end = start + 2
    while end < len(rows) and len(rows[end].flat) <= 60 and _entry(rows[end].flat) != first:
        end += 1
    if end < len(rows) and _entry(rows[end].flat) == first:
        return rows[:start] + rows[end:]
    return [
        row for i, row in enumerate(rows) if i != start and not (start < i < end and _LEADER.search(row.flat))
    ]


def _entry(flat: str) -> str:
    return _LEADER.sub("", flat).rstrip("。. ")


def is_box_title(flat: str) -> bool:
    """Whether a line opens a box (专栏1 …)."""
    return flat[:1] in "专 " and _BOX.match(flat.lstrip()) is not None


_NAMED = {
    _without_running_heads: "已去掉 {} 行页眉。",
    _without_contents: "已去掉目录 {} 行。",
}
