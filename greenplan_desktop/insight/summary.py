"""进展情况汇总: what was done by chapter, what lags and why, who has not returned; the ledger as annex."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greenplan_desktop.model import rules
from greenplan_desktop.model.labels import LIFE, STATUS
from greenplan_desktop.model.status import UNREPORTED, Status
from greenplan_desktop.model.text import percent_text

from . import charts, wording
from .content import Annex, Document, Figure, Heading, Row, Table, Text
from .stats import statistics

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from greenplan_desktop.model.index import PlanIndex
    from greenplan_desktop.model.period import Period

    from .content import Block
    from .figures import Statistics, TaskRow

LEDGER_HEAD = ("序号", "重点任务", "牵头单位", "状态", "进度", "进展情况", "存在问题", "下一步打算")
LEDGER_WIDTHS = (12.0, 32.0, 27.0, 18.0, 13.0, 59.0, 32.0, 32.0)  # mm, together the type area's 225
TARGET_HEAD = ("任务", "指标", "目标值", "最新填报值", "完成比例", "情况")
TARGET_WIDTHS = (17.0, 38.0, 36.0, 27.0, 19.0, 19.0)
MOST_UNITS, MOST_TARGETS = 15, 12  # bars in a chart of the text, so that it stays below half a page
_FIELDS = ("achievement", "problems", "next_steps")
USUAL_CHARTS = frozenset({"groups", "units", "targets"})  # and "periods", where it is asked for


class Reports:
    """What the units of each task said for a period: the leads' words, else the others' with their names."""

    def __init__(self, index: PlanIndex, period: Period, joined: Mapping[int, str] | None = None) -> None:
        """`joined` are texts a clerk put together, by task id; they stand for 进展情况."""
        self.index = index
        self.period = period
        self.joined = joined or {}

    def said(self, row: TaskRow, field: str) -> str:
        """One field of a task, a line a unit; units are named where several speak."""
        if field == "achievement" and self.joined.get(row.task_id, "").strip():
            return self.joined[row.task_id].strip()
        given = rules.task_reports(self.index, self.index.tasks[row.task_id], self.period)
        words = [(unit, role, str(getattr(report, field)).strip()) for unit, role, report in given]
        leads = [(unit, text) for unit, role, text in words if text and role == "lead"]
        chosen = leads or [(unit, text) for unit, _, text in words if text]
        if leads and len(leads) == 1:
            return leads[0][1]
        return "\n".join(f"{self.index.units[unit].short_name}：{text}" for unit, text in chosen)

    def has(self, row: TaskRow, unit: int) -> bool:
        """Whether a unit gave a status for a task."""
        report = self.index.report(row.task_id, unit, self.period)
        return report is not None and rules.report_status(report) is not None


def summary(
    index: PlanIndex,
    period: Period,
    joined: Mapping[int, str] | None = None,
    *,
    with_charts: bool | Collection[str] = True,
) -> Document:
    """The whole text; every number comes from `statistics` of the same plan and period.

    `with_charts` names the charts wanted: groups, units, targets, periods; True are the usual three.
    """
    wanted = (USUAL_CHARTS if with_charts else ()) if isinstance(with_charts, bool) else with_charts
    figures = statistics(index, period)
    if not _worth_charts(figures):
        wanted = set(wanted) - {"groups", "units"}
    reports = Reports(index, period, joined)
    sections = (
        ("总体情况", _overall(index, figures, wanted)),
        ("各项任务进展情况", _chapters(index, figures, reports)),
        ("进展滞后任务及下一步打算", _delayed(index, figures, reports)),
        ("目标指标完成情况", _targets(figures, "targets" in wanted)),
        ("报送情况", _returns(figures, "units" in wanted)),
    )
    blocks: list[Block] = []
    number = 0
    for title, content in sections:
        if content:
            number += 1
            blocks += [Heading(1, f"{wording.numeral(number)}、{title}"), *content]
    annex = Annex("附件", f"{figures.plan}{period.label}进展台账", ledger(index, figures, reports))
    return Document(title_lines(figures, "进展情况汇总"), tuple(blocks), annex if figures.rows else None)


def _worth_charts(figures: Statistics) -> bool:
    """Whether bars of statuses tell anything: of several tasks, and some of them reported."""
    return figures.tasks > 1 and figures.by_status[UNREPORTED] < figures.tasks


def title_lines(figures: Statistics, what: str) -> tuple[str, ...]:
    """The title in two lines: the plan, then the period and what it is."""
    return (wording.book_title(figures.plan), f"{figures.period.label}{what}")


def _overall(index: PlanIndex, figures: Statistics, wanted: Collection[str]) -> list[Block]:
    texts = [
        wording.opening(figures) + wording.overdue_text(figures) + wording.apart_text(figures),
        wording.lights_text(figures) + wording.change_text(figures.change),
        wording.returns_text(figures),
    ]
    blocks: list[Block] = [Text(text) for text in texts if text]
    if not figures.tasks:
        return blocks
    if "groups" in wanted:
        blocks.append(Figure(charts.status_by_group(figures)))
    if "periods" in wanted:
        blocks.append(Figure(charts.over_periods(index, figures.period)))
    return blocks


def _chapters(index: PlanIndex, figures: Statistics, reports: Reports) -> list[Block]:
    blocks: list[Block] = []
    for number, group in enumerate(figures.groups, 1):
        if len(figures.groups) > 1 or group.chapter_id is not None:
            title = wording.without_numbering(group.title)
            blocks.append(Heading(2, f"（{wording.numeral(number)}）{title}"))
        blocks.append(Text(f"共{group.tasks}项任务，{wording.counts_text(group.by_status)}。"))
        members = [row for row in figures.rows if row.counted and row.group == group.chapter_id]
        blocks += [_task(index, row, reports) for row in members]
    return blocks


def _task(index: PlanIndex, row: TaskRow, reports: Reports) -> Text:
    """One task: number, title, who leads, how it stands, what was done."""
    done = wording.sentence(reports.said(row, "achievement"))
    return Text(f"（{_state(index, row, reports)}）。{done}", _named(row))


def _named(row: TaskRow) -> str:
    """1.推动…; a code that is no plain number stands apart (2.1 化工…)."""
    return f"{row.code}.{row.title}" if row.code.isdigit() else f"{row.code} {row.title}"


def _state(index: PlanIndex, row: TaskRow, reports: Reports) -> str:
    """Who leads, the status, whether overdue, the percent; of several leads those who have not reported."""
    leads = "、".join(index.names(row.task_id, "lead"))
    state = STATUS[row.status]
    if row.status == UNREPORTED:
        absent = [index.units[u].short_name for u in row.leads if not reports.has(row, u)]
        some = 0 < len(absent) < len(row.leads)
        state = f"未报送进展，缺{'、'.join(absent)}" if some else "未报送进展"
    late = "已逾期" if row.overdue else ""
    parts = [f"{leads}牵头" if leads else "", state, late, percent_text(row.percent_tenths)]
    return "，".join(part for part in parts if part)


def _delayed(index: PlanIndex, figures: Statistics, reports: Reports) -> list[Block]:
    rows = [row for row in figures.rows if row.counted and is_behind(row)]
    if not figures.tasks:
        return []
    if not rows:
        return [Text("本期没有进展滞后、未启动或逾期的任务。")]
    blocks: list[Block] = [Text(f"进展滞后、未启动或已逾期的任务共{len(rows)}项。")]
    for row in rows:
        problems = wording.sentence(reports.said(row, "problems")) or "未填报。"
        steps = wording.sentence(reports.said(row, "next_steps")) or "未填报。"
        state = _state(index, row, reports)
        blocks.append(Text(f"（{state}）。存在问题：{problems}下一步打算：{steps}", _named(row)))
    return blocks


def is_behind(row: TaskRow) -> bool:
    """Delayed, not started, or past its last day: what the text has to explain."""
    return row.status in (Status.DELAYED, Status.NOT_STARTED) or row.overdue


def _targets(figures: Statistics, with_charts: bool) -> list[Block]:
    text = wording.targets_text(figures)
    if not text:
        return []
    followed = [row for row in figures.targets if row.goal is not None and row.value_text]
    blocks: list[Block] = [Text(text)]
    if with_charts and any(row.share is not None for row in followed):
        blocks.append(Figure(charts.targets_followed(figures, MOST_TARGETS)))
    if followed:  # a table that says nothing but 未填报 would only fill pages
        blocks.append(targets_block(figures))
    return blocks


def targets_block(figures: Statistics) -> Table:
    """The table of all quantified targets at the period."""
    rows = tuple(
        Row(
            (
                row.task_code or "全计划",
                row.indicator,
                row.goal_text + (f"（{row.year}年）" if row.year else ""),
                row.value_text or "—",
                wording.percent(row.share) if row.share is not None else "—",
                row.state_text,
            )
        )
        for row in figures.targets
        if row.goal is not None
    )
    return Table(TARGET_HEAD, rows, TARGET_WIDTHS, frozenset({0, 4, 5}))


def _returns(figures: Statistics, with_chart: bool) -> list[Block]:
    """Who returned; the chart of the lead units ends the text, where its height leaves no void before a page's end."""
    late, partial = figures.standing("late"), figures.standing("partial")
    blocks: list[Block] = [Text(wording.returns_text(figures))]
    if figures.silent:
        blocks.append(
            Text(f"{wording.unit_list(figures.silent)}。", f"未报送的单位（{len(figures.silent)}个）：")
        )
    if partial:
        names = "；".join(f"{unit.name}（缺{wording.codes(unit.missing)}）" for unit in partial)
        blocks.append(Text(f"{names}。", f"报送不全的单位（{len(partial)}个）："))
    if late:
        names = "、".join(f"{unit.name}（逾期{unit.late_days}天）" for unit in late)
        blocks.append(Text(f"{names}。", f"逾期报送的单位（{len(late)}个）："))
    if with_chart and any(unit.lead for unit in figures.units):
        blocks.append(Figure(charts.lead_units(figures, MOST_UNITS)))
    return blocks if figures.units else []


def ledger(index: PlanIndex, figures: Statistics, reports: Reports) -> Table:
    """进展台账: every task of the plan under its chapter, those counted apart with their life."""
    rows: list[Row] = []
    titles = {group.chapter_id: group.title for group in figures.groups}
    last: int | None = None
    for row in figures.rows:
        if row.group != last and row.group is not None:
            title = titles.get(row.group) or index.chapters[row.group].title
            rows.append(Row((title,), spans=True))
        last = row.group
        rows.append(Row(tuple(_ledger_cells(index, row, reports))))
    return Table(LEDGER_HEAD, tuple(rows), LEDGER_WIDTHS, frozenset({0, 3, 4}))


def _ledger_cells(index: PlanIndex, row: TaskRow, reports: Reports) -> Iterable[str]:
    state = STATUS[row.status] if row.counted else LIFE[row.life]
    yield from (row.code, row.title, "、".join(index.names(row.task_id, "lead")))
    yield state + ("（逾期）" if row.overdue else "")
    yield percent_text(row.percent_tenths)
    yield from (reports.said(row, field) for field in _FIELDS)
