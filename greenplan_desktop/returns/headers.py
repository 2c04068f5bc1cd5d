"""Column heads: the recognised families, what of a head does not count, and which name decides."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from .periods import without_periods

Family = Literal[
    "number",
    "title",
    "lead",
    "responsible",
    "status",
    "percent",
    "achievement",
    "problems",
    "next_steps",
    "remarks",
]
Field = Literal["status", "percent", "achievement", "problems", "next_steps", "remarks"]
TextField = Literal["achievement", "problems", "next_steps", "remarks"]

NAMES: dict[Family, tuple[str, ...]] = {
    "number": ("序号", "编号", "任务编号", "项目序号"),
    "title": ("重点任务", "任务名称", "工作任务", "任务事项", "事项"),
    "lead": ("牵头单位", "牵头部门"),
    "responsible": ("责任单位", "配合单位", "责任部门"),
    "status": ("完成情况", "进展状态", "状态", "完成状态", "是否完成", "推进情况", "评价"),
    "percent": ("完成比例", "完成进度", "进度", "完成率", "完成百分比"),
    "achievement": ("进展情况", "工作进展", "工作进展情况", "最新进展", "主要工作及成效", "完成进展"),
    "problems": ("存在问题", "问题及困难", "主要问题", "困难问题"),
    "next_steps": ("下一步打算", "下步打算", "下一步工作", "下步计划", "下一步工作计划", "下步措施"),
    "remarks": ("备注", "说明"),
}
FIELDS: tuple[Field, ...] = ("status", "percent", "achievement", "problems", "next_steps", "remarks")
TEXTS: tuple[TextField, ...] = ("achievement", "problems", "next_steps", "remarks")

# The one heading per family that the program's own forms use, and the form's further columns: never unread.
FORM_HEADINGS: dict[str, str] = {
    "number": "序号",
    "title": "重点任务",
    "asked": "任务要求",
    "role": "角色",
    "last": "上期填报情况",
    "status": "完成状态",
    "percent": "完成比例（%）",
    "achievement": "进展情况",
    "problems": "存在问题",
    "next_steps": "下一步打算",
    "remarks": "备注",
}
FORM_EXTRA: frozenset[str] = frozenset(FORM_HEADINGS[key] for key in ("asked", "role", "last"))

MAX_HEAD = 20
_LONGEST = 400  # characters of a head with all that does not count
_BRACKETS = re.compile(r"[(（\[〔【〈《「][^)）\]〕】〉》」]*[)）\]〕】〉》」]?")
_INSIDE = re.compile(r"[(\[〔【〈《「)\]〕】〉》」]")
_NO_COUNT = re.compile(r"[\s的:：、，。,.;；*※/／\-—_]+")
_SENTENCE = re.compile(r"[。；;!！?？]|[:：].|^\d+[.、]\D|^(?:注|备注|说明)[:：]")
_NO_HEAD = ("注意事项", "填报说明", "填表说明", "填写说明", "编制说明", "报送说明")
_IN_TIME = re.compile(r"是否.*(?:序时|进度)")  # 是 below it means: in time, neither finished nor a percent
_BY_LENGTH: tuple[tuple[str, Family], ...] = tuple(
    sorted(((n, f) for f, names in NAMES.items() for n in names), key=lambda pair: -len(pair[0]))
)
_EXACT: dict[str, Family] = dict(_BY_LENGTH)


@dataclass(frozen=True, slots=True)
class Head:
    """What a head cell is recognised as; `exact` where nothing but the listed name is left of it."""

    family: Family
    exact: bool
    length: int


@lru_cache(maxsize=8192)
def bare_head(text: str) -> str:
    """What counts of a head cell: no spaces, brackets with content, period words, 的."""
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    outside = _BRACKETS.sub("", folded) or _INSIDE.sub("", folded)
    return _NO_COUNT.sub("", without_periods(outside))


def recognise(text: str) -> Head | None:
    """The family of a head cell: equal to a listed name or containing one, the longest deciding.

    Of two names of one length the later one decides (重点任务完成情况 is about 完成情况), but where both are
    reported the first (进展情况及存在问题).
    """
    return _recognise(text) if len(text) <= _LONGEST else None


@lru_cache(maxsize=8192)
def _recognise(text: str) -> Head | None:
    bare = bare_head(text)
    if not bare or len(bare) > MAX_HEAD:
        return None
    if bare in _EXACT:
        return Head(_EXACT[bare], exact=True, length=len(bare))
    if (
        _IN_TIME.search(bare)
        or any(word in bare for word in _NO_HEAD)
        or _SENTENCE.search(_BRACKETS.sub("", "".join(text.split())))
    ):
        return None
    best: tuple[int, int, Family] | None = None
    for name, family in _BY_LENGTH:
        if best is not None and len(name) < best[0]:
            break
        at = bare.rfind(name)
        if at >= 0 and (best is None or _goes_before(best, name, at, family)):
            best = (len(name), at, family)
    return Head(best[2], exact=False, length=best[0]) if best else None


def _goes_before(best: tuple[int, int, Family], name: str, at: int, family: Family) -> bool:
    """Whether a name decides rather than another of its length: the later one, but of two things reported the first."""
    apart = abs(at - best[1]) >= len(name)
    if apart and family in FIELDS and best[2] in FIELDS:
        return at < best[1]
    return at > best[1]


def heading_key(text: str) -> str:
    """What a remembered column heading is compared by: the head without what does not count."""
    return bare_head(text)


def is_form_extra(text: str) -> bool:
    """Whether a head is one of the own forms' further columns (asked for, role, last period)."""
    return "".join(unicodedata.normalize("NFKC", text).split()) in FORM_EXTRA
