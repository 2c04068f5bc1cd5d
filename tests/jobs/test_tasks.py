"""Tasks: bad input is refused with a sentence and nothing changes; odd texts stay as they are."""

from __future__ import annotations

import pytest

from greenplan_desktop.jobs import assign, find, journal, life, plans, progress, search, tasks, units
from greenplan_desktop.model.errors import ConflictError, InputError
from greenplan_desktop.model.period import Period
from greenplan_desktop.model.status import Life
from greenplan_desktop.store import reports, rows
from greenplan_desktop.store import tasks as stored
from greenplan_desktop.store import units as register
from greenplan_desktop.store.database import Store
from greenplan_desktop.store.snapshot import plan_snapshot
from tests.dump import dump


def plan_id(store: Store) -> int:
    return rows.find(store, "plan")[0]["id"]


def codes(store: Store) -> list[str]:
    return [t.code for t in stored.of_plan(store, plan_id(store))]


@pytest.mark.parametrize("text", ["=1+1", "+86", "@甲", "𠮷㙟🌱", "长" * 10_000, "第一行\n第二行"])
def test_any_text_is_kept_as_typed(planned: Store, text: str) -> None:
    task = stored.of_plan(planned, plan_id(planned))[0]
    tasks.edit_task(planned, task.id, "title", text)
    assert stored.task(planned, task.id).title == text  # type: ignore[union-attr]


@pytest.mark.parametrize(("field", "text"), [("title", "   "), ("number", ""), ("number", "2"), ("uid", "x")])
def test_a_refused_edit_changes_nothing(planned: Store, field: str, text: str) -> None:
    before = dump(planned)
    with pytest.raises(InputError) as caught:
        tasks.edit_task(planned, stored.of_plan(planned, plan_id(planned))[0].id, field, text)
    assert caught.value.message.endswith("。")
    assert dump(planned) == before


def test_a_due_date_is_kept_as_written_and_as_a_day(planned: Store) -> None:
    task = stored.of_plan(planned, plan_id(planned))[0]
    for text, day in (
        ("2024年6月底前", "2024-06-30"),
        ("2025年底", "2025-12-31"),
        ("持续推进", None),
        ("", None),
    ):
        tasks.edit_task(planned, task.id, "due_text", text)
        now = stored.task(planned, task.id)
        assert (now.due_text, now.due_date) == (text, day)  # type: ignore[union-attr]


def test_an_edit_of_a_value_changed_meanwhile_asks(planned: Store) -> None:
    task = stored.of_plan(planned, plan_id(planned))[0]
    tasks.edit_task(planned, task.id, "title", "甲", expected=task.title)
    with pytest.raises(ConflictError):
        tasks.edit_task(planned, task.id, "title", "乙", expected=task.title)


def test_tasks_are_added_moved_renumbered_and_deleted(planned: Store) -> None:
    keys = [t.id for t in stored.of_plan(planned, plan_id(planned))]
    tasks.add_task(planned, plan_id(planned), after=keys[0], title="插入")
    assert codes(planned) == ["1", "5", "2", "3", "4"]
    tasks.move_tasks(planned, [keys[3]], before=keys[0])
    assert codes(planned) == ["4", "1", "5", "2", "3"]
    tasks.renumber(planned, plan_id(planned))
    assert codes(planned) == ["1", "2", "3", "4", "5"]
    tasks.delete_tasks(planned, keys[:2])
    assert len(codes(planned)) == 3
    for _ in range(4):
        journal.undo(planned)
    assert codes(planned) == ["1", "2", "3", "4"]


def test_many_insertions_between_two_rows_keep_their_order(planned: Store) -> None:
    first = stored.of_plan(planned, plan_id(planned))[0].id
    for turn in range(15):
        tasks.add_task(planned, plan_id(planned), after=first, title=f"第{turn}次")
    titles = [t.title for t in stored.of_plan(planned, plan_id(planned))]
    assert titles[1:16] == [f"第{turn}次" for turn in reversed(range(15))]


