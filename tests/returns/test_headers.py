"""Column heads: families, what does not count, earlier periods, two-row heads, columns that are something else."""

from __future__ import annotations

import pytest

from greenplan_desktop.returns.headers import FORM_HEADINGS, NAMES, recognise

from .bending import HEAD, Q2, book, brief, one, skipped, table
from .plans import TITLES, small, task

T = TITLES


@pytest.mark.parametrize(("family", "name"), [(f, n) for f, names in NAMES.items() for n in names])
def test_every_listed_name_is_recognised_alone_and_dressed_up(family, name) -> None:
    spaced = " ".join(name)
    for text in (
        name,
        spaced,
        f"{name}\n（截至6月底）",
        f"2023年第二季度{name}",
        f"1-6月的{name}",
        f"{name}【必填】",
    ):
        head = recognise(text)
        assert head is not None, text
        assert head.family == family, text


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("重点任务完成情况", "status"),
        ("工作任务进展情况", "achievement"),
        ("重点工作任务", "title"),
        ("任务完成率", "percent"),
        ("完成情况说明", "status"),
        ("进展情况说明", "achievement"),
        ("存在问题及下一步打算", "next_steps"),
        ("进展情况及存在问题", "achievement"),
        ("进展情况、存在问题", "achievement"),
        ("工作进展状态", "status"),
        ("存在的主要问题", "problems"),
        ("需协调的事项", "title"),
        ("牵头责任单位", "responsible"),
        ("是否达到序时进度", None),
        ("是否完成序时进度", None),
        ("目前进展", None),
        ("联系人", None),
        ("主要内容", None),
        ("填报说明", None),
        ("关于做好重点任务进展情况报送工作有关事项的通知要求", None),
    ],
)
def test_the_longest_listed_name_decides(text, family) -> None:
    head = recognise(text)
    assert (head.family if head else None) == family


def test_header_needs_number_or_title_and_a_report_column() -> None:
    assert table([1, T["1"], "甲"], head=["序号", "重点任务", "牵头单位"])["error"]["code"] == "no_table"
    assert table(["好", "无"], head=["进展情况", "存在问题"])["error"]["code"] == "no_table"
    assert table([T["1"], "开工"], head=["任务名称", "最新进展"])["rows"][0]["task"] == "1"
    assert table([3, "开工"], head=["编号", "工作进展"])["rows"][0]["task"] == "3"


def test_a_list_of_telephone_numbers_is_no_table() -> None:
    assert (
        table([1, "区教委", 9, "60%"], head=["序号", "单位", "任务数", "完成率"])["error"]["code"]
        == "no_table"
    )
    assert (
        table([1, "王五", "023", "主任"], head=["序号", "姓名", "电话", "备注"])["error"]["code"]
        == "no_table"
    )


def test_numbers_and_percents_alone_are_a_table() -> None:
    (row,) = table([3, "60%"], head=["序号", "完成比例"])["rows"]
    assert (row["task"], row["percent"]) == ("3", 60.0)
    (row,) = table([3, "待上级批复"], head=["任务编号", "备注"])["rows"]
    assert (row["task"], row["remarks"]) == ("3", "待上级批复")


def test_header_within_the_first_thirty_rows_only() -> None:
    rows = [["说些别的"]] * 29 + [HEAD, [1, T["1"], "已完成"]]
    assert one(book(rows))["rows"][0]["row"] == 31
    assert one(book([["说些别的"], *rows]))["error"]["code"] == "no_table"


@pytest.mark.parametrize(
    "head",
    [
        "上期进展情况",
        "上季度进展情况",
        "去年进展情况",
        "一季度进展情况",
        "2023年第一季度\n进展情况",
        "1-3月进展情况",
        "2022年进展情况",
        "进展情况（截至3月底）",
    ],
)
def test_a_column_of_an_earlier_period_is_never_read_as_this_periods(head) -> None:
    result = table([1, T["1"], "旧话", "新话"], head=["序号", "重点任务", head, "进展情况"])
    assert result["rows"][0]["achievement"] == "新话"
    assert result["notes"] == [f"unread_column:{''.join(head.split())}"]
    alone = table([1, T["1"], "旧话", "正常推进"], head=["序号", "重点任务", head, "状态"])
    assert alone["rows"][0]["achievement"] == ""


