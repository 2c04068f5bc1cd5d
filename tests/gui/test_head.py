"""The head of the window: menus of the page at hand, choosers at every width, and the order of Tab."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from greenplan_desktop.ui import registry
from greenplan_desktop.ui.actions.spec import MENUS
from greenplan_desktop.ui.desk import Place


@pytest.mark.parametrize("width", [1024, 1280, 1366, 1920])
def test_all_menus_and_the_choosers_stand_at_every_width(window, width):
    window.resize(width, 700)
    for entry in registry.entries():
        window.go(Place(entry.page_id))
        menus = window.bar.menus
        assert menus.width() >= menus.sizeHint().width(), "no menu goes behind a dot"
        assert menus.height() >= menus.actionGeometry(menus.actions()[0]).height()
        assert window.bar.plan.width() >= 180
        assert window.bar.search.width() >= 96


def _listed(window, name):
    menu = next(a.menu() for a in window.bar.menus.actions() if a.text() == name)
    menu.aboutToShow.emit()
    return [a.text() for a in menu.actions() if a.isVisible() and not a.isSeparator()]


def test_a_menu_lists_what_this_page_can_do_and_is_never_empty(window):
    assert "在下方插入任务" in _listed(window, "任务")
    assert "设为牵头（Q）" not in _listed(window, "任务")
    assert _listed(window, "文件")[-1] == "退出"
    window.go(Place("matrix"))
    assert "设为牵头（Q）" in _listed(window, "任务")
    assert "在下方插入任务" not in _listed(window, "任务")
    window.go(Place("registry"))
    assert "在下方插入任务" in _listed(window, "任务"), "greyed: what the menu is for"
    assert not window.book["task.insert"].isEnabled()
    window.go(Place("tasks"))
    assert window.book["task.insert"].isEnabled(), "and its shortcut works without a menu being opened"
    for entry in registry.entries():
        window.go(Place(entry.page_id))
        for name in MENUS:
            assert 1 <= len(_listed(window, name)) <= 24, (entry.page_id, name)


def _after(widget, number):
    """The next widgets that Tab reaches from one."""
    found = []
    while len(found) < number:
        widget = widget.nextInFocusChain()
        if widget.isVisibleTo(widget.window()) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(widget)
    return found


@pytest.mark.parametrize("page_id", ["returns", "registry", "reminders", "print", "tasks"])
def test_tab_goes_from_the_search_over_the_pages_buttons_to_the_navigation(window, page_id):
    window.go(Place("matrix"))
    window.go(Place(page_id))
    QApplication.processEvents()  # buttons of the page before go, its own are shown
    wanted = [window.book[key].text() for key in window.page.bar() if window.book[key].isEnabled()]
    reached = _after(window.bar.search, len(window.page.bar()) + 1)
    assert [b.accessibleName() for b in reached if b.isEnabled()][: len(wanted)] == wanted
    assert window._navigation.isAncestorOf(reached[-1])


def test_tab_leaves_tables_that_are_only_read(window):
    for page_id in ("returns", "registry", "reminders"):
        window.go(Place(page_id))
        assert not window.page.table.tabKeyNavigation()


def test_the_window_hears_when_the_system_turns_dark(window, qtbot):
    with qtbot.waitSignal(window.hub.theme_changed):
        QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)


def test_the_first_window_takes_the_whole_screen_and_later_ones_are_as_they_were_left(window, qapp):
    from greenplan_desktop.app import show_first

    window.hide()
    show_first(window, window.settings)
    assert window.isMaximized()
    window.showNormal()
    window.resize(1100, 700)
    window.settings.put_state("window", window.saveGeometry())
    window.hide()
    show_first(window, window.settings)
    assert not window.isMaximized()


def test_all_pages_stay_in_sight_on_a_low_screen(window):
    window.resize(910, 500)
    QApplication.processEvents()
    last = list(window._navigation._buttons.values())[-1]
    assert last.geometry().bottom() <= window._navigation.height()
    window.resize(1366, 768)
    QApplication.processEvents()
    assert last.height() == 62, "where there is room they are as high as ever"
