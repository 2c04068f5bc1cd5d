"""The 上级文件 page: which task answers which item of the higher plan, proposed with evidence, decided by the clerk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from greenplan_desktop.jobs import aligning, sheets
from greenplan_desktop.ui.alignment.choice import HigherChoice
from greenplan_desktop.ui.alignment.items_table import ItemsTable
from greenplan_desktop.ui.alignment.offer_card import OfferCard
from greenplan_desktop.ui.chips import show_counts
from greenplan_desktop.ui.desk import Place
from greenplan_desktop.ui.dividing import column_of, splitter_of
from greenplan_desktop.ui.empty import EmptyState
from greenplan_desktop.ui.figured import FiguredPage
from greenplan_desktop.ui.page_bar import SlimBar
from greenplan_desktop.ui.tasks.filters import Filters
from greenplan_desktop.ui.top_bar import Chooser

if TYPE_CHECKING:
    from collections.abc import Callable

    from greenplan_desktop.jobs.aligning import Alignment, HigherItem
    from greenplan_desktop.ui.action_book import Handlers
    from greenplan_desktop.ui.desk import Desk
    from greenplan_desktop.ui.plan_view import PlanView

CHIPS: dict[str, tuple[str, Callable[[HigherItem], bool]]] = {
    "all": ("全部", lambda item: True),
    "proposed": ("待确认", lambda item: item.state == "proposed"),
    "open": ("未落实", lambda item: item.state in ("open", "declared")),
    "confirmed": ("已确认", lambda item: item.state == "confirmed"),
    "differing": ("目标不同", lambda item: bool(item.differing)),
}
WORDS = {key: word for key, (word, _) in CHIPS.items()}
EXCEL = "Excel 表格（*.xlsx）"
BODY, CHOICE = 2, 3  # places in the stack, after the two empty states
NONE = "把上级文件（如市政府的方案）也导入为一份计划，这里逐条对照：哪些已有落实，哪些还空着，目标是否一致。"


class AlignmentPage(FiguredPage):
    """Items at the left, proposals for the chosen one at the right; nothing is confirmed by itself."""

    page_id = "alignment"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view: PlanView | None = None
        self._found: Alignment | None = None
        self._kind, self._offer = "all", 0
        self.higher = Chooser()
        self.higher.setAccessibleName("上级文件")
        self.higher.setMinimumWidth(300)
        self.higher.setMaximumWidth(420)
        self.higher.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.higher.setMinimumContentsLength(18)
        self.higher.setPlaceholderText("选择上级文件…")
        self.higher.activated.connect(lambda _: self._choose_higher())
        self.table = ItemsTable()
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._chosen())
        self.cards: list[OfferCard] = []
        self._build()
        desk.hub.theme_changed.connect(self._chosen)

    def _build(self) -> None:
        bar = SlimBar()
        self.chips = bar.add_chips(WORDS, self._see)
        label = QLabel("上级文件")
        label.setProperty("muted", True)
        bar.add_right(label, self.higher)
        body = column_of(bar, splitter_of(self.table, self._side(), sizes=(640, 640)))
        book = self.desk.book
        self._stack = QStackedLayout(self)
        self._stack.addWidget(
            EmptyState("align", "还没有计划", "导入计划后，这里与上级文件逐条对照。", book["plan.import"])
        )
        self._stack.addWidget(EmptyState("align", "还没有上级文件", NONE, book["plan.import"]))
        self._stack.addWidget(body)
        self._choice = HigherChoice(book["plan.import"])
        self._choice.chosen.connect(self._take_higher)
        self._stack.addWidget(self._choice)

    def _side(self) -> QWidget:
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(14, 12, 14, 12)
        self._column.setSpacing(8)
        self._title, self._about, self._text = QLabel(), QLabel(), QLabel()
        self._title.setProperty("title", True)
        self._about.setProperty("muted", True)
        for part in (self._title, self._about, self._text):
            part.setWordWrap(True)
            part.setTextFormat(Qt.TextFormat.PlainText)
            self._column.addWidget(part)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._none, self._clear = QPushButton("暂无对应任务"), QPushButton("取消结论")
        self._none.clicked.connect(lambda: self._decide(None, "open"))
        self._clear.clicked.connect(lambda: self._decide(None, None))
        row = QHBoxLayout()
        row.addWidget(self._none)
        row.addWidget(self._clear)
        row.addStretch(1)
        self._column.addLayout(row)
        self._offers = QVBoxLayout()
        self._offers.setSpacing(8)
        self._column.addLayout(self._offers)
        self._column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(holder)
        self._area = area
        return area

    # showing

    def refresh(self, view: PlanView | None) -> None:
        other = view is None or self._view is None or view.plan.id != self._view.plan.id
        self._view = view
        if other:
            self._found = None
            self.table.show_items([])
        self._fill_higher()
        self._align()

    def _fill_higher(self) -> None:
        view = self._view
        plans = [p for p in self.desk.session.plans if view is not None and p.id != view.plan.id]
        kept = self.desk.settings.get("higher_plans", {}).get(view.plan.uid if view else "", "")
        self.higher.clear()
        for plan in plans:
            self.higher.addItem(
                plan.name + (f"（{plan.document_number}）" if plan.document_number else ""), plan.id
            )
        wanted = next((n for n, plan in enumerate(plans) if plan.uid == kept), 0 if len(plans) == 1 else -1)
        self.higher.setCurrentIndex(wanted)
        self._choice.offer(
            [(self.higher.itemText(n), self.higher.itemData(n)) for n in range(self.higher.count())]
        )

    def _choose_higher(self) -> None:
        view, chosen = self._view, self.higher.currentData()
        plan = next((p for p in self.desk.session.plans if p.id == chosen), None)
        if view is not None and plan is not None:
            kept = dict(self.desk.settings.get("higher_plans", {}))
            kept[view.plan.uid] = plan.uid
            self.desk.settings.put("higher_plans", kept)
        self._align()

    def _take_higher(self, plan_id: int) -> None:
        self.higher.setCurrentIndex(self.higher.findData(plan_id))
        self._choose_higher()

    def _align(self) -> None:
        self.forget()
        view, higher = self._view, self.higher.currentData()
        self._stack.setCurrentIndex(0 if view is None else CHOICE if self.higher.count() else 1)
        if view is None or higher is None:
            self._found = None
            self._show()
            return
        self._stack.setCurrentIndex(BODY)
        self.work_out(
            lambda store: aligning.alignment(store, view.plan.id, higher), "正在对照上级文件", self._take
        )

    def _take(self, found: Alignment) -> None:
        self._found = found
        self._show()

    def _see(self, kind: str) -> None:
        self._kind = kind
        self._show()

    def _show(self) -> None:
        items = self._found.items if self._found else ()
        counts = {key: sum(map(passes, items)) for key, (_, passes) in CHIPS.items()}
        show_counts(self.chips, WORDS, counts, self._kind)
        self.table.show_items([item for item in items if CHIPS[self._kind][1](item)])
        self._chosen()
        self.footer_changed.emit()

    def _chosen(self) -> None:
        item = self.table.chosen
        same = item is not None and self._title.property("item") == item.task_id
        self._title.setProperty("item", item.task_id if item else None)
        self._offer = self._offer if same else 0
        self._show_item(item)
        if not same:
            self._area.verticalScrollBar().setValue(0)
        self.selection_changed.emit()

    def _show_item(self, item: HigherItem | None) -> None:
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = []
        writable = not self.desk.session.read_only
        for part in (self._about, self._text, self._none, self._clear):
            part.setVisible(item is not None)
        if item is None:
            self._title.setText("没有符合条件的上级任务。")
            return
        self._title.setText(f"{item.code}　{item.title}")
        leads = f"牵头：{'、'.join(item.leads)}" if item.leads else ""
        self._about.setText("　".join(filter(None, (item.chapter, leads, aligning.STATES[item.state]))))
        self._text.setText(item.text)
        self._text.setVisible(bool(item.text))
        self._none.setVisible(item.state != "declared")
        self._none.setEnabled(writable)
        self._clear.setVisible(item.decided)
        self._clear.setEnabled(writable)
        self._offer = min(self._offer, max(0, len(item.offers) - 1))
        for number, offer in enumerate(item.offers):
            card = OfferCard(offer, writable=writable, chosen=number == self._offer)
            card.verdict.connect(lambda task, verdict: self._decide(task, verdict or None))
            card.task_asked.connect(lambda task: self.desk.go(Place("tasks", task_id=task, extra=Filters())))
            card.picked.connect(self._pick)
            self._offers.addWidget(card)
            self.cards.append(card)

    def _pick(self, task_id: int) -> None:
        for number, card in enumerate(self.cards):
            if card.offer.task_id == task_id:
                self._offer = number
            card.mark(chosen=card.offer.task_id == task_id)

    # deciding

    def _decide(self, task_id: int | None, verdict: str | None) -> None:
        item = self.table.chosen
        if item is None or self._view is None:
            return
        done = self.desk.session.do(aligning.decide, self._view.plan.id, item, task_id, verdict)
        self.desk.say(done.label or "没有变化")

    def _decide_offer(self, verdict: str) -> None:
        if self.cards:
            self._decide(self.cards[self._offer].offer.task_id, verdict)

    # out of the page

    def _excel(self) -> None:
        found = self._found
        target = self.desk.dialogs.pick_save("另存为", "与上级文件任务对照表.xlsx", EXCEL) if found else None
        if found is not None and target is not None:
            self.desk.runner.run(
                lambda _: sheets.write(found.sheet, target),
                "正在写出表格",
                lambda done: self.desk.wrote(f"已写成 {done.path}", done.path),
            )

    def _print(self) -> None:
        if self._found is not None:
            self.desk.go(Place("print", extra=self._found.sheet))

    # what the window asks of a page

    def handlers(self) -> Handlers:
        return {
            "alignment.confirm": lambda: self._decide_offer("confirmed"),
            "alignment.refuse": lambda: self._decide_offer("refused"),
            "alignment.open": lambda: self._decide(None, "open"),
            "alignment.clear": lambda: self._decide(None, None),
            "alignment.excel": self._excel,
            "alignment.print": self._print,
        }

    def bar(self) -> tuple[str, ...]:
        return ("alignment.excel", "alignment.print")

    def has_selection(self) -> bool:
        return self.table.chosen is not None

    def footer(self) -> tuple[str, ...]:
        if self._found is None:
            return ()
        items = self._found.items
        counts = {key: sum(map(passes, items)) for key, (_, passes) in CHIPS.items()}
        return (
            f"上级任务 {len(items)} 项",
            f"已确认 {counts['confirmed']}，待确认 {counts['proposed']}，未落实 {counts['open']}",
            f"目标不同 {counts['differing']} 项" if counts["differing"] else "",
        )

    def start_focus(self) -> None:
        self.table.setFocus()
