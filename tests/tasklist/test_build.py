"""From a plan's snapshot to a list: rows, chapters, units, dates, targets, progress, reminders."""

from __future__ import annotations

from dataclasses import replace

import pytest

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.period import Period
from greenplan_desktop.model.records import Assignment, ReturnFile, StoredChapter
from greenplan_desktop.tasklist.build import LEAD_NOTE, build, unit_lists
from greenplan_desktop.tasklist.content import ChapterRow, Row, flat_rows
from greenplan_desktop.tasklist.presets import DEFAULT, LayoutColumn, column, preset

from .samples import reference_plan, report, small_plan

Q2 = Period.parse("2023Q2")


def cells(content, key):
    place = [c.key for c in content.columns].index(key)
    return [row.cells[place] for row in content.rows if isinstance(row, Row)]


def with_keys(name, *keys, **how):
    layout = preset(name)
    return replace(layout, columns=tuple(column(layout.rows, key, **how) for key in keys))


def test_the_default_list():
    content = build(small_plan(), preset(DEFAULT))
    assert content.title == "云岭区绿色发展行动方案（2023—2025年）任务清单"
    assert content.label == "附件"
    assert content.document_number == "云岭府发〔2023〕6号"
    assert flat_rows(content) == [
        ("（一）用能",),
        ("1", "开发光伏", "建设电站10座。", "区发展改革委", "区教委、各镇街等有关部门按职责分工负责", ""),
        ("2", "改造电网", "改造线路。", "区经济信息委、区发展改革委", "", "2024年底前"),
        ("（二）产业",),
        ("3．工厂",),
        ("3.1", "绿色工厂", "建设工厂。", "高新区管委会", "区经济信息委、区教委", "2025年6月底前"),
        ("3.2", "绿色园区", "", "", "高新区管委会", "2025年底前"),
        ("4", "绿色金融", "", "", "", "2024年7月5日前"),
    ]
    assert [row.level for row in content.rows if isinstance(row, ChapterRow)] == [1, 1, 2]


def test_a_heading_that_all_tasks_share_is_left_out_and_a_single_chapter_too():
    snapshot = small_plan()
    one = replace(snapshot, tasks=snapshot.tasks[:2])
    assert not [row for row in build(one, preset(DEFAULT)).rows if isinstance(row, ChapterRow)]


def test_a_plan_called_a_list_is_not_called_so_twice():
    snapshot = small_plan()
    named = replace(snapshot, plan=replace(snapshot.plan, title="云岭区2023年重点工作任务清单"))
    assert build(named, preset(DEFAULT)).title == "云岭区2023年重点工作任务清单"


def test_units_one_a_line_and_without_the_open_ending():
    layout = with_keys(DEFAULT, "responsible", units="lines", open_words=False)
    assert cells(build(small_plan(), layout), "responsible")[0] == "区教委\n各镇街"
    lines = with_keys(DEFAULT, "responsible", units="lines")
    assert cells(build(small_plan(), lines), "responsible")[0] == "区教委\n各镇街\n等有关部门按职责分工负责"


def test_the_lead_marked_in_one_column():
    layout = with_keys(DEFAULT, "units", mark_lead=True, open_words=False)
    content = build(small_plan(), layout)
    assert cells(content, "units")[:2] == ["区发展改革委*、区教委、各镇街", "区经济信息委*、区发展改革委*"]
    assert content.notes == (LEAD_NOTE,)


def test_a_third_role_by_the_office_s_own_word():
    layout = with_keys(DEFAULT, "role:主责单位", "role:协办单位")
    content = build(small_plan(), layout)
    assert [c.heading for c in content.columns] == ["主责单位", "协办单位"]
    assert content.rows[-3].cells == ("区经济信息委", "区教委")


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("（A、B等按职责分工负责）", "等按职责分工负责"),
        ("（A牵头，B等配合）", "等配合"),
        ("责任单位：A、B等有关单位", "等有关单位"),
        ("（高等学校、B等部门负责）", "等部门负责"),
        (None, "等"),
    ],
)
def test_the_document_s_own_open_words(clause, words):
    snapshot = small_plan()
    open_task = replace(snapshot.tasks[0], clause=clause)
    content = build(replace(snapshot, tasks=(open_task,)), preset(DEFAULT))
    assert cells(content, "responsible") == [f"区教委、各镇街{words}"]


def test_open_words_go_to_the_leads_where_nobody_else_is_named():
    snapshot = small_plan()
    task = replace(snapshot.tasks[1], open_ended=True, clause="（A、B等负责）")
    content = build(replace(snapshot, tasks=(task,)), preset(DEFAULT))
    assert cells(content, "lead") == ["区经济信息委、区发展改革委等负责"]
    assert cells(content, "responsible") == [""]


def test_chapters_merged_downwards_or_left_out():
    merged = build(small_plan(), replace(preset(DEFAULT), chapters="merged", chapter_heading="领域"))
    assert merged.group.heading == "领域"
    assert [row.group for row in merged.rows] == ["（一）用能"] * 2 + ["（二）产业"] * 4
    assert merged.rows[2] == ChapterRow("3．工厂", 2, "（二）产业")
    none = build(small_plan(), replace(preset(DEFAULT), chapters="none"))
    assert len(none.rows) == 5


def test_hidden_columns_stay_out_and_blank_ones_stay_blank():
    layout = preset(DEFAULT)
    columns = (
        *layout.columns[:2],
        replace(layout.columns[2], shown=False),
        LayoutColumn("blank", "责任领导"),
    )
    content = build(small_plan(), replace(layout, columns=columns))
    assert [c.heading for c in content.columns] == ["序号", "重点任务", "责任领导"]
    assert set(cells(content, "blank")) == {""}


