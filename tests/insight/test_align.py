"""The plan above and its answers: plain answers first, open items open, strangers never matched."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenplan_desktop.insight.align import (
    Item,
    Verdicts,
    align,
    align_json,
    align_table,
    items_of_snapshot,
    target_pairs,
)
from greenplan_desktop.insight.likeness import figures, shared_phrases
from greenplan_desktop.insight.scores import bare_unit
from greenplan_desktop.model.plan import Target
from greenplan_desktop.model.progress import finish

from .plan_pairs import ANSWERS, CITY, DISTRICT, OPEN, STRANGERS, item
from .random_plans import make_plan

PLAIN = {"1": "6", "2": "7", "3": "8", "4": "9", "9": "3"} | {str(n): str(n - 2) for n in range(12, 23)}
LIKELY = {"5": {"2.3", "2.4"}, "7": {"2.1", "2.2", "2.3", "2.4"}, "10": {"4"}}
UNANSWERED = ("6", "8", "11", "（一）", "（二）", "（三）", "（四）", "（五）")
PLACES = "重庆市人民政府 重庆市綦江区人民政府"


def ranks(aligned):
    return {one.item.code: [p.item.code for p in one.proposals] for one in aligned}


def real_items(shared, name):
    """The items of a plan in the reference folder: fields as checked by hand, texts cut out of the document."""
    narrow = str.maketrans("（）：；，．", "():;,.")
    plan = json.loads((shared / "plans" / f"{name}.json").read_text("utf-8"))
    text = re.sub(r"\s+", "", (shared / "plans" / f"{name}.txt").read_text("utf-8"))
    plain, found = text.translate(narrow), []
    at = plain.index("三、重点任务")
    for task in plan["tasks"]:
        title = re.sub(r"\s+", "", task["title"]).translate(narrow)
        start = plain.index(title, at) + len(title)
        at = plain.index(re.sub(r"\s+", "", task["clause"]).translate(narrow), start)
        targets = tuple(
            Target(
                t["text"], t["indicator"], t["comparator"], str(t["value"]) if t["value"] else None, t["unit"]
            )
            for t in task["targets"]
        )
        units = (tuple(task["lead_units"]), tuple(task["responsible_units"]))
        found.append(
            Item(task["number"], task["title"], text[start:at], tuple(task["path"]), *units, targets)
        )
    return found


def test_the_real_district_answers_the_real_city(shared):
    city, district = real_items(shared, "chongqing-2022-34"), real_items(shared, "qijiang-2023-16")
    aligned = finish(align(district, city, places=PLACES))
    found = ranks(aligned)
    assert {code: found[code][0] for code in PLAIN} == PLAIN
    for code, likely in LIKELY.items():
        assert likely & set(found[code][:3])
    still_open = {one.item.code for one in aligned if one.open}
    assert set(UNANSWERED) <= still_open
    assert not still_open & set(PLAIN)
    assert not any(p.confirmed for one in aligned for p in one.proposals)


def test_the_free_diagnoses_of_city_and_district_differ(shared):
    city, district = real_items(shared, "chongqing-2022-34"), real_items(shared, "qijiang-2023-16")
    third = finish(align(district, city[2:3]))[0].proposals[0]
    (pair,) = third.targets
    assert (pair.higher.value, pair.own.value, pair.differs) == ("800", "30", True)


def test_turned_round_the_real_pair_still_fits(shared):
    city, district = real_items(shared, "chongqing-2022-34"), real_items(shared, "qijiang-2023-16")
    aligned = finish(align(city, district, places=PLACES))
    found = ranks(aligned)
    assert {found[answer][0]: answer for answer in PLAIN.values()} == PLAIN
    assert next(one for one in aligned if one.item.code == "5").open


def test_a_reworded_plan_is_found():
    aligned = finish(align(DISTRICT, CITY))
    assert {code: ranks(aligned)[code][0] for code in ANSWERS} == ANSWERS
    still_open = {one.item.code for one in aligned if one.open}
    assert set(OPEN) <= still_open
    assert len(still_open & set(ANSWERS)) <= 1


def test_a_reworded_plan_is_found_the_other_way_round():
    found = ranks(finish(align(CITY, DISTRICT)))
    assert {found[answer][0]: answer for answer in ANSWERS.values()} == ANSWERS


def test_titles_alone_on_one_side_still_lead_to_most():
    found = ranks(finish(align([replace(task, text="") for task in DISTRICT], CITY)))
    assert sum(found[code][0] == answer for code, answer in ANSWERS.items()) >= len(ANSWERS) - 1


@pytest.mark.parametrize(("own", "higher"), [(STRANGERS, CITY), (CITY, STRANGERS), (STRANGERS, DISTRICT)])
def test_nothing_carries_between_strangers(own, higher):
    assert all(one.open for one in finish(align(own, higher)))


def test_nothing_carries_between_the_real_plans_and_strangers(shared):
    for name in ("chongqing-2022-34", "qijiang-2023-16"):
        real = real_items(shared, name)
        for other in (CITY, DISTRICT, STRANGERS):
            assert all(one.open for one in finish(align(other, real)))
            assert all(one.open for one in finish(align(real, other)))


def test_a_plan_answers_itself():
    for one in finish(align(CITY, CITY)):
        assert one.proposals[0].item.code == one.item.code
        assert one.proposals[0].score > 0.9


def test_only_what_a_clerk_said_is_confirmed():
    verdicts = Verdicts(frozenset({("9", "7")}), frozenset({("1", "1")}), frozenset({"2"}))
    aligned = {one.item.code: one for one in finish(align(DISTRICT, CITY, verdicts))}
    assert aligned["9"].proposals[0].confirmed
    assert not aligned["9"].open
    assert [p.item.code for p in aligned["9"].answers] == ["7"]
    assert "1" not in [p.item.code for p in aligned["1"].proposals]
    assert aligned["2"].open
    assert aligned["2"].by_hand
    assert aligned["2"].answers == ()


def test_evidence_names_phrases_figures_and_units():
    aligned = finish(align(DISTRICT, CITY))
    meals, devices = aligned[1].proposals[0], aligned[10].proposals[0]
    assert set(meals.units) == {"区民政局", "区商务委", "区市场监管局"}
    assert {"智能手环", "跌倒监测"} <= set(devices.phrases)
    assert meals.figures == ()


def test_the_command_lines_shape():
    shown = align_json(finish(align(DISTRICT, CITY)))
    assert set(shown) == {"items"}
    for entry in shown["items"]:
        assert {"number", "title", "tasks", "open"} <= set(entry)
        scores = [task["score"] for task in entry["tasks"]]
        assert scores == sorted(scores, reverse=True)
        assert all(
            0 <= score <= 1 and task["confirmed"] is False
            for score, task in zip(scores, entry["tasks"], strict=True)
        )
    assert json.loads(json.dumps(shown)) == shown


def test_the_printed_table_has_a_row_for_every_item():
    table = align_table(finish(align(DISTRICT, CITY)))
    assert len(table) == len(CITY) + 1
    assert "上级800个，本级30个" in table[2][4]
    assert table[7][2] == "（未找到对应任务）"


def test_targets_pair_by_kind_and_indicator():
    above = (
        Target("", "绿色工厂", "=", "100", "家"),
        Target("", "投资", "=", "2", "亿元"),
        Target("", "倍增"),
    )
    below = (Target("", "市级绿色工厂", ">=", "10", "家"), Target("", "完成投资", "=", "20000", "万元"))
    first, second = target_pairs(above, below)
    assert first.differs
    assert first.own == below[0]
    assert not second.differs
    (alone,) = target_pairs(above[:1], (Target("", "绿色工厂", "=", "5", "吨"),))
    assert alone.own is None
    assert alone.differs


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("市发展改革委", "发展改革委"),
        ("区发展改革委", "发展改革委"),
        ("市市场监管局", "市场监管局"),
        ("重庆市税务局", "税务局"),
        ("高新区管委会", "高新区管委会"),
        ("城市管理局", "城市管理局"),
        ("县教委", "教委"),
    ],
)
def test_a_units_level_and_place_are_taken_off(name, bare):
    assert bare_unit(name, "重庆市綦江区人民政府 重庆市人民政府") == bare


def test_shared_phrases_and_figures():
    assert shared_phrases("到2025年建成智慧平台三个以上", "全区建成智慧平台三个", 6) == ["建成智慧平台三个"]
    assert shared_phrases("到2025年力争做到", "到2025年力争完成", 6) == []
    assert figures("到2025年达到７０％，建成1,200家、30万吨") == {"70%", "1200家", "30万吨"}


def test_nothing_to_align_is_nothing():
    assert finish(align([], [])) == []
    assert [one.open for one in finish(align([], CITY))] == [True] * len(CITY)
    assert finish(align(CITY, [])) == []
    blank = item("1", "", "", "")
    assert finish(align([blank], [blank]))[0].open


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_scores_stay_between_0_and_1(one, other):
    aligned = finish(align(items_of_snapshot(make_plan(one)), items_of_snapshot(make_plan(other))))
    assert all(0 <= p.score <= 1 and not p.confirmed for line in aligned for p in line.proposals)
