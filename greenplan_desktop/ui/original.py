"""The file a report came from, opened in the program that the clerk's machine opens such files with."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from greenplan_desktop import whole_file
from greenplan_desktop.store import reports

if TYPE_CHECKING:
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
