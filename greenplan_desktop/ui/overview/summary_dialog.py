"""生成汇总: in which form, and with which charts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from greenplan_desktop.jobs import charts, figures
from greenplan_desktop.ui.form import FormDialog

from .cards import link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greenplan_desktop.ui.desk import Desk

WORD = "Word 文档（*.docx）"
_CHOOSE = "choose"


class SummaryDialog(FormDialog):
    """`chosen` gives the template (None: our own form) and the keys of the charts."""

    chosen = Signal(object, list)

    def __init__(self, desk: Desk, parent: QWidget, wanted: Sequence[str]) -> None:
        super().__init__("生成汇总", parent, "选择存放位置…")
        self._desk = desk
        self.form = QComboBox()
        self.form.addItem("公文格式（本程序的格式，附台账）", "")
        last = Path(desk.settings.get("summary_template", ""))
        if last.name and last.is_file():
            self.form.addItem(f"本单位模板：{last.name}", str(last))
            self.form.setCurrentIndex(1)
        self.form.addItem("选择模板文件…", _CHOOSE)
        self.form.activated.connect(self._picked)
        self.form.currentIndexChanged.connect(lambda _: self._follow())
        self.add("格式", self.form)
        self.boxes = {key: QCheckBox(title) for key, title in charts.CHARTS.items()}
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for key, box in self.boxes.items():
            box.setChecked(key in wanted)
            column.addWidget(box)
        self.add("图表", holder)
        template = link("导出模板，改成本单位的样子…")
        template.clicked.connect(self._export)
        self.add("模板", template)
        self._holder = holder
        self._follow()
        self.ready(self._choose, width=460)

    @property
    def template(self) -> Path | None:
        """The template chosen, None for our own form."""
        name = self.form.currentData()
        return Path(name) if name and name != _CHOOSE else None

    def _follow(self) -> None:
        """A template says itself where its charts are."""
        self._holder.setEnabled(self.template is None)
        self._holder.setToolTip("" if self.template is None else "模板里写了哪些图，就放哪些图。")

    def _picked(self, row: int) -> None:
        if self.form.itemData(row) != _CHOOSE:
            return
        path = self._desk.dialogs.pick_file("选择汇总模板", WORD)
        if path is None:
            self.form.setCurrentIndex(0)
            return
        self._desk.settings.put("summary_template", str(path))
        self.form.insertItem(1, f"本单位模板：{path.name}", str(path))
        self.form.setCurrentIndex(1)

    def _export(self) -> None:
        target = self._desk.dialogs.pick_save("导出汇总模板", "进展情况汇总模板.docx", WORD)
        if target is not None:
            figures.write_template(target)
            self._desk.wrote(f"已写成 {target}，改好后在这里选用", target)

    def _choose(self) -> None:
        wanted = [key for key, box in self.boxes.items() if box.isChecked()]
        self.chosen.emit(self.template, wanted)
