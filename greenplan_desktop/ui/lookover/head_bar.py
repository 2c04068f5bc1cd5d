"""What was read of a document at a glance: counts, the head of the plan, and the corrections at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from greenplan_desktop.model.text import day_words
from greenplan_desktop.ui import icons
from greenplan_desktop.ui.empty import action_button
from greenplan_desktop.ui.short_label import ShortLabel

if TYPE_CHECKING:
    from greenplan_desktop.model.plan import Plan
    from greenplan_desktop.ui.action_book import ActionBook

AT_HAND = ("draft.join", "draft.split", "draft.drop")


class HeadBar(QWidget):
    """Two lines over the tasks; `doubts_wanted` asks for the first doubt."""

    doubts_wanted = Signal()

    def __init__(self, book: ActionBook) -> None:
        super().__init__()
        self.setObjectName("PageBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.count, self.doubts, self.about = ShortLabel(), QToolButton(), ShortLabel()
        self.count.setProperty("strong", True)
        self.doubts.setProperty("chip", True)
        self.doubts.setProperty("warning", True)
        self.doubts.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.doubts.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.doubts.clicked.connect(self.doubts_wanted)
        self.about.setProperty("muted", True)
        self.edit = action_button(book["draft.head"])
        self.edit.setProperty("link", True)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.count)
        first.addStretch(1)
        for key in AT_HAND:
            button = action_button(book[key])
            button.setProperty("link", True)
            first.addWidget(button)
        first.addWidget(self.doubts)
        first.setSpacing(14)
        second.addWidget(self.about)
        second.addStretch(1)
        second.addWidget(self.edit)
        second.setSpacing(10)
        both = QVBoxLayout(self)
        both.setContentsMargins(12, 6, 12, 7)
        both.setSpacing(4)
        both.addLayout(first)
        both.addLayout(second)
        self.show_words("")

    def show_words(self, text: str) -> None:
        """Nothing is read yet: say what is being done."""
        self.count.say(text)
        self.about.say("")
        self.doubts.hide()
        self.edit.hide()

    def show_plan(self, plan: Plan, open_doubts: int) -> None:
        """Show what was found, and how much of it needs a look."""
        names = {n for t in plan.tasks for n in (*t.lead_units, *t.responsible_units)}
        targets = sum(len(t.targets) for t in plan.tasks) + len(plan.plan_targets)
        self.count.say(f"读到 {len(plan.tasks)} 项任务、{len(names)} 个单位、{targets} 个目标")
        self.about.say(head_words(plan))
        self.edit.show()
        self.doubts.setVisible(open_doubts > 0)
        self.doubts.setText(f"{open_doubts} 处请看一下")
        self.doubts.setIcon(icons.icon("warning", "orange"))


def head_words(plan: Plan) -> str:
    """Short title, number, date, issuer and years, as far as they were found: the weightiest first."""
    years = "—".join(str(year) for year in dict.fromkeys(plan.period)) + "年" if plan.period else ""
    name = plan.short_name or plan.title
    day = day_words(plan.issue_date) if plan.issue_date else ""
    parts = [name or "没有读到标题", plan.document_number, day, plan.issuer, years]
    return "　".join(part for part in parts if part)
