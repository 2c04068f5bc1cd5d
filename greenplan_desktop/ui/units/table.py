"""The register as a table that is edited in place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox

from greenplan_desktop.model.labels import UNIT_KIND
from greenplan_desktop.ui.columns import CENTRE, Column
from greenplan_desktop.ui.delegates.line import LineDelegate
from greenplan_desktop.ui.delegates.retry import RetryDelegate
from greenplan_desktop.ui.row_table import RowTable
from greenplan_desktop.ui.table_model import Index, WrittenModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from greenplan_desktop.model.records import Unit


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit with its load in the plan on the screen and the members of a group."""

    unit: Unit
    lead: int
    responsible: int
    members: int
    state: str


def _editable(_: UnitLine) -> bool:
    return True


def _load(line: UnitLine) -> str:
    """Nothing for a unit without tasks: the others are seen at once."""
    return f"{line.lead}·{line.responsible}" if line.lead or line.responsible else ""


COLUMNS: tuple[Column[UnitLine], ...] = (
    Column("short_name", "简称", 160, lambda r: r.unit.short_name, editable=_editable, bold=True),
    Column("full_name", "全称", 170, lambda r: r.unit.full_name, editable=_editable),
    Column("aliases", "别名", 130, lambda r: "、".join(r.unit.aliases), editable=_editable),
    Column("kind", "类别", 76, lambda r: UNIT_KIND[r.unit.kind], editable=_editable),
    Column(
        "position",
        "建制序",
        58,
        lambda r: str(r.unit.position),
        align=CENTRE,
        sort=lambda r: r.unit.position,
        editable=_editable,
    ),
    Column("contact", "联系人", 70, lambda r: r.unit.contact, editable=_editable),
    Column("phone", "联系电话", 96, lambda r: r.unit.phone, editable=_editable),
    Column("load", "牵头·责任", 84, _load, align=CENTRE, sort=lambda r: (-r.lead, -r.responsible)),
    Column("state", "说明", 116, lambda r: r.state, muted=True),
)  # fmt: skip


class UnitsModel(WrittenModel[UnitLine]):
    """The register's rows."""

    def __init__(self, write: Callable[[int, str, str], str]) -> None:
        super().__init__(COLUMNS, lambda line: line.unit.id, write)


class KindDelegate(LineDelegate):
    """A kind is chosen from a list."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        box = QComboBox(parent)
        box.addItems(list(UNIT_KIND.values()))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentText(index.data())

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentText())


class UnitsTable(RowTable):
    """Shows the register; several units can be selected for merging."""

    def __init__(self, write: Callable[[int, str, Any], str]) -> None:
        super().__init__()
        self.units = UnitsModel(write)
        self.setModel(self.units)
        self.edits = RetryDelegate(self)
        self.setItemDelegate(self.edits)
        self.units.refused.connect(self.edits.refuse)
        self._kinds = KindDelegate(self)
        self.setItemDelegateForColumn(self.units.column_of("kind"), self._kinds)
        self.set_widths(COLUMNS)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.verticalHeader().setDefaultSectionSize(30)
        head = self.horizontalHeader()
        head.setSectionsMovable(True)
        head.setStretchLastSection(True)
        head.setSectionsClickable(True)
        self.setAccessibleName("单位库")

    def show_sorted(self, lines: list[UnitLine], key: str, descending: bool) -> None:
        """Show lines ordered by a column ("" leaves them as they come); the head says so."""
        section = self.units.column_of(key)
        head = self.horizontalHeader()
        head.setSortIndicatorShown(section >= 0)
        if section >= 0:
            side = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            head.setSortIndicator(section, side)
            lines = sorted(lines, key=COLUMNS[section].sort_key, reverse=descending)
        self.units.set_rows(lines)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """全称 and 别名 share what the other columns leave; nothing is scrolled sideways where there is room."""
        super().resizeEvent(event)
        more = max(0, self.viewport().width() - sum(column.width for column in COLUMNS))
        for key in ("full_name", "aliases"):
            wide = self.units.column_of(key)
            self.setColumnWidth(wide, COLUMNS[wide].width + more // 2)

    def selected_units(self) -> tuple[Unit, ...]:
        """The units of the selected rows."""
        return tuple(self.units.rows[i.row()].unit for i in self.selectionModel().selectedRows())
