"""The file a report came from: opened in the program that the machine opens such files with, or saved."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from greenplan_desktop import whole_file
from greenplan_desktop.jobs import gathering
from greenplan_desktop.store import reports

if TYPE_CHECKING:
    from greenplan_desktop.model.records import ReturnFile

    from .desk import Desk


def open_original(desk: Desk, sha256: str, name: str) -> None:
    """Write a kept file to a folder of its own, for reading only, and open it there."""
    content = desk.session.read(reports.blob, sha256)
    if content is None:
        desk.dialogs.fail(f"“{name}”的原件已经导出清理，数据库里只留有记录。")
        return
    folder = Path(tempfile.gettempdir()) / "greenplan-原表" / sha256[:12]
    path = whole_file.write(folder / Path(name).name, content)
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        desk.dialogs.tell(f"没有找到能打开“{name}”的程序。", f"文件已放在：{path}")


def save_original(desk: Desk, file: ReturnFile) -> Path | None:
    """Write a kept file where the clerk wants it; None where that came to nothing, of which the clerk knows."""
    target = desk.dialogs.pick_save("另存原文件", file.name.split("/")[-1], "所有文件（*）")
    if target is None or not desk.attempt(lambda: gathering.save_file(desk.session.store, file, target)):
        return None
    return target
