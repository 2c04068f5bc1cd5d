"""Which font stands for which role: the standard's own first, then what may replace it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from greenplan_desktop.model.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection

Role = Literal["title", "label", "chapter", "cell", "number"]


@dataclass(frozen=True, slots=True)
class RoleFonts:
    """A role's families in order of preference; the first `own` of them are the font itself, others replace it."""

    name: str  # what the office calls the font
    use: str  # what is set in it
    families: tuple[str, ...]
    own: int
    bold_from: int = 99  # families from this index on are taken bold


ROLES: dict[Role, RoleFonts] = {
    "title": RoleFonts(
        "小标宋",
        "标题",
        (
            "方正小标宋简体",
            "方正小标宋_GBK",
            "FZXiaoBiaoSong-B05S",
            "FZXiaoBiaoSong-B05",
            "华文中宋",
            "STZhongsong",
            "Noto Serif CJK SC",
            "宋体",
            "SimSun",
        ),
        own=4,
        bold_from=6,
    ),
    "label": RoleFonts(
        "黑体", "附件字样和表头", ("黑体", "SimHei", "方正黑体_GBK", "FZHei-B01", "Noto Sans CJK SC"), own=4
    ),
    "chapter": RoleFonts(
        "楷体",
        "章节行",
        (
            "楷体_GB2312",
            "楷体",
            "KaiTi_GB2312",
            "KaiTi",
            "方正楷体_GBK",
            "FZKai-Z03",
            "AR PL UKai CN",
            "LXGW WenKai",
            "Noto Serif CJK SC",
        ),
        own=6,
    ),
    "cell": RoleFonts(
        "仿宋",
        "表内文字",
        (
            "仿宋_GB2312",
            "仿宋",
            "FangSong_GB2312",
            "FangSong",
            "方正仿宋_GBK",
            "FZFangSong-Z02",
            "Noto Serif CJK SC",
        ),
        own=6,
    ),
    "number": RoleFonts(
        "宋体", "页码", ("宋体", "SimSun", "方正书宋_GBK", "FZShuSong-Z01", "Noto Serif CJK SC"), own=4
    ),
}
# What an office file names where this machine has none of a role's own fonts, with the name it is also known by.
OFFICE_NAMES: dict[Role, tuple[str, str]] = {
    "title": ("方正小标宋简体", "FZXiaoBiaoSong-B05S"),
    "label": ("黑体", "SimHei"),
    "chapter": ("楷体_GB2312", "楷体"),
    "cell": ("仿宋_GB2312", "仿宋"),
    "number": ("宋体", "SimSun"),
}
LATIN_FONT = "Times New Roman"  # what offices set Latin and digits of a text in
_ANY_CHINESE = (
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "思源宋体",
    "宋体",
    "SimSun",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "思源黑体",
    "微软雅黑",
    "Microsoft YaHei",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
)


@dataclass(frozen=True, slots=True)
class Choice:
    """The family chosen for a role, whether it replaces the proper one, and whether it is taken bold."""

    role: Role
    family: str
    replaces: bool
    bold: bool


def choose(present: Collection[str], chinese: Collection[str] = ()) -> dict[Role, Choice]:
    """The font of each role out of the families present; `chinese` are those that hold Chinese at all.

    Raises InputError where no Chinese font is present: nothing is printed rather than boxes.
    """
    by_name = {name.casefold(): name for name in present}
    spare = next((by_name[n.casefold()] for n in _ANY_CHINESE if n.casefold() in by_name), None)
    spare = spare or min(chinese, default=None)
    found = {role: _pick(role, fonts, by_name, spare) for role, fonts in ROLES.items()}
    chosen = {role: choice for role, choice in found.items() if choice is not None}
    if len(chosen) < len(ROLES):
        raise InputError(
            "本机没有中文字体，不能排版和打印：请安装仿宋、黑体、楷体、小标宋等字体后重开本程序"
            "（Windows 双击字体文件点“安装”；UOS、麒麟在终端执行 sudo apt install fonts-noto-cjk）。"
        )
    return chosen


def _pick(role: Role, fonts: RoleFonts, by_name: dict[str, str], spare: str | None) -> Choice | None:
    for index, family in enumerate(fonts.families):
        if family.casefold() in by_name:
            return Choice(role, by_name[family.casefold()], index >= fonts.own, index >= fonts.bold_from)
    return Choice(role, spare, True, role == "title") if spare else None


def replacement_notes(chosen: dict[Role, Choice]) -> tuple[str, ...]:
    """One Chinese sentence for each role that is set in another font than its own."""
    return tuple(
        f"本机没有{ROLES[role].name}，{ROLES[role].use}以 {choice.family} 代替。"
        for role, choice in chosen.items()
        if choice.replaces
    )


def office_families(chosen: dict[Role, Choice] | None = None) -> dict[Role, str]:
    """The names to write into .docx and .xlsx: what this machine has of a role's own, else the standard's name."""
    return {
        role: chosen[role].family if chosen and not chosen[role].replaces else OFFICE_NAMES[role][0]
        for role in ROLES
    }
