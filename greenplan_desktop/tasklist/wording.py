"""The office's way of writing dates, target values and open-ended lists of units."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greenplan_desktop.model.records import StoredTarget, StoredTask

_OPEN = re.compile(
    r"等(?=有关|相关|各|部门|单位|按|配合|负责|参与|协同|协助|共同|分工|[）)】〕\]；;。]|$)[^（）()〔〕【】\[\]；;。]*"
)
_WITHOUT_VALUE = re.compile(
    "翻两番|翻番|翻一番|倍增|全覆盖|全达标|清零|全部[^，。；]{0,8}|基本[^，。；]{0,8}"
)
NOTHING = "——"


def open_words(task: StoredTask) -> str:
    """The words with which a task's clause leaves its list open: 等有关部门按职责分工负责; 等 where none are found."""
    found = _OPEN.findall(task.clause or "")
    return str(found[-1]).rstrip("，、 \n") if found else "等"


def due_words(task: StoredTask) -> str:
    """A due date as the document writes it, else its last day in words (2025年底前, 6月底前)."""
    if task.due_text:
        return task.due_text
    return day_words(task.due_date)


def day_words(iso: str | None) -> str:
    """A last day in words: 2025年底前, 2025年6月底前, 2023年7月5日前; empty for None."""
    try:
        day = date.fromisoformat(iso or "")
    except ValueError:
        return ""
    if (day.month, day.day) == (12, 31):
        return f"{day.year}年底前"
    if day.day == calendar.monthrange(day.year, day.month)[1]:
        return f"{day.year}年{day.month}月底前"
    return f"{day.year}年{day.month}月{day.day}日前"


def target_words(target: StoredTarget) -> str:
    """A target's value with its comparator: 18家, 56%以上, 5%以内, 330天左右; the word itself for 翻番."""
    if target.value is None:
        found = _WITHOUT_VALUE.search(target.text)
        return found[0] if found else NOTHING
    value = f"{target.value}{target.unit or ''}"
    return value + {">=": "以上", "<=": "以内", "about": "左右"}.get(target.comparator, "")


def goal_words(target: StoredTarget) -> str:
    """A target in a few words: indicator and value."""
    value = target_words(target)
    name = target.indicator or target.text
    return name if target.value is None else f"{name}{value}"


def goals_of_year(targets: Iterable[StoredTarget], year: int) -> str:
    """The targets of one year, joined."""
    return "；".join(dict.fromkeys(goal_words(t) for t in targets if t.year == year))
