"""Values: statuses, percents in every notation, texts, cells without a value."""

from __future__ import annotations

from datetime import date

import pytest

from .bending import Percent, table
from .plans import TITLES as T

WORDS = {
    "not_started": "未启动 尚未启动 未开始 未开展",
    "on_track": "正常推进 有序推进 正在推进 推进中 进行中 按计划推进 持续推进 达到序时进度 长期坚持",
    "delayed": "滞后 进展滞后 未达序时进度 未达到序时 欠进度 慢序时 推进缓慢 逾期",
    "completed": "已完成 完成 已办结 办结 销号 全面完成 √ 是",
}


@pytest.mark.parametrize(("status", "word"), [(s, w) for s, words in WORDS.items() for w in words.split()])
def test_listed_words_are_read(status, word) -> None:
    for text in (
        word,
        f" {word}　",
        f"{word}。",
        f"{word[:1]}\u200b{word[1:]}",
        f"（{word}）",
        f"【{word}】",
    ):
        row = table([1, T["1"], text])["rows"][0]
        assert (row["status"], row["flags"]) == (status, [])


@pytest.mark.parametrize("word", ["基本完成", "否", "×", "正常", "未完成", "一般", "/"])
def test_other_words_are_kept_and_flagged(word) -> None:
    row = table([1, T["1"], word, 50, "开工"])["rows"][0]
    assert (row["status"], row["percent"], row["flags"], row["raw"]) == (
        None,
        50.0,
        ["status_unknown"],
        {"status": word},
    )


@pytest.mark.parametrize(
    ("percent", "status"),
    [
        (0, "not_started"),
        (100, "completed"),
        (40, "on_track"),
        (99.96, "completed"),
        (None, None),
        ("待定", None),
    ],
)
def test_an_empty_status_follows_the_percent(percent, status) -> None:
    rows = [[1, T["1"], None, percent, "开工"], [2, T["2"], None, 50]]
    assert table(*rows)["rows"][0]["status"] == status


@pytest.mark.parametrize(
    ("cell", "percent"),
    [
        (80, 80.0), (80.04, 80.0), (33.35, 33.4), (0.45, 0.5), (1, 1.0), (100, 100.0), (Percent(0.8), 80.0), (Percent(0.4567), 45.7), (Percent(1), 100.0),
        ("80%", 80.0), ("80％", 80.0), ("８０％", 80.0), ("80 %", 80.0), ("约80%", 80.0), ("八成", 80.0), ("七成五", 75.0), ("近九成", 90.0), ("百分之六十", 60.0),
        ("80", 80.0), ("0.8%", 0.8), ("80%左右", 80.0), ("60.55%", 60.6), ("100%（已完成）", 100.0), ("85%。", 85.0),
    ],
)  # fmt: skip
def test_percent_notations_in_a_column_with_numbers_above_one(cell, percent) -> None:
    row = table([1, T["1"], None, cell, "开工"], [2, T["2"], None, 50])["rows"][0]
    assert (row["percent"], row["flags"]) == (percent, [])


@pytest.mark.parametrize(
    "cell",
    [
        "120%",
        -5,
        130,
        "约130%",
        "待核实",
        Percent(80),
        Percent(1.2),
        "60%-70%",
        "/",
        "无",
        100.5,
        "-3%",
        date(2023, 3, 5),
        "三分之二",
    ],
)
def test_unreadable_percents_are_kept_and_flagged(cell) -> None:
    row = table([1, T["1"], "正常推进", cell, "开工"], [2, T["2"], None, 50])["rows"][0]
    assert (row["percent"], row["flags"]) == (None, ["percent_invalid"])
    assert row["raw"]["percent"]


