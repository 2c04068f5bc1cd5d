"""Task lists of many offices' shapes are read as plan tasks; all content is invented."""

from __future__ import annotations

import pytest

from greenplan_desktop.documents.formats import load_text
from greenplan_desktop.documents.tables import Settings, plan_from_tables, read_tables
from greenplan_desktop.model.plan import Task

from .drawn_tables import document

Roles = tuple[str, str, tuple[str, ...], tuple[str, ...]]


def tasks(*parts: str, period: tuple[int, int] | None = None) -> tuple[Task, ...]:
    return plan_from_tables(document(*parts), Settings(period))


def roles(found: tuple[Task, ...]) -> list[Roles]:
    return [(task.code, task.title, task.lead_units, task.responsible_units) for task in found]


def test_number_task_lead_and_helpers_under_group_rows() -> None:
    found = tasks(
        "附件2",
        "2022年工作任务分解表",
        """序号|工作任务|牵头单位|配合单位
        联动共建示范片区|<|<|<
        1|建成北岭产业园一期，新增标准厂房10万平方米。|区发展改革委|区经济信息委/区财政局
        2|推进环线轨道建设|区交通局、区住房城乡建委|各镇街
        合计|2项|<|<
        二、深化改革|<|<|<
        3|完成国企重组|区国资委|——""",
    )
    assert roles(found) == [
        ("1", "建成北岭产业园一期，新增标准厂房10万平方米", ("区发展改革委",), ("区经济信息委", "区财政局")),
        ("2", "推进环线轨道建设", ("区交通局", "区住房城乡建委"), ("各镇街",)),
        ("3", "完成国企重组", ("区国资委",), ()),
    ]
    assert [task.path for task in found] == [("联动共建示范片区",), ("联动共建示范片区",), ("二、深化改革",)]
    assert found[1].groups == ("各镇街",)
    assert found[2].due is not None
    assert found[2].due.date == "2022-12-31"


def test_three_roles_two_group_levels_measures_with_units_of_their_own_and_a_page_end() -> None:
    head = "序号|重点任务|工作措施|完成时限|牵头部门|主责单位|协办单位"
    found = tasks(
        f"""{head}
        一、夯实产业|<|<|<|<|<|<
        （一）工业强基|<|<|<|<|<|<
        1|培育龙头企业|1.新增规上企业20家。|2026年12月底前|区科技信息化局|区发展改革委/区商务局|各街镇
        ^|^|★2.建设公共平台，推动共享。|6月底前|区科技信息化局|区财政局|——
        （二）营商环境|<|<|<|<|<|<
        2|优化服务|落实惠企政策|持续推进|区政务服务局|^|——
        {head}
        2|优化服务|完善办事机制|全年|区政务服务局|区司法局|——""",
        period=(2024, 2026),
    )
    assert [(t.code, t.title, t.path) for t in found] == [
        ("1.1", "新增规上企业20家", ("一、夯实产业", "（一）工业强基", "1.培育龙头企业")),
        ("1.2", "建设公共平台，推动共享", ("一、夯实产业", "（一）工业强基", "1.培育龙头企业")),
        ("2.1", "落实惠企政策", ("一、夯实产业", "（二）营商环境", "2.优化服务")),
        ("2.2", "完善办事机制", ("一、夯实产业", "（二）营商环境", "2.优化服务")),
    ]
    assert found[0].lead_units == ("区科技信息化局",)
    assert found[0].responsible_units == ("区发展改革委", "区商务局", "各街镇")
    assert dict(found[0].role_words) == {
        "区科技信息化局": "牵头部门", "区发展改革委": "主责单位", "区商务局": "主责单位", "各街镇": "协办单位",
    }  # fmt: skip
    assert [t.due.date if t.due else None for t in found] == ["2026-12-31", "2026-06-30", None, "2026-12-31"]
    assert [(g.indicator, g.value, g.unit) for g in found[0].targets] == [("新增规上企业", "20", "家")]