def test_targets_with_their_values_and_years():
    content = build(small_plan(), preset("目标清单"))
    assert flat_rows(content) == [
        ("1", "总体目标", "森林覆盖率", "56%以上", "2025", ""),
        ("2", "开发光伏", "光伏电站", "10座", "2024", "区发展改革委"),
        ("3", "开发光伏", "装机容量", "60兆瓦", "2025", "区发展改革委"),
        ("4", "绿色工厂", "绿色工厂", "翻番", "2025", "高新区管委会"),
        ("5", "绿色工厂", "能耗", "5%以内", "", "高新区管委会"),
    ]


def test_a_column_for_each_year_of_the_targets():
    content = build(small_plan(), preset("年度目标分解表"))
    assert [c.heading for c in content.columns] == ["序号", "任务", "2024年目标", "2025年目标", "牵头单位"]
    assert content.rows[1].cells[2:4] == ("光伏电站10座", "装机容量60兆瓦")


def test_the_ledger_of_a_period():
    reports = (
        report(1, 1, 1, status="on_track", percent_tenths=455, achievement="已开工。", problems="缺地。"),
        report(2, 1, 2, status="completed", achievement="已配合。"),
        report(3, 2, 4, status="completed", achievement="改造完毕。"),
        report(4, 2, 1, status="delayed", percent_tenths=300, achievement="正在改造。"),
        report(5, 3, 5, status="completed", achievement="建成。"),
    )
    content = build(small_plan(reports=reports), preset("进展台账"), period=Q2)
    assert content.title.endswith("2023年第二季度进展台账")
    rows = [row.cells for row in content.rows if isinstance(row, Row)]
    assert rows[0][3:7] == ("正常推进", "45.5%", "区发展改革委：已开工。\n区教委：已配合。", "缺地。")
    assert rows[1][3:6] == ("进展滞后", "30%", "区经济信息委：改造完毕。\n区发展改革委：正在改造。")
    assert rows[2][3:6] == ("已完成", "100%", "建成。")
    assert rows[3][3:6] == ("未报", "", "")


def test_a_unit_s_own_list():
    snapshot = small_plan()
    content = build(snapshot, preset("单位任务清单"), unit=snapshot.units[1])
    assert content.title == "云岭区绿色发展行动方案（2023—2025年）任务清单\n（区教委）"
    assert cells(content, "number") == ["1", "3.1"]
    assert cells(content, "role") == ["责任", "责任"]
    assert content.bookmark == "区教委"


def test_every_unit_s_list_with_groups_as_their_members():
    snapshot = small_plan(group_members=((3, 6),))
    lists = unit_lists(snapshot, preset("单位任务清单"))
    assert [u.short_name for u, _ in lists] == [
        "区发展改革委",
        "区教委",
        "区经济信息委",
        "高新区管委会",
        "安乐镇",
    ]
    assert cells(lists[-1][1], "number") == ["1"]


def test_the_reminder_names_units_what_is_missing_and_until_when():
    reports = (report(1, 1, 1, achievement="已开工。"), report(2, 2, 4, achievement="完成。"))
    files = (ReturnFile(1, 1, 2, "a.xlsx", "0", "2023-07-01", 1, "return"),)
    snapshot = small_plan(reports=reports, return_files=files)
    content = build(snapshot, preset("催报单"), period=Q2)
    assert content.title.endswith("2023年第二季度进展情况催报单")
    assert flat_rows(content) == [
        ("1", "区发展改革委", "报送不全", "2 改造电网", "2023年7月5日前"),
        ("2", "区教委", "报送不全", "1 开发光伏；3.1 绿色工厂", "2023年7月5日前"),
        ("3", "区经济信息委", "报送不全", "3.1 绿色工厂", "2023年7月5日前"),
        ("4", "高新区管委会", "未报送", "3.1 绿色工厂；3.2 绿色园区", "2023年7月5日前"),
    ]


def test_a_list_that_needs_a_unit_or_a_period_says_so():
    with pytest.raises(InputError, match="请先选择单位"):
        build(small_plan(), preset("单位任务清单"))
    with pytest.raises(InputError, match="请先选择期次"):
        build(small_plan(periods=()), preset("进展台账"))


def test_the_reference_plan_gives_every_task_once(shared):
    snapshot = reference_plan(shared, "qijiang-2023-16")
    content = build(snapshot, preset(DEFAULT))
    assert cells(content, "number") == [task.number for task in snapshot.tasks]
    titles = [row.title for row in content.rows if isinstance(row, ChapterRow)]
    assert "三、重点任务" not in titles
    assert titles[0].startswith("（一）")
    assert len(titles) == len(set(titles))


def test_chapters_with_the_same_words_under_different_ones_open_again():
    snapshot = small_plan()
    chapters = (
        *snapshot.chapters[:3],
        StoredChapter(4, 1, 2, 3, "1．总体"),
        StoredChapter(5, 1, 3, 4, "1．总体"),
    )
    tasks = (replace(snapshot.tasks[0], chapter_id=4), replace(snapshot.tasks[1], chapter_id=5))
    content = build(replace(snapshot, chapters=chapters, tasks=tasks), preset(DEFAULT))
    titles = [row.title for row in content.rows if isinstance(row, ChapterRow)]
    assert titles == ["（一）用能", "1．总体", "（二）产业", "1．总体"]


def test_assignments_of_units_no_longer_there_are_left_out():
    snapshot = small_plan()
    stray = replace(snapshot, assignments=(*snapshot.assignments, Assignment(99, 1, 77, "lead", 9)))
    assert cells(build(stray, preset(DEFAULT)), "lead")[0] == "区发展改革委"