def test_bare_numbers_up_to_one_are_fractions_where_all_others_are_too() -> None:
    rows = [
        [1, T["1"], None, 0.8],
        [2, T["2"], None, 1],
        [3, T["3"], None, "60%"],
        [4, T["4"], None, Percent(0.3)],
        ["合计", None, None, 215],
    ]
    assert [r["percent"] for r in table(*rows)["rows"]] == [80.0, 100.0, 60.0, 30.0]
    rows = [[1, T["1"], None, 1], [2, T["2"], None, 0.5], [3, T["3"], None, 60]]
    assert [r["percent"] for r in table(*rows)["rows"]] == [1.0, 0.5, 60.0]
    assert table([1, T["1"], None, 0.6])["rows"][0]["percent"] == 60.0
    rows = [[1, T["1"], None, 0.5], [2, T["2"], None, "80"]]
    assert [r["percent"] for r in table(*rows)["rows"]] == [50.0, 80.0]
    rows = [[1, T["1"], None, 0.5], [2, T["2"], "正常推进", -3]]
    assert [r["percent"] for r in table(*rows)["rows"]] == [50.0, None]


def test_texts_as_numbers_follow_the_column() -> None:
    assert [r["percent"] for r in table([1, T["1"], None, "0.6"], [2, T["2"], None, "1"])["rows"]] == [
        60.0,
        100.0,
    ]
    assert [r["percent"] for r in table([1, T["1"], None, "0.6"], [2, T["2"], None, "80"])["rows"]] == [
        0.6,
        80.0,
    ]


@pytest.mark.parametrize(
    ("status", "percent", "conflict"),
    [
        ("已完成", 90, True),
        ("正常推进", 100, True),
        ("已完成", 100, False),
        ("未启动", 100, True),
        ("未启动", 20, False),
        ("滞后", 0, False),
        ("已完成", None, False),
        ("√", "100%", False),
    ],
)
def test_status_and_percent_conflict(status, percent, conflict) -> None:
    row = table([1, T["1"], status, percent, "开工"], [2, T["2"], None, 50])["rows"][0]
    assert row["flags"] == (["status_percent_conflict"] if conflict else [])
    assert row["status"] is not None


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("开工 ", "开工"),
        ("开工　　", "开工"),
        ("开工\u00a0\n", "开工"),
        ("　　开工", "　　开工"),
        ("１２３ＡＢＣ（试）", "１２３ＡＢＣ（试）"),
        ("一_x000D_\n二", "一\n二"),
        ("一\r\n二", "一\n二"),
        ("一\u200b二\ufeff三", "一二三"),
        ("一\x07二\x0b三", "一二三"),
        ("一  \n二", "一\n二"),
        ("一\n\n二", "一\n\n二"),
        (date(2023, 6, 30), "2023年6月30日"),
        (12, "12"),
        ("无", "无"),
    ],
)
def test_texts_are_kept_as_written(cell, text) -> None:
    if isinstance(cell, str) and any(ord(c) < 9 or c == "\x0b" for c in cell):
        from greenplan_desktop.returns.grid import tidy

        assert tidy(cell) == text
        return
    assert table([1, T["1"], None, None, cell])["rows"][0]["achievement"] == text


def test_error_values_and_formulas_without_value() -> None:
    row = table([1, T["1"], "#REF!", "#N/A", "#VALUE!", "好"])["rows"][0]
    assert (row["status"], row["percent"], row["achievement"], row["problems"]) == (None, None, "", "好")
    assert row["flags"] == ["cell_error"]
    row = table([1, T["1"], None, 50, "=A1", "好"], [2, T["2"], None, "=D2", "x"])["rows"]
    assert [r["flags"] for r in row] == [["formula_without_value"], ["formula_without_value"]]
    assert (row[0]["achievement"], row[1]["percent"], row[1]["status"]) == ("", None, None)
    only = table(["#REF!", T["1"], "正常推进"])["rows"][0]
    assert (only["task"], only["flags"]) == ("1", [])


def test_an_error_in_the_status_is_not_filled_from_the_percent() -> None:
    row = table([1, T["1"], "#REF!", 50])["rows"][0]
    assert (row["status"], row["percent"], row["flags"]) == (None, 50.0, ["cell_error"])
