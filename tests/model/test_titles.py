"""Titles: a trapezoid or a diamond, broken between words, never inside what belongs together."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenplan_desktop.model.title_words import split_words
from greenplan_desktop.model.titles import break_title, ems

PORTRAIT, LANDSCAPE = 20.1, 28.9
TITLES = (
    "云岭区绿色低碳高质量发展三年行动方案（2023—2025年）任务清单",
    "云岭区人民政府办公室关于印发2023年区政府工作报告确定的目标任务分解方案的通知",
    "关于贯彻落实《云岭市推动大规模设备更新和消费品以旧换新行动方案》重点任务责任分工表",
    "云岭区推动制造业高质量发展“十四五”规划责任分工表",
    "推动双城经济圈建设工业绿色低碳发展联合行动方案任务清单",
    "云岭区建设PM2.5与臭氧协同控制示范区行动计划（2024—2026年）单位任务清单",
    "云岭府发〔2023〕16号文件重点任务分解落实情况2023年第二季度进展台账",
)
WHOLE = re.compile(r"〔[^〕]*〕|\d+(?:\.\d+)?|[A-Za-z]+\d*(?:\.\d+)?|《[^》]{1,16}》")


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("widest", [PORTRAIT, LANDSCAPE])
def test_a_title_s_lines(title, widest):
    lines = break_title(title, widest)
    assert "".join(lines) == title
    assert all(ems(line) <= widest for line in lines)
    assert all(len(line) >= 3 for line in lines)
    place, breaks = 0, set()
    for line in lines[:-1]:
        place += len(line)
        breaks.add(place)
    for match in WHOLE.finditer(title):
        assert not any(match.start() < b < match.end() for b in breaks), lines
    assert not any(
        line[0] in "的、，）》〕”" or line[-1] in "（《〔“和与及" for line in lines if line is not lines[0]
    )
    widths = [ems(line) for line in lines]
    for before, own, after in zip(widths, widths[1:], widths[2:], strict=False):
        assert not (own < before - 0.5 and own < after - 0.5), "an hourglass"


def test_words_stay_whole():
    lines = break_title("云岭区绿色低碳高质量发展三年行动方案任务清单", 16)
    assert not any(
        word in "".join(lines) and not any(word in line for line in lines) for word in ("高质量", "行动方案")
    )
    assert split_words("推进制造业高质量发展行动计划") == ["推进", "制造业", "高质量发展", "行动计划"]
    assert split_words("綦江区任务清单")[0] == "綦江区"


def test_breaks_set_by_hand_stay():
    assert break_title("甲乙丙丁\n戊己庚辛", 20) == ["甲乙丙丁", "戊己庚辛"]


def test_what_cannot_be_broken_well_is_still_broken():
    lines = break_title("A" * 60, 20)
    assert "".join(lines) == "A" * 60
    assert all(ems(line) <= 20 for line in lines)
    long = "《" + "绿色发展" * 12 + "》任务清单"
    lines = break_title(long, 20)
    assert "".join(lines) == long
    assert all(ems(line) <= 20 for line in lines)


@settings(max_examples=150, deadline=None)
@given(
    st.text("关于推进的绿色发展、，（）《》〔〕“”2025年任务清单AB c—", max_size=160),
    st.sampled_from([PORTRAIT, LANDSCAPE, 7]),
)
def test_any_title_keeps_its_characters_and_fits(title, widest):
    lines = break_title(title, widest)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", title)
    assert all(ems(line) <= widest for line in lines)
