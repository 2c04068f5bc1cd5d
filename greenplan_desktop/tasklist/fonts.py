"""The fonts of this machine as Qt sees them, at 720 units to the inch: one layout for every device."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication

from .families import ROLES, Choice, Role, choose, office_families, replacement_notes
from .geometry import CELL_PT

if TYPE_CHECKING:
    from collections.abc import Iterable

UNITS_PER_PT = 10  # everything is laid out in tenths of a point
UNITS_PER_MM = 720 / 25.4
EM_ABOVE = 0.88  # a Chinese font's em box above its baseline

_own_app: list[QGuiApplication] = []


def ensure_gui() -> None:
    """Makes a windowless QGuiApplication where none exists, so that fonts and PDF work on the command line.

    Windows keeps its own platform, whose fonts the offscreen one does not see.
    """
    if QGuiApplication.instance() is not None:
        return
    if not sys.platform.startswith(("win", "darwin")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _own_app.append(QGuiApplication(["greenplan"]))


@dataclass(frozen=True, slots=True)
class FontSet:
    """The fonts chosen for this machine and what has to be said about them."""

    choices: dict[Role, Choice]
    notes: tuple[str, ...]

    def font(self, role: Role, size_pt: float) -> QFont:
        """The role's font in layout units; characters it lacks come from its relatives before anything else."""
        choice = self.choices[role]
        font = QFont()
        others = [c.family for c in self.choices.values()]
        font.setFamilies(list(dict.fromkeys([choice.family, *others])))
        font.setPixelSize(round(size_pt * UNITS_PER_PT))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setBold(choice.bold)
        # No ligatures: a joined fi would not be found by a search; and a third less time for Chinese texts.
        font.setStyleStrategy(QFont.StyleStrategy.PreferNoShaping)
        return font


def shapeless(fonts: FontSet, texts: Iterable[str]) -> tuple[str, ...]:
    """A sentence naming the signs that no font of this machine has (they would come out as boxes), or none."""
    measure = QFontMetricsF(fonts.font("cell", CELL_PT))
    signs = sorted(set("".join(texts)) - {"\n"})
    missing = "".join(sign for sign in signs if not measure.inFontUcs4(ord(sign)))
    if not missing:
        return ()
    return (f"本机没有一种字体有“{missing[:20]}”，打印出来会是方框，请安装带生僻字的字体或改用别的字。",)


def present_fonts() -> FontSet:
    """The fonts of this machine; raises InputError where it has no Chinese font."""
    ensure_gui()
    families = QFontDatabase.families()
    chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    choices = choose(families, chinese)
    return FontSet(choices, replacement_notes(choices))


def office_names() -> dict[Role, str]:
    """Font names for .docx and .xlsx; the standard's names on a machine without any Chinese font."""
    ensure_gui()
    families = {name.casefold() for name in QFontDatabase.families()}
    if not any(name.casefold() in families for fonts in ROLES.values() for name in fonts.families):
        return office_families()
    return office_families(choose(QFontDatabase.families()))


def dash_top(font: QFont) -> float:
    """How far the ink of a dash rises above the baseline, in layout units."""
    return -QFontMetricsF(font).tightBoundingRect("—").top()
