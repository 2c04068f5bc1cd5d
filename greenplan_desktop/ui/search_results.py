"""What a search found, by kind, with the words marked; Enter goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from greenplan_desktop.jobs.search import search
from greenplan_desktop.model.errors import GreenplanError

from . import theme
from .desk import Place

if TYPE_CHECKING:
    from greenplan_desktop.store.search import Hit

    from .delegates.text import Index
    from .desk import Desk
    from .top_bar import SearchBox

HIT = Qt.ItemDataRole.UserRole
MORE = Qt.ItemDataRole.UserRole + 1  # a kind: the line that shows the rest of its hits
KINDS = {"task": "任务", "unit": "单位", "report": "进展", "plan": "计划"}
EACH, MOST, WAIT_MS, WIDTH, LINE = 8, 200, 160, 520, 42


class SearchResults(QListWidget):
    """Opens under the search box; the keyboard stays there."""

    picked = Signal()

    def __init__(self, desk: Desk, box: SearchBox) -> None:
        super().__init__(box.window())
        self.setObjectName("Card")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_HitDelegate(self))
        self.setAccessibleName("搜索结果")
        self._desk, self._box, self._words = desk, box, ""
        self._opened: frozenset[str] = frozenset()  # kinds of which all hits are shown
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self._search)
        self.itemClicked.connect(self._go)
        box.textEdited.connect(self._typed)
        box.went_down.connect(lambda: self._step(1))
        box.went_up.connect(lambda: self._step(-1))
        box.entered.connect(self._enter)
        box.installEventFilter(self)
        self.hide()

    def _typed(self, text: str) -> None:
        self._words, self._opened = text.strip(), frozenset()
        if not self._words:
            self.hide()
        self._timer.start()

    def _search(self) -> None:
        """Ask the search job; a single letter finds too much to be of use."""
        words = self._words
        if not words:
            self.hide()
            return
        try:
            hits = self._desk.session.read(search, words, MOST)
        except GreenplanError as error:
            self._desk.say(error.message)
            return
        self._fill(hits)
        self._open()

    def _fill(self, hits: list[Hit]) -> None:
        self.clear()
        here = self._desk.session.plan_id
        words = self._words.lower()
        hits = sorted(hits, key=lambda h: (h.plan_id not in (None, here), words not in h.title.lower()))
        for kind, title in KINDS.items():
            mine = [h for h in hits if h.kind == kind]
            if not mine:
                continue
            shown = mine if kind in self._opened else mine[:EACH]
            self._head(f"{title}　{len(mine)}" + (" 项以上" if len(mine) >= MOST else ""))
            for hit in shown:
                item = QListWidgetItem(f"{hit.title} {hit.before}{hit.match}{hit.after}")
                item.setData(HIT, (hit, self._plan_name(hit)))
                item.setSizeHint(QSize(WIDTH - 20, LINE))
                self.addItem(item)
            if len(shown) < len(mine):
                self._more(kind, len(mine) - len(shown))
        if not hits:
            self._head(f"没有找到“{self._words}”")
        self._step(1)

    def _more(self, kind: str, count: int) -> None:
        item = QListWidgetItem(f"显示其余 {count} 项{KINDS[kind]}")
        item.setData(MORE, kind)
        item.setSizeHint(QSize(WIDTH - 20, 28))
        self.addItem(item)

    def _open_kind(self, kind: str) -> None:
        """Show all of a kind; the cursor goes to the first one that was not shown before."""
        row = self.currentRow()
        self._opened |= {kind}
        self._search()
        self.setCurrentRow(row)
        self.scrollToItem(self.item(row))

    def _head(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setSizeHint(QSize(WIDTH - 20, 26))
        self.addItem(item)

    def _plan_name(self, hit: Hit) -> str:
        if hit.plan_id in (None, self._desk.session.plan_id) or hit.kind == "plan":
            return ""
        return next((p.name for p in self._desk.session.plans if p.id == hit.plan_id), "")

    def _open(self) -> None:
        height = min(460, sum(self.sizeHintForRow(n) for n in range(self.count())) + 6)
        corner = self._box.mapTo(self._box.window(), QPoint(0, self._box.height() + 4))
        left = min(corner.x(), self._box.window().width() - WIDTH - 12)
        self.setGeometry(max(0, left), corner.y(), WIDTH, height)
        self.show()
        self.raise_()

    def _step(self, step: int) -> None:
        row = self.currentRow() + step
        while 0 <= row < self.count():
            if self.item(row).data(HIT) or self.item(row).data(MORE):
                self.setCurrentRow(row)
                return
            row += step

    def _enter(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self._search()
        if self.isVisible() and self.currentItem() is not None:
            self._go(self.currentItem())

    def _go(self, item: QListWidgetItem) -> None:
        if item.data(MORE):
            self._open_kind(item.data(MORE))
            return
        if not item.data(HIT):
            return
        hit: Hit = item.data(HIT)[0]
        self.hide()
        session = self._desk.session
        if hit.plan_id is not None:
            session.choose_plan(hit.plan_id)
        if hit.period:
            session.choose_period(hit.period)
        page = "units" if hit.kind == "unit" else "tasks"
        self._desk.go(Place(page, task_id=hit.task_id, unit_id=hit.unit_id, text=self._words))
        self.picked.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(150, self, self._leave)
        elif event.type() == QEvent.Type.FocusIn and self._words and self.count():
            self._timer.start()
        return False

    def _leave(self) -> None:
        if not self._box.hasFocus():
            self.hide()


class _HitDelegate(QStyledItemDelegate):
    """Two lines: what it is, and the words around the hit with the hit marked."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        found = index.data(HIT)
        painter.save()
        if not found:
            if index.data(MORE) and option.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(option.rect, theme.color("selection"))
            painter.setPen(theme.color("accent_text" if index.data(MORE) else "muted"))
            painter.drawText(option.rect.adjusted(10, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, index.data())
            painter.restore()
            return
        hit, plan = found
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.color("selection"))
        body = option.rect.adjusted(20, 3, -10, -3)
        head, line = QRect(body), option.fontMetrics.lineSpacing()
        head.setHeight(line)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        room = body.width() - (option.fontMetrics.horizontalAdvance(plan) + 16 if plan else 0)
        title = option.fontMetrics.elidedText(hit.title, Qt.TextElideMode.ElideRight, room - 8)
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft, title)
        painter.setFont(option.font)
        painter.setPen(theme.color("faint"))
        painter.drawText(head, Qt.AlignmentFlag.AlignRight, plan)
        self._around(painter, option, QRect(body.left(), head.bottom() + 1, body.width(), line), hit)
        painter.restore()

    def _around(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, hit: Hit) -> None:
        left, metrics = rect.left(), option.fontMetrics
        for text, marked in ((hit.before, False), (hit.match, True), (hit.after, False)):
            width = metrics.horizontalAdvance(text)
            piece = QRect(left, rect.top(), min(width, rect.right() - left), rect.height())
            if marked and text:
                painter.fillRect(piece, theme.color("source_soft"))
            painter.setPen(theme.color("text" if marked else "muted"))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, piece.width() + 1)
            painter.drawText(piece, Qt.AlignmentFlag.AlignLeft, shown)
            left += width
            if left >= rect.right():
                return
