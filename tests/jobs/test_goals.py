"""Targets corrected by hand: read as a plan's are, values of those that stand are kept, wrong input is refused."""

from __future__ import annotations

import pytest

from greenplan_desktop.jobs import goals, journal, targets
from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.period import Period
from greenplan_desktop.store import rows
from greenplan_desktop.store.database import Store


def task_id(store: Store) -> int:
    found = rows.first(store, "task")
    assert found is not None
    return int(found["id"])


def shown(store: Store) -> list[tuple[str, str, str | None, str | None, int | None]]:
    found = sorted(rows.find(store, "target", task_id=task_id(store)), key=lambda row: row["position"])
    return [(r["indicator"], r["comparator"], r["value"], r["unit"], r["year"]) for r in found]


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("≥50万吨", (">=", "50", "万吨")),
        ("1,200.5", ("=", "1200.5", "家")),
        ("10家以上", (">=", "10", "家")),
        ("不超过 30%", ("<=", "30", "%")),
        ("约3公里", ("about", "3", "公里")),
        ("", ("=", None, "")),
    ],
)
def test_a_goal_is_read_with_its_sign_and_unit(text: str, goal: tuple[str, str | None, str]) -> None:
    assert goals.read_goal(text, "家") == goal


def test_lines_become_targets_and_those_that_stand_keep_their_values(planned: Store) -> None:
    goals.write_goals(planned, task_id(planned), "到2025年新建绿色工厂10家以上\n完善制度\n培训企业200家")
    assert shown(planned)[:2] == [("新建绿色工厂", ">=", "10", "家", 2025), ("完善制度", "=", None, "", None)]
    third = rows.find(planned, "target", task_id=task_id(planned))[2]
    plan = third["plan_id"]
    targets.write_values(planned, plan, [(third["id"], Period.parse("2023Q2"), "80")])
    goals.write_goals(planned, task_id(planned), "到2025年新建绿色工厂12家以上\n培训企业200家")
    assert [goal[2] for goal in shown(planned)] == ["12", "200"]
    assert rows.exists(planned, "target_value", target_id=third["id"])
    journal.undo(planned)
    assert [goal[2] for goal in shown(planned)] == ["10", None, "200"]


def test_parts_of_a_target_are_corrected_and_wrong_ones_refused(planned: Store) -> None:
    goals.write_goals(planned, task_id(planned), "新建绿色工厂10家")
    key = rows.find(planned, "target", task_id=task_id(planned))[0]["id"]
    goals.edit_goal(planned, key, "indicator", "市级绿色工厂")
    goals.edit_goal(planned, key, "goal", "≥12")
    goals.edit_goal(planned, key, "year", "2025年")
    assert shown(planned) == [("市级绿色工厂", ">=", "12", "家", 2025)]
    for field, text in (("goal", "很多"), ("year", "后年"), ("indicator", "  ")):
        with pytest.raises(InputError):
            goals.edit_goal(planned, key, field, text)
    goals.delete_goals(planned, [key])
    assert shown(planned) == []
    journal.undo(planned)
    assert shown(planned)[0][0] == "市级绿色工厂"
    with pytest.raises(InputError):
        goals.delete_goals(planned, [key + 99])
