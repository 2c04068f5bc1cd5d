"""Summary and bulletin: the figures of the page, in proper sentences, nobody twice, sensible where there is nothing."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenplan_desktop.insight import wording
from greenplan_desktop.insight.bulletin import bulletin
from greenplan_desktop.insight.charts import status_by_group
from greenplan_desktop.insight.content import Figure, Heading, Table
from greenplan_desktop.insight.stats import missing_json, statistics, stats_json
from greenplan_desktop.insight.summary import summary
from greenplan_desktop.insight.template_fields import FIELDS, field_values
from greenplan_desktop.model.index import PlanIndex
from greenplan_desktop.model.period import Period
from greenplan_desktop.model.records import PlanSnapshot

from .random_plans import make_plan

Q2 = Period.parse("2023Q2")
WORDS = {
    "completed": "已完成",
    "on_track": "正常推进",
    "delayed": "进展滞后",
    "not_started": "未启动",
    "unreported": "未报送进展",
}


def counts_in(sentence):
    """The numbers by status a first paragraph names; statuses it does not name count none."""
    if "均未报送进展" in sentence:
        return {"unreported": int(re.search(r"(\d+)项任务均", sentence)[1])}
    found = {key: re.search(rf"{word}(\d+)项", sentence) for key, word in WORDS.items()}
    return {key: int(match[1]) for key, match in found.items() if match}


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6))
def test_page_command_line_summary_and_bulletin_say_the_same(seed):
    index = PlanIndex(make_plan(seed))
    figures = statistics(index, Q2)
    shown, missing = stats_json(figures), missing_json(figures)
    text, notice = summary(index, Q2, with_charts=False).text, bulletin(figures).text
    named = {key: n for key, n in shown["by_status"].items() if n}
    opening = next(line for line in text.split("\n") if line.startswith("截至6月底"))
    assert counts_in(opening.split("。")[0]) == named
    told = notice[notice.index("截至6月底") :].split("。")[0]
    assert counts_in(told) == named
    assert sum(n for bar in status_by_group(figures).bars for _, n in bar.parts) == shown["tasks"]
    if missing["expected"]:
        assert f"应报送单位{missing['expected']}个，已报送{missing['received']}个" in text
        assert f"应报送单位{missing['expected']}个" in notice
        standings = re.findall(
            r"(?:按时报送|完整报送|逾期报送|报送不全|未报送)(\d+)个", notice.split("牵头任务应报")[0]
        )
        assert sum(map(int, standings)) == missing["expected"]
    values, _ = field_values(index, Q2)
    assert values["任务数"] == shown["tasks"]
    assert values["逾期"] == len(shown["overdue"])
    if shown["overdue"]:
        assert f"已逾期{len(shown['overdue'])}项" in text


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6))
def test_the_bulletin_names_nobody_twice(seed):
    figures = statistics(make_plan(seed), Q2)
    document = bulletin(figures)
    tables = [block for block in document.blocks if isinstance(block, Table)]
    names = [row.cells[0] for table in tables for row in table.rows]
    assert len(names) == len(set(names)) == figures.expected
    for unit in figures.units:
        named = [
            block.text
            for n, block in enumerate(document.blocks)
            if not isinstance(block, (Heading, Table))
            and n
            and unit.name in re.split("[、；。（]", block.text)
        ]
        assert len(named) == (1 if unit.owed else 0)
    led = sum(int(row.cells[1].split("／")[0]) for t in tables for row in t.rows if row.cells[1] != "—")
    assert led == sum(unit.lead_owed for unit in figures.units)


def test_the_ledger_holds_every_task_once_under_its_chapter():
    index = PlanIndex(make_plan(3))
    table = summary(index, Q2).annex.table
    codes = [row.cells[0] for row in table.rows if not row.spans]
    assert codes == [task.code for task in index.snapshot.tasks]
    assert all(len(row.cells) == 8 for row in table.rows if not row.spans)


def test_a_clerks_joined_text_stands_for_what_units_said():
    index = PlanIndex(make_plan(3))
    row = next(row for row in statistics(index, Q2).rows if row.counted)
    text = summary(index, Q2, {row.task_id: "经汇总，已建成一处"}, with_charts=False).text
    assert "经汇总，已建成一处。" in text


def test_a_period_nobody_returned_for():
    snapshot = replace(make_plan(3), reports=(), return_files=(), manual_statuses=(), target_values=())
    index = PlanIndex(snapshot)
    figures = statistics(index, Q2)
    text = summary(index, Q2).text
    assert f"{figures.tasks}项任务均未报送进展。" in text
    assert not [block for block in summary(index, Q2).blocks if isinstance(block, Figure)]
    assert f"已报送0个；未报送{figures.expected}个" in text
    assert "按时报送" not in bulletin(figures).text


def test_targets_nobody_reported_on_are_a_sentence_and_no_table():
    index = PlanIndex(replace(make_plan(3), target_values=()))
    document = summary(index, Q2)
    assert "量化目标本期均未填报数值。" in document.text
    assert not [block for block in document.blocks if isinstance(block, Table)]
    assert [b for b in summary(PlanIndex(make_plan(3)), Q2).blocks if isinstance(b, Table)]


def test_an_empty_plan_and_one_without_targets():
    empty = summary(PlanIndex(PlanSnapshot(plan=make_plan(1).plan)), Q2)
    assert "没有纳入统计的任务" in empty.text
    assert empty.annex is None
    bare = PlanIndex(replace(make_plan(1), targets=()))
    assert "量化目标" not in summary(bare, Q2).text
    headings = [b.text for b in summary(bare, Q2).blocks if isinstance(b, Heading) and b.level == 1]
    assert [h[:2] for h in headings] == ["一、", "二、", "三、", "四、"]


def test_one_task_and_500_units():
    one = make_plan(6, tasks=1, units=3)
    alone = replace(one, tasks=(replace(one.tasks[0], life="active"),), life_events=())
    text = summary(PlanIndex(alone), Q2).text
    assert "1项任务" in text
    assert "二、" in text
    assert "应报送单位" in bulletin(statistics(make_plan(5, tasks=300, units=500), Q2)).text


def test_every_field_has_a_value():
    values, _ = field_values(PlanIndex(make_plan(3)), Q2)
    assert set(values) | {"章节图", "单位图", "目标图"} == set(FIELDS)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("2023Q2", "截至6月底"),
        ("2023-11", "截至11月底"),
        ("2023", "截至2023年底"),
        ("2023Q4", "截至2023年底"),
    ],
)
def test_until(code, words):
    assert wording.until(Period.parse(code)) == words


def test_words():
    assert [wording.numeral(n) for n in (1, 10, 12, 20, 99, 100)] == [
        "一",
        "十",
        "十二",
        "二十",
        "九十九",
        "100",
    ]
    assert wording.without_numbering("（一）培育产业。") == "培育产业"
    assert wording.without_numbering("5G应用") == "5G应用"
    assert wording.without_numbering("2．推动新材料") == "推动新材料"
    assert wording.sentence("甲局：完成\n乙局：未完成，") == "甲局：完成；乙局：未完成。"
    assert wording.book_title("《某方案》") == "《某方案》"
    assert wording.book_title("印发《某方案》的通知") == "《印发〈某方案〉的通知》"
    assert wording.codes(["7", "2.1", "12"]) == "第7项、2.1项、12项"
    assert wording.codes(str(n) for n in range(1, 41)).endswith("、30项等40项")
