"""Charts: Chinese without missing signs, nothing cut or overlapping, sensible from nothing to 500 units."""

from __future__ import annotations

import io
import struct
from dataclasses import replace

import pytest

from greenplan_desktop.insight import chart_draw, chart_style, charts
from greenplan_desktop.insight.chart_draw import Picture, draw
from greenplan_desktop.insight.chart_style import Style
from greenplan_desktop.insight.stats import statistics
from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.index import PlanIndex
from greenplan_desktop.model.period import Period
from greenplan_desktop.model.records import PlanSnapshot

from .random_plans import make_plan

Q2 = Period.parse("2023Q2")
LONG = "综合改革创新示范先行区建设指挥部办公室（区金融服务中心、区地方金融监督管理办公室）$a_1$"


def all_charts(snapshot):
    index = PlanIndex(snapshot)
    figures = statistics(index, Q2)
    return [
        charts.status_by_group(figures),
        charts.lead_units(figures),
        charts.targets_followed(figures),
        charts.over_periods(index, Q2),
    ]


def big_plan():
    snapshot = make_plan(5, tasks=300, units=500)
    units = tuple(
        replace(u, kind="district", short_name=u.short_name + LONG * (u.id % 7 == 0) + "𠮷")
        for u in snapshot.units
    )
    chapters = tuple(replace(c, title=c.title * (1 + c.id % 3)) for c in snapshot.chapters)
    return replace(snapshot, units=units, chapters=chapters, life_events=())


@pytest.fixture
def sheets(monkeypatch):
    """The sheets behind the pictures drawn, with their texts placed."""
    seen = []
    make = chart_draw._Sheet.picture

    def picture(sheet) -> Picture:
        made = make(sheet)
        seen.append(sheet)
        return made

    monkeypatch.setattr(chart_draw._Sheet, "picture", picture)
    return seen


@pytest.mark.parametrize("width", [360, 640, 1000])
@pytest.mark.parametrize("snapshot", [make_plan(1), make_plan(5, tasks=1, units=3), big_plan()])
def test_no_text_is_cut_or_overlaps_another(sheets, snapshot, width):
    for chart in all_charts(snapshot):
        draw(chart, Style(width=width, scale=1))
    for sheet in sheets:
        page = sheet._figure.bbox
        boxes = [t.get_window_extent(sheet._renderer) for t in sheet._axes.texts if t.get_text()]
        for box in boxes:
            assert box.x0 >= page.x0 - 1
            assert box.x1 <= page.x1 + 1
            assert box.y0 >= page.y0 - 1
            assert box.y1 <= page.y1 + 1
        tight = [(b.x0 + 1, b.y0 + b.height * 0.25, b.x1 - 1, b.y1 - b.height * 0.25) for b in boxes]
        for n, one in enumerate(tight):
            for other in tight[n + 1 :]:
                apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
                assert apart


def test_sharp_at_200_percent_and_of_the_asked_width():
    chart = all_charts(make_plan(1))[0]
    for scale in (1.0, 2.0):
        picture = draw(chart, Style(width=500, scale=scale))
        width, height = struct.unpack(">II", picture.content[16:24])
        assert width == 500 * scale
        assert height == pytest.approx(picture.height * scale, abs=1)


def test_svg_holds_its_letters_as_shapes_and_no_date():
    picture = draw(all_charts(make_plan(1))[0], Style(format="svg"))
    text = picture.content.decode("utf-8")
    assert text.lstrip().startswith("<?xml")
    assert "font-family" not in text
    assert "<dc:date>" not in text


def test_dark_and_light_have_their_own_ground():
    from PIL import Image

    chart = all_charts(make_plan(1))[0]
    grounds = []
    for dark in (False, True):
        image = Image.open(io.BytesIO(draw(chart, Style(dark=dark)).content)).convert("RGB")
        grounds.append(image.getpixel((2, 2)))
    assert grounds == [(255, 255, 255), (30, 36, 41)]


def test_every_status_can_be_told_apart_without_colour():
    assert len({(chart_style.HATCH[key], key == "unreported") for key, _ in charts._LEGEND}) == 5


def test_nothing_to_show_says_so(sheets):
    for chart in all_charts(PlanSnapshot(plan=make_plan(1).plan)):
        if not chart.bars or isinstance(chart, charts.GoalChart):
            draw(chart)
    assert any("本期暂无数据" in t.get_text() for sheet in sheets for t in sheet._axes.texts)


def test_beyond_the_most_units_a_note_counts_the_rest():
    figures = statistics(big_plan(), Q2)
    chart = charts.lead_units(figures)
    assert len(chart.bars) == charts.MOST_UNITS
    leading = sum(1 for u in figures.units if u.lead)
    assert f"另有{leading - 20}个单位" in chart.foot


def test_bars_add_up_to_the_figures():
    figures = statistics(make_plan(9), Q2)
    chart = charts.status_by_group(figures)
    assert sum(n for bar in chart.bars for _, n in bar.parts) == figures.tasks
    assert charts.over_periods(PlanIndex(make_plan(9)), Q2).bars[-1].note == f"{figures.tasks}项"


def test_a_font_with_chinese_is_found_or_missed_in_one_sentence(monkeypatch):
    assert chart_style.families("No Such Font")[0] in chart_style.FAMILIES
    assert chart_style.families("DejaVu Sans")[0] != "DejaVu Sans"
    chart_style.families.cache_clear()
    monkeypatch.setattr(chart_style, "_characters", lambda _: frozenset())
    with pytest.raises(InputError, match="没有中文字体"):
        chart_style.families()
    chart_style.families.cache_clear()


def test_what_no_font_holds_is_shown_as_a_sign():
    names = chart_style.families()
    assert chart_style.drawable("绿色\n\U000e0041", names) == "绿色\n〓"
