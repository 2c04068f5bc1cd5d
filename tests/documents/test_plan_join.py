"""Text and table of one document: the same task once, differences as doubts; all content is invented."""

from __future__ import annotations

from greenplan_desktop.documents.join import pair_tasks
from greenplan_desktop.documents.read import read_loaded
from greenplan_desktop.model.plan import Plan, Task

from .drawn_tables import document

BODY = (
    "关于印发北岭区绿色发展实施方案的通知", "一、总体要求", "坚持绿色发展，全面完成任务，推动产业转型升级，建设美丽家园。", "二、重点任务",
    "（一）推动工业节能改造。支持企业实施节能改造，推广先进装备，降低单位能耗。{a}",
    "（二）建设绿色园区。完善园区基础设施，推动循环化改造，打造示范园区。{b}",
    "（三）发展新能源产业。加快布局光伏、储能项目，形成产业集群，提升产业能级。{c}",
)  # fmt: skip
CLAUSES = {
    "a": "（区经信局牵头，区发改委配合）",
    "b": "（区生态环境局牵头，区财政局配合，2024年底前）",
    "c": "（区能源局负责）",
}


def plan(table: str, clauses: dict[str, str] | None = None, *more: str) -> Plan:
    said = clauses if clauses is not None else dict.fromkeys("abc", "")
    return read_loaded(document(*(text.format(**said) for text in BODY), *more, table))


def test_units_of_a_table_come_to_the_tasks_of_the_text() -> None:
    found = plan(
        "序号|重点任务|牵头单位|责任单位|完成时限\n1|推动工业节能改造|区经信局|区发改委|2024年\n2|建设绿色园区|区生态环境局|区财政局|全年\n3|发展新能源产业|区能源局|各镇街|2025年6月底前"
    )
    assert [(t.number, t.lead_units, t.responsible_units) for t in found.tasks] == [
        ("（一）", ("区经信局",), ("区发改委",)), ("（二）", ("区生态环境局",), ("区财政局",)), ("（三）", ("区能源局",), ("各镇街",)),
    ]  # fmt: skip
    assert [t.path for t in found.tasks] == [("二、重点任务",)] * 3
    assert found.tasks[2].due is not None
    assert found.tasks[2].due.date == "2025-06-30"
    assert not [
        doubt for doubt in found.doubts if doubt.code in ("no_responsible_unit", "no_lead", "table_differs")
    ]


def test_a_task_that_no_row_names_keeps_its_doubt() -> None:
    found = plan("序号|重点任务|牵头单位\n1|推动工业节能改造|区经信局\n2|建设绿色园区|区生态环境局")
    bare = [doubt for doubt in found.doubts if doubt.code == "no_responsible_unit"]
    assert [doubt.task for doubt in bare] == [found.tasks[2].code]


def test_each_difference_is_a_doubt_of_its_task() -> None:
    found = plan(
        "序号|重点任务|牵头单位|责任单位|完成时限\n1|推动工业节能改造|区经信局|区发改委|2024年\n2|建设绿色园区|区住建局|区财政局|2025年底前\n3|发展新能源产业||区能源局|2024年",
        CLAUSES,
    )
    differing = [(doubt.task, doubt.message) for doubt in found.doubts if doubt.code == "table_differs"]
    assert [task for task, _ in differing] == ["（二）", "（二）"]
    assert "区生态环境局" in differing[0][1]
    assert "区住建局" in differing[0][1]
    assert "2025年底前" in differing[1][1]
    assert found.tasks[1].lead_units == ("区生态环境局",)
    assert "table_differs" in found.tasks[1].doubts
    assert len(found.tasks) == 3


def test_what_only_one_of_them_has_is_named() -> None:
    found = plan(
        "序号|重点任务|牵头单位|责任单位\n1|推动工业节能改造|区经信局|区发改委\n2|建设绿色园区|区生态环境局|区财政局\n4|培育循环经济企业|区商务局|各镇街",
        CLAUSES,
    )
    assert [t.code for t in found.tasks] == ["（一）", "（二）", "（三）", "4"]
    messages = [doubt.message for doubt in found.doubts if doubt.code == "table_differs"]
    assert any("培育循环经济企业" in message for message in messages)
    assert any("发展新能源产业" in message for message in messages)


