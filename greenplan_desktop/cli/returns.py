"""`greenplan returns …`: forms out, returns in, who is missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from greenplan_desktop.jobs import figures, find, forms
from greenplan_desktop.jobs import returns as jobs
from greenplan_desktop.model.progress import finish

from .shape import (
    Group,
    NeedsALook,
    db_option,
    json_option,
    opened,
    out,
    out_json,
    period_argument,
    plan_argument,
    say,
)

if TYPE_CHECKING:
    from greenplan_desktop.model.period import Period

_PATH = click.Path(path_type=Path)


@click.group("returns", cls=Group, help="填报：生成填报表、导入回收的表、列出未报单位。")
def returns() -> None:
    """Forms out, returns in, and who is missing."""


@returns.command("form", help="为各单位生成填报表，每个单位一个文件。")
@plan_argument
@period_argument
@click.option("--out", "folder", type=_PATH, required=True, metavar="文件夹", help="写到哪个文件夹")
@click.option("--unit", "units", multiple=True, metavar="单位", help="只为这些单位生成（可多次）")
@db_option
def form(name: str, period: Period, folder: Path, units: tuple[str, ...], db: Path | None) -> None:
    """One form workbook per unit that owes a report; prints their paths."""
    with opened(db) as store:
        plan = find.plan(store, name)
        chosen = [find.unit(store, unit).id for unit in units]
        written = finish(forms.write_forms(store, plan.id, period, folder, chosen))
    for path in written:
        out(str(path))
    say(f"已写成 {len(written)} 份填报表，在 {folder}")


@returns.command("import", help="读取回收的填报表（文件、文件夹或 .zip），核对后入库。")
@plan_argument
@period_argument
@click.argument("paths", nargs=-1, required=True, type=_PATH, metavar="路径…")
@click.option("--dry-run", is_flag=True, help="只核对，不入库")
@db_option
@json_option
def import_(
    name: str, period: Period, paths: tuple[Path, ...], dry_run: bool, db: Path | None, as_json: bool
) -> None:
    """Review returns; without --dry-run the unflagged rows are applied. Status 1 where anything needs a look."""
    with opened(db) as store:
        plan = find.plan(store, name)
        review = finish(jobs.review(store, plan.id, period, list(paths)))
        if not dry_run:
            done = jobs.apply(store, plan.id, period, review)
            say(done.label or "没有可入库的内容，数据库未改动")
        if as_json:
            out_json(jobs.review_json(review, plan, applied=not dry_run))
        else:
            for line in jobs.describe(review):
                out(line)
    if review.needs_look:
        raise NeedsALook


@returns.command("missing", help="列出没有报送、或没有报全的单位。")
@plan_argument
@period_argument
@db_option
@json_option
def missing(name: str, period: Period, db: Path | None, as_json: bool) -> None:
    """Units that have not returned, or not on every task, with the codes of what is missing."""
    with opened(db) as store:
        found = figures.missing_json(store, find.plan(store, name).id, period)
    if as_json:
        out_json(found)
        return
    out(f"应报 {found['expected']} 个单位，已报 {found['received']} 个")
    for unit in found["missing"]:
        out(f"{unit['unit']}：缺第{'、'.join(unit['tasks'])}项")


COMMANDS = (returns,)
