"""Unit names split from lists, groups, proposals for the register, and plans to JSON and back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from greenplan_desktop.documents.as_json import plan_from_json, plan_json
from greenplan_desktop.documents.proposals import full_name, kind_of, near_units, propose_units
from greenplan_desktop.documents.unitnames import is_group, looks_like_unit, split_names
from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.labels import UNIT_KIND
from greenplan_desktop.model.plan import Plan, Task
from greenplan_desktop.model.records import Unit

from .readings import read_file, read_text

PLANS = sorted((Path(__file__).parent / "plans").glob("*.txt"))
REGISTER = [
    Unit(1, "a", "青川区发展和改革委员会", "区发展改革委", "district", 1),
    Unit(2, "b", "青川区应急管理局", "区应急局", "district", 2),
    Unit(3, "c", "青川区经济和信息化委员会", "区经济信息委", "district", 3, ("区经信委",)),
    Unit(4, "d", "青川区各镇街", "各镇街", "group", 4),
]


@pytest.mark.parametrize(
    ("piece", "names", "open_ended"),
    [
        ("区国资委（区金融发展中心）", "区国资委（区金融发展中心）", False),
        ("区生态环境局及相关行业主管部门", "区生态环境局 相关行业主管部门", True),
        ("有关镇街和区属国有公司", "有关镇街 区属国有公司", False),
        ("市规划和自然资源局", "市规划和自然资源局", False),
        ("市公安局和市交通局", "市公安局 市交通局", False),
        ("市科学技术局与市财政局", "市科学技术局 市财政局", False),
        ("安稳镇等有关部门", "安稳镇", True),
        ("交通运输厅等省有关部门和各地级市人民政府", "交通运输厅 各地级市人民政府", True),
        ("市教育局等5个部门", "市教育局", True),
        ("高等教育处", "高等教育处", False),
        ("各县（市、区）党委和政府", "各县（市、区）党委和政府", False),
        ("等有关单位", "", True),
        ("市水务局市生态环境局市住房城乡建设局", "市水务局 市生态环境局 市住房城乡建设局", False),
        ("市教育局市场监管科", "市教育局市场监管科", False),
        ("市科技局市工业和信息化局", "市科技局 市工业和信息化局", False),
        ("区教育局区科技局和各镇街", "区教育局 区科技局 各镇街", False),
    ],
)
def test_names_of_a_piece(piece: str, names: str, open_ended: bool) -> None:
    found = split_names(piece)
    assert found.names == tuple(names.split())
    assert found.open_ended is open_ended


@pytest.mark.parametrize(
    "name",
    ["各镇街", "有关镇街", "镇街", "各区县（自治县）政府", "各县区", "各板块", "各园城", "各管委会", "相关行业主管部门", "有关区级部门", "各部门",
     "区属国有公司", "发电公司", "区属各重点国企", "有关金融机构", "有关企业", "领导小组成员单位", "相关乡镇办", "各有关省级人民政府", "地方各级人民政府", "乡镇人民政府"],
)  # fmt: skip
def test_groups(name: str) -> None:
    assert is_group(name)
    assert looks_like_unit(name)


@pytest.mark.parametrize(
    "name",
    [
        "区财政局",
        "安稳镇",
        "国网重庆电力",
        "高新区管委会",
        "开发区管委会",
        "园区管委会",
        "市政府",
        "市发展改革委",
        "共青团中央",
        "甲乙电网有限责任公司",
        "国家电网公司",
        "丙丁发电公司",
        "市地铁运营有限公司",
        "市国有资产经营有限公司",
        "人行甲市中支",
        "甲县公路养护段",
        "南方电网",
        "各界联合会",
        "重庆银保监局",
    ],
)
def test_no_groups(name: str) -> None:
    assert not is_group(name)


@pytest.mark.parametrize(
    ("name", "best"),
    [
        ("区发改委", "区发展改革委"), ("区应急管理局", "区应急局"), ("市发改委", "区发展改革委"), ("县发改局", "区发展改革委"),
        ("区经济和信息化委", "区经济信息委"),
    ],
)  # fmt: skip
def test_near_names(name: str, best: str) -> None:
    assert near_units(name, REGISTER)[0].short_name == best


def test_far_names_and_groups_propose_nothing() -> None:
    assert near_units("区水利局", REGISTER) == ()
    assert near_units("各街道", REGISTER) == ()


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("区发展改革委", "重庆市青川区发展和改革委员会"), ("区住房城乡建委", "重庆市青川区住房和城乡建设委员会"),
        ("区规划自然资源局", "重庆市青川区规划和自然资源局"), ("市教委", "重庆市教育委员会"), ("各镇街", "各镇街"),
        ("区国资委（区金融发展中心）", "区国资委（区金融发展中心）"), ("区委组织部", "区委组织部"), ("安稳镇", "安稳镇"),
    ],
)  # fmt: skip
def test_guess_of_a_full_name(name: str, full: str) -> None:
    assert full_name(name, "重庆市青川区人民政府") == full


@pytest.mark.parametrize(
    ("name", "kind"),
    [("区财政局", "district"), ("安稳镇", "town"), ("高新区管委会", "park"), ("国网重庆电力", "enterprise"), ("市发展改革委", "city"),
     ("各镇街", "group"), ("人行巴南中心支行", "other")],
)  # fmt: skip
def test_guess_of_a_kind(name: str, kind: str) -> None:
    assert kind_of(name) == kind
    assert kind in UNIT_KIND


def test_proposals_name_the_tasks() -> None:
    plan = read_text(
        "甲区方案\n一、任务\n1. 推进。（区发改委牵头，区应急局、各镇街、安稳镇配合）\n2. 监管。（区发改委负责）\n"
    )
    proposals = propose_units(plan, REGISTER)
    assert [(each.name, each.kind, each.tasks) for each in proposals] == [
        ("区发改委", "district", ("1", "2")), ("安稳镇", "town", ("1",)),
    ]  # fmt: skip
    assert proposals[0].near[0].unit.short_name == "区发展改革委"
    assert proposals[0].near[0].reason == "同一单位的不同写法"


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_exported_plans_come_back_the_same(path: Path) -> None:
    plan = read_file(path)
    data = json.loads(json.dumps(plan_json(plan, with_text=True), ensure_ascii=False))
    back = plan_from_json(data)
    assert plan_json(back, with_text=True) == data
    assert [task.code for task in back.tasks] == [task.code for task in plan.tasks]


def test_json_holds_every_key_of_the_specification() -> None:
    plan = read_text("甲区方案\n一、任务\n1. 推进，到2025年建成3家、投资1.5亿元。（区A局负责）\n")
    data = plan_json(plan)
    assert {
        "title",
        "short_name",
        "document_number",
        "issuer",
        "issue_date",
        "period",
        "tasks",
        "plan_targets",
        "doubts",
    } <= set(data)
    task = data["tasks"][0]
    assert {
        "code", "number", "path", "title", "text", "lead_units", "responsible_units", "groups", "open_ended", "clause", "remarks",
        "due", "targets", "source", "doubts",
    } <= set(task)  # fmt: skip
    assert set(task["source"]) == {"line", "start", "end"}
    assert [target["value"] for target in task["targets"]] == [3, 1.5]
    assert "source_text" not in data


@pytest.mark.parametrize(
    "data",
    [None, [], {}, {"title": "甲"}, {"title": "甲", "tasks": [{}]}, {"title": "甲", "tasks": [{"number": "1", "path": "a", "title": "b"}]},
     {"title": "甲", "tasks": [], "period": 3}, {"title": "甲", "tasks": [{"number": "1", "path": [], "title": "a"}, {"number": "1", "path": [], "title": "b"}]}],
)  # fmt: skip
def test_wrong_json_is_refused_in_chinese(data: object) -> None:
    with pytest.raises(InputError) as caught:
        plan_from_json(data)
    assert caught.value.message.endswith("。")


def test_a_plan_of_the_least_content_goes_through_json() -> None:
    plan = Plan("甲", tasks=(Task("1", "1", (), "乙"),))
    assert plan_from_json(plan_json(plan)) == plan
