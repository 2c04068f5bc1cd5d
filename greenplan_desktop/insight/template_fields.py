"""The fields an office may put into its own summary template, with their values for a plan and period."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from greenplan_desktop.model.labels import LIFE, STATUS
from greenplan_desktop.model.text import percent_text

from . import wording
from .stats import statistics
from .summary import Reports, is_behind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from greenplan_desktop.model.index import PlanIndex
    from greenplan_desktop.model.period import Period

    from .figures import Statistics, TaskRow, UnitRow
    from .targets import TargetRow

CHARTS = ("章节图", "单位图", "目标图")
FIELDS: dict[str, str] = {
    "计划": "计划名称",
    "文号": "发文字号",
    "期次": "如“2023年第二季度”",
    "截至": "如“截至6月底”",
    "任务数": "纳入统计的任务数",
    "已完成": "已完成任务数",
    "正常推进": "正常推进任务数",
    "进展滞后": "进展滞后任务数",
    "未启动": "未启动任务数",
    "未报送进展": "牵头单位未报送进展的任务数",
    "逾期": "逾期任务数",
    "应报送": "应报送单位数",
    "已报送": "已报送单位数",
    "报送完整": "报送完整的单位数",
    "未报送单位": "未报送单位名单",
    "总体情况": "第一段：各类任务数",
    "序时情况": "第二段：序时进度、与上期相比",
    "报送情况": "报送单位数一段",
    "目标情况": "量化目标一段",
    "各章": "逐章循环：序号、标题、小结、任务",
    "滞后任务": "逐项循环：滞后、未启动或逾期的任务",
    "目标": "逐项循环：任务、指标、目标值、年份、填报值、完成比例、情况",
    "单位": "逐个循环：名称、牵头应报、牵头已报、参与应报、参与已报、情况、缺报任务",
    "台账": "逐项循环：编号、名称、牵头单位、责任单位、状态、进度、进展情况、存在问题、下一步打算",
    "章节图": "各章节任务进展图",
    "单位图": "各牵头单位任务进展图",
    "目标图": "目标完成情况图",
}
_STANDING = {
    "complete": "完整报送",
    "late": "逾期报送",
    "partial": "报送不全",
    "missing": "未报送",
    "none": "无需报送",
}


def field_values(
    index: PlanIndex, period: Period, joined: Mapping[int, str] | None = None
) -> tuple[dict[str, Any], Statistics]:
    """Every field but the charts with its value, and the figures they come from."""
    figures = statistics(index, period)
    reports = Reports(index, period, joined)
    tasks = {row.task_id: _task(index, row, reports) for row in figures.rows}
    counted = [row for row in figures.rows if row.counted]
    values: dict[str, Any] = _numbers(figures) | {
        "各章": [
            {
                "序号": f"（{wording.numeral(number)}）",
                "标题": wording.without_numbering(group.title),
                "小结": f"共{group.tasks}项任务，{wording.counts_text(group.by_status)}。",
                "任务": [tasks[row.task_id] for row in counted if row.group == group.chapter_id],
            }
            for number, group in enumerate(figures.groups, 1)
        ],
        "滞后任务": [tasks[row.task_id] for row in counted if is_behind(row)],
        "台账": [tasks[row.task_id] for row in figures.rows],
        "目标": [_target(row) for row in figures.targets if row.goal is not None],
        "单位": [_unit(unit) for unit in figures.units if unit.owed],
    }
    return values, figures


def _numbers(figures: Statistics) -> dict[str, Any]:
    by_status = figures.by_status
    first = wording.opening(figures) + wording.overdue_text(figures) + wording.apart_text(figures)
    return {
        "计划": figures.plan,
        "文号": figures.document_number or "",
        "期次": figures.period.label,
        "截至": wording.until(figures.period),
        "任务数": figures.tasks,
        "已完成": by_status["completed"],
        "正常推进": by_status["on_track"],
        "进展滞后": by_status["delayed"],
        "未启动": by_status["not_started"],
        "未报送进展": by_status["unreported"],
        "逾期": len(figures.overdue),
        "应报送": figures.expected,
        "已报送": figures.received,
        "报送完整": figures.complete,
        "未报送单位": wording.unit_list(figures.silent) or "无",
        "总体情况": first,
        "序时情况": wording.lights_text(figures) + wording.change_text(figures.change),
        "报送情况": wording.returns_text(figures),
        "目标情况": wording.targets_text(figures),
    }


def _task(index: PlanIndex, row: TaskRow, reports: Reports) -> dict[str, str]:
    return {
        "编号": row.code,
        "名称": row.title,
        "牵头单位": "、".join(index.names(row.task_id, "lead")),
        "责任单位": "、".join(index.names(row.task_id, "responsible")),
        "状态": STATUS[row.status] if row.counted else LIFE[row.life],
        "进度": percent_text(row.percent_tenths),
        "进展情况": reports.said(row, "achievement"),
        "存在问题": reports.said(row, "problems"),
        "下一步打算": reports.said(row, "next_steps"),
    }


def _target(row: TargetRow) -> dict[str, str]:
    return {
        "任务": row.task_code,
        "指标": row.indicator,
        "目标值": row.goal_text,
        "年份": str(row.year) if row.year else "",
        "填报值": row.value_text,
        "完成比例": wording.percent(row.share) if row.share is not None else "",
        "情况": row.state_text,
    }


def _unit(unit: UnitRow) -> dict[str, str]:
    return {
        "名称": unit.name,
        "牵头应报": str(unit.lead_owed),
        "牵头已报": str(unit.lead_done),
        "参与应报": str(unit.responsible_owed),
        "参与已报": str(unit.responsible_done),
        "情况": _STANDING[unit.standing],
        "缺报任务": "、".join(unit.missing),
    }
