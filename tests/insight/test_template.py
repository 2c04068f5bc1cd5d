"""The office's own template: filled with the page's figures; a broken one is told in one sentence naming the field."""

from __future__ import annotations

import io
import warnings
import zipfile

import pytest

from greenplan_desktop.insight.content import Row, Table
from greenplan_desktop.insight.docx_style import OfficeFonts
from greenplan_desktop.insight.docx_table import table_element
from greenplan_desktop.insight.stats import statistics
from greenplan_desktop.insight.template import fill_template
from greenplan_desktop.insight.template_default import default_template
from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.index import PlanIndex
from greenplan_desktop.model.period import Period
from greenplan_desktop.model.progress import finish

from .random_plans import make_plan
from .test_docx import words

docx = pytest.importorskip("docx")
Q2 = Period.parse("2023Q2")
INDEX = PlanIndex(make_plan(3))


def template(*lines, rows=()):
    """A .docx of these paragraphs, and a table of these rows."""
    out = docx.Document()
    for line in lines:
        out.add_paragraph(line)
    if rows:
        table = Table(("一", "二"), tuple(Row(row) for row in rows), (50.0, 50.0))
        out.element.body[-1].addprevious(table_element(table, OfficeFonts(), 12))
    stream = io.BytesIO()
    out.save(stream)
    return stream.getvalue()


def filled(content, index=INDEX):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return docx.Document(io.BytesIO(finish(fill_template(content, "汇总.docx", index, Q2))))


def told(content):
    with pytest.raises(InputError) as caught:
        filled(content)
    message = str(caught.value)
    assert message.count("。") == 1
    assert "汇总.docx" in message
    return message


def test_the_default_template_fills_with_the_pages_figures():
    figures = statistics(INDEX, Q2)
    text = words(filled(default_template()))
    assert f"{figures.tasks}项任务" in text
    assert "{{" not in text
    assert "{%" not in text
    for row in figures.rows:
        assert row.title in text
    assert len(filled(default_template()).inline_shapes) == 3


def test_the_default_template_fills_for_an_empty_plan():
    from greenplan_desktop.model.records import PlanSnapshot

    empty = PlanIndex(PlanSnapshot(plan=make_plan(1).plan))
    assert "没有纳入统计的任务" in words(filled(default_template(), empty))


def test_fields_loops_and_table_rows():
    content = template(
        "{{ 计划 }}有{{ 任务数 }}项",
        "{%p for 章 in 各章 %}",
        "{{ 章.标题 }}",
        "{%p endfor %}",
        rows=(("{%tr for 行 in 台账 %}", ""), ("{{ 行.编号 }}", "{{ 行.名称 }}"), ("{%tr endfor %}", "")),
    )
    made = filled(content)
    figures = statistics(INDEX, Q2)
    assert f"绿色方案有{figures.tasks}项" in words(made)
    assert len(made.tables[0].rows) == len(figures.rows) + 1


def test_text_of_units_is_text_and_no_markup():
    from dataclasses import replace

    snapshot = make_plan(3)
    rows = tuple(replace(r, achievement="A<b>&{{ 计划 }}\n第二行\x0b") for r in snapshot.reports)
    content = template("{%p for 项 in 台账 %}", "{{ 项.进展情况 }}", "{%p endfor %}")
    text = words(filled(content, PlanIndex(replace(snapshot, reports=rows))))
    assert "A<b>&{{ 计划 }}" in text


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        (["{{ 进度表 }}"], "进度表"),
        (["{{ 任务数 "], "{{ 任务数"),
        (["{{ 任务数 + }}"], "{{ 任务数 + }}"),
        (["{%p for 章 in 各章 %}", "{{ 章.标题 }}"], "{% endfor %}"),
        (["{{ 任务数 }}", "{%p endfor %}"], "endfor"),
        (["{%p for 章 各章 %}", "{%p endfor %}"], "for 章 各章"),
        (["{%p for 章 in 各章 %}", "{{ 章.名字 }}", "{%p endfor %}"], "名字"),
        (["{{ 任务数|没有的 }}"], "没有的"),
        (["{{ 计划 }}", "{{ 任务数 / 0 }}"], "写法"),
    ],
)
def test_a_broken_template_is_told_by_its_field(lines, named):
    assert named in told(template(*lines))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", "不是文档".encode()])
def test_what_is_no_docx_is_told(content):
    assert "不是 Word 文档" in told(content)


def test_a_zip_that_is_no_docx_is_told():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("a.txt", "x")
    assert "不是 Word 文档" in told(stream.getvalue())


def test_a_template_cannot_reach_beyond_its_fields():
    message = told(template("{{ 计划.__class__.__mro__ }}"))
    assert "字段" in message
