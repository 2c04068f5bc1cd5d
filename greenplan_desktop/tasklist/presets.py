"""Layouts of lists: which columns, under which headings; presets are data, a clerk's own are JSON."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, Literal, get_args

from greenplan_desktop.model.errors import InputError

from .settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .content import Align

RowKind = Literal["tasks", "targets", "units"]
Chapters = Literal["rows", "merged", "none"]
UnitStyle = Literal["joined", "lines"]


@dataclass(frozen=True, slots=True)
class Key:
    """What a column can hold: its usual heading, alignment, and whether its cells are numbers."""

    heading: str
    align: Align = "left"
    numeric: bool = False


# Columns of lists with a row per task, per target, and per unit that owes a return.
TASK_KEYS: dict[str, Key] = {
    "number": Key("序号", "center", True),
    "code": Key("编号", "center"),
    "chapter": Key("类别"),
    "title": Key("重点任务"),
    "text": Key("主要内容"),
    "targets": Key("目标要求"),
    "goals": Key("年度目标"),
    "lead": Key("牵头单位"),
    "responsible": Key("责任单位"),
    "units": Key("责任单位"),
    "role": Key("承担角色", "center"),
    "due": Key("完成时限", "center"),
    "status": Key("状态", "center"),
    "percent": Key("进度", "center", True),
    "light": Key("预警", "center"),
    "achievement": Key("进展情况"),
    "problems": Key("存在问题"),
    "next_steps": Key("下一步打算"),
    "reported": Key("填报备注"),
    "life": Key("任务变动", "center"),
    "clause": Key("责任分工原文"),
    "remarks": Key("备注"),
}
TARGET_KEYS: dict[str, Key] = {
    "number": Key("序号", "center", True),
    "chapter": Key("类别"),
    "title": Key("任务"),
    "target": Key("目标指标"),
    "target_value": Key("目标值", "center", True),
    "target_text": Key("目标原文"),
    "year": Key("年份", "center", True),
    "reached": Key("完成值", "center", True),
    "lead": Key("牵头单位"),
    "responsible": Key("责任单位"),
    "units": Key("责任单位"),
    "due": Key("完成时限", "center"),
    "remarks": Key("备注"),
}
UNIT_KEYS: dict[str, Key] = {
    "number": Key("序号", "center", True),
    "unit": Key("单位"),
    "state": Key("报送情况", "center"),
    "missing": Key("缺报任务"),
    "owed": Key("应报项数", "center", True),
    "lacking": Key("缺报项数", "center", True),
    "deadline": Key("报送时限", "center"),
    "contact": Key("联系人", "center"),
    "phone": Key("联系电话", "center"),
    "remarks": Key("备注"),
}
KEYS: dict[RowKind, dict[str, Key]] = {"tasks": TASK_KEYS, "targets": TARGET_KEYS, "units": UNIT_KEYS}
# goal:2025, role:协办单位, blank and blank:1 (columns to be filled in by hand)
_FREE_KEY = re.compile(r"goal:\d{4}|role:.+|blank(:.*)?")


@dataclass(frozen=True, slots=True)
class LayoutColumn:
    """One column of a layout: what it holds (a key), the office's heading, and how its cells are written.

    For columns of units: `units` joined by 、 or one a line, `open_words` keeps 等有关部门按职责分工负责,
    `mark_lead` sets * behind a lead unit. `shown` False keeps a column for later.
    """

    key: str
    heading: str
    width_mm: float | None = None
    align: Align | None = None
    shown: bool = True
    units: UnitStyle = "joined"
    open_words: bool = True
    mark_lead: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A list's layout; {计划} {期次} {单位} in `title` stand for the plan's title, the period and the unit."""

    name: str
    title: str
    columns: tuple[LayoutColumn, ...]
    rows: RowKind = "tasks"
    chapters: Chapters = "rows"
    chapter_heading: str = "类别"
    label: str = "附件"
    notes: tuple[str, ...] = ()
    paper: Settings = field(default_factory=Settings)

    @property
    def needs_unit(self) -> bool:
        """Whether it is a list for one unit."""
        return "{单位}" in self.title

    @property
    def needs_period(self) -> bool:
        """Whether it says something of a period."""
        keys = {"status", "percent", "light", "achievement", "problems", "next_steps", "reported", "reached"}
        return self.rows == "units" or "{期次}" in self.title or any(c.key in keys for c in self.columns)

    def to_dict(self) -> dict[str, Any]:
        """The layout as JSON-ready values."""
        return asdict(self)

    def to_json(self) -> str:
        """The layout as text, for a setting or a file."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=1)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Layout:
        """A layout from JSON values; raises InputError with one Chinese sentence where it is none."""
        try:
            columns = tuple(_column(c) for c in values["columns"])
            given = {k: v for k, v in values.items() if k in {f.name for f in fields(cls)}}
            given |= {
                "columns": columns,
                "notes": tuple(str(n) for n in values.get("notes", ())),
                "paper": Settings.from_dict(values.get("paper", {})),
            }
            layout = cls(**given)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise InputError("这不是本程序导出的清单版式，缺少名称或栏目，请重新选择文件。") from error
        _check(layout)
        return layout

    @classmethod
    def from_json(cls, text: str) -> Layout:
        """A layout from text; raises InputError where it cannot be read."""
        try:
            values = json.loads(text)
        except ValueError as error:
            raise InputError("版式文件不是有效的 JSON 文本，请重新导出或重新选择文件。") from error
        if not isinstance(values, dict):
            raise InputError("这不是本程序导出的清单版式，请重新选择文件。")
        return cls.from_dict(values)


def _column(values: Mapping[str, Any]) -> LayoutColumn:
    known = {f.name for f in fields(LayoutColumn)}
    column = LayoutColumn(**{k: v for k, v in values.items() if k in known})
    if column.width_mm is None:
        return column
    return replace(column, width_mm=float(column.width_mm))


def _check(layout: Layout) -> None:
    if layout.rows not in KEYS or layout.chapters not in get_args(Chapters):
        raise InputError(f"版式“{layout.name}”的行或章节方式不认识，请重新导出该版式。")
    for column in layout.columns:
        if not is_key(layout.rows, column.key):
            raise InputError(
                f"版式“{layout.name}”的栏目“{column.heading}”（{column.key}）不认识，请删去该栏。"
            )
        right = column.align in (None, "left", "center") and column.units in get_args(UnitStyle)
        if not right or (column.width_mm is not None and not 0 < column.width_mm < 300):
            raise InputError(f"版式“{layout.name}”的栏目“{column.heading}”设置不对，请重新设置该栏。")
    if not any(column.shown for column in layout.columns):
        raise InputError(f"版式“{layout.name}”没有要印的栏目，请至少选一栏。")


def is_key(rows: RowKind, key: str) -> bool:
    """Whether a list of this kind can have such a column."""
    return key in KEYS[rows] or _FREE_KEY.fullmatch(key) is not None


def key_of(rows: RowKind, key: str) -> Key:
    """What a column of this key usually looks like."""
    if key in KEYS[rows]:
        return KEYS[rows][key]
    if key.startswith("goal:"):
        return Key(f"{key[5:]}年目标")
    return Key(key[5:] if key.startswith("role:") else "")


def column(rows: RowKind, key: str, heading: str = "", **how: Any) -> LayoutColumn:
    """A column under its usual heading, or another."""
    return LayoutColumn(key, heading or key_of(rows, key).heading, **how)


def _columns(rows: RowKind, *keys: str) -> tuple[LayoutColumn, ...]:
    return tuple(column(rows, key) for key in keys)


_PORTRAIT = Settings(orientation="portrait")
DEFAULT = "任务清单"
PRESETS: tuple[Layout, ...] = (
    Layout(
        DEFAULT,
        "{计划}任务清单",
        _columns("tasks", "number", "title", "text", "lead", "responsible", "due"),
    ),
    Layout(
        "责任分工表",
        "{计划}责任分工表",
        (
            *_columns("tasks", "number"),
            column("tasks", "title", "任务"),
            *_columns("tasks", "lead", "responsible"),
        ),
        paper=_PORTRAIT,
    ),
    Layout(
        "目标清单",
        "{计划}目标清单",
        _columns("targets", "number", "title", "target", "target_value", "year", "lead"),
        rows="targets",
        chapters="none",
    ),
    Layout(
        "进展台账",
        "{计划}{期次}进展台账",
        _columns(
            "tasks", "number", "title", "lead", "status", "percent", "achievement", "problems", "next_steps"
        ),
    ),
    Layout(
        "单位任务清单",
        "{计划}任务清单\n（{单位}）",
        _columns("tasks", "number", "title", "text", "role", "lead", "responsible", "due"),
    ),
    Layout(
        "催报单",
        "{计划}{期次}进展情况催报单",
        _columns("units", "number", "unit", "state", "missing", "deadline"),
        rows="units",
        chapters="none",
        paper=_PORTRAIT,
    ),
    Layout(
        "年度目标分解表",
        "{计划}年度目标分解表",
        (*_columns("tasks", "number"), column("tasks", "title", "任务"), *_columns("tasks", "goals", "lead")),
    ),
)


def preset(name: str) -> Layout:
    """The preset of this name; raises InputError naming those there are."""
    for layout in PRESETS:
        if layout.name == name:
            return layout
    names = "、".join(layout.name for layout in PRESETS)
    raise InputError(f"没有名为“{name}”的清单版式，可用的有：{names}。")
