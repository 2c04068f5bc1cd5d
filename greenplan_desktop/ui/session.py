"""The window's own connection to the database: the plan and period on the screen, and every change through it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer

from greenplan_desktop.jobs.changed import Changed
from greenplan_desktop.model.errors import InputError, StoreError
from greenplan_desktop.model.index import PlanIndex
from greenplan_desktop.model.period import Period
from greenplan_desktop.store import journal, plans
from greenplan_desktop.store.snapshot import plan_snapshot

from .plan_view import PlanView

if TYPE_CHECKING:
    from collections.abc import Callable

    from greenplan_desktop.model.records import StoredPlan
    from greenplan_desktop.store.database import Store

    from .hub import Hub
    from .settings import Settings

R = TypeVar("R")
WATCH_MS = 1500
BEAT_MS = 20_000


class Session(QObject):
    """The open database, the chosen plan and period; it tells the hub whenever they are others."""

    def __init__(self, store: Store, hub: Hub, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = store
        self.hub = hub
        self.settings = settings
        self.view: PlanView | None = None
        self.plans: tuple[StoredPlan, ...] = ()
        self.undo_name = ""
        self.redo_name = ""
        self._open = True
        self._mark = store.mark()
        self._watch = _timer(self, WATCH_MS, self.look_for_changes)
        self._beat = _timer(self, BEAT_MS, lambda: self.store.renew())

    @property
    def plan_id(self) -> int | None:
        """The plan on the screen."""
        return self.view.plan.id if self.view else None

    @property
    def read_only(self) -> bool:
        """Whether the database can only be looked at."""
        return self.store.read_only

    def start(self) -> None:
        """Show the plan and period of last time, or the first plan there is; then watch for other programs."""
        self._load_plans()
        last = self.settings.get("plan", "")
        chosen = next((p for p in self.plans if p.uid == last), None) or next(iter(self.plans), None)
        self._load(chosen.id if chosen else None)
        self._watch.start()
        self._beat.start()

    def stop(self) -> None:
        """Stop watching and close the database."""
        self._watch.stop()
        self._beat.stop()
        if self._open:
            self._open = False
            self.store.close()

    def change_store(self, store: Store) -> None:
        """Work on another database from now on; the present one is closed."""
        self.stop()
        self.store, self._open = store, True
        self._mark = store.mark()
        self.view = None
        self.start()
        self.hub.data_changed.emit(Changed(None, ""))

    def do(self, job: Callable[..., R], *args: Any, **kwargs: Any) -> R:
        """Run a job that changes data and show what it changed; InputError and StoreError go to the caller."""
        result = job(self.store, *args, **kwargs)
        if isinstance(result, Changed):
            self.take(result)
        return result

    def read(self, query: Callable[..., R], *args: Any, **kwargs: Any) -> R:
        """Ask something that the view does not hold (`query(store, …)`): a history, a kept file, a search."""
        return query(self.store, *args, **kwargs)

    def take(self, done: Changed) -> None:
        """Show what a job changed (also one that ran on a worker thread)."""
        if done.change_set_id is None:
            return
        self._mark = self.store.mark()
        self._load_plans()
        gone = self.view is not None and self.plan_id not in {p.id for p in self.plans}
        self._load(self._other_plan() if gone or self.view is None else self.plan_id)
        self.hub.data_changed.emit(done)

    def look_for_changes(self) -> None:
        """Show what another window or program changed meanwhile."""
        try:
            mark = self.store.mark()
        except StoreError:
            return  # busy: the next look will do
        if mark != self._mark:
            self.take(Changed(mark[0], "另一个窗口修改了数据"))

    def choose_plan(self, plan_id: int) -> None:
        """Show another plan, from the period it was last looked at from."""
        if plan_id == self.plan_id:
            return
        self._load(plan_id)
        self.hub.plan_chosen.emit(plan_id)

    def choose_period(self, code: str) -> None:
        """Look at the plan from another period; raises InputError for a code that is none."""
        if self.view is None or code == self.view.period.code:
            return
        self.view = PlanView(self.view.index, Period.parse(code), self.read_only)
        self._remember(self.view)
        self.hub.period_chosen.emit(self.view.period.code)
        self.hub.view_changed.emit()

    def _other_plan(self) -> int | None:
        return next((p.id for p in self.plans if p.archived_at is None), None)

    def _load_plans(self) -> None:
        self.plans = tuple(plans.all_plans(self.store))
        undoable, redoable = journal.undoable(self.store), journal.redoable(self.store)
        self.undo_name = undoable.label if undoable else ""
        self.redo_name = redoable.label if redoable else ""
        self.hub.plans_changed.emit()

    def _load(self, plan_id: int | None) -> None:
        if plan_id is None:
            self.view = None
        else:
            index = PlanIndex(plan_snapshot(self.store, plan_id))
            same = self.view is not None and self.view.plan.id == plan_id
            period = self.view.period if same and self.view else self._first_period(index)
            self.view = PlanView(index, period, self.read_only)
            self._remember(self.view)
        self.hub.view_changed.emit()

    def _first_period(self, index: PlanIndex) -> Period:
        """The period of last time, else the plan's latest, else the quarter before today within the plan."""
        kept = self.settings.get("periods", {}).get(index.plan.uid, "")
        try:
            return Period.parse(kept)
        except InputError:
            return index.last_period() or quarter_within(date.today(), index.plan)

    def _remember(self, view: PlanView) -> None:
        self.settings.put("plan", view.plan.uid)
        kept: dict[str, Any] = dict(self.settings.get("periods", {}))
        kept[view.plan.uid] = view.period.code
        self.settings.put("periods", kept)
        self.settings.save()


def quarter_within(today: date, plan: StoredPlan) -> Period:
    """The quarter of a day, held within the plan's years."""
    year, quarter = today.year, (today.month - 1) // 3 + 1
    if plan.period_to and year > plan.period_to:
        year, quarter = plan.period_to, 4
    if plan.period_from and year < plan.period_from:
        year, quarter = plan.period_from, 1
    return Period.parse(f"{year}Q{quarter}")


def _timer(parent: QObject, milliseconds: int, slot: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setInterval(milliseconds)
    timer.timeout.connect(slot)
    return timer
