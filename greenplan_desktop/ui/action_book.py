"""The declared actions come to life: one QAction each, run by whoever answers for it, the current page first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from . import icons
from .actions import Need, all_actions
from .actions.spec import HOME, MENUS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QAbstractItemView, QMenuBar, QWidget

    from .actions import ActionSpec

Handlers = dict[str, "Callable[[], object]"]


class ActionBook(QObject):
    """QActions by id. `bind` says who answers in the window, `turn_to` which page answers now."""

    def __init__(self, window: QWidget, specs: Mapping[str, ActionSpec] | None = None) -> None:
        super().__init__(window)
        self.specs = dict(specs or all_actions())
        self._window_handlers: Handlers = {}
        self._page_handlers: Handlers = {}
        self._page_id = ""
        self._holds = Need.NOTHING
        self.actions = {spec.id: self._make(spec, window) for spec in self.specs.values()}

    def _make(self, spec: ActionSpec, window: QWidget) -> QAction:
        action = QAction(spec.text, self)
        action.setShortcuts([QKeySequence(s) for s in spec.shortcuts])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setCheckable(spec.checkable)
        action.setToolTip(tip_of(spec, spec.text))
        action.setEnabled(False)
        action.triggered.connect(lambda _=False, key=spec.id: self.run(key))
        window.addAction(action)
        return action

    def __getitem__(self, action_id: str) -> QAction:
        return self.actions[action_id]

    def bind(self, handlers: Handlers) -> None:
        """The window answers for these actions wherever the current page does not."""
        self._require(handlers)
        self._window_handlers.update(handlers)
        self._update()

    def turn_to(self, page_id: str, handlers: Handlers) -> None:
        """From now on this page answers first."""
        self._require(handlers)
        self._page_id, self._page_handlers = page_id, dict(handlers)
        listed = self._listed(page_id)
        for key, action in self.actions.items():
            action.setVisible(key in listed)
        self._update()

    def state(self, holds: Need) -> None:
        """Say which needs hold now; actions are enabled by it."""
        if holds != self._holds:
            self._holds = holds
            self._update()

    def rename(self, action_id: str, text: str) -> None:
        """Give an action a fuller name (撤销：修改第7项牵头单位, 入库已勾选 31 项)."""
        self.actions[action_id].setText(text.replace("&", "&&"))
        self.actions[action_id].setToolTip(tip_of(self.specs[action_id], text))

    def run(self, action_id: str) -> None:
        """Do it: the current page's way, else the window's."""
        handler = self._handler(action_id)
        if handler is not None:
            handler()

    def _require(self, handlers: Handlers) -> None:
        unknown = set(handlers) - set(self.specs)
        if unknown:
            raise KeyError(f"undeclared actions: {sorted(unknown)}")

    def _handler(self, action_id: str) -> Callable[[], object] | None:
        return self._page_handlers.get(action_id) or self._window_handlers.get(action_id)

    def _update(self) -> None:
        for spec in self.specs.values():
            answered = self._handler(spec.id) is not None and spec.page in ("", self._page_id)
            self.actions[spec.id].setEnabled(answered and spec.needs in self._holds)

    def _listed(self, page_id: str) -> frozenset[str]:
        """Actions that menus list on a page: everybody's and its own; else what a menu is for, greyed."""
        here = {"", page_id}
        busy = {s.menu for s in self.specs.values() if s.page in here}
        return frozenset(
            s.id
            for s in self.specs.values()
            if s.page in here or (s.menu not in busy and s.page == HOME.get(s.menu))
        )

    def fill_bar(self, bar: QMenuBar) -> None:
        """Make the menus, in the order of MENUS; each is filled when it is first opened."""
        for name in MENUS:
            if any(s.menu == name for s in self.specs.values()):
                menu = bar.addMenu(name)
                menu.aboutToShow.connect(lambda n=name, m=menu: self._fill_once(m, n))

    def _fill_once(self, menu: QMenu, name: str) -> None:
        if menu.isEmpty():
            self._fill(menu, [s for s in self.specs.values() if s.menu == name])

    def context_menu(self, parent: QWidget) -> QMenu:
        """The current page's context menu: what it answers for and is marked for one."""
        menu = QMenu(parent)
        wanted = [s for s in self.specs.values() if s.context and s.id in self._page_handlers]
        self._fill(menu, [s for s in wanted if s.page in ("", self._page_id)])
        return menu

    def menu_on(self, table: QAbstractItemView, page: QWidget) -> None:
        """From now on a right click in this table opens the context menu of the page it stands on."""

        def open_at(spot: QPoint) -> None:
            menu = self.context_menu(page)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(table.viewport().mapToGlobal(spot))

        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(open_at)

    def _fill(self, menu: QMenu, specs: list[ActionSpec]) -> None:
        before: tuple[str, int] | None = None
        for spec in sorted(specs, key=lambda s: (MENUS.index(s.menu) if s.menu else 0, s.group)):
            if before is not None and before != (spec.menu, spec.group):
                menu.addSeparator()
            action = self.actions[spec.id]
            if spec.icon and action.icon().isNull():
                action.setIcon(icons.icon(spec.icon))
            menu.addAction(action)
            before = (spec.menu, spec.group)


def tip_of(spec: ActionSpec, text: str) -> str:
    """The tool tip: what it does and its shortcut."""
    words = spec.tip or text.rstrip("…")
    if text != spec.text:
        words = text
    return f"{words}（{key_words(spec.shortcut)}）" if spec.shortcut else words


def key_words(shortcut: str) -> str:
    """A shortcut as keyboards sold here name its keys."""
    return shortcut.replace("Return", "Enter")
