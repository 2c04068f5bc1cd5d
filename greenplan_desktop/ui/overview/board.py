"""Everything of the overview above the charts: counters and cards over one set of figures."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from greenplan_desktop.model.labels import STATUS
from greenplan_desktop.model.period import Period
from greenplan_desktop.model.status import UNREPORTED, Status
from greenplan_desktop.ui.flow import Flow

from . import content
from .bars import ORDER, GoalRow, GoalRows, StackedRows
from .cards import Card, Counter, Legend, link
from .columns import GAP, CardColumns
from .lines import TaskLines, WordLines

if TYPE_CHECKING:
    from greenplan_desktop.jobs.overview import Overview, Statistics
    from greenplan_desktop.ui.plan_view import PlanView

    from .rows import Rows

COUNTERS = (
    ("tasks", "任务", "text"),
    (Status.COMPLETED.value, STATUS[Status.COMPLETED], "blue"),
    (Status.ON_TRACK.value, STATUS[Status.ON_TRACK], "green"),
    (Status.DELAYED.value, STATUS[Status.DELAYED], "red"),
    (Status.NOT_STARTED.value, STATUS[Status.NOT_STARTED], "grey"),
    (UNREPORTED, "未报", "grey"),
    ("returned", "回收", "orange"),
)
MOST_LINES, MOST_CHIPS, MOST_GROUPS = 6, 24, 12
MOST_UNITS, MOST_GOALS = {2: 8, 3: 10}, {2: 6, 3: 11}  # by the number of columns
WIDE = 1480  # from this width on there are three columns


class Board(QWidget):
    """`tasks_asked` gives a status ("" for none), task ids and what they are; the others ask for another page."""

    tasks_asked = Signal(str, object, str)
    task_asked = Signal(int)
    page_asked = Signal(str)
    compare_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.counters = {key: Counter(name, colour) for key, name, colour in COUNTERS}
        self._figures: Statistics | None = None
        self._view: PlanView | None = None
        self._open: set[str] = set()  # cards shown in full
        self._build_cards()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for key, counter in self.counters.items():
            counter.clicked.connect(lambda _=False, k=key: self._count_asked(k))
            row.addWidget(counter, 3 if key == "returned" else 2)
        column.addLayout(row)
        two = (
            (self.units_card, self.behind_card, self.groups_card),
            (self.goals_card, self.due_card, self.silent_card, self.turned_card),
        )
        three = (
            (self.units_card, self.groups_card),
            (self.goals_card,),
            (self.behind_card, self.due_card, self.turned_card, self.silent_card),
        )
        self.columns = CardColumns(((0, two, (13, 11)), (WIDE, three, (11, 9, 10))))
        self.columns.changed.connect(self._show_again)
        column.addWidget(self.columns)

    def _build_cards(self) -> None:
        self.units, self.groups = StackedRows("各牵头单位进展"), StackedRows("各章节进展")
        self.goals, self.turned = GoalRows("目标完成情况"), WordLines("较上期变化")
        self.behind, self.due = TaskLines("进展滞后"), TaskLines("逾期和近期到期")
        self._more: dict[str, QPushButton] = {}
        self._legend = Legend()
        self.units_card = self._card("各牵头单位进展", self.units, "units")
        self.units_card.body.insertWidget(self.units_card.body.count() - 1, self._legend)
        self.groups_card = self._card("各章节进展", self.groups, "groups")
        self.goals_card = self._card("目标完成情况", self.goals, "")
        self.behind_card = self._card("进展滞后", self.behind, "behind")
        self.due_card = self._card("逾期和近期到期", self.due, "due")
        self.turned_card = self._card("较上期变化", self.turned, "")
        self.silent_card, self.chips = Card("未报送"), Flow()
        self.silent_card.add(self.chips)
        self.remind = QPushButton("生成催报单")
        self.remind.clicked.connect(lambda: self.page_asked.emit("reminders"))
        foot = QHBoxLayout()
        foot.addWidget(self.remind)
        foot.addStretch(1)
        self.silent_card.body.addLayout(foot)
        self.silent_card.close_up()
        all_goals, compare = link("全部目标"), link("逐项比较")
        all_goals.clicked.connect(lambda: self.page_asked.emit("targets"))
        compare.clicked.connect(self.compare_asked)
        self.goals_card.add_tool(all_goals)
        self.turned_card.add_tool(compare)
        for bars in (self.units, self.groups):
            bars.chosen.connect(lambda found: self.tasks_asked.emit(*found))
        for lines in (self.behind, self.due):
            lines.chosen.connect(lambda task: self.task_asked.emit(task))
        self.turned.chosen.connect(lambda found: self.tasks_asked.emit("", found[1], f"较上期 {found[0]}"))
        self.goals.chosen.connect(self._goal_asked)

    def _card(self, title: str, rows: Rows[Any], key: str) -> Card:
        card = Card(title)
        card.add(rows)
        if key:
            more = link("")
            more.clicked.connect(lambda _=False: self._unfold(key))
            self._more[key] = more
            card.add(more)
        card.close_up()
        return card

    # showing

    def show_figures(self, view: PlanView, found: Overview) -> None:
        """Show these figures; what was unfolded stays so."""
        self._view, self._figures = view, found.figures
        self._show_counters(found)
        self._show_cards(view, found.figures)

    @property
    def figures(self) -> Statistics | None:
        """What is shown."""
        return self._figures

    def _show_counters(self, found: Overview) -> None:
        figures = found.figures
        chapters = sum(1 for group in figures.groups if group.chapter_id is not None)
        resting = sum(figures.apart.values())
        note = f"{chapters} 个章节" if chapters else ""
        self.counters["tasks"].show_number(
            str(figures.tasks), f"{note}，另 {resting} 项单列" if resting else note
        )
        for status in ORDER:
            number = figures.by_status[status]
            note = content.change_note(figures, status)
            colour = "orange" if status == UNREPORTED and number else ""
            self.counters[status].show_number(str(number), note, colour)
        lacking = figures.expected - figures.received
        parts = [f"缺 {lacking} 个" if lacking else "全部报送"] if figures.expected else []
        if found.returned_before is not None:
            parts.append(f"较上期 {content.signed(figures.received - found.returned_before)}")
        self.counters["returned"].show_number(
            f"{figures.received}/{figures.expected}", "，".join(parts), "orange" if lacking else "green"
        )

    def _show_cards(self, view: PlanView, figures: Statistics) -> None:
        units, groups = content.lead_units(figures), content.groups(figures)
        self._fill(self.units, units, "units", MOST_UNITS[self.columns.count])
        self._legend.show_statuses(s for s in ORDER if any(row.parts.get(s) for row in units))
        self.units_card.say(
            "各牵头单位进展", "点色块看任务" if units else "", "" if units else "还没有分派牵头单位。"
        )
        self._fill(self.groups, groups, "groups", MOST_GROUPS)
        self.groups_card.say("各章节进展", "", "" if groups else "没有纳入统计的任务。")
        self._show_goals(figures)
        self._show_lines(view, figures)
        self._show_silent(figures)
        before = figures.change.previous if figures.change else ""
        self.turned.set_rows(content.turned(figures))
        self.turned_card.say(
            "较上期变化",
            f"与{Period.parse(before).label}相比" if before else "",
            "" if before else "没有更早的同类期次可比。",
        )

    def _show_goals(self, figures: Statistics) -> None:
        goals = content.goals(figures)
        self.goals.set_rows(goals, MOST_GOALS[self.columns.count])
        given = sum(row.share is not None for row in goals)
        note = f"{given}/{len(goals)} 项已填报，竖线为序时进度" if goals else ""
        self.goals_card.say("目标完成情况", note, "" if goals else "这份计划没有量化目标。")

    def _show_lines(self, view: PlanView, figures: Statistics) -> None:
        behind, due = content.behind(view, figures), content.due(view, figures)
        delayed, idle = (figures.by_status[status] for status in content.BEHIND)
        self._fill(self.behind, behind, "behind", MOST_LINES)
        title = f"进展滞后（{delayed}）" + (f"　未启动（{idle}）" if idle else "")
        self.behind_card.say(
            title, "进度 / 序时" if behind else "", "" if behind else "本期没有滞后或未启动的任务。"
        )
        self._fill(self.due, due, "due", MOST_LINES)
        self.due_card.say(
            f"已逾期（{len(figures.overdue)}）　30天内到期（{len(figures.due_soon)}）",
            "",
            "" if due else f"到{figures.period.label}末没有逾期和 30 天内到期的任务。",
        )

    def _show_silent(self, figures: Statistics) -> None:
        silent = figures.silent
        shown = silent if "silent" in self._open else silent[:MOST_CHIPS]
        chips: list[QWidget] = []
        for unit in shown:
            chip = QToolButton()
            chip.setObjectName("UnitChip")
            chip.setText(unit.name)
            chip.setToolTip(f"{unit.name}：应报 {unit.owed} 项，点开看任务")
            tasks = content.ids_of(figures, unit.missing)
            words = f"{unit.name} · 未报送"
            chip.clicked.connect(lambda _=False, t=tasks, w=words: self.tasks_asked.emit("", t, w))
            chips.append(chip)
        if len(shown) < len(silent):
            rest = link(f"其余 {len(silent) - len(shown)} 个…")
            rest.clicked.connect(lambda: self._unfold("silent"))
            chips.append(rest)
        self.chips.put(chips)
        self.chips.setVisible(bool(silent))
        self.remind.setVisible(bool(silent))
        empty = "" if silent else "应报送的单位都已报送。" if figures.expected else "本期没有应报送的单位。"
        self.silent_card.say(f"未报送（{len(silent)}）", _deadline(figures.deadline), empty)

    def _fill(self, rows: Rows[Any], found: list[Any], key: str, most: int) -> None:
        whole = key in self._open or len(found) <= most + 1
        rows.set_rows(found, None if whole else most)
        self._more[key].setVisible(len(found) > most + 1)
        self._more[key].setText("收起" if whole else f"显示其余 {len(found) - most} 项")

    def _unfold(self, key: str) -> None:
        self._open ^= {key}
        self._show_again()

    def _show_again(self) -> None:
        if self._view is not None and self._figures is not None:
            self._show_cards(self._view, self._figures)

    # leading on

    def _count_asked(self, key: str) -> None:
        figures = self._figures
        if figures is None:
            return
        if key == "returned":
            self.page_asked.emit("registry")
        elif key == "tasks":
            self.tasks_asked.emit("", (), "")
        elif figures.by_status[key]:
            self.tasks_asked.emit(key, (), "")

    def _goal_asked(self, row: GoalRow) -> None:
        if row.task_id is None:
            self.page_asked.emit("targets")
        else:
            self.task_asked.emit(row.task_id)


def _deadline(deadline: str | None) -> str:
    """截止 7月5日，逾期 3 天; empty where none was set."""
    if not deadline:
        return ""
    day = date.fromisoformat(deadline)
    late = (date.today() - day).days
    if late > 0:
        return f"截止 {day.year}年{day.month}月{day.day}日，已过 {late} 天"
    return f"截止 {day.year}年{day.month}月{day.day}日" + (
        "，今天截止" if late == 0 else f"，还有 {-late} 天"
    )
