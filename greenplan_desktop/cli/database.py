"""`greenplan check`, `backup`, `restore`, `demo`."""

from __future__ import annotations

from pathlib import Path

import click

from greenplan_desktop.jobs.whereabouts import last_database
from greenplan_desktop.store import backup as backups
from greenplan_desktop.store import check as checks

from .shape import Command, NeedsALook, db_option, json_option, opened, out, out_json, say


@click.command("check", cls=Command, help="检查数据库是否完好。")
@db_option
@json_option
def check(db: Path | None, as_json: bool) -> None:
    """SQLite's own check, foreign keys, and a journal that covers every table; status 1 where anything is wrong."""
    with opened(db) as store:
        found = checks.problems(store)
        path = store.path
    if as_json:
        out_json({"database": str(path), "ok": not found, "problems": found})
    for problem in found:
        say(problem)
    if found:
        say(f"请从备份恢复，备份在“{backups.folder_of(path)}”里。")
        raise NeedsALook
    say(f"数据库“{path}”完好。")


@click.command("backup", cls=Command, help="备份数据库。")
@click.option(
    "--out", "target", type=click.Path(path_type=Path), required=True, metavar="文件", help="备份写到哪里"
)
@db_option
def backup(target: Path, db: Path | None) -> None:
    """A copy of the database as it is now, also while a window has it open."""
    with opened(db) as store:
        backups.write(store.connection, target)
    say(f"已备份到 {target}")


@click.command("restore", cls=Command, help="从备份恢复数据库；原来的数据库另存一份。")
@click.argument("file", type=click.Path(path_type=Path), metavar="备份文件")
@db_option
def restore(file: Path, db: Path | None) -> None:
    """Put a checked backup in the database's place; what stood there is kept aside."""
    target = db or last_database()
    aside = backups.restore(file, target)
    say(f"已从 {file} 恢复 {target}" + (f"，原数据库存为 {aside}" if aside else ""))


@click.command("demo", cls=Command, help="用示例数据走完全程：导入、填报、回收、清单、汇总，写到一个文件夹。")
@click.option(
    "--out", "folder", type=click.Path(path_type=Path), required=True, metavar="文件夹", help="写到哪个文件夹"
)
def demo(folder: Path) -> None:
    """A quarter's work on the sample data, written to a folder that holds no other demonstration."""
    from greenplan_desktop.jobs.demo import run

    for line in run(folder):
        out(line)


COMMANDS = (check, backup, restore, demo)