def test_goals_by_year_merged_where_they_are_equal() -> None:
    found = tasks(
        "责任清单",
        """序号|任务内容|2024年目标|2025年目标|2026年目标|牵头单位
        （一）绿色工业|<|<|<|<|<
        1|创建绿色工厂|2家|累计5家|≥8家|区工信局
        2|推动重点企业节能改造|完成改造|<|<|区发改委区工信局""",
    )
    assert [(g.indicator, g.comparator, g.value, g.unit, g.year) for g in found[0].targets] == [
        ("创建绿色工厂", "=", "2", "家", 2024),
        ("创建绿色工厂", "=", "5", "家", 2025),
        ("创建绿色工厂", ">=", "8", "家", 2026),
    ]
    assert found[0].text == "2024年目标：2家\n2025年目标：累计5家\n2026年目标：≥8家"
    assert found[1].text == "2024年目标、2025年目标、2026年目标：完成改造"
    assert found[1].lead_units == ("区发改委", "区工信局")


def test_a_group_column_merged_down_and_long_cells_whose_first_sentence_is_the_title() -> None:
    found = tasks(
        """序号|领域|2024年推进任务|牵头责任部门
        一、生态环境|<|<|<
        1|大气|开展扬尘治理。建立工地台账，每周巡查，及时通报，限期整改到位。|市生态环境局
        2|^|更新公交车100辆|市交通局
        3|水|治理河道3条|^""",
    )
    assert roles(found) == [
        ("1", "开展扬尘治理", ("市生态环境局",), ()),
        ("2", "更新公交车100辆", ("市交通局",), ()),
        ("3", "治理河道3条", ("市交通局",), ()),
    ]
    assert [task.path for task in found] == [
        ("一、生态环境", "大气"),
        ("一、生态环境", "大气"),
        ("一、生态环境", "水"),
    ]
    assert found[1].targets[0].year == 2024


def test_one_table_for_each_deputy_with_the_lead_marked_by_a_star() -> None:
    head = "序号|重点工作|区本级任务数|责任单位"
    found = tasks(
        "赵某某副区长牵头重点工作",
        f"{head}\n1|新建口袋公园|5个|区政府办公室*、区综合行政执法局\n2|改造老旧小区|12个|区住建局*、各街道",
        "钱某某副区长牵头重点工作",
        f"{head}\n1|建设高标准农田|0.8万亩|区农业农村局*/区财政局/各镇街",
    )
    assert roles(found) == [
        ("表1.1", "新建口袋公园", ("区政府办公室",), ("区综合行政执法局",)),
        ("表1.2", "改造老旧小区", ("区住建局",), ("各街道",)),
        ("表2.1", "建设高标准农田", ("区农业农村局",), ("区财政局", "各镇街")),
    ]
    assert found[2].path == ("钱某某副区长牵头重点工作",)
    assert (found[2].targets[0].value, found[2].targets[0].unit) == ("0.8", "万亩")


def test_one_number_two_measures_two_times_one_unit() -> None:
    found = tasks(
        """序号|民生实事|责任单位|完成时限
        1|新建镇卫生院|县卫健局|5月底前动工
        ^|扩建敬老院|^|12月底前
        2|改造通村公路|县交通运输局 县财政局|全年
        3|建设养老院|县民政局牵头/县财政局/县卫健局|11月底前
        4|修建灌渠|县水利局|2024年/10月底前
        5|种植花木|县林业局|3月底前动工/9月底前栽完""",
        period=(2024, 2024),
    )
    assert roles(found) == [
        ("1", "新建镇卫生院", (), ("县卫健局",)),
        ("2", "改造通村公路", (), ("县交通运输局", "县财政局")),
        ("3", "建设养老院", ("县民政局",), ("县财政局", "县卫健局")),
        ("4", "修建灌渠", (), ("县水利局",)),
        ("5", "种植花木", (), ("县林业局",)),
    ]
    dates = [(task.due.text, task.due.date) for task in found[3:] if task.due]
    assert dates == [("2024年10月底前", "2024-10-31"), ("3月底前动工；9月底前栽完", "2024-09-30")]
    assert found[0].text == "新建镇卫生院\n扩建敬老院"
    assert found[0].due is not None
    assert (found[0].due.text, found[0].due.date) == ("5月底前动工；12月底前", "2024-12-31")
    assert found[0].doubts == ("no_lead",)


