"""Reminders at start: a strip with what is overdue, due soon and not returned; once a day per plan, never in the way."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy

from greenplan_desktop.jobs import overview

from . import icons, registry, theme
from .desk import Place
from .tasks.filters import Filters

if TYPE_CHECKING:
    from greenplan_desktop.jobs.overview import Reminder

    from .desk import Desk
    from .plan_view import PlanView

KEPT_DAYS = 40  # plans last reminded of before that are forgotten
_NAMES = re.compile(r"：第[^，。]*|（(?!最近)[^（）]*）")  # which tasks and which units: said in the tool tip


class ReminderStrip(QFrame):
    """Hidden until `start`; each line leads to its tasks or to the units that owe."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("Notice")
        self.setAccessibleName("提醒")
        self._desk = desk
        self._started = False
        self._found: list[Reminder] = []
        self._picture, self.words = QLabel(), QLabel()
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setWordWrap(True)
        self.words.setMinimumWidth(200)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.words.linkActivated.connect(lambda number: self._lead(int(number)))
        self.close_button = QPushButton("今天不再提醒")
        self.close_button.setProperty("link", True)
        self.close_button.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 16, 5)
        row.setSpacing(10)
        row.addWidget(self._picture)
        row.addWidget(self.words, 1)
        row.addWidget(self.close_button)
        self.hide()
        desk.hub.theme_changed.connect(self._show)

    def start(self) -> None:
        """The window stands: from now on each plan that comes to the screen is looked at."""
        self._started = True
        self.look()

    def look(self) -> None:
        """Remind of the plan on the screen, unless that was done today."""
        self.hide()
        self._found = []
        view, today = self._desk.view, date.today().isoformat()
        if not self._started or view is None or self._reminded().get(view.plan.uid) == today:
            return
        self._desk.runner.run(
            lambda _: overview.reminders(view.snapshot, today),
            "正在查看到期情况",
            lambda found: self._take(view, today, found),
        )

    def _reminded(self) -> dict[str, str]:
        kept = self._desk.settings.get("reminded", {})
        return {str(uid): str(day) for uid, day in kept.items()}

    def _take(self, view: PlanView, today: str, found: list[Reminder]) -> None:
        now = self._desk.view
        if now is None or now.plan.id != view.plan.id or not found:
            return
        oldest = date.fromordinal(date.fromisoformat(today).toordinal() - KEPT_DAYS).isoformat()
        kept = {uid: day for uid, day in self._reminded().items() if day >= oldest}
        self._desk.settings.put("reminded", {**kept, view.plan.uid: today})
        self._found = found
        self._show()
        self.show()

    def _show(self) -> None:
        colour = theme.colours().accent_text
        parts = [
            f'<a href="{number}" style="color:{colour}; text-decoration:none">{html.escape(short(one.text))}</a>'
            for number, one in enumerate(self._found)
        ]
        self.words.setText("　｜　".join(parts))
        self.words.setToolTip("\n".join(one.text for one in self._found))
        self._picture.setPixmap(icons.icon("reminder", "orange").pixmap(16, 16))

    def _lead(self, number: int) -> None:
        one = self._found[number]
        if one.kind != "not_returned":
            self._desk.go(Place("tasks", extra=Filters(named=frozenset(one.tasks))))
            return
        if one.period:
            self._desk.session.choose_period(one.period)
        known = {entry.page_id for entry in registry.entries()}
        self._desk.go(Place(next(p for p in ("reminders", "registry", "returns", "tasks") if p in known)))


def short(text: str) -> str:
    """A reminder without the codes and names it lists."""
    return _NAMES.sub("", text).rstrip("。")
