"""What files let go over the window are: returns, or something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SHEETS = frozenset((".xls", ".xlsx", ".xlsm", ".xlsb", ".ods", ".et", ".csv", ".zip"))


def is_return(path: Path) -> bool:
    """Whether it is a spreadsheet, a folder or an archive: what returns come in."""
    return path.is_dir() or path.suffix.lower() in SHEETS