def test_of_two_columns_of_one_family_the_later_period_wins() -> None:
    result = table([1, T["1"], "五月", "六月"], head=["序号", "重点任务", "1-5月推进情况", "1-6月推进情况"])
    assert result["rows"][0]["raw"] == {"status": "六月"}
    assert result["notes"] == ["unread_column:1-5月推进情况"]
    four = ["序号", "重点任务", "一季度进展情况", "二季度进展情况", "三季度进展情况", "四季度进展情况"]
    result = table([1, T["1"], "一", "二", None, None], head=four)
    assert result["rows"][0]["achievement"] == "二"
    assert len(result["notes"]) == 3


def test_next_steps_may_name_the_next_period() -> None:
    result = table(
        [1, T["1"], "开工", "封顶"], head=["序号", "重点任务", "二季度进展情况", "三季度下一步打算"]
    )
    assert result["rows"][0]["next_steps"] == "封顶"
    assert result["notes"] == []


def test_two_row_merged_header() -> None:
    head = [
        ["序号", "任务名称", "推进情况", None, "工作进展及问题", None, None, "备注"],
        [None, None, "状态", "完成进度", "最新进展", "困难问题", "下步措施", None],
    ]
    merges = ["A1:A2", "B1:B2", "C1:D1", "E1:G1", "H1:H2"]
    result = one(book(表=([*head, ["5.1", T["5.1"], "推进中", "50%", "甲", "乙", "丙", "丁"]], merges)))
    row = result["rows"][0]
    assert (
        row["status"],
        row["percent"],
        row["achievement"],
        row["problems"],
        row["next_steps"],
        row["remarks"],
    ) == (
        "on_track",
        50.0,
        "甲",
        "乙",
        "丙",
        "丁",
    )
    assert result["notes"] == []


def test_two_row_header_with_periods_above() -> None:
    head = [
        ["序号", "任务名称", "一季度", None, "二季度", None],
        [None, None, "完成率", "进展情况", "完成率", "进展情况"],
    ]
    merges = ["A1:A2", "B1:B2", "C1:D1", "E1:F1"]
    result = one(book(表=([*head, [1, T["1"], 20, "旧", 50, "新"]], merges)))
    assert (result["rows"][0]["percent"], result["rows"][0]["achievement"]) == (50.0, "新")
    assert result["notes"] == ["unread_column:一季度完成率", "unread_column:一季度进展情况"]


def test_two_row_header_with_the_family_above_and_periods_below() -> None:
    head = [["序号", "任务名称", "进展情况", None], [None, None, "一季度", "二季度"]]
    result = one(book(表=([*head, [1, T["1"], "旧", "新"]], ["A1:A2", "B1:B2", "C1:D1"])))
    assert result["rows"][0]["achievement"] == "新"


def test_two_row_header_without_merges_as_csv_keeps_it() -> None:
    head = [
        ["序号", "工作任务", "牵头单位", "目标完成", None, "2023年第二季度工作", None, None, "备注"],
        [None, None, None, "完成状态", "完成率", "工作进展情况", "存在问题", "下一步工作", None],
    ]
    row = one(book([*head, ["1", T["1"], "区教委", "滞后", "20%", "甲", "乙", "丙", "丁"]]))["rows"][0]
    assert (row["row"], row["status"], row["percent"], row["next_steps"]) == (3, "delayed", 20.0, "丙")


def test_a_merged_title_right_above_the_header_is_no_group_head() -> None:
    rows = [["2023年第一季度重点任务进展情况表"], HEAD, [1, T["1"], "正常推进", 30, "开工"]]
    result = one(book(表=(rows, ["A1:H1"])))
    assert result["rows"][0]["achievement"] == "开工"
    assert result["flags"] == ["period_mismatch"]


