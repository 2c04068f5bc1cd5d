"""Where the program's own resources and sample data lie: the same folders in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

from .model.errors import InputError

_PACKAGE = (
    Path(__file__).resolve().parent
)  # importlib.resources would load a dozen modules before the first paint


def resources() -> Path:
    """The folder of icons, styles, translations and help pages."""
    return _folder("_resources", "resources")


def data() -> Path:
    """The folder of unit registers, the sample plan and the sample returns."""
    return _folder("_data", "data")


def icon_file() -> Path:
    """The program's icon, an SVG."""
    return resources() / "icons" / "greenplan.svg"


def help_pages() -> tuple[Path, ...]:
    """The help pages (Markdown, Chinese), in the order in which a clerk meets their subjects."""
    return tuple(sorted((resources() / "help").glob("*.md")))


def sample_plan_file() -> Path:
    """The sample plan as plain text; the same text lies beside it as .docx."""
    return data() / "sample-plan.txt"


def sample_unit_registers() -> tuple[Path, ...]:
    """The registers to import before the sample plan: the sample district's own bodies first."""
    return (data() / "sample-units.csv", data() / "units.csv")


def unit_register() -> Path:
    """The register of Chongqing's district and city departments."""
    return data() / "units.csv"


def sample_returns(period: str) -> Path:
    """The folder of filled sample returns of a period (`2023Q2`)."""
    return data() / "sample-returns" / period


def sample_progress_file() -> Path:
    """What units reported of the sample plan for its first period, as JSON."""
    return data() / "sample-progress.json"


def _folder(installed: str, in_checkout: str) -> Path:
    """The folder inside the installed package, else the one beside the package in a checkout."""
    inside = _PACKAGE / installed
    if inside.is_dir():
        return inside
    beside = _PACKAGE.parent / in_checkout
    if beside.is_dir():
        return beside
    raise InputError(f"程序文件不完整：找不到“{in_checkout}”文件夹，请重新安装本程序。")
