"""单位任务清单 for all units: one file with each unit from a new page, or a folder with a file for each."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.progress import Progress, Work
from greenplan_desktop.whole_file import reason

from .build import unit_lists
from .writers import write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greenplan_desktop.model.period import Period
    from greenplan_desktop.model.records import PlanSnapshot, Unit

    from .content import ListContent
    from .presets import Layout
    from .settings import Settings

_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]')
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
UnitList = tuple["Unit", "ListContent"]


def write_units_folder(
    snapshot: PlanSnapshot,
    layout: Layout,
    settings: Settings,
    folder: Path,
    *,
    kind: str = "pdf",
    period: Period | None = None,
) -> Work[tuple[Path, ...]]:
    """A file of this kind for every unit, all of them or none: a cancelled run leaves the folder as it was.

    Each is named 单位_清单名; raises InputError where the folder cannot be written to.
    """
    lists = _lists(snapshot, layout, period)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        workshop = Path(tempfile.mkdtemp(prefix=".greenplan-", dir=folder))
    except OSError as error:
        raise InputError(f"文件夹“{folder}”不能写入：{reason(error)}。") from error
    try:
        names = file_names(lists, layout.name, kind)
        for done, ((unit, content), name) in enumerate(zip(lists, names, strict=True)):
            yield Progress(done, len(lists), f"正在生成{unit.short_name}的清单")
            for _ in write(content, settings, workshop / name):
                yield Progress(done, len(lists), f"正在生成{unit.short_name}的清单")
        return _move(workshop, folder, names)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _move(workshop: Path, folder: Path, names: Sequence[str]) -> tuple[Path, ...]:
    """Finished files take their places."""
    for name in names:
        try:
            (workshop / name).replace(folder / name)
        except OSError as error:
            raise InputError(f"没有写成“{folder / name}”：{reason(error, replacing=True)}。") from error
    return tuple(folder / name for name in names)


def _lists(snapshot: PlanSnapshot, layout: Layout, period: Period | None) -> tuple[UnitList, ...]:
    lists = unit_lists(snapshot, layout, period=period)
    if not lists:
        raise InputError("本计划还没有分派单位，没有可打印的单位任务清单，请先分派牵头单位和责任单位。")
    return lists


def file_names(lists: Sequence[UnitList], list_name: str, kind: str) -> list[str]:
    """A file name for each unit's list that every system allows; equal ones are numbered."""
    found: list[str] = []
    for unit, _ in lists:
        stem = safe_name(f"{unit.short_name or unit.full_name}_{list_name}")
        name, count = f"{stem}.{kind}", 2
        while name.casefold() in {other.casefold() for other in found}:
            name, count = f"{stem}（{count}）.{kind}", count + 1
        found.append(name)
    return found


def safe_name(text: str) -> str:
    """A file name without what Windows forbids (each becomes _)."""
    name = _FORBIDDEN.sub("_", text).strip(" .")[:80] or "_"
    return f"_{name}" if _RESERVED.match(name) else name