def test_a_status_column_of_long_texts_is_achievement_where_there_is_none_else() -> None:
    long = "完成场地平整并启动设备采购工作"
    result = table(
        [1, T["1"], long], [2, T["2"], "正常推进"], [3, T["3"], long], head=["序号", "重点任务", "推进情况"]
    )
    assert [r["achievement"] for r in result["rows"]] == [long, "正常推进", long]
    both = table([1, T["1"], long, "甲"], head=["序号", "重点任务", "完成情况", "进展情况"])
    assert both["rows"][0]["flags"] == ["status_unknown"]
    assert both["rows"][0]["raw"] == {"status": long}


def test_a_status_column_with_percent_sign_or_numbers_is_percent() -> None:
    assert table([1, T["1"], "60"], head=["序号", "重点任务", "完成情况（%）"])["rows"][0]["percent"] == 60.0
    rows = [[1, T["1"], 60], [2, T["2"], "80%"], [3, T["3"], "待定"]]
    result = table(*rows, head=["序号", "重点任务", "完成情况"])
    assert [r["percent"] for r in result["rows"]] == [60.0, 80.0, None]
    assert result["rows"][2]["flags"] == ["percent_invalid"]


def test_column_counters_are_no_content_of_a_status_column() -> None:
    counters = ["栏次", 1, 2, 3, 4, 5, 6, 7]
    result = table(counters, [1, T["1"], None, 60, "开工"])
    assert (result["notes"], result["rows"][0]["status"]) == ([], "on_track")


def test_columns_that_were_not_recognised_are_noted() -> None:
    result = table(
        [1, T["1"], "年底", "开工", "王五"], head=["序号", "重点任务", "完成时限", "进展情况", "联 系 人"]
    )
    assert result["notes"] == ["unread_column:完成时限", "unread_column:联系人"]


def test_own_headings_are_never_unread() -> None:
    head = list(FORM_HEADINGS.values())
    result = table(["1", T["1"], "要求", "牵头", "上次", "正常推进", 50, "甲"], head=head)
    assert result["notes"] == []
    assert result["rows"][0]["percent"] == 50.0


def test_the_more_specific_number_column_is_read() -> None:
    result = table(
        [1, "6", T["6"], "甲"], [2, "9", T["9"], "乙"], head=["序号", "任务编号", "任务名称", "进展情况"]
    )
    assert brief(result) == [(2, "6", []), (3, "9", [])]
    assert result["notes"] == ["unread_column:序号"]


def test_titles_under_an_unlisted_head_speak_against_a_unit_that_counts_its_rows() -> None:
    head = ["序号", "重点工作", "进展情况"]
    agreed = table([1, T["1"], "开工"], [6, T["6"], "开工"], head=head)
    assert ([r["task"] for r in agreed["rows"]], agreed["notes"]) == (["1", "6"], ["unread_column:重点工作"])
    counted = table([1, T["4"], "开工"], [2, T["6"], "开工"], [3, T["3"], "开工"], head=head)
    assert ([r["task"] for r in counted["rows"]], counted["notes"]) == (["4", "6", "3"], ["own_numbering"])
    restarting = (task(1, "1", "修路", code="（一）.1"), task(2, "1", "修桥", code="（二）.1"))
    told = table([1, "修桥", "开工"], head=head, snapshot=small(tasks=restarting))
    assert [r["task"] for r in told["rows"]] == ["（二）.1"]
    once = table([1, T["1"], "开工"], [2, T["6"], "开工"], head=head)
    assert [(r["task"], r["flags"]) for r in once["rows"]] == [("1", []), ("6", ["number_title_mismatch"])]


def test_the_title_column_is_the_one_that_holds_titles() -> None:
    head = ["序号", "重点任务", "工作任务", "进展情况"]
    result = table([1, "能源篇", T["1"], "甲"], [2, "能源篇", T["2"], "乙"], head=head)
    assert brief(result) == [(2, "1", []), (3, "2", [])]


