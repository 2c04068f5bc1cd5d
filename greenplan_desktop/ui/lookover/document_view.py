"""The document's text with headings, clauses, units and targets in different tints; a click finds the task."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QTextEdit

from greenplan_desktop.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QResizeEvent

    from greenplan_desktop.model.plan import Plan

LINE_HEIGHT = 112  # percent of the font's own, which is high in Chinese serif fonts
READING = ("Noto Serif CJK SC", "宋体", "SimSun", "思源宋体", "Source Han Serif SC")


class DocumentView(QTextEdit):
    """Read-only text; `place_clicked` gives the offset into the plan's source_text."""

    place_clicked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setObjectName("Reading")
        self.setAccessibleName("计划原文")
        font = QFont()
        font.setFamilies(list(READING))
        font.setPointSizeF(10.5)
        self.setFont(font)
        self.document().setDocumentMargin(16)
        self._text = ""
        self._astral: list[int] = []
        self._wanted: object = None  # what the marks were made of
        self._marks: list[QTextEdit.ExtraSelection] = []

    def show_plan(self, plan: Plan) -> None:
        """Show a plan's text with its marks; the same text keeps its scroll position."""
        if plan.source_text != self._text:
            self._text, self._wanted = plan.source_text, None
            self._astral = [i for i, c in enumerate(self._text) if ord(c) > 0xFFFF]
            self.setPlainText(self._text)
            self._space_lines()
        wanted = _marked(plan)
        if wanted != self._wanted:
            self._wanted = wanted
            self._marks = self._found(plan)
            self.setExtraSelections(self._marks)

    def _space_lines(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        block = QTextBlockFormat()
        block.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setBottomMargin(4)
        cursor.setBlockFormat(block)

    def _found(self, plan: Plan) -> list[QTextEdit.ExtraSelection]:
        marks = [
            self._mark(h.source.start, h.source.end, "accent_soft", whole_line=True) for h in plan.headings
        ]
        for task in plan.tasks:
            clause = task.clause_source
            if clause:
                marks.append(self._mark(clause.start, clause.end, "source_soft"))
                marks += self._units(clause.start, clause.end, (*task.lead_units, *task.responsible_units))
        everything = [*plan.plan_targets, *(t for task in plan.tasks for t in task.targets)]
        marks += [
            self._mark(t.start, t.end, "target_soft")
            for t in everything
            if t.start is not None and t.end is not None
        ]
        marks += [
            self._mark(d.start, d.end, "error_soft")
            for d in plan.doubts
            if d.start is not None and d.end is not None and d.task is None
        ]
        return marks

    def _units(self, start: int, end: int, names: tuple[str, ...]) -> list[QTextEdit.ExtraSelection]:
        """Unit names within a clause, underlined."""
        clause, found = self._text[start:end], []
        for name in names:
            at = clause.find(name)
            if at >= 0:
                found.append(self._mark(start + at, start + at + len(name), "source_soft", underlined=True))
        return found

    def _mark(
        self, start: int, end: int, colour: str, *, whole_line: bool = False, underlined: bool = False
    ) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        look = QTextCharFormat()
        look.setBackground(theme.color(colour))
        if whole_line:
            look.setProperty(QTextFormat.Property.FullWidthSelection.value, True)
        if underlined:
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            look.setUnderlineColor(theme.color("orange"))
        mark.format = look
        mark.cursor = self._cursor(start, end)
        if whole_line:
            mark.cursor.clearSelection()
        return mark

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        last = max(self.document().characterCount() - 1, 0)
        cursor.setPosition(min(self._to_qt(start), last))
        cursor.setPosition(min(self._to_qt(end), last), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _to_qt(self, offset: int) -> int:
        return offset + bisect_left(self._astral, offset)

    def _from_qt(self, position: int) -> int:
        low, high = 0, len(self._text)
        while low < high:
            middle = (low + high) // 2
            if self._to_qt(middle) < position:
                low = middle + 1
            else:
                high = middle
        return low

    def light(self, start: int, end: int, *, scroll: bool = True) -> None:
        """Show a place: lit, and scrolled to a third of the way down."""
        lit = self._mark(start, end, "selection")
        lit.format.clearBackground()
        lit.format.setForeground(theme.color("accent_text"))
        self.setExtraSelections([*self._marks, lit])
        if scroll:
            self.setTextCursor(self._cursor(start, start))
            self._bring_into_sight()

    def _bring_into_sight(self) -> None:
        """Scroll to where the cursor is a quarter of the way down."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect().top() - self.viewport().height() // 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere: what was shown stays in sight."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._bring_into_sight()

    def offset(self) -> int:
        """Where the cursor stands, as an offset into the plan's source_text."""
        return self._from_qt(self.textCursor().position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.place_clicked.emit(self.offset())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.ignore()  # the page shows its own


def _marked(plan: Plan) -> object:
    """All that the marks of a plan depend on; a title or a date changes none of them."""
    clauses = tuple((task.clause_source, task.lead_units, task.responsible_units) for task in plan.tasks)
    targets = tuple(task.targets for task in plan.tasks)
    return plan.headings, clauses, targets, plan.plan_targets, plan.doubts, theme.colours()
