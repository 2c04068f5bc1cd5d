"""Targets in the cells of a task list: a goal that is nothing but a figure counts what the task's title names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from greenplan_desktop.model.plan import Comparator, Target

from .characters import levelled
from .numbering import mark_at_start
from .quantities import quantities
from .table_columns import Part
from .targets import find_targets

if TYPE_CHECKING:
    from .table_columns import Column

ADDED = "★☆▲△*＊※ "  # marks of added measures
_COMPARATORS: dict[str, Comparator] = {
    "≥": ">=", "不低于": ">=", "不少于": ">=", "以上": ">=", "超过": ">=", ">": ">=", "≤": "<=", "不超过": "<=",
    "以内": "<=", "<": "<=", "约": "about", "左右": "about", "": "=", "累计": "=", "累计达到": "=", "达到": "=",
    "累计完成": "=", "完成": "=", "新增": "=", "达": "=", "力争": "=", "力争达到": "=", "共": "=", "不少于累计": ">=",
}  # fmt: skip


def targets_in(text: str, column: Column, title: str, place: int) -> list[Target]:
    """The targets of one cell, without the mark it begins with; a goal without an indicator is the title's."""
    flat = levelled(text).replace("\n", " ")
    skipped = len(flat) - len(flat.lstrip(ADDED))
    mark = mark_at_start(flat[skipped:])
    skipped += mark.length if mark else 0
    body = text.replace("\n", " ")[skipped:]
    if column.part is not Part.GOAL:
        return find_targets(body, flat[skipped:], place + skipped)
    found = _bare_figure(body, title, place + skipped) or find_targets(body, flat[skipped:], place + skipped)
    return [target if target.indicator else replace(target, indicator=title) for target in found]


def _bare_figure(text: str, title: str, place: int) -> list[Target]:
    """A goal cell that is nothing but a figure with its unit: what it counts is the task's title."""
    found = list(quantities(levelled(text)))
    if len(found) != 1:
        return []
    figure = found[0]
    comparator = _COMPARATORS.get((text[: figure.start] + text[figure.end :]).strip("。；， "))
    if comparator is None:
        return []
    return [Target(text, title, comparator, figure.value, figure.unit, None, place, place + len(text))]
