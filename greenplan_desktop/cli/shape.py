"""How every command looks: Chinese help, JSON on standard output, sentences on standard error, exit status."""

from __future__ import annotations

import json
import re
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from greenplan_desktop.jobs.samples import fill_register
from greenplan_desktop.jobs.whereabouts import config_folder, last_database
from greenplan_desktop.model.errors import GreenplanError, InputError
from greenplan_desktop.model.period import Period
from greenplan_desktop.store.database import Store, open_store
from greenplan_desktop.whole_file import reason

from .usage import usage_sentence

F = TypeVar("F", bound=Callable[..., Any])


class NeedsALook(Exception):
    """The job is done but something needs a look: exit status 1."""


class _ChineseHelp:
    """Help pages without English words."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The first line of a help page."""
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        words = {"[OPTIONS]": "[选项]", "COMMAND [ARGS]...": "命令 [参数]…"}
        formatter.write_usage(ctx.command_path, " ".join(words.get(p, p) for p in pieces), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, under a Chinese heading."""
        params = self.get_params(ctx)  # type: ignore[attr-defined]
        options = [p for p in params if isinstance(p, click.Option)]
        records = [(_plain(r[0]), _plain(r[1])) for p in options if (r := p.get_help_record(ctx))]
        if records:
            with formatter.section("选项"):
                formatter.write_dl(records)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help`, explained in Chinese."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "显示本帮助"
        return option  # type: ignore[no-any-return]


def _plain(words: str) -> str:
    """A help text with click's own English remarks taken out or put into Chinese."""
    words = words.replace("[required]", "（必填）")
    return re.sub(r"\s*\[(?:x|\d)[^\]]*\]", "", words).strip()


class Command(_ChineseHelp, click.Command):
    """A command with Chinese help."""


class Group(_ChineseHelp, click.Group):
    """A group of commands with Chinese help."""

    command_class = Command

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **{"no_args_is_help": False, **settings})

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with their first sentences."""
        rows = []
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None and not command.hidden:
                rows.append((name, command.get_short_help_str(80)))
        if rows:
            with formatter.section("命令"):
                formatter.write_dl(rows)


Group.group_class = Group


plan_argument = click.argument("name", metavar="计划")
period_argument = click.argument("period", type=Period.parse, metavar="期次")


def db_option(command: F) -> F:
    """`--db FILE`, the same for every command."""
    return click.option(
        "--db",
        "db",
        type=click.Path(path_type=Path),
        default=None,
        metavar="文件",
        help="数据库文件（默认：窗口上次使用的）",
    )(command)


def json_option(command: F) -> F:
    """`--json`, the same for every command."""
    return click.option("--json", "as_json", is_flag=True, help="输出 JSON，供程序使用")(command)


@contextmanager
def opened(db: Path | None, *, create: bool = False) -> Iterator[Store]:
    """The database of a command, marked as open only when it is written to; a missing one is laid out with
    the register where `create` says so, else an error."""
    with open_store(db or last_database(), create=create, hold=False) as store:
        if create:
            fill_register(store)
        yield store


def say(text: str) -> None:
    """A sentence for people, on standard error."""
    click.echo(text, err=True)


def out(text: str) -> None:
    """Plain output of a command, on standard output."""
    with _told():
        click.echo(text)


def out_json(value: Any) -> None:
    """JSON in UTF-8 on standard output and nothing else; nothing where standard output is closed."""
    data = json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"
    with _told():
        click.echo(data, nl=False)


@contextmanager
def _told() -> Iterator[None]:
    """Output that cannot be written (a full disk behind >) is an expected error; a reader that left is none."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise InputError(f"结果没有写出去：{reason(error)}。") from error


def run(group: click.Group, arguments: list[str]) -> int:
    """Run a command line, return its exit status; expected errors become one line on standard error."""
    try:
        group.main(arguments, prog_name="greenplan", standalone_mode=False)
    except NeedsALook:
        return 1
    except click.exceptions.Exit as stop:
        return int(stop.exit_code)
    except click.exceptions.Abort:
        say("已中断，数据保持原样。")
        return 2
    except click.ClickException as error:
        say(usage_sentence(error))
        return 2
    except GreenplanError as error:
        say(error.message)
        return 2
    except BrokenPipeError:  # the reader has seen enough (… | head): nothing to tell, nowhere to tell it
        return 2
    except Exception:  # a bug: logged whole, told in one sentence
        say(f"程序出错，没有完成；{_logged()}。")
        return 2
    return 0


def _logged() -> str:
    """Write the present traceback to the program's log; says where, for the clerk to hand on."""
    path = config_folder() / "命令行错误.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now():%Y-%m-%d %H:%M:%S} {sys.argv}\n{traceback.format_exc()}\n")
    except OSError as error:
        return f"详情没有记下（{reason(error)}），请把所用的命令告诉维护人员"
    return f"详情已记入 {path}，请把它交给维护人员"
