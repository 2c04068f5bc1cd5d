"""The command line: the same jobs without a window."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from . import database, figures, journal, lists, plans, returns, units
from .shape import Group, run


@click.group(cls=Group, help="绿色计划任务管理。不带命令时打开窗口；后面写数据库或计划文件，则用窗口打开它。")
def root() -> None:
    """All commands; without one the window opens (see `main`)."""


for _module in (plans, units, returns, lists, figures, journal, database):
    for _command in _module.COMMANDS:
        root.add_command(_command)


def main(arguments: list[str] | None = None) -> int:
    """Run `greenplan`; without a command the window opens. Returns the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if opens_window(given):
        from greenplan_desktop.app import main as window

        return window(given)
    return run(root, given)


def opens_window(given: list[str]) -> bool:
    """Whether these arguments ask for the window: files to open, or nothing but `--db FILE`."""
    words, files = list(given), []
    while words:
        word = words.pop(0)
        if word == "--db" and words:
            words.pop(0)
        elif word.startswith("-") and not word.startswith("--db="):
            return False
        elif not word.startswith("-"):
            files.append(word)
    return not files or (files[0] not in root.commands and _is_file(Path(files[0])))


def _is_file(path: Path) -> bool:
    """Whether a word is meant as a file: one that is there, or at least has an ending."""
    return path.suffix != "" or os.path.exists(path)


def entry() -> None:
    """The console script: what `greenplan` runs, ending with its exit status."""
    sys.exit(main())
