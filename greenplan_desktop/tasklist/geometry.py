"""Where things stand on the sheet (GB/T 9704-2012), in mm from the upper left corner as one reads the table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from .settings import Numbering, Orientation

A4_SHORT = 210.0
A4_LONG = 297.0
PT_PER_MM = 72 / 25.4

LABEL_PT = 16.0  # 3号
TITLE_PT = 22.0  # 2号
HEAD_PT = 12.0  # 小四
CELL_PT = 12.0
CHAPTER_PT = 12.0
NOTE_PT = 12.0
NUMBER_PT = 14.0  # 4号
LINE_PITCH_PT = 225 / 22 * PT_PER_MM  # 22 lines of 3号 fill the type area
NUMBER_GAP_MM = 7.0  # from the type area to the top of the page number's dash
TITLE_LINE = 3  # the title's first line is the third of the type area

FRAME_PT = 1.0
GRID_PT = 0.5
CELL_SIDE_MM = 1.5  # white beside a cell's text
CELL_TOP_MM = 0.9  # white above and below it
CELL_PITCH = 1.4  # line pitch of a cell in font sizes


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page's paper and margins, mm."""

    width: float
    height: float
    left: float
    top: float
    right: float
    bottom: float

    @property
    def area_width(self) -> float:
        """Width of the type area."""
        return self.width - self.left - self.right

    @property
    def area_height(self) -> float:
        """Height of the type area."""
        return self.height - self.top - self.bottom

    @property
    def area_right(self) -> float:
        """The type area's right edge."""
        return self.width - self.right

    @property
    def area_bottom(self) -> float:
        """The type area's lower edge."""
        return self.height - self.bottom


@dataclass(frozen=True, slots=True)
class NumberPlace:
    """Where a page number goes: a point on the line of its dashes' upper edge, and how it hangs there.

    The sheet is turned by `angle` degrees clockwise at (x, y); there the text ends at the point (`end`),
    starts at it (`start`) or is centred on it (`centre`).
    """

    x: float
    y: float
    angle: int
    hang: Literal["start", "end", "centre"]


_SHEETS: dict[tuple[str, bool], Sheet] = {
    ("portrait", True): Sheet(A4_SHORT, A4_LONG, left=28, top=37, right=26, bottom=35),
    ("portrait", False): Sheet(A4_SHORT, A4_LONG, left=26, top=37, right=28, bottom=35),
    ("landscape", True): Sheet(A4_LONG, A4_SHORT, left=35, top=28, right=37, bottom=26),
    ("landscape", False): Sheet(A4_LONG, A4_SHORT, left=35, top=26, right=37, bottom=28),
}


def title_room(orientation: Orientation) -> float:
    """How wide a title's line may be, in font sizes of the title."""
    return sheet(orientation, True).area_width * PT_PER_MM / TITLE_PT


def sheet(orientation: Orientation, odd: bool) -> Sheet:
    """Paper and margins of an odd or even page; the binding edge has 28 mm (26 plus 2)."""
    return _SHEETS[orientation, odd]


def number_place(orientation: Orientation, odd: bool, numbering: Numbering) -> NumberPlace:
    """The page number's place: one character in from the outer edge, 7 mm below the type area.

    On landscape pages it stands where it would if the sheet were turned upright (clause 8): on the left,
    turned clockwise, odd pages near the lower end and even ones near the upper. `plain` centres it at the
    foot as one reads the page.
    """
    page = sheet(orientation, odd)
    em = NUMBER_PT / PT_PER_MM
    if numbering == "plain":
        return NumberPlace(page.left + page.area_width / 2, page.area_bottom + NUMBER_GAP_MM, 0, "centre")
    if orientation == "portrait":
        y = page.area_bottom + NUMBER_GAP_MM
        if odd:
            return NumberPlace(page.area_right - em, y, 0, "end")
        return NumberPlace(page.left + em, y, 0, "start")
    x = page.left - NUMBER_GAP_MM
    if odd:
        return NumberPlace(x, page.area_bottom - em, 90, "end")
    return NumberPlace(x, page.top + em, 90, "start")


def number_text(number: int) -> str:
    """`— 3 —`: half-width digits with a dash on each side."""
    return f"— {number} —"
