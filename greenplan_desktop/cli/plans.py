"""`greenplan plan …` and `greenplan assign`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from greenplan_desktop import whole_file
from greenplan_desktop.jobs import assign as assigning
from greenplan_desktop.jobs import find, intake
from greenplan_desktop.jobs import plans as jobs
from greenplan_desktop.model.errors import InputError
from greenplan_desktop.store import plans as stored

from .shape import (
    Command,
    Group,
    NeedsALook,
    db_option,
    json_option,
    opened,
    out,
    out_json,
    plan_argument,
    say,
)

if TYPE_CHECKING:
    from greenplan_desktop.model.plan import Plan

_FILE = click.Path(path_type=Path)


@click.group("plan", cls=Group, help="计划：读取、导入、列出、导出。")
def plan() -> None:
    """Plans in, out and listed."""


@plan.command("read", help="读取计划文件，不写入数据库。")
@click.argument("file", type=_FILE, metavar="文件")
@db_option
@json_option
def read(file: Path, db: Path | None, as_json: bool) -> None:
    """Read a plan document, store nothing; status 1 where no task was found."""
    found = _read(file, db)
    if as_json:
        out_json(jobs.as_json(found))
    else:
        _describe(found)
    if not found.tasks:
        say(f"“{file.name}”里没有找到任务：{found.doubts[0].message if found.doubts else '请检查文件内容。'}")
        raise NeedsALook


def _read(file: Path, db: Path | None) -> Plan:
    if db is not None and db.exists():
        with opened(db) as store:
            return intake.read_plan(store, file)
    return intake.read_plan(None, file)


def _describe(found: Plan) -> None:
    out(f"标题：{found.title}")
    out(f"发文字号：{found.document_number or '未找到'}")
    out(f"发文机关：{found.issuer or '未找到'}　发文日期：{found.issue_date or '未找到'}")
    for task in found.tasks:
        leads, others = "、".join(task.lead_units) or "无", "、".join(task.responsible_units) or "无"
        out(f"{task.code}　{task.title}　牵头：{leads}　责任：{others}{'等' if task.open_ended else ''}")
    targets = sum(len(t.targets) for t in found.tasks) + len(found.plan_targets)
    out(f"共 {len(found.tasks)} 项任务，{targets} 个目标，{len(found.doubts)} 处疑点")
    for doubt in found.doubts:
        say(f"第{doubt.line}行：{doubt.message}")


@plan.command("import", help="读取计划文件并存入数据库；已有的计划则按新版本更新。")
@click.argument("file", type=_FILE, metavar="文件")
@db_option
@json_option
def import_(file: Path, db: Path | None, as_json: bool) -> None:
    """Read a plan document and store it; a version of a stored plan updates it. Status 1 where no task was found."""
    with opened(db, create=True) as store:
        found = intake.read_plan(store, file)
        if not found.tasks:
            say(
                f"“{file.name}”里没有找到任务，没有导入：{found.doubts[0].message if found.doubts else '请检查文件内容。'}"
            )
            raise NeedsALook
        done = intake.store_plan(store, found)
        kept = stored.plan(store, done.made[0])
        if as_json and kept:
            out_json(
                {
                    "uid": kept.uid,
                    "title": kept.title,
                    "tasks": len(found.tasks),
                    "change_set": done.change_set_id,
                }
            )
        for note in (*found.notes, *done.notes):
            say(note)
        say(f"{done.label or '内容与库中一致，没有改动'}（{len(found.tasks)} 项任务）")
    if found.doubts:
        say(f"有 {len(found.doubts)} 处请看一下，用 greenplan plan read 查看。")


@plan.command("list", help="列出数据库中的计划。")
@db_option
@json_option
def list_(db: Path | None, as_json: bool) -> None:
    """The stored plans, archived ones too, with what names them to the other commands."""
    with opened(db) as store:
        found = stored.all_plans(store)
    if as_json:
        out_json(
            [
                {
                    "uid": p.uid,
                    "title": p.title,
                    "short_name": p.short_name,
                    "document_number": p.document_number,
                    "archived": p.archived_at is not None,
                    "sample": p.is_sample,
                }
                for p in found
            ]
        )
        return
    for p in found:
        marks = ("（示例）" if p.is_sample else "") + ("（已归档）" if p.archived_at else "")
        out(f"{p.document_number or '无文号'}　{p.title}{marks}")


@plan.command("export", help="把计划写成 JSON 文件（与 plan read 同样的结构）。")
@plan_argument
@click.option("--out", "target", type=_FILE, required=True, metavar="文件.json", help="写到哪个文件")
@db_option
def export(name: str, target: Path, db: Path | None) -> None:
    """Write a plan as JSON in the shape of `plan read`; anything but a .json is refused."""
    if target.suffix.lower() != ".json":
        raise InputError(f"计划只能导出成 .json 文件，请把“{target.name}”改成以 .json 结尾。")
    with opened(db) as store:
        content = jobs.export_plan(store, find.plan(store, name).id)
    whole_file.write(target, json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8"))
    say(f"已写成 {target}")


@click.command("assign", cls=Command, help="修改一项任务的牵头单位和责任单位。")
@plan_argument
@click.argument("task", metavar="任务")
@click.option("--lead", multiple=True, metavar="单位", help="设为牵头单位（可多次）")
@click.option("--responsible", multiple=True, metavar="单位", help="设为责任单位（可多次）")
@click.option("--remove", multiple=True, metavar="单位", help="不再承担（可多次）")
@db_option
def assign(
    name: str,
    task: str,
    lead: tuple[str, ...],
    responsible: tuple[str, ...],
    remove: tuple[str, ...],
    db: Path | None,
) -> None:
    """Give units a role in a task, or take it away, as one undoable step."""
    if not (lead or responsible or remove):
        raise click.UsageError("请用 --lead、--responsible 或 --remove 写明单位", click.get_current_context())
    with opened(db) as store:
        found = find.plan(store, name)
        done = assigning.assign(store, found.id, task, lead=lead, responsible=responsible, remove=remove)
    say(done.label or "与原来一致，没有改动")


COMMANDS = (plan, assign)
