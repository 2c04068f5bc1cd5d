"""Quantities: exact conversion within one kind, none across kinds."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenplan_desktop.insight import measures


@pytest.mark.parametrize(
    ("value", "source", "goal", "expected"),
    [
        ("118", "万吨", "吨", "1180000"),
        ("1180000", "吨", "万吨", "118"),
        ("6.8", "亿元", "万元", "68000"),
        ("0.1", "亿元", "万元", "1000"),
        ("15", "亩", "公顷", "1"),
        ("1", "公顷", "亩", "15"),
        ("1", "平方公里", "亩", "1500"),
        ("1200", "MW", "万千瓦", "120"),
        ("12", "亿m3", "万立方米", "120000"),
        ("12", "亿m³", "亿立方米", "12"),
        ("3", "万户", "户", "30000"),
        ("85", "亿元/平方公里", "万元/亩", "566.6667"),
        ("15", "万片/月", "万片/年", "180"),
        ("5", "‰", "%", "0.5"),
        ("300", "千克", "吨", "0.3"),
    ],
)
def test_units_of_one_kind_convert_exactly(value, source, goal, expected):
    number = measures.number(value)
    assert number is not None
    found = measures.convert(number, source, goal)
    assert found is not None
    assert measures.written(found) == expected


@pytest.mark.parametrize(
    ("source", "goal"),
    [("家", "户"), ("吨", "吨标准煤"), ("元", "吨"), ("MW", "MWh"), ("万片/月", "万片"), ("个", "家")],
)
def test_units_of_different_kinds_do_not(source, goal):
    assert measures.convert(Fraction(1), source, goal) is None
    assert not measures.same_kind(source, goal)


def test_numbers_are_decimal_text_and_nothing_else():
    assert measures.number("１，２００．５０") == Fraction(2401, 2)
    for text in ("约10", "", None, "十", "1e5", "1/2", "--", "NaN"):
        assert measures.number(text) is None


@given(st.decimals(0, 10**9, places=4), st.sampled_from(["吨", "亩", "万元", "家", "亿立方米", "千瓦时"]))
def test_going_there_and_back_gives_the_same(value, unit):
    kind = {
        "吨": "千克",
        "亩": "平方公里",
        "万元": "亿元",
        "家": "万家",
        "亿立方米": "升",
        "千瓦时": "万千瓦时",
    }[unit]
    there = measures.convert(Fraction(value), unit, kind)
    assert there is not None
    assert measures.convert(there, kind, unit) == Fraction(value)


@given(st.decimals(0, 10**9, places=6))
def test_a_decimal_is_written_as_it_is(value):
    assert Fraction(measures.written(Fraction(value))) == Fraction(value)
