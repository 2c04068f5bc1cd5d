"""Which task a row means."""

from __future__ import annotations

from dataclasses import replace

import pytest

from .bending import Shown, brief, skipped, table
from .plans import TITLES as T
from .plans import small, task


@pytest.mark.parametrize("number", [1, "1", "１．", "1、", "（1）", "01", "第1项", "1.", 1.0, "任务1"])
def test_numbers_in_every_dress(number) -> None:
    assert brief(table([number, "开工"], head=["序号", "进展情况"])) == [(2, "1", [])]
    assert brief(table([number, None, "正常推进"])) == [(2, "1", [])]


@pytest.mark.parametrize(
    "title",
    [
        "实施重点行业节能改造",
        " 实施 重点行业\n节能改造 ",
        "4.实施重点行业节能改造。",
        "（四）实施重点行业节能改造",
        "“实施重点行业”、节能改造",
        "4、实施重点行业节能改造（）",
        "一是实施重点行业节能改造",
        "④实施重点行业节能改造；",
    ],
)
def test_titles_in_every_dress(title) -> None:
    result = table([None, title, "正常推进"])
    assert brief(result) == [(2, "4", [])]
    assert result["notes"] == []


@pytest.mark.parametrize(
    "title",
    [
        "实施重点行业节能改造工作",
        "重点行业节能改造",
        "实施重点行业的节能改造",
        "实施重点行业节能改选",
        "实施重点行业节能改造：对三十家企业开展诊断，形成清单，完工七个项目。",
        "实施重点行业节能改造\n对三十家企业开展诊断",
    ],
)
def test_a_likeness_clearly_better_than_the_second(title) -> None:
    result = table([None, title, "正常推进"])
    assert brief(result) == [(2, "4", [])]
    if "\n" not in title:
        assert result["notes"] == ["fuzzy_title:4"]


@pytest.mark.parametrize("title", ["建设绿色学校", "推进乡村振兴示范", "绿色", "建设绿色"])
def test_titles_of_no_task(title) -> None:
    row = brief(table([None, title, "正常推进"]))[0]
    assert row[1] is None
    assert row[2] in (["task_unknown"], ["task_ambiguous"])


def test_two_equally_like_are_ambiguous() -> None:
    tasks = (task(1, "1", "建设绿色工厂一期"), task(2, "2", "建设绿色工厂二期"))
    assert brief(table([None, "建设绿色工厂三期", "正常推进"], snapshot=small(tasks=tasks))) == [
        (2, None, ["task_ambiguous"])
    ]


def test_two_tasks_of_one_title_are_told_apart_by_number() -> None:
    tasks = (task(1, "1", "加强组织领导"), task(2, "2", "加强组织领导"))
    snapshot = small(tasks=tasks)
    assert brief(table([None, "加强组织领导", "正常推进"], snapshot=snapshot)) == [
        (2, None, ["task_ambiguous"])
    ]
    assert brief(table([2, "加强组织领导", "正常推进"], snapshot=snapshot)) == [(2, "2", [])]


def test_numbers_that_restart_under_headings() -> None:
    tasks = (task(1, "1", "修路", code="（一）.1"), task(2, "1", "修桥", code="（二）.1"))
    snapshot = small(tasks=tasks)
    assert brief(table([1, "修桥", "正常推进"], snapshot=snapshot)) == [(2, "（二）.1", [])]
    assert brief(table([1, None, "正常推进"], snapshot=snapshot)) == [(2, None, ["task_ambiguous"])]
    for number in ("（二）.1", "(二)1", "（二）、１"):
        assert brief(table([number, None, "正常推进"], snapshot=snapshot)) == [(2, "（二）.1", [])]


def test_number_and_title_of_two_tasks() -> None:
    result = table([1, T["4"], "正常推进"], [2, T["2"], "正常推进"])
    assert brief(result) == [(2, "4", ["number_title_mismatch"]), (3, "2", [])]
    assert result["rows"][0]["change"] == "new"


def test_own_numbering() -> None:
    result = table(
        [1, T["4"], "推进中"], [2, T["6"], "推进中"], ["一、另一部分"], [3, T["3"], "推进中"], [4, T["9"]]
    )
    assert [r["task"] for r in result["rows"]] == ["4", "6", "3"]
    assert all(r["flags"] == [] for r in result["rows"])
    assert result["notes"] == ["own_numbering"]


