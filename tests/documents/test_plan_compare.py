"""Two versions of a plan: what came, what went, what changed."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from greenplan_desktop.documents.compare import compare_plans, match_tasks
from greenplan_desktop.model.plan import Due, Target, Task


def task(code: str, title: str, text: str = "", **more: object) -> Task:
    return replace(Task(code, code, ("二、任务",), title, text, ("区甲局",), ("区乙局",)), **more)


OLD = (
    task("1", "推动工业节能改造", "支持企业实施节能改造，推广先进装备，降低单位产品能耗和物耗水平。"),
    task("2", "建设绿色园区"),
    task("3", "发展新能源产业", due=Due("2024年底前", "2024-12-31")),
    task("4", "完善政策机制"),
)


def test_equal_versions_have_no_differences_whatever_their_spaces_and_widths() -> None:
    same = tuple(
        replace(one, title=one.title + "。", text=one.text.replace("，", ","), path=("二、 任务",))
        for one in OLD
    )
    assert compare_plans(OLD, OLD) == []
    assert compare_plans(OLD, same) == []


def test_added_removed_and_changed_in_their_places() -> None:
    new = (
        OLD[0],
        replace(OLD[2], code="2", number="2", lead_units=("区丙局",), due=Due("2025年底前", "2025-12-31")),
        task("3", "培育循环经济企业"),
        replace(OLD[3], targets=(Target("建成5个", "平台", "=", "5", "个", 2025),)),
    )
    found = compare_plans(OLD, new)
    assert [(d.kind, (d.new or d.old).title) for d in found if d.new or d.old] == [
        ("removed", "建设绿色园区"), ("changed", "发展新能源产业"), ("added", "培育循环经济企业"), ("changed", "完善政策机制"),
    ]  # fmt: skip
    assert found[1].fields == ("number", "lead_units", "due")
    assert [(c.old, c.new) for c in found[1].changes][1] == ("区甲局", "区丙局")
    assert found[3].changes[0].new == "平台5个（2025年）"


def test_a_title_worded_anew_under_its_number_and_a_text_kept_under_a_new_title() -> None:
    new = (
        replace(OLD[0], code="9", number="9", title="实施重点行业能效提升行动"),
        replace(OLD[1], title="建设绿色低碳园区"),
    )
    assert match_tasks(OLD, new) == {0: 0, 1: 1}


def test_the_order_of_units_is_no_difference() -> None:
    both = replace(OLD[0], responsible_units=("区乙局", "区丁局"))
    assert compare_plans([both], [replace(both, responsible_units=("区丁局", "区乙局"))]) == []


TASKS = st.lists(st.sampled_from(OLD), max_size=6)


@given(TASKS, TASKS)
def test_every_task_is_accounted_for_once(old: list[Task], new: list[Task]) -> None:
    partner = match_tasks(old, new)
    assert len(set(partner.values())) == len(partner)
    found = compare_plans(old, new)
    assert sum(d.kind == "added" for d in found) == len(new) - len(partner)
    assert sum(d.kind == "removed" for d in found) == len(old) - len(partner)
