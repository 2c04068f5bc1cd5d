"""统计口径: who owes returns, how time gone counts, which light shows what; of this plan or of all."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QHBoxLayout, QLabel, QWidget

from greenplan_desktop.jobs import plans
from greenplan_desktop.model.errors import InputError
from greenplan_desktop.model.lights import COLOUR_WORD, LightScheme
from greenplan_desktop.store import settings
from greenplan_desktop.ui.form import FormDialog

if TYPE_CHECKING:
    from greenplan_desktop.ui.desk import Desk

OWES = (("all", "牵头单位和责任单位都报"), ("lead", "只由牵头单位报"))
TIME = (("plan", "按计划的起止年份"), ("year", "按当年（年度任务）"))
_LIGHTS = ("green", "yellow", "red", "blue", "none")
LABEL = "修改统计口径"


class PlanSettingsDialog(FormDialog):
    """Every value is kept as a setting, undoable; what the office sets holds for plans without their own."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__("统计口径", parent, "保存")
        self._desk = desk
        self.scope, self.owes, self.time = QComboBox(), QComboBox(), QComboBox()
        if desk.view is not None:
            self.scope.addItem(f"只对这份计划：{desk.view.plan.name[:18]}", desk.view.plan.id)
        self.scope.addItem("对所有计划（没有单独设置的）", None)
        for box, choices in ((self.owes, OWES), (self.time, TIME)):
            for key, word in choices:
                box.addItem(word, key)
        self.green, self.yellow = _points(), _points()
        self.beyond, self.completed = _lights(), _lights()
        self.not_started, self.unreported = _lights(), _lights()
        self.overdue = _lights(unchanged=True)
        self.strict = QCheckBox("单位自报“进展滞后”的，不亮绿灯")
        for label, field in (
            ("适用于", self.scope),
            ("谁应报送", self.owes),
            ("序时进度", self.time),
            ("绿灯", _sentence("落后序时不超过", self.green, "个百分点")),
            ("黄灯", _sentence("落后序时不超过", self.yellow, "个百分点")),
            ("落后更多", self.beyond),
            ("已完成", self.completed),
            ("未启动", self.not_started),
            ("未报", self.unreported),
            ("已逾期", self.overdue),
            ("", self.strict),
        ):
            self.add(label, field)
        self.strict.setAccessibleName(self.strict.text())
        self.scope.currentIndexChanged.connect(lambda _: self._load())
        self._load()
        self.accept_button.setEnabled(not desk.session.read_only)
        self.ready(self._save, width=500)

    @property
    def _plan_id(self) -> int | None:
        return self.scope.currentData()

    def _value(self, key: str, default: Any) -> Any:
        """A plan's own value, else the office's."""
        store = self._desk.session.store
        return settings.value(store, key, self._plan_id, settings.value(store, key, None, default))

    def _load(self) -> None:
        _choose(self.owes, self._value("owes", "all"))
        _choose(self.time, self._value("time_gone", "plan"))
        scheme = LightScheme.from_json(json.dumps(self._value("lights", {})))
        limits = [limit for limit, _ in scheme.steps] + [0.0, 30.0]
        self.green.setValue(limits[0])
        self.yellow.setValue(limits[1] if len(scheme.steps) > 1 else max(limits[0], 30.0))
        for box, colour in (
            (self.beyond, scheme.beyond),
            (self.completed, scheme.completed),
            (self.not_started, scheme.not_started),
            (self.unreported, scheme.unreported),
            (self.overdue, scheme.overdue),
        ):
            _choose(box, colour)
        self.strict.setChecked(scheme.delayed_never_green)

    def scheme(self) -> LightScheme:
        """The light scheme as it stands in the fields; raises InputError."""
        if self.yellow.value() < self.green.value():
            raise InputError("黄灯的百分点不能小于绿灯的。")
        return LightScheme(
            steps=((self.green.value(), "green"), (self.yellow.value(), "yellow")),
            beyond=self.beyond.currentData(),
            completed=self.completed.currentData(),
            not_started=self.not_started.currentData(),
            unreported=self.unreported.currentData(),
            overdue=self.overdue.currentData(),
            delayed_never_green=self.strict.isChecked(),
        )

    def _save(self) -> None:
        lights = json.loads(self.scheme().to_json())
        wanted = {
            "owes": (self.owes.currentData(), "all"),
            "time_gone": (self.time.currentData(), "plan"),
            "lights": (lights, json.loads(LightScheme().to_json())),
        }
        plan_id, session = self._plan_id, self._desk.session
        for key, (value, usual) in wanted.items():
            if value != self._value(key, usual):
                session.do(plans.set_plan_setting, plan_id, key, value, LABEL)


def _points() -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setRange(0, 100)
    box.setDecimals(0)
    box.setSingleStep(5)
    box.setFixedWidth(72)
    return box


def _lights(*, unchanged: bool = False) -> QComboBox:
    box = QComboBox()
    if unchanged:
        box.addItem("不另外改变", None)
    for key in _LIGHTS:
        box.addItem("不亮灯" if key == "none" else f"{COLOUR_WORD[key]}灯", key)
    return box


def _sentence(before: str, field: QDoubleSpinBox, after: str) -> QWidget:
    holder = QWidget()
    field.setAccessibleName(before)
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    for part in (QLabel(before), field, QLabel(after)):
        row.addWidget(part)
    row.addStretch(1)
    return holder


def _choose(box: QComboBox, value: Any) -> None:
    box.setCurrentIndex(max(0, box.findData(value)))
