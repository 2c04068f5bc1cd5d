"""Every used row below a header is a report or a skipped row with its reason."""

from __future__ import annotations

import pytest

from .bending import HEAD, book, brief, one, skipped, table
from .plans import TITLES as T
from .plans import small, task

HEAD9 = ["序号", "重点任务", "牵头单位", "完成情况", "完成比例", "进展情况", "存在问题", "下一步打算", "备注"]


def test_rows_blank_in_all_report_columns() -> None:
    result = table([1, T["1"], None, None, "  ", "　", "\u200b"], [2, T["2"]], [99, "没有的任务"])
    assert skipped(result) == {2: "no_report", 3: "no_report", 4: "no_report"}
    assert "1" not in result["missing_tasks"]
    assert "3" in result["missing_tasks"]


@pytest.mark.parametrize(
    "row",
    [
        ["合计", None, None, 50],
        [None, "合 计", "2项", 0.5],
        ["总计：", None, None, None, "共12项"],
        ["小计", "3项"],
        ["本页小计", None, None, 30],
        [None, "完成率合计：", None, "30%"],
        ["平均完成率", None, None, 30],
        [None, None, None, "（%）", "字"],
        ["填报人：王五", None, None, None, "审核人：赵六", None, "联系电话：023-1"],
        ["填报人", "王五", "审核人", "赵六", "联系电话", "023"],
        [None, None, None, None, "审核人：赵六"],
        ["单位负责人（签字）：", None, None, None, None, None, "2023年7月3日"],
        ["注：1.完成比例按年度目标计算。"],
        ["注1：略"],
        ["备注：无", None, None, None, None],
        ["说明：数据截至6月底"],
        ["（注：按方案填报）"],
        ["（一）培育新产业"],
        ["一、重点任务"],
        [None, "（二）改造老产业"],
        ["二", "改造老产业"],
        ["5", "打造绿色载体"],
        ["5．打造绿色载体"],
        ["甲", "乙", 1, 2, 3, 4, 5, 6],
        ["栏次", None, "1", "2", "3"],
        [1, 2, 3, 4, 5, 6, 7, 8],
        list("ABCDEFGH"),
        HEAD,
        ["编 号", "任务名称", "状态", "进度", "最新进展"],
        [None, None, None, None, None, None, None, "2023年7月3日"],
        [None, None, None, None, "区科技局"],
        [None, None, None, None, "以下空白"],
        ["示例", "推进某项工作", "正常推进", 50, "写进展"],
    ],
)
def test_rows_that_are_no_task(row) -> None:
    result = table([1, T["1"], "正常推进", 30, "开工"], row, [2, T["2"], "已完成", 100, "完工"])
    assert skipped(result) == {3: "not_a_task_row"}
    assert brief(result) == [(2, "1", []), (4, "2", [])]


def test_a_chapter_may_bear_the_number_of_a_task() -> None:
    tasks = (task(1, "1", "修路"), task(2, "（一）", "加强组织领导"))
    rows = [["一", "改善交通条件"], [1, "修路", "正常推进"], ["（一）", "加强组织领导工作"], ["（一）"]]
    result = table(*rows, snapshot=small(tasks=tasks))
    assert skipped(result) == {2: "not_a_task_row", 4: "no_report", 5: "no_report"}


def test_merged_headings_and_notes_across_the_table() -> None:
    rows = [
        [1, T["1"], "正常推进"],
        ["推动产业升级方面"],
        [2, T["2"], "正常推进"],
        ["注：1.略"],
        ["2.没有承担的任务不填。"],
    ]
    result = table(*rows, merges=["A3:H3", "A5:H5", "A6:H6"])
    assert skipped(result) == {3: "not_a_task_row", 5: "not_a_task_row", 6: "not_a_task_row"}


def test_a_heading_with_a_report_is_flagged_and_not_dropped() -> None:
    assert brief(table(["（一）培育新产业", None, "正常推进", None, "总体进展良好"])) == [
        (2, None, ["task_unknown"])
    ]


def test_a_remark_alone_is_a_report() -> None:
    result = table([1, T["1"], None, None, None, None, None, "已转区教委"])
    assert brief(result) == [(2, "1", [])]
    assert result["rows"][0]["remarks"] == "已转区教委"


def test_a_report_without_number_and_title_is_flagged() -> None:
    assert brief(table([1, T["1"], "正常推进"], [None, None, None, None, "又开工一处"]))[1] == (
        3,
        None,
        ["task_unknown"],
    )


