"""Charts drawn by matplotlib into bytes: laid out in logical pixels by hand, so that nothing is cut or overlaps."""

from __future__ import annotations

import io
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .chart_style import HATCH, Style, drawable, families
from .charts import Bar, Chart, GoalBar, GoalChart, StackedChart

if TYPE_CHECKING:
    from collections.abc import Sequence

_DPI = 96  # logical pixels an inch
_MARGIN, _GAP, _BAR, _ROW = 12.0, 8.0, 15.0, 9.0  # px: edge, between things, a bar's height, air between rows
_LABEL_SHARE = 0.36  # of the width, at most, for labels
_MOST_LINES = 3
_COLUMN_HEIGHT = 190.0
_HATCH_INK = "#ffffff99"
_NO_START, _NO_END = "，。、；：）》”’？！…,.;:)", "（《“‘("
_EMPTY = "本期暂无数据"
_LOCK = threading.Lock()  # matplotlib's font cache is not made for two threads


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn chart: its bytes, and its size in logical pixels (1/96 inch)."""

    content: bytes
    format: str
    width: float
    height: float


def draw(chart: Chart, style: Style | None = None) -> Picture:
    """The chart as PNG or SVG; raises InputError where no font holds Chinese."""
    with _LOCK:
        sheet = _Sheet(style or Style())
        if not chart.bars:
            sheet.empty(chart.title)
        elif isinstance(chart, GoalChart):
            _draw_goals(sheet, chart)
        elif chart.upright:
            _draw_columns(sheet, chart)
        else:
            _draw_bars(sheet, chart)
        return sheet.picture()


class _Sheet:
    """A figure to draw on in logical pixels, growing downwards; `y` is where the next thing goes."""

    def __init__(self, style: Style) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.style = style
        self.theme = style.colours
        self.width = float(style.width)
        self.y = _MARGIN
        self.names = families(style.family)
        self._figure: Any = Figure(figsize=(self.width / _DPI, 1), dpi=_DPI * style.scale)
        canvas: Any = FigureCanvasAgg
        self._renderer: Any = canvas(self._figure).get_renderer()
        self._axes: Any = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()

    def line_height(self, size: float = 1.0) -> float:
        """Height of a line of text in px; `size` multiplies the font size."""
        return self.style.font_size * size * _DPI / 72 * 1.35

    def _font(self, size: float, weight: str = "normal") -> Any:
        from matplotlib.font_manager import FontProperties

        return FontProperties(family=list(self.names), size=self.style.font_size * size, weight=weight)

    def text_width(self, text: str, size: float = 1.0, weight: str = "normal") -> float:
        """Width of one line in px."""
        font = self._font(size, weight)
        plain = drawable(text, self.names)
        width, _, _ = self._renderer.get_text_width_height_descent(plain, font, ismath=False)
        return float(width) / self.style.scale

    def wrap(self, text: str, width: float, lines: int = _MOST_LINES) -> list[str]:
        """The text in at most so many lines of this width, the last ended by … where more would follow."""
        plain = text.replace("\n", "")
        found = self._broken(plain, width)
        if 1 < len(found) <= lines:  # lines of one length rather than a last one of one character
            even = self.text_width(plain) / len(found) + 1.5 * self.text_width("国")
            again = self._broken(plain, min(width, even))
            found = again if len(again) == len(found) else found
        if len(found) > lines:
            last = found[lines - 1]
            while last and self.text_width(last + "…") > width:
                last = last[:-1]
            found = [*found[: lines - 1], last + "…"]
        return found

    def _broken(self, text: str, width: float) -> list[str]:
        found = [""]
        for char in text:
            if found[-1] and self.text_width(found[-1] + char) > width:
                found.append(_carried(found, char))
            found[-1] += char
        return found

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        colour: str | None = None,
        size: float = 1.0,
        align: str = "left",
        weight: str = "normal",
        outline: str | None = None,
    ) -> None:
        """One line centred upright at `y`."""
        made = self._axes.text(
            x,
            y,
            drawable(text, self.names),
            color=colour or self.theme.text,
            fontproperties=self._font(size, weight),
            ha=align,
            va="center_baseline",
            parse_math=False,
        )
        if outline:
            from matplotlib.patheffects import withStroke

            made.set_path_effects([withStroke(linewidth=5, foreground=outline)])

    def box(self, x: float, y: float, width: float, height: float, key: str) -> None:
        """A filled part in the colour and hatch of its key, with a thin frame."""
        from matplotlib.patches import Rectangle

        edge = self.theme.line if key == "unreported" else self.theme.background
        place = ((x, y), width, height)
        fill = self.theme.fill[key]
        if HATCH[key]:
            self._axes.add_patch(
                Rectangle(*place, facecolor=fill, edgecolor=_HATCH_INK, hatch=HATCH[key], lw=0)
            )
            fill = "none"
        self._axes.add_patch(Rectangle(*place, facecolor=fill, edgecolor=edge, lw=0.7))

    def plain_box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled box without frame."""
        from matplotlib.patches import Rectangle

        self._axes.add_patch(Rectangle((x, y), width, height, facecolor=colour, linewidth=0))

    def title(self, text: str) -> None:
        """The chart's title, and the place below it; nothing for an empty one."""
        if not text:
            return
        self.text(_MARGIN, self.y + self.line_height(1.2) / 2, text, size=1.2, weight="bold")
        self.y += self.line_height(1.2) + _GAP / 2

    def legend(self, entries: Sequence[tuple[str, str]]) -> None:
        """What colours and hatches mean, in as many lines as needed."""
        if not entries:
            return
        x, height = _MARGIN, self.line_height()
        for key, word in entries:
            width = 22 + self.text_width(word) + 16
            if x > _MARGIN and x + width > self.width - _MARGIN:
                x, self.y = _MARGIN, self.y + height
            self.box(x, self.y + height / 2 - 5, 17, 10, key)
            self.text(x + 22, self.y + height / 2, word, colour=self.theme.muted)
            x += width
        self.y += height + _GAP

    def foot(self, text: str) -> None:
        """A note below the bars."""
        self.y += _GAP / 2 if text else 0
        for line in self.wrap(text, self.width - 2 * _MARGIN) if text else ():
            self.text(_MARGIN, self.y + self.line_height(0.9) / 2, line, colour=self.theme.muted, size=0.9)
            self.y += self.line_height(0.9)

    def empty(self, title: str) -> None:
        """A chart without anything to show says so."""
        self.title(title)
        self.y += 24
        self.text(self.width / 2, self.y, _EMPTY, colour=self.theme.muted, align="center")
        self.y += 24

    def picture(self) -> Picture:
        """The finished picture."""
        height = self.y + _MARGIN
        self._figure.set_size_inches(self.width / _DPI, height / _DPI)
        self._figure.set_facecolor(self.theme.background)
        self._axes.set_xlim(0, self.width)
        self._axes.set_ylim(height, 0)
        out = io.BytesIO()
        more = {"metadata": {"Date": None}} if self.style.format == "svg" else {}
        self._figure.savefig(out, format=self.style.format, facecolor=self.theme.background, **more)
        return Picture(out.getvalue(), self.style.format, self.width, height)