def test_a_different_list_stands_beside_the_text() -> None:
    found = plan(
        "序号|民生实事|责任单位\n1|新建公厕|区城管局\n2|改造路灯|区住建局", CLAUSES, "附件：民生实事清单"
    )
    assert [(t.code, t.title) for t in found.tasks][3:] == [("1", "新建公厕"), ("2", "改造路灯")]
    assert len({t.code for t in found.tasks}) == 5


def test_a_covering_notice_has_no_tasks_of_its_own() -> None:
    notice = (
        "关于印发2024年重点任务清单的通知", "各镇街，区级各部门：", "一、提高思想认识。各单位要高度重视，认真抓好任务落实工作。",
        "二、加强组织领导。各单位要明确专人负责，按时报送工作进展情况。", "2024年重点任务清单",
    )  # fmt: skip
    found = read_loaded(
        document(
            *notice, "序号|重点任务|牵头单位\n1|修建步道|区城管局\n2|打通断头路|区交通局\n3|改造管网|区住建局"
        )
    )
    assert [(t.code, t.title) for t in found.tasks] == [
        ("1", "修建步道"),
        ("2", "打通断头路"),
        ("3", "改造管网"),
    ]


def test_a_document_of_nothing_but_a_table_has_a_title_and_places() -> None:
    found = read_loaded(
        document(
            "2024年重点任务清单",
            "序号|重点任务|牵头单位|责任单位\n1|修建步道|区城管局|各镇街\n2|打通断头路||",
        )
    )
    assert found.title == "2024年重点任务清单"
    inside = "附件2|<|<\n2025年任务分解表|<|<\n序号|重点任务|牵头单位\n1|修建步道|区城管局"
    assert read_loaded(document("附件2", inside)).title == "2025年任务分解表"
    task = found.tasks[0]
    assert task.source is not None
    assert found.source_text[task.source.start : task.source.end] == "1\t修建步道\t区城管局\t各镇街"
    assert [(doubt.code, doubt.task) for doubt in found.doubts] == [("no_responsible_unit", "2")]


def test_a_task_that_a_table_divides_into_measures_is_their_heading() -> None:
    found = read_loaded(
        document(
            "行动方案",
            "一、总体要求",
            "因地制宜。",
            "二、重点任务",
            "（一）推进厕所革命。因地制宜选择模式。",
            "（二）治理生活污水。分区分类推进。",
            "重点任务清单",
            """序号|重点任务|工作措施|牵头单位|责任单位
            1|推进厕所革命|改造卫生厕所|县农业农村局|各乡镇
            ^|^|建立管护队伍|县农业农村局|县人社局
            2|治理生活污水|新建处理站|县生态环境局|县水利局""",
        )
    )
    assert [(task.code, task.title, task.path[-1]) for task in found.tasks] == [
        ("1.1", "改造卫生厕所", "（一）推进厕所革命"),
        ("1.2", "建立管护队伍", "（一）推进厕所革命"),
        ("（二）", "治理生活污水", "二、重点任务"),
    ]
    assert found.tasks[2].lead_units == ("县生态环境局",)
    assert found.doubts == ()


def test_numbered_notes_below_a_table_are_no_items() -> None:
    found = read_loaded(
        document(
            "2024年重点任务清单",
            "序号|重点任务|牵头单位|责任单位\n1|修建步道|区城管局|各镇街\n2|打通断头路|区交通局|区财政局",
            "备注：1. 牵头单位按季度报送进展。",
            "2. 责任单位配合做好资料汇总。",
            "3. 本表由区政府办公室解释。",
        )
    )
    assert [(task.number, task.title) for task in found.tasks] == [("1", "修建步道"), ("2", "打通断头路")]
    assert found.doubts == ()


def task(number: str, title: str) -> Task:
    return Task(number, number, (), title)


def test_pairs_by_title_then_number_then_likeness() -> None:
    text = [task("1", "推动工业节能改造"), task("2", "建设绿色园区"), task("3", "发展新能源产业")]
    table = [
        task("1", "建设绿色园区。"),
        task("3", "发展新能源"),
        task("7", "推动工业领域节能改造"),
        task("9", "无关事项"),
    ]
    assert [(pair.table, pair.text) for pair in pair_tasks(text, table)] == [(0, 1), (1, 2), (2, 0)]