def test_merged_number_and_title_are_one_report() -> None:
    rows = [
        [1, T["1"], None, None, "甲", "问一", None, None],
        [None, None, "正常推进", None, "乙", None, "步一", None],
        [None, None, "已完成", 40, None, "问二", None, "备"],
        [2, T["2"], "已完成", 100, "丙"],
    ]
    result = table(*rows, merges=["A2:A4", "B2:B4"])
    row = result["rows"][0]
    assert brief(result) == [(2, "1", []), (5, "2", [])]
    assert (row["achievement"], row["problems"], row["next_steps"], row["remarks"]) == (
        "甲\n乙",
        "问一\n问二",
        "步一",
        "备",
    )
    assert (row["status"], row["percent"]) == ("on_track", 40.0)
    assert skipped(result) == {}


def test_title_merged_and_number_blank_or_number_column_absent() -> None:
    rows = [[1, T["1"], "正常推进", None, "甲"], [None, None, None, None, "乙"]]
    assert table(*rows, merges=["B2:B3"])["rows"][0]["achievement"] == "甲\n乙"
    assert table(*rows, merges=["A2:A3"])["rows"][0]["achievement"] == "甲\n乙"
    bare = [[T["1"], "甲"], [None, "乙"]]
    assert table(*bare, head=["任务名称", "进展情况"], merges=["A2:A3"])["rows"][0]["achievement"] == "甲\n乙"


def test_a_merged_group_cell_over_several_tasks_does_not_join_them() -> None:
    rows = [["5", T["5.1"], "已完成"], [None, T["5.2"], "滞后"], [None, T["5.3"], "推进中"]]
    result = table(*rows, merges=["A2:A4"])
    assert brief(result) == [(2, "5.1", []), (3, "5.2", []), (4, "5.3", [])]
    numbered = [["5.1", "打造绿色载体", "已完成"], ["5.2", None, "滞后"]]
    assert [(r["row"], r["flags"]) for r in table(*numbered, merges=["B2:B3"])["rows"]] == [
        (2, ["task_unknown"]),
        (3, ["task_unknown"]),
    ]


def test_a_report_cell_merged_over_several_tasks_counts_for_each() -> None:
    result = table([1, T["1"], "正常推进", 30, "一并推进"], [2, T["2"], "正常推进", 40], merges=["E2:E3"])
    assert [r["achievement"] for r in result["rows"]] == ["一并推进", "一并推进"]


def test_merged_task_left_blank() -> None:
    result = table([1, T["1"]], [None, None], [2, T["2"], "已完成"], merges=["A2:A3", "B2:B3"])
    assert skipped(result) == {2: "no_report"}
    assert "1" not in result["missing_tasks"]


def test_hidden_rows_and_columns_are_read_and_counted() -> None:
    wb = book(
        表=([HEAD9, [1, T["1"], "甲", "正常推进", 20], [2, T["2"], "乙", "已完成"], [], [3, T["3"]]], ())
    )
    ws = wb.worksheets[0]
    for row in (3, 4, 5, 60):
        ws.row_dimensions[row].hidden = True
    for column in ("C", "E", "Z"):
        ws.column_dimensions[column].hidden = True
    result = one(wb)
    assert [r["task"] for r in result["rows"]] == ["1", "2"]
    assert result["rows"][0]["percent"] == 20.0
    assert result["notes"] == ["hidden_rows:2", "hidden_columns:2"]


def test_the_number_cell_may_hold_the_title() -> None:
    result = table(["1." + T["1"], None, "正常推进"], ["5.1 " + T["5.1"], None, "已完成"])
    assert brief(result) == [(2, "1", []), (3, "5.1", [])]


def test_rows_with_lead_units_only_named_by_an_unknown_title() -> None:
    rows = [[None, "没有的任务", "区教委"], [None, None, "区教委"]]
    assert skipped(table([1, T["1"], None, "已完成"], *rows, head=HEAD9)) == {
        3: "no_report",
        4: "not_a_task_row",
    }


def test_every_used_row_is_accounted_for() -> None:
    rows = [
        HEAD,
        ["一、重点任务"],
        [1, T["1"], "正常推进"],
        [],
        ["x"],
        [None, None, None, None, "y"],
        [7],
        ["合计"],
        ["填报人："],
    ]
    result = one(book(rows))
    seen = {r["row"] for r in result["rows"]} | set(skipped(result))
    assert seen == {2, 3, 5, 6, 7, 8, 9}
