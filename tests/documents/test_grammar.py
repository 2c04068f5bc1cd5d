"""Clauses: every form of the specification, and any list of names in any form comes back the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenplan_desktop.documents.characters import levelled
from greenplan_desktop.documents.clauses import find_clauses
from greenplan_desktop.documents.grammar import read_clause
from greenplan_desktop.documents.seams import Passage

FORMS = [
    ("A局牵头，B局、C局等配合", "A局", "B局 C局", True),
    ("A局、B局牵头，C局等配合", "A局 B局", "C局", True),
    ("A局牵头，B局等部门负责", "A局", "B局", True),
    ("A局牵头，B局、C局负责", "A局", "B局 C局", False),
    ("A局牵头负责，B局按职责分工负责", "A局", "B局", False),
    ("A局牵头负责", "A局", "", False),
    ("A局、B局按职责牵头，C局等部门配合", "A局 B局", "C局", True),
    ("A局、B局牵头，C局等按职责分工负责", "A局 B局", "C局", True),
    ("A局、B局等按职责分工负责", "", "A局 B局", True),
    ("A局、B局控职责分工负责", "", "A局 B局", False),
    ("A局负责", "", "A局", False),
    ("A局、B局等有关部门和单位负责", "", "A局 B局", True),
    ("A局、B局，各省级人民政府按职责分工负责", "", "A局 B局 各省级人民政府", False),
    ("牵头单位：A局；责任单位：B局、C局等有关部门按职责分工负责", "A局", "B局 C局", True),
    ("牵头单位：A局；责任单位：B局、C局等有关单位按照职责分工负责", "A局", "B局 C局", True),
    ("牵头单位：A局；责任单位：B局及相关行业主管部门按职责分工负责", "A局", "B局 相关行业主管部门", True),
    ("牵头单位：A局、B局按职责分工负责", "A局 B局", "", False),
    ("牵头单位:A局,配合单位:B局、C局,各区、县级市", "A局", "B局 C局 各区、县级市", False),
    ("责任单位：A局、B局牵头，C局、D局按职责分工负责", "A局 B局", "C局 D局", False),
    ("责任单位：A局牵头，B局配合", "A局", "B局", False),
    ("责任单位：A局、B局", "", "A局 B局", False),
    ("责任部门：A局、B局等", "", "A局 B局", True),
    ("责任单位：A局；配合单位：B局", "A局", "B局", False),
    ("负责部门：A局", "", "A局", False),
    ("牵头部门：A局、B局", "A局 B局", "", False),
    ("主责单位：A局；协办单位：B局", "A局", "B局", False),
    ("主办单位：A局；协办单位：B局、C局", "A局", "B局 C局", False),
    ("主要责任单位：A局；其他责任单位：B局", "A局", "B局", False),
    ("责任领导：张三；牵头单位：A局；责任单位：B局，C局，相关乡镇办", "A局", "B局 C局 相关乡镇办", False),
    ("领导小组成员单位分工负责", "", "领导小组成员单位", False),
    ("各部门按职责分工负责", "", "各部门", False),
    ("A局牵头，B局参与", "A局", "B局", False),
    ("A局负责，B局指导", "", "A局 B局", False),
    ("A局负责，B局等配合", "A局", "B局", True),
    ("A局牵头、B局等配合", "A局", "B局", True),
    ("A局牵头，会同B局、C局落实", "A局", "B局 C局", False),
    ("A局会同B局负责", "A局", "B局", False),
    ("A局牵头，B局配合，各区政府负责属地监管", "A局", "B局 各区政府", False),
    ("A局、B局按职责分工负责，各县政府结合实际落实", "", "A局 B局 各县政府", False),
    ("A局等按职责分工负责，各县政府负责落实（以下各项均需各县政府落实，不再列出）", "", "A局 各县政府", True),
    ("甲区政府办牵头，甲区政府目督办、乙局配合", "甲区政府办", "甲区政府目督办 乙局", False),
    ("A局总牵头，B局、C局分别牵头，各区配合", "A局 B局 C局", "各区", False),
    ("牵头部门：A局；主责单位：B局；协办单位：C局", "A局", "B局 C局", False),
    (
        "责任单位：各区县（自治县，高新区）政府，A局、B局，C公司",
        "",
        "各区县（自治县，高新区）政府 A局 B局 C公司",
        False,
    ),
    ("责任单位：A局（B中心）、C局", "", "A局（B中心） C局", False),
    ("责任单位：A局（牵头）、B局", "A局", "B局", False),
    ("A局*、B局按职责分工负责", "A局", "B局", False),
    ("责任单位：市A局 市B局 市C委", "", "市A局 市B局 市C委", False),
    ("牵头单位：市A局 责任单位：市B局", "市A局", "市B局", False),
    ("主责单位：市科委、中关村管委会，A局", "市科委、中关村管委会 A局", "", False),
    (
        "A部牵头，B委等参与，地方各级人民政府负责落实。以下均需落实，不再列出",
        "A部",
        "B委 地方各级人民政府",
        True,
    ),
    ("A厅等省有关部门和各地级市人民政府按职责分工负责", "", "A厅 各地级市人民政府", True),
    ("市规划自然资 源局、国网青 川电力负责", "", "市规划自然资源局 国网青川电力", False),
]


@pytest.mark.parametrize(
    ("text", "leads", "responsible", "open_ended"), FORMS, ids=[form[0][:24] for form in FORMS]
)
def test_form(text: str, leads: str, responsible: str, open_ended: bool) -> None:
    reading = read_clause(text)
    assert reading.leads == tuple(leads.split())
    assert reading.responsible == tuple(responsible.split())
    assert reading.open_ended is open_ended


def test_remarks_times_and_role_words_are_kept() -> None:
    reading = read_clause(
        "责任领导：张三、李四；牵头部门：A局；主责单位：B局；协办单位：C局；完成时限：2025年6月底前"
    )
    assert reading.remarks == ("责任领导：张三、李四",)
    assert reading.due == "2025年6月底前"
    assert reading.role_words == (("A局", "牵头部门"), ("B局", "主责单位"), ("C局", "协办单位"))
    assert read_clause("负责部门：A局、B局；适用范围：全县国道").remarks == ("适用范围：全县国道",)
    assert read_clause("A局牵头，2024年底前完成").due == "2024年底前完成"


def test_a_unit_in_both_roles_leads() -> None:
    reading = read_clause("牵头单位：A局；责任单位：A局、B局")
    assert (reading.leads, reading.responsible, reading.both_roles) == (("A局",), ("B局",), ("A局",))


def test_a_bare_list_is_marked() -> None:
    reading = read_clause("区发改委、区科经委")
    assert reading.bare
    assert reading.responsible == ("区发改委", "区科经委")


@pytest.mark.parametrize(
    "text", ["A局、B局，排在第一位的为牵头单位，下同", "责任单位：A局、B局（列首位的单位为牵头单位，下同）"]
)
def test_statement_that_the_first_leads(text: str) -> None:
    reading = read_clause(text)
    assert reading.first_leads
    assert reading.names == ("A局", "B局")


BODIES = (
    "发展改革", "发展和改革", "经济信息", "经济和信息化", "住房和城乡建设", "规划和自然资源", "人力资源和社会保障", "生态环境",
    "文化和旅游", "高等教育", "交通运输", "应急管理", "商务", "财政", "城市管理和综合执法", "平安建设", "机关事务管理", "农业农村",
)  # fmt: skip
names = st.one_of(
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["市", "区", "县", "省"]),
        st.sampled_from(BODIES),
        st.sampled_from(["局", "委", "厅"]),
    ),
    st.builds(
        "{}{}局（{}办公室）".format,
        st.sampled_from("市区县"),
        st.sampled_from(BODIES),
        st.sampled_from(BODIES),
    ),
    st.sampled_from(
        [
            "高新区管委会",
            "国网青川供电公司",
            "安平镇",
            "青川银保监分局",
            "人行青川中心支行",
            "市总工会",
            "团市委",
        ]
    ),
)
lists = st.lists(names, min_size=1, max_size=6, unique=True)
FORMS_OF_TWO = [
    "{a}牵头，{b}等配合", "{a}牵头，{b}等部门负责", "{a}牵头负责，{b}按职责分工负责", "{a}按职责牵头，{b}等部门配合",
    "牵头单位：{a}；责任单位：{b}等有关部门按职责分工负责", "牵头单位：{a}，配合单位：{b}", "责任单位：{a}牵头，{b}按照职责分工负责",
    "主责单位：{a}；协办单位：{b}", "责任领导：王平；牵头单位：{a}；责任单位：{b}", "{a}牵头，{b}参与", "责任单位：{a}；配合单位：{b}",
    "牵头部门：{a} 责任部门：{b}", "由{a}牵头，{b}按各自职责配合，2025年底前完成",
]  # fmt: skip
FORMS_OF_ONE = [
    "{b}按职责分工负责", "{b}等按职责分工负责", "{b}负责", "责任单位：{b}", "责任部门：{b}等", "{b}等有关部门和单位负责", "负责部门：{b}",
    "{b}", "{b}，按职责分工负责",
]  # fmt: skip
BRACKETS = st.sampled_from(["（）", "()", "〔〕", "[]", "【】", "（)", "(）"])


@given(lists, lists, st.sampled_from(FORMS_OF_TWO))
def test_any_names_in_any_form_of_two_roles(first: list[str], second: list[str], form: str) -> None:
    second = [name for name in second if name not in first] or ["市统计局"]
    reading = read_clause(form.format(a="、".join(first), b="、".join(second)))
    assert reading.leads == tuple(first)
    assert reading.responsible == tuple(second)


@given(lists, st.sampled_from(FORMS_OF_ONE))
def test_any_names_in_any_form_of_one_role(only: list[str], form: str) -> None:
    reading = read_clause(form.format(b="、".join(only)))
    assert reading.leads == ()
    assert reading.responsible == tuple(only)


@given(lists, lists, st.sampled_from(FORMS_OF_TWO), BRACKETS, st.sampled_from(["", "。"]), st.booleans())
def test_a_clause_is_found_behind_a_sentence(
    first: list[str], second: list[str], form: str, brackets: str, stop: str, inside: bool
) -> None:
    second = [name for name in second if name not in first] or ["市统计局"]
    inner = form.format(a="、".join(first), b="、".join(second)) + (stop if inside else "")
    clause = f"{brackets[0]}{inner}{brackets[1]}"
    text = "推动园区（含产业园）节能改造，建成示范项目3个。" + clause + ("" if inside else stop)
    found = find_clauses(Passage(text, levelled(text), 1)).clauses
    assert [each.text for each in found] == [clause]
    assert found[0].reading.names == (*first, *second)


@given(st.text(max_size=200))
def test_any_text_is_read_without_error(text: str) -> None:
    read_clause(text)
    find_clauses(Passage(text, levelled(text), 1))


@pytest.mark.parametrize(
    "text",
    [
        "公安部门负责查处非法改装车辆，商务部门配合。",
        "支持企业（单位）开展改造，由企业负责落实（详见附件）。",
        "推进锅炉（窑炉）改造（以下简称改造工程）。",
        "覆盖全市乡镇（街道）。",
        "建设中心1个（含培训中心）。",
        "创建高水平平台（省级工程研究中心）。",
        "提供专业服务（会计师事务所、律师事务所）。",
    ],
)
def test_running_prose_is_no_clause(text: str) -> None:
    assert find_clauses(Passage(text, levelled(text), 1)).clauses == ()


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("完成改造。责任单位：市A局、市B局。", "责任单位：市A局、市B局"),
        ("——牵头单位：市A局", "牵头单位：市A局"),
        ("完成改造。（牵头单位：市A局）（责任单位：市B局）", "（牵头单位：市A局）（责任单位：市B局）"),
        ("完成改造（市A局负责）；开展培训。", "（市A局负责）"),
        ("完成改造。（责任单位：市A局、市B局。", "（责任单位：市A局、市B局"),
    ],
)
def test_clauses_in_other_places(text: str, clause: str) -> None:
    assert [each.text for each in find_clauses(Passage(text, levelled(text), 1)).clauses] == [clause]


def test_a_bracket_that_cannot_be_read_is_reported() -> None:
    text = "完成改造。（按照谁建设谁负责原则由责任单位分年度推进相关工作任务目标）"
    found = find_clauses(Passage(text, levelled(text), 1))
    assert found.clauses == ()
    assert len(found.unreadable) == 1
