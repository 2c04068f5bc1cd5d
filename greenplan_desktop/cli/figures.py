"""`greenplan stats`, `summary`, `align`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from greenplan_desktop.jobs import figures as jobs
from greenplan_desktop.jobs import find
from greenplan_desktop.model.labels import STATUS
from greenplan_desktop.model.progress import finish

from .shape import Command, db_option, json_option, opened, out, out_json, period_argument, plan_argument, say

if TYPE_CHECKING:
    from greenplan_desktop.model.period import Period


@click.command("stats", cls=Command, help="一份计划一期的统计：各状态任务数、各单位报送、逾期。")
@plan_argument
@period_argument
@db_option
@json_option
def stats(name: str, period: Period, db: Path | None, as_json: bool) -> None:
    """Tasks by status, each unit's share, and what is overdue at a period's end."""
    with opened(db) as store:
        found = jobs.stats_json(store, find.plan(store, name).id, period)
    if as_json:
        out_json(found)
        return
    out(f"{period.label}：共 {found['tasks']} 项任务")
    for status, number in found["by_status"].items():
        out(f"{STATUS[status]} {number} 项")
    for unit in found["units"]:
        out(f"{unit['unit']}　牵头 {unit['lead']}　责任 {unit['responsible']}　已报 {unit['reported']}")
    if found["overdue"]:
        out(f"逾期：第{'、'.join(found['overdue'])}项")


@click.command("summary", cls=Command, help="生成进展情况汇总（.docx，含图表）。")
@plan_argument
@period_argument
@click.option(
    "--out",
    "target",
    type=click.Path(path_type=Path),
    required=True,
    metavar="文件.docx",
    help="写到哪个文件",
)
@db_option
def summary(name: str, period: Period, target: Path, db: Path | None) -> None:
    """Write the 进展情况汇总 with its charts as .docx."""
    with opened(db) as store:
        finish(jobs.write_summary(store, find.plan(store, name).id, period, target))
    say(f"已写成 {target}")


@click.command("align", cls=Command, help="对照上级文件：哪些任务已有落实，哪些还空着。")
@plan_argument
@click.argument("higher", metavar="上级计划")
@db_option
@json_option
def align(name: str, higher: str, db: Path | None, as_json: bool) -> None:
    """Which items of the higher-level plan are answered by which tasks, best first, and which are open."""
    with opened(db) as store:
        found = jobs.align_json(store, find.plan(store, name).id, find.plan(store, higher).id)
    if as_json:
        out_json(found)
        return
    for item in found["items"]:
        answers = "；".join(f"{t['number']} {t['title']}（{t['score']:.2f}）" for t in item["tasks"][:3])
        out(f"{item['number']} {item['title']} → {'未落实' if item['open'] else answers}")


COMMANDS = (stats, summary, align)
