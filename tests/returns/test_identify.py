"""Which unit, period and plan a file is from."""

from __future__ import annotations

import pytest

from greenplan_desktop.model.period import Period
from greenplan_desktop.returns.units import UnitFinder

from .bending import HEAD, book, one
from .plans import PLACES, TITLES, UNITS

ROW = [1, TITLES["1"], "正常推进", 50, "开工"]


def unit(result) -> tuple:
    return result["unit"], result["flags"], result["notes"]


@pytest.mark.parametrize(
    "name",
    [
        "云岭区科技局2023年二季度进展.xlsx",
        "区科技局.xlsx",
        "云岭科技局二季度.xlsx",
        "重庆市云岭区科技局（定稿）.xlsx",
        "科技局进展.xlsx",
        "报送/2023/附件1 区科技局-填报表.XLSX",
        "2023年二季度区科技局报区教委汇总.xlsx",
    ],
)
def test_the_file_name_names_the_unit(name) -> None:
    assert unit(one(book([HEAD, ROW]), name)) == ("区科技局", [], [])


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("市科技局.xlsx", None),
        ("进展.xlsx", None),
        ("区科技局/进展.xlsx", None),
        ("云岭区林业局.xlsx", "区林业局"),
        ("云岭区松坪镇人民政府.xlsx", "松坪镇"),
    ],
)
def test_names_that_are_and_are_not_known(name, found) -> None:
    assert one(book([HEAD, ROW]), name)["unit"] == found


@pytest.mark.parametrize(
    "top",
    [
        ["填报单位：区科技局（盖章）"],
        ["填报单位（盖章）：云岭区科学技术局", None, "填报时间：2023年7月3日"],
        ["填报单位", "云岭区科技局"],
        ["填 报 单 位 ：", None, None, "科技局"],
        ["报送单位：区 科 技 局    联系人：王五  电话：023"],
        ["填报单位：区  科  技  局"],
        ["责任单位（盖章）", "区科技局"],
        ["责任单位：区科技局"],
        ["单位：区科技局", None, None, None, "单位：万元"],
        ["单位", "区科技局"],
        ["时间：2023年7月5日　填报单位：区科技局（公章）"],
        ["填报单位：区科技局2023年7月5日"],
        ["填报单位：区科技局高新技术科"],
    ],
)
def test_a_cell_above_the_header_names_the_unit(top) -> None:
    assert unit(one(book([["重点任务进展情况"], top, HEAD, ROW]), "进展.xlsx")) == ("区科技局", [], [])


@pytest.mark.parametrize(
    "foot",
    [
        ["填报单位（盖章）：区科技局", None, None, None, "填报人：王五"],
        [None, None, None, None, "单位（盖章）：区科技局"],
    ],
)
def test_a_sign_off_line_names_the_unit(foot) -> None:
    result = one(book([HEAD, ROW, foot]), "进展.xlsx")
    assert unit(result) == ("区科技局", [], [])
    assert result["skipped_rows"] == [{"sheet": "Sheet1", "row": 3, "reason": "not_a_task_row"}]


def test_responsible_unit_needs_seal_or_colon_and_a_place_above_or_below() -> None:
    assert one(book([["责任单位", "区科技局"], HEAD, ROW]), "进展.xlsx")["unit"] is None
    rows = [HEAD, ["责任单位：区科技局"], ROW]
    assert one(book(rows), "进展.xlsx")["unit"] is None


@pytest.mark.parametrize(
    "top",
    [
        "填报单位负责人：区科技局王五",
        "单位：万元",
        "单位：万吨、万元",
        "填报单位：",
        "填报单位：________（盖章）",
        "各填报单位：请于7月5日前报送",
    ],
)
def test_labels_that_name_nobody(top) -> None:
    assert unit(one(book([[top], HEAD, ROW]), "区教委.xlsx")) == ("区教委", [], [])


def test_cell_and_file_name_of_different_units_conflict() -> None:
    result = one(book([["填报单位：区科技局"], HEAD, ROW]), "区教委二季度.xlsx")
    assert unit(result) == (None, ["unit_conflict"], [])
    assert (result["outcome"], result["rows"][0]["change"], result["missing_tasks"]) == (
        "needs_review",
        None,
        [],
    )


