"""From the groups of a clause to roles: the pair of labels decides, a verb overrules its own label."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .words import LabelClass, VerbClass

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(slots=True)
class Group:
    """Names under one label, closed by one verb; `commas` are the places of ， among the names."""

    label: LabelClass | None = None
    label_word: str = ""
    names: list[str] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)
    commas: list[int] = field(default_factory=list)
    verb: VerbClass | None = None
    open_ended: bool = False
    after_stop: bool = False  # behind a ；, so the label before it no longer counts beside a verb
    helping: bool = False  # behind 会同


@dataclass(frozen=True, slots=True)
class Roles:
    """Who leads and who is responsible, each once; `both` were named in both roles and lead."""

    leads: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    both: tuple[str, ...] = ()


def assign(groups: Sequence[Group]) -> Roles:
    """The roles of all names of a clause."""
    leading = _leading_label(groups)
    leads: list[str] = []
    responsible: list[str] = []
    for group in groups:
        if group.marked:
            leads += group.marked
            responsible += [name for name in group.names if name not in group.marked]
            continue
        first, rest = _split(group, leading, led=bool(leads))
        leads += first
        responsible += rest
    if not leads:
        leads, responsible = _led_by_verbs(groups, responsible)
    both = tuple(dict.fromkeys(name for name in responsible if name in leads))
    return Roles(
        tuple(dict.fromkeys(leads)),
        tuple(dict.fromkeys(name for name in responsible if name not in leads)),
        _words(groups),
        both,
    )


def _leading_label(groups: Sequence[Group]) -> LabelClass | None:
    """The label whose units lead: 牵头 before 主责 before 责任, the last only beside 配合."""
    labels = {group.label for group in groups}
    if LabelClass.LEAD in labels:
        return LabelClass.LEAD
    if LabelClass.MAIN in labels:
        return LabelClass.MAIN
    if LabelClass.DUTY in labels and LabelClass.HELP in labels:
        return None if any(group.verb is VerbClass.LEAD for group in groups) else LabelClass.DUTY
    return None


def _split(group: Group, leading: LabelClass | None, *, led: bool) -> tuple[list[str], list[str]]:
    """The names of a group that lead, and those that do not."""
    names = list(group.names)
    under_lead = leading is not None and group.label is leading
    if group.helping:
        return [], names
    if group.verb is VerbClass.LEAD:
        return names, []
    if group.verb in (VerbClass.HELP, VerbClass.GUIDE):
        comma = next((place for place in reversed(group.commas) if 0 < place < len(names)), 0)
        if not led and comma and (under_lead or group.label is None) and group.verb is VerbClass.HELP:
            return names[:comma], names[comma:]
        return [], names
    if under_lead and not (group.after_stop and group.verb):
        return names, []
    return [], names


def _led_by_verbs(groups: Sequence[Group], responsible: list[str]) -> tuple[list[str], list[str]]:
    """`A负责，B配合` without any label: A leads, as 责任单位 does beside 配合单位."""
    verbs = [group.verb for group in groups]
    if VerbClass.HELP not in verbs or any(group.label for group in groups):
        return [], responsible
    leads = [name for group in groups if group.verb is VerbClass.PLAIN for name in group.names]
    if verbs[0] is not VerbClass.PLAIN:
        return [], responsible
    return leads, [name for name in responsible if name not in leads]


def _words(groups: Sequence[Group]) -> tuple[tuple[str, str], ...]:
    """The office's own role word of each unit, where a clause has three labels or more."""
    labelled = [group for group in groups if group.label and group.label_word]
    if len({group.label_word for group in labelled}) < 3:
        return ()
    return tuple((name, group.label_word) for group in labelled for name in group.names)
