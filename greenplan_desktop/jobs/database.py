"""The database itself: moved, backed up, restored, its size, old files exported and taken out."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from greenplan_desktop import whole_file
from greenplan_desktop.model.errors import InputError, StoreError
from greenplan_desktop.model.progress import Progress
from greenplan_desktop.store import backup, journal, reports, settings
from greenplan_desktop.store import space as stored
from greenplan_desktop.store.database import open_store

from .changed import Changed, changed
from .files import require_folder

if TYPE_CHECKING:
    from greenplan_desktop.model.progress import Work
    from greenplan_desktop.store.database import Store


def size_text(size: int) -> str:
    """Bytes as a clerk reads them: 640 KB, 3.2 MB."""
    return f"{max(size // 1024, 1)} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB"


def make_up(store: Store) -> list[tuple[str, str]]:
    """What makes the database up, as (what, size) in words."""
    found = stored.space(store)
    return [
        ("数据库文件", size_text(found.total)),
        ("　其中：计划、任务、单位、进展", size_text(found.data)),
        (f"　　　　修改记录（{found.changes} 条）", size_text(found.journal)),
        (f"　　　　收到的原文件（{found.file_count} 个）", size_text(found.files)),
    ]


def move(store: Store, target: Path) -> Path:
    """Copy the whole database to another place and check the copy; the caller opens it, the old one stays as it is.

    Raises StoreError where the target exists or cannot be written.
    """
    if target.exists():
        raise StoreError(f"“{target}”已经存在，请换一个文件名。")
    backup.write(store.connection, target)
    with open_store(target, create=False, read_only=True) as copy:
        if copy.row("SELECT 1 FROM change_set LIMIT 1") is None and not journal.is_empty(store):
            target.unlink()
            raise StoreError(f"复制到“{target}”没有成功，原数据库没有改动。")
    return target


def restore_into(store_path: Path, source: Path) -> Path | None:
    """Put a backup in the place of a database that is closed; what stood there is kept aside."""
    return backup.restore(source, store_path)


def old_files(store: Store, before: str) -> list[stored.OldFile]:
    """Kept return files received before a day (ISO)."""
    try:
        date.fromisoformat(before)
    except ValueError as error:
        raise InputError(f"日期“{before}”写法不对，请写成 2024-01-01 这样的日期。") from error
    return stored.old_files(store, before)


def export_old_files(store: Store, before: str, folder: Path) -> Work[Changed]:
    """Write old kept files to a folder, check them there, and only then take them out of the database.

    The rows that say what came when from whom stay; the journal says which files went where.
    """
    found = old_files(store, before)
    if not found:
        raise InputError(f"没有 {before} 以前收到的原文件。")
    require_folder(folder)
    written: dict[str, str] = {}
    for number, file in enumerate(found):
        yield Progress(number, len(found), f"正在导出“{file.name or file.sha256[:8]}”")
        content = reports.blob(store, file.sha256)
        if content is None:
            continue
        target = _free_name(folder, file)
        whole_file.write(target, content)
        if hashlib.sha256(target.read_bytes()).hexdigest() != file.sha256:
            raise InputError(f"“{target}”写出后与原文件不一致，没有从数据库移出任何文件，请检查磁盘。")
        written[file.sha256] = str(target)
    with journal.change(store, f"移出 {before} 以前的原文件 {len(written)} 个到“{folder}”") as set_id:
        kept = dict(settings.value(store, "exported_files", None, {}))
        settings.put(store, "exported_files", {**kept, **written})
        for sha256 in written:
            stored.drop_blob(store, sha256)
    journal.mark_setup(store, set_id)
    stored.shrink(store)
    return changed(store, set_id)


def _free_name(folder: Path, file: stored.OldFile) -> Path:
    plain = PurePath(file.name).name or f"{file.sha256[:12]}.bin"
    target, number = folder / plain, 2
    while target.exists():
        target = folder / f"{PurePath(plain).stem}（{number}）{PurePath(plain).suffix}"
        number += 1
    return target
