"""Presets and layouts: the specification's columns, copied and changed, to JSON and back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.tasklist.presets import PRESETS, Layout, LayoutColumn, preset
from greenplan_desktop.tasklist.settings import Settings
from greenplan_desktop.tasklist.tables import with_edge, with_own_widths

SPECIFIED = {
    "任务清单": "序号 重点任务 主要内容 牵头单位 责任单位 完成时限",
    "责任分工表": "序号 任务 牵头单位 责任单位",
    "目标清单": "序号 任务 目标指标 目标值 年份 牵头单位",
    "进展台账": "序号 重点任务 牵头单位 状态 进度 进展情况 存在问题 下一步打算",
}


@pytest.mark.parametrize("name", SPECIFIED)
def test_presets_have_the_specified_columns(name):
    assert " ".join(c.heading for c in preset(name).columns) == SPECIFIED[name]


def test_all_presets_are_there_and_survive_json():
    assert [p.name for p in PRESETS][:6] == [
        "任务清单",
        "责任分工表",
        "目标清单",
        "进展台账",
        "单位任务清单",
        "催报单",
    ]
    for layout in PRESETS:
        assert Layout.from_json(layout.to_json()) == layout


def test_an_unknown_preset_names_those_there_are():
    with pytest.raises(InputError, match="任务清单、责任分工表"):
        preset("没有的")


def test_a_copy_is_renamed_and_its_columns_changed():
    layout = preset("任务清单")
    columns = (
        LayoutColumn("number", "编号"),
        LayoutColumn("units", "责任部门", units="lines", mark_lead=True),
    )
    own = replace(layout, columns=columns, name="本单位用表")
    assert own.name == "本单位用表"
    assert layout.name == "任务清单"
    wider = with_edge(own, (20.0, 136.0), 0, 30.0)
    assert [c.width_mm for c in wider.columns] == [30.0, 126.0]
    assert Layout.from_json(wider.to_json()) == wider
    assert with_own_widths(wider) == own


def test_an_edge_moves_between_two_shown_columns_and_the_others_stay():
    layout = preset("任务清单")
    hidden = replace(layout, columns=(LayoutColumn("number", "序号", shown=False), *layout.columns[1:]))
    moved = with_edge(hidden, (30.0, 100.0, 30.0, 40.0, 25.0), 1, 80.0)
    assert [c.width_mm for c in moved.columns] == [None, 30.0, 80.0, 50.0, 40.0, 25.0]
    squeezed = with_edge(hidden, (30.0, 100.0, 30.0, 40.0, 25.0), 1, 500.0)
    assert [c.width_mm for c in squeezed.columns[2:4]] == [122.0, 8.0]
    last = with_edge(hidden, (30.0, 100.0, 30.0, 40.0, 25.0), 4, 60.0)
    assert last.columns[5].width_mm == 25.0


@pytest.mark.parametrize(
    "text",
    [
        "不是JSON",
        "[]",
        "{}",
        '{"name": "甲", "title": "乙", "columns": [{"key": "没有", "heading": "丙"}]}',
        '{"name": "甲", "title": "乙", "columns": []}',
        '{"name": "甲", "title": "乙", "rows": "x", "columns": [{"key": "number", "heading": "丙"}]}',
        '{"name": "甲", "title": "乙", "columns": [{"key": "number", "heading": "丙", "width_mm": -3}]}',
        '{"name": "甲", "title": "乙", "columns": [{"key": "number", "heading": "丙", "width_mm": "宽"}]}',
        '{"name": "甲", "title": "乙", "columns": [{"key": "number"}]}',
        '{"name": "甲", "title": "乙", "columns": [{"key": "number", "heading": "丙"}], "paper": {"cell_pt": 40}}',
        '{"name": "甲", "title": "乙", "columns": [{"key": "number", "heading": "丙"}], "paper": {"first_page": "x"}}',
        '{"name": "甲", "title": "乙", "columns": [{"key": "goal:甲", "heading": "丙"}]}',
    ],
)
def test_a_layout_that_cannot_be_used_is_refused_in_a_sentence(text):
    with pytest.raises(InputError, match="请"):
        Layout.from_json(text)


def test_unknown_keys_of_a_newer_version_are_ignored():
    values = {**preset("任务清单").to_dict(), "later": 1}
    assert Layout.from_json(json.dumps(values)).name == "任务清单"


def test_settings_survive_json_and_refuse_what_is_out_of_range():
    own = Settings(orientation="portrait", duplex=True, first_page=9, cell_pt=10.5, label="附件2")
    assert Settings.from_dict(json.loads(json.dumps(own.to_dict()))) == own
    assert not own.is_odd(10)
    assert Settings().is_odd(10)
    for wrong in ({"orientation": "x"}, {"cell_pt": 9}, {"first_page": 0}, {"numbering": "x"}):
        with pytest.raises(InputError, match="请"):
            Settings.from_dict(wrong)
