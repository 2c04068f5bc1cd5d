"""How charts look: colours by theme, hatches that tell bars apart in black and white, a font with Chinese."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from greenplan_desktop.model.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

Format = Literal["png", "svg"]
FAMILIES: tuple[str, ...] = (
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "HarmonyOS Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "DengXian",
    "Noto Sans CJK JP",
    "Noto Serif CJK SC",
    "SimSun",
    "AR PL UMing CN",
    "AR PL UKai CN",
)
_PROBE = "绿色计划任务填报"
HATCH: dict[str, str] = {
    "completed": "",
    "on_track": "////",
    "delayed": "xxxx",
    "not_started": "....",
    "unreported": "",
    "met": "",
    "on_time": "////",
    "behind": "xxxx",
}


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as #rrggbb; `fill` by status, and by state for targets."""

    background: str
    text: str
    muted: str
    line: str
    track: str
    fill: Mapping[str, str]


LIGHT = Theme(
    background="#ffffff",
    text="#1f2933",
    muted="#66727f",
    line="#8b97a3",
    track="#e6eaee",
    fill={
        "completed": "#2b5fa8",
        "on_track": "#3f9e78",
        "delayed": "#d0494b",
        "not_started": "#d9962b",
        "unreported": "#ffffff",
        "met": "#2b5fa8",
        "on_time": "#3f9e78",
        "behind": "#d0494b",
    },
)
DARK = Theme(
    background="#1e2429",
    text="#e8ecef",
    muted="#a3adb7",
    line="#7d8894",
    track="#343d45",
    fill={
        "completed": "#5b93dd",
        "on_track": "#4cb58b",
        "delayed": "#e2686a",
        "not_started": "#dca446",
        "unreported": "#1e2429",
        "met": "#5b93dd",
        "on_time": "#4cb58b",
        "behind": "#e2686a",
    },
)


@dataclass(frozen=True, slots=True)
class Style:
    """How one chart is drawn: `width` in logical pixels (1/96 inch), sharper by `scale` (2 for 200 %)."""

    width: int = 640
    scale: float = 2.0
    dark: bool = False
    format: Format = "png"
    family: str | None = None  # the window's font; used where it holds Chinese
    font_size: float = 9.5  # pt
    theme: Theme | None = None  # the window's own colours

    @property
    def colours(self) -> Theme:
        """The theme to draw with."""
        return self.theme or (DARK if self.dark else LIGHT)


def on_paper(width_mm: float) -> Style:
    """Light, 240 dots an inch, labels of 9.5 pt: for a chart of this width in a text."""
    return Style(width=round(width_mm * 96 / 25.4), scale=2.5)


@lru_cache(maxsize=16)
def families(wanted: str | None = None) -> tuple[str, ...]:
    """The font families to draw with: one that holds Chinese, then matplotlib's own for rare signs.

    Raises InputError where no font of this machine holds Chinese.
    """
    from matplotlib.font_manager import fontManager

    here = {entry.name for entry in fontManager.ttflist}
    for name in (wanted, *FAMILIES, *sorted(n for n in here if "CJK" in n or "Han" in n)):
        if name and name in here and all(ord(c) in _characters(name) for c in _PROBE):
            return (name, "DejaVu Sans")
    raise InputError("本机没有中文字体，图表无法绘制；请安装“思源黑体”（fonts-noto-cjk）或“微软雅黑”后重试。")


@lru_cache(maxsize=16)
def _characters(family: str) -> frozenset[int]:
    """The characters a family's regular face holds."""
    from matplotlib.font_manager import FontProperties, get_font
    from matplotlib.font_manager import fontManager as fonts

    path: Any = fonts.findfont(FontProperties(family=family), fallback_to_default=False)
    return frozenset(get_font(path).get_charmap())


def drawable(text: str, names: tuple[str, ...]) -> str:
    """The text with what no font at hand holds (rare characters, emoji) shown as 〓."""
    held = [_characters(name) for name in names]
    return "".join(c if c == "\n" or any(ord(c) in chars for chars in held) else "〓" for c in text)
