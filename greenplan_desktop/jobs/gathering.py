"""What came in and what did not: the register of returns, reminders, what units said of a task, joined."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from greenplan_desktop import whole_file
from greenplan_desktop.model import rules
from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.labels import ROLE, STATUS
from greenplan_desktop.model.lights import COLOUR_WORD
from greenplan_desktop.model.text import day_words, percent_text
from greenplan_desktop.store import journal, reports, rows

from . import figures
from .changed import Changed, changed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from greenplan_desktop.model.index import PlanIndex
    from greenplan_desktop.model.lights import Colour
    from greenplan_desktop.model.period import Period
    from greenplan_desktop.model.records import ReturnFile, StoredReport, StoredTask
    from greenplan_desktop.store.database import Store

STANDING = {"complete": "已报齐", "late": "迟报", "partial": "未报全", "missing": "未报", "none": "本期不报"}
FIELDS = ("achievement", "problems", "next_steps", "remarks")


@dataclass(frozen=True, slots=True)
class RegistryLine:
    """One unit that owes a return for a period."""

    unit_id: int
    unit: str
    standing: str
    owed: int
    done: int
    missing: tuple[str, ...]
    received: str
    revision: int
    late: str
    contact: str
    phone: str
    evidence: int

    @property
    def word(self) -> str:
        """How it stands, in words."""
        return STANDING[self.standing]


def registry(index: PlanIndex, period: Period, today: date | None = None) -> list[RegistryLine]:
    """Every unit that owes a return for a period, the missing ones first, then in the register's order."""
    found = figures.statistics_of(index, period)
    deadline = date.fromisoformat(found.deadline) if found.deadline else None
    behind = (today or date.today()) - deadline if deadline else None
    lines = []
    for one in found.units:
        if not one.owed:
            continue
        unit = index.units[one.unit_id]
        files = index.files(one.unit_id, period)
        late = f"迟 {one.late_days} 天" if one.late_days else ""
        if one.standing in ("missing", "partial") and behind is not None and behind.days > 0:
            late = f"逾期 {behind.days} 天"
        lines.append(
            RegistryLine(
                one.unit_id,
                one.name,
                one.standing,
                one.owed,
                one.done,
                one.missing,
                _day(files[-1].received_at) if files else _date(one.received_on),
                len(files),
                late,
                unit.contact,
                unit.phone,
                len(evidence(index, period, one.unit_id)),
            )
        )
    order = {"missing": 0, "partial": 1, "late": 2, "complete": 3}
    return sorted(lines, key=lambda line: (order[line.standing], index.units[line.unit_id].position))


def _date(iso: str | None) -> str:
    if not iso:
        return ""
    day = date.fromisoformat(iso)
    return f"{day.month}月{day.day}日"


def _day(stamp: str) -> str:
    when = datetime.fromisoformat(stamp).astimezone()
    return f"{when.month}月{when.day}日 {when:%H:%M}"


def evidence(index: PlanIndex, period: Period, unit_id: int) -> list[ReturnFile]:
    """佐证材料 of a unit for a period."""
    key = index.period_id(period)
    files = index.snapshot.return_files
    return [f for f in files if f.period_id == key and f.unit_id == unit_id and f.kind == "evidence"]


def message(index: PlanIndex, period: Period, line: RegistryLine) -> str:
    """A reminder for a unit as a short message: what is missing, until when."""
    stored = index.periods.get(period.code)
    until = f"，截止日期为{day_words(stored.deadline)}" if stored and stored.deadline else ""
    codes = "、".join(line.missing)
    what = "尚未报送" if line.standing == "missing" else f"已报 {line.done} 项，还缺 {len(line.missing)} 项"
    name = index.plan.name
    return (
        f"{line.unit}：《{name}》{period.label}进展情况{what}（第{codes}项）{until}。"
        f"请尽快将填报表报我单位，如已报送请忽略。"
    )


def save_file(store: Store, file: ReturnFile, target: Path) -> Path:
    """Write a kept file out again; raises InputError where its bytes were removed."""
    content = reports.blob(store, file.sha256)
    if content is None:
        raise InputError(f"“{file.name}”的原文件已移出数据库，只留有登记。")
    return whole_file.write(target, content)


