"""What the window does by itself: one backup a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greenplan_desktop.model.progress import Progress
from greenplan_desktop.store import backup

if TYPE_CHECKING:
    from pathlib import Path

    from greenplan_desktop.model.progress import Work
    from greenplan_desktop.store.database import Store


def warm_up(store: Store) -> Work[None]:
    """Load the tables of pinyin, so that the first letters typed for a unit are answered at once."""
    from greenplan_desktop.jobs.search import initials

    yield Progress(0, 0, "")
    initials("区")


def daily_backup(store: Store) -> Work[Path | None]:
    """Today's backup, unless there is one."""
    yield Progress(0, 0, "正在备份数据库")
    return backup.daily(store.connection, store.path)
