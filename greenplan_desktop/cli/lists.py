"""`greenplan tasklist`: the attachment as .pdf, .docx or .xlsx."""

from __future__ import annotations

from pathlib import Path

import click

from greenplan_desktop.jobs import find
from greenplan_desktop.jobs import lists as jobs
from greenplan_desktop.model.period import Period
from greenplan_desktop.model.progress import finish

from .shape import Command, db_option, opened, plan_argument, say


@click.command("tasklist", cls=Command, help="把任务清单写成 .pdf、.docx 或 .xlsx。")
@plan_argument
@click.option(
    "--out", "target", type=click.Path(path_type=Path), required=True, metavar="文件", help="写到哪个文件"
)
@click.option(
    "--preset",
    default="任务清单",
    metavar="版式",
    help="任务清单、责任分工表、目标清单、进展台账、单位任务清单、催报单或自存的版式",
)
@click.option("--unit", default=None, metavar="单位", help="只列这个单位的任务")
@click.option("--period", type=Period.parse, default=None, metavar="期次", help="进展台账和催报单的期次")
@click.option(
    "--orientation",
    type=click.Choice(["landscape", "portrait"]),
    default=None,
    metavar="方向",
    help="landscape 横排或 portrait 竖排",
)
@click.option("--first-page", type=click.IntRange(1, 9999), default=1, metavar="页码", help="起始页码")
@click.option("--duplex", is_flag=True, help="双面印刷（奇偶页页码位置不同）")
@db_option
def tasklist(
    name: str,
    target: Path,
    preset: str,
    unit: str | None,
    period: Period | None,
    orientation: str | None,
    first_page: int,
    duplex: bool,
    db: Path | None,
) -> None:
    """Write a list by its target's ending; says which fonts of the standard were replaced."""
    with opened(db) as store:
        plan = find.plan(store, name)
        order = jobs.Order(
            preset=preset,
            unit_id=find.unit(store, unit).id if unit is not None else None,
            period=period,
            orientation=orientation,
            first_page=first_page if first_page != 1 else None,
            duplex=duplex or None,
        )
        written = finish(jobs.write(store, plan.id, order, target))
    for note in written.notes:
        say(note)
    say(f"已写成 {written.path}")


COMMANDS = (tasklist,)