def test_units_of_a_cell_are_set_by_names_and_refused_when_unknown(planned: Store) -> None:
    task = stored.of_plan(planned, plan_id(planned))[0]
    with pytest.raises(InputError, match="区科技厅"):
        assign.set_units(planned, [task.id], "lead", ["区科技厅"])
    assign.set_units(
        planned, [task.id], "lead", assign.split_names("区科技局、 区国资委（区金融发展中心）"), create=True
    )
    index = {u.id: u.short_name for u in register.all_units(planned)}
    mine = [a for a in register.assignments(planned, plan_id(planned)) if a.task_id == task.id]
    assert [(index[a.unit_id], a.role) for a in mine] == [
        ("区科技局", "lead"),
        ("区国资委（区金融发展中心）", "lead"),
        ("各镇街", "responsible"),
    ]


def test_the_command_line_assigns_by_name(planned: Store) -> None:
    done = assign.assign(planned, plan_id(planned), "2", lead=["区科技局"], remove=["区经济信息委"])
    assert done.label == "修改第2项责任分工"
    index = {u.id: u.short_name for u in register.all_units(planned)}
    task = find.task(planned, plan_id(planned), "2")
    mine = {
        index[a.unit_id]: a.role
        for a in register.assignments(planned, plan_id(planned))
        if a.task_id == task.id
    }
    assert mine == {"区科技局": "lead", "各镇街": "responsible"}


def test_turns_of_a_task_are_dated_and_delete_nothing(planned: Store) -> None:
    task = stored.of_plan(planned, plan_id(planned))[0]
    with pytest.raises(InputError, match="新的完成时限"):
        life.turn(planned, [task.id], Life.EXTENDED, reason="资金未到位")
    life.turn(
        planned,
        [task.id],
        Life.EXTENDED,
        reason="资金未到位",
        due_text="2026年6月底前",
        document="云岭府〔2025〕3号",
    )
    now = stored.task(planned, task.id)
    assert (now.life, now.due_date) == ("extended", "2026-06-30")  # type: ignore[union-attr]
    event = stored.life_events(planned, plan_id(planned))[0]
    assert (event.reason, event.document) == ("资金未到位", "云岭府〔2025〕3号")
    life.turn(planned, [task.id], Life.CLOSED, reason="办结")
    assert len(stored.of_plan(planned, plan_id(planned))) == 4


def test_progress_by_hand_and_status_with_reason(planned: Store) -> None:
    task, period = stored.of_plan(planned, plan_id(planned))[0], Period.parse("2023Q2")
    unit = find.unit(planned, "区科技局")
    progress.fill_report(planned, task.id, unit.id, period, {"achievement": " 好 \n"})
    progress.fill_report(planned, task.id, unit.id, period, {"percent_tenths": 455})
    report = reports.of_plan(planned, plan_id(planned))[0]
    assert (report.achievement, report.percent_tenths) == ("好", 455)
    for wrong in (1001, -1):
        with pytest.raises(InputError, match="0 到 100"):
            progress.fill_report(planned, task.id, unit.id, period, {"percent_tenths": wrong})
    with pytest.raises(InputError, match="理由"):
        progress.set_status(planned, task.id, period, "completed")
    progress.set_status(planned, task.id, period, "completed", "现场核实")
    assert stored.manual_statuses(planned, plan_id(planned))[0].reason == "现场核实"


def test_search_finds_two_letter_words_and_initials(planned: Store) -> None:
    task = stored.of_plan(planned, plan_id(planned))[1]
    tasks.edit_task(planned, task.id, "text", "推进汽车产业升级")
    hit = next(h for h in search.search(planned, "汽车") if h.kind == "task")
    assert (hit.task_id, hit.match) == (task.id, "汽车")
    assert any(h.kind == "unit" and h.title == "区科技局" for h in search.search(planned, "kjj"))
    assert search.search(planned, "绝无此词") == []


