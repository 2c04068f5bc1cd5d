"""Units in table cells: one a line, joined by 、 ， or blanks, marked by *, run together or broken over two lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .characters import levelled
from .clauses import find_clauses
from .grammar import Reading, read_clause
from .seams import Passage
from .table_columns import Part
from .unitnames import JOINT_NAMES, looks_like_unit, without_lead_mark
from .words import LABEL, NOTHING, LabelClass, verb_at_end

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .table_columns import Column, Head

_LABELS: dict[LabelClass | None, str] = {LabelClass.HELP: "配合单位"}
_RUN_TOGETHER = re.compile(
    r"(?<=[局委办处院部会社厅司])(?=[市区县省州](?!委员会|场|政(?!府)|域|际|级|直|内|管)[^、，；\s（）]{1,16}"
    r"(?:局|委|办|中心|公司|集团|院|部|会|社|处|政府|支队|大队|法院)(?:$|[、，；（\s]))"
)
_PARTY = re.compile("(?:^|[^一-鿿])[市区县省州党]委$")
_FULL_STOPS = re.compile(r"[、，,；;。]+$")


@dataclass(frozen=True, slots=True)
class CellRoles:
    """The units of a row's role columns; `words` are the office's own role words where it has three or more."""

    leads: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    open_ended: bool = False
    remarks: tuple[str, ...] = ()
    due: str | None = None
    unread: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()


def read_roles(
    cells: Sequence[tuple[Column, str]], head: Head, joint_names: Sequence[str] = JOINT_NAMES
) -> CellRoles:
    """What the role columns of a row say; which column leads is the head's matter, marks and verbs overrule it."""
    readings = [(column, _read(column, text, head, joint_names)) for column, text in cells]
    leads = tuple(dict.fromkeys(name for _, one in readings for name in one.leads))
    others = tuple(dict.fromkeys(name for _, one in readings for name in one.responsible))
    labels = {column.label for column in head.of(Part.ROLE)}
    words = tuple((name, column.label) for column, one in readings for name in one.names)
    return CellRoles(
        leads=leads,
        responsible=tuple(name for name in others if name not in leads),
        open_ended=any(one.open_ended for _, one in readings),
        remarks=tuple(remark for _, one in readings for remark in one.remarks),
        due=next((one.due for _, one in readings if one.due), None),
        unread=tuple(name for _, one in readings for name in one.unread),
        both=tuple(name for name in others if name in leads),
        words=words if len(labels) > 2 else (),
    )


def _read(column: Column, text: str, head: Head, joint_names: Sequence[str]) -> Reading:
    names = names_text(text)
    if not names or NOTHING.match(levelled(names)):
        return Reading()
    label = "牵头单位" if column.role is head.leading else _LABELS.get(column.role, "责任单位")
    persons = _persons(names) if column.with_persons else []
    for person in persons:
        names = names.replace(person, "")
    reading = read_clause(f"{label}：{names}", joint_names)
    if not persons:
        return reading
    return replace(reading, remarks=(*reading.remarks, f"责任人：{'、'.join(p[1:-1] for p in persons)}"))


def _persons(names: str) -> list[str]:
    """The brackets that hold a person's name and no part of a unit's: 区住建局（陈明）."""
    found = re.findall("[（(][一-鿿·]{2,4}[）)]", names)
    return [one for one in found if not looks_like_unit(one[1:-1]) and not verb_at_end(one[1:-1])]


def roles_in_text(texts: Sequence[str], joint_names: Sequence[str] = JOINT_NAMES) -> CellRoles:
    """What the clauses inside measures say: 新建管网。（区水务局牵头，各街道配合）."""
    passages = [Passage(line, levelled(line), 0) for text in texts for line in text.split("\n") if line]
    readings = [one.reading for passage in passages for one in find_clauses(passage, joint_names).clauses]
    leads = tuple(dict.fromkeys(name for one in readings for name in one.leads))
    others = dict.fromkeys(name for one in readings for name in one.responsible if name not in leads)
    return CellRoles(
        leads=leads,
        responsible=tuple(others),
        open_ended=any(one.open_ended for one in readings),
        remarks=tuple(remark for one in readings for remark in one.remarks),
        due=next((one.due for one in readings if one.due), None),
    )


def names_text(text: str) -> str:
    """A cell's lines as one list of names."""
    lines = [line.strip() for line in text.split("\n")]
    lines = _rejoined([line for line in lines if line and not NOTHING.match(levelled(line))])
    joined = ""
    for line in lines:
        apart = "；" if LABEL.match(levelled(line)) else "、"
        joined += (apart if joined and not _FULL_STOPS.search(joined) else "") + line
    return _RUN_TOGETHER.sub(_between, joined)


def _between(match: re.Match[str]) -> str:
    """A 、 between names that ran together, but not inside 区委区政府督查办."""
    before = match.string[max(0, match.start() - 3) : match.start()]
    return "" if _PARTY.search(before) or len(before.strip()) < 3 else "、"


def _rejoined(lines: list[str]) -> list[str]:
    """A name broken over two lines is one name: neither half is a unit, both together are."""
    joined: list[str] = []
    for line in lines:
        before = re.split("[、，,；;]", joined[-1])[-1] if joined else ""
        after = re.split("[、，,；;]", line)[0]
        whole = looks_like_unit(before) or _says_its_role(before)
        if before and (_is_tail(after) if whole else looks_like_unit(before + after)):
            joined[-1] += line
        else:
            joined.append(line)
    return joined


def _says_its_role(name: str) -> bool:
    """Whether a name ends with its mark or its verb (区经信局*, 区发改委牵头): nothing of it can follow."""
    flat = without_lead_mark(levelled(name))[0]
    verb = verb_at_end(flat)
    return looks_like_unit(flat[: verb[1]] if verb else flat)


def _is_tail(text: str) -> bool:
    """The rest of a name that cannot stand alone: 局, 委（牵头）, 有限公司."""
    flat = re.sub("（[^（）]*）", "", levelled(text))
    return len(flat) <= 1 or re.fullmatch("有限(?:责任)?公司|管理局|委员会|办公室|分局", flat) is not None
