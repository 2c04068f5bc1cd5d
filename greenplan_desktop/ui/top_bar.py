"""The head of the window: a row of menus with what is to be minded, and a row of choosers, search and the page's buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from . import icons, menu_row, theme
from .giving_way import give_way
from .menu_row import MenuRow
from .period_choice import periods_offered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QMenuBar

    from greenplan_desktop.model.records import StoredPlan

    from .action_book import ActionBook
    from .menu_row import Mark
    from .plan_view import PlanView

LEAST = 760  # the window may be made this narrow: a small screen at 150 %
HEIGHT = 44  # px, of the row below the menus
OTHER = "other"  # the last entry of both choosers


class SearchBox(QLineEdit):
    """The search field; Escape empties it, Down and Enter go into the results."""

    entered = Signal()
    went_down = Signal()
    went_up = Signal()
    opened = Signal()  # it got the keyboard

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("搜索任务、单位、进展")
        self.setAccessibleName("搜索")
        self.setClearButtonEnabled(True)
        self.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.setMinimumWidth(96)
        self.setMaximumWidth(250)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.text() and self.width() >= 196:
            painter = QPainter(self)
            painter.setPen(theme.color("faint"))
            place = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(self.rect().adjusted(0, 0, -9, 0), place, "Ctrl+F")

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.opened.emit()
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.clearFocus()
        elif event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
        elif event.key() == Qt.Key.Key_Up:
            self.went_up.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class TopBar(QFrame):
    """Says what was chosen by signals; shows what the window tells it."""

    plan_picked = Signal(int)
    period_picked = Signal(str)
    other_plan = Signal()
    other_period = Signal()

    def __init__(self, book: ActionBook, marks: Sequence[Mark] = ()) -> None:
        super().__init__()
        self.setObjectName("TopBar")
        self._book = book
        self._menu_row = MenuRow(book, marks)
        self.plan = _chooser("计划", 130, 420)
        self.period = _chooser("期次", 166, 166)
        self.search = SearchBox()
        self._buttons: list[ActionButton] = []
        self._layout = QHBoxLayout()
        self.setMinimumWidth(LEAST)
        both = QVBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        both.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        both.addWidget(self._menu_row)
        both.addLayout(self._layout)
        self._fill_row()
        self.setFixedHeight(menu_row.HEIGHT + HEIGHT)
        self.plan.activated.connect(self._picked_plan)
        self.period.activated.connect(self._picked_period)

    @property
    def menus(self) -> QMenuBar:
        """The menus."""
        return self._menu_row.menus

    def _fill_row(self) -> None:
        """The choosers, undo and redo, the search; the page's buttons follow."""
        row = self._layout
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(self.plan, 6)
        row.addWidget(self.period)
        for key in ("edit.undo", "edit.redo"):
            row.addWidget(ActionButton(self._book, key, words=False))
        row.addStretch(1)
        row.addWidget(self.search, 4)

    def show_plans(self, plans: tuple[StoredPlan, ...], chosen: int | None) -> None:
        """Fill the plan chooser; archived plans are left out unless one is on the screen."""
        shown = [p for p in plans if p.archived_at is None or p.id == chosen]
        self.plan.clear()
        for plan in shown:
            self.plan.addItem(("示例 · " if plan.is_sample else "") + plan.name, plan.id)
            self.plan.setItemData(self.plan.count() - 1, plan.title, Qt.ItemDataRole.ToolTipRole)
        self.plan.addItem("全部计划与归档…", OTHER)
        self.plan.setCurrentIndex(self.plan.findData(chosen) if chosen is not None else -1)
        self.plan.setPlaceholderText("还没有计划")
        self.plan.setToolTip(next((p.title for p in shown if p.id == chosen), ""))

    def show_periods(self, view: PlanView | None) -> None:
        """Fill the period chooser: those of the plan, the one on the screen, its neighbours, and others."""
        self.period.clear()
        self.period.setEnabled(view is not None)
        if view is None:
            return
        for period in periods_offered(view):
            self.period.addItem(period.label, period.code)
        self.period.addItem("其他期次…", OTHER)
        self.period.setCurrentIndex(self.period.findData(view.period.code))

    def show_buttons(self, action_ids: tuple[str, ...]) -> None:
        """Show the page's buttons, the main one last."""
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.hide()  # a dialog may open before it is deleted
            button.deleteLater()
        self._buttons = []
        for key in action_ids:
            button = ActionButton(self._book, key, words=True, primary=key == action_ids[-1])
            self._layout.addWidget(button)
            QWidget.setTabOrder(self._buttons[-1] if self._buttons else self.search, button)
            self._buttons.append(button)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where there is no room (large scaling on a small screen) buttons keep their picture alone, the last one last."""
        give_way(self._buttons, lambda: self._layout.minimumSize().width() <= self.width())

    def _picked_plan(self, row: int) -> None:
        data = self.plan.itemData(row)
        if data == OTHER:
            self.other_plan.emit()
        elif data is not None:
            self.plan_picked.emit(data)

    def _picked_period(self, row: int) -> None:
        data = self.period.itemData(row)
        if data == OTHER:
            self.other_period.emit()
        elif data is not None:
            self.period_picked.emit(data)


class Chooser(QComboBox):
    """A combo box that shortens a long text with … where it has no room."""

    def paintEvent(self, event: QPaintEvent) -> None:
        look = QStyleOptionComboBox()
        self.initStyleOption(look)
        room = self.width() - 58
        shown = look.currentText if self.currentIndex() >= 0 else self.placeholderText()
        look.currentText = self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, room)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, look)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, look)


def _chooser(name: str, least: int, most: int) -> QComboBox:
    box = Chooser()
    box.setAccessibleName(name)
    box.setMinimumWidth(least)
    box.setMaximumWidth(most)
    box.setMinimumContentsLength(6)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMaxVisibleItems(16)
    return box


class ActionButton(QToolButton):
    """A button for a declared action: icon, or icon and words; the main one white on green.

    (QToolButton.setDefaultAction would take the action's own icon again at each change of its text.)
    """

    def __init__(self, book: ActionBook, action_id: str, *, words: bool, primary: bool = False) -> None:
        super().__init__()
        self._action, self._words = book[action_id], words
        name = book.specs[action_id].icon
        if name:
            self.setIcon(icons.icon(name, "on_accent" if primary else "text"))
        self.setIconSize(QSize(16, 16))
        self.setProperty("framed", words)
        self.setProperty("primary", primary)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(style.ToolButtonTextBesideIcon if words else style.ToolButtonIconOnly)
        self.clicked.connect(self._action.trigger)
        self._action.changed.connect(self._follow)
        self._follow()

    def show_words(self, *, shown: bool) -> None:
        """Show the words beside the picture, or the picture alone; a button without a picture keeps its words."""
        style, bare = Qt.ToolButtonStyle, self._words and not shown and not self.icon().isNull()
        if self._words:
            self.setToolButtonStyle(style.ToolButtonIconOnly if bare else style.ToolButtonTextBesideIcon)

    def _follow(self) -> None:
        self.setText(self._action.iconText() if self._words else "")
        self.setToolTip(self._action.toolTip())
        self.setAccessibleName(self._action.text())
        self.setEnabled(self._action.isEnabled())
