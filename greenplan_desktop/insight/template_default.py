"""The template an office starts from: the summary in document format with every kind of field in it."""

from __future__ import annotations

import io
from typing import Any

from . import docx_style as form
from .content import Row, Table
from .docx_table import table_element
from .summary import LEDGER_HEAD, LEDGER_WIDTHS, TARGET_HEAD, TARGET_WIDTHS

_INDENT = 2 * form.BODY_PT
_TITLE = ("《{{ 计划 }}》", "{{ 期次 }}进展情况汇总")
_BODY: tuple[tuple[str, str], ...] = (
    ("black", "一、总体情况"),
    ("body", "{{ 总体情况 }}"),
    ("body", "{{ 序时情况 }}"),
    ("body", "{{ 报送情况 }}"),
    ("picture", "{{ 章节图 }}"),
    ("picture", "{{ 单位图 }}"),
    ("black", "二、各项任务进展情况"),
    ("body", "{%p for 章 in 各章 %}"),
    ("script", "{{ 章.序号 }}{{ 章.标题 }}"),
    ("body", "{{ 章.小结 }}"),
    ("body", "{%p for 项 in 章.任务 %}"),
    ("body", "{{ 项.编号 }} {{ 项.名称 }}（{{ 项.状态 }}）。{{ 项.进展情况 }}"),
    ("body", "{%p endfor %}"),
    ("body", "{%p endfor %}"),
    ("black", "三、进展滞后任务及下一步打算"),
    ("body", "{%p for 项 in 滞后任务 %}"),
    ("body", "{{ 项.编号 }} {{ 项.名称 }}（{{ 项.牵头单位 }}，{{ 项.状态 }}，{{ 项.进度 }}）。"),
    ("body", "存在问题：{{ 项.存在问题 or '未填报' }}"),
    ("body", "下一步打算：{{ 项.下一步打算 or '未填报' }}"),
    ("body", "{%p endfor %}"),
    ("body", "{%p if not 滞后任务 %}"),
    ("body", "本期没有进展滞后、未启动或逾期的任务。"),
    ("body", "{%p endif %}"),
    ("body", "{%p if 目标 %}"),
    ("black", "四、目标指标完成情况"),
    ("body", "{{ 目标情况 }}"),
    ("picture", "{{ 目标图 }}"),
    ("body", "{%p endif %}"),
)
_TARGET_MARKS = ("任务", "指标", "目标值", "填报值", "完成比例", "情况")
_LEDGER_MARKS = ("编号", "名称", "牵头单位", "状态", "进度", "进展情况", "存在问题", "下一步打算")


def default_template(fonts: form.OfficeFonts | None = None) -> bytes:
    """The template as .docx bytes, to be saved, changed in WPS or Word, and chosen again."""
    import docx
    from docx.enum.section import WD_SECTION

    fonts = fonts or form.OfficeFonts()
    out = docx.Document()
    form.set_base(out, fonts)
    form.set_page(out.sections[0])
    out.core_properties.author = out.core_properties.comments = ""
    form.number_pages(out.sections[0], fonts)
    for line in _TITLE:
        _add(out, line, fonts.title, fonts, size=form.TITLE_PT, align="center", line=36.0)
    _add(out, "", fonts.body, fonts)
    families = {"black": fonts.black, "script": fonts.script, "body": fonts.body}
    for kind, text in _BODY:
        if kind == "picture":
            _add(out, text, fonts.body, fonts, align="center", line=None)
        else:
            _add(out, text, families[kind], fonts, indent=_INDENT)
    _loop_table(
        out, Table(TARGET_HEAD, (), TARGET_WIDTHS, frozenset({0, 4, 5})), "目标", _TARGET_MARKS, fonts
    )
    _add(out, "未报送的单位：{{ 未报送单位 }}。", fonts.body, fonts, indent=_INDENT)
    section = out.add_section(WD_SECTION.NEW_PAGE)
    form.set_page(section, lying=True)
    form.number_pages(section, fonts)
    _add(out, "附件", fonts.black, fonts)
    _add(out, "", fonts.body, fonts)
    title = "{{ 计划 }}{{ 期次 }}进展台账"
    _add(out, title, fonts.title, fonts, size=form.TITLE_PT, align="center", line=36.0)
    _loop_table(
        out, Table(LEDGER_HEAD, (), LEDGER_WIDTHS, frozenset({0, 3, 4})), "台账", _LEDGER_MARKS, fonts, 10.5
    )
    stream = io.BytesIO()
    out.save(stream)
    return stream.getvalue()


def _add(
    out: Any, text: str, family: str, fonts: form.OfficeFonts, size: float = form.BODY_PT, **shape: Any
) -> None:
    paragraph = out.add_paragraph()
    form.shape(paragraph, **({"align": "left"} | shape))
    form.set_run(paragraph.add_run(text), family, size, fonts.latin)


def _loop_table(
    out: Any,
    table: Table,
    field: str,
    marks: tuple[str, ...],
    fonts: form.OfficeFonts,
    size: float = form.TABLE_PT,
) -> None:
    """A table whose middle row comes again for each entry of a field."""
    blank = ("",) * (len(marks) - 1)
    rows = (
        Row((f"{{%tr for 行 in {field} %}}", *blank)),
        Row(tuple(f"{{{{ 行.{mark} }}}}" for mark in marks)),
        Row(("{%tr endfor %}", *blank)),
    )
    whole = Table(table.head, rows, table.widths, table.centred)
    out.element.body[-1].addprevious(table_element(whole, fonts, size))
