"""Charts of a plan at a period: drawn for the window in its own colours, and for files and the clipboard."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from greenplan_desktop import whole_file
from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.index import PlanIndex
from greenplan_desktop.model.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from greenplan_desktop.insight.chart_style import Style
    from greenplan_desktop.insight.charts import Chart
    from greenplan_desktop.insight.figures import Statistics
    from greenplan_desktop.model.period import Period
    from greenplan_desktop.model.progress import Work
    from greenplan_desktop.model.records import PlanSnapshot

CHARTS: dict[str, str] = {
    "groups": "各章节任务进展",
    "units": "各牵头单位任务进展",
    "targets": "目标完成情况",
    "periods": "各期进展变化",
}
USUAL = ("groups", "units", "targets")  # put into the summary unless the clerk says otherwise
MOST_TARGETS = 12
PAPER_WIDTH = 640  # logical pixels of a chart for a text


@dataclass(frozen=True, slots=True)
class Look:
    """How a chart is to look: width in logical pixels, sharpness, font, and colours by name.

    `colours` holds background, text, muted, line, track and one for each status; empty ones are the light theme's.
    """

    width: int = PAPER_WIDTH
    scale: float = 2.5
    family: str | None = None
    points: float = 9.5
    colours: Mapping[str, str] | None = None
    dark: bool = False
    titled: bool = True  # False where the title stands beside the chart anyway


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn chart: PNG bytes and its size in logical pixels; `empty` where there was nothing to show."""

    key: str
    title: str
    content: bytes
    width: float
    height: float
    empty: bool = False


def draw(snapshot: PlanSnapshot, period: Period, look: Look, keys: Sequence[str]) -> Work[dict[str, Drawn]]:
    """These charts as pictures, one after the other; raises InputError where no font holds Chinese."""
    from greenplan_desktop.insight import stats
    from greenplan_desktop.insight.chart_draw import draw as draw_chart

    index = PlanIndex(snapshot)
    yield Progress(0, len(keys), "正在统计")
    figures = stats.statistics(index, period)
    found: dict[str, Drawn] = {}
    for number, key in enumerate(keys):
        yield Progress(number, len(keys), f"正在绘制{CHARTS[key]}")
        chart = _chart(key, index, figures)
        picture = draw_chart(chart if look.titled else replace(chart, title=""), _style(look))
        found[key] = Drawn(
            key, CHARTS[key], picture.content, picture.width, picture.height, empty=not chart.bars
        )
    return found


def save(snapshot: PlanSnapshot, period: Period, key: str, target: Path) -> Work[Path]:
    """Write one chart on white as .png or .svg, by the file's ending; raises InputError."""
    from greenplan_desktop.insight import stats
    from greenplan_desktop.insight.chart_draw import draw as draw_chart
    from greenplan_desktop.insight.chart_style import Style

    ending = target.suffix.lower()
    if ending not in (".png", ".svg"):
        raise InputError(f"图表只能存为 .png 或 .svg，请把“{target.name}”改成这两种之一。")
    yield Progress(0, 1, f"正在绘制{CHARTS[key]}")
    index = PlanIndex(snapshot)
    chart = _chart(key, index, stats.statistics(index, period))
    style = Style(PAPER_WIDTH, 3.0, format="png" if ending == ".png" else "svg")
    return whole_file.write(target, draw_chart(chart, style).content)


def _chart(key: str, index: PlanIndex, figures: Statistics) -> Chart:
    from greenplan_desktop.insight import charts

    if key == "groups":
        return charts.status_by_group(figures)
    if key == "units":
        return charts.lead_units(figures)
    if key == "targets":
        return charts.targets_followed(figures, MOST_TARGETS)
    return charts.over_periods(index, figures.period)


def _style(look: Look) -> Style:
    from greenplan_desktop.insight.chart_style import DARK, LIGHT, Style, Theme

    base = DARK if look.dark else LIGHT
    given = dict(look.colours or {})
    theme = Theme(
        background=given.get("background", base.background),
        text=given.get("text", base.text),
        muted=given.get("muted", base.muted),
        line=given.get("line", base.line),
        track=given.get("track", base.track),
        fill={key: given.get(key, colour) for key, colour in base.fill.items()},
    )
    return Style(look.width, look.scale, look.dark, "png", look.family, look.points, theme)
