"""Fusion with one accent green, light or dark as the system is; colours by name for everything we paint."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette

from greenplan_desktop import places

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

FAMILIES = (
    "Microsoft YaHei UI",
    "微软雅黑",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "思源黑体",
    "WenQuanYi Micro Hei",
    "PingFang SC",
)
POINTS = 9.75  # 13 px at 96 dpi


class Colours(NamedTuple):
    """Every colour of the window, as #rrggbb. (A NamedTuple: a dataclass of forty fields takes 20 ms to define.)"""

    accent: str  # the one green: primary buttons, the chosen page, links
    accent_hover: str
    accent_soft: str  # chosen filter chips, hits of a search
    accent_line: str
    accent_text: str  # green words on the base
    on_accent: str
    nav: str
    nav_chosen: str
    nav_text: str
    nav_mark: str
    window: str  # bars, head and foot
    base: str  # pages and tables
    raised: str  # table heads
    soft: str  # filter row, chapter rows
    line: str
    border: str  # fields and buttons
    text: str
    muted: str
    faint: str
    selection: str
    row: str  # the row of the cursor
    selection_line: str
    hover: str
    green: str
    blue: str
    red: str
    orange: str
    grey: str
    track: str  # the empty part of a progress bar
    tick: str
    warn_soft: str
    error_soft: str
    source_soft: str  # a clause marked in a document's text
    target_soft: str  # a target marked there
    paper: str  # around pages in a preview


LIGHT = Colours(
    accent="#1f7a53", accent_hover="#1a6847", accent_soft="#e1f1e9", accent_line="#9fcdb8",
    accent_text="#14694a", on_accent="#ffffff",
    nav="#21313d", nav_chosen="#2d4350", nav_text="#c3ced6", nav_mark="#39b389",
    window="#f7f9f9", base="#ffffff", raised="#f1f3f5", soft="#f5f8f6", line="#e4e9ec", border="#cbd3d9",
    text="#1d2730", muted="#6d7984", faint="#a3adb5", selection="#d6eaf7", row="#eef6fb", selection_line="#1f7a53",
    hover="#eef3f1", green="#2f9e6e", blue="#2b6cb0", red="#d54444", orange="#b7600a", grey="#8a959e",
    track="#e4e9ec", tick="#3e4c59", warn_soft="#fff4e0", error_soft="#fdecec",
    source_soft="#ffecc7", target_soft="#d6e8fa", paper="#e8edf0",
)  # fmt: skip
DARK = Colours(
    accent="#2a9467", accent_hover="#33a876", accent_soft="#1d3d31", accent_line="#2f6b53",
    accent_text="#62c79b", on_accent="#ffffff",
    nav="#161d23", nav_chosen="#25323b", nav_text="#aab6bf", nav_mark="#39b389",
    window="#20262b", base="#1a1f23", raised="#262d33", soft="#20282a", line="#323a41", border="#46515a",
    text="#e4e9ec", muted="#98a4ad", faint="#6d7984", selection="#22394a", row="#1e2a33", selection_line="#39b389",
    hover="#273138", green="#41b883", blue="#5a9fe0", red="#ec6a6a", orange="#e0953f", grey="#8a959e",
    track="#39424a", tick="#c3ced6", warn_soft="#43341b", error_soft="#4a2626",
    source_soft="#4d4020", target_soft="#22405c", paper="#12161a",
)  # fmt: skip


def is_dark(mode: str = "") -> bool:
    """Whether the window is to be dark: as set (`light`, `dark`), else as the system is."""
    if mode in ("light", "dark"):
        return mode == "dark"
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


class _InUse:
    """What `apply` set last; asked for at every cell painted."""

    colours: Colours = LIGHT
    made: ClassVar[dict[str, QColor]] = {}


def colours() -> Colours:
    """The colours in use."""
    return _InUse.colours


def color(name: str) -> QColor:
    """A colour in use by its name in Colours; shared, not to be changed."""
    found = _InUse.made.get(name)
    if found is None:
        found = _InUse.made[name] = QColor(getattr(_InUse.colours, name))
    return found


def apply(application: QApplication, mode: str = "") -> None:
    """Dress the application: style, font, palette and style sheet, light or dark."""
    chosen = DARK if is_dark(mode) else LIGHT
    _InUse.colours = chosen
    _InUse.made.clear()
    if application.style().objectName() != "fusion":
        application.setStyle("Fusion")
    application.setFont(base_font())
    application.setPalette(palette(chosen))
    application.setStyleSheet(style_sheet(chosen))


def base_font() -> QFont:
    """The system's Chinese font at 9.75 pt, the first of FAMILIES that is there."""
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPointSizeF(POINTS)
    return font


def style_sheet(chosen: Colours) -> str:
    """The style sheet with its colours put in."""
    text = (places.resources() / "style" / "window.qss").read_text(encoding="utf-8")
    return Template(text).substitute(chosen._asdict(), arrow=_arrow(chosen), check=_picture("check"))


def _arrow(chosen: Colours) -> str:
    return _picture("arrow-dark" if chosen is DARK else "arrow")


def _picture(name: str) -> str:
    return (places.resources() / "style" / f"{name}.svg").as_posix()


def palette(chosen: Colours) -> QPalette:
    """The palette for what the style sheet leaves to Fusion."""
    role, made = QPalette.ColorRole, QPalette()
    pairs = {
        role.Window: chosen.window,
        role.WindowText: chosen.text,
        role.Base: chosen.base,
        role.AlternateBase: chosen.soft,
        role.Text: chosen.text,
        role.Button: chosen.window,
        role.ButtonText: chosen.text,
        role.BrightText: chosen.red,
        role.Highlight: chosen.accent,
        role.HighlightedText: chosen.on_accent,
        role.Link: chosen.accent_text,
        role.LinkVisited: chosen.accent_text,
        role.ToolTipBase: chosen.base,
        role.ToolTipText: chosen.text,
        role.PlaceholderText: chosen.faint,
        role.Mid: chosen.line,
        role.Midlight: chosen.line,
        role.Dark: chosen.border,
        role.Light: chosen.base,
        role.Accent: chosen.accent,
    }
    for key, value in pairs.items():
        made.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, key, QColor(chosen.faint))
    return made