def test_a_plan_is_copied_archived_and_removed_with_undo(planned: Store) -> None:
    copy = plans.copy_plan(planned, plan_id(planned), "2024年度计划").made[0]
    old, new = plan_snapshot(planned, plan_id(planned)), plan_snapshot(planned, copy)
    assert [t.title for t in new.tasks] == [t.title for t in old.tasks]
    assert len(new.assignments) == len(old.assignments)
    assert new.reports == ()
    plans.archive_plan(planned, copy)
    plans.remove_plan(planned, copy)
    journal.undo(planned)
    assert plan_snapshot(planned, copy).plan.archived_at is not None


def test_a_copy_for_a_new_year_moves_its_years_on_and_leaves_texts_alone(planned: Store) -> None:
    plan = plan_id(planned)
    plans.edit_plan(planned, plan, period_from=2023, period_to=2024)
    first, second = stored.of_plan(planned, plan)[:2]
    tasks.edit_task(planned, first.id, "due_text", "2024年2月29日前")
    tasks.edit_task(planned, first.id, "text", "对照2023年底数")
    tasks.edit_task(planned, second.id, "due_text", "持续推进")
    copy = plans.copy_plan(planned, plan, plans.years_later("2024年度计划（第2024号）", 1), 1).made[0]
    made = plan_snapshot(planned, copy)
    assert (made.plan.title, made.plan.period_from, made.plan.period_to) == (
        "2025年度计划（第2025号）", 2024, 2025,
    )  # fmt: skip
    assert (made.tasks[0].due_text, made.tasks[0].due_date) == ("2025年2月29日前", "2025-02-28")
    assert made.tasks[0].text == "对照2023年底数"
    assert (made.tasks[1].due_text, made.tasks[1].due_date) == ("持续推进", None)


def test_merging_units_shows_and_changes_every_assignment(planned: Store) -> None:
    one, two = find.unit(planned, "区科技局"), find.unit(planned, "区经济信息委")
    preview = units.preview_merge(planned, [one.id], two.id)
    assert len(preview) == 4
    units.merge_units(planned, [one.id], two.id, "2024-01-01")
    assert not any(a.unit_id == one.id for a in register.assignments(planned, plan_id(planned)))
    assert find.unit(planned, "区科技局").id == two.id
    mine = [a for a in register.assignments(planned, plan_id(planned)) if a.unit_id == two.id]
    assert sum(a.role == "lead" for a in mine) == 3


def test_a_rename_keeps_the_old_name_as_alias_and_in_history(planned: Store) -> None:
    unit = find.unit(planned, "区科技局")
    units.rename_unit(planned, unit.id, "区科技信息化局", "2024-03-01")
    assert find.unit(planned, "区科技局").id == unit.id
    renamed = find.unit(planned, "区科技信息化局")
    assert [renamed.named_on(day).short_name for day in ("2023-12-31", "2024-02-29", "2024-03-01")] == [
        "区科技局",
        "区科技局",
        "区科技信息化局",
    ]


def test_doubles_are_found_by_likeness_and_abbreviation(store: Store) -> None:
    for name in ("区应急局", "区应急管理局", "区科技局", "区财政局", "区人力社保局", "市人力社保局"):
        units.add_unit(store, name)
    pairs = [(a.short_name, b.short_name) for a, b in units.doubles(register.all_units(store))]
    assert pairs == [("区应急局", "区应急管理局")]


def test_history_tells_from_what_to_what(planned: Store) -> None:
    task = stored.of_plan(planned, plan_id(planned))[0]
    done = tasks.edit_task(planned, task.id, "title", "新名称")
    line = journal.lines(planned, done.change_set_id or 0)[0]
    assert (line.column, line.before, line.after) == ("名称", "任务1", "新名称")
    assert journal.undo(planned).label == "已撤销：修改第1项重点任务"  # type: ignore[union-attr]
