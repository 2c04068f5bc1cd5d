"""`greenplan history`, `undo`, `redo`."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from greenplan_desktop.jobs import find
from greenplan_desktop.jobs import journal as jobs
from greenplan_desktop.store import journal as stored

from .shape import Command, NeedsALook, db_option, json_option, opened, out, out_json, plan_argument, say

if TYPE_CHECKING:
    from pathlib import Path

    from greenplan_desktop.jobs.changed import Changed


@click.command("history", cls=Command, help="列出一份计划的修改记录：谁、何时、从什么改成什么。")
@plan_argument
@click.option("--task", default=None, metavar="任务", help="只看这一项任务")
@db_option
@json_option
def history(name: str, task: str | None, db: Path | None, as_json: bool) -> None:
    """What was changed in a plan, newest first: when, by whom, from what to what."""
    with opened(db) as store:
        plan = find.plan(store, name)
        key = find.task(store, plan.id, task).id if task is not None else None
        found = stored.history(store, plan_id=plan.id, task_id=key)
        if as_json:
            out_json(jobs.history_json(store, found, key))
            return
        for s in found:
            state = {"done": "", "undone": "（已撤销）", "dropped": "（已撤销）"}[s.state]
            when = datetime.fromisoformat(s.at).astimezone().strftime("%Y-%m-%d %H:%M")
            out(f"{when}　{s.user}　{s.label}{state}")
            for line in jobs.lines(store, s.id, task_id=key, limit=20):
                out(f"    {line.thing}　{line.column}：{line.before or '空'} → {line.after or '空'}")


@click.command("undo", cls=Command, help="撤销最近一次修改。")
@db_option
def undo(db: Path | None) -> None:
    """Take the latest change back, of whichever plan; status 1 where there is none."""
    with opened(db) as store:
        _tell(jobs.undo(store), "没有可撤销的修改。")


@click.command("redo", cls=Command, help="重做刚才撤销的修改。")
@db_option
def redo(db: Path | None) -> None:
    """Bring back what was undone last; status 1 where there is nothing."""
    with opened(db) as store:
        _tell(jobs.redo(store), "没有可重做的修改。")


def _tell(done: Changed | None, nothing: str) -> None:
    if done is None:
        say(nothing)
        raise NeedsALook
    say(done.label)


COMMANDS = (history, undo, redo)
