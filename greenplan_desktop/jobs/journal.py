"""Undo, redo, history, and taking single changes back; the words for what was changed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.labels import LIFE, ROLE, STATUS, UNIT_KIND
from greenplan_desktop.model.period import Period
from greenplan_desktop.model.text import percent_text
from greenplan_desktop.store import journal, rows, units

from .changed import Changed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greenplan_desktop.store.database import Store
    from greenplan_desktop.store.journal import Change, ChangeSet


def undo(store: Store) -> Changed | None:
    """Take back the latest change; None where there is nothing to take back."""
    done = journal.undo(store)
    return Changed(done.id, f"已撤销：{done.label}", frozenset(done.tables)) if done else None


def redo(store: Store) -> Changed | None:
    """Bring back what was undone last; None where there is nothing."""
    done = journal.redo(store)
    return Changed(done.id, f"已重做：{done.label}", frozenset(done.tables)) if done else None


def first_task(store: Store, set_id: int) -> int | None:
    """The first task that a change set touched, itself or through its units, targets or reports."""
    return next((c.task_id for c in journal.changes(store, set_id) if c.task_id is not None), None)


def take_back(store: Store, set_id: int, change_ids: frozenset[int] | None = None) -> Changed:
    """Take a change set, or single changes of it, back out of order; notes name what was changed since and left."""
    done = journal.take_back(store, set_id, change_ids)
    notes = tuple(_left(store, done.kept))
    made = done.change_set
    return Changed(
        made.id if made else None,
        made.label if made else "",
        frozenset(made.tables if made else ()),
        notes=notes,
    )


def _left(store: Store, kept: Iterable[tuple[str, int, str]]) -> list[str]:
    """A line for each row of which values were left: 进展 第3项 发展绿色产品 · 区科技局：“进度”后来又改过，未动."""
    names = Names(store)
    words: dict[tuple[str, int], list[str]] = {}
    for table, row_id, column in kept:
        words.setdefault((table, row_id), []).append(f"“{column_word(column)}”")
    found = []
    for (table, row_id), columns in words.items():
        row = rows.first(store, table, id=row_id)
        thing = names.thing(table, row_id, dict(row) if row else None)
        found.append(f"{thing}：{''.join(dict.fromkeys(columns))}后来又改过，未动")
    return found


@dataclass(frozen=True, slots=True)
class Line:
    """One change in words: what thing, which column, from what to what; with its keys."""

    change_id: int
    thing: str
    column: str
    before: str
    after: str


TABLES = {
    "plan": "计划",
    "plan_text": "计划原文",
    "chapter": "章节",
    "task": "任务",
    "target": "目标",
    "unit": "单位",
    "unit_alias": "单位别名",
    "unit_name": "单位曾用名",
    "group_member": "群体成员",
    "assignment": "责任分工",
    "period": "期次",
    "return_file": "收到的文件",
    "report": "进展",
    "layout": "版式",
    "setting": "设置",
    "manual_status": "手工状态",
    "joined_text": "汇总文字",
    "life_event": "任务变更",
    "column_mapping": "列名对应",
    "alignment": "上级对照",
    "target_value": "目标完成值",
    "print_mark": "打印记录",
}
COLUMNS = {
    "number": "序号",
    "code": "编号",
    "title": "名称",
    "text": "内容",
    "clause": "责任条款",
    "remarks": "备注",
    "due_text": "完成时限",
    "due_date": "完成日期",
    "life": "任务状态",
    "position": "顺序",
    "chapter_id": "所属章节",
    "open_ended": "责任单位未列全",
    "doubts": "疑点",
    "short_name": "简称",
    "full_name": "全称",
    "kind": "类别",
    "contact": "联系人",
    "phone": "联系电话",
    "active_from": "启用日期",
    "active_to": "停用日期",
    "merged_into": "并入",
    "name": "名称",
    "role": "角色",
    "role_word": "角色原词",
    "unit_id": "单位",
    "task_id": "任务",
    "period_id": "期次",
    "deadline": "截止日期",
    "status": "状态",
    "percent_tenths": "进度",
    "achievement": "进展情况",
    "problems": "存在问题",
    "next_steps": "下一步打算",
    "value": "数值",
    "unit": "计量单位",
    "indicator": "指标",
    "year": "年份",
    "comparator": "比较方式",
    "reason": "原因",
    "document": "批准文件",
    "document_number": "发文字号",
    "issuer": "发文机关",
    "issue_date": "发文日期",
    "period_from": "起始年份",
    "period_to": "结束年份",
    "archived_at": "归档时间",
    "at": "时间",
    "content": "内容",
    "verdict": "对照结论",
    "note": "说明",
    "source": "来源",
    "valid_to": "沿用至",
    "what": "内容",
    "heading": "列名",
    "family": "对应栏目",
}
HIDDEN = frozenset(
    {
        "id",
        "uid",
        "plan_id",
        "updated_at",
        "cells",
        "sheet",
        "return_file_id",
        "sha256",
        "received_at",
        "revision",
    }
    | {
        "source_line",
        "source_start",
        "source_end",
        "source_name",
        "is_sample",
        "key",
        "group_id",
        "parent_id",
    }
    | {"target_id", "higher_task_id", "change_set_id"}
)
FILE_KIND = {"return": "填报表", "evidence": "佐证材料"}
FAMILY = {
    "achievement": "进展情况",
    "problems": "存在问题",
    "next_steps": "下一步打算",
    "status": "状态",
    "percent": "进度",
    "remarks": "备注",
    "": "不读这一列",
}
TOLD_BY_THING = frozenset({"task_id", "unit_id", "period_id", "position"})  # of rows that came or went


def column_word(column: str) -> str:
    """The office's word for a column."""
    return COLUMNS.get(column, "其他内容" if column != "id" else "整项")


