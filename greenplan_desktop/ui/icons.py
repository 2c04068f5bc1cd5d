"""Icons from one set: the Remix font that qtawesome carries, read from its file without importing qtawesome."""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from . import theme

# what the program calls it -> its name in the font
NAMES = {
    "overview": "dashboard-line",
    "tasks": "list-check-2",
    "matrix": "grid-line",
    "returns": "inbox-line",
    "print": "printer-line",
    "units": "government-line",
    "history": "history-line",
    "search": "search-line",
    "undo": "arrow-go-back-line",
    "redo": "arrow-go-forward-line",
    "import": "file-upload-line",
    "export": "file-download-line",
    "add": "add-line",
    "delete": "delete-bin-line",
    "close": "close-line",
    "check": "check-line",
    "columns": "layout-column-line",
    "filter": "filter-3-line",
    "detail": "layout-right-line",
    "down": "arrow-down-s-line",
    "right": "arrow-right-s-line",
    "left": "arrow-left-s-line",
    "up": "arrow-up-s-line",
    "warning": "alert-line",
    "error": "error-warning-line",
    "info": "information-line",
    "copy": "file-copy-line",
    "paste": "clipboard-line",
    "cut": "scissors-cut-line",
    "edit": "edit-line",
    "save": "save-line",
    "folder": "folder-open-line",
    "database": "database-2-line",
    "settings": "settings-3-line",
    "help": "question-line",
    "calendar": "calendar-line",
    "summary": "file-list-2-line",
    "chart": "bar-chart-horizontal-line",
    "word": "file-word-line",
    "excel": "file-excel-line",
    "pdf": "file-pdf-line",
    "refresh": "refresh-line",
    "link": "external-link-line",
    "target": "focus-3-line",
    "bulletin": "file-chart-line",
    "align": "git-merge-line",
    "registry": "inbox-archive-line",
    "review": "file-search-line",
    "reminder": "alarm-warning-line",
    "replace": "find-replace-line",
    "sort_up": "sort-asc",
    "sort_down": "sort-desc",
    "clear": "eraser-line",
    "merge": "merge-cells-vertical",
    "more": "more-line",
    "archive": "archive-line",
    "mail": "mail-line",
    "group": "team-line",
    "lock": "lock-line",
    "chapter": "h-1",
    "insert": "insert-row-bottom",
    "number": "list-ordered",
    "fill": "arrow-down-line",
    "theme": "contrast-2-line",
}


@cache
def _font() -> tuple[str, dict[str, str]]:
    """The font's family and its characters by name; ("", {}) where qtawesome is not installed."""
    spec = find_spec("qtawesome")
    if spec is None or spec.origin is None:
        return "", {}
    folder = Path(spec.origin).parent / "fonts"
    fonts, maps = sorted(folder.glob("remixicon-*.ttf")), sorted(folder.glob("remixicon-charmap-*.json"))
    if not fonts or not maps:
        return "", {}
    key = QFontDatabase.addApplicationFont(str(fonts[0]))
    families = QFontDatabase.applicationFontFamilies(key)
    characters = json.loads(maps[0].read_text(encoding="utf-8"))
    return (families[0] if families else ""), {name: chr(int(code, 16)) for name, code in characters.items()}


_drawn: dict[tuple[str, int, int, int], QPixmap] = {}  # a few hundred at most: names × colours × sizes


class _Engine(QIconEngine):
    """Draws one character of the font at whatever size is asked for, so that it is sharp at any scale."""

    def __init__(self, character: str, colour: str) -> None:
        super().__init__()
        self._character = character
        self._colour = colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        font = QFont(_font()[0])
        font.setPixelSize(max(8, rect.height()))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        painter.setPen(self._pen(mode))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._character)
        painter.restore()

    def _pen(self, mode: QIcon.Mode) -> QColor:
        if mode == QIcon.Mode.Disabled:
            return theme.color("faint")
        return QColor(self._colour) if self._colour.startswith("#") else theme.color(self._colour)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        key = (self._character, self._pen(mode).rgba(), size.width(), size.height())
        made = _drawn.get(key)
        if made is not None:
            return made
        made = _drawn[key] = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        return _Engine(self._character, self._colour)


def icon(name: str, colour: str = "text") -> QIcon:
    """An icon by our name for it; `colour` is a name of theme.Colours (follows light and dark) or #rrggbb."""
    character = _font()[1].get(NAMES[name], "")
    return QIcon(_Engine(character, colour)) if character else QIcon()


def paint(painter: QPainter, name: str, rect: QRect, colour: str = "text") -> None:
    """Draw an icon into a rectangle, for delegates."""
    character = _font()[1].get(NAMES[name], "")
    if character:
        _Engine(character, colour).paint(painter, rect, QIcon.Mode.Normal, QIcon.State.Off)
