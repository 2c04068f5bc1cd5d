"""The document's head corrected by hand: title, short name, number, issuer, date, years."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from greenplan_desktop.model.plan import Plan

_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")


class HeadDialog(QDialog):
    """Fields of a plan's head; `result_plan` holds the corrected plan after acceptance."""

    def __init__(self, plan: Plan, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("更正计划信息")
        self._plan = plan
        self.result_plan = plan
        years = plan.period or ("", "")
        self._fields = {
            "title": QLineEdit(plan.title),
            "short_name": QLineEdit(plan.short_name),
            "document_number": QLineEdit(plan.document_number or ""),
            "issuer": QLineEdit(plan.issuer or ""),
            "issue_date": QLineEdit(plan.issue_date or ""),
            "from": QLineEdit(str(years[0])),
            "to": QLineEdit(str(years[1])),
        }
        self._fields["issue_date"].setPlaceholderText("如 2023-04-28")
        words = ("标题", "简称", "发文字号", "发文机关", "发文日期", "起始年份", "结束年份")
        form = QFormLayout()
        for word, field in zip(words, self._fields.values(), strict=True):
            form.addRow(word, field)
        self._problem = QLabel()
        self._problem.setProperty("error", True)
        self._problem.hide()
        buttons = QDialogButtonBox()
        buttons.addButton("确定", QDialogButtonBox.ButtonRole.AcceptRole).setProperty("primary", True)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self._problem)
        layout.addWidget(buttons)
        self.resize(620, 320)

    def _text(self, name: str) -> str:
        return self._fields[name].text().strip()

    def _accept(self) -> None:
        problem = self._wrong()
        if problem:
            self._problem.setText(problem)
            self._problem.show()
            return
        period = (int(self._text("from")), int(self._text("to"))) if self._text("from") else None
        self.result_plan = replace(
            self._plan,
            title=self._text("title"),
            short_name=self._text("short_name"),
            document_number=self._text("document_number") or None,
            issuer=self._text("issuer") or None,
            issue_date=self._text("issue_date") or None,
            period=period,
        )
        self.accept()

    def _wrong(self) -> str:
        if not self._text("title"):
            return "标题不能为空。"
        if self._text("issue_date") and not _DAY.match(self._text("issue_date")):
            return "发文日期请写成 2023-04-28 这样的日期。"
        years = (self._text("from"), self._text("to"))
        if any(years) and not all(re.fullmatch(r"(?:19|20|21)\d\d", y) for y in years):
            return "起止年份请都写成四位数，如 2022 和 2025。"
        return ""