def _carried(lines: list[str], char: str) -> str:
    """What moves down with a character that starts a line: it may not be a closing sign, nor end with an opening one."""
    last = lines[-1]
    if len(last) > 1 and (char in _NO_START or last[-1] in _NO_END):
        lines[-1] = last[:-1]
        return last[-1]
    return ""


def _labels(sheet: _Sheet, labels: Sequence[str]) -> tuple[list[list[str]], float]:
    """All labels broken into lines, and the width they take."""
    most = sheet.width * _LABEL_SHARE
    lines = [sheet.wrap(label, most) for label in labels]
    return lines, max(sheet.text_width(line) for label in lines for line in label)


def _label(sheet: _Sheet, lines: Sequence[str], right: float, middle: float) -> None:
    height = sheet.line_height()
    top = middle - height * (len(lines) - 1) / 2
    for number, line in enumerate(lines):
        sheet.text(right, top + number * height, line, align="right")


def _row_height(sheet: _Sheet, lines: Sequence[str]) -> float:
    return max(_BAR, len(lines) * sheet.line_height()) + _ROW


def _draw_bars(sheet: _Sheet, chart: StackedChart) -> None:
    sheet.title(chart.title)
    sheet.legend(chart.legend)
    labels, wide = _labels(sheet, [bar.label for bar in chart.bars])
    left = _MARGIN + wide + _GAP
    notes = max(sheet.text_width(bar.note) for bar in chart.bars)
    room = sheet.width - _MARGIN - notes - _GAP - left
    most = max((sum(n for _, n in bar.parts) for bar in chart.bars), default=0) or 1
    for bar, lines in zip(chart.bars, labels, strict=True):
        height = _row_height(sheet, lines)
        middle = sheet.y + height / 2
        _label(sheet, lines, left - _GAP, middle)
        end = _parts(sheet, bar, left, middle, room / most)
        sheet.text(end + _GAP / 2 + 2, middle, bar.note, colour=sheet.theme.muted)
        sheet.y += height
    sheet.foot(chart.foot)


