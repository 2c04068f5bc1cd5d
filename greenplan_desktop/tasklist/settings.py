"""How a list is put on paper: orientation, sides, first page number, sizes; kept as JSON with a layout."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any, Literal, get_args

from greenplan_desktop.model.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

Orientation = Literal["landscape", "portrait"]
Numbering = Literal["standard", "plain", "none"]
Vertical = Literal["middle", "top"]

SMALLEST_CELL_PT = 10.5
LARGEST_CELL_PT = 14.0
CELL_SIZES: tuple[tuple[str, float], ...] = (
    ("五号 10.5 磅", 10.5),
    ("11 磅", 11.0),
    ("小四 12 磅", 12.0),
    ("13 磅", 13.0),
    ("四号 14 磅", 14.0),
)
ORIENTATION_NAMES: dict[str, str] = {"landscape": "A4 横排", "portrait": "A4 竖排"}
NUMBERING_NAMES: dict[str, str] = {"standard": "按公文格式", "plain": "页脚居中", "none": "不印页码"}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the clerk chooses for the sheet; sizes in pt.

    `label` and `title` replace those of the content where they are not None; line breaks in `title` are
    breaks set by hand. Single-sided print (duplex off) treats every page as an odd one.
    """

    orientation: Orientation = "landscape"
    duplex: bool = False
    first_page: int = 1
    cell_pt: float = 12.0
    numbering: Numbering = "standard"
    vertical: Vertical = "middle"
    label: str | None = None
    title: str | None = None

    def __post_init__(self) -> None:
        """Raises InputError with one Chinese sentence where a value is out of range."""
        if self.orientation not in get_args(Orientation):
            raise InputError(f"纸张方向“{self.orientation}”不认识，请选横排（landscape）或竖排（portrait）。")
        if self.numbering not in get_args(Numbering) or self.vertical not in get_args(Vertical):
            raise InputError("版式设置中的页码方式或单元格对齐方式不认识，请重新选择。")
        if not 1 <= self.first_page <= 9999:
            raise InputError(f"起始页码 {self.first_page} 不对，请填 1 至 9999 之间的整数。")
        if not SMALLEST_CELL_PT <= self.cell_pt <= LARGEST_CELL_PT:
            raise InputError(f"表内字号 {self.cell_pt:g} 磅不合用，请在 10.5 至 14 磅之间选择。")

    def is_odd(self, number: int) -> bool:
        """Whether the page of this number is laid out as an odd one."""
        return not self.duplex or number % 2 == 1

    def to_dict(self) -> dict[str, Any]:
        """The settings as JSON-ready values."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Settings:
        """Settings from JSON values; unknown keys are ignored, wrong ones raise InputError."""
        known = {f.name for f in fields(cls)}
        given = {key: value for key, value in values.items() if key in known}
        try:
            if "first_page" in given:
                given["first_page"] = int(given["first_page"])
            if "cell_pt" in given:
                given["cell_pt"] = float(given["cell_pt"])
            given["duplex"] = bool(given.get("duplex", False))
        except (TypeError, ValueError) as error:
            raise InputError("版式设置中的页码或字号不是数字，请重新填写。") from error
        return cls(**given)
