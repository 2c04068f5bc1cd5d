"""`greenplan unit …`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from greenplan_desktop.jobs import find
from greenplan_desktop.jobs import units as jobs
from greenplan_desktop.model.labels import UNIT_KIND
from greenplan_desktop.store import units as stored

from .shape import Group, db_option, json_option, opened, out, out_json, say

if TYPE_CHECKING:
    from greenplan_desktop.model.records import Unit


@click.group("unit", cls=Group, help="单位库：列出、导入、更名、合并。")
def unit() -> None:
    """The register of units."""


@unit.command("list", help="列出单位库。")
@db_option
@json_option
def list_(db: Path | None, as_json: bool) -> None:
    """The whole register in 建制序, units no longer active too."""
    with opened(db) as store:
        found = stored.all_units(store)
    if as_json:
        keys = ("uid", "full_name", "short_name", "kind", "contact", "phone", "active_from", "active_to")
        uids = {u.id: u.uid for u in found}
        out_json(
            [
                {
                    **{k: getattr(u, k) for k in keys},
                    "aliases": list(u.aliases),
                    "merged_into": uids.get(u.merged_into or 0),
                }
                for u in found
            ]
        )
        return
    names = {u.id: u.short_name for u in found}
    for u in found:
        out(f"{u.short_name}　{u.full_name}　{UNIT_KIND[u.kind]}{_remarks(u, names)}")


def _remarks(unit: Unit, names: dict[int, str]) -> str:
    aliases = f"　别名：{'、'.join(unit.aliases)}" if unit.aliases else ""
    if unit.merged_into is not None:
        return f"　已并入{names.get(unit.merged_into, '别的单位')}{aliases}"
    return f"　{unit.active_to} 停用{aliases}" if unit.active_to else aliases


@unit.command("import", help="从 .csv 或 .xlsx 导入单位库（全称、简称、别名、类别…）。")
@click.argument("file", type=click.Path(path_type=Path), metavar="文件")
@db_option
def import_(file: Path, db: Path | None) -> None:
    """Complete the register from a file: known units are filled up, new ones added, none removed."""
    lines = jobs.read_register(file)
    with opened(db, create=True) as store:
        done = jobs.import_units(store, lines)
    say(f"读到 {len(lines)} 个单位，新增 {len(done.made)} 个。")


@unit.command("rename", help="单位更名：自某日起用新名称，旧名称留作别名。")
@click.argument("old", metavar="旧名称")
@click.argument("new", metavar="新名称")
@click.option("--since", required=True, metavar="日期", help="自哪一天起，如 2024-03-01")
@db_option
def rename(old: str, new: str, since: str, db: Path | None) -> None:
    """Rename a unit from a date (ISO): what is printed of earlier periods keeps the old name."""
    with opened(db) as store:
        done = jobs.rename_unit(store, find.unit(store, old).id, new, since)
    say(done.label)


@unit.command("merge", help="把几个单位并入最后写的一个：任务和名称一并转过去。")
@click.argument("names", nargs=-1, required=True, metavar="单位… 并入的单位")
@db_option
def merge(names: tuple[str, ...], db: Path | None) -> None:
    """Merge units into the last one named; their tasks and names pass over to it."""
    if len(names) < 2:
        raise click.UsageError("请写出要并入的单位和并入到哪个单位", click.get_current_context())
    with opened(db) as store:
        done = jobs.merge_by_name(store, names[:-1], names[-1])
    say(done.label)


COMMANDS = (unit,)
