"""Numbers and dates are shown as a Chinese Excel shows them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenplan_desktop.workbooks.numformat import format_by_id, number_format
from greenplan_desktop.workbooks.numformat_dates import serial_of
from greenplan_desktop.workbooks.numformat_digits import general, number_words

DAY = 45107.0  # 2023-06-30


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1 + 0.2, "0.3"),
        (60.0, "60"),
        (-0.5, "-0.5"),
        (1.10, "1.1"),
        (1 / 3, "0.333333333"),
        (1234567.891234, "1234567.891"),
        (13812345678.0, "13812345678"),
        (500110199001011.0, "500110199001011"),
        (1.23456789e22, "1.23457E+22"),
        (0.00001234, "1.234E-05"),
        (0.0, "0"),
    ],
)
def test_a_number_without_format(value: float, text: str) -> None:
    assert general(value) == text


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("0.00", 1.1, "1.10"),
        ("0.00", 2.675, "2.68"),
        ("0", 2.5, "3"),
        ("#,##0", 1234567.0, "1,234,567"),
        ("#,##0.00", 1234567.895, "1,234,567.90"),
        ("#,##0;[Red](#,##0)", -1234.0, "(1,234)"),
        ("0.0,,", 12345678.0, "12.3"),
        ('0!.0,"万"', 123456.0, "12.3万"),
        ('_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', 1234.5, "1,234.50"),
        ('_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', 0.0, "-"),
        ("[$¥-804]#,##0.00", -5.0, "-¥5.00"),
        ("000-0000", 1234567.0, "123-4567"),
        ("00", 7.0, "07"),
        ("0.###", 1.5, "1.5"),
        ("0.00E+00", 12345.0, "1.23E+04"),
        ("# ?/?", 1.5, "1 1/2"),
        ("# ?/8", 1.25, "1 2/8"),
        ('General"人"', 3.0, "3人"),
        ("G/通用格式", 3.0, "3"),
        ("[DBNum2][$-804]General", 1234.0, "壹仟贰佰叁拾肆"),
        ("[DBNum1][$-804]General", 12.0, "十二"),
        ('[>=60]"及格"0;"差"0', 59.0, "差59"),
        (";;;", 60.0, "60"),
        ('0"%"', 80.0, "80%"),
        ("@", 5.0, "5"),
        ("", 5.0, "5"),
    ],
)
def test_a_number_under_a_format(code: str, value: float, text: str) -> None:
    shown = number_format(code).show(value)
    assert (shown.kind, shown.text, shown.percent) == ("number", text, False)


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("0%", 0.8, "80%"),
        ("0.0%", 0.805, "80.5%"),
        ("0%", 0.805, "81%"),
        ("0.00%;[Red]-0.00%", -0.5, "-50.00%"),
    ],
)
def test_a_percentage_says_so(code: str, value: float, text: str) -> None:
    shown = number_format(code).show(value)
    assert (shown.text, shown.percent) == (text, True)


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ('yyyy"年"m"月"d"日";@', DAY, "2023年6月30日"),
        ("yyyy-mm-dd", DAY, "2023-06-30"),
        ("yyyy/m/d h:mm", DAY + 0.75, "2023/6/30 18:00"),
        ('[DBNum1][$-804]yyyy"年"m"月"d"日";@', DAY, "二〇二三年六月三十日"),
        ("[$-F800]dddd, mmmm dd, yyyy", DAY, "2023年6月30日"),
        ("[$-804]aaaa;@", DAY, "星期五"),
        ("[$-804]ddd", DAY, "周五"),
        ("mmm-yy", DAY, "Jun-23"),
        ('上午/下午h"时"mm"分"', 0.75, "下午6时00分"),
        ("h:mm AM/PM", 0.0, "12:00 AM"),
        ("[h]:mm:ss", 1.5, "36:00:00"),
        ("mm:ss.0", 10.6 / 86400, "00:10.6"),
        ("yyyymmdd", DAY, "20230630"),
        ('e"年"m"月"', DAY, "2023年6月"),
        ("yyyy.m.d", 60.0, "1900.2.29"),
        ("yyyy-mm-dd", 1.0, "1900-01-01"),
        ("h:mm", 0.99999999, "0:00"),
    ],
)
def test_a_date_as_the_sheet_shows_it(code: str, value: float, text: str) -> None:
    shown = number_format(code).show(value)
    assert (shown.kind, shown.text) == ("date", text)


def test_a_date_of_the_calendar_from_1904() -> None:
    assert number_format("yyyy-mm-dd").show(DAY - 1462, True).text == "2023-06-30"


@pytest.mark.parametrize("value", [-1.0, 2_958_466.0, 1e9])
def test_a_number_that_is_no_date_stays_a_number(value: float) -> None:
    shown = number_format("yyyy-mm-dd").show(value)
    assert (shown.kind, shown.text) == ("number", general(value))


@pytest.mark.parametrize(
    ("number", "text"),
    [(14, "2023/6/30"), (31, "2023年6月30日"), (57, "2023年6月"), (28, "6月30日"), (22, "2023/6/30 0:00")],
)
def test_built_in_dates_are_those_of_a_chinese_excel(number: int, text: str) -> None:
    assert format_by_id(number, None).show(DAY).text == text
    assert format_by_id(number, "General").show(DAY).text == text


def test_what_the_file_says_of_a_format_counts_but_for_regional_dates() -> None:
    assert format_by_id(58, "yyyy-mm").show(DAY).text == "2023-06"
    assert format_by_id(14, "mm-dd-yy").show(DAY).text == "2023/6/30"
    assert format_by_id(176, "0.0%").show(0.5).text == "50.0%"
    assert format_by_id(999, None).show(0.5).text == "0.5"


def test_iso_dates_have_serial_numbers() -> None:
    assert serial_of("2023-06-30") == DAY
    assert serial_of("2023-06-30T12:00:00Z") == DAY + 0.5
    assert serial_of("2023-06-30", True) == DAY - 1462
    assert serial_of("下周") is None


@pytest.mark.parametrize(
    ("number", "words"), [(10, "十"), (20, "二十"), (105, "一百〇五"), (10001, "一万〇一"), (0, "〇")]
)
def test_numbers_in_words(number: int, words: str) -> None:
    assert number_words(number, 1) == words


@given(st.text('0#?.,%;@yhdmsE+-/[]"\\_*aG年<>=!$ 通用格式eneral8', max_size=30), st.floats(-1e12, 1e12))
def test_any_format_shows_something(code: str, value: float) -> None:
    shown = number_format(code).show(value)
    assert shown.kind in ("number", "date")
    assert shown.text or shown.kind == "date"
