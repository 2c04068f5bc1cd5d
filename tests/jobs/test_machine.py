"""Edits, imports, undo, redo and taking back in any order: the journal replays to the same tables."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from greenplan_desktop.jobs import assign, intake, journal, life, progress, tasks, units
from greenplan_desktop.jobs import plans as planning
from greenplan_desktop.model.errors import GreenplanError
from greenplan_desktop.model.period import Period
from greenplan_desktop.model.status import Life
from greenplan_desktop.store import check, replay, rows
from greenplan_desktop.store import journal as stored
from greenplan_desktop.store.database import open_store
from tests.dump import dump
from tests.jobs.plans import small_plan

ANY = st.integers(min_value=0, max_value=10**6)
TEXTS = st.sampled_from(["=1+1", "第一\n第二", "𠮷㙟", "2025年底", "x" * 300, "进展顺利", "  前后空格  "])
PERIOD = Period.parse("2023Q2")


class Office(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "a.gpdb"
        self.store = open_store(self.path)
        self.store.connection.execute("PRAGMA synchronous = OFF")
        self.line = [dump(self.store)]  # the states undo walks back through
        self.at = 0

    def teardown(self) -> None:
        assert check.problems(self.store) == []
        self._replayed()
        self.store.close()
        self.folder.cleanup()

    def _replayed(self) -> None:
        done = [s for s in stored.history(self.store, limit=10**6) if s.state == "done"]
        with open_store(Path(self.folder.name) / "replayed.gpdb") as fresh, fresh.transaction():
            for change_set in reversed(done):
                replay.turn(fresh.connection, stored.changes(self.store, change_set.id), forward=True)
            assert dump(fresh) == dump(self.store)

    def _key(self, table: str, pick: int) -> int:
        found = rows.find(self.store, table)
        return found[pick % len(found)]["id"]

    def _did(self, change_set: int | None) -> None:
        if change_set is not None:
            self.line = [*self.line[: self.at + 1], dump(self.store)]
            self.at += 1

    @property
    def has_tasks(self) -> bool:
        return rows.exists(self.store, "task")

    @property
    def has_both(self) -> bool:
        """An import taken back takes its units along, but not a task that was added since."""
        return self.has_tasks and rows.exists(self.store, "unit")

    @rule(size=st.integers(1, 5))
    def imports(self, size: int) -> None:
        self._did(intake.import_plan(self.store, small_plan(size, f"计划{len(self.line)}")).change_set_id)

    @precondition(lambda self: self.has_tasks)
    @rule(pick=ANY, field=st.sampled_from(tasks.EDITABLE), text=TEXTS)
    def edits(self, pick: int, field: str, text: str) -> None:
        before = dump(self.store)
        try:
            self._did(tasks.edit_task(self.store, self._key("task", pick), field, text).change_set_id)
        except GreenplanError:
            assert dump(self.store) == before

    @precondition(lambda self: self.has_both)
    @rule(pick=ANY, other=ANY, role=st.sampled_from(["lead", "responsible", None]))
    def assigns(self, pick: int, other: int, role: str | None) -> None:
        done = assign.set_roles(self.store, [(self._key("task", pick), self._key("unit", other), role)])  # type: ignore[arg-type]
        self._did(done.change_set_id)

    @precondition(lambda self: self.has_tasks)
    @rule(pick=ANY, names=st.lists(st.sampled_from(["区科技局", "区商务委", "新单位甲"]), max_size=3))
    def names_units(self, pick: int, names: list[str]) -> None:
        self._did(
            assign.set_units(self.store, [self._key("task", pick)], "lead", names, create=True).change_set_id
        )

    @precondition(lambda self: self.has_tasks)
    @rule(pick=ANY)
    def adds_task(self, pick: int) -> None:
        task = rows.find(self.store, "task")[pick % len(rows.find(self.store, "task"))]
        self._did(tasks.add_task(self.store, task["plan_id"], after=task["id"]).change_set_id)

    @precondition(lambda self: self.has_tasks)
    @rule(pick=ANY, other=ANY)
    def moves(self, pick: int, other: int) -> None:
        self._did(
            tasks.move_tasks(
                self.store, [self._key("task", pick)], before=self._key("task", other)
            ).change_set_id
        )

    @precondition(lambda self: self.has_tasks)
    @rule(pick=ANY)
    def deletes(self, pick: int) -> None:
        self._did(tasks.delete_tasks(self.store, [self._key("task", pick)]).change_set_id)

    @precondition(lambda self: self.has_tasks)
    @rule(pick=ANY)
    def renumbers(self, pick: int) -> None:
        self._did(tasks.renumber(self.store, self._key("plan", pick)).change_set_id)

    @precondition(lambda self: self.has_both)
    @rule(pick=ANY, other=ANY, percent=st.integers(0, 1000))
    def reports(self, pick: int, other: int, percent: int) -> None:
        task, unit = self._key("task", pick), self._key("unit", other)
        self._did(
            progress.fill_report(self.store, task, unit, PERIOD, {"percent_tenths": percent}).change_set_id
        )

    @precondition(lambda self: self.has_tasks)
    @rule(pick=ANY, turn=st.sampled_from([Life.PAUSED, Life.CLOSED, Life.ACTIVE]))
    def turns(self, pick: int, turn: Life) -> None:
        self._did(life.turn(self.store, [self._key("task", pick)], turn, reason="原因").change_set_id)

    @precondition(lambda self: self.has_both)
    @rule(pick=ANY, other=ANY)
    def merges(self, pick: int, other: int) -> None:
        one, two = self._key("unit", pick), self._key("unit", other)
        if one != two:
            self._did(units.merge_units(self.store, [one], two, "2024-01-01").change_set_id)

    @precondition(lambda self: rows.exists(self.store, "plan"))
    @rule(pick=ANY)
    def removes_plan(self, pick: int) -> None:
        self._did(planning.remove_plan(self.store, self._key("plan", pick)).change_set_id)

    @rule(pick=ANY)
    def takes_back(self, pick: int) -> None:
        sets = [
            s
            for s in stored.history(self.store)
            if s.state == "done" and not stored.taken_back(self.store, s.id)
        ]
        if sets:
            self._did(journal.take_back(self.store, sets[pick % len(sets)].id).change_set_id)

    @rule()
    def undoes(self) -> None:
        done = journal.undo(self.store)
        assert (done is None) == (self.at == 0)
        self.at -= done is not None

    @rule()
    def redoes(self) -> None:
        done = journal.redo(self.store)
        assert (done is None) == (self.at == len(self.line) - 1)
        self.at += done is not None

    @rule()
    def restarts(self) -> None:
        self.store.close()
        self.store = open_store(self.path)
        self.store.connection.execute("PRAGMA synchronous = OFF")

    @invariant()
    def stands_where_the_line_says(self) -> None:
        assert dump(self.store) == self.line[self.at]


TestOffice = Office.TestCase
TestOffice.settings = settings(
    max_examples=20,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking would take minutes
    database=None,
)