def test_persons_are_remarks_and_a_table_without_numbers_counts() -> None:
    found = tasks(
        """类别|任务内容|牵头领导|责任单位|备注
        经济|培育企业|孙某|县工信局、县发改局|省级任务
        ^|招商引资|李某|县投促局|
        民生|稳定就业|周某|县人社局|"""
    )
    assert [(t.code, t.path, t.remarks) for t in found] == [
        ("1", ("经济",), "牵头领导：孙某；省级任务"), ("2", ("经济",), "牵头领导：李某"), ("3", ("民生",), "牵头领导：周某"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "cells", "leads", "others"),
    [
        ("责任单位|配合单位", "区教委|区财政局", ("区教委",), ("区财政局",)),
        ("责任单位|配合单位", "区教委|——", ("区教委",), ()),
        ("牵头单位|责任单位", "区教委|区财政局", ("区教委",), ("区财政局",)),
        ("牵头单位|责任单位", "——|区财政局", (), ("区财政局",)),
        ("责任单位|牵头单位", "区财政局|区教委", ("区教委",), ("区财政局",)),
        ("主要责任单位|其他责任单位", "县教育局|各乡镇", ("县教育局",), ("各乡镇",)),
        ("牵头责任单位|协同责任单位", "县教育局|县财政局、县住建局", ("县教育局",), ("县财政局", "县住建局")),
        ("牵头单位|责任主体与协同单位", "区商务局|区发改委", ("区商务局",), ("区发改委",)),
        ("主办（牵头）单位|协办单位", "区商务局|区发改委", ("区商务局",), ("区发改委",)),
        ("牵头/单位|配合/单位", "区商务局|无", ("区商务局",), ()),
        ("责任单位|完成时限", "区教委（牵头）、区财政局|全年", ("区教委",), ("区财政局",)),
        (
            "责任单位|完成时限",
            "区教委牵头，区财政局、区人力社保局配合|全年",
            ("区教委",),
            ("区财政局", "区人力社保局"),
        ),
        ("责任单位|完成时限", "牵头单位：区教委/配合单位：区财政局|全年", ("区教委",), ("区财政局",)),
        (
            "责任单位|完成时限",
            "区规划自然/资源局、区文化旅游委|全年",
            (),
            ("区规划自然资源局", "区文化旅游委"),
        ),
        ("主责单位|备注", "区教委，区财政局|", ("区教委", "区财政局"), ()),
        ("责任部门（单位）|备注", "区教委等有关部门|", (), ("区教委",)),
    ],
)
def test_the_pair_of_columns_decides(
    head: str, cells: str, leads: tuple[str, ...], others: tuple[str, ...]
) -> None:
    found = tasks(f"序号|工作任务|{head}\n1|办好实事|{cells}")
    assert (found[0].lead_units, found[0].responsible_units) == (leads, others)


def test_the_first_unit_leads_only_where_the_document_says_so() -> None:
    table = "序号|事项名称|责任单位|事项内容\n1|建设图书馆|文化旅游局/财政局|建成1座图书馆。"
    assert tasks(table)[0].lead_units == ()
    said = tasks(table + "\n注：排在第一位的责任单位为牵头单位。|<|<|<")
    assert (said[0].lead_units, said[0].responsible_units) == (("文化旅游局",), ("财政局",))
    assert plan_from_tables(document(table), Settings(first_leads=True))[0].lead_units == ("文化旅游局",)


def test_a_head_of_two_rows() -> None:
    found = tasks(
        """序号|工作任务|责任分工|<|年度目标|<|完成时限
        ^|^|牵头单位|责任单位|2024年|2025年|^
        1|建平台|区教委|区财政局|1个|3个|9月投入使用"""
    )
    assert roles(found) == [("1", "建平台", ("区教委",), ("区财政局",))]
    assert [(g.value, g.year) for g in found[0].targets] == [("1", 2024), ("3", 2025)]


def test_an_item_column_that_spans_several_numbers_is_a_heading() -> None:
    found = tasks(
        """重点任务|序号|具体任务|责任单位
        数字赋能|1|建设数据平台|区大数据局
        ^|2|推广应用场景|区科技局
        绿色转型|3|实施节能改造|区经信局"""
    )
    assert [(t.code, t.path, t.title) for t in found] == [
        ("1", ("数字赋能",), "建设数据平台"), ("2", ("数字赋能",), "推广应用场景"), ("3", ("绿色转型",), "实施节能改造"),
    ]  # fmt: skip


def test_numbers_may_stand_in_the_task_cells() -> None:
    found = tasks(
        """重点任务|具体举措|责任单位|时间进度
        一、夯实基础|<|<|<
        （一）建设平台|完善功能|区大数据局|12月底
        ^|推广应用|区科技局|全年
        （二）培育人才|引进100人|区人力社保局|全年"""
    )
    assert [(t.code, t.path, t.title) for t in found] == [
        ("（一）.1", ("一、夯实基础", "（一）建设平台"), "完善功能"),
        ("（一）.2", ("一、夯实基础", "（一）建设平台"), "推广应用"),
        ("（二）", ("一、夯实基础",), "培育人才"),
    ]


