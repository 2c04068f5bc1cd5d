"""Doubts that hold for most of a plan are said once."""

from __future__ import annotations

from .readings import read_text


def test_names_without_a_role_in_most_tasks_are_doubted_once() -> None:
    items = "".join(f"{n}. 推进第{n}项工作。（市A局、市B局）\n" for n in range(1, 6))
    plan = read_text("甲市方案\n一、任务\n" + items)
    assert len([doubt for doubt in plan.doubts if doubt.code == "role_unclear"]) == 1
    assert all("role_unclear" in task.doubts for task in plan.tasks)


def test_a_missing_lead_in_most_tasks_is_said_once() -> None:
    items = "".join(f"{number}. 推进第{number}项。（市A局负责）\n" for number in range(2, 8))
    plan = read_text("甲市方案\n一、任务\n1. 推进改造。（市B局牵头，市A局配合）\n" + items)
    messages = [doubt.message for doubt in plan.doubts if doubt.code == "no_lead"]
    assert messages == ["全文 7 项任务中有 6 项没有写明牵头单位；如首位即为牵头单位，可以为本文件一次设定。"]


def test_a_plan_that_names_no_unit_anywhere_is_doubted_once() -> None:
    plan = read_text(
        "甲市方案\n一、任务\n1. 推进甲事。开展改造。\n2. 推进乙事。开展改造。\n3. 推进丙事。开展改造。\n"
    )
    assert [task.doubts for task in plan.tasks] == [("no_responsible_unit",)] * 3
    bare = [doubt for doubt in plan.doubts if doubt.code == "no_responsible_unit"]
    assert [doubt.task for doubt in bare] == [None]
    assert "3 项" in bare[0].message
