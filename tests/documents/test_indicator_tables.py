"""The plan's own targets from 主要目标 and from tables of indicators; all content is invented."""

from __future__ import annotations

import pytest

from greenplan_desktop.documents.indicator_tables import indicator_targets
from greenplan_desktop.documents.read import read_loaded

from .drawn_tables import document
from .readings import details, read_text

TASKS = "三、重点任务\n（一）推进改造。抓好落实。（区财政局负责）\n（二）做好调度。抓好统筹。（区财政局负责）"

HEAD = "序号|指标名称|单位|2020年|2025年"
ROWS = """1|固废利用率|%|78|≥85
2|清运量|万吨|30|≤33
3|绿色工厂|家|3|10家左右
4|产生强度|吨|0.5|完成上级任务"""
FOUND = [(85, "%", ">=", 2025), (33, "万吨", "<=", 2025), (10, "家", "about", 2025)]


def test_a_table_of_indicators_holds_the_plan_s_targets() -> None:
    targets = indicator_targets(document(f"{HEAD}\n{ROWS}").tables, None)
    assert [details(target) for target in targets] == FOUND
    assert [target.indicator for target in targets] == ["固废利用率", "清运量", "绿色工厂"]


@pytest.mark.parametrize(
    ("head", "rows", "period", "wanted"),
    [
        ("指标|2023年|2024年", "产值（亿元）|50|60\n占比（%）|5|6", (2023, 2024),
         [(50, "亿元", "=", 2023), (60, "亿元", "=", 2024), (5, "%", "=", 2023), (6, "%", "=", 2024)]),
        ("类别|主要指标|现状值|目标值", "经济|产值|50亿元|60—70亿元\n经济|占比|5%|[6]%以上", None,
         [(60, "亿元", ">=", None), (6, "%", ">=", None)]),
        ("指标|单位|2022年实际|2023年", "产值|亿元|1,050|1,260\n企业|家|3|5", (2023, 2025),
         [(1260, "亿元", "=", 2023), (5, "家", "=", 2023)]),
    ],
)  # fmt: skip
def test_goals_stand_in_the_plan_s_years(
    head: str, rows: str, period: tuple[int, int] | None, wanted: list[tuple[float, str, str, int | None]]
) -> None:
    assert [
        details(target) for target in indicator_targets(document(f"{head}\n{rows}").tables, period)
    ] == wanted


@pytest.mark.parametrize(
    "table",
    [
        "序号|指标名称|2025年目标|责任单位\n1|产值|50亿元|区发改委\n2|占比|5%|区经信委",  # a task list
        "序号|项目名称|2025年\n1|甲项目|50\n2|乙项目|60",
        "指标|2025年\n产值|见正文\n占比|另行下达",
    ],
)
def test_other_tables_hold_none(table: str) -> None:
    assert indicator_targets(document(table).tables, None) == ()


def test_a_document_s_indicator_table_stands_beside_its_tasks() -> None:
    plan = read_loaded(document("东江区固废治理方案（2023—2025年）", f"{HEAD}\n{ROWS}"))
    assert [details(target) for target in plan.plan_targets] == FOUND
    assert plan.tasks == ()


def test_a_goal_takes_its_unit_from_the_column_of_units() -> None:
    plan = read_loaded(
        document(
            "任务分解表",
            "序号|指标名称|单位|2025年目标值|责任单位\n1|利用率|%|≥85|区经信委\n2|工厂|家|10|区经信委",
        )
    )
    assert [details(target) for task in plan.tasks for target in task.targets] == [
        (85, "%", ">=", 2025),
        (10, "家", "=", 2025),
    ]


@pytest.mark.parametrize(
    ("aims", "wanted"),
    [
        ("二、主要目标\n到2025年：\n●产值突破10亿元；\n●能耗下降13%。\n占比达到5%。",
         [(10, "亿元", ">=", 2025), (13, "%", "=", 2025), (5, "%", "=", None)]),
        ("二、发展愿景\n到2030年，产值达到30亿元。", [(30, "亿元", "=", 2030)]),
        ("二、主要目标\n（1）产值比上年增长16%。\n（2）新增企业3家。", [(16, "%", "=", None), (3, "家", "=", None)]),
    ],
)  # fmt: skip
def test_targets_under_a_heading_of_aims(aims: str, wanted: list[tuple[float, str, str, int | None]]) -> None:
    plan = read_text(f"东江区节能方案\n一、总体要求\n坚持统筹。\n{aims}\n{TASKS}")
    assert [details(target) for target in plan.plan_targets] == wanted