def period_words(code: str) -> str:
    """A period as an official text says it; what is no period's code stays as it is."""
    try:
        return Period.parse(code).label
    except InputError:
        return code


class Names:
    """Words for rows by their keys, read once."""

    def __init__(self, store: Store) -> None:
        self._units = {u.id: u.short_name for u in units.all_units(store)}
        self._tasks = {r["id"]: f"第{r['code']}项 {r['title']}" for r in rows.find(store, "task")}
        self._periods = {r["id"]: period_words(r["code"]) for r in rows.find(store, "period")}
        self._chapters = {r["id"]: r["title"] for r in rows.find(store, "chapter")}

    def task(self, key: int | None) -> str:
        """A task in words."""
        return self._tasks.get(key or 0, "已删除的任务")

    def unit(self, key: int | None) -> str:
        """A unit in words."""
        return self._units.get(key or 0, "已删除的单位")

    def thing(self, table: str, row_id: int, row: dict[str, Any] | None = None) -> str:
        """A row in words: 第3项 发展绿色产品 · 区科技局."""
        row = row or {}
        parts = []
        if table == "task":
            parts.append(self._tasks.get(row_id) or f"第{row.get('code', '')}项 {row.get('title', '')}")
        elif row.get("task_id"):
            parts.append(self.task(row["task_id"]))
        if table == "unit":
            parts.append(row.get("short_name") or self.unit(row_id))
        elif row.get("unit_id"):
            parts.append(self.unit(row["unit_id"]))
        if table == "period":
            parts.append(self._periods.get(row_id) or period_words(str(row.get("code", ""))))
        if row.get("period_id"):
            parts.append(self._periods.get(row["period_id"], ""))
        if not parts:
            parts.append(str(row.get("title") or row.get("name") or row.get("key") or ""))
        return f"{TABLES.get(table, table)} {' · '.join(p for p in parts if p)}".strip()

    def value(self, column: str, value: Any) -> str:
        """A value as a clerk reads it."""
        if value is None or value == "":
            return ""
        words: dict[str, dict[Any, str]] = {
            "role": ROLE, "status": STATUS, "life": LIFE, "kind": UNIT_KIND | FILE_KIND, "family": FAMILY, "unit_id": self._units,
            "task_id": self._tasks, "period_id": self._periods, "chapter_id": self._chapters,
            "merged_into": self._units, "open_ended": {0: "否", 1: "是"},
            "verdict": {"confirmed": "已确认", "refused": "不对应", "open": "未落实"},
            "comparator": {"=": "达到", ">=": "不低于", "<=": "不超过", "about": "左右"},
        }  # fmt: skip
        if column == "percent_tenths":
            return percent_text(value)
        if column == "doubts":
            return f"{len(json.loads(value))} 处" if value != "[]" else ""
        return str(words.get(column, {}).get(value, value))


def lines(store: Store, set_id: int, *, task_id: int | None = None, limit: int = 2000) -> list[Line]:
    """What a change set changed, value by value, in words."""
    names = Names(store)
    found: list[Line] = []
    for change in journal.changes(store, set_id, task_id, limit):
        found += _lines_of(names, change)
    return found


def _lines_of(names: Names, change: Change) -> list[Line]:
    before = json.loads(change.before) if change.before else {}
    after = json.loads(change.after) if change.after else {}
    thing = names.thing(change.table, change.row_id, after or before)
    told = frozenset() if before and after else TOLD_BY_THING
    columns = [c for c in (after or before) if c not in HIDDEN | told and before.get(c) != after.get(c)]
    if change.table == "period":
        columns = [c for c in columns if c != "code"]
    found = [
        Line(change.id, thing, column_word(c), names.value(c, before.get(c)), names.value(c, after.get(c)))
        for c in columns
    ]
    return [line for line in found if line.before or line.after]


def history_json(store: Store, found: list[ChangeSet], task_id: int | None = None) -> list[dict[str, Any]]:
    """Change sets with their lines, for programs."""
    return [
        {
            "id": s.id,
            "at": s.at,
            "user": s.user,
            "label": s.label,
            "kind": s.kind,
            "state": s.state,
            "changes": [
                {"thing": line.thing, "column": line.column, "before": line.before, "after": line.after}
                for line in lines(store, s.id, task_id=task_id)
            ],
        }
        for s in found
    ]
