"""Targets themselves, corrected by hand: their words, goal and year; values reported for one that stands stay with it."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from greenplan_desktop.documents.characters import levelled
from greenplan_desktop.documents.targets import find_targets
from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.plan import Target
from greenplan_desktop.model.text import clean
from greenplan_desktop.store import journal, rows, tasks

from .changed import Changed, changed
from .targets import target_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greenplan_desktop.model.plan import Comparator
    from greenplan_desktop.store.database import Store
    from greenplan_desktop.store.rows import Row

FIELDS = {"indicator": "指标", "goal": "目标值", "year": "年份"}
STEP = 1024
_SIGNS: dict[Comparator, tuple[str, ...]] = {
    ">=": ("≥", ">=", "不低于", "不少于", "超过", "突破"),
    "<=": ("≤", "<=", "不超过", "不高于", "低于"),
    "about": ("约", "≈"),
    "=": ("=", "达到"),
}
_AFTER: dict[str, Comparator] = {"以上": ">=", "以内": "<=", "以下": "<=", "左右": "about"}
_GOAL = re.compile(r"^([+-]?[\d,]*\.?\d+)\s*(.*)$", re.DOTALL)


def read_line(line: str) -> Target:
    """A target as a clerk writes it; a line without a figure is one that is told in words."""
    found = find_targets(line, levelled(line))
    one = found[0] if found else None
    if one is None:
        return Target(line, line, "=", None, "", None)
    return Target(line, one.indicator or line, one.comparator, one.value, one.unit, one.year)


def read_goal(text: str, usual_unit: str) -> tuple[Comparator, str | None, str]:
    """`≥50万吨`, `10家以上`, `不低于 70%` as (comparator, figure, unit); a missing unit is the usual one."""
    plain = "".join(unicodedata.normalize("NFKC", clean(text)).split())
    if plain in ("", "-", "—"):
        return "=", None, ""
    comparator: Comparator = "="
    for kind, words in _SIGNS.items():
        word = next((w for w in words if plain.startswith(w)), "")
        if word:
            comparator, plain = kind, plain[len(word) :]
            break
    match = _GOAL.match(plain)
    if match is None:
        raise InputError(f"“{text.strip()}”里没有数，请填如 ≥50{usual_unit or '万吨'}；没有数的目标请留空。")
    unit = match[2]
    for word, kind in _AFTER.items():
        if unit.endswith(word):
            comparator, unit = kind, unit[: -len(word)]
    return comparator, match[1].replace(",", ""), unit or usual_unit


def edit_goal(store: Store, target_id: int, field: str, text: str) -> Changed:
    """Correct a target's indicator, goal or year (a key of FIELDS); an indicator is never empty."""
    target = target_row(store, target_id)
    plain = clean(text).strip()
    values: dict[str, Any]
    if field == "goal":
        comparator, value, unit = read_goal(plain, target["unit"] or "")
        values = {"comparator": comparator, "value": value, "unit": unit}
    elif field == "year":
        if plain and not re.fullmatch(r"(?:19|20)\d\d年?", plain):
            raise InputError(f"“{plain}”不是年份，请填四位数字，如 2025。")
        values = {"year": int(plain[:4]) if plain else None}
    elif plain:
        values = {"indicator": plain}
    else:
        raise InputError("指标不能为空；不要这个目标请用“删除目标”。")
    label = f"修改目标“{target['indicator']}”的{FIELDS[field]}"
    with journal.change(store, label, plan_id=target["plan_id"]) as set_id:
        rows.update(store, "target", target_id, **values)
    return changed(store, set_id)


def delete_goals(store: Store, target_ids: Sequence[int]) -> Changed:
    """Remove targets with the values reported for them; undo brings both back."""
    found = [target_row(store, key) for key in target_ids]
    if not found:
        return Changed(None, "")
    label = f"删除目标“{found[0]['indicator']}”" if len(found) == 1 else f"删除{len(found)}个目标"
    with journal.change(store, label, plan_id=found[0]["plan_id"]) as set_id:
        for target in found:
            rows.delete(store, "target", target["id"])
    return changed(store, set_id)


def write_goals(store: Store, task_id: int, text: str) -> Changed:
    """Make a task's targets those of a text, one a line: lines that stand keep their targets and reported values."""
    task = tasks.task(store, task_id)
    if task is None:
        raise InputError("这一项任务已被删除，可用撤销找回。")
    old = sorted(rows.find(store, "target", task_id=task_id), key=lambda row: (row["position"], row["id"]))
    lines = [line.strip() for line in clean(text).split("\n") if line.strip()]
    kept: list[int | None] = []  # for each line the target it goes on with
    for tag, first, last, begin, end in SequenceMatcher(
        None, [row["text"] for row in old], lines, autojunk=False
    ).get_opcodes():
        same = [row["id"] for row in old[first:last]] if tag in ("equal", "replace") else []
        kept += [same[n] if n < len(same) else None for n in range(end - begin)]
    by_id = {row["id"]: row for row in old}
    with journal.change(store, f"修改第{task.code}项目标", plan_id=task.plan_id) as set_id:
        for row_id in by_id.keys() - set(kept):
            rows.delete(store, "target", row_id)
        for place, (line, row_id) in enumerate(zip(lines, kept, strict=True), start=1):
            _write_line(store, task.plan_id, task_id, line, by_id.get(row_id or 0), place * STEP)
    return changed(store, set_id)


def _write_line(store: Store, plan_id: int, task_id: int, line: str, row: Row | None, position: int) -> None:
    if row is not None and row["text"] == line:
        if row["position"] != position:
            rows.update(store, "target", row["id"], position=position)
        return
    read = read_line(line)
    names = ("text", "indicator", "comparator", "value", "unit", "year")
    values = {name: getattr(read, name) for name in names}
    if row is not None:
        rows.update(store, "target", row["id"], position=position, **values)
    else:
        rows.insert(store, "target", plan_id=plan_id, task_id=task_id, position=position, **values)
