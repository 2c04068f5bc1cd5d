"""What the columns of a task list hold, known by the names in its head: number, task, measures, goal, roles, time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from .characters import levelled
from .words import LabelClass, label_class

if TYPE_CHECKING:
    from collections.abc import Sequence


class Part(StrEnum):
    """What a column holds of a task."""

    NUMBER = "number"
    GROUP = "group"  # 类别, 领域: a heading beside its tasks
    TITLE = "title"  # 重点任务, 工作任务, 事项名称
    TEXT = "text"  # 主要内容, 具体措施
    GOAL = "goal"  # 工作目标, 2024年目标
    DUE = "due"
    ROLE = "role"
    PERSON = "person"  # 责任领导
    REMARK = "remark"
    OTHER = "other"  # 进展情况, 资金: no part of the plan


CONTENT = (Part.TITLE, Part.TEXT, Part.GOAL)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place, what it holds, its name as the office wrote it, the year its name gives."""

    index: int
    part: Part
    label: str
    role: LabelClass | None = None
    year: int | None = None

    @property
    def with_persons(self) -> bool:
        """Whether the cells name persons beside units (责任单位及责任人)."""
        return self.part is Part.ROLE and _PERSONS.search(_BRACKET.sub("", levelled(self.label))) is not None


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a task list: which rows it takes, and its columns."""

    first: int
    height: int
    columns: tuple[Column, ...]

    @property
    def leading(self) -> LabelClass | None:
        """The roles whose units lead: 牵头 before 主责 before 责任, the last only beside a column 配合."""
        kinds = {column.role for column in self.of(Part.ROLE)}
        for kind in (LabelClass.LEAD, LabelClass.MAIN):
            if kind in kinds:
                return kind
        return LabelClass.DUTY if {LabelClass.DUTY, LabelClass.HELP} <= kinds else None

    def of(self, *parts: Part) -> tuple[Column, ...]:
        """The columns of these kinds, from left to right."""
        return tuple(column for column in self.columns if column.part in parts)


_LONGEST_NAME = 24
_BRACKET = re.compile(r"（[^（）]*）")
_YEAR = re.compile(r"(20\d{2})年?")
_YEAR_ONLY = re.compile(r"20\d{2}年?(?:度|底|末)?(?:目标值?|计划|任务数|值|目标任务数)?$")
_NUMBER = re.compile(r"(?:[任项]?[务目]?序号?|[任项]?[务目]?编号|项次|项号|条目|号|№|No\.?|NO\.?)$")
# A name is of the first kind whose ending it has; 进展情况 and the like are no part of the plan wherever they stand.
_ENDINGS: tuple[tuple[Part, str], ...] = (
    (Part.REMARK, "备注|说明|任务来源|来源|依据|文件依据|适用范围"),
    (
        Part.DUE,
        "时限|时间|期限|节点|时间进度|进度时限|进度安排|时间安排|进度要求|完成日期|办结日期|年限|时序|起止年月|时段|时限要求|时间要求",
    ),
    (
        Part.GOAL,
        "目标|指标|目标值|指标值|任务数|任务量|成果|成效|成果形式|成果体现|目标要求|形象进度|预期效果|完成标准|考核标准",
    ),
    (
        Part.GROUP,
        "类别|类型|领域|分类|板块|方面|大类|专项|维度|方向|一级任务|一级目标|任务类|章节|篇章|分组|责任系统",
    ),
    (
        Part.TEXT,
        (
            "内容|措施|举措|做法|要求|要点|规模|分解|明细|细化|路径|抓手|子任务|二级任务|三级任务|具体任务|细化任务|分项任务"
            "|分解任务|配套任务|具体工作|具体事项|推进计划|工作计划|工作安排|任务安排"
        ),
    ),
    (
        Part.TITLE,
        "任务|工作|事项|项目|名称|实事|重点|工程|行动|条款|议题|课题|问题|任务分工|政策|改革|活动|清单|任务及目标|任务和目标",
    ),
)
_NAMES = tuple((part, re.compile(f"(?:{endings})$")) for part, endings in _ENDINGS)
_NO_PLAN = re.compile(
    "进展|完成情况|推进情况|落实情况|执行情况|存在问题|达序|评分|分值|得分|权重|电话|联系|填报|单位名称|计量单位"
    "|投资|资金|金额|经费|是否|状态|进度(?!安排|要求|目标)"
)
_AND_UNITS = re.compile("(?<=.)[及和与、](?:牵头|责任|主责)?(?:单位|部门|分工)$")  # 整改措施及责任单位
_MORE_ROLES = {
    "责任分工": LabelClass.DUTY, "职责分工": LabelClass.DUTY, "任务分工单位": LabelClass.DUTY, "分工": LabelClass.DUTY,
    "责任部门单位": LabelClass.DUTY, "部门": LabelClass.DUTY, "单位": LabelClass.DUTY, "责任者": LabelClass.DUTY,
    "责任": LabelClass.DUTY, "牵头": LabelClass.LEAD, "配合": LabelClass.HELP, "协同": LabelClass.HELP,
    "部门单位": LabelClass.DUTY, "责任处室": LabelClass.DUTY, "责任方": LabelClass.DUTY, "牵头方": LabelClass.LEAD,
}  # fmt: skip
_PERSONS = re.compile(
    "(?:领导|责任人|负责人|联系人|负责同志|专员|区长|县长|市长|人员|分管同志|包联同志|挂帅|链长)$"
)


def column_of(index: int, name: str) -> Column | None:
    """What a head cell announces; None for an empty or unreasonably long one."""
    label = "".join(name.split())
    flat = levelled(label)
    if not flat or len(flat) > _LONGEST_NAME:
        return None
    bare = re.sub("[/／]", "", _BRACKET.sub("", flat)).strip("：:、*") or flat
    if _NUMBER.fullmatch(bare):
        return Column(index, Part.NUMBER, label)
    found = _YEAR.search(flat)
    year = int(found[1]) if found else None
    role = _role(bare) or _role(flat)
    if role is LabelClass.PERSON:
        return Column(index, Part.PERSON, label, role)
    if role is not None:
        return Column(index, Part.ROLE, label, role)
    if _YEAR_ONLY.fullmatch(bare):
        return Column(index, Part.GOAL, label, year=year)
    bare = _AND_UNITS.sub("", bare)
    part = next((part for part, pattern in _NAMES if pattern.search(bare)), Part.OTHER)
    if _NO_PLAN.search(bare):
        part = Part.OTHER
    if part is Part.TITLE and index > 1 and "目标" in bare:
        part = Part.GOAL
    return Column(index, part, label, year=year)


def _role(flat: str) -> LabelClass | None:
    """The role of a column, by the words of clauses or by names that only tables use."""
    if _PERSONS.search(flat):
        bodies = re.match("(.+(?:单位|部门))[及和与、/（]", flat)
        return (label_class(bodies[1]) or LabelClass.DUTY) if bodies else LabelClass.PERSON
    kind = label_class(flat)
    if kind in (LabelClass.LEAD, LabelClass.MAIN, LabelClass.DUTY, LabelClass.HELP):
        return kind
    return _MORE_ROLES.get(flat.replace("/", "").replace("、", "").replace("及", "").replace("和", ""))


def find_head(
    rows: Sequence[tuple[str, ...]], merged: Sequence[tuple[int, int, int, int]] = ()
) -> Head | None:
    """The head of a task list among the first rows; None where the table is no task list."""
    for first in range(min(8, len(rows))):
        for height in (2, 1):
            if first + height > len(rows) or (height == 2 and not _has_second_row(rows, first, merged)):
                continue
            head = _settled(Head(first, height, _columns(rows, first, height)))
            if _is_task_list(head):
                return head
    return None


def _columns(rows: Sequence[tuple[str, ...]], first: int, height: int) -> tuple[Column, ...]:
    """The columns; below a name that spans several, the second row tells them apart."""
    columns: list[Column] = []
    for index, name in enumerate(rows[first]):
        names = [name]
        if height == 2:
            below = rows[first + 1][index] if index < len(rows[first + 1]) else ""
            if below.strip() and below != name:
                names = [below, name + below] if column_of(index, below) else [name + below]
        found = [column for one in names if (column := column_of(index, one))]
        telling = next(
            (column for column in found if column.part is not Part.OTHER), found[0] if found else None
        )
        if telling:
            columns.append(telling)
    return tuple(columns)


def _has_second_row(
    rows: Sequence[tuple[str, ...]], first: int, merged: Sequence[tuple[int, int, int, int]]
) -> bool:
    """Whether the head has two rows: a name spans several columns that the next row names one by one."""
    upper, lower = rows[first], rows[first + 1]
    if len({text for text in upper if text}) < 3:
        return False
    spans = [(left, right) for top, left, bottom, right in merged if top == bottom == first and left < right]
    spans += [
        (index, index + 1)
        for index in range(len(upper) - 1)
        if upper[index] and upper[index] == upper[index + 1] and not spans
    ]
    return any(
        right < len(lower) + 1
        and len({lower[c] for c in range(left, min(right + 1, len(lower)))}) > 1
        and all(len(lower[c]) <= 12 and lower[c] != upper[c] for c in range(left, min(right + 1, len(lower))))
        and len(spans) < len(upper)
        and right - left + 1 != len(upper)
        for left, right in spans
    )


def _settled(head: Head) -> Head:
    """单位 and 部门 name a role only where nothing else does; of two columns of one merged name one is kept."""
    roles = head.of(Part.ROLE)
    vague = {"单位", "部门", "责任", "分工"}
    telling = [column for column in roles if column.label not in vague]
    columns = [
        column if column.part is not Part.ROLE or column.label not in vague or not telling
        else Column(column.index, Part.OTHER, column.label)
        for column in head.columns
    ]  # fmt: skip
    if not any(column.part in CONTENT for column in columns):
        columns = [
            Column(column.index, Part.TITLE, column.label) if column.part is Part.GROUP else column
            for column in columns
        ]
    return Head(head.first, head.height, tuple(columns))


def _is_task_list(head: Head) -> bool:
    """A task list says what is to be done and who does it, or at least by when or under whom."""
    content = {column.label for column in head.of(*CONTENT)}
    if not content:
        return False
    if head.of(Part.ROLE):
        return True
    return bool(head.of(Part.NUMBER) and head.of(Part.TITLE, Part.TEXT) and head.of(Part.DUE, Part.PERSON))
