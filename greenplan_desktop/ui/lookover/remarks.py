"""What is doubtful in a draft, as lines that lead to their place with the fixes at hand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from .doubts import Remark

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from greenplan_desktop.documents.proposals import UnitProposal
    from greenplan_desktop.jobs.plan_writer import UnitChoice
    from greenplan_desktop.model.plan import Plan

GENERAL_DOUBTS = {
    "no_lead": "没有牵头单位",
    "no_responsible_unit": "只有牵头单位，没有责任单位",
    "both_roles": "有单位同时列在牵头和责任中，已按牵头处理",
    "bare_units": "括号里只有单位名称，没有写明角色，请看一下",
    "no_units": "没有写明任何单位",
}


@dataclass(frozen=True, slots=True)
class Acts:
    """What a line can do on the page."""

    light: Callable[[int, int | None], None]  # a place in the text
    choose: Callable[[str], None]  # a task by its code
    same_unit: Callable[[str, int | None], None]  # a new name is a known unit; None: a new one after all
    ask_unit: Callable[[str], None]


def remarks_of(
    plan: Plan, proposals: Sequence[UnitProposal], choices: Mapping[str, UnitChoice], acts: Acts
) -> list[Remark]:
    """New names first, then what the reader doubted, then tasks whose units are odd."""
    found = [_unit_remark(plan, proposal, choices, acts) for proposal in proposals]
    spoken = set()
    for doubt in plan.doubts:
        if doubt.code == "unknown_unit":
            continue
        spoken.add((doubt.task, doubt.code))
        go = partial(acts.light, doubt.start, doubt.end) if doubt.start is not None else None
        found.append(Remark(doubt.message, go))
    for task in plan.tasks:
        for code in task.doubts:
            if (task.code, code) not in spoken and code in GENERAL_DOUBTS:
                words = f"第 {task.code} 项“{task.title}”：{GENERAL_DOUBTS[code]}"
                found.append(Remark(words, partial(acts.choose, task.code)))
    return found


def _unit_remark(plan: Plan, proposal: UnitProposal, choices: Mapping[str, UnitChoice], acts: Acts) -> Remark:
    name, near = proposal.name, proposal.near
    chosen = choices.get(name)
    if chosen is not None and chosen.unit_id is not None:
        back = ("改回新单位", partial(acts.same_unit, name, None))
        return Remark(f"“{name}”将记为已有单位的别名", None, (back,), settled=True)
    fixes = [(f"就是{n.unit.short_name}", partial(acts.same_unit, name, n.unit.id)) for n in near[:2]]
    why = f"，与“{near[0].unit.short_name}”{near[0].reason}" if near else ""
    first = next((t for t in plan.tasks if name in (*t.lead_units, *t.responsible_units)), None)
    go = partial(acts.choose, first.code) if first else None
    ask = ("改为已有单位…", partial(acts.ask_unit, name))
    return Remark(f"新单位“{name}”不在单位库{why}，接受后加入", go, (*fixes, ask))