def test_units_one_a_row_beside_one_merged_task() -> None:
    found = tasks("序号|工作任务|责任单位\n1|办好实事|区教委\n^|^|区财政局\n^|^|各镇街\n2|修路|区交通局")
    assert roles(found)[0] == ("1", "办好实事", (), ("区教委", "区财政局", "各镇街"))
    assert len(found) == 2


def test_group_rows_that_are_not_merged_and_numbers_in_chinese() -> None:
    found = tasks(
        """序号|工作任务|责任单位|完成时限
        一|夯实基础||
        1|建平台|区教委|全年
        二、提升能力|||
        1|练队伍|区人力社保局|全年"""
    )
    assert [(t.code, t.path) for t in found] == [("一.1", ("一、夯实基础",)), ("二.1", ("二、提升能力",))]


def test_a_table_cut_by_pages_is_one_table() -> None:
    found = tasks(
        "序号|重点任务|工作措施|牵头单位\n1|强基|建设厂房，完善配套|区经信局\n2|招商|举办推介会并引进项目|区投促局",
        "— 3 —",
        "|||施，促进落地。".replace("|||", "||", 1) + "|",
        "续表",
        "序号|重点任务|工作措施|牵头单位\n||跟踪签约项目|区商务局\n3|惠企|兑现政策|区财政局",
    )
    assert [(t.code, t.lead_units) for t in found] == [
        ("1", ("区经信局",)), ("2.1", ("区投促局",)), ("2.2", ("区商务局",)), ("3", ("区财政局",)),
    ]  # fmt: skip
    assert found[1].text == "举办推介会并引进项目施，促进落地。"


def test_the_inverse_table_gives_duties_and_no_tasks() -> None:
    reading = read_tables(
        document(
            "序号|部门|职责清单\n1|市发展改革委|统筹协调。\n2|^|项目审批。\n3|市财政局、市税务局|落实资金。"
        ),
        Settings(),
    )
    assert reading.tasks == ()
    assert [(d.unit, d.text) for d in reading.duties] == [
        ("市发展改革委", "统筹协调。"), ("市发展改革委", "项目审批。"), ("市财政局", "落实资金。"), ("市税务局", "落实资金。"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "table",
    [
        "序号|指标名称|单位|2022年|2025年\n1|工业产值|亿元|100|200\n2|绿色工厂|家|3|9",
        "姓名|电话|部门\n吴某|123|办公室",
        "项目|金额\n甲|1\n乙|2",
        "序号|责任单位|强制类|鼓励类\n1|区发改委|淘汰落后|支持改造",
    ],
)
def test_other_tables_are_no_task_lists(table: str) -> None:
    assert tasks("主要指标", table) == ()


def test_sources_lead_to_the_rows() -> None:
    reading = read_tables(
        document(
            "清单", "序号|工作任务|牵头单位|责任单位\n1|建平台|区教委|区财政局\n2|练队伍|区人社局|各镇街"
        ),
        Settings(),
        100,
    )
    task = reading.tasks[1]
    assert task.source is not None
    assert task.clause_source is not None
    assert task.source.line == 4
    assert reading.text[task.source.start - 100 : task.source.end - 100] == "2\t练队伍\t区人社局\t各镇街"
    assert reading.text[task.clause_source.start - 100 : task.clause_source.end - 100] == "区人社局\t各镇街"


def test_rows_pasted_from_a_spreadsheet_and_markdown_tables() -> None:
    pasted = '任务清单\n序号\t工作任务\t责任单位\t完成时限\n1\t建平台\t"区教委\n区财政局"\t全年\n2\t练队伍\t区人社局\t6月底前\n以上任务请落实。'
    found = plan_from_tables(load_text(pasted))
    assert roles(found) == [("1", "建平台", (), ("区教委", "区财政局")), ("2", "练队伍", (), ("区人社局",))]
    assert [task.source.line for task in found if task.source] == [3, 5]
    marked = "| 序号 | 工作任务 | 牵头单位 | 配合单位 |\n|---|:---:|---|---|\n| 1 | **建平台** | 区教委 | 区财政局<br>区人社局 |\n"
    assert roles(plan_from_tables(load_text(marked))) == [
        ("1", "建平台", ("区教委",), ("区财政局", "区人社局"))
    ]
