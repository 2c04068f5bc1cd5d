"""Forms go out: for all units or some, into a folder or one archive, with a covering note and a deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from greenplan_desktop.jobs import forms, gathering, plans, progress

if TYPE_CHECKING:
    from pathlib import Path

    from greenplan_desktop.ui.desk import Desk
    from greenplan_desktop.ui.plan_view import PlanView

USUAL_DAYS = 5  # a deadline is proposed so many days after the period's end


class FormsDialog(QDialog):
    """Chooses who gets a form, until when, and in what shape."""

    def __init__(self, desk: Desk, view: PlanView, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"生成{view.period.label}填报表")
        self._view = view
        self.units = QListWidget()
        for unit in forms.units_for(view.snapshot, view.period):
            item = QListWidgetItem(unit.short_name)
            item.setData(Qt.ItemDataRole.UserRole, unit.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.units.addItem(item)
        everyone = QCheckBox(f"全部 {self.units.count()} 个单位")
        everyone.setChecked(True)
        everyone.toggled.connect(self._tick_all)
        stored = view.index.periods.get(view.period.code)
        self.with_deadline = QCheckBox("截止日期")
        self.with_deadline.setChecked(bool(stored and stored.deadline))
        self.deadline = QDateEdit()
        self.deadline.setCalendarPopup(True)
        self.deadline.setDisplayFormat("yyyy年M月d日")
        usual = QDate.fromString(view.period.end, Qt.DateFormat.ISODate).addDays(USUAL_DAYS)
        kept = QDate.fromString((stored.deadline or "") if stored else "", Qt.DateFormat.ISODate)
        self.deadline.setDate(kept if kept.isValid() else usual)
        self.deadline.setEnabled(self.with_deadline.isChecked())
        self.with_deadline.toggled.connect(self.deadline.setEnabled)
        self.contact = QLineEdit(str(view.index.setting("contact", "")))
        self.contact.setPlaceholderText("如 张三 023-12345678，印在填报表上")
        self.as_files, self.as_zip = QRadioButton("每个单位一个文件"), QRadioButton("打成一个压缩包")
        self.as_files.setChecked(True)
        self.cover = QCheckBox("另附一份通知（Word）")
        form = QFormLayout()
        form.addRow(self.with_deadline, self.deadline)
        form.addRow("联系人", self.contact)
        form.addRow("方式", self.as_files)
        form.addRow("", self.as_zip)
        form.addRow("", self.cover)
        buttons = QDialogButtonBox()
        go = buttons.addButton("生成…", QDialogButtonBox.ButtonRole.AcceptRole)
        go.setProperty("primary", True)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel(f"《{view.plan.name}》"))
        layout.addWidget(everyone)
        layout.addWidget(self.units, 1)
        layout.addLayout(form)
        layout.addWidget(buttons)
        self.resize(460, 620)

    def _tick_all(self, on: bool) -> None:
        for row in range(self.units.count()):
            self.units.item(row).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def chosen(self) -> list[int]:
        """Ids of the ticked units."""
        items = [self.units.item(row) for row in range(self.units.count())]
        return [i.data(Qt.ItemDataRole.UserRole) for i in items if i.checkState() == Qt.CheckState.Checked]


def write_forms(desk: Desk, parent: QWidget) -> None:
    """Ask what is wanted and where, then write the forms off the window's thread."""
    view = desk.view
    if view is None:
        return
    dialog = FormsDialog(desk, view, parent)
    accepted, units = dialog.exec(), dialog.chosen()
    deadline = (
        dialog.deadline.date().toString(Qt.DateFormat.ISODate) if dialog.with_deadline.isChecked() else None
    )
    contact, as_zip, cover = (
        dialog.contact.text().strip(),
        dialog.as_zip.isChecked(),
        dialog.cover.isChecked(),
    )
    dialog.deleteLater()
    if not accepted:
        return
    if not units:
        desk.dialogs.tell("没有勾选单位，没有生成填报表。")
        return
    target = _target(desk, view, as_zip=as_zip)
    if target is None:
        return
    if not view.read_only:
        _keep(desk, view, deadline, contact)
    plan_id, period = view.plan.id, view.period
    desk.runner.run(
        lambda store: forms.write_forms(store, plan_id, period, target, units),
        "生成填报表",
        lambda written: _written(desk, written, target, cover=cover, contact=contact),
    )


def _target(desk: Desk, view: PlanView, *, as_zip: bool) -> Path | None:
    if as_zip:
        return desk.dialogs.pick_save("压缩包存到", f"{view.period.label}填报表.zip", "压缩包（*.zip）")
    return desk.dialogs.pick_folder("填报表放在哪个文件夹")


def _keep(desk: Desk, view: PlanView, deadline: str | None, contact: str) -> None:
    stored = view.index.periods.get(view.period.code)
    if deadline != (stored.deadline if stored else None):
        desk.session.do(progress.set_deadline, view.plan.id, view.period, deadline)
    if contact and contact != view.index.setting("contact", ""):
        desk.session.do(plans.set_plan_setting, view.plan.id, "contact", contact, "修改填报联系人")


def _written(desk: Desk, written: list[Path], target: Path, *, cover: bool, contact: str) -> None:
    where = target if target.is_dir() else target.parent
    if cover and desk.view is not None:
        gathering.write_cover(desk.view.index, desk.view.period, where / "填报通知.docx", contact=contact)
    count = f" {len(written)} 份填报表" if target.is_dir() else "填报表压缩包"
    desk.wrote(f"已生成{count}，在 {where}", where)