def test_own_numbering_needs_two_contradictions_and_a_plain_count() -> None:
    assert brief(table([1, T["1"], "推进中"], [2, T["6"], "推进中"]))[1][2] == ["number_title_mismatch"]
    rows = [[1, T["4"], "推进中"], [2, T["6"], "推进中"], [4, T["1"], "推进中"]]
    assert [r["flags"] for r in table(*rows)["rows"]] == [["number_title_mismatch"]] * 3
    counted = table([1, "没有的任务", "推进中"], [2, T["6"], "推进中"], [3, T["9"], "推进中"])
    assert brief(counted) == [(2, None, ["task_unknown"]), (3, "6", []), (4, "9", [])]


def test_a_number_of_no_task_beside_a_good_title() -> None:
    result = table([88, T["4"], "推进中"], ["A-3", T["6"], "推进中"])
    assert brief(result) == [(2, "4", []), (3, "6", [])]
    assert result["notes"] == []


def test_a_good_number_beside_a_title_of_no_task() -> None:
    from .bending import book, read, review

    found = review(read(book([["序号", "重点任务", "进展情况"], [6, "举办龙舟比赛活动", "已办"]]))).rows[0]
    assert found.flags == ("task_unknown",)
    assert found.offers[0] == 8  # the key of the number's task


def test_a_good_number_beside_a_title_that_is_nearly_its_own() -> None:
    result = table([6, "生态旅游品牌打造", "推进中"])
    assert brief(result) == [(2, "6", [])]
    assert result["notes"] == ["fuzzy_title:6"]


def test_a_number_cell_that_lost_its_zero() -> None:
    tasks = (task(1, "1.1", "修路"), task(2, "1.10", "修桥"))
    snapshot = small(tasks=tasks)
    assert brief(table([1.1, "修桥", "推进中"], snapshot=snapshot)) == [(2, "1.10", [])]
    assert brief(table([Shown(1.1), "修桥", "推进中"], snapshot=snapshot)) == [(2, "1.10", [])]
    assert brief(table(["1.1", "修桥", "推进中"], snapshot=snapshot))[0][2] == ["number_title_mismatch"]


def test_the_same_task_twice_is_shown_and_flagged() -> None:
    result = table([1, T["1"], "推进中"], [2, T["2"], "推进中"], [1, T["1"], "已完成"], [2, T["2"]])
    assert brief(result) == [(2, "1", ["duplicate_row"]), (3, "2", []), (4, "1", ["duplicate_row"])]
    assert skipped(result) == {5: "no_report"}


def test_a_unit_that_the_task_is_not_assigned_to() -> None:
    assert brief(table([12, T["12"], "推进中"])) == [(2, "12", ["unit_not_assigned"])]
    open_ended = small(tasks=tuple(replace(t, open_ended=True) for t in small().tasks))
    assert brief(table([12, T["12"], "推进中"], snapshot=open_ended))[0][2] == ["unit_not_assigned"]


def test_members_of_an_expanded_group_are_assigned_and_owe() -> None:
    closed = table([7, T["7"], "推进中"], name="松坪镇.xlsx")
    assert brief(closed) == [(2, "7", ["unit_not_assigned"])]
    opened = small(group_members=((7, 5),))
    assert brief(table([7, T["7"], "推进中"], name="松坪镇.xlsx", snapshot=opened)) == [(2, "7", [])]
    assert table([2, T["2"], "推进中"], name="松坪镇.xlsx", snapshot=opened)["missing_tasks"] == ["7"]


def test_missing_tasks_follow_the_plans_setting() -> None:
    assert table([2, T["2"], "推进中"], name="区经济信息委.xlsx")["missing_tasks"] == ["3"]
    every = table([3, T["3"], "推进中"])["missing_tasks"]
    leads = small(settings=(("owes", '"lead"'),))
    only = table([3, T["3"], "推进中"], snapshot=leads)["missing_tasks"]
    assert [code for code in every if code not in only] == ["1", "2"]
