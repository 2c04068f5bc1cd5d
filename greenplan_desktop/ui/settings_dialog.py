"""Settings of this person's window, and the way to those of the office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QPushButton, QWidget

from . import theme
from .form import FormDialog

if TYPE_CHECKING:
    from .desk import Desk

APPEARANCE = (("", "跟随系统"), ("light", "浅色"), ("dark", "深色"))


class SettingsDialog(FormDialog):
    """Appearance and start; figures are counted as 统计口径 says, which is kept in the database."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("设置", parent, "保存")
        self._desk = desk
        self.appearance = QComboBox()
        for key, word in APPEARANCE:
            self.appearance.addItem(word, key)
        self.appearance.setCurrentIndex(self.appearance.findData(desk.settings.get("appearance", "")))
        self.overview = QCheckBox("启动时打开总览，而不是上次的页面")
        self.overview.setChecked(desk.settings.get("start_at_overview", False))
        figures = QPushButton("统计口径：谁应报送、序时进度、亮灯规则…")
        figures.setAutoDefault(False)
        figures.clicked.connect(self._open_figures)
        self.add("外观", self.appearance)
        self.add("启动", self.overview)
        self.add("统计", figures)
        self.ready(self._save)

    def _open_figures(self) -> None:
        from .overview.settings_dialog import PlanSettingsDialog

        PlanSettingsDialog(self._desk, self).exec()

    def _save(self) -> None:
        mode = self.appearance.currentData()
        self._desk.settings.put("appearance", mode or None)
        self._desk.settings.put("start_at_overview", self.overview.isChecked() or None)
        self._desk.settings.save()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.apply(application, mode)
            self._desk.hub.theme_changed.emit()
