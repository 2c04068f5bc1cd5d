"""A command line that was written wrongly, told in one Chinese sentence."""

from __future__ import annotations

import click


def usage_sentence(error: click.ClickException) -> str:
    """A usage error of click as one Chinese sentence that ends with where the right usage is shown."""
    where = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "greenplan"
    return f"{_what(error)}；用法见 {where} --help。"


def _what(error: click.ClickException) -> str:
    message = error.message
    if isinstance(error, click.MissingParameter):
        return _missing(error)
    if isinstance(error, click.NoSuchOption):
        return f"没有选项 {error.option_name}"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} {'后面要写值' if 'requires' in message else '后面不写值'}"
    if isinstance(error, click.BadParameter):
        return _bad_value(error)
    if message.startswith("Missing command"):
        return "缺少命令"
    if message.startswith("No such command"):
        return f"没有命令 {message.partition(chr(39))[2].rpartition(chr(39))[0]}"
    if "unexpected extra argument" in message:
        return f"多了参数 {message.partition('(')[2].rpartition(')')[0]}"
    return message.removesuffix("。")


def _missing(error: click.MissingParameter) -> str:
    if isinstance(error.param, click.Option):
        return f"缺少选项 {error.param.opts[0]}"
    return f"缺少参数 {error.param.make_metavar(error.ctx) if error.param and error.ctx else ''}".rstrip()


def _bad_value(error: click.BadParameter) -> str:
    param = error.param
    if param is None:
        return f"参数值不对：{error.message}"
    name = param.opts[0] if isinstance(param, click.Option) else param.metavar
    if isinstance(param.type, click.IntRange):
        return f"{name} 的值不对，应是 {param.type.min} 到 {param.type.max} 的整数"
    if isinstance(param.type, click.Choice):
        return f"{name} 的值不对，应是 {' 或 '.join(map(str, param.type.choices))}"
    return f"{name} 的值不对"
