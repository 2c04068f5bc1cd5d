"""Reminders at start: what is overdue, due soon and not returned, beside the menus; once a day per plan."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QToolButton

from greenplan_desktop.jobs import overview

from . import icons, registry, theme
from .desk import Place
from .menu_row import Mark
from .tasks.filters import Filters

if TYPE_CHECKING:
    from greenplan_desktop.jobs.overview import Reminder

    from .desk import Desk
    from .plan_view import PlanView

KEPT_DAYS = 40  # plans last reminded of before that are forgotten


class ReminderMark(Mark):
    """Hidden until `start`; each line leads to its tasks or to the units that owe."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("提醒")
        self._desk = desk
        self._started = False
        self._uid = ""  # the plan that was looked at
        self._found: list[Reminder] = []
        self._picture, self.words = QLabel(), QLabel()
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.words.linkActivated.connect(lambda number: self._lead(int(number)))
        self.count_button = self._small_button("link", "查看提醒")
        self.count_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.count_button.setMenu(QMenu(self.count_button))
        self.close_button = self._small_button("", "今天不再提醒")
        self.close_button.clicked.connect(self._close)
        self.row.setSpacing(6)
        for part in (self._picture, self.words, self.count_button, self.close_button):
            self.row.addWidget(part)
        self.show_words(shown=True)
        desk.hub.theme_changed.connect(self._show)

    def _small_button(self, kind: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(name)
        button.setToolTip(name)
        if kind:
            button.setProperty(kind, True)
        return button

    def show_words(self, *, shown: bool) -> None:
        self.words.setVisible(shown)
        self.count_button.setVisible(not shown)

    def start(self) -> None:
        """The window stands: from now on each plan that comes to the screen is looked at."""
        self._started = True
        self.look()

    def follow(self) -> None:
        """Another plan came to the screen, or none is left: what was said of the last one goes."""
        view = self._desk.view
        if self._started and (view.plan.uid if view else "") != self._uid:
            self.look()

    def look(self) -> None:
        """Remind of the plan on the screen, unless that was done today."""
        self._close()
        self._found = []
        view, today = self._desk.view, date.today().isoformat()
        self._uid = view.plan.uid if view else ""
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
        self.changed.emit()

    def _close(self) -> None:
        self.hide()
        self.changed.emit()

    def _show(self) -> None:
        from html import escape  # its table of entities is not for the first paint

        colour = theme.colours().accent_text
        parts = [
            f'<a href="{number}" style="color:{colour}; text-decoration:none">{escape(one.brief)}</a>'
            for number, one in enumerate(self._found)
        ]
        self.words.setText("　｜　".join(parts))
        self.words.setToolTip("\n".join(one.text for one in self._found))
        self.count_button.setText(f"{len(self._found)}条提醒")
        menu = self.count_button.menu()
        menu.clear()
        for number, one in enumerate(self._found):
            menu.addAction(one.brief, partial(self._lead, number))
        self._picture.setPixmap(icons.icon("reminder", "orange").pixmap(16, 16))
        self.close_button.setIcon(icons.icon("close", "muted"))

    def _lead(self, number: int) -> None:
        one = self._found[number]
        if one.kind != "not_returned":
            self._desk.go(Place("tasks", extra=Filters(named=frozenset(one.tasks), origin=one.brief)))
            return
        if one.period:
            self._desk.session.choose_period(one.period)
        known = {entry.page_id for entry in registry.entries()}
        self._desk.go(Place(next(p for p in ("reminders", "registry", "returns", "tasks") if p in known)))