def test_hidden_sheets_and_sheets_without_header_are_listed() -> None:
    wb = book([["说明"]], [HEAD, [1, T["1"], "已完成"]], [HEAD, [2, T["2"], "已完成"]])
    wb.worksheets[2].sheet_state = "hidden"
    wb.create_sheet("空")
    result = one(wb)
    assert result["skipped_sheets"] == [
        {"sheet": "Sheet1", "reason": "no_header"},
        {"sheet": "Sheet3", "reason": "hidden"},
        {"sheet": "空", "reason": "no_header"},
    ]
    assert len(result["rows"]) == 1


def test_several_sheets_are_read_each_with_its_own_layout() -> None:
    wb = book([HEAD, [1, T["1"], "已完成"]], [["进展情况", "任务名称"], ["开工", T["2"]]])
    assert [(r["sheet"], r["task"]) for r in one(wb)["rows"]] == [("Sheet1", "1"), ("Sheet2", "2")]


def test_a_second_table_below_may_have_other_columns() -> None:
    rows = [
        HEAD,
        [1, T["1"], "已完成", 100, "甲"],
        ["二、配合任务"],
        ["重点任务", "进展情况", "序号"],
        [T["2"], "乙", 2],
    ]
    result = one(book(rows))
    assert [(r["task"], r["achievement"]) for r in result["rows"]] == [("1", "甲"), ("2", "乙")]
    assert skipped(result) == {4: "not_a_task_row", 3: "not_a_task_row"}


def test_remembered_headings_of_a_unit() -> None:
    from greenplan_desktop.returns.review import ColumnMapping

    wb = book([["序号", "工作", "目前怎样（截至6月）", "联系人"], [1, T["1"], "开工", "王五"]])
    assert one(wb)["error"]["code"] == "no_table"
    known = [ColumnMapping(1, "工作", "title"), ColumnMapping(1, "目前怎样（截至3月）", "achievement")]
    result = one(wb, mappings=known)
    assert result["rows"][0]["achievement"] == "开工"
    assert result["notes"] == ["unread_column:联系人"]
    assert one(wb, "区教委.xlsx", mappings=known)["error"]["code"] == "no_table"
    ignored = one(book([HEAD, [1, T["1"], "已完成"]]), mappings=[ColumnMapping(1, "备注", "")])
    assert ignored["notes"] == ["unread_column:备注"]


def test_headings_the_clerk_explains() -> None:
    from greenplan_desktop.returns import decide
    from greenplan_desktop.returns.review import ColumnMapping, headings_of, review_again

    from .bending import read, review

    wb = book([["重点工作"], ["序号", "工作", "目前怎样"], [1, T["1"], "开工"]])
    found = review(read(wb, "谁.xlsx"))
    assert found.files[0].error is not None
    assert headings_of(found.files[0]) == {"Sheet1": ("序号", "工作", "目前怎样")}
    known = [ColumnMapping(1, "工作", "title"), ColumnMapping(1, "目前怎样", "achievement")]
    found = review_again(decide.choose_unit(found, 0, 1), 0, known)
    assert [(r.task_id, r.unit_id, r.values.achievement) for r in found.rows] == [(1, 1, "开工")]
    assert headings_of(found.files[0]) == {"Sheet1": ("序号", "工作", "目前怎样")}
    later = review(read(wb, "谁.xlsx"), mappings=known)
    assert later.files[0].error is not None
    assert len(decide.choose_unit(later, 0, 1).rows) == 1


def test_period_words_in_titles() -> None:
    from greenplan_desktop.returns.periods import names_another

    other = [
        "2023年第一季度",
        "2023年上半年工作",
        "2022年第二季度",
        "1-9月进展",
        "前三季度",
        "2023年3月份工作进展",
        "2023年全年",
        "2023Q1",
    ]
    same = [
        "2023年第二季度",
        "二季度",
        "2023Q2",
        "1-6月",
        "截至6月30日",
        "2023年7月3日",
        "（2022—2025年）",
        "2023年重点任务",
        "（2023年7月）",
        "二季度进展及三季度打算",
        "一至二季度",
    ]
    assert [t for t in other if not names_another([t], Q2)] == []
    assert [t for t in same if names_another([t], Q2)] == []
