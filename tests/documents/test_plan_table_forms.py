"""Rarer forms of task lists: sub-numbers, blank leads, persons beside units, measures' units, clauses in cells."""

from __future__ import annotations

from greenplan_desktop.documents.docx_files import read_docx
from greenplan_desktop.documents.read import read_loaded
from greenplan_desktop.documents.tables import Settings, plan_from_tables

from .drawn_tables import document
from .made_docx import cell, docx, level, numbering, para, row, table
from .test_plan_tables import roles, tasks


def test_an_item_that_names_nobody_is_the_heading_of_its_sub_numbers() -> None:
    found = tasks(
        "能源清单",
        """序号|主要任务|牵头单位|责任单位
        一|能源转型||
        1|有序减煤||
        1.1|淘汰锅炉|县生态环境局|各乡镇
        1.2|推广电代煤|县发改局|县供电公司
        2|发展光伏|县发改局|各乡镇
        2.1|建设屋顶光伏|县住建局|各乡镇""",
    )
    assert [(task.number, task.title, task.path) for task in found] == [
        ("1.1", "淘汰锅炉", ("一、能源转型", "1.有序减煤")),
        ("1.2", "推广电代煤", ("一、能源转型", "1.有序减煤")),
        ("2", "发展光伏", ("一、能源转型",)),
        ("2.1", "建设屋顶光伏", ("一、能源转型",)),
    ]


def test_a_group_row_of_one_number_ends_with_the_next_number() -> None:
    found = tasks(
        "能源清单",
        """序号|任务|牵头单位|责任单位
        一、能源转型|<|<|<
        1.有序减煤|<|<|<
        1.1|淘汰锅炉|县生态环境局|各乡镇
        1.2|推广电代煤|县发改局|县供电公司
        2|发展光伏|县发改局|各乡镇
        3.清洁取暖|<|<|<
        1|改造管网|县住建局|各乡镇
        2|建设热源|县住建局|县发改局""",
    )
    assert [(task.title, task.path[-1]) for task in found] == [
        ("淘汰锅炉", "1.有序减煤"),
        ("推广电代煤", "1.有序减煤"),
        ("发展光伏", "一、能源转型"),
        ("改造管网", "3.清洁取暖"),
        ("建设热源", "3.清洁取暖"),
    ]


def test_a_further_measure_without_a_lead_of_its_own_goes_on_under_the_one_above() -> None:
    found = tasks(
        "节能清单",
        """序号|重点任务|具体措施|牵头单位|责任单位
        1|工业节能|开展诊断|县工信局|县发改局
        |  |更换设备||县财政局
        |  |组织培训|——|县人社局""",
    )
    assert roles(found) == [
        ("1.1", "开展诊断", ("县工信局",), ("县发改局",)),
        ("1.2", "更换设备", ("县工信局",), ("县财政局",)),
        ("1.3", "组织培训", (), ("县人社局",)),
    ]


def test_persons_in_brackets_are_remarks_only_where_the_column_is_for_them() -> None:
    found = tasks(
        "清单",
        "序号|重点工作|牵头单位及责任人|配合单位\n1|城市更新|区住建局（陈某）、区城管局（王某某）|区文旅局（博物馆）",
    )
    assert roles(found) == [("1", "城市更新", ("区住建局", "区城管局"), ("区文旅局（博物馆）",))]
    assert found[0].remarks == "责任人：陈某、王某某"


def test_a_goal_counts_in_the_unit_its_neighbour_gives() -> None:
    found = tasks(
        "主要指标分解表",
        """序号|指标名称|单位|2025年目标值|2027年目标值|责任部门
        1|绿色工厂数量|家|30|60|市工信局
        2|清洁能源占比|%|≥18|22|市发改委""",
    )
    assert [(t.value, t.unit, t.year) for t in found[0].targets] == [("30", "家", 2025), ("60", "家", 2027)]
    assert [(t.comparator, t.value, t.unit) for t in found[1].targets] == [
        (">=", "18", "%"),
        ("=", "22", "%"),
    ]


def test_units_are_read_from_the_measures_where_no_column_is_for_them() -> None:
    found = tasks(
        "整改清单",
        """序号|整改任务|整改措施及责任单位|整改时限
        1|管网不完善|新建管网30公里。（市住建局牵头，各区政府配合）|2025年底
        2|扬尘较重|1.安装设备。（责任单位：市城管局）/2.严格执法。（责任单位：市住建局）|立行立改""",
    )
    assert roles(found) == [
        ("1", "管网不完善", ("市住建局",), ("各区政府",)),
        ("2", "扬尘较重", (), ("市城管局", "市住建局")),
    ]


def test_a_number_column_left_empty_numbers_nothing() -> None:
    found = tasks("清单", "序号|重点工作|牵头单位\n|修建步道|区城管局\n|打通断头路|区交通局")
    assert [(task.number, task.title) for task in found] == [("1", "修建步道"), ("2", "打通断头路")]


def test_automatic_numbers_of_a_number_column_are_read() -> None:
    numbers = numbering(level(0, "decimal", "%1."))
    rows = [row(cell(para("", number=1)), task, "区城管局") for task in ("修建步道", "打通断头路")]
    content = docx(para("重点任务") + table(row("序号", "重点工作", "牵头单位"), *rows), numbers)
    found = plan_from_tables(read_docx(content, "清单.docx"), Settings())
    assert [(task.number, task.title) for task in found] == [("1", "修建步道"), ("2", "打通断头路")]


def test_within_the_year_ends_with_it() -> None:
    found = read_loaded(document("2025年任务清单", "序号|工作任务|责任单位|完成时限\n1|修路|县交通局|年内"))
    assert found.tasks[0].due is not None
    assert found.tasks[0].due.date == "2025-12-31"