def test_an_unknown_name_in_the_cell_is_noted_and_the_file_name_counts() -> None:
    result = one(book([["填报单位：区财政服务中心（盖章）"], HEAD, ROW]), "区教委.xlsx")
    assert unit(result) == ("区教委", [], ["unknown_unit:区财政服务中心"])
    nobody = one(book([["填报单位：区财政服务中心"], HEAD, ROW]), "进展.xlsx")
    assert unit(nobody) == (None, ["unit_unknown"], ["unknown_unit:区财政服务中心"])
    assert nobody["rows"][0]["change"] is None
    assert nobody["rows"][0]["flags"] == []


def test_the_unit_of_another_district_is_unknown() -> None:
    result = one(book([["填报单位：南川区科技局"], HEAD, ROW]), "进展.xlsx")
    assert unit(result) == (None, ["unit_unknown"], ["unknown_unit:南川区科技局"])


def test_a_cover_sheet_names_the_unit() -> None:
    assert one(book([["封面"], ["填报单位：", "区科技局"]], [HEAD, ROW]), "进展.xlsx")["unit"] == "区科技局"


def test_two_sheets_of_different_units_conflict() -> None:
    wb = book([["填报单位：区科技局"], HEAD, ROW], [["填报单位：区教委"], HEAD, [2, TITLES["2"], "已完成"]])
    assert one(wb, "进展.xlsx")["flags"] == ["unit_conflict"]


def test_an_alias_is_the_unit() -> None:
    assert one(book([["填报单位：区经信委"], HEAD, ROW]), "区经信委.xlsx")["unit"] == "区经济信息委"


def test_group_phrases_are_no_units() -> None:
    assert one(book([["填报单位：各镇街"], HEAD, ROW]), "各镇街.xlsx")["flags"] == ["unit_unknown"]


def test_a_merged_unit_is_its_successor() -> None:
    from dataclasses import replace

    from .plans import small

    units = (
        *UNITS,
        replace(UNITS[0], id=9, uid="u9", full_name="", short_name="区科委", position=9, merged_into=1),
    )
    assert one(book([HEAD, ROW]), "区科委.xlsx", snapshot=small(units=units))["unit"] == "区科技局"


@pytest.mark.parametrize(
    "title",
    [
        "2023年第一季度进展情况",
        "云岭区2023年上半年重点任务",
        "2023年半年重点任务进展",
        "报告期：2023年一季度",
    ],
)
def test_a_title_of_another_period_waits(title) -> None:
    result = one(book([[title], HEAD, ROW]))
    assert (result["flags"], result["outcome"], result["rows"][0]["change"]) == (
        ["period_mismatch"],
        "needs_review",
        "new",
    )


@pytest.mark.parametrize(
    "title",
    [
        "2023年第二季度",
        "截至2023年6月底进展",
        "1-6月",
        "填报时间：2023年7月3日",
        "方案（2023—2025年）进展",
        "注：一季度已完成的不再填报",
    ],
)
def test_titles_that_are_no_other_period(title) -> None:
    assert one(book([[title], HEAD, ROW]))["flags"] == []


@pytest.mark.parametrize(
    ("title", "flags"),
    [
        ("2022年度重点任务进展", ["period_mismatch"]),
        ("2023年度重点任务进展", []),
        ("实施方案（2022—2025年）", []),
    ],
)
def test_a_plain_year_counts_where_a_whole_year_is_imported(title, flags) -> None:
    assert one(book([[title], HEAD, ROW]), period=Period.parse("2023"))["flags"] == flags
    assert one(book([[title], HEAD, ROW]))["flags"] == []


def test_the_finder_prefers_the_longest_and_never_part_of_it() -> None:
    finder = UnitFinder(UNITS, PLACES)
    assert [h.unit_id for h in finder.hits("区教育委与高新区管委会")] == [4, 2]
    assert finder.exact("云岭区科技局") == 1
    assert finder.exact("科学技术局") == 1
    assert finder.longest("区科技局办公室") == 1
