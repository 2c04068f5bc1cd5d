"""The shipped unit registers are sound: one owner for every name, known kinds, and the names that plans use."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from greenplan_desktop import places
from greenplan_desktop.model.labels import UNIT_KIND
from greenplan_desktop.model.names import UnitNames
from greenplan_desktop.model.records import Unit
from greenplan_desktop.model.text import compact

COLUMNS = ["full_name", "short_name", "aliases", "kind", "position"]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        found = list(reader)
    assert reader.fieldnames == COLUMNS
    return found


def units() -> list[Unit]:
    """Everything the first start takes in."""
    lines = [line for path in places.sample_unit_registers() for line in rows(path)]
    return [
        Unit(
            id=number,
            uid=str(number),
            full_name=line["full_name"],
            short_name=line["short_name"],
            kind=line["kind"],
            position=int(line["position"]),
            aliases=tuple(a for a in line["aliases"].split("、") if a),
        )
        for number, line in enumerate(lines, 1)
    ]


def test_no_name_belongs_to_two_units() -> None:
    names = Counter(name for unit in units() for name in {compact(n) for n in unit.names})
    assert not [name for name, count in names.items() if count > 1]


def test_kinds_are_known_and_positions_differ() -> None:
    assert {unit.kind for unit in units()} == set(UNIT_KIND) - {"other"}
    assert len({unit.position for unit in units()}) == len(units())


def test_every_unit_has_both_names() -> None:
    assert all(unit.full_name and unit.short_name for unit in units())


def test_a_byte_order_mark_lets_office_programs_read_them() -> None:
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in places.sample_unit_registers())


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("区发改委", "区发展改革委"),
        ("区经信委", "区经济信息委"),
        ("区经济和信息化委员会", "区经济信息委"),
        ("云岭区经济和信息化委员会", "区经济信息委"),
        ("重庆市云岭区水利局", "区水利局"),
        ("区国资委（区金融服务中心）", "区国资委"),
        ("区应急管理局", "区应急局"),
        ("市住房城乡建设委", "市住房城乡建委"),
        ("云岭高新区管委会", "高新区管委会"),
        ("各镇（街道）", "各镇街"),
    ],
)
def test_a_name_finds_its_unit(said: str, meant: str) -> None:
    found = UnitNames(units(), ("重庆市云岭区", "云岭区", "云岭")).find(said)
    assert found is not None
    assert found.short_name == meant


def test_the_departments_of_real_plans_are_known(shared: Path) -> None:
    """Their own towns, companies and working groups are left to the office, and so is a body's second name."""
    known = UnitNames(units())
    unknown = {
        name
        for plan in (shared / "plans").glob("*.json")
        for task in json.loads(plan.read_text(encoding="utf-8"))["tasks"]
        for name in task["lead_units"] + task["responsible_units"]
        if known.find(name.partition("（")[0]) is None
        and name[:1] in "区市"
        and not name.endswith("成员单位")
    }
    assert not unknown