def remove_file(store: Store, file: ReturnFile) -> Changed:
    """Take a piece of 佐证材料 off the register; undo brings it back."""
    with journal.change(store, f"移除材料：{file.name}") as set_id:
        rows.delete(store, "return_file", file.id)
    return changed(store, set_id)


def import_set_of(store: Store, file_id: int) -> int | None:
    """The change set that brought a return in, for taking that import back."""
    return journal.set_that_made(store, "return_file", file_id)


@dataclass(frozen=True, slots=True)
class Said:
    """What one unit said of a task for a period, with where each text came from."""

    unit_id: int
    unit: str
    role: str
    report: StoredReport
    state: str
    sources: tuple[tuple[str, int, str, str], ...]  # (field, return file, sheet, cell)
    repeated: bool  # word for word the achievement of the period of the same kind before


def said(index: PlanIndex, task: StoredTask, period: Period) -> list[Said]:
    """What the units of a task said, leads first."""
    before = period.previous()
    found = []
    for unit_id, role, report in rules.task_reports(index, task, period):
        last = index.report(task.id, unit_id, before)
        state = " ".join(
            p for p in (STATUS.get(report.status or "", ""), percent_text(report.percent_tenths)) if p
        )
        found.append(
            Said(
                unit_id,
                index.units[unit_id].short_name,
                ROLE[role],
                report,
                state,
                _sources(report),
                bool(last and report.achievement and last.achievement == report.achievement),
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class Standing:
    """How a task stands at a period: its status by the rule or by hand, held against the time gone."""

    period: Period
    status: str
    percent: str
    gone: str  # share of the time gone, in words
    light: Colour
    reason: str  # why the status was set by hand; "" where it follows from the returns

    @property
    def words(self) -> str:
        """`进展滞后 20%`."""
        return f"{STATUS[self.status]} {self.percent}".strip()

    @property
    def against_time(self) -> str:
        """`序时 17%，黄灯`."""
        lit = f"，{COLOUR_WORD[self.light]}灯" if self.light != "none" else ""
        return f"序时 {self.gone}{lit}"


def standing(index: PlanIndex, task: StoredTask, period: Period) -> Standing:
    """How a task stands at a period."""
    status, percent = rules.task_progress(index, task, period)
    gone = rules.time_gone(period, index.plan, rules.time_mode(index))
    key = index.period_id(period)
    by_hand = index.manual.get((task.id, key)) if key is not None else None
    colour = rules.task_light(index, task, period)
    return Standing(
        period, status, percent_text(percent), f"{gone:.0%}", colour, by_hand.reason if by_hand else ""
    )


def earlier(index: PlanIndex, task: StoredTask, period: Period) -> list[tuple[Standing, list[Said]]]:
    """The periods of the same length before this one in which something was said of a task, the latest first."""
    same = sorted(p.period for p in index.snapshot.periods if p.period.months == period.months)
    told = [(p, said(index, task, p)) for p in reversed(same) if p < period]
    return [(standing(index, task, p), found) for p, found in told if found]


def _sources(report: StoredReport) -> tuple[tuple[str, int, str, str], ...]:
    kept = json.loads(report.cells)
    return tuple((field, *kept[field]) for field in kept if isinstance(kept[field], list))


def joined_proposal(found: Sequence[Said]) -> str:
    """The lead's text and the others' texts as one 汇总 text, to be edited by the clerk."""
    leads = [s.report.achievement for s in found if s.role == ROLE["lead"] and s.report.achievement]
    others = [
        f"{s.unit}：{s.report.achievement}" for s in found if s.role != ROLE["lead"] and s.report.achievement
    ]
    return "\n".join([*leads, *others])


def write_cover(
    index: PlanIndex, period: Period, target: Path, *, contact: str = "", phone: str = "", mail: str = ""
) -> Path:
    """Write the covering note that goes out with the forms, as .docx; raises InputError."""
    from greenplan_desktop.returns.cover import Cover, cover_bytes

    stored = index.periods.get(period.code)
    units = tuple(index.units[one.unit_id] for one in rules.owed(index, period))
    today = date.today()
    cover = Cover(
        index.plan,
        period,
        units,
        deadline=day_words(stored.deadline) if stored and stored.deadline else "",
        contact=contact,
        phone=phone,
        mail=mail,
        issuer=index.plan.issuer or "",
        date=f"{today.year}年{today.month}月{today.day}日",
    )
    return whole_file.write(target, cover_bytes(cover))
