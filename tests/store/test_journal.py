"""Undo, redo and taking back restore exactly; nothing is written outside a change set."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from greenplan_desktop.model.errors import ConflictError, StoreError
from greenplan_desktop.store import check, journal, reports, rows, tasks, units
from greenplan_desktop.store.database import Store, open_store
from tests.dump import dump


def plan_with_task(store: Store) -> tuple[int, int, int, int]:
    with journal.change(store, "准备"):
        plan = rows.insert(store, "plan", uid="p", title="计划")
        task = tasks.insert(store, plan, number="1", code="1", title="任务")
        unit = units.insert(store, short_name="区科技局", full_name="区科学技术局", aliases=("科技局",))
        period = reports.period_id(store, plan, "2023Q2")
    return plan, task, unit, period


def test_undo_and_redo_survive_a_restart(path: Path) -> None:
    with open_store(path) as store:
        empty = dump(store)
        plan_with_task(store)
        full = dump(store)
    with open_store(path) as store:
        assert journal.undo(store).label == "准备"  # type: ignore[union-attr]
        assert dump(store) == empty
        assert journal.undo(store) is None
    with open_store(path) as store:
        journal.redo(store)
        assert dump(store) == full
        assert journal.redo(store) is None
        assert check.problems(store) == []


def test_a_new_change_drops_the_redo_line_but_keeps_its_history(store: Store) -> None:
    plan_with_task(store)
    journal.undo(store)
    with journal.change(store, "另一步"):
        units.insert(store, short_name="区财政局")
    assert journal.redo(store) is None
    assert [s.state for s in journal.history(store)] == ["done", "dropped"]


def test_a_write_without_change_set_is_refused(store: Store) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="change set"):
        store.connection.execute("INSERT INTO unit (uid, short_name) VALUES ('u', 'x')")
    with pytest.raises(sqlite3.IntegrityError, match="insert-only"):
        store.connection.execute("INSERT INTO file_blob VALUES (?, ?, 1)", ("a" * 64, b"x"))
        store.connection.execute("UPDATE file_blob SET size = 2")


def test_replace_is_journalled_as_delete_and_insert(store: Store) -> None:
    _, _, unit, _ = plan_with_task(store)
    with journal.change(store, "替换") as set_id:
        store.connection.execute(
            "REPLACE INTO unit_alias (id, unit_id, name) VALUES (77, ?, '科技局')", (unit,)
        )
    kinds = [(c.before is None, c.after is None) for c in journal.changes(store, set_id)]
    assert kinds == [(False, True), (True, False)]


def test_an_empty_change_leaves_no_trace(store: Store) -> None:
    with journal.change(store, "空"):
        pass
    assert journal.history(store) == []
    assert journal.undoable(store) is None


def test_an_error_inside_a_change_leaves_everything_as_it_was(store: Store) -> None:
    before = dump(store)
    with pytest.raises(RuntimeError), journal.change(store, "中断"):
        units.insert(store, short_name="x")
        raise RuntimeError
    assert dump(store) == before
    assert journal.history(store) == []
    with journal.change(store, "之后"):
        units.insert(store, short_name="y")


def test_deleting_a_plan_with_everything_is_undone_exactly(store: Store) -> None:
    from greenplan_desktop.store import plans

    plan, task, unit, period = plan_with_task(store)
    with journal.change(store, "进展"):
        rows.insert(store, "assignment", task_id=task, unit_id=unit, role="lead")
        reports.write(store, task, unit, period, {"status": "on_track", "achievement": "好"})
        rows.insert(
            store, "target", plan_id=plan, task_id=task, position=1, text="x", indicator="y", value="14.50"
        )
        plans.set_text(store, plan, "正文")
    before = dump(store)
    with journal.change(store, "移除"):
        plans.remove(store, plan)
    assert dump(store)["task"] == []
    journal.undo(store)
    assert dump(store) == before
    journal.redo(store)
    assert dump(store)["report"] == []
    journal.undo(store)
    assert dump(store) == before


def test_taking_back_later_leaves_what_was_changed_since(store: Store) -> None:
    _, task, unit, period = plan_with_task(store)
    with journal.change(store, "导入", kind="import") as first:
        reports.write(
            store,
            task,
            unit,
            period,
            {"status": "on_track", "percent_tenths": 550, "achievement": "甲", "problems": "乙"},
        )
    with journal.change(store, "改正"):
        reports.write(store, task, unit, period, {"achievement": "丙"})
    taken = journal.take_back(store, first)
    row = store.rows("SELECT status, percent_tenths, achievement, problems FROM report")[0]
    assert tuple(row) == (None, None, "丙", "")
    assert [k[2] for k in taken.kept] == ["achievement"]
    journal.undo(store)
    row = store.rows("SELECT status, percent_tenths, achievement, problems FROM report")[0]
    assert tuple(row) == ("on_track", 550, "丙", "乙")


def test_taking_back_an_untouched_import_removes_its_rows(store: Store) -> None:
    _, task, unit, period = plan_with_task(store)
    before = dump(store)["report"]
    with journal.change(store, "导入", kind="import") as first:
        reports.write(store, task, unit, period, {"status": "on_track"})
    with journal.change(store, "别的"):
        units.insert(store, short_name="区财政局")
    taken = journal.take_back(store, first)
    assert taken.kept == ()
    assert dump(store)["report"] == before
    with pytest.raises(StoreError, match="已经收回"):
        journal.take_back(store, first)


def test_an_edit_over_a_value_changed_meanwhile_is_refused(path: Path) -> None:
    with open_store(path) as one, open_store(path) as two:
        _, task, _, _ = plan_with_task(one)
        with journal.change(two, "另一窗口"):
            rows.update(two, "task", task, title="新名")
        with pytest.raises(ConflictError), journal.change(one, "本窗口"):
            rows.update(one, "task", task, expected={"title": "任务"}, title="别名")
        assert one.rows("SELECT title FROM task")[0][0] == "新名"
        assert one.mark() == two.mark()
