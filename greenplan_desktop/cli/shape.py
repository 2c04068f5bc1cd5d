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
from greenplan_desktop.model.errors import GreenplanError
from greenplan_desktop.store.database import Store, open_store

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
    """The database of a command; reading a missing one is an error unless `create`. A new one knows the register."""
    with open_store(db or last_database(), create=create) as store:
        if create and not store.read_only:
            fill_register(store)
        yield store


def say(text: str) -> None:
    """A sentence for people, on standard error."""
    click.echo(text, err=True)


def out(text: str) -> None:
    """Plain output of a command, on standard output."""
    click.echo(text)


def out_json(value: Any) -> None:
    """JSON in UTF-8 on standard output and nothing else."""
    data = json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8")
    sys.stdout.flush()
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(data.decode("utf-8") + "\n")
    else:
        stream.write(data + b"\n")
        stream.flush()


def usage_sentence(error: click.ClickException) -> str:
    """A usage error of the command line as one Chinese sentence."""
    where = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "greenplan"
    if isinstance(error, click.MissingParameter):
        name = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
        text = f"缺少参数 {name}"
    elif isinstance(error, click.NoSuchOption):
        text = f"没有选项 {error.option_name}"
    elif error.message.startswith("No such command"):
        text = f"没有命令 {error.message.split(chr(39))[1] if chr(39) in error.message else ''}"
    elif "unexpected extra argument" in error.message:
        text = f"多了参数 {error.message.split('(')[-1].rstrip(').')}"
    elif isinstance(error, click.BadParameter):
        text = f"参数值不对：{error.message}"
    else:
        text = f"命令写法不对（{error.message}）"
    return f"{text}；用法见 {where} --help。"


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
    except (KeyboardInterrupt, BrokenPipeError):
        return 2
    except Exception:  # a bug: logged whole, told in one sentence
        say(f"程序出错，没有完成；详情已记入 {_logged()}，请把它交给维护人员。")
        return 2
    return 0


def _logged() -> Path:
    """Write the present traceback to the program's log, return where."""
    path = config_folder() / "命令行错误.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{datetime.now():%Y-%m-%d %H:%M:%S} {sys.argv}\n{traceback.format_exc()}\n")
    except OSError:
        traceback.print_exc()
    return path