def _parts(sheet: _Sheet, bar: Bar, left: float, middle: float, unit: float) -> float:
    """The parts of a lying bar, each with its number where there is room; returns the end."""
    for key, number in bar.parts:
        width = number * unit
        sheet.box(left, middle - _BAR / 2, width, _BAR, key)
        if sheet.text_width(str(number), 0.85) + 6 <= width:
            _number(sheet, left + width / 2, middle, key, number)
        left += width
    return left


def _number(sheet: _Sheet, x: float, y: float, key: str, number: int) -> None:
    fill = sheet.theme.fill[key]
    colour = sheet.theme.text if key == "unreported" else "#ffffff" if not sheet.style.dark else "#10151a"
    sheet.text(x, y, str(number), colour=colour, size=0.85, align="center", weight="bold", outline=fill)


def _draw_columns(sheet: _Sheet, chart: StackedChart) -> None:
    sheet.title(chart.title)
    sheet.legend(chart.legend)
    most = max((sum(n for _, n in bar.parts) for bar in chart.bars), default=0) or 1
    step = (sheet.width - 2 * _MARGIN) / len(chart.bars)
    wide = min(54.0, step * 0.6)
    base = sheet.y + sheet.line_height() + _COLUMN_HEIGHT
    sheet.plain_box(_MARGIN, base, sheet.width - 2 * _MARGIN, 1, sheet.theme.line)
    for number, bar in enumerate(chart.bars):
        middle = _MARGIN + step * (number + 0.5)
        top = _column(sheet, bar, middle, wide, base, _COLUMN_HEIGHT / most)
        if sheet.text_width(bar.note) <= step:
            sheet.text(
                middle, top - sheet.line_height() / 2, bar.note, colour=sheet.theme.muted, align="center"
            )
        for place, line in enumerate(bar.label.split("\n")):
            size = min(1.0, (step - 2) / sheet.text_width(line))
            y = base + (place + 0.5) * sheet.line_height() + 3
            sheet.text(middle, y, line, align="center", size=size)
    sheet.y = base + 2 * sheet.line_height() + 3
    sheet.foot(chart.foot)


def _column(sheet: _Sheet, bar: Bar, middle: float, wide: float, base: float, unit: float) -> float:
    for key, number in bar.parts:
        height = number * unit
        base -= height
        sheet.box(middle - wide / 2, base, wide, height, key)
        if height >= sheet.line_height(0.85):
            _number(sheet, middle, base + height / 2, key, number)
    return base


def _draw_goals(sheet: _Sheet, chart: GoalChart) -> None:
    sheet.title(chart.title)
    sheet.legend(chart.legend)
    labels, wide = _labels(sheet, [bar.label for bar in chart.bars])
    left = _MARGIN + wide + _GAP
    most = sheet.width * 0.3
    notes = [sheet.wrap(bar.note, most, 2) for bar in chart.bars]
    right = sheet.width - _MARGIN - max(sheet.text_width(line) for note in notes for line in note) - _GAP
    for bar, lines, note in zip(chart.bars, labels, notes, strict=True):
        height = max(_row_height(sheet, lines), _row_height(sheet, note))
        middle = sheet.y + height / 2
        _label(sheet, lines, left - _GAP, middle)
        _goal(sheet, bar, left, right, middle)
        for number, line in enumerate(note):
            y = middle + (number - (len(note) - 1) / 2) * sheet.line_height()
            sheet.text(right + _GAP, y, line, colour=sheet.theme.muted)
        sheet.y += height
    sheet.foot(chart.foot)


def _goal(sheet: _Sheet, bar: GoalBar, left: float, right: float, middle: float) -> None:
    """The track is the goal; what passes it is shown as full."""
    room = right - left
    sheet.plain_box(left, middle - 5, room, 10, sheet.theme.track)
    if bar.share is not None and bar.share > 0:
        sheet.box(left, middle - 5, room * min(1.0, bar.share), 10, bar.state)
    sheet.plain_box(left + room * bar.gone - 1, middle - 8, 2, 16, sheet.theme.text)
