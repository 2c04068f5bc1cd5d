"""Charts drawn by the other thread: shown sharp, copied, saved, and marked for the summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolButton

from greenplan_desktop.jobs.charts import CHARTS, Look
from greenplan_desktop.ui import icons, theme

from .cards import Card

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from greenplan_desktop.jobs.charts import Drawn

MARGINS = 30  # what the card's frame takes of its width


class ChartCard(Card):
    """One chart with its tools; `wanted` is emitted with (key, on) when it is to be in the summary."""

    copy_asked = Signal(str)
    save_asked = Signal(str)
    wanted = Signal(str, bool)

    def __init__(self, key: str, *, in_summary: bool) -> None:
        super().__init__(CHARTS[key])
        self.key = key
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.picture.setAccessibleName(f"{CHARTS[key]}图")
        self.summary = _tool("放进汇总", "summary", "生成汇总时带上这张图")
        self.summary.setCheckable(True)
        self.summary.setProperty("chip", True)
        self.summary.setChecked(in_summary)
        self.summary.toggled.connect(lambda on: self.wanted.emit(self.key, on))
        copy, save = _tool("复制", "copy", "复制图表，可粘贴到文档里"), _tool("另存", "save", "存为图片文件")
        copy.clicked.connect(lambda: self.copy_asked.emit(self.key))
        save.clicked.connect(lambda: self.save_asked.emit(self.key))
        for tool in (self.summary, copy, save):
            self.add_tool(tool)
        self.add(self.picture)
        self.close_up()

    def show_chart(self, drawn: Drawn) -> None:
        """Show a drawn chart at its own size."""
        image = QImage.fromData(drawn.content)
        ratio = image.width() / drawn.width if drawn.width else 1.0
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(ratio)
        self.picture.setPixmap(pixmap)
        self.picture.setMinimumHeight(round(drawn.height))

    def clear(self) -> None:
        """Show nothing."""
        self.picture.clear()
        self.picture.setMinimumHeight(0)


def look(width: int, font: QFont, ratio: float) -> Look:
    """How charts are drawn in this window: its font, its colours, its sharpness."""
    colours = theme.colours()
    by_name = {
        "background": colours.base,
        "text": colours.text,
        "muted": colours.muted,
        "line": colours.grey,
        "track": colours.track,
        "completed": colours.blue,
        "on_track": colours.green,
        "delayed": colours.red,
        "not_started": colours.grey,
        "unreported": colours.base,
        "met": colours.blue,
        "on_time": colours.green,
        "behind": colours.orange,
    }
    dark = colours is theme.DARK
    from PySide6.QtGui import QFontInfo

    family = QFontInfo(font).family()
    return Look(max(360, width), max(1.0, ratio), family, font.pointSizeF(), by_name, dark, titled=False)


def _tool(text: str, icon: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setIcon(icons.icon(icon, "muted"))
    button.setIconSize(QSize(14, 14))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
